"""A table of an author's as texts, and the widths that its columns need on a page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cchc_toolkit.blocks import Column, Row, Run, Table
from cchc_toolkit.blocks.paper import LANDSCAPE_WIDTH, TEXT_WIDTH
from cchc_toolkit.errors import UsageError
from cchc_toolkit.text.formatting import visible

_PADDING = 4.0
"""Millimetres that the sides of a cell take, with a little to spare."""
_LETTER = 0.19
"""Millimetres of a letter for each point of its size: of Times New Roman in the mean."""
_LONGEST = 60
"""Letters of a cell that ask for width; a longer text is broken into lines anyway."""


@dataclass(frozen=True)
class Grid:
    """Header rows, from the top, and rows of runs; `numeric` says which columns hold numbers."""

    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[Run, ...], ...]
    numeric: tuple[bool, ...]
    aligned: tuple[str, ...] = ()
    """How each column is aligned, where the author says so."""


def grid_table(grid: Grid, *, id: str, caption: str = "", notes: tuple[str, ...] = ()) -> Table:
    """Return the table, its columns as wide as their texts ask; the last header row names them.

    One whose words do not fit side by side on an upright page stands on one that lies on its side.
    Raises `UsageError` where they do not fit there either.
    """
    grid = _seen(grid)
    names = grid.header[-1] if grid.header else ("",) * len(grid.numeric)
    if not names:
        raise UsageError("Bảng không có cột nào.", where="bảng", advice="Bỏ ô này, hoặc thêm cột.")
    groups = [_group(above, name) for above, name in zip(_above(grid), names, strict=True)]
    widths, room = _widths(grid, names)
    columns = tuple(
        Column(name, _align(grid, at), width, group)
        for at, (name, width, group) in enumerate(zip(names, widths, groups, strict=True))
    )
    rows = tuple(Row(cells) for cells in grid.rows)
    shown, wide = bool(caption), room > TEXT_WIDTH
    return Table(id, caption, columns, rows, notes, show_caption=shown, landscape=wide)


def _seen(grid: Grid) -> Grid:
    """Return the grid without the signs that hide or turn what stands beside them."""
    header = tuple(tuple(map(visible, row)) for row in grid.header)
    rows = tuple(tuple(map(_seen_run, row)) for row in grid.rows)
    return replace(grid, header=header, rows=rows)


def _seen_run(run: Run) -> Run:
    text = visible(run.text)
    return run if text == run.text else replace(run, text=text)


def _above(grid: Grid) -> list[tuple[str, ...]]:
    """Return for each column the names above its own."""
    return [tuple(row[at] for row in grid.header[:-1]) for at in range(len(grid.numeric))]


def _group(above: tuple[str, ...], name: str) -> str:
    """Return the name over several columns; one that only repeats the column's own is none."""
    return " · ".join(part for part in dict.fromkeys(above) if part and part != name)


def _align(grid: Grid, at: int) -> str:
    said = grid.aligned[at] if grid.aligned else ""
    return said or ("right" if grid.numeric[at] else "left")


def _widths(grid: Grid, names: tuple[str, ...]) -> tuple[list[int], int]:
    """Return whole millimetres that fill a line, what each needs, the rest by length of text, and
    how long that line is.
    """
    letter = _LETTER * (12 if len(names) <= 6 else 11 if len(names) <= 8 else 10)
    least, wished = [], []
    for at, name in enumerate(names):
        texts = [row[at].text for row in grid.rows]
        words = [word for text in (name, *texts) for word in text.split()]
        longest = max((len(word) for word in words), default=1)
        least.append(min(longest, _LONGEST // 3) * letter * 1.12 + _PADDING)
        # A name may take two lines; the texts below it shall not.
        line = max((len(name) // 2 + 1, *map(len, texts)))
        wished.append(max(least[-1], min(line, _LONGEST) * letter + _PADDING))
    room = TEXT_WIDTH if sum(least) <= TEXT_WIDTH else LANDSCAPE_WIDTH
    if sum(least) > room:
        raise UsageError(
            f"Bảng {len(names)} cột quá rộng so với khổ giấy: cần ít nhất {sum(least):.0f} mm, "
            f"trang ngang có {room} mm.",
            where=f"bảng có các cột {', '.join(filter(None, names[:6]))}…",
            advice="Bớt cột, rút ngắn tên cột, xoay bảng (frame.T), hoặc chia thành hai bảng.",
        )
    return _shared(least, wished, room), room


def _shared(least: list[float], wished: list[float], room: int) -> list[int]:
    spare, asked = room - sum(least), sum(wished) - sum(least)
    if asked > 0:
        fit = [low + (want - low) * spare / asked for low, want in zip(least, wished, strict=True)]
    else:
        fit = [low * room / sum(least) for low in least]
    widths = [int(width) for width in fit]
    for at in range(room - sum(widths)):
        widths[at] += 1
    return widths
