"""What leaves a list open: parts that overlap, are of other things, or have no number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.kinship import alike, kin
from cchc_toolkit.documents.claims.listing import Listing
from cchc_toolkit.documents.claims.wording import OPENER, OVERLAP, deny

_TWO = 2
_OTHERS = re.compile(
    r"[^.;§\d]*(?:\b(?:còn lại|số khác|khác nữa)\b|\bv\.v|…|\.\.\.)[^.;§\d]*(?:[.;]|$)"
    r"|(?:[^.;\d]*,)? [^,;.\d]{0,40}(?<!nào )\bkhác\b[^,.;\d]*(?:[.;]|$)"
)
"""Behind the last part: others, of which no number is told."""
_SOME = re.compile(r"\b(?:chủ yếu|tập trung|tiêu biểu|nổi bật|điển hình|phần lớn|nhất là)\b")
_NEAR = 60
_LED_BY = re.compile(
    r"\b(?:do|gồm|có) (?:đồng chí |ông |bà )?(?:phó )?(?:chủ tịch|trưởng|bí thư)\b"
)
_TRAITS = tuple(
    re.compile(rf"\b(?:{words})\b")
    for words in (
        "nam|nữ|phụ nữ",
        "đảng viên|đoàn viên|quần chúng",
        "dân tộc|khmer|chăm|mông|tày|nùng",
        "tiến sĩ|thạc sĩ|đại học|cao đẳng|trung cấp|sơ cấp",
        "tuổi",
    )
)
"""What one has beside another: parts of two of these overlap, "29 đảng viên, 18 nữ"."""


def left_open(account: Account, listing: Listing, total: int, run: Sequence[int]) -> bool:
    """Whether a list may be right though its parts do not make its total."""
    values = [account.quantities[n].value for n in run]
    whole, added = account.quantities[total].value, sum(values, Decimal(0))
    return (
        (len(run) > _TWO and added == 2 * values[-1])  # the last sums the others up
        or (added == 2 * values[0] and _divides_first(account, run))
        or added - 2 * sum(_taken_off(account, run)) == whole
        or any(account.quantities[n].rough for n in (total, *run))
        or _divided_twice(account, total, run, added)
        or (added < whole and _one_untold(account, total, run[0]))
        or _overlap(account, total, run)
        or (listing.opener == "hết" and added > whole)  # none left out, but some told twice
        or _of_more(account, listing, run, whole)
    )


def _divides_first(account: Account, run: Sequence[int]) -> bool:
    """Whether the parts behind the first divide it: by an opener, or one says no to the other."""
    opened = bool(OPENER.search(account.between(run[0], run[1])))
    return opened or deny([account.label(n) for n in run[1:]])


def _one_untold(account: Account, total: int, first: int) -> bool:
    """Whether one of some people is told before the parts: "6 đồng chí, do Phó Chủ tịch làm …"."""
    one, part = account.quantities[total], account.quantities[first]
    people = kin(one.unit or "-", "người") and one.passage == part.passage
    return people and bool(_LED_BY.search(account.bare[one.passage][one.stop : part.start]))


def _taken_off(account: Account, run: Sequence[int]) -> list[Decimal]:
    """Return the parts that are taken off: "điểm trừ 01 điểm"."""
    return [account.quantities[n].value for n in run if re.search(r"\btrừ\b", account.label(n))]


def _overlap(account: Account, total: int, run: Sequence[int]) -> bool:
    """Whether one thing may be counted in two parts, as the words say or by what the parts are."""
    labels = [account.label(n) for n in run]
    traits = sum(any(trait.search(one) for one in labels) for trait in _TRAITS)
    return traits > 1 or bool(OVERLAP.search(account.around(total, *run)))


def _divided_twice(account: Account, total: int, run: Sequence[int], added: Decimal) -> bool:
    """Whether parts make what a total makes with its neighbour: "nam 40, nữ 60; trẻ 30, già 70"."""
    one = account.quantities[total]
    return any(
        alike(one, account.quantities[n]) and one.value + account.quantities[n].value == added
        for n in account.same_sentence(total)
        if n in (total - 1, total + 1) and n not in run and not account.quantities[n].divisor
    )


def _of_more(account: Account, listing: Listing, run: Sequence[int], whole: Decimal) -> bool:
    """Whether the first lines make the total, and one behind them tells of several other things."""
    sums = list(accumulate(account.quantities[n].value for n in run))
    left = run[sums.index(whole) + 1 :] if whole in sums[1:] else ()
    told = Counter(account.quantities[n].passage for n in listing.runs[-1])
    return listing.bullets and any(told[account.quantities[n].passage] > 1 for n in left)


def more_untold(account: Account, listing: Listing, run: Sequence[int]) -> bool:
    """Whether the words leave parts without a number: "trong đó A, B", "số còn lại nộp giấy"."""
    last = account.quantities[run[-1]]
    few = len(run) == _TWO and listing.opener.startswith("trong")
    some = _SOME.search(account.lower[last.passage][: account.quantities[run[0]].start][-_NEAR:])
    return few or bool(some) or bool(_OTHERS.match(account.bare[last.passage][last.stop :]))
