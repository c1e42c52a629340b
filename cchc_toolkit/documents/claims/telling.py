"""The telling words of a clause: what is left when the words of every report are put aside."""

from __future__ import annotations

import re
from functools import lru_cache

from cchc_toolkit.documents.claims.quantity import Quantity

_PLAIN_WORDS = """
    và là có các những của cho với về từ đến tại trong trên dưới theo được bị đã đang sẽ cũng
    này đó khi sau trước do để thì mà ra vào lại còn nào phải không chưa ở một hai ba số tổng việc
    kỳ năm tháng quý ngày báo cáo xã phường ubnd đạt chiếm bằng tỷ lệ hồ sơ người cán bộ công chức
    viên chức văn bản trường hợp thực hiện lượt đồng triệu tỷ tthc thủ tục hành chính hiện nay
    toàn như sau gồm bao cụ thể trong đó riêng nêu nói chung hơn kết quả công tác"""
_PLAIN = frozenset(_PLAIN_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=8192)
def telling(text: str) -> frozenset[str]:
    """Return the telling words of a text in lower case.

    >>> sorted(telling("đã tiếp nhận 05 đơn khiếu nại"))
    ['khiếu', 'nhận', 'nại', 'tiếp', 'đơn']
    """
    return frozenset(_WORD.findall(text)) - _PLAIN


def label(one: Quantity) -> frozenset[str]:
    """Return the telling words of a quantity's own clause, its noun included."""
    return telling(f"{one.lead} {one.noun.lower()} {one.trail}")
