"""Claims with one figure in another unit than its neighbours: "có 96 triệu, chi 71 tỷ, còn 25"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, printed
from cchc_toolkit.documents.claims.numeral import worth
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.telling import telling
from cchc_toolkit.text.formatting import print_number

_FACTORS = (Decimal(1000), Decimal("0.001"))
"""From million to milliard and back, from thousand to million and back."""
_TENS = tuple(Decimal(10) ** power for power in (1, 2, 3))
_FEWEST, _MOST, _REACH = 2, 8, 10
_DIGITS = 3
"""So many digits are met by chance no more."""
_GROUPS = (
    ("giây", "phút", "giờ", "ngày", "tuần", "tháng"),
    ("kb", "mb", "gb", "tb"),
    ("kbps", "mbps", "gbps"),
    ("m2", "ha", "km2"),
    ("m", "km"),
    ("kg", "tạ", "tấn"),
)
_MEASURE = re.compile(
    r"(?<![\w.,/])(?P<number>\d[\d.]*(?:,\d+)?) ?"
    rf"(?P<unit>{'|'.join(sorted((u for own in _GROUPS for u in own), key=len, reverse=True))})\b"
)
_LEAVES = re.compile(
    r"\b(?:còn|giảm|bớt|tăng|rút ngắn|tiết kiệm|thêm|tức|nhanh|chênh|cộng|tổng|trống|hụt|dư|thừa)\b"
)
_NEAR = 80
_OF_LONG = re.compile(r"\b(?:giai đoạn|nhiệm kỳ|dự kiến|lũy kế|kế hoạch)\b")


def scale_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each figure whose digits fit its neighbours, and whose unit does not."""
    money = [n for n in account.amounts if account.quantities[n].is_money]
    money = [n for n in money if not account.quantities[n].is_price]
    yield from _in_sums(account, money)
    yield from _said_again(account, money)
    for passage, text in enumerate(account.lower):
        yield from _measures(account, passage, text)


def _in_sums(account: Account, money: Sequence[int]) -> Iterator[Claim]:
    """Yield a claim for each sum that holds where one of its figures has another unit."""
    for place, total in enumerate(money):
        for first in range(place + 1, min(place + _REACH, len(money))):
            for last in range(first + _FEWEST, min(first + _MOST, len(money)) + 1):
                run = money[first:last]
                if not _together(account, total, run):
                    break
                odd = _odd(account, total, run)
                if odd is not None:
                    yield _wrong(account, total, run, *odd)


def _together(account: Account, total: int, run: Sequence[int]) -> bool:
    """Whether figures may be a total and its parts: of one part of the report, line by line."""
    passages = [account.quantities[n].passage for n in (total, *run)]
    near = passages[-1] - passages[0] <= len(run) + 1
    return near and account.section[passages[0]] == account.section[passages[-1]]


def _odd(account: Account, total: int, run: Sequence[int]) -> tuple[int, Decimal] | None:
    """Return which figure needs another unit for a sum to hold and how many times the value."""
    whole = account.quantities[total].value
    values = [account.quantities[n].value for n in run]
    gap = whole - sum(values, Decimal(0))
    if not gap:
        return None
    for n, value in zip((total, *run), (-whole, *values), strict=True):
        for factor in _FACTORS:
            if value * (factor - 1) == gap and len(_digits(account.quantities[n])) >= _FEWEST:
                return n, factor
    return None


def _wrong(account: Account, total: int, run: Sequence[int], odd: int, factor: Decimal) -> Claim:
    one, whole = account.quantities[odd], account.quantities[total]
    others = [account.quantities[n] for n in run if n != odd]
    sign = " + " if odd == total else " - "
    terms = [q.quote for q in (*([] if odd == total else [whole]), *others)]
    usual = [q for q in (whole, *others) if q.scale == one.scale * factor]
    right = printed(one.value * factor, usual[0] if usual else one)
    return Claim(
        "R09",
        (odd, *(n for n in (total, *run) if n != odd)),
        False,
        f'"{one.quote}": {sign.join(terms)} = {right}: đúng chữ số mà sai đơn vị.',
        severity="cao",
        expected=right,
        found=one.quote,
        suggestion=f'Nhiều khả năng phải viết "{right}".',
        advice="Sửa đơn vị tiền cho khớp các số cùng mục.",
        weight=4,
    )


def _said_again(account: Account, money: Sequence[int]) -> Iterator[Claim]:
    """Yield a claim where one amount is told in two units that are some tens apart."""
    told = {account.quantities[n].value for n in money}
    for place, second in enumerate(money):
        other = account.quantities[second]
        for first in money[:place]:
            one = account.quantities[first]
            same = one.scale != other.scale and _digits(one) == _digits(other)
            if not same or len(_digits(one)) <= _DIGITS or not _of_one_thing(one, other):
                continue
            large, small = max(one.value, other.value), min(one.value, other.value)
            if small and large / small in _TENS and len(told) > 1:
                yield _differs(account, second, first)
                return


def _of_one_thing(one: Quantity, other: Quantity) -> bool:
    apart = _OF_LONG.search(one.wide) or _OF_LONG.search(other.wide)
    return not apart and bool(telling(one.wide) & telling(other.wide))


def _differs(account: Account, at: int, first: int) -> Claim:
    one, other = account.quantities[first], account.quantities[at]
    return Claim(
        "R09",
        (at, first),
        False,
        f'"{one.quote}" và "{other.quote}" cùng chữ số mà khác nhau: {one.quote} = '
        f"{printed(one.value, other)}.",
        severity="cao",
        expected=printed(one.value, other),
        found=other.quote,
        advice="Sửa số tiền hoặc đơn vị cho khớp.",
        weight=2,
    )


def _digits(one: Quantity) -> str:
    return "".join(char for char in one.text if char.isdigit()).strip("0")


def _measures(account: Account, passage: int, text: str) -> Iterator[Claim]:
    """Yield the claim of "từ 22 phút xuống 14 phút, bớt được 8 giờ"."""
    found = list(_MEASURE.finditer(text))
    for three in zip(found, found[1:], found[2:], strict=False):
        gaps = [text[a.end() : b.start()] for a, b in pairwise(three)]
        if any(len(gap) > _NEAR or re.search(r"[;.] ", gap) for gap in gaps):
            continue
        first, second, third = (worth(one["number"]) for one in three)
        fits = third and third in (first - second, second - first, first + second)
        units = [one["unit"] for one in three]
        alike = any(set(units) <= set(group) for group in _GROUPS) and len(set(units)) == 2
        if fits and alike and _LEAVES.search(gaps[1]):
            usual = next(n for n, unit in enumerate(units) if units.count(unit) > 1)
            odd = next(n for n, unit in enumerate(units) if units.count(unit) == 1)
            printed_text = account.passages[passage].text
            names = [printed_text[slice(*three[n].span("unit"))] for n in (usual, odd)]
            yield _other_unit(passage, three[odd], names, (first, second, third))


def _other_unit(
    passage: int,
    odd: re.Match[str],
    names: Sequence[str],
    numbers: tuple[Decimal, Decimal, Decimal],
) -> Claim:
    first, second, third = numbers
    sign = "+" if first + second == third else "-"
    pair = (max(first, second), min(first, second)) if sign == "-" else (first, second)
    shown = f" {sign} ".join(map(print_number, pair))
    usual, other = names
    return Claim(
        "R09",
        (),
        False,
        f'"{odd["number"]} {other}": {shown} = {print_number(third)} {usual}: đúng chữ số mà sai '
        "đơn vị.",
        severity="cao",
        expected=f"{odd['number']} {usual}",
        found=f"{odd['number']} {other}",
        advice="Sửa đơn vị đo cho khớp các số bên cạnh.",
        place=(passage, *odd.span()),
        weight=1,
    )
