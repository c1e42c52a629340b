"""Claims that two digits changed places: a figure that is, so turned, what others give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, plain
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.text.arithmetic import half_up
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_REACH = 12
"""So many figures before a figure, and as many behind it in its sentence, may give it."""
_LINES = 3
_LONGEST = 6
_TIMES = frozenset(("ngày", "tháng", "năm", "giờ", "phút", "tuổi"))
_CHANCE, _CHANCE_NAMED = Decimal("0.002"), Decimal("0.03")
"""How likely chance alone may make a figure a slip of what others give: without words, with."""
_CUES = {
    "+": re.compile(r"\b(?:tổng|cộng|lũy kế|tất cả|cả|chung|gộp|toàn)\b"),
    "-": re.compile(
        r"\b(?:còn|thiếu|tăng|giảm|hơn|vượt|chênh|dư|thấp|cao|kém|cách|khuyết|nhích|hụt|thừa"
        r"|tiết kiệm)\b"
    ),
    "/": re.compile(r"\b(?:đạt|chiếm|bằng|t[ỷỉ] (?:lệ|trọng)|tương (?:ứng|đương)|tức)\b|[(=→]"),
    "÷": re.compile(r"\b(?:bình quân|trung bình|bq|tb|mỗi)\b"),
}


@dataclass(frozen=True)
class _Given:
    """What some figures give: how, its value in the unit of the figure looked at, as a sum."""

    how: str
    value: Decimal
    figures: tuple[int, ...]
    said: str


def near_miss_claims(account: Account, settled: frozenset[int]) -> Iterator[Claim]:
    """Yield a claim for each figure outside `settled` that is what others give but for two digits.

    The more the figures beside it give and the fewer digits it has, the likelier is mere chance:
    only what chance hardly brings is told.
    """
    often = Counter(one.value for one in account.quantities)
    for at, one in enumerate(account.quantities):
        if at in settled or often[one.value] > 1 or not _may_be_wrong(one):
            continue
        given = {found.value: found for found in _given(account, at)}
        printed = one.value / one.scale
        if printed in given:
            continue
        slipped = [found for value, found in given.items() if _is_slip(one, value)]
        sure = [found for found in slipped if _chance(one, len(given)) < _allowed(one, found)]
        if len({found.value for found in sure}) == 1:
            yield _claim(account, at, sure[0])


def _may_be_wrong(one: Quantity) -> bool:
    return one.use not in ("mark", "year") and not one.rough and not one.divisor


def _given(account: Account, at: int) -> Iterator[_Given]:
    one = account.quantities[at]
    beside = _beside(account, at)
    if one.unit == "%":
        yield from _quotients(account, one, beside)
    if one.unit == "điểm %" or one.use == "change":
        rates = [n for n in beside if account.quantities[n].unit == "%"]
        yield from _differences(account, one, rates)
    if one.unit in ("%", "điểm %"):
        return
    kind = [n for n in beside if account.quantities[n].use == "amount" and _counts(account, n, one)]
    if one.use == "mean":
        yield from _means(account, one, beside)
        return
    yield from _differences(account, one, kind)
    yield from _sums(account, at, kind)


def _counts(account: Account, n: int, one: Quantity) -> bool:
    other = account.quantities[n]
    same_rate = not other.per or other.per.split()[:1] == one.per.split()[:1]
    return alike(one, other) and one.is_money == other.is_money and same_rate


def _beside(account: Account, at: int) -> list[int]:
    one = account.quantities[at]
    section = account.section[one.passage]
    before = [
        n
        for n in range(max(0, at - _REACH), at)
        if one.passage - (other := account.quantities[n]).passage <= _LINES
        and account.section[other.passage] == section
        and other.use not in ("mark", "year")
    ]
    behind = [n for n in account.same_sentence(at) if n > at][: _REACH // 2]
    return [*before, *behind]


def _quotients(account: Account, rate: Quantity, beside: Sequence[int]) -> Iterator[_Given]:
    counts = [n for n in beside if account.quantities[n].use == "amount"]
    for n, m in combinations(counts, 2):
        part, whole = sorted((n, m), key=lambda k: account.quantities[k].value)
        top, bottom = account.quantities[part], account.quantities[whole]
        if (
            top.passage == rate.passage
            and not {top.unit, bottom.unit} & _TIMES
            and bottom.value >= 20
            and top.value < bottom.value
            and alike(top, bottom)
        ):
            right = half_up(top.value * 100 / bottom.value, rate.decimals)
            yield _Given("/", right, (part, whole), f"{top.text}/{bottom.text}")


def _differences(account: Account, one: Quantity, kind: Sequence[int]) -> Iterator[_Given]:
    for n, m in combinations(kind, 2):
        small, large = sorted((n, m), key=lambda k: account.quantities[k].value)
        less, more = account.quantities[small], account.quantities[large]
        gap = (more.value - less.value) / one.scale
        if gap > 0:
            yield _Given("-", gap, (large, small), f"{_text(more, one)} - {_text(less, one)}")


def _sums(account: Account, at: int, kind: Sequence[int]) -> Iterator[_Given]:
    one = account.quantities[at]
    for first in range(len(kind)):
        for last in range(first + 2, min(first + _LONGEST, len(kind)) + 1):
            run = tuple(kind[first:last])
            if run[0] < at < run[-1]:
                continue
            parts = [account.quantities[n] for n in run]
            added = sum((part.value for part in parts), Decimal(0)) / one.scale
            yield _Given("+", added, run, " + ".join(_text(part, one) for part in parts))


def _means(account: Account, mean: Quantity, beside: Sequence[int]) -> Iterator[_Given]:
    counts = [n for n in beside if account.quantities[n].use == "amount"]
    for whole in counts:
        for of in counts:
            total, many = account.quantities[whole], account.quantities[of]
            if whole != of and many.value > 1 and not many.is_money and alike(total, mean):
                right = half_up(total.value / many.value / mean.scale, mean.decimals)
                yield _Given("÷", right, (whole, of), f"{_text(total, mean)}/{many.text}")


def _text(one: Quantity, like: Quantity) -> str:
    return print_number(plain(one.value / like.scale))


def _is_slip(one: Quantity, right: Decimal) -> bool:
    printed = (one.value / one.scale).scaleb(one.decimals)
    return slip(printed, right.scaleb(one.decimals)).startswith("đảo")


def _chance(one: Quantity, tried: int) -> Decimal:
    """Return how likely one of so many values is a figure with two digits in another order."""
    printed = (one.value / one.scale).scaleb(one.decimals)
    digits = len(str(int(printed)).rstrip("0")) or 1
    return Decimal(tried * (digits - 1)) / (9 * Decimal(10) ** (digits - 1))


def _allowed(one: Quantity, found: _Given) -> Decimal:
    return _CHANCE_NAMED if _CUES[found.how].search(one.wide[-60:]) else _CHANCE


def _claim(account: Account, at: int, found: _Given) -> Claim:
    one = account.quantities[at]
    shown = print_number(plain(found.value))
    sign = "%" if one.unit == "%" else ""
    return Claim(
        "R08" if found.how in "+-" else "R03",
        (at, *found.figures),
        False,
        f'Lời văn ghi "{one.quote}", mà {found.said} = {shown}{sign}.',
        severity="vừa",
        expected=f"{shown}{sign}",
        found=one.text,
        suggestion=f"Nhiều khả năng gõ nhầm chữ số: {shown}{sign}.",
        advice="Tính lại, sửa số này hoặc một trong các số kia.",
        weight=-1,
    )
