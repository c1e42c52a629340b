"""What part a count plays in the flow of dossiers, from the words beside it."""

from __future__ import annotations

import re

_PERIOD = r"(?:kỳ|quý|năm|tháng|tuần|đợt)"
_AT = r"(?: hạn| hẹn| (?:thời|ngày|giờ|giấy|phiếu|lịch) (?:hạn|hẹn))"
"""The day that a dossier was promised for."""
_EARLY_AND = rf"\b(?:trước|sớm){_AT}? ?(?:,|và|/|hoặc|cùng|lẫn) ?(?:trả )?đúng{_AT}?\b"
_BOTH = re.compile(
    rf"{_EARLY_AND}|\bđúng{_AT}? ?(?:,|và|/|hoặc|cùng|lẫn) ?(?:trả )?(?:trước|sớm){_AT}?\b"
    r"|\bkhông (?:bị )?(?:trễ|chậm|muộn|quá hạn)\b"
)
_LATE = re.compile(
    rf"\b(?:quá|sau){_AT}|\btrễ\b|\b(?:lỡ|lố|sai)(?: ngày| giấy)? hẹn\b|\bkhông (?:đúng|kịp){_AT}"
    r"|\bchậm(?: hạn| hẹn| muộn)?\b|\bmuộn\b"
)
_EARLY = re.compile(rf"\b(?:trước|sớm(?: hơn| so với)?){_AT}|(?:^|(?:trả|xong|về) )sớm$")
_IN_TIME = re.compile(rf"\b(?:đúng|kịp){_AT}|(?:^|(?:trả|xong) )đúng$")
_WITHIN = re.compile(r"\b(?:trong|còn|chưa đến) (?:thời )?hạn\b|\bchưa tới hạn\b")
_PENDING = re.compile(
    r"\b(?:đang|còn|chưa|hiện)(?: đang)? ?(?:được )?(?:giải quyết|gq|xử lý|thụ lý)\b"
    r"|\b(?:đang|còn|chưa|hiện)(?: đang)? ?trong quá trình\b"
    r"|\bđang (?:[^\W\d_]+ ){1,3}(?:giải quyết|xử lý)\b|\bđang (?:chờ|thẩm định|luân chuyển)\b"
    r"|\b(?:chưa|chờ|đang chờ) (?:trả|có kết quả|giải quyết)\b|\b(?:đang|làm|còn) (?:làm|dở)\b"
    r"|\bđang ở\b|\bnằm (?:ở|tại|trên|lại)\b|\bdở dang\b|^(?:hiện |số )?còn$"
    r"|\bcuối (?:kỳ|tháng|quý|năm)\b|\bsang (?:kỳ|quý|tháng|năm) (?:sau|tới)\b"
    r"|\bđang trong\b|\bchưa (?:xong|trả|có kết quả)\b|\bcòn tồn\b|\btồn cuối\b"
    r"|(?<!trước )\b(?:chuyển (?:tiếp )?(?:sang|qua)|(?:để|gửi|dồn) lại(?: cho| sang)?) §"
    rf"|\b(?:chuyển|sang|tồn|gối|lại)(?: tiếp| sang| qua| cho)* {_PERIOD} (?:sau|tới|kế tiếp)\b"
    r"|\bcòn lại\b|\btồn đọng\b|^(?:tồn|đang)$|\bchưa (?:đến|tới) (?:hạn|hẹn|ngày hẹn)\b"
    r"|\bgối (?:sang|qua)\b(?! từ)|\bđang (?:bị )?(?:quá (?:hạn|hẹn)|trễ|chậm|muộn)\b"
)
_OLD = rf"\b(?:{_PERIOD} trước|(?<!từ )đầu {_PERIOD}|(?:{_PERIOD}|hồ sơ|số) cũ)\b"
"""What was there before, though "còn lại" stands beside it."""
_CARRIED = re.compile(
    rf"{_OLD}|\btồn (?:từ|đầu|kỳ|cũ|trước|của)\b|\b(?:nhận )?bàn giao\b|^cũ$"
    r"|\b(?:kỳ|quý|năm|tháng)(?! (?:này|nay)\b)[ §\wIVX/]{0,14}"
    r"(?:chuyển|tồn|sang|(?:để|gửi|dồn) lại)\b"
    r"|\b(?:chuyển|tồn) (?:tiếp )?(?:từ|qua|sang)\b|\bcủa §+|\btồn ?§|\bcũ (?:chuyển|bàn) giao\b"
    r"|\btồn (?:năm|kỳ|quý)\b|\b(?:mang|đưa|gửi) (?:sang|qua)\b|\bgối (?:đầu|từ)\b"
    r"|\btừ §+ ?(?:[^\W\d_]+ )?(?:sang|qua)\b"
)
_RETURNED = re.compile(r"\btrả lại\b|\btừ chối\b|\bkhông đủ điều kiện\b|\bhủy\b")
_WITHDRAWN = re.compile(r"\brút\b(?! (?:ngắn|gọn|kinh nghiệm))|\bdừng\b|\btạm dừng\b")
_TO_RESOLVE = re.compile(r"\b(?:phải|cần) (?:giải quyết|xử lý|thực hiện|làm|trả(?! lại))\b")
_NEW = re.compile(
    r"\bmới\b|\bthêm\b|\b(?:tiếp nhận|nhận|nộp) trong (?:kỳ|tháng|quý|năm)\b|\bphát sinh\b"
    r"|\bvào mới\b"
)
_RECEIVED = re.compile(
    r"\btiếp nhận\b|\bđã nhận\b|\bnhận(?: được| vào)?:?$|^nhận\b|\b(?:đầu|nhận|nộp) vào\b"
    r"|\b(?:dân|bà con) nộp$"
)
_RESOLVED = re.compile(
    r"\b(?:giải quyết|gq|xử lý|hoàn thành|xong|trả kết quả|hoàn tất|(?:đã|được) trả|trả ra"
    r"|(?:ra|có|trao(?: trả)?) kết quả)\b|^(?:đã )?trả"
    r"(?: cho [^\W\d_]+(?: [^\W\d_]+)?| trong (?:kỳ|tháng|quý|năm))?$"
)
_TOTAL = re.compile(r"\btổng(?: số| cộng)?\b|\bcộng(?: là)?\b")
_ONLINE = re.compile(
    r"\btrực tuyến\b|\bdvctt\b|\bonline\b|\bqua mạng\b|\bqua cổng\b|\btrên (?:cổng|môi trường)\b"
)
_DIRECT = re.compile(
    r"\btrực tiếp\b|\b(?:tại|ở) (?:quầy|bộ phận)\b|\bgiấy\b(?! (?:tờ|phép|chứng|hẹn|mời|xác))"
)
_POST = re.compile(r"\bbưu chính\b|\bbcci\b|\bbưu điện\b")

_OVER = re.compile(r"\b(?:trên|trong) tổng(?: số)?$|\bthành$")
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
_AMONG_PENDING = re.compile(r"\btrong số (?:hồ sơ )?(?:đang|chưa|còn)\b[^.;\d]*$")
"""Before what is late of those under way: "Trong số đang giải quyết, 5 hồ sơ đã quá hạn"."""
_STAYS = ("online", "direct", "post", "carried", "early", "in_time", "early_in_time")
_OF_LEFT = {way: way for way in _STAYS} | {"late": "pending_late"}
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
    if ahead == "pending" and ("còn lại" in lead or lead.endswith("còn")):
        said = lead if lead != "còn" else re.split(r"[,;:.(] ", wide)[-1]
        ahead = "carried" if re.search(_OLD, said) else ahead  # "đầu quý còn 20 hồ sơ"
        if behind in _OF_LEFT:  # "còn lại 224 hồ sơ nộp tại quầy", "còn 27 của năm trước"
            return _OF_LEFT[behind]
    if behind and _OVER.search(lead):
        return behind  # "nộp trực tuyến trên tổng số 4.386 hồ sơ nhận mới"
    if ahead in ("", "received", "resolved", "to_resolve", "total", "new") and behind:
        if ahead in ("new", "resolved", "to_resolve") and behind in ("received", "resolved"):
            return ahead
        if behind in ("resolved", "received", "to_resolve", "total") and ahead:
            return ahead
        ahead = behind
    return "pending_late" if ahead == "late" and _AMONG_PENDING.search(wide) else ahead


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
