"""A frame or series of pandas as a table: Vietnamese numbers and dates, blanks left blank."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

from cchc_toolkit.blocks import Run, Table
from cchc_toolkit.errors import UsageError
from cchc_toolkit.figures import REASONS
from cchc_toolkit.figures.figure import STATE_WORDS
from cchc_toolkit.report.authoring.grid import Grid, grid_table
from cchc_toolkit.text.arithmetic import half_up
from cchc_toolkit.text.formatting import print_date, print_number

MOST_ROWS = 500
"""Rows of one table; more belong into a file."""
_DECIMALS, _MOST_DECIMALS = 2, 6
_YEARS = range(1900, 2101)
_YEAR_NAME = re.compile(r"\b(năm|year|nam)\b", re.IGNORECASE)
_STATES: dict[str, str] = {
    **{str(state): words for state, words in REASONS.items()},
    **{str(state): words for state, words in STATE_WORDS.items()},
}


def frame_table(frame: Any, *, caption: str = "", source: str = "") -> Table:
    """Return a frame or series as a table; a plain numbering of its rows is left out.

    Whole numbers group their thousands, others show at most two decimals, or as many as keep
    the smallest from looking like zero; a missing value is blank. A column `state` says the
    states in words. Raises `UsageError` for too many rows or columns.
    """
    frame = frame.to_frame() if not hasattr(frame, "columns") else frame
    if len(frame) > MOST_ROWS:
        raise UsageError(
            f"Bảng có {print_number(len(frame))} dòng, một bảng in nhiều nhất {MOST_ROWS} dòng.",
            where="table",
            advice="Lọc hoặc gộp bớt dòng, ví dụ frame.head(20).",
        )
    names, columns = _named_columns(frame)
    printed = [_printed(values, name[-1]) for name, values in zip(names, columns, strict=True)]
    grid = Grid(
        header=tuple(zip(*names, strict=True)),
        rows=tuple(zip(*([Run(text) for text in texts] for texts, _ in printed), strict=True)),
        numeric=tuple(numeric for _, numeric in printed),
    )
    return grid_table(
        grid, id="bang", caption=caption, notes=(f"Nguồn: {source}",) if source else ()
    )


def _named_columns(frame: Any) -> tuple[list[tuple[str, ...]], list[list[Any]]]:
    """Return the header of each column, as deep as the deepest, and its values; the index first."""
    depth = frame.columns.nlevels
    names: list[tuple[str, ...]] = []
    columns: list[list[Any]] = []
    if not _only_numbers_rows(frame.index):
        for at in range(frame.index.nlevels):
            label = frame.index.names[at]
            names.append(("",) * (depth - 1) + ("" if label is None else str(label),))
            columns.append([_label(value) for value in frame.index.get_level_values(at)])
    for at, label in enumerate(frame.columns):
        parts = label if isinstance(label, tuple) else (label,)
        names.append(tuple(str(_label(part) or "") for part in parts))
        columns.append(list(frame.iloc[:, at]))
    return names, columns


def _label(value: Any) -> str | None:
    """Return the name of a row or column: a number in it is a name too, never grouped."""
    if _missing(value):
        return None
    return str(value) if _is_number(value) else _cell(value, 0)


def _only_numbers_rows(index: Any) -> bool:
    plain = index.nlevels == 1 and index.name is None
    return plain and list(index) == list(range(len(index)))


def _printed(values: Sequence[Any], name: str) -> tuple[list[str], bool]:
    """Return the cells of a column as printed, and whether they are numbers."""
    there = [value for value in values if not _missing(value)]
    numeric = bool(there) and all(_is_number(value) for value in there)
    if name == "state" and not numeric:
        return [
            "" if _missing(value) else _STATES.get(value, str(value)) for value in values
        ], False
    decimals = _decimals(there) if numeric else 0
    if numeric and decimals == 0 and _are_years(there, name):
        return ["" if _missing(value) else str(int(value)) for value in values], True
    return ["" if _missing(value) else _cell(value, decimals) for value in values], numeric


def _missing(value: Any) -> bool:
    """Return whether a value is None, NaN, NaT or NA, none of which equals itself for sure."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, Real | Decimal) and bool(value != value)  # noqa: PLR0124 - NaN


def _is_number(value: Any) -> bool:
    return isinstance(value, Real | Decimal) and not isinstance(value, bool) and not _is_bool(value)


def _is_bool(value: Any) -> bool:
    return type(value).__name__ in ("bool", "bool_")


def _decimals(numbers: Iterable[Any]) -> int:
    """Return how many decimals a column shows: those it has, up to two, more for small ones."""
    exact = [_exact(number) for number in numbers]
    exact = [number for number in exact if number.is_finite()]
    has = max((_of(number) for number in exact), default=0)
    shown = min(has, _DECIMALS)
    while shown < min(has, _MOST_DECIMALS) and any(_too_coarse(one, shown) for one in exact):
        shown += 1
    return shown


def _too_coarse(number: Decimal, decimals: int) -> bool:
    """Return whether so few decimals leave less than two digits of a number that has more."""
    rounded = half_up(number, decimals)
    return rounded != number and abs(rounded) < Decimal(1).scaleb(1 - decimals)


def _exact(number: Any) -> Decimal:
    if isinstance(number, Decimal):
        return number
    return Decimal(int(number)) if isinstance(number, Integral) else Decimal(repr(float(number)))


def _of(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _are_years(numbers: Iterable[Any], name: str) -> bool:
    return bool(_YEAR_NAME.search(name)) and all(int(number) in _YEARS for number in numbers)


def _cell(value: Any, decimals: int) -> str:
    if _is_bool(value):
        return "có" if value else "không"
    if _is_number(value):
        exact = _exact(value)
        return print_number(half_up(exact, decimals), decimals) if exact.is_finite() else "∞"
    if isinstance(value, datetime.datetime):
        hour = "" if value.time() == datetime.time() else f" {value:%H:%M}"
        return print_date(value.date()) + hour
    return print_date(value) if isinstance(value, datetime.date) else str(value)
