"""The words by which a sentence says what something rose or fell from, to, and since when."""

from __future__ import annotations

import re

from cchc_toolkit.documents.claims.account import Account

BASE_LEAD = re.compile(
    r"\bso (?:với|cùng|năm|quý|tháng|kỳ)\b[^.;]{0,120}$"
    r"|\b(?:cùng kỳ|(?:cao|thấp|nhiều|ít) hơn)\b[^.;]{0,60}$"
)
EARLIER = re.compile(
    r"\b(?:(?:năm|kỳ|quý|tháng|tuần) (?:trước|ngoái|liền kề)|cùng kỳ|năm ngoái"
    r"|đầu (?:năm|kỳ|quý|tháng|nhiệm kỳ))\b"
    r"|\b(?:tháng \d{1,2}|quý [ivx]+|năm \d{4})\b(?=[^.;:()]{0,50}:? ?$)"
)
"""Words that make a number one of an earlier period, in its own clause."""

PLAN = re.compile(r"\b(?:giao|dự toán|kế hoạch|chỉ tiêu|mục tiêu)\b")
FROM = re.compile(r"\btừ(?: mức)? ?$|\btừ [^.;,\d]{0,30}$")
TO = re.compile(r"\b(?:xuống|lên|còn|thành)(?: còn)?(?: là)? ?$")
LABEL = r"(?:quý|tháng|năm) (?:[ivx]+|\d{1,4})"
"""The name of a period: quý iii, tháng 5, năm 2025."""
PERIOD = re.compile(rf"\b{LABEL}\b")
LABELS = re.compile(rf"(?P<now>{LABEL}) so với (?P<base>{LABEL})")
RATE_OF_CHANGE = re.compile(
    r"^[^.;:\d]{0,40}(?:\(|, ?)(?:tương ứng |tương đương |tức |bằng |đạt )?[^.;:\d()]{0,20}$"
)


def is_before(one: str, other: str) -> bool:
    """Whether a label names an earlier year or month than another of its kind."""
    kind, _, number = one.partition(" ")
    same, _, later = other.partition(" ")
    return kind == same and number.isdigit() and later.isdigit() and int(number) < int(later)


def said_before(text: str, start: int) -> str:
    """Return the words before a number without brackets that are closed and lists that open.

    >>> said_before("9 lớp (tăng 2 lớp so với năm trước), trong đó 5 lớp", 46)
    ' '
    """
    said = re.sub(r"\([^()]{0,200}\)", "", text[max(0, start - 130) : start])
    return re.split(r"\)|\btrong đó\b", said)[-1]


def clause_before(account: Account, at: int) -> str:
    """Return the words before a number as far as the number before it, months and years too."""
    one = account.quantities[at]
    before = account.quantities[at - 1] if at else None
    start = before.stop if before is not None and before.passage == one.passage else 0
    return account.passages[one.passage].text.lower()[max(start, one.start - 80) : one.start]
