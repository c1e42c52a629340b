"""`indicators.csv`: one line an indicator, with its value as written, its state and its source."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import starmap
from pathlib import Path
from typing import cast

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.errors import DataError, nearest
from cchc_toolkit.submission.table import Line, Table, cleaned, line_at, read_each, read_rows
from cchc_toolkit.submission.value import STATES, State, Value
from cchc_toolkit.text.formatting import parse_number

REQUIRED = ("key", "value", "state", "source")
OPTIONAL = ("note", "unit", "label")
_STATES = frozenset((*STATES, ""))


def read_values(path: Path, form: Form) -> tuple[dict[str, Value], tuple[str, ...]]:
    """Return the values by key, and a line for each text that had to be cleaned.

    Every problem of the file is gathered into one `DataError`: unknown or repeated keys, text
    where a number belongs, an unknown state, a unit that is not the form's.
    """
    table = read_rows(path, REQUIRED, OPTIONAL)
    reader = _reader if table.length <= _ORDINARY else _Reader
    try:
        values = dict(starmap(reader(form, table.name, table.header).entry, table.rows))
    except DataError:
        values = {}
    if len(values) < len(table.rows):  # a wrong line, or two of one key: say all that is wrong
        values = values_of(starmap(table.line, table.rows), form)
    return values, _repairs(table)


def _repairs(table: Table) -> tuple[str, ...]:
    lines = starmap(table.line, table.rows) if table.hidden else ()
    return tuple(f"{line.where}: bỏ ký tự vô hình" for line in lines if line.dirty)


class _Reader:
    """Reads lines of files of one form, name and header, and keeps what they say.

    Most communes write most lines alike: nine in ten of a country's have been read before.
    """

    def __init__(self, form: Form, name: str, header: tuple[str, ...]) -> None:
        self._form, self._name, self._header = form, name, header
        self.entry = lru_cache(maxsize=65_536)(self._entry)

    def _entry(self, number: int, cells: tuple[str, ...]) -> tuple[str, Value]:
        """Return the key of a line's row and what it says of it."""
        found, where = cleaned(self._header, cells), line_at(self._name, number)
        row = row_of(found, where, self._form, ())
        return row.key, value_of(found, where, row, number)


_ORDINARY = 200_000
"""Of a longer file nothing is kept: a commune's has some 20,000 characters."""
_reader = lru_cache(maxsize=4)(_Reader)


def values_of(lines: Iterable[Line], form: Form, most: int | None = None) -> dict[str, Value]:
    """Return the values of lines by key; raise one `DataError` that says at most so many faults."""
    values: dict[str, Value] = {}

    def read(line: Line) -> None:
        row = row_of(line.cells, line.where, form, values)
        values[row.key] = value_of(line.cells, line.where, row, line.number)

    read_each(read, lines, most)
    return values


def row_of(cells: Mapping[str, str], where: str, form: Form, seen: Container[str]) -> Indicator:
    """Return the row of the form that a line of values is for; raise `DataError` if it is none.

    `seen` are the keys of the lines before. `indicators.csv` and tidy tables are read by this.
    """
    key = cells["key"]
    row = form.indicators.get(key)
    if row is None:
        names = [indicator.key for indicator in form.fillable]
        raise DataError(
            f'Không có chỉ tiêu "{key}".',
            where=where,
            advice=nearest(key, names) or 'Xem "cchc catalogue" để biết các chỉ tiêu.',
        )
    if not row.fillable:
        raise DataError(
            f'"{key}" là dòng tiêu đề của biểu, không nhận số liệu.',
            where=where,
            advice="Bỏ dòng này.",
        )
    if key in seen:
        raise DataError(f'Chỉ tiêu "{key}" có hai dòng.', where=where, advice="Giữ lại một dòng.")
    unit = cells.get("unit", "")
    if unit and unit not in (row.unit, row.unit_corrected):
        raise DataError(
            f'Đơn vị "{unit}" không phải đơn vị của chỉ tiêu {row.name} ({row.true_unit}).',
            where=where,
            advice="Đổi số liệu về đúng đơn vị của biểu.",
        )
    return row


def value_of(cells: Mapping[str, str], where: str, row: Indicator, line: int = 0) -> Value:
    """Return what a line says of its row; raise `DataError` on a wrong number or state.

    >>> from cchc_toolkit.catalogue import load_form
    >>> row = load_form().indicators["bs.sang_kien"]
    >>> value_of({"value": "0"}, "a.csv:2", row).state
    'reported'
    >>> value_of({"value": "", "state": "not_applicable"}, "a.csv:2", row).number is None
    True
    """
    text, state = cells["value"], cells.get("state", "")
    if state not in _STATES:
        raise DataError(
            f'Trạng thái "{state}" không đúng.',
            where=where,
            advice=nearest(state, STATES) or f"Để trống hoặc ghi một trong: {', '.join(STATES)}.",
        )
    expected: State = "reported" if text else "not_reported"
    found = cast(State, state or expected)
    if (found == "reported") != bool(text):
        raise DataError(
            f'Trạng thái "{found}" không đi với giá trị "{text}".',
            where=where,
            advice="Ô có số thì để trống cột state; ô không áp dụng thì để trống cột value.",
        )
    number = _number(text, row, where) if text else None
    source = cells.get("source", "") or where
    return Value(found, number, text, source, cells.get("note", ""), line)


_SHORT = 24


@lru_cache(maxsize=32_768)
def _parsed(text: str, integer: bool) -> Decimal:
    return parse_number(text, integer=integer)


def _number(text: str, row: Indicator, where: str) -> Decimal:
    try:
        return (
            _parsed(text, row.integer)
            if len(text) <= _SHORT
            else parse_number(text, integer=row.integer)
        )
    except DataError as error:
        raise DataError(
            f"Chỉ tiêu {row.name}: {error.problem}", where=where, advice=error.advice
        ) from None
