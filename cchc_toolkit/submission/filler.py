"""What a report prints where the commune wrote no words of its own: never read back as its text."""

from __future__ import annotations

import re

from cchc_toolkit.catalogue import Item
from cchc_toolkit.text.formatting import upper_first

UNWRITTEN = "chưa có nội dung"
"""What the gap of an unwritten item says in a draft."""
_NOTHING = "không phát sinh."
_MARK = re.compile(
    r"\[(?:chưa có nội dung|chưa có số liệu|không tính được|không áp dụng|không công bố)[^\[\]]*\]"
)
"""A gap as a draft marks it."""
_BY_ITSELF = re.compile(
    r"không có nội dung báo cáo"  # for an item that nobody had written, in the first version
    r"|dự thảo|dữ liệu minh hoạ"  # across a page
    r"|.*\bphụ lục kèm theo báo cáo này"
    r"|trên đây là kết quả thực hiện .*\bphụ lục kèm theo báo cáo này\..*"
    r"|ủy ban nhân dân [^.]+ báo cáo [^.]+ kết quả thực hiện [^.]+"
)
"""What a report says besides its sections: marks, the reference to the appendices, the closing."""
_NAMED = re.compile(r"\{so:[^{}]*\}%?")


def zero_statement(item: Item) -> str:
    """Return how a report says that nothing arose: as the outline says it, else in plain words.

    >>> item = Item("V", "-", "", "", "", "", False, "kiến nghị")
    >>> zero_statement(item)
    'Không phát sinh.'
    """
    return item.zero or (_NOTHING if item.label else upper_first(_NOTHING))


def says_nothing(text: str, item: Item) -> bool:
    """Whether a text is the statement that nothing arose, as a report prints it."""
    return _bare(text) == _bare(zero_statement(item))


def is_filler(text: str, item: Item) -> bool:
    """Whether a text is what a report prints by itself: a gap, or the outline's own sentence.

    >>> item = Item("I.5", "-", "", "", "Được giao {so:a} nhiệm vụ, đạt {so:b}%.", "", False, "x")
    >>> is_filler("[chưa có nội dung: nhiệm vụ]", item)
    True
    >>> is_filler("Được giao {so:a} nhiệm vụ, đạt [không tính được: mẫu số bằng 0].", item)
    True
    >>> is_filler("Được giao 5 nhiệm vụ.", item)
    False
    """
    bare = _bare(text)
    if not bare or _BY_ITSELF.fullmatch(bare) or not _bare(_MARK.sub("", text)):
        return True
    return bool(item.sentence) and _shape(text) == _shape(item.sentence)


def without_marks(text: str) -> str:
    """Return a text of the commune's with each gap of a draft as an open place: `…`.

    >>> without_marks("Đã mở [chưa có số liệu] lớp.")
    'Đã mở … lớp.'
    """
    return _MARK.sub("…", text)


def _shape(text: str) -> str:
    """Return a sentence without its figures and gaps, in lower case."""
    return _bare(_NAMED.sub("#", _MARK.sub("#", text)))


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" .;-+/").casefold()
