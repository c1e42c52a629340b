"""Claims "04 tháng (từ tháng 5 đến tháng 8)", "30 ngày, từ 15/7 đến 20/8": so long, from when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

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
_SO_LONG = r"(?P<count>\d{1,3}) ngày(?: đêm)?(?! làm việc| công|/)"
_FROM_TO = (
    r"(?:từ )?(?:ngày )?(?P<since>\d{1,2}/\d{1,2}(?:/\d{4})?) ?(?:đến|tới|-|–)(?: hết)? ?(?:ngày )?"
    r"(?P<until>\d{1,2}/\d{1,2}/\d{4})(?![\d/])"
)
_DAYS = (
    re.compile(
        rf"\b(?:kéo dài|trong(?: vòng| thời gian)?|(?:đợt|chiến dịch|cao điểm)(?: cao điểm)?)"
        rf" {_SO_LONG}(?P<about>[^.,;:()\d]{{0,40}}?),? ?\(? ?(?:tính |bắt đầu |kể )?{_FROM_TO}"
    ),
    re.compile(
        rf"(?<![\d/.,]){_FROM_TO} ?[,(] ?(?:kéo dài |tức |tổng cộng |cả thảy )?(?:trong )?"
        rf"{_SO_LONG}(?: liên tục| liền| liên tiếp)?(?=[).,;]|$)"
    ),
)
"""So many days and the first and last of them, in either order."""
_AT_A_STRETCH = re.compile(r"kéo dài|liên t|liền|ngày đêm|vòng|thời gian|đợt|chiến dịch|cao điểm")
"""Words without which only some of the days may be meant: "trực 10 ngày, từ … đến …"."""
_EVERY_DAY = re.compile(r"liên t|liền|ngày đêm")
_SATURDAY = 5
_YEAR = 12
_SHORTEST_MONTH = 28


def month_span_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each number of months or days told with its first and its last one."""
    for passage, text in enumerate(account.lower):
        for found in chain.from_iterable(one.finditer(text) for one in _DAYS):
            yield from _days(account, passage, found)
        for found in _spans(text) if "tháng" in text else ():
            said = count_of(found["count"])
            right = months_between(found)
            if said != right and 1 < said <= _YEAR:
                span = f"từ tháng {found['first']} đến tháng {found['last']}"
                yield _claim(account, passage, found, span, right, "tháng")


def _days(account: Account, passage: int, found: re.Match[str]) -> Iterator[Claim]:
    """Yield the claim of so many days, the first and the last one counted or not, or work days."""
    *_, year = found["until"].split("/")
    days = [[*found[name].split("/"), year][:3] for name in ("since", "until")]
    try:
        first, last = (date(int(year), int(month), int(day)) for day, month, year in days)
    except ValueError:
        return  # no calendar has it: another rule says so
    said, many = int(found["count"]), (last - first).days + 1
    every = (first + timedelta(days=n) for n in range(max(many, 0)))
    worked = sum(day.weekday() < _SATURDAY for day in every)
    some = said < many and not _AT_A_STRETCH.search(found[0])
    some = some or (said == worked and not _EVERY_DAY.search(found[0]))
    if many > 1 and said not in (many - 1, many) and not some:
        span = f"từ {found['since']} đến {found['until']}"
        yield _claim(account, passage, found, span, many, "ngày")


def _claim(
    account: Account, passage: int, found: re.Match[str], span: str, right: int, unit: str
) -> Claim:
    """Return the claim that a span lasts so long as it does."""
    quote = account.passages[passage].text[found.start() : found.end()]
    return Claim(
        "R15",
        (),
        False,
        f'Lời văn ghi "{quote}": {span} là {right} {unit}.',
        severity="cao",
        expected=f"{right:02d} {unit}",
        found=f"{found['count']} {unit}",
        advice=f"Sửa số {unit}, hoặc {unit} đầu, {unit} cuối.",
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
