"""The words by which a sentence says what something rose or fell from, to, and since when."""

from __future__ import annotations

import re

from cchc_toolkit.documents.claims.account import Account

BASE_LEAD = re.compile(
    r"\bso (?:với|cùng|mức|năm|quý|tháng|kỳ)\b[^.;]{0,120}$"
    r"|\b(?:cùng kỳ|(?:cao|thấp|nhiều|ít) hơn)\b[^.;]{0,60}$"
)
EARLIER = re.compile(
    r"\b(?:(?:năm|kỳ|quý|tháng|tuần) (?:trước|ngoái|liền kề)|cùng kỳ|năm ngoái"
    r"|đầu (?:năm|kỳ|quý|tháng|nhiệm kỳ))\b"
    r"|\b(?:(?:tháng \d{1,2}|quý [ivx]+)(?:(?:/| năm )\d{4})?|năm \d{4})\b(?=[^.;:()]{0,50}:? ?$)"
)
"""Words that make a number one of an earlier period, in its own clause."""

PLAN = re.compile(r"\b(?:giao|dự toán|kế hoạch|chỉ tiêu|mục tiêu)\b")
FROM = re.compile(r"\btừ(?: mức)? ?$|\btừ [^.;,\d]{0,30}$")
TO = re.compile(r"\b(?:xuống|lên|còn|thành)(?: còn)?(?: là)? ?$")
LABEL = r"(?:(?:quý|tháng|năm) (?:[ivx]+|\d{1,4})|t\d{1,2}|q[1-4])"
"""The name of a period: quý iii, tháng 5, năm 2025, t5."""
PERIOD = re.compile(rf"\b{LABEL}\b")
LABELS = re.compile(rf"(?P<now>{LABEL}) so với (?P<base>{LABEL})")
RATE_OF_CHANGE = re.compile(
    r"^[^.;:\d]{0,40}(?:\(|, ?)(?:tương ứng |tương đương |tức |bằng |đạt )?[^.;:\d()]{0,20}$"
)


_LABELLED = re.compile(r"(?P<kind>\w+) (?P<number>\d+|[ivx]+)(?:(?:/| năm )(?P<year>\d{4}))?")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LAST = {"quý": 4, "tháng": 12}


def full_label(label: str) -> str:
    """Return the name of a period in full.

    >>> full_label("t5"), full_label("q3"), full_label("năm 2025")
    ('tháng 5', 'quý iii', 'năm 2025')
    """
    if label[:1] == "q" and label[1:].isdigit():
        return f"quý {list(_QUARTERS)[int(label[1:]) - 1]}"
    return f"tháng {label[1:]}" if label[1:].isdigit() else label


_TOLD = 4


def is_before(one: str, other: str) -> bool:
    """Whether a label names an earlier year, quarter or month than another of its kind.

    >>> is_before("quý iv/2025", "quý i/2026"), is_before("quý iv", "quý iii")
    (True, False)
    """
    first, second = _LABELLED.fullmatch(one), _LABELLED.fullmatch(other)
    if not first or not second or first["kind"] != second["kind"]:
        return False
    years = first["year"], second["year"]
    if all(years) and years[0] != years[1]:
        return years[0] < years[1]
    numbers = _number(first["number"]), _number(second["number"])
    if not all(years) and set(numbers) == {1, _LAST.get(first["kind"])}:
        return False  # "quý I" follows "quý IV" of the year before as well
    return numbers[0] < numbers[1]


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _QUARTERS.get(said, 0)


def said_before(text: str, start: int) -> str:
    """Return the words before a number without brackets that are closed and lists that open.

    >>> said_before("9 lớp (tăng 2 lớp so với năm trước), trong đó 5 lớp", 46)
    ' '
    """
    said = re.sub(r"\([^()]{0,200}\)|(?<=\d)\.(?=\d)", "", text[max(0, start - 130) : start])
    return re.split(r"\)|\btrong đó\b", said)[-1]


def clause_before(account: Account, at: int) -> str:
    """Return the words before a number as far as the number before it, months and years too."""
    one = account.quantities[at]
    before = account.quantities[at - 1] if at else None
    start = before.stop if before is not None and before.passage == one.passage else 0
    said = account.passages[one.passage].text.lower()[max(start, one.start - 80) : one.start]
    if said.endswith("(") and not one.depth:  # told in words before: "năm 2021 có bảy mươi (70)"
        return said[: said.rfind(one.wide[-_TOLD:]) + _TOLD] if one.wide[-_TOLD:] in said else said
    return said
