"""A form kept as a spreadsheet: its first sheet that holds a table, as lines and one grid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cchc_toolkit.documents.raw import Grid, GridRow, Line, Piece, Raw, cell_text
from cchc_toolkit.documents.sniff import load_bytes
from cchc_toolkit.workbook.grid import Grid as SheetGrid
from cchc_toolkit.workbook.package import open_package

_FEWEST = 3
"""Filled cells from which a row is one of a table; with fewer it is a line of text above it."""


def is_spreadsheet(path: Path) -> bool:
    """Whether a file is called a spreadsheet; what it is, opening it tells."""
    return path.suffix.lower() in (".xlsx", ".xlsm")


def read_spreadsheet(path: Path) -> Raw:
    """Return the sheets of a workbook in order: text above the first wide row is lines."""
    package = open_package(load_bytes(path), path.name)
    pieces: list[Piece] = []
    for sheet in package.grids:
        if sheet.state == "visible":
            pieces += _pieces(sheet)
    return Raw("xlsx", tuple(pieces), package.notes).bounded()


def _pieces(sheet: SheetGrid) -> Iterator[Piece]:
    rows: list[GridRow] = []
    width = max((column for _, column in sheet.cells), default=0)
    for at in sheet.rows:
        said = [cell_said(sheet, at, column) for column in range(1, width + 1)]
        cells = tuple(map(cell_text, said))
        filled = [cell for cell in cells if cell]
        where = f"trang {sheet.title}, dòng {at}"
        if not rows and len(filled) < _FEWEST:
            yield from (Line(cell, where, False) for cell in filled)
        elif filled:
            indents = (_indent(sheet, at, column) for column in range(1, width + 1))
            rows.append(GridRow(cells, where, tuple(indents)))
    if rows:
        yield Grid(tuple(rows), f"trang {sheet.title}")


def _indent(sheet: SheetGrid, row: int, column: int) -> int:
    """Return how far a text stands in: by the format of its cell and by blanks, two a step."""
    cell = sheet.cell(row, column)
    text = cell_said(sheet, row, column)
    return (cell.indent if cell else 0) + (len(text) - len(text.lstrip())) // 2


def cell_said(sheet: SheetGrid, row: int, column: int) -> str:
    """Return the text of a cell; a number such as 1.1, typed for a numbering, as it is written."""
    cell = sheet.cell(row, column)
    if cell is None or cell.kind not in ("n", "s"):
        return ""
    return cell.text if cell.text is not None else f"{cell.value:g}"
