"""Lists of lines with their total in the line below: "- A: 5", "- B: 7", "Cộng: 12"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.lines import like_total, line_amounts
from cchc_toolkit.documents.claims.listing import Listing
from cchc_toolkit.documents.claims.numeral import count_of
from cchc_toolkit.documents.claims.wording import MANY, PERIOD, PUT

_SUMS_UP = re.compile(
    r"(?:\W|như vậy|tính ra|\d[.)])*(?:(?P<bare>(?:tổng(?: cộng| số)?|cộng|tất cả) ?:? ?$)"
    rf"|(?:{PUT} |(?:tất )?cả )?(?P<many>{MANY}) (?!{PERIOD}\b)[^\W\d_][^.;\d]{{0,80}}$"
    rf"|{PUT} (?:các|lại)\b[^.;\d]{{0,80}}$"
    r"|(?:tổng|cộng|cả|toàn|gộp|tất cả)\b(?! (?:trình|phần))[^.;\d]{0,40}$)"
)
"""Opens a line whose numbers add up those of the lines above: "Cộng chi: "."""
_SOME = re.compile(r"\bnhất\b|\b(?:chủ yếu|một số|tiêu biểu|điển hình|trong đó)\b")
"""Opens lines that are not all."""
_NAMES = re.compile(r"^(?:[a-zđ\d]{1,2}[.)] )?[^.;]{2,60}(?::| [-–]) ?$")
"""Stands before the number of a line without a bullet: "Tháng 7: "."""


def summed_below(account: Account) -> Iterator[Listing]:
    """Yield the lists of lines right above one that sums them up, number by number.

    "- Hộ tịch: 124, đúng hạn 120", "- Đất đai: 86, đúng hạn 85", "Cộng: 210, đúng hạn 205".
    """
    for passage in range(1, len(account.passages)):
        totals = line_amounts(account, passage)
        said = _SUMS_UP.match(_before(account, totals[0])) if totals else None
        lines = list(_lines_above(account, passage))[::-1] if said is not None else []
        first = passage - len(lines) - 1
        if len(lines) < 2 or not all(lines) or (first >= 0 and _SOME.search(account.lower[first])):
            continue
        if said is None or (said["many"] and count_of(said["many"]) != len(lines)):
            continue
        even = {len(line) for line in lines} == {len(totals)}
        for place, total in enumerate(totals if even else totals[:1]):
            whole = account.quantities[total]
            run = tuple(line[place] if even else like_total(account, whole, line) for line in lines)
            opener = ":" if said["bare"] or said["many"] else ""
            yield Listing((total,), (run,), True, opener, bullets=True)


def _lines_above(account: Account, passage: int) -> Iterator[list[int]]:
    """Yield the amounts of the lines of one kind above a line, the nearest first.

    None of one that has run together with others.
    """
    for at in range(passage - 1, -1, -1):
        found, mark = line_amounts(account, at), account.passages[at].mark
        if not found or mark != account.passages[passage - 1].mark:
            return
        alone = not any(account.quantities[n].sentence for n in account.by_passage[at])
        if not mark and not _NAMES.search(_before(account, found[0])):
            return
        yield found if mark or alone else []


def _before(account: Account, n: int) -> str:
    """Return the words of a line before a number of it."""
    one = account.quantities[n]
    return account.lower[one.passage][: one.start]
