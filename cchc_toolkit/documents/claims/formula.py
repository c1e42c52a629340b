"""Claims that write their own sum: "1.020 = 1.004 mới + 16 cũ", "120 suất x 500k = 60 triệu"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, printed
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_SIGN = re.compile(
    r"[^.;:()=+×*\d]{0,40}?(?<![^\s)])\(?(?P<sign>[=+×x*]|-|–|−)\(? ?[^.;:()=+×*\d]{0,30}"
)
_POWERS = tuple(Decimal(10) ** power for power in range(-6, 10))
_FAR = 5


def formula_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each chain of numbers joined by +, -, × and one sign of equality."""
    for own in filter(None, account.by_passage):
        yield from _in_brackets(account, own)
        chain: list[int] = []
        signs: list[str] = []
        for first, second in zip(own, (*own[1:], None), strict=True):
            sign = _sign(account, first, second) if second is not None else ""
            if sign and second is not None:
                chain = chain or [first]
                chain.append(second)
                signs.append(sign)
                continue
            if signs.count("=") == 1:
                yield from _judged(account, chain, signs)
            chain, signs = [], []


def _in_brackets(account: Account, own: tuple[int, ...]) -> Iterator[Claim]:
    """Yield the claim of a product right behind what it makes: "17,5 triệu (500 tờ × 35.000)"."""
    for total, first, second in zip(own, own[1:], own[2:], strict=False):
        one, last = account.quantities[first], account.quantities[second]
        text = account.lower[one.passage]
        opens = text[account.quantities[total].stop : one.start].strip() == "("
        closes = text[last.stop : last.stop + 1] == ")"
        if opens and closes and _sign(account, first, second) == "×":
            yield from _judged(account, [total, first, second], ["=", "×"])


def _sign(account: Account, first: int, second: int) -> str:
    one, other = account.quantities[first], account.quantities[second]
    if "%" in (one.unit, other.unit) or other.divisor:
        return ""
    found = _SIGN.fullmatch(account.lower[one.passage][one.stop : other.start])
    return (
        found["sign"].replace("*", "×").replace("x", "×").replace("–", "-").replace("−", "-")
        if found
        else ""
    )


def _judged(account: Account, chain: list[int], signs: list[str]) -> Iterator[Claim]:
    at = signs.index("=")
    left, right = chain[: at + 1], chain[at + 1 :]
    if 1 not in (len(left), len(right)) or len(chain) < 3:
        return
    terms, ops = (left, signs[:at]) if len(right) == 1 else (right, signs[at + 1 :])
    total = right[0] if len(right) == 1 else left[0]
    numbers = [account.quantities[n] for n in (*terms, total)]
    if any(one.rough for one in numbers):
        return
    added = "×" not in ops
    value = _value(numbers[:-1], ops)
    if value is None:
        return
    one = account.quantities[total]
    exact = value == one.value if added else any(value * power == one.value for power in _POWERS)
    if exact:
        yield Claim("R01", (total, *terms), True, weight=4)
        return
    far = abs(value - one.value) * _FAR > max(abs(value), one.value)
    if (far and not slip(one.value / one.scale, value / one.scale)) or (not added and far):
        return
    said = f"{print_number(_short(numbers[0]))}" + "".join(
        f" {op} {print_number(_short(other))}" for op, other in zip(ops, numbers[1:-1], strict=True)
    )
    yield Claim(
        "R01",
        (total, *terms),
        False,
        f'"{one.quote}": {said} = {printed(value, one)}.',
        severity="cao",
        expected=printed(value, one),
        found=one.text,
        advice="Tính lại phép tính viết trong câu.",
        weight=4,
    )


def _short(one: Quantity) -> Decimal:
    number = one.value / one.scale
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _value(numbers: list[Quantity], ops: list[str]) -> Decimal | None:
    """Return what a chain gives, None for a mix of sums and products."""
    if "×" in ops and set(ops) != {"×"}:
        return None
    value = numbers[0].value
    for op, one in zip(ops, numbers[1:], strict=True):
        value = value * one.value if op == "×" else value + one.value * (1 if op == "+" else -1)
    return value
