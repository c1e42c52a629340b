"""Claims that two digits changed places: a figure that is, so turned, what others give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.derived import Given, derived_claim, difference, text_like
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.text.digits import slip

_REACH = 12
"""So many figures before a figure, and as many behind it in its sentence, may give it."""
_LINES = 3
_LONGEST = 6
_CHANCE, _CHANCE_NAMED = Decimal("0.002"), Decimal("0.02")
"""How likely chance alone may make a figure a slip of what others give: without words, with."""
_CUES = re.compile(
    r"\b(?:tổng|cộng|lũy kế|tất cả|cả|chung|gộp|toàn|còn|thiếu|tăng|giảm|hơn|vượt|chênh|dư|thấp|cao"
    r"|kém|cách|khuyết|nhích|hụt|thừa|tiết kiệm)\b"
)
_NO_AMOUNT = ("%", "điểm %")


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
        if one.value / one.scale in given:
            continue
        allowed = _CHANCE_NAMED if _CUES.search(one.wide[-60:]) else _CHANCE
        slipped = [found for value, found in given.items() if _is_turned(one, value)]
        if len(slipped) == 1 and _chance(one, len(given)) < allowed:
            yield derived_claim(one, at, slipped[0], "vừa")


def _may_be_wrong(one: Quantity) -> bool:
    told = one.use in ("amount", "change") and one.unit not in _NO_AMOUNT
    return told and not one.rough and not one.divisor


def _given(account: Account, at: int) -> Iterator[Given]:
    one = account.quantities[at]
    kind = [
        n
        for n in _beside(account, at)
        if (other := account.quantities[n]).use == "amount"
        and alike(one, other)
        and one.is_money == other.is_money
        and (not other.per or other.per.split()[:1] == one.per.split()[:1])
    ]
    for two in combinations(kind, 2):
        found = difference(account, at, two)
        if found.value:
            yield found
    yield from _sums(account, at, kind)


def _beside(account: Account, at: int) -> list[int]:
    one = account.quantities[at]
    section = account.section[one.passage]
    before = [
        n
        for n in range(max(0, at - _REACH), at)
        if one.passage - (other := account.quantities[n]).passage <= _LINES
        and account.section[other.passage] == section
    ]
    behind = [n for n in account.same_sentence(at) if n > at][: _REACH // 2]
    return [*before, *behind]


def _sums(account: Account, at: int, kind: Sequence[int]) -> Iterator[Given]:
    one = account.quantities[at]
    for first in range(len(kind)):
        for last in range(first + 2, min(first + _LONGEST, len(kind)) + 1):
            run = tuple(kind[first:last])
            if run[0] < at < run[-1]:
                continue
            parts = [account.quantities[n] for n in run]
            added = sum((part.value for part in parts), Decimal(0)) / one.scale
            yield Given(added, run, " + ".join(text_like(part, one) for part in parts))


def _is_turned(one: Quantity, right: Decimal) -> bool:
    printed = (one.value / one.scale).scaleb(one.decimals)
    return slip(printed, right.scaleb(one.decimals)).startswith("đảo")


def _chance(one: Quantity, tried: int) -> Decimal:
    """Return how likely one of so many values is a figure with two digits in another order."""
    printed = (one.value / one.scale).scaleb(one.decimals)
    digits = len(str(int(printed)).rstrip("0")) or 1
    return Decimal(tried * (digits - 1)) / (9 * Decimal(10) ** (digits - 1))
