"""An appendix saved as a workbook (.xlsx): each sheet is a table of the report beside it."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from cchc_toolkit.documents.raw import MAX_COLUMNS, MAX_PIECES, Grid, GridRow, cell_text
from cchc_toolkit.documents.zips import check_package
from cchc_toolkit.errors import DataError
from cchc_toolkit.text.formatting import print_number


def read_book(data: bytes, where: str) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """Return the sheets of a workbook as tables, and notes on what was not read.

    Raises `DataError` where the file is no workbook or is broken. Formulas count as the values that
    were saved with them.
    """
    import openpyxl

    check_package(data, where, "Excel")
    broken = (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except broken:
        raise DataError(
            "Tệp bảng tính hỏng hoặc không phải .xlsx.",
            where=where,
            advice="Mở bằng Excel hoặc LibreOffice, lưu lại thành .xlsx rồi đọc lại.",
        ) from None
    notes = [
        f'{where}: trang tính ẩn "{sheet.title}" không đọc.'
        for sheet in book.worksheets
        if sheet.sheet_state != "visible"
    ]
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    grids = tuple(grid for sheet in shown if (grid := _grid(sheet, where)).rows)
    return grids, tuple(notes)


def _grid(sheet: Any, where: str) -> Grid:
    name = f"{where}, trang tính {sheet.title}"
    rows = []
    # Asked for more rows than there are, openpyxl makes a cell for each of them.
    last_row, last_column = min(sheet.max_row, MAX_PIECES), min(sheet.max_column, MAX_COLUMNS)
    for number, row in enumerate(sheet.iter_rows(max_row=last_row, max_col=last_column), 1):
        cells = tuple(_printed(cell) for cell in row)
        if any(cells):
            rows.append(GridRow(_trimmed(cells), f"{name}, dòng {number}"))
    return Grid(tuple(rows), name)


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return cells without the blank ones behind the last that is filled."""
    last = max(at for at, cell in enumerate(cells, 1) if cell)
    return cells[:last]


def _printed(cell: Any) -> str:
    """Return a cell as its sheet prints it: numbers with the signs of Vietnamese."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return cell_text(str(value))
    percent = "%" in (cell.number_format or "")
    number = round(value * 100 if percent else value, 6)
    whole = int(number) if number == int(number) else number
    return f"{print_number(_decimal(whole))}{'%' if percent else ''}"


def _decimal(number: float) -> Any:
    from decimal import Decimal

    return Decimal(str(number))
