"""The small pieces of WordprocessingML: text, runs, paragraphs, borderless tables, lengths.

What a commune wrote goes through `escaped` and stands in `w:t` only, so nothing of it is read as
markup, field or link. Elements stand in the order of the schema; Word refuses another.
"""

from __future__ import annotations

import re
from html import escape

from cchc_toolkit.render.printable import printable

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_BREAKS = re.compile("[\n\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def twips(mm: float) -> int:
    """Return millimetres in twentieths of a point.

    >>> twips(12.7)
    720
    """
    return round(mm * 1440 / 25.4)


def escaped(text: str) -> str:
    r"""Return text as XML, without the signs that XML forbids.

    >>> escaped('=A1 & "<b>"\x07')
    '=A1 &amp; &quot;&lt;b&gt;&quot;'
    """
    return escape(_SURROGATES.sub("\ufffd", printable(text)))


def run(text: str, properties: str = "") -> str:
    r"""Return a run; each line break in the text becomes a break of the line.

    >>> run("a\n", "<w:b/>")
    '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">a</w:t><w:br/></w:r>'
    """
    if not text:
        return ""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = (escaped(line) for line in _BREAKS.split(text))
    return f"<w:r>{looks}{'<w:br/>'.join(map(_line, lines))}</w:r>"


def _line(line: str) -> str:
    return f'<w:t xml:space="preserve">{line}</w:t>' if line else ""


def paragraph(style: str, content: str = "", keep_next: bool = False, properties: str = "") -> str:
    """Return a paragraph in a style; `properties` are those that follow `w:keepNext`.

    >>> paragraph("Title", keep_next=True)
    '<w:p><w:pPr><w:pStyle w:val="Title"/><w:keepNext/></w:pPr></w:p>'
    """
    keep = "<w:keepNext/>" if keep_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{properties}</w:pPr>{content}</w:p>'


def rule(length: float, room: float) -> str:
    """Return a line drawn in the middle of the room, both in millimetres.

    It is the border of a paragraph one line of 3 points tall, which no editing can push away.
    """
    side = twips(max(room - length, 0) / 2)
    border = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
    indent = f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>'
    return paragraph("Duongke", keep_next=True, properties=border + indent)


def cell(width: float, content: str, properties: str = "") -> str:
    """Return a cell of a width in millimetres; `properties` are those that follow `w:tcW`."""
    size = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
    content = content or paragraph("Obang12")  # a cell must end with a paragraph
    return f"<w:tc><w:tcPr>{size}{properties}</w:tcPr>{content}</w:tc>"


def row(cells: str, *, whole: bool = True, header: bool = False, height: float = 0) -> str:
    """Return a row; a `whole` one does not break over pages, a `header` one stands on each.

    `height` is the least one, in millimetres.
    """
    least = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    marks = ("<w:cantSplit/>" if whole else "") + least + ("<w:tblHeader/>" if header else "")
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{cells}</w:tr>"


def table(style: str, widths: list[float], rows: str, title: str = "") -> str:
    """Return a table with fixed columns, in millimetres; `title` is what a screen reader says."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    said = f'<w:tblCaption w:val="{escaped(" ".join(title.split()))}"/>' if title else ""
    total = sum(twips(width) for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{total}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{said}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
