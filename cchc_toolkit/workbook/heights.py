"""How high a row must be for its texts: programs differ in whether they work it out on opening."""

from __future__ import annotations

import textwrap
from functools import lru_cache

LINE, TALLEST = 15.0, 405.0
"""Points of a line of 11-point type; Excel allows no row above 409."""
_NARROW, _BOLD, _CAPITALS = 1.3, 1.12, 0.9
"""Letters of Times New Roman at 11 points in a unit of column width: plain, bold, bold capitals."""


def height(*cells: tuple[str, float], fewest: int = 1, bold: bool = False) -> float:
    """Return the height in points of a row with these texts in columns of these widths.

    >>> height(("Ghi chú", 24)), height(("a " * 60, 24)), height(fewest=2)
    (15.0, 60.0, 30.0)
    """
    lines = [lines_of(text, width, bold) for text, width in cells if text]
    return min(LINE * max([fewest, *lines]), TALLEST)


@lru_cache(maxsize=8192)
def lines_of(text: str, width: float, bold: bool = False) -> int:
    """Return how many lines a text takes in a column, at least one."""
    letters = width * (_CAPITALS if text.isupper() else _BOLD if bold else _NARROW)
    return max(1, sum(len(textwrap.wrap(line, int(letters))) or 1 for line in text.split("\n")))
