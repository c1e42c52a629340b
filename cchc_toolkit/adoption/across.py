"""Forms that ask across: one number a column, under a header of several rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cchc_toolkit.adoption.printed import PrintedRow
from cchc_toolkit.documents.raw import Grid, GridRow, tidy
from cchc_toolkit.text.likeness import compare_key

_FEWEST = 4
"""Columns that are numbered one after the other before a row counts as the row of their numbers."""
_NUMBERED = re.compile(r"[(\[]?(\d{1,3})[)\]]?\s*(=.*)?")
_FORMULA = re.compile(
    r"\(?\s*(?:\(?\d{1,3}\)?\s*)?=\s*\(?\d{1,3}\)?(?:\s*[+-]\s*\(?\d{1,3}\)?)+\s*\)?"
)
_NAMING = re.compile(
    r"^(?:stt|tt|số tt|số thứ tự|đơn vị|tên đơn vị|cơ quan|lĩnh vực|nội dung|tên|ghi chú|"
    r"địa phương)\b"
)
"""Headers of columns that name the row or comment on it: no number is asked there."""


def is_across(grid: Grid) -> bool:
    """Whether a table numbers its columns (1), (2), (3)… below its header."""
    return _numbers_row(grid) is not None


def _numbers_row(grid: Grid) -> int | None:
    for at, row in enumerate(grid.rows[:8]):
        counts = [
            int(found[1]) for cell in row.cells if (found := _NUMBERED.fullmatch(_bare(cell)))
        ]
        runs = len(counts) >= _FEWEST and all(b == a + 1 for a, b in pairwise(counts))
        if at and runs and len(counts) >= len([c for c in row.cells if c.strip()]) - 2:
            return at
    return None


def _bare(cell: str) -> str:
    return tidy(cell).replace("\n", " ")


def rows_across(grid: Grid, unit: str) -> Iterator[PrintedRow]:
    """Yield a row for each column that asks for a number: its header from the top down as label.

    A formula below or in the header (`(3)=(4)+(5)`, `=4+5+6`) goes into the note.
    """
    at = _numbers_row(grid)
    if at is None:
        return
    header = grid.rows[:at]
    for column, cell in enumerate(grid.rows[at].cells):
        number = _NUMBERED.fullmatch(_bare(cell))
        path = _path(header, column)
        if number is None or not path or _NAMING.match(compare_key(path[0])):
            continue
        said = ": ".join(path)
        formula = number[2] or next(iter(_FORMULA.findall(said)), "")
        label = tidy(_FORMULA.sub("", said)).strip(" :;,")
        yield PrintedRow(
            f"({number[1]})", label, unit, "", formula, f"{grid.where}, cột {column + 1}"
        )


def _path(header: Sequence[GridRow], column: int) -> list[str]:
    """Return the texts over a column from the top, a merged cell for every column below it."""
    path: list[str] = []
    origins = _origins(header)
    for row, starts in zip(header, origins, strict=True):
        start = starts.get(column)
        text = tidy(row.cells[start].replace("\n", " ")) if start is not None else ""
        if text and (not path or path[-1] != text):
            path.append(text)
    return path


def _origins(header: Sequence[GridRow]) -> list[dict[int, int | None]]:
    """Return for each row of a header the column where the cell over each column begins.

    A blank cell goes on from the one to its left where both stand under one cell of the row above;
    elsewhere a cell of the row above covers it downwards.
    """
    found: list[dict[int, int | None]] = []
    for depth, row in enumerate(header):
        above = found[-1] if found else {}
        here: dict[int, int | None] = {}
        for column, cell in enumerate(row.cells):
            if cell.strip():
                here[column] = column
            else:
                left = here.get(column - 1)
                together = depth == 0 or (above.get(column) == above.get(column - 1))
                here[column] = left if together else None
        found.append(here)
    return found
