"""A workbook of plain tables that anyone can read: one table a sheet, nothing merged, no formula.

Every sheet begins in A1 with its title, then lines that explain, then a marked table whose header
stays in view and is repeated on paper. Text stays text, whatever sign it begins with. Same sheets
give the same bytes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from cchc_toolkit.render.printable import printable
from cchc_toolkit.text.arithmetic import decimals_of
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.spreadsheet_numbers import as_number

FONT = "Arial"
LONGEST = 32_767
"""Characters that a cell may hold."""
_CUT = "… (cắt bớt: dài hơn một ô của bảng tính)"
_RISKY = tuple("=+-@\t\r")
"""A spreadsheet takes text that begins with one of these for a formula when it is typed again."""
_STYLE = "Table Style Light 15"
_RED = "#A40E26"
_A4 = 9
_EXACT = 10**15
"""Whole numbers below are held exactly."""
_LINE, _MOST = 14.5, 409.0
"""Points that a line of text takes, and the highest row that Excel allows."""
_DENSITY = 0.92
"""Letters that surely fit into a unit of a column's width, broken words included."""


@dataclass(frozen=True)
class Column:
    """A column: its header, its width in characters, and how its numbers and text stand."""

    header: str
    width: float
    align: str = "left"


@dataclass(frozen=True)
class Link:
    """Text that leads to another sheet of the workbook."""

    text: str
    sheet: str
    row: int = 0
    column: int = 0
    """Where on the sheet, counted from 0."""


Cell = str | int | Decimal | date | Link


@dataclass(frozen=True)
class Sheet:
    """A sheet with one table; without rows there is no table, and `about` says why."""

    name: str
    table: str
    """Name of the table, ASCII: what Excel lists it under."""
    title: str
    about: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marks: str = ""
    """What every page must say (`DỰ THẢO`), between title and explanation."""
    fixed: int = 0
    """Columns that stay in view and on paper while the others go by, for a table of very many."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines between title and table."""
        return (*filter(None, (self.marks,)), *self.about)

    @property
    def head(self) -> int:
        """The row of the headers, counted from 0."""
        return 1 + len(self.lines)


def workbook_bytes(
    sheets: Sequence[Sheet], properties: Mapping[str, str], made: date, footer: str
) -> bytes:
    """Return the `.xlsx` file of some sheets; `made` is its date, `footer` stands on every page.

    >>> sheet = Sheet("Trang", "Bang", "Tên bảng", (), (Column("Số", 9),), ((Decimal("1.50"),),))
    >>> workbook_bytes((sheet,), {"title": "T"}, date(2024, 6, 5), "x")[:2]
    b'PK'
    """
    import xlsxwriter  # costs a tenth of a second, and only a run that writes Excel files needs it

    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    created = datetime.combine(date=made, time=time())
    book.set_properties({**properties, "created": created})
    book.set_size(2400, 1400)
    look = _Look(book)
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, look, footer)
    book.close()
    return written.getvalue()


def prepare_spreadsheets() -> None:
    """Import the writer once, for the processes that will be forked from this one."""
    import xlsxwriter  # noqa: F401


class _Look:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, dict[tuple[tuple[str, Any], ...], Any]()

    def __call__(self, **said: Any) -> Any:
        key = tuple(said.items())
        if key not in self._made:
            indent = {"indent": 1} if said.get("align") == "right" else {}  # off the next column
            base = {"font_name": FONT, "font_size": 11, "valign": "top"}
            self._made[key] = self._book.add_format({**base, **indent, **said})
        return self._made[key]


def _write(page: Any, sheet: Sheet, look: _Look, footer: str) -> None:
    page.write_string(0, 0, printable(sheet.title), look(bold=True, font_size=14))
    for at, line in enumerate(sheet.lines, start=1):
        style = look(bold=True, font_color=_RED) if line == sheet.marks else look()
        page.write_string(at, 0, printable(line), style)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
    if sheet.rows:
        _write_table(page, sheet, look)
        page.freeze_panes(sheet.head + 1, sheet.fixed)
        page.repeat_rows(sheet.head)
    page.set_landscape()
    page.set_paper(_A4)
    if sheet.fixed:
        page.repeat_columns(0, sheet.fixed - 1)
    else:
        page.fit_to_pages(1, 0)
    page.set_footer(f"&L{footer}&R&P/&N")


def _write_table(page: Any, sheet: Sheet, look: _Look) -> None:
    last = sheet.head + len(sheet.rows), len(sheet.columns) - 1
    header = {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E8EBEF"}
    options = {
        "name": sheet.table,
        "style": _STYLE,
        "banded_rows": False,
        "columns": [
            {"header": column.header, "header_format": look(align=column.align, **header)}
            for column in sheet.columns
        ],
        "title": sheet.title,
    }
    page.add_table(sheet.head, 0, *last, options)
    page.set_row(sheet.head, _height(sheet.columns, [c.header for c in sheet.columns]))
    whole = look(num_format=number_format(0), align="right")
    for row, cells in enumerate(sheet.rows, start=sheet.head + 1):
        page.set_row(row, _height(sheet.columns, cells))
        for at, (cell, column) in enumerate(zip(cells, sheet.columns, strict=True)):
            if type(cell) is int and abs(cell) < _EXACT:  # most of very many cells are
                page.write_number(row, at, cell, whole)
            else:
                _put(page, (row, at), cell, column, look)
    # Printed numbers and codes are text on purpose, and need no green corner.
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last[0] + 1}"})


def _height(columns: Sequence[Column], cells: Sequence[Cell]) -> float:
    """Return the height of a row whose text is wrapped: not every program finds it by itself."""
    texts = (cell.text if isinstance(cell, Link) else cell for cell in cells)
    lines = [
        sum(math.ceil(max(1, len(line)) / (_DENSITY * column.width)) for line in text.split("\n"))
        for text, column in zip(texts, columns, strict=True)
        if isinstance(text, str)
    ]
    return min(_MOST, _LINE * max(lines, default=1) + 1)


def _put(page: Any, place: tuple[int, int], cell: Cell, column: Column, look: _Look) -> None:
    if isinstance(cell, Link):
        from xlsxwriter.utility import xl_rowcol_to_cell

        style = look(font_color="#0B4F8A", underline=1, text_wrap=True)
        there = xl_rowcol_to_cell(cell.row, cell.column)
        page.write_url(*place, f"internal:'{cell.sheet}'!{there}", style, cell.text)
    elif isinstance(cell, date):
        midnight = datetime.combine(date=cell, time=time())
        page.write_datetime(*place, midnight, look(num_format="dd/mm/yyyy", align=column.align))
    elif isinstance(cell, str):
        _put_text(page, place, cell, column, look)
    else:
        _put_number(page, place, Decimal(cell), look)


def _put_text(page: Any, place: tuple[int, int], text: str, column: Column, look: _Look) -> None:
    text = printable(text)
    if 2 * len(text) > LONGEST and len(text.encode("utf-16-le")) // 2 > LONGEST:
        text = text[: (LONGEST - len(_CUT)) // 2] + _CUT
    prefix = {"quote_prefix": True} if text.startswith(_RISKY) else {}
    style = look(num_format="@", align=column.align, text_wrap=True, **prefix)
    if text:
        page.write_string(*place, text, style)
    else:
        page.write_blank(*place, None, style)


def _put_number(page: Any, place: tuple[int, int], number: Decimal, look: _Look) -> None:
    held = as_number(number)
    if held is None:
        page.write_string(*place, print_number(number), look(num_format="@", align="right"))
        return
    decimals = decimals_of(number)
    page.write_number(*place, held, look(num_format=number_format(decimals), align="right"))


@cache
def number_format(decimals: int) -> str:
    """Return the format that shows a number with groups of thousands and so many decimals.

    >>> number_format(0), number_format(2)
    ('#,##0', '#,##0.00')
    """
    return "#,##0" + ("." + "0" * decimals if decimals else "")
