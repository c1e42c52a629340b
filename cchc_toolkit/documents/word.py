"""A report saved by Word (.docx, .docm): paragraphs, automatic numbers, merged cells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cchc_toolkit.documents.numbering import Numbering
from cchc_toolkit.documents.raw import Grid, GridRow, Line, Piece, Raw, cell_text, walked
from cchc_toolkit.documents.unread import unread_of_word
from cchc_toolkit.documents.zips import check_package
from cchc_toolkit.errors import DataError

if TYPE_CHECKING:
    from docx.opc.part import Part

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SILENT = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr")}
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_P, _TBL, _TC, _TR, _T = (f"{_W}{name}" for name in ("p", "tbl", "tc", "tr", "t"))
_CLOSED = {_P, _TBL, _FALLBACK, *_SILENT}
"""What the walk over a body does not look into; and that over a paragraph."""
_WHOLE = {_T, _FALLBACK, f"{_W}txbxContent", *_TEXT, *_SILENT}
_MAX_SPAN = 63
"""The most columns that Word allows in a table."""
_STEP, _WIDEST = 142, 31_680
"""Twips of a step in, a quarter of a centimetre; the widest indentation that Word allows."""


def read_word(data: bytes, where: str) -> Raw:
    """Return the paragraphs and tables of a Word file; raise `DataError` where it is broken.

    Macros, deleted text of tracked changes, comments, headers and footers are not read.
    """
    names = check_package(data, where)
    part = _main_part(data, where)
    notes: list[str] = []
    if any(name.endswith("vbaProject.bin") for name in names):
        notes.append("Tệp có macro: chỉ đọc chữ, không chạy macro.")
    body = _parsed(part.blob, where)
    if next(body.iter(f"{_W}del", f"{_W}ins", f"{_W}moveFrom"), None) is not None:
        notes.append("Tệp còn sửa đổi chưa chấp nhận (Track Changes): đọc như đã chấp nhận hết.")
    pieces = tuple(_WordWalk(_numbering(part, where)).pieces(body))
    unread = tuple(unread_of_word(body))
    return Raw("docx", pieces, tuple(notes), unread, _keywords(part))


def word_places(body: Any) -> dict[str, Any]:
    """Return the paragraphs and table rows of a body by where the reader says that they stand.

    The names are those of `Line.where` and `GridRow.where`: "đoạn 5", "bảng 2, dòng 3".
    """
    walk = _WordWalk(Numbering({}, {}))
    for _ in walk.pieces(body):
        pass
    return walk.places


def _main_part(data: bytes, where: str) -> Part:
    from docx.opc.exceptions import PackageNotFoundError
    from docx.opc.package import OpcPackage

    # What python-docx raises for a package whose parts and relationships do not fit together;
    # lxml's syntax errors are Python's SyntaxError.
    broken = (PackageNotFoundError, KeyError, ValueError, AttributeError, TypeError, SyntaxError)
    try:
        part: Part = OpcPackage.open(io.BytesIO(data)).main_document_part
    except broken:
        raise _broken(where) from None
    return part


def _keywords(part: Part) -> str:
    """Return the keywords among the properties of a file, "" where it has none to be read."""
    try:
        return str(part.package.core_properties.keywords)
    except (KeyError, ValueError, AttributeError, TypeError, SyntaxError):
        return ""


def _numbering(part: Part, where: str) -> Numbering:
    from docx.opc.constants import RELATIONSHIP_TYPE

    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING and not relation.is_external:
            return Numbering.of(_parsed(relation.target_part.blob, where))
    return Numbering({}, {})


def _parsed(blob: bytes, where: str) -> Any:
    from docx.oxml.parser import parse_xml

    try:
        return parse_xml(blob)
    except (SyntaxError, ValueError):
        raise _broken(where) from None


def _broken(where: str) -> DataError:
    return DataError(
        "Tệp Word hỏng: các phần bên trong không đọc được.",
        where=where,
        advice="Mở bằng Word (Word sẽ sửa tệp), lưu lại rồi đọc lại.",
    )


class _WordWalk:
    """One pass over the body: counts paragraphs and tables, keeps the automatic numbers."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._paragraphs = 0
        self._tables = 0
        self.places: dict[str, Any] = {}
        """Every paragraph and row that was passed, by its name."""

    def pieces(self, body: Any) -> Iterator[Piece]:
        """Return paragraphs and tables in order, looking into content controls and boxes."""
        for node in walked(body, lambda one: one.tag not in _CLOSED):
            if node.tag == _P:
                yield from self._paragraph(node)
            elif node.tag == _TBL:
                yield from self._table(node)

    def _paragraph(self, node: Any) -> Iterator[Piece]:
        self._paragraphs += 1
        where = f"đoạn {self._paragraphs}"
        self.places[where] = node
        text = "".join(_texts(node))
        number = self._numbering.next(node) if text.strip() else ""
        for at, line in enumerate(text.split("\n")):
            lead = number if at == 0 else ""
            if line.strip():
                yield Line(f"{lead} {line}" if lead else line, where)
        for box in node.iter(f"{_W}txbxContent"):
            if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                yield from self.pieces(box)

    def _table(self, node: Any) -> Iterator[Grid]:
        """Yield a table, then those that stand in its cells."""
        self._tables += 1
        name = f"bảng {self._tables}"
        rows, inner = [], []
        for at, row in enumerate(_below(node, _TR), 1):
            self.places[f"{name}, dòng {at}"] = row
            cells = [
                (_cell_lines(cell), _indent(cell)) if cell is not None else ("", 0)
                for cell in _spread(row)
            ]
            texts, indents = zip(*cells, strict=True) if cells else ((), ())
            rows.append(GridRow(tuple(texts), f"{name}, dòng {at}", tuple(indents)))
            inner += [table for cell in _below(row, _TC) for table in _below(cell, _TBL)]
        yield Grid(tuple(rows), name)
        for table in inner:
            yield from self._table(table)


def _below(node: Any, tag: str) -> Iterator[Any]:
    """Return the nearest elements of a tag, through content controls but not nested tables."""
    left = {tag, _TBL, *_SILENT}
    return (one for one in walked(node, lambda one: one.tag not in left) if one.tag == tag)


def _spread(row: Any) -> Iterator[Any]:
    """Return the cells of a row, None for each column that a merged cell covers."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    yield from [None] * _count(before)
    for cell in _below(row, _TC):
        properties = cell.find(f"{_W}tcPr")
        merge = properties.find(f"{_W}vMerge") if properties is not None else None
        goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
        yield None if goes_on else cell
        span = properties.find(f"{_W}gridSpan") if properties is not None else None
        yield from [None] * (_count(span) - 1)


def _indent(cell: Any) -> int:
    """Return how far the text of a cell stands in: by its first paragraph and by blanks."""
    paragraph = next(cell.iter(_P), None)
    if paragraph is None:
        return 0
    told = paragraph.find(f"{_W}pPr/{_W}ind")
    twips = {
        name: _count(told, name, _WIDEST) for name in ("left", "start", "firstLine", "hanging")
    }
    stands = max(twips["left"], twips["start"]) + twips["firstLine"] - twips["hanging"]
    text = "".join(_texts(paragraph))
    return max(0, stands) // _STEP + (len(text) - len(text.lstrip())) // 2


def _cell_lines(cell: Any) -> str:
    """Return the text of a cell, a line for each of its paragraphs and line breaks.

    A table in the cell is a table of its own.
    """
    inner = {paragraph for table in _below(cell, _TBL) for paragraph in table.iter(_P)}
    own = (paragraph for paragraph in cell.iter(_P) if paragraph not in inner)
    text = "\n".join("".join(_texts(paragraph)) for paragraph in own)
    return "\n".join(line for part in text.split("\n") if (line := cell_text(part)))


def _count(node: Any, name: str = "val", most: int = _MAX_SPAN) -> int:
    """Return a small number among the attributes of a node, 0 where there is none."""
    value = node.get(f"{_W}{name}", "") if node is not None else ""
    small = value.isascii() and value.isdigit() and len(value) < 6
    return min(int(value), most) if small else 0


def _texts(paragraph: Any) -> Iterator[str]:
    """Return the pieces of text of a paragraph; text boxes are paragraphs of their own."""
    for node in walked(paragraph, lambda one: one.tag not in _WHOLE):
        if node.tag == _T:
            yield node.text or ""
        elif node.tag in _TEXT:
            yield _TEXT[node.tag]
