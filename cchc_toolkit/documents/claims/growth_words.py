"""The words by which a sentence says what something rose or fell from, to, and since when."""

from __future__ import annotations

import re

BASE_LEAD = re.compile(
    r"\bso (?:với|cùng|năm|quý|tháng|kỳ)\b[^.;]{0,120}$"
    r"|\b(?:cùng kỳ|(?:cao|thấp|nhiều|ít) hơn)\b[^.;]{0,60}$"
)
EARLIER = re.compile(
    r"\b(?:(?:năm|kỳ|quý|tháng|tuần) (?:trước|ngoái|liền kề)|cùng kỳ|năm ngoái"
    r"|đầu (?:năm|kỳ|quý|tháng|nhiệm kỳ))\b"
    r"|\b(?:tháng \d{1,2}|quý [ivx]+|năm \d{4})\b(?=[^.,;:()]{0,50}$)"
)
"""Words that make a number one of an earlier period, in its own clause."""

PLAN = re.compile(r"\b(?:giao|dự toán|kế hoạch|chỉ tiêu|mục tiêu)\b")
FROM = re.compile(r"\btừ(?: mức)? ?$|\btừ [^.;,\d]{0,30}$")
TO = re.compile(r"\b(?:xuống|lên|còn|thành)(?: còn)?(?: là)? ?$")
PERIOD = re.compile(r"\b(?:quý|tháng|năm) (?:[ivx]+|\d{1,4})\b")
LABELS = re.compile(
    r"(?P<now>(?:quý|tháng|năm) (?:[ivx]+|\d{1,4})) so với "
    r"(?P<base>(?:quý|tháng|năm) (?:[ivx]+|\d{1,4}))"
)
RATE_OF_CHANGE = re.compile(
    r"^[^.;:\d]{0,40}(?:\(|, ?)(?:tương ứng |tương đương |tức |bằng |đạt )?[^.;:\d()]{0,20}$"
)
