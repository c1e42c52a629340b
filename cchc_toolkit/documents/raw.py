"""What a file of any format comes down to before its meaning is read: lines of text and grids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from cchc_toolkit.text.bounds import shortened
from cchc_toolkit.text.formatting import clean_text

_EMPHASIS = re.compile(r"</?(?:i|b|em|strong|u)>", re.IGNORECASE)
_STARS = re.compile(r"(?<![\d*])\*+|\*+(?![\d*])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TORN_NUMBER = re.compile(r"[^\W_]-$|\d/$")

MAX_PIECES = 10_000
"""Lines and tables of one report; a real one has a few hundred."""
MAX_COLUMNS = 100


@dataclass(frozen=True)
class Line:
    """A line or paragraph as the file gives it. `wrapped`: it goes on from the line above.

    `wrapped` is True where the layout says so (a line of text right below another, a line of a
    PDF that the one above left no room for), False where it says the opposite, None where the
    file says nothing.
    """

    text: str
    where: str
    wrapped: bool | None = None


@dataclass(frozen=True)
class GridRow:
    """One row of a table; a cell that a merged one covers is empty."""

    cells: tuple[str, ...]
    where: str
    indents: tuple[int, ...] = ()
    """How far the text of each cell stands in, in steps; () where the file does not say."""


@dataclass(frozen=True)
class Grid:
    """A table as the file gives it, repeated header rows included."""

    rows: tuple[GridRow, ...]
    where: str

    def lines(self) -> Iterator[Line]:
        """Return the text of the cells as lines, row by row: a table used for layout only."""
        for row in self.rows:
            for cell in row.cells:
                for text in cell.split("\n"):
                    if text.strip():
                        yield Line(text, row.where, False)


Piece = Line | Grid


@dataclass(frozen=True)
class Raw:
    """The pieces of one file in reading order, and what could not be read."""

    kind: str
    """`txt`, `docx`, `html` or `pdf`."""
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """What the file holds that could not be read: scanned pages, two pages on a sheet, …"""
    keywords: str = ""
    """Those among the properties of the file: where a report of ours says whose it is."""

    def bounded(self) -> Raw:
        """Return the same, cut to `MAX_PIECES` and lines as `shortened`, with a note then."""
        pieces = tuple(_cut(piece) for piece in self.pieces[:MAX_PIECES])
        if pieces == self.pieces:
            return self
        note = "Tài liệu dài bất thường: chỉ đọc phần đầu, phần sau bị bỏ."
        return replace(self, pieces=pieces, unread=(*self.unread, note))


def _cut(piece: Piece) -> Piece:
    if isinstance(piece, Line):
        text = shortened(piece.text)
        return piece if text == piece.text else replace(piece, text=text)
    if len(piece.rows) <= MAX_PIECES and all(len(row.cells) <= MAX_COLUMNS for row in piece.rows):
        return piece
    rows = tuple(
        GridRow(row.cells[:MAX_COLUMNS], row.where, row.indents) for row in piece.rows[:MAX_PIECES]
    )
    return Grid(rows, piece.where)


def walked(root: Any, enter: Callable[[Any], bool]) -> Iterator[Any]:
    """Yield the nodes of a tree in order, what is in a node right behind it where it is entered.

    A file may nest deeper than Python calls itself.
    """
    stack = [iter(root)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            continue
        yield node
        if enter(node):
            stack.append(iter(node))


def cell_text(text: str) -> str:
    """Return the clean text of a cell on one line, without Markdown or HTML emphasis.

    >>> cell_text("<i>Tại  cấp xã</i>"), cell_text("**Tổng**\\nsố")
    ('Tại cấp xã', 'Tổng số')
    """
    return tidy(strip_emphasis(text))


def tidy(text: str) -> str:
    """Return clean NFC text with every kind of space folded, wide and thin ones too.

    >>> tidy("Số:\u2003\u2003/BC-UBND")
    'Số: /BC-UBND'
    """
    return " ".join(clean_text(text).split()) if text else ""


def glued(above: str, below: str) -> str:
    """Return two lines of one text as one; a number such as 27/CT-TTg that broke has no space.

    >>> glued("Chỉ thị số 27/CT-", "TTg"), glued("Quyết định số 5/", "QĐ"), glued("Tư pháp -", "Hộ")
    ('Chỉ thị số 27/CT-TTg', 'Quyết định số 5/QĐ', 'Tư pháp - Hộ')
    """
    together = not above or torn(above, below)
    return f"{above}{below}" if together else f"{above} {below}"


def torn(above: str, below: str) -> bool:
    """Whether a line broke within a number such as 27/CT-TTg.

    >>> torn("Chỉ thị số 27/CT-", "TTg"), torn("Đạt 5", "hồ sơ")
    (True, False)
    """
    return bool(_TORN_NUMBER.search(above)) and below[:1].isalnum()


def strip_emphasis(text: str) -> str:
    """Return text without `*`, `**`, `<i>`, `<b>`, `<em>`, `<strong>`, `<u>` and `<br>`.

    A star between two digits is no emphasis: 12*34 must not become a number.

    >>> strip_emphasis("TTHC (*thi tuyển, xét tuyển*): **không**<br>có")
    'TTHC (thi tuyển, xét tuyển): không\\ncó'
    >>> strip_emphasis("12*34*56"), strip_emphasis("**12**/**34**")
    ('12*34*56', '12/34')
    """
    if "<" in text:
        text = _BREAK.sub("\n", _EMPHASIS.sub("", text))
    return _STARS.sub("", text) if "*" in text else text
