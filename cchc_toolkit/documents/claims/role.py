"""What part a count plays in the flow of dossiers, from the words beside it."""

from __future__ import annotations

import re

_BOTH = re.compile(
    r"\b(?:trước|sớm)(?: hạn| hẹn)? ?(?:,|và|/|hoặc) ?đúng(?: hạn| hẹn)?\b"
    r"|\bđúng(?: hạn| hẹn)? ?(?:,|và|/|hoặc) ?(?:trước|sớm)(?: hạn| hẹn)?\b"
    r"|\bkhông (?:bị )?(?:trễ|chậm|muộn|quá hạn)\b"
)
_LATE = re.compile(
    r"\b(?:quá|sau|lố) (?:(?:ngày|giấy|thời|phiếu) )?(?:hạn|hẹn)\b"
    r"|\btrễ\b|\blỡ hẹn\b|\bkhông đúng hạn\b|\bchậm(?: hạn| hẹn| muộn)?\b|\bmuộn\b"
)
_EARLY = re.compile(r"\b(?:trước|sớm) (?:hạn|hẹn)\b|\btrước thời hạn\b|(?:^|trả )sớm$")
_IN_TIME = re.compile(r"\bđúng hạn\b|\bđúng thời hạn\b|\bđúng hẹn\b|(?:^|trả )đúng$")
_WITHIN = re.compile(r"\b(?:trong|còn|chưa đến) (?:thời )?hạn\b|\bchưa tới hạn\b")
_PENDING = re.compile(
    r"\b(?:đang|còn|chưa|hiện)(?: đang)? ?(?:được )?(?:giải quyết|gq|xử lý|thụ lý)\b"
    r"|\b(?:đang|còn|chưa|hiện)(?: đang)? ?trong quá trình\b"
    r"|\bđang (?:[^\W\d_]+ ){1,3}(?:giải quyết|xử lý)\b|\bđang (?:chờ|thẩm định|luân chuyển)\b"
    r"|\b(?:chưa|chờ|đang chờ) (?:trả|có kết quả|giải quyết)\b|\bđang làm\b|^(?:hiện |số )?còn$"
    r"|\bcuối (?:kỳ|tháng|quý|năm)\b|\bsang (?:kỳ|quý|tháng|năm) (?:sau|tới)\b"
    r"|\bđang trong\b|\bchưa đến hạn\b|\bchưa (?:xong|trả|có kết quả)\b|\bcòn tồn\b|\btồn cuối\b"
    r"|(?<!trước )\bchuyển (?:tiếp )?(?:sang|qua) §"
    r"|\b(?:chuyển|sang|tồn)(?: sang| qua)? (?:kỳ|quý|năm|tháng|tuần) (?:sau|tới)\b"
    r"|\bcòn lại\b|\btồn đọng\b|^(?:tồn|đang)$|\bchưa tới (?:hạn|hẹn)\b|\bchưa đến hẹn\b"
    r"|\bđang (?:bị )?(?:quá (?:hạn|hẹn)|trễ|chậm|muộn)\b"
)
_CARRIED = re.compile(
    r"\b(?:từ )?(?:kỳ|quý|năm|tháng|tuần|đợt) (?:trước|cũ)\b|\btồn (?:từ|đầu|kỳ|cũ|trước|của)\b"
    r"|\b(?:kỳ|quý|năm|tháng)[ §\wIVX/]{0,14}(?:chuyển|tồn|sang)\b|\b(?:nhận )?bàn giao\b"
    r"|\bđầu (?:kỳ|tháng|quý|năm)\b|^cũ$"
    r"|\b(?:chuyển|tồn) (?:tiếp )?(?:từ|qua|sang)\b|\bcủa §+|\btồn ?§|\bcũ (?:chuyển|bàn) giao\b"
    r"|\b(?:năm|kỳ|quý) trước\b|\btồn (?:năm|kỳ|quý)\b"
)
_RETURNED = re.compile(r"\btrả lại\b|\btừ chối\b|\bkhông đủ điều kiện\b|\bhủy\b")
_WITHDRAWN = re.compile(r"\brút\b|\bdừng\b|\btạm dừng\b")
_TO_RESOLVE = re.compile(r"\b(?:phải|cần) (?:giải quyết|xử lý|thực hiện)\b")
_NEW = re.compile(
    r"\bmới\b|\b(?:nhận )?thêm\b|\b(?:tiếp nhận|nhận) trong (?:kỳ|tháng|quý|năm)\b|\bphát sinh\b"
    r"|\bvào mới\b"
)
_RECEIVED = re.compile(
    r"\btiếp nhận\b|\bđã nhận\b|\bnhận(?: được| vào)?:?$|^nhận\b|\b(?:đầu|nhận) vào\b"
)
_RESOLVED = re.compile(
    r"\b(?:giải quyết|gq|xử lý|hoàn thành|xong|trả kết quả|hoàn tất|đã trả|được trả|có kết quả)\b"
    r"|^(?:đã )?trả(?: cho [^\W\d_]+(?: [^\W\d_]+)?)?$"
)
_TOTAL = re.compile(r"\btổng(?: số| cộng)?\b|\bcộng(?: là)?\b")
_ONLINE = re.compile(
    r"\btrực tuyến\b|\bdvctt\b|\bonline\b|\bqua mạng\b|\bqua cổng\b|\btrên (?:cổng|môi trường)\b"
)
_DIRECT = re.compile(
    r"\btrực tiếp\b|\b(?:tại|ở) (?:quầy|bộ phận)\b|\bgiấy\b(?! (?:tờ|phép|chứng|hẹn|mời|xác))"
)
_POST = re.compile(r"\bbưu chính\b|\bbcci\b|\bbưu điện\b")
_BEFORE = re.compile(r"\b(?:kỳ|quý|năm|tháng) trước còn ?$")
_OVER = re.compile(r"\b(?:trên|trong) tổng(?: số)?$")
PARTITIONS: dict[str, tuple[frozenset[str], ...]] = {
    "resolved": (
        frozenset({"early", "in_time", "late"}),
        frozenset({"early_in_time", "late"}),
        frozenset({"in_time", "late"}),
    ),
    "to_resolve": (frozenset({"new", "carried"}), frozenset({"received", "carried"})),
    "pending": (frozenset({"pending_in", "pending_late"}), frozenset({"in", "late"})),
    "new": (
        frozenset({"online", "direct"}),
        frozenset({"online", "direct", "post"}),
    ),
}
"""Which parts divide which whole without rest."""
_OF_LEFT = {way: way for way in ("online", "direct", "post", "carried")} | {"late": "pending_late"}
TOLD_OF_PART = frozenset({"early", "in_time", "early_in_time", "late"})
"""What words behind "6/1.322 hồ sơ" say of the part, never of the whole."""


def role_of(lead: str, trail: str, wide: str) -> str:
    """Return the role that the words before and after a number give it, "" for none.

    `wide` is what stands before it as far as the number before.

    >>> role_of("trước hạn", "", ""), role_of("", "đúng hạn", "")
    ('early', 'in_time')
    >>> role_of("đúng hạn", "", "trong đó trước hạn, đúng hạn")
    'early_in_time'
    """
    ahead, behind = _role(lead, wide), _role(trail, trail)
    if lead == "còn" and _BEFORE.search(wide):
        ahead = "carried"
    left = "còn lại" in lead or lead.endswith("còn")
    if ahead == "pending" and left and behind in _OF_LEFT:
        return _OF_LEFT[
            behind
        ]  # "còn lại 224 hồ sơ nộp tại quầy", "đầu kỳ còn 27 hồ sơ của năm trước"
    if behind and _OVER.search(lead):
        return behind  # "nộp trực tuyến trên tổng số 4.386 hồ sơ nhận mới"
    if ahead in ("", "received", "resolved", "to_resolve", "total", "new") and behind:
        if ahead in ("new", "resolved", "to_resolve") and behind in ("received", "resolved"):
            return ahead
        if behind in ("resolved", "received", "to_resolve", "total") and ahead:
            return ahead
        return behind
    return ahead


def _role(text: str, wide: str) -> str:
    if not text.strip():
        return ""
    if _BOTH.search(text) or (_BOTH.search(wide[-70:]) and not _LATE.search(text)):
        return "early_in_time"
    found = ""
    if _ANY.search(text):
        found = next((role for role, pattern in _OTHERS if pattern.search(text)), "")
    if found == "pending" and "còn lại" in text:
        ways = (one for one in _OTHERS if one[0] in ("online", "direct", "post"))
        return next((role for role, pattern in ways if pattern.search(text)), found)
    return "pending_late" if found == "late" and _PENDING.search(text.strip()) else found


_OTHERS = (
    ("late", _LATE),
    ("early", _EARLY),
    ("in_time", _IN_TIME),
    ("pending", _PENDING),
    ("in", _WITHIN),
    ("to_resolve", _TO_RESOLVE),
    ("online", _ONLINE),
    ("direct", _DIRECT),
    ("post", _POST),
    ("returned", _RETURNED),
    ("withdrawn", _WITHDRAWN),
    ("carried", _CARRIED),
    ("new", _NEW),
    ("received", _RECEIVED),
    ("resolved", _RESOLVED),
    ("total", _TOTAL),
)
_ANY = re.compile("|".join(pattern.pattern for _, pattern in _OTHERS))
"""Whether words give any of these roles: most give none."""
