"""The words that claims are made of, as patterns over lower-case text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_toolkit.documents.claims.numeral import SEVERAL

MANY = rf"(?:\d{{1,2}}|{SEVERAL})"
PERIOD = r"(?:kỳ|quý|năm|tháng|tuần|đợt|ngày)"
PUT = r"(?:gộp|gom|tính|cộng|nhập|dồn|góp|hợp)(?: (?:cả|chung|gộp|dồn|lại|đủ))*"
"""Words of putting numbers together: "gộp cả ba kênh", "cộng lại"."""
OPENER = re.compile(
    r"\b(?P<whole>(?:đi vào |nói )?cụ thể(?: hơn)?(?: là| như sau)?|ấy là|bao gồm|gồm có|gồm(?! cả)"
    r"|(?:nói|kể) (?:rõ|ra)(?: ra| hơn| thì| gồm)*|(?<![^\W\d_] )(?:rõ hơn|chi tiết)(?: là| thì)?"
    rf"|(?:chia|phân|xếp|tách|rải) (?:ra|làm|thành|theo(?! tỷ lệ))(?:(?! {MANY} )[^:;.\d]){{0,40}}"
    rf"(?: ?{MANY} [^:;.\d]{{1,40}}:)?"
    r"|như sau|trong đó gồm|là (?:số cộng|tổng(?: số| cộng)?) của"
    r"|(?:do|nhờ|từ)(?= [^.;:]{0,60}\d[^.;:]{1,60} (?:cộng (?:với|thêm)|thêm vào|gộp với)"
    r" [^.;:]{0,40}\d))\b"
    r"|\b(?P<some>trong (?:số )?(?:đó|ấy|này)|trong số)\b"
)
"""What opens a list of parts: `whole` says that the parts are all there is."""
COUNTED_IN = r"\b(?:(?:gồm|kể|tính)(?: luôn)? cả|(?:kể|tính) luôn|đã (?:bao )?gồm|đã (?:kể|tính))\b"
"""Before what is a part of the number before it, and told there already."""
WITHIN = re.compile(r"(?:^|(?<=[.;:,] ))trong (?:số |tổng số |tổng )?(?=\d)")
"""Before a whole whose parts follow: "trong 26 hộ có 19 hộ"."""
OVERLAP = re.compile(
    r"\bvừa\b[^.;]{1,80}\bvừa\b|\bcả hai\b|\bnhiều nhóm|(?<!đánh )\btrùng\b"
    r"|\bđồng thời\b|\bkiêm\b|\bcũng (?:có|là|phàn nàn|nêu)\b"
    r"|\blần lượt\b|\bthuộc nhiều|(?<!gấp )\b(?:hai|nhiều) lần\b|\b(?:hai|nhiều) lỗi|\blớn hơn số\b"
    r"|\bmột số\b[^.;]{0,40}\bnhiều"
    r"|\b(?:đếm|tính|kể|ghi)(?: thành| vào| ở)? (?:hai|2|nhiều) (?:lần|nhóm|mục|loại|nơi|cột)\b"
    r"|\bcó thể (?:[^\W\d_]+ ){0,2}cả\b|\bcó cả (?:hai|ba|bốn)\b"
    r"|\b(?:giao nhau|chồng (?:lấn|chéo)|không loại trừ)\b"
)
"""What says that one thing may be counted in two parts."""
ALL_TOLD = re.compile(
    r"\b(?:là hết|chỉ có (?:vậy|thế)|không [^.,;:\d]{1,20} (?:ai|gì) (?:nữa|khác))\b"
    r"|\b(?:không|chẳng) (?:còn |có )?[^.,;:\d]{2,20} nào"
    r" (?:khác|nữa|còn|chưa|sót|để trống|(?:bị )?bỏ (?:trống|sót|ngoài)|(?:đứng|nằm) ngoài)\b"
)
"""What says behind some parts that there are no others."""
REST = re.compile(r"\bcòn lại\b|\bkhác\b")
_PARTITION_LABELS = (
    (re.compile(r"\bnam\b"), re.compile(r"\bnữ\b")),
    (re.compile(r"\btừ chối|không đủ điều kiện\b"), re.compile(r"(?<!không )đủ điều kiện\b")),
    (re.compile(r"\bđảng\b|\bđoàn thể\b"), re.compile(r"\bchính quyền\b")),
    (re.compile(r"\btoàn trình\b"), re.compile(r"\bmột phần\b"), re.compile(r"\bthông tin\b")),
    (re.compile(r"\btrực tiếp\b"), re.compile(r"\btrực tuyến\b")),
    (re.compile(r"\bchi đầu tư\b"), re.compile(r"\bchi thường xuyên\b")),
    (re.compile(r"\bcấp (?:tỉnh|huyện)\b"), re.compile(r"\bcấp xã\b")),
    (re.compile(r"\bmức(?: độ)? [3§_]"), re.compile(r"\bmức(?: độ)? [4§_]")),
    (re.compile(r"\bmới\b"), re.compile(r"\bcũ\b|\b(?:kỳ|quý|năm|tháng) trước\b|\bchuyển\b")),
    (re.compile(r"\brất hài lòng\b"), re.compile(r"\bkhông hài lòng\b|\bchưa hài lòng\b")),
    (re.compile(r"\bbãi bỏ\b"), re.compile(r"\bsửa đổi\b|\bban hành mới\b|\bmới\b")),
    (re.compile(r"\b(?:dùng được|hoạt động|còn tốt|sử dụng)\b"), re.compile(r"\b(?:hỏng|hư)\b")),
    (
        re.compile(r"\b(?:giải đáp|trả lời|giải quyết) (?:ngay|tại chỗ)\b"),
        re.compile(r"\bchuyển\b"),
    ),
    (re.compile(r"\btrong hạn\b"), re.compile(r"\bquá hạn\b|\btrễ hạn\b")),
)
"""Labels that divide a whole among them: the parts of such a list are all there is."""
_DENIED = re.compile(r"\b(?:chưa|không)\b(?! hài lòng)")
_SAID = re.compile(r"\b(?:đã|được|có|đang|số)\b|\W+")
THRESHOLD_BEFORE = re.compile(
    r"(?:\b(?:trên|dưới|quá|ít nhất|tối thiểu|tối đa|từ|ngưỡng|mức|không (?:dưới|quá|vượt)"
    r"|vượt (?:tỷ lệ|mức|ngưỡng))(?: tỷ lệ)?|[≥≤<>]) ?$"
)
THRESHOLD_AFTER = re.compile(
    r" ?%? ?\(?(?:trở (?:lên|xuống)|điểm tối đa|mục tiêu|(?P<plan>kế hoạch|chỉ tiêu|yêu cầu)\b)"
)
REACHES = re.compile(r"\b(?:đạt|bằng|đạt tỷ lệ|được|mới|vượt)(?: khoảng| gần| hơn)?$")
"""Before "85% kế hoạch": what was done of a plan, no mark to reach."""
TARGET = re.compile(
    r"\b(?:phấn đấu|mục tiêu|chỉ tiêu (?:được )?giao|đặt ra|dự kiến|kế hoạch năm|ước|"
    r"duy trì|yêu cầu|bảo đảm|đảm bảo|nâng tỷ lệ|đưa tỷ lệ|theo quy định|tối thiểu)\b"
)
UP = re.compile(r"\b(?:tăng|vượt|cao hơn|nhiều hơn|(?<![^\W\d_] )thêm|nhích(?: lên)?)\b")
DOWN = re.compile(r"\b(?:giảm|bớt|thấp hơn|ít hơn|hụt|rút ngắn|cắt giảm|sụt(?: giảm)?)\b")
COMPARED = re.compile(r"\b(?:so với|so cùng|so mức|cùng kỳ)\b")
MEAN = re.compile(r"\b(?:bình quân|trung bình|(?<!\d )tb|chia đều(?: ra)?|đổ đồng|tính đều)\b")
MOST = re.compile(
    r"\b(?:(?P<how>cao|nhiều|đông|lớn|thấp|ít|nhỏ)(?P<what>(?: (?!hơn|thứ|và)[^\W\d_]+){0,2})"
    r" (?:nhất|hơn cả)|dẫn đầu|(?:đứng|xếp) (?:đầu|cuối)|đầu bảng|cuối bảng|đội sổ)\b"
)
ROUGHLY = re.compile(
    r"\b(?:khoảng|gần|(?<!nhiều )(?<!ít )(?<!cao )(?<!thấp )hơn|xấp xỉ"
    r"|chưa (?:đến|tới|đầy)"
    r"|(?<!cấp )(?<!tính )(?<!xét )(?<!chia )(?<!\d )trên|ước|ước đạt|chừng|làm tròn) ?(?:là )?$"
)
RATE_LEADS = re.compile(
    r"^[ ,]*(?:\(|(?:và )?(?:đạt|chiếm|bằng|tương ứng|tương đương|tức|là)\b|(?:có )?t[ỷỉ] lệ\b|,"
    r"|=|–|-)[^.;:\d]{0,40}$"
)
BASE_NAMED = re.compile(
    r"^%?\)? ?(?:trên |so với |của |trong )?"
    r"(?P<base>(?:tổng )?(?:số |dự toán|kế hoạch|tổng)[^.;:()\d%]{0,60})"
)


def divide(labels: Sequence[str], spare: int = 0) -> str:
    """Return the pattern by which labels part a whole among them, `spare` others allowed, else "".

    >>> bool(divide(["nam", "nữ"])), divide(["nữ", "đảng viên"])
    (True, '')
    """
    for patterns in _PARTITION_LABELS:
        told = all(any(one.search(label) for label in labels) for one in patterns)
        if told and len(labels) <= len(patterns) + spare:
            return "|".join(one.pattern for one in patterns)
    return ""


def deny(labels: Sequence[str]) -> bool:
    """Whether one of two labels says no to the other.

    >>> deny(["đã ký", "chưa ký"]), deny(["đã ký", "đã gửi"]), deny(["chưa ký", "chưa gửi"])
    (True, False, False)
    """
    if len(labels) != 2 or sum(bool(_DENIED.search(one)) for one in labels) != 1:
        return False
    one, other = ({*_SAID.sub(" ", _DENIED.sub("", label)).split()} for label in labels)
    return bool(one and other) and (one <= other or other <= one)
