"""A sheet as plain values: cells by row and column (from 1), merged ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_CONTROL = re.compile(r"_x(00[01][0-9A-Fa-f])_")
"""A control character as Excel writes it into XML; openpyxl leaves it so."""


@dataclass(frozen=True)
class Cell:
    """What a cell holds: a value, the kind that the file gives it, how a number is shown.

    `kind` is openpyxl's: `n` number, `s` text, `b` truth, `d` date, `e` error, `f` formula.
    """

    value: Any
    kind: str = "n"
    format: str = ""
    indent: int = 0
    """How far a text stands in, in steps of the program."""

    @property
    def text(self) -> str | None:
        """The text of a cell of text, escapes of control characters undone; else None.

        >>> Cell("a_x000D_b", "s").text, Cell(5).text
        ('a\\rb', None)
        """
        if self.kind != "s" or not isinstance(self.value, str):
            return None
        return _CONTROL.sub(lambda found: chr(int(found[1], 16)), self.value)


@dataclass(frozen=True)
class Box:
    """A merged range, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """The range as a spreadsheet writes it.

        >>> Box(2, 3, 4, 3).name
        'C2:C4'
        """
        return f"{column_name(self.left)}{self.top}:{column_name(self.right)}{self.bottom}"

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is in it.

        >>> Box(2, 3, 4, 3).holds(3, 3)
        True
        """
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet that hold something."""

    title: str
    state: str
    """`visible`, `hidden` or `veryHidden`."""
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Box, ...] = ()
    far: bool = False
    """Whether it declares cells beyond those that are looked at."""

    def cell(self, row: int, column: int) -> Cell | None:
        """Return a cell, None where it is blank."""
        return self.cells.get((row, column))

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, "" where there is none."""
        cell = self.cell(row, column)
        return (cell.text if cell is not None else None) or ""

    def box(self, row: int, column: int) -> Box | None:
        """Return the merged range that a cell belongs to."""
        return next((box for box in self.merged if box.holds(row, column)), None)

    def where(self, row: int, column: int) -> str:
        """Return the name of a cell as a message gives it.

        >>> Grid("Văn bản", "visible", {}).where(12, 5)
        'Văn bản!E12'
        """
        return f"{self.title}!{column_name(column)}{row}"

    @cached_property
    def rows(self) -> Mapping[int, tuple[int, ...]]:
        """The columns that hold something, by row."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            found.setdefault(row, []).append(column)
        return {row: tuple(columns) for row, columns in found.items()}

    def texts_above(self, row: int) -> Iterator[tuple[int, int, str]]:
        """Yield row, column and text of the cells of text in the first rows."""
        for (at, column), cell in sorted(self.cells.items()):
            if at > row:
                return
            if cell.text:
                yield at, column, cell.text


def column_name(column: int) -> str:
    """Return the letters of a column from 1.

    >>> column_name(1), column_name(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
