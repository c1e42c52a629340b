"""The words that reading goes by: kinds of documents, counted nouns, words that end nothing.

Each is one text, words or phrases apart by spaces or bars, so that a line is easily added.
"""

from __future__ import annotations

import re

DOCUMENT_TYPES = (
    "Thông tư liên tịch|Văn bản hợp nhất|Nghị định|Nghị quyết|Quyết định|Chỉ thị|Thông tư|Công văn|"
    "Kế hoạch|Báo cáo|Tờ trình|Thông báo|Hướng dẫn|Công điện|Kết luận|Đề án|Chương trình|Quy chế|"
    "Quy định|Văn bản|Bộ luật|Luật|Pháp lệnh|Giấy mời|Biên bản|Phương án|Lệnh"
)
_TYPES_OF_SYMBOLS = (
    "NĐ=Nghị định|NQ=Nghị quyết|QĐ=Quyết định|CT=Chỉ thị|TT=Thông tư|TTLT=Thông tư liên tịch|"
    "KH=Kế hoạch|BC=Báo cáo|TTr=Tờ trình|TB=Thông báo|HD=Hướng dẫn|CĐ=Công điện|KL=Kết luận|"
    "CTr=Chương trình"
)
TYPE_OF_SYMBOL = dict(pair.split("=") for pair in _TYPES_OF_SYMBOLS.split("|"))
"""The kind of document that a symbol starts with (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""

ISSUERS = (
    "chủ tịch|phó chủ tịch|thủ tướng|chính phủ|quốc hội|ủy ban|uỷ ban|ubnd|hđnd|hội đồng|bộ|sở|"
    "phòng|văn phòng|ban|tỉnh ủy|huyện ủy|thị ủy|thành ủy|đảng ủy|tổng cục|cục|chi cục|ubtvqh|"
    "ubmttq|mặt trận|trung tâm|công an|liên bộ"
)
AFTER_ISSUER = (
    "về|hướng dẫn|quy định|ban hành|phê duyệt|việc|sửa đổi|triển khai|thực hiện|và các|bãi bỏ|"
    "công bố|giao|đến|để|trên|tại|cho|là|tổ chức"
)
"""Words that a name of an issuer does not hold: what follows is the subject or other text."""
SUBJECT_OPENINGS = (
    "về|v/v|việc|hướng dẫn|quy định|ban hành|phê duyệt|sửa đổi|bãi bỏ|công bố|thực hiện|"
    "triển khai|quy chế|giao"
)

COUNTED = (
    "%|‰|phần trăm|nghìn tỷ đồng|tỷ đồng|tỉ đồng|triệu đồng|nghìn đồng|ngàn đồng|đồng|đ|"
    "thủ tục hành chính|thủ tục|TTHC|dịch vụ công trực tuyến|dịch vụ công|dịch vụ|DVC|DVCTT|"
    "bộ hồ sơ|lượt hồ sơ|hồ sơ|HS|"
    "tin, bài|tin bài|bài viết|bài báo|bài|lượt tin|tin|phóng sự|chuyên mục|chuyên đề|"
    "cán bộ, công chức, viên chức|cán bộ, công chức|cán bộ|công chức|viên chức|CBCC|CBCCVC|"
    "lượt người|người lao động|người dân|người|lượt|biên chế|đồng chí|đại biểu|học viên|hộ dân|hộ|"
    "văn bản QPPL|văn bản|VBQPPL|kế hoạch|quyết định|công văn|nghị quyết|báo cáo|cơ chế|chính sách|"
    "thông báo|tờ trình|chỉ thị|hướng dẫn|học sinh|"
    "nội dung chính|nội dung|nhiệm vụ|chỉ tiêu|tiêu chí|mô hình|sáng kiến|giải pháp|vấn đề|"
    "cơ quan, đơn vị|cơ quan|đơn vị|phòng ban|phòng|ban|thôn|tổ công nghệ số|tổ|"
    "cuộc kiểm tra|cuộc|buổi|lớp|hội nghị|đợt|lần|kỳ|phiếu khảo sát|phiếu|ý kiến|"
    "phản ánh, kiến nghị|phản ánh|kiến nghị|đơn thư|đơn|thư xin lỗi|thư|trường hợp|vụ việc|vụ|"
    "máy tính để bàn|máy tính xách tay|máy tính|máy scan|máy in|máy|bộ|chiếc|cái|chữ ký số|"
    "tài khoản|chứng thư số|lĩnh vực|quy trình|sản phẩm|điểm|ngày|giờ|cấp|xã|huyện"
)
_NOT_COUNTED = (
    "và là trong đạt so được của năm đã có tại theo từ đến trên dưới với cho thì mà hoặc trở còn "
    "đang chưa không tăng giảm chiếm bằng về do để đúng quá trước sau sớm trễ chậm"
)
NOT_COUNTED = frozenset(_NOT_COUNTED.split())
"""Words after a number that are no counted noun."""

ORDINALS = (
    "cấp độ|văn bằng|hạng|bậc|lần thứ|thứ|lần|đợt|khóa|khoá|tổ|thôn|khu phố|số nhà|điều|khoản|mục|"
    "phần|chương|phụ lục|mẫu số|mẫu|biểu số|biểu|bảng|hình|vùng|quốc lộ"
)
"""Words before a number that names something and counts nothing: `Điều 12`, `văn bằng 2`."""

_HANGING = (
    "được của và các về theo do bởi tại trong cho với đến từ là những số ngày bằng trên dưới hoặc "
    "như để khi có không việc qua giữa gồm thuộc"
)
HANGING = frozenset(_HANGING.split())
"""Words that no paragraph ends with: what follows belongs to it, small letter or not."""


def any_of(phrases: str) -> str:
    """Return a pattern for phrases apart by bars, the longest first.

    >>> any_of("tin|tin bài")
    '(?:tin bài|tin)'
    """
    longest = sorted(phrases.split("|"), key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(map(re.escape, longest))})".replace("\\ ", " ")
