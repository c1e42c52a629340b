"""Where the sentences of a paragraph start and end."""

from __future__ import annotations

import re
from functools import lru_cache

_END = re.compile(r"(?<![.!?…])[.!?…]+[\"”)]{0,5}\s+")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:TM|KT|TL|TUQ|TP|Tp|Tx|TX|TS|ThS|GS|PGS|Q|P|Đ|k|v\.v|tr)\.$"
    r"|^\d+(?:\.\d+)*\.$"
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return first and last+1 character of each sentence; abbreviations and numbers end none.

    >>> text = "Có 02 lớp. Đạt 99,38% . và khác. TP. Thanh Hóa."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Có 02 lớp.', 'Đạt 99,38% . và khác.', 'TP. Thanh Hóa.']
    """
    return list(_spans(text))


@lru_cache(maxsize=2048)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        following = text[found.end() : found.end() + 1]
        if following.islower() or not following:
            continue
        if _SHORT.search(text[max(start, found.start() - 8) : found.start() + 1]):
            continue
        spans.append((start, found.end() - (len(found[0]) - len(found[0].rstrip()))))
        start = found.end()
    if start < len(text):
        spans.append((start, len(text)))
    return tuple(spans)
