"""Which period a place of the prose speaks of: its sentence says it, else the heading above it."""

from __future__ import annotations

import re

from cchc_toolkit.documents.claims.account import Account

_NUMBERS = {"một": "1", "hai": "2", "ba": "3", "sáu": "6", "chín": "9", "mười": "10"}
_LABEL = re.compile(
    r"(?<!so với )\b(?P<kind>quý|tháng|năm) (?P<number>[ivx]+|\d{1,4})\b"
    rf"|\b(?P<many>\d{{1,2}}|{'|'.join(_NUMBERS)}) tháng\b(?! (?:tuổi|trước|sau))"
    r"(?: (?P<half>đầu|cuối) năm)?"
    r"|\b(?P<all>cả năm|cùng kỳ|(?:năm|kỳ|quý|tháng) (?:trước|ngoái))\b"
)
_AHEAD = re.compile(
    r"\b(?:nhiệm vụ(?! đã)|phương hướng|phấn đấu|mục tiêu|kế hoạch (?:tới|sau)|giải pháp|quyết tâm"
    r"|thời gian tới)\b"
)
_TASKS = re.compile(
    r"\b(?:nhiệm vụ|phương hướng|kế hoạch|giải pháp|đề nghị|kiến nghị|đề xuất|trọng tâm|giao việc"
    r"|^(?:[ivx\d]+[.)] )?yêu cầu$|việc (?:sắp |cần )?(?:làm|tới|tiếp|(?:\d+ )?tháng|quý|năm))\b"
)
_OF_RESULTS = re.compile(
    r"\b(?:kết quả|đã|được giao|tình hình|công tác|ban hành|đạt được|tiến độ"
    r"|việc (?:thực hiện|triển khai))\b"
)
_TO_COME = re.compile(
    r"\b(?:sắp tới|tới đây|sẽ|(?:thời gian|năm|quý|tháng|kỳ)(?: [ivx\d]+)? (?:tới|sau|tiếp theo))\b"
)
_REST_OF_YEAR = re.compile(
    r"^(?:[ivx\d]+[.)] )?(?:(?:những|các|mấy|\d|hai|ba|bốn) )?"
    r"(?:tháng|quý|thời gian)(?: (?:cuối(?: cùng)?|còn lại))+(?: (?:của )?năm(?: 20\d\d| nay)?)?$"
)
"""A heading of what is left of a year: "5. Ba tháng cuối năm"."""
_REACH = 200
_SHORT = 80


def told_period(account: Account, passage: int, start: int) -> str:
    """Return the period that is told last before a place, "" where none is.

    >>> from cchc_toolkit.documents.claims.account import Account
    >>> from cchc_toolkit.text.passage import Passage
    >>> told_period(Account((Passage("Quý 2 nhận 5; 9 tháng nhận 17.", ""),), ()), 0, 24)
    '9 tháng'
    """
    text = account.passages[passage].text.lower()
    ahead = text[:start]
    own = max(ahead.rfind(". "), ahead.rfind("; ")) + 1
    above = (account.passages[at].text.lower() for at in account.headings[passage])
    places = (ahead[own:], ahead, *above)
    return next((name for said in places if (name := _last(said))), "")


def other_period(account: Account, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two places, each a passage and a character, speak of different periods."""
    periods = {told_period(account, *one), told_period(account, *other)} - {""}
    return len(periods) > 1


def looks_ahead(account: Account, passage: int, start: int) -> bool:
    """Whether a place is among tasks and aims: what is told there has not come about."""
    above = [account.lower[at] for at in account.headings[passage]]
    told = any(_AHEAD.search(text[-_REACH:]) for text in (account.lower[passage][:start], *above))
    return told or any(_of_year_to_come(account, at) for at in account.headings[passage])


def _of_year_to_come(account: Account, heading: int) -> bool:
    """Whether a heading names a year that is later than each that stands before it."""
    latest = account.latest_years
    return bool(heading) and latest[heading] > latest[heading - 1] > 0


def are_tasks(account: Account, passage: int) -> bool:
    """Whether a passage stands below a heading, or an opening line, of tasks, plans or requests.

    >>> from cchc_toolkit.documents.claims.account import Account
    >>> from cchc_toolkit.text.passage import Passage
    >>> lines = (Passage("IV. VIỆC LÀM NĂM 2026", "", level=1), Passage("Mở 2 lớp.", ""))
    >>> are_tasks(Account(lines, ()), 1)
    True
    """
    above = [account.lower[at] for at in account.headings[passage]]
    own = account.passages[passage].level
    for at in range(passage - 1, -1, -1):
        line = account.passages[at]
        if line.level and (not own or line.level < own):
            break  # a heading: it is among those above
        if line.mark or line.level:
            continue
        if re.search(r"[\w)]$", line.text) and len(line.text) < _SHORT:
            above.append(account.lower[at])  # a title without a number
            break
        if line.text.endswith(":") and _TO_COME.search(account.lower[at]):
            return True
        if account.passages[passage].mark:
            break
    return any(
        (_TASKS.search(text) or _AHEAD.search(text) or _REST_OF_YEAR.match(text))
        and not _OF_RESULTS.search(text)
        for text in above
    )


def _last(text: str) -> str:
    found = list(_LABEL.finditer(text))
    if not found:
        return ""
    last = found[-1]
    if last["many"]:
        many = _NUMBERS.get(last["many"], last["many"].lstrip("0"))
        return f"{many} tháng {last['half'] or ''}".strip()
    return f"{last['kind']} {last['number'].lstrip('0')}" if last["kind"] else last["all"]
