"""Claims of a rate above 100 % where its words make it a part of what is all there is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.share_case import OWN_LABEL

_SHARES = re.compile(r"\bchiếm(?: tỷ lệ)?$")
_PLAN = re.compile(r"kế hoạch|dự toán|chỉ tiêu|cùng kỳ")
_OF_COUNTED = re.compile(
    r"% (?:số |các )?(?P<of>cán bộ|công chức|viên chức|người|hộ|thôn|bản|ấp|xã|phường|đơn vị"
    r"|cơ quan|hồ sơ|phiếu|học sinh|đảng viên|tổ dân phố|trường)\b[^.;:]*"
    r"\b(?:được|đã|có|tham gia|nộp|sử dụng|biết)\b"
)
_MAY_EXCEED = re.compile(
    r"\b(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|giao|so với|cùng kỳ|tăng|vượt|gấp|bằng|đăng ký)\b"
)
"""Words of what may be more than all: a plan, what was before."""
_OF_PART = re.compile(r"\b(?:đúng|trước|quá|trễ|chậm) (?:hạn|hẹn)\b|\bhài lòng\b|\btrực tuyến\b")
"""Names of rates that are a part of what is all there is."""
_BEHIND = 80


def over_all(account: Account, done: frozenset[int]) -> Iterator[Claim]:
    """Yield a claim for each rate of a part of something that says more than everything."""
    for at, rate in enumerate(account.quantities):
        if rate.use != "percent" or rate.value <= 100 or at in done:
            continue
        why = _why(account, at)
        if why:
            yield Claim(
                "R05",
                (at,),
                False,
                f"Lời văn ghi {why}",
                advice="Kiểm tra lại tử số, mẫu số.",
                found=rate.text,
                expected="≤ 100%",
            )


def _why(account: Account, at: int) -> str:
    """Return why a rate cannot be above 100 %, "" where it can."""
    rate = account.quantities[at]
    if _SHARES.search(rate.lead) and not _PLAN.search(f"{rate.wide} {rate.trail}"):
        return f"chiếm {rate.quote}: một phần không thể chiếm quá 100%."
    behind = account.lower[rate.passage][rate.end : rate.end + _BEHIND]
    counted = _OF_COUNTED.match(behind)
    if counted and not _MAY_EXCEED.search(f"{rate.wide} {behind}"):
        return f"{rate.quote} {counted['of']}: không thể vượt 100%."
    label = OWN_LABEL.search(rate.wide)
    backlog = label is not None and re.search(r"giải quyết.* trên .*nhận", label["label"])
    said = label["label"] if label is not None else ""
    part = _OF_PART.search(said) and not _MAY_EXCEED.search(f"{rate.wide} {behind}")
    if (part or re.search(r"\btrên\b", said)) and not backlog:
        return f"{rate.quote}: tỷ lệ {said.strip()} không thể vượt 100%."
    return ""
