"""Claims of one amount of money told in two units: "1.860 triệu đồng (tức 1,86 tỷ đồng)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, combinations

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, printed
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.telling import telling
from cchc_toolkit.text.digits import slip

_AGAIN = re.compile(
    r"^ ?\((?:khoảng|tức(?: là)?|tương đương|hay|bằng|làm tròn|số chính xác)?:? ?$"
    r"|^, (?:tức(?: là)?|tương đương|hay|hay là|nói tròn|làm tròn)(?: với)?(?: khoảng| gần| hơn)? $"
)
_IN_OTHER = re.compile(
    r" ?\((?:tức(?: là)?|tương đương|hay(?: là)?|bằng|làm tròn|khoảng|gần)(?: với)?:? "
)
_THOUSANDS = tuple(Decimal(1000) ** power for power in range(4))
_TELLING_DIGITS, _SHARED, _REACH = 3, 4, 80
_TENS = tuple(Decimal(10) ** power for power in (-3, -2, -1, 1, 2, 3))


def money_again(account: Account, first: int, second: int) -> Iterator[Claim]:
    """Yield the claim of an amount of money that the figure behind it tells again.

    >>> from cchc_toolkit.documents.claims.account import account_of
    >>> from cchc_toolkit.text.passage import Passage
    >>> account = account_of((Passage("Đã chi 1.860 triệu đồng (18,6 tỷ đồng).", ""),), ())
    >>> [claim.expected for claim in money_again(account, 0, 1)]
    ['1,86 tỷ đồng']
    """
    yield from _in_two_units(account, first, second)
    yield from _said_in_unit(account, first, second)


def money_elsewhere(account: Account) -> Iterator[Claim]:
    """Yield the claim of one thing's money with one unit here, another there: "485 triệu", "tỷ"."""
    told: dict[str, list[int]] = {}
    for n in account.amounts:
        one = account.quantities[n]
        if one.is_money and not one.per and len(one.digits) >= _TELLING_DIGITS:
            told.setdefault(one.digits, []).append(n)
    for first, second in chain.from_iterable(combinations(own, 2) for own in told.values()):
        one, other = account.quantities[first], account.quantities[second]
        large, small = max(one.value, other.value), min(one.value, other.value)
        apart = (one.passage, one.sentence) != (other.passage, other.sentence)
        same = _words_near(account, one) & _words_near(account, other)
        if apart and large / small in _THOUSANDS[1:] and len(same) >= _SHARED:
            yield _differs((second, first), one, other, "=", printed(one.value, other))


def _words_near(account: Account, one: Quantity) -> frozenset[str]:
    """Return the telling words of the sentence round an amount, as far as the next number."""
    behind = re.split(r"[.;\d]", account.bare[one.passage][one.stop : one.stop + _REACH])[0]
    return telling(f"{one.wide} {behind.lower()}")


def _in_two_units(account: Account, first: int, second: int) -> Iterator[Claim]:
    one, other = account.quantities[first], account.quantities[second]
    text = account.lower[one.passage]
    both = one.is_money and other.is_money and one.scale != other.scale
    if not both or not _AGAIN.match(text[one.stop : other.start]):
        return
    aside = "(" in text[one.stop : other.start]
    if aside and text[other.stop : other.stop + 1] != ")":
        return
    coarse = max(one.step, other.step)
    if abs(one.value - other.value) <= coarse / 2:
        yield Claim("R09", (first, second), True, weight=3)
    elif _is_slip(one, other):
        yield _differs((second, first), one, other, "=", printed(one.value, other))


def _said_in_unit(account: Account, first: int, second: int) -> Iterator[Claim]:
    """Yield the claim of "1.860,0 (tức 1,86 tỷ đồng)", whose first unit stands over the report.

    Whatever that is, it is a thousand times another.
    """
    one, other = account.quantities[first], account.quantities[second]
    text = account.lower[one.passage]
    bare = not one.unit and not one.divisor and one.use == "amount" and one.value
    if not bare or not other.is_money or not _IN_OTHER.fullmatch(text[one.stop : other.start]):
        return
    if text[other.stop : other.stop + 1] != ")" or not other.value:
        return
    worths = [one.value * power for power in _THOUSANDS]
    right = min(worths, key=lambda worth: abs((worth / other.value).ln()))
    if abs(right - other.value) <= max(other.step, one.step * right / one.value) / 2:
        yield Claim("R09", (first, second), True, weight=3)
    elif _is_slip(one, other):
        yield _differs((second, first), one, other, "là", printed(right, other))


def _same_digits(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts have the same digits, as far as the shorter one has them."""
    if one.digits == other.digits:
        return True
    return any(abs(one.value * power - other.value) <= other.step / 2 for power in _TENS)


def _is_slip(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts differ by their unit, or by a digit mistyped."""
    whole, again = (Decimal(f"0{each.digits}") for each in (one, other))
    return _same_digits(one, other) or bool(slip(whole, again))


def _differs(
    figures: tuple[int, int], one: Quantity, other: Quantity, sign: str, right: str
) -> Claim:
    return Claim(
        "R09",
        figures,
        False,
        f'"{one.quote}" và "{other.quote}" nói cùng một số tiền mà khác nhau: '
        f"{one.quote} {sign} {right}.",
        severity="cao",
        expected=right,
        found=other.quote,
        advice="Sửa số tiền hoặc đơn vị cho khớp.",
        weight=3,
    )
