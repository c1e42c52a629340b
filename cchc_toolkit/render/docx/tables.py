"""A table of the report in Word: repeating header, merged group cells, whole rows, fixed columns.

The rules for widths and sizes are those of the PDF's template.
"""

from __future__ import annotations

import itertools
import re

from cchc_toolkit.blocks.paper import LANDSCAPE_WIDTH, TEXT_WIDTH
from cchc_toolkit.blocks.values import Column, Row, Run, Table
from cchc_toolkit.render.docx.markup import cell, paragraph, row, run, table, twips
from cchc_toolkit.render.docx.measure import MM_PER_POINT, line_count, text_width
from cchc_toolkit.render.docx.styles import CELL_SIDE, CELL_TOP, TABLE_SIZES
from cchc_toolkit.render.docx.text import run_text, shown
from cchc_toolkit.render.fonts import Font

_OPEN = 30.0
"""The least width in millimetres of a column that takes the rest of the line."""
_PART = 3.0
"""How far a row under `Trong đó` is moved in."""
_LINE = 1.15
"""Single spacing in Times New Roman, in ems."""
_LONG_NUMBER = re.compile(r"[0-9.,%]{12,}")
_MIDDLE = '<w:vAlign w:val="center"/>'


def data_table(block: Table, font: Font) -> str:
    """Return the caption, the table and its notes."""
    widths = column_widths(block.columns, LANDSCAPE_WIDTH if block.landscape else TEXT_WIDTH)
    size = TABLE_SIZES[-1] if block.dense else _size(len(block.columns))
    label = widths.index(max(widths))
    body = "".join(_row(item, block.columns, widths, label, size, font) for item in block.rows)
    rows = _header(block.columns, widths, size, font) + body
    caption = ""
    if block.show_caption and block.caption:
        caption = paragraph("Tenbang", run(block.caption), keep_next=True)
    drawn = table("Bangsolieu", widths, rows, block.caption)
    return caption + drawn + _below(block.notes)


def column_widths(columns: tuple[Column, ...], line: float = TEXT_WIDTH) -> list[float]:
    """Return the widths in millimetres: fixed ones as declared, the rest shared, all fitted.

    >>> column_widths((Column("STT", width=15), Column("Chỉ tiêu"), Column("Số", width=30)))
    [15.0, 120.0, 30.0]
    """
    fixed = sum(column.width for column in columns)
    open_ones = sum(1 for column in columns if not column.width)
    room = line - open_ones * _OPEN
    scale = room / fixed if fixed > room else 1.0
    rest = (line - fixed * scale) / open_ones if open_ones else 0.0
    return [column.width * scale if column.width else rest for column in columns]


def _size(columns: int) -> int:
    wide, middle, narrow = TABLE_SIZES
    if columns <= 6:
        return wide
    return middle if columns <= 8 else narrow


def _below(notes: tuple[str, ...]) -> str:
    if not notes:
        # Word would join this table to one that follows.
        return paragraph("Cachbang")
    return paragraph("Nguon", run("\n".join(notes)))


def _header(columns: tuple[Column, ...], widths: list[float], size: int, font: Font) -> str:
    if not any(column.group for column in columns):
        cells = zip(columns, widths, strict=True)
        return row(
            "".join(_head(column.header, width, size) for column, width in cells), header=True
        )
    above, below = [], []
    members = itertools.groupby(zip(columns, widths, strict=True), key=lambda pair: pair[0].group)
    for group, pairs in members:
        found = list(pairs)
        if group:
            span = f'<w:gridSpan w:val="{len(found)}"/>'
            above.append(_head(group, sum(width for _, width in found), size, span))
            below += [_head(column.header, width, size) for column, width in found]
        else:
            start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
            above += [_head(column.header, width, size, start) for column, width in found]
            below += [_head("", width, size, on) for _, width in found]
    half = _tallest(columns, widths, size, font) / 2
    rows = ("".join(above), "".join(below))
    return "".join(row(cells, header=True, height=half) for cells in rows)


def _tallest(columns: tuple[Column, ...], widths: list[float], size: int, font: Font) -> float:
    """Return the height in millimetres of the tallest cell that spans both header rows.

    LibreOffice cuts such a cell on the pages where the header is repeated, unless told.
    """
    spanning = [pair for pair in zip(columns, widths, strict=True) if not pair[0].group]
    heads = [
        line_count(c.header, width - 2 * CELL_SIDE, font.files[1], size) for c, width in spanning
    ]
    return max(heads, default=1) * size * _LINE * MM_PER_POINT + 2 * CELL_TOP


def _head(text: str, width: float, size: int, merged: str = "") -> str:
    return cell(width, paragraph(f"Tieudecot{size}", run(text), keep_next=True), merged + _MIDDLE)


def _row(
    item: Row, columns: tuple[Column, ...], widths: list[float], label: int, size: int, font: Font
) -> str:
    cells, whole = [], True
    for at, (content, column, width) in enumerate(zip(item.cells, columns, widths, strict=True)):
        part = item.style == "part" and at == label
        indent = f'<w:ind w:left="{twips(_PART)}" w:firstLine="0"/>' if part else ""
        looks = f'{indent}<w:jc w:val="{_ALIGNED.get(column.align, "left")}"/>'
        words = run_text(
            content,
            bold=item.style in ("section", "total"),
            italic=part,
            size=_fitting(content, width, size, font),
        )
        said = paragraph(
            f"Obang{size}", words, properties=looks, keep_next=item.style == "section"
        )  # so that what heads other rows does not stand alone at the foot of a page
        cells.append(cell(width, said, _MIDDLE))
        whole = whole and not _outgrows(shown(content), width)
    return row("".join(cells), whole=whole)


_ALIGNED = {"left": "left", "center": "center", "right": "right"}


def _fitting(content: Run, width: float, size: int, font: Font) -> float:
    """Return the size in points at which a long number stays on one line, 0 for the usual one."""
    if not _LONG_NUMBER.fullmatch(content.text):
        return 0
    room = width - 2 * CELL_SIDE
    natural = text_width(content.text, font.files[1 if content.bold else 0], size)
    if natural <= room or natural * 0.6 > room:
        return 0
    return int(size * room / natural * 0.98 * 2) / 2


def _outgrows(text: str, width: float) -> bool:
    """Return whether a cell may be taller than a page, so that its row must break."""
    return len(text) * 5 * MM_PER_POINT > 30 * (width - 2 * CELL_SIDE)
