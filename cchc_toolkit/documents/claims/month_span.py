"""Claims "trong 04 tháng (từ tháng 5 đến tháng 8)": so many months, and from which to which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.numeral import SEVERAL, count_of

_MONTH = r"(?:0?[1-9]|1[0-2])"
_SPAN = re.compile(
    rf"(?<![\w.,/])(?P<count>\d{{1,2}}|mười (?:một|hai)|{SEVERAL}) tháng\b(?! (?:trước|sau))"
    r"(?P<about>[^.;:()\d]{0,30}?),? ?\(? ?(?:tính )?(?:từ )?(?:đầu )?"
    rf"tháng (?P<first>{_MONTH})(?:(?:/| năm )(?P<since>\d{{4}}))?"
    rf" ?(?:đến|tới|-|–)(?: hết)?(?: cuối)? ?(?:tháng )?(?P<last>{_MONTH})(?![\d.,]*\d)"
    r"(?:(?:/| năm )(?P<until>\d{4}))?"
)
_DATES = re.compile(
    r"\b(?:từ )?(?:ngày )?(?P<day>\d{1,2})/(?P<first>\d{1,2})(?:/(?P<since>\d{4}))?"
    r" ?(?:đến|tới|-|–)(?: hết)?(?: ngày)? (?P<end>\d{1,2})/(?P<last>\d{1,2})/(?P<until>\d{4})"
    r"(?:,| ?\(|, ?là|, ?tức)(?: (?:tròn|đủ|đúng|là|gồm))?[ ]?"
    rf"(?P<count>\d{{1,2}}|mười (?:một|hai)|{SEVERAL}) tháng\b(?! (?:trước|sau|đầu|cuối))"
)
"""From a day to another, then so many months."""
_YEAR = 12
_SHORTEST_MONTH = 28


def month_span_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each number of months that is told with its first and its last one."""
    for passage, text in enumerate(account.lower):
        for found in _spans(text) if "tháng" in text else ():
            said = count_of(found["count"])
            right = months_between(found)
            if said == right or not 1 < said <= _YEAR:
                continue
            quote = account.passages[passage].text[found.start() : found.end()]
            yield Claim(
                "R15",
                (),
                False,
                f'Lời văn ghi "{quote}": từ tháng {found["first"]} đến tháng {found["last"]} là '
                f"{right} tháng.",
                severity="cao",
                expected=f"{right:02d} tháng",
                found=f"{found['count']} tháng",
                advice="Sửa số tháng, hoặc tháng đầu, tháng cuối.",
                place=(passage, *found.span()),
                weight=1,
            )


def _spans(text: str) -> Iterator[re.Match[str]]:
    """Yield each span of months, those between two days too where whole months pass."""
    yield from _SPAN.finditer(text)
    for found in _DATES.finditer(text):
        day, end = int(found["day"]), int(found["end"])
        whole_months = day == 1 and end >= _SHORTEST_MONTH
        if whole_months and max(int(found["first"]), int(found["last"])) <= _YEAR:
            yield found


def months_between(found: re.Match[str]) -> int:
    """Return how many months there are from the first to the last, both counted.

    >>> found = _SPAN.search("trong 5 tháng (từ tháng 11/2023 đến hết tháng 3/2024)")
    >>> months_between(found) if found else None
    5
    """
    months = int(found["last"]) - int(found["first"]) + 1
    if found["since"] and found["until"]:
        return months + _YEAR * (int(found["until"]) - int(found["since"]))
    return months if months > 0 else months + _YEAR
