"""Which counted nouns may stand in one sum, and which one is a part of another."""

from __future__ import annotations

from functools import lru_cache

from cchc_toolkit.documents.claims.quantity import Quantity

_KIN = (
    "hồ sơ|hs|bộ hồ sơ|lượt hồ sơ|bộ|kết",
    "thủ tục|thủ tục hành chính|tthc|dịch vụ|dịch vụ công|dvc|dịch vụ công trực tuyến|dvctt",
    "người|cán bộ|công chức|viên chức|biên chế|đồng chí|cán bộ, công chức|nhân viên|học viên|"
    "cán bộ, công chức, viên chức|cbcc|cbccvc|đại biểu|lao động|người lao động|người dân|"
    "thành viên|"
    "lãnh|"
    "lãnh đạo|phó|giám|trưởng|ủy|đoàn|chuyên|nữ|nam|đảng|đảng viên|cá nhân|nhân|giáo|bác|kế|văn|"
    "giám đốc|phó giám đốc|trưởng phòng|chủ tịch|cc|cbcc",
    "văn bản|kế hoạch|kh|quyết định|công văn|nghị quyết|báo cáo|thông báo|tờ|"
    "tờ trình|chỉ thị|hướng dẫn|"
    "văn bản qppl|vb|vbqppl",
    "tin|bài|tin, bài|tin bài|bài viết|bài báo|lượt tin|phóng sự|chuyên",
    "máy|máy tính|máy in|máy scan|máy quét|máy chủ|thiết bị|bộ|chiếc|cái|màn",
    "lượt|lượt người|lượt học|lượt tin",
    "đơn|đơn thư|vụ|vụ việc|trường hợp|phản ánh|kiến nghị|phản ánh, kiến nghị|ý kiến|đề nghị|pakn",
    "phiếu|phiếu khảo sát",
    "thôn|bản|ấp|khu|tổ|khu phố|tổ dân phố|xóm|làng",
    "hộ|hộ dân|hộ nghèo|hộ gia đình",
    "học sinh|học|em|cháu|trẻ",
    "nhiệm vụ|nv|chỉ tiêu|tiêu chí|nội dung|việc|đầu|công việc",
    "buổi|cuộc|cuộc kiểm tra|cuộc họp|lớp|hội nghị|đợt|lần|hội",
)
_GROUPS = tuple(frozenset(nouns.split("|")) for nouns in _KIN)

ACHIEVERS = frozenset(
    [
        "thôn",
        "tổ",
        "xã",
        "ấp",
        "bản",
        "khu",
        "đơn",
        "phường",
        "phòng",
        "lĩnh",
        "tiêu",
        "chỉ",
        "trường",
        "cơ",
        "hộ",
        "buôn",
        "làng",
        "xóm",
        "huyện",
    ]
) | frozenset(
    (
        "đơn vị",
        "tổ dân phố",
        "trường học",
        "doanh nghiệp",
        "hợp tác xã",
        "lĩnh vực",
        "tiêu chí",
        "chỉ tiêu",
        "khu phố",
        "cơ quan",
        "cơ quan, đơn vị",
    )
)
"""What reaches a rate of its own: "2 thôn đạt 91%"."""


@lru_cache(maxsize=4096)
def kin(one: str, other: str) -> bool:
    """Whether two nouns count things of one kind; no noun at all fits any.

    >>> kin("hồ sơ", "hs"), kin("công chức", "người"), kin("hồ sơ", "người"), kin("", "hộ")
    (True, True, False, True)
    """
    if not one or not other or one == other:
        return True
    return any(one in group and other in group for group in _GROUPS)


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities may be added or divided: counts of one kind, or money with money."""
    if one.is_money != other.is_money and one.unit and other.unit:
        return False
    return kin(one.unit, other.unit)


def surely_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are said to count the same: both name it."""
    if one.unit and other.unit:
        return alike(one, other)
    if one.is_money or other.is_money:
        return False
    return bool(one.counted and other.counted) and kin(one.counted, other.counted)
