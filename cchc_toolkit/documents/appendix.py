"""The appendix table: which tables are the form, which columns are which, and what cells say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.documents.align import Found, align
from cchc_toolkit.documents.parsed_report import AppendixRow, CellState
from cchc_toolkit.documents.raw import Grid
from cchc_toolkit.errors import DataError
from cchc_toolkit.text.formatting import parse_number
from cchc_toolkit.text.likeness import compare_key

MAX_ROWS = 3_000
"""Rows of one appendix; the form of a province has some 300."""
Headers = Mapping[str, re.Pattern[str]]
HEADERS: Headers = {
    "stt": re.compile(r"^(?:stt|tt|số tt|số thứ tự)\b"),
    "label": re.compile(r"^(?:chỉ tiêu|chi tiêu|nội dung|tên chỉ tiêu)\b"),
    "unit": re.compile(r"^(?:đơn vị tính|đơn vị|đvt)\b"),
    "value": re.compile(r"^(?:số liệu|kết quả|số lượng|giá trị|số báo cáo)\b"),
    "note": re.compile(r"^ghi chú\b"),
}
"""What the header of a column begins with, by what the column holds."""
_SIGNS: dict[str, CellState] = {
    "": "not_reported",
    "-": "not_reported",
    "–": "not_reported",
    "…": "not_reported",
    "...": "not_reported",
    "kad": "not_applicable",
    "không áp dụng": "not_applicable",
    "kcb": "suppressed",
    "không công bố": "suppressed",
}
_BLANK_SIGNS = ("-", "–", "…", "...")
_LOWEST_SHARE = 0.2
"""Share of the form's rows that a table must match to be the form."""


@dataclass(frozen=True)
class Columns:
    """Which column holds what; -1 for a column that the table does not have."""

    stt: int = -1
    label: int = -1
    unit: int = -1
    value: int = -1
    note: int = -1

    def cell(self, cells: Sequence[str], at: int) -> str:
        """Return the text of a cell on one line, "" where the table has no such column."""
        return " ".join(cells[at].split()) if 0 <= at < len(cells) else ""


def read_rows(grids: Sequence[Grid], form: Form) -> tuple[tuple[AppendixRow, ...], tuple[str, ...]]:
    """Return the rows of the appendix in order, matched to the form, and notes on what failed."""
    lines = list(_lines(grids))[:MAX_ROWS]
    if not lines:
        return (), ("Không thấy bảng phụ lục thống kê (cột STT, Chỉ tiêu, Số liệu).",)
    matches = align(lines, form.rows)
    matched = {row.key for _, row, _ in matches if row is not None}
    if len(matched) < _LOWEST_SHARE * len(form.rows):
        return (), (
            f"Bảng phụ lục không theo {form.called}: chỉ khớp {len(matched)}/{len(form.rows)} "
            "dòng, không đọc số liệu.",
        )
    rows = tuple(_row(line, row, sure) for line, row, sure in matches)
    return rows, tuple(_notes(rows, matched, form))


def is_appendix(grid: Grid) -> bool:
    """Whether the first rows of a table are the header of the statistical form."""
    return _header(grid) is not None


def goes_on(grid: Grid, above: Grid) -> bool:
    """Whether a table is the rest of the form above: as wide, and without a header of its own."""
    first = grid.rows[0].cells if grid.rows else ()
    named = any(HEADERS["stt"].match(compare_key(cell)) for cell in first)
    return not named and width(grid) == width(above)


def width(grid: Grid) -> int:
    """Return how many columns a table has."""
    return max((len(row.cells) for row in grid.rows), default=0)


def _lines(grids: Sequence[Grid]) -> Iterator[Found]:
    """Return the rows below the headers of all tables of the form, pages put together."""
    columns = Columns()
    for grid in grids:
        columns = _header(grid) or columns
        yield from table_lines(grid, columns)


def table_lines(grid: Grid, columns: Columns, headers: Headers = HEADERS) -> Iterator[Found]:
    """Yield the rows of a table below its header, its cells by what their columns hold."""
    for row in grid.rows:
        if not any(cell.strip() for cell in row.cells) or _is_header(row.cells, headers):
            continue
        yield Found(
            stt=columns.cell(row.cells, columns.stt),
            label=columns.cell(row.cells, columns.label),
            unit=columns.cell(row.cells, columns.unit),
            value=columns.cell(row.cells, columns.value),
            note=columns.cell(row.cells, columns.note),
            where=row.where,
            indent=row.indents[columns.label] if columns.label < len(row.indents) else 0,
        )


def _header(grid: Grid) -> Columns | None:
    """Return the columns that a header names, None where there is no header of the form."""
    columns = named_columns(grid)
    if columns.label < 0 or columns.value < 0 or (columns.stt < 0 and columns.unit < 0):
        return None
    return columns


def named_columns(grid: Grid, headers: Headers = HEADERS) -> Columns:
    """Return the columns that the first rows of a table name.

    The second line of a header ("Đơn vị tính", "Số liệu") names columns better than the merged
    cell above it ("Kết quả thống kê"), so later lines win.
    """
    found: dict[str, int] = {}
    for row in grid.rows[:3]:
        for at, cell in enumerate(row.cells):
            name = _header_name(cell, headers)
            if name and (name not in found or _is_header(row.cells, headers)):
                found[name] = at
    return Columns(**found)


def _header_name(cell: str, headers: Headers) -> str:
    key = compare_key(cell)
    return next((name for name, pattern in headers.items() if pattern.match(key)), "")


def _is_header(cells: Sequence[str], headers: Headers) -> bool:
    """Whether a row is one of a header: two of its cells name columns and none holds a number."""
    filled = [cell for cell in cells if cell.strip()]
    named = {_header_name(cell, headers) for cell in filled} - {""}
    return len(named) >= 2 and not any(re.match(r"\d", cell) for cell in filled)


def _row(line: Found, row: Indicator | None, sure: float) -> AppendixRow:
    state, number = _value(line.value, row)
    return AppendixRow(
        key=row.key if row else None,
        stt=line.stt,
        label=line.label,
        unit=line.unit,
        text=line.value,
        note=line.note,
        state=state,
        number=number,
        where=line.where,
        sure=round(sure, 3),
    )


def _value(text: str, row: Indicator | None) -> tuple[CellState, Decimal | None]:
    """Return what a cell says; text that is no number is `unreadable`, never guessed."""
    key = compare_key(text)
    if key in _SIGNS:
        return _SIGNS[key], None
    number = _number(text, row)
    return ("unreadable", None) if number is None else ("reported", number)


def _number(text: str, row: Indicator | None) -> Decimal | None:
    key = compare_key(text)
    for code, answer in row.choices if row else ():
        if compare_key(answer) == key:
            return Decimal(code)
    bare = _without_unit(text, row)
    try:
        return parse_number(bare, integer=row is None or row.integer)
    except DataError:
        return None


def _without_unit(text: str, row: Indicator | None) -> str:
    """Return the text without the unit of its row: "12 %", "254 thủ tục"."""
    found = re.fullmatch(r"(-?[\d.,]+)\s*(.*)", text)
    if not found or not found[2]:
        return text
    units = {"%", *(compare_key(u) for u in (row.unit, row.true_unit) if u)} if row else {"%"}
    return found[1] if compare_key(found[2]) in units else text


def _notes(rows: Sequence[AppendixRow], matched: set[str], form: Form) -> Iterator[str]:
    for row in rows:
        place = f"Phụ lục, {row.where}"
        name = " ".join(filter(None, (row.stt, f'"{row.label}"')))
        if row.key is None and row.text:
            yield f"{place}: dòng {name} không khớp dòng nào của {form.called}."
        elif row.state == "unreadable":
            yield f'{place}: ô số liệu "{row.text}" của {name} không đọc được thành số.'
        elif row.text in _BLANK_SIGNS:
            yield f'{place}: ô "{row.text}" của {name} được coi là chưa có số liệu.'
    missing = [row for row in form.rows if row.key not in matched]
    if missing:
        named = "; ".join(row.name for row in missing[:5])
        more = f" và {len(missing) - 5} dòng khác" if len(missing) > 5 else ""
        yield f"Phụ lục thiếu {len(missing)} dòng của {form.called}: {named}{more}."
