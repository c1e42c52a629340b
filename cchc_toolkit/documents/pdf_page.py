"""A page of a PDF: words to lines, ruled lines to grids with merged cells."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cchc_toolkit.documents.raw import Grid, GridRow, glued, tidy

_NEAR = 3.0
"""Points within which two ruled lines are one."""
_MOST = 0.8
"""How much of the upper and of the lower edge of a table is drawn at least."""
_GAP = 2.2
"""Gap between two words, in font sizes, from which they belong to two columns of text."""


@dataclass(frozen=True)
class Word:
    """A word with its edges and baseline, in points from the lower left corner."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True)
class PageLine:
    """A line of text with what it takes to tell whether it goes on from the one above."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    first: float
    """Width of its first word."""
    page: int
    where: str
    margin: float
    right: float
    """Left and right edge of the text of the page."""
    leading: float


@dataclass(frozen=True)
class PageGrid:
    """A table with the place of its upper edge."""

    top: float
    grid: Grid


@dataclass(frozen=True)
class Page:
    """The lines outside tables and the tables of one page."""

    number: int
    height: float
    width: float
    lines: tuple[PageLine, ...]
    grids: tuple[PageGrid, ...]

    def in_order(self) -> list[PageLine | Grid]:
        """Return lines and tables from top to bottom."""
        items: list[tuple[float, float, PageLine | Grid]] = [
            (-line.y, line.x0, line) for line in self.lines
        ]
        items += [(-found.top, 0.0, found.grid) for found in self.grids]
        return [item for _, _, item in sorted(items, key=lambda entry: entry[:2])]


def page_of(found: dict[str, Any], number: int) -> Page:
    """Return a page from what the worker found on it."""
    words = [Word(*word) for word in found["words"]]
    frames = list(_frames(found["rules"]))
    grids = []
    for at, frame in enumerate(frames, 1):
        name = f"trang {number}" + (f", bảng {at}" if len(frames) > 1 else "")
        grids.append(PageGrid(frame.ys[0], frame.fill(words, name)))
    outside = [word for word in words if not any(frame.holds(word) for frame in frames)]
    return Page(
        number, found["height"], found["width"], tuple(_lines(outside, number)), tuple(grids)
    )


def _lines(words: list[Word], page: int) -> Iterator[PageLine]:
    rows = [part for row in _rows(words) for part in _columns(row)]
    if not rows:
        return
    size = statistics.median(word.size for row in rows for word in row)
    long = [row for row in rows if len(row) > 6] or rows
    margin = min(row[0].x0 for row in long)
    right = sorted(row[-1].x1 for row in long)[int(len(long) * 0.9)]
    drops = [a[0].y - b[0].y for a, b in itertools.pairwise(rows)]
    leading = statistics.median([drop for drop in drops if drop > size / 2] or [size * 1.3])
    for at, row in enumerate(rows, 1):
        first = row[0]
        yield PageLine(
            text=" ".join(word.text for word in row),
            x0=first.x0,
            x1=row[-1].x1,
            y=first.y,
            size=first.size,
            first=first.x1 - first.x0,
            page=page,
            where=f"trang {page}, dòng {at}",
            margin=margin,
            right=right,
            leading=leading,
        )


def _rows(words: list[Word]) -> Iterator[list[Word]]:
    """Return words on one baseline, from left to right, from top to bottom."""
    row: list[Word] = []
    for word in sorted(words, key=lambda one: (-one.y, one.x0)):
        if row and row[0].y - word.y > 0.4 * max(word.size, row[0].size):
            yield sorted(row, key=lambda one: one.x0)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda one: one.x0)


def _columns(row: list[Word]) -> Iterator[list[Word]]:
    part: list[Word] = []
    for word in row:
        if part and word.x0 - part[-1].x1 > _GAP * word.size:
            yield part
            part = []
        part.append(word)
    yield part


Rule = tuple[float, float, float, float]


@dataclass(frozen=True)
class Frame:
    """The ruled lines of a table: where columns and rows part, and which parts are drawn."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    """Left to right; top to bottom."""
    rules: tuple[Rule, ...]

    def holds(self, word: Word) -> bool:
        """Whether a word stands within the frame."""
        x, y = (word.x0 + word.x1) / 2, word.y + word.size / 3
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]

    def fill(self, words: list[Word], name: str) -> Grid:
        """Return the table with each word in the cell it stands in; covered cells are empty."""
        inside = [word for word in words if self.holds(word)]
        owner = self._owners()
        cells: dict[tuple[int, int], list[Word]] = {}
        for word in inside:
            place = self._place(word)
            cells.setdefault(owner[place], []).append(word)
        rows = []
        for row in range(len(self.ys) - 1):
            texts = tuple(
                _cell_text(cells.get((row, column), [])) for column in range(len(self.xs) - 1)
            )
            rows.append(GridRow(texts, f"{name}, dòng {row + 1}"))
        return Grid(tuple(rows), name)

    def _place(self, word: Word) -> tuple[int, int]:
        x, y = (word.x0 + word.x1) / 2, word.y + word.size / 3
        column = sum(1 for edge in self.xs[1:-1] if edge < x)
        row = sum(1 for edge in self.ys[1:-1] if edge > y)
        return row, column

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return for each cell the upper left cell of the merged one that it belongs to."""
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        level, upright = self._drawn()
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                place = (row, column)
                if row and (row, column) not in level:
                    owner[place] = owner[row - 1, column]
                elif column and (row, column) not in upright:
                    owner[place] = owner[row, column - 1]
                else:
                    owner[place] = place
        return owner

    def _drawn(self) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
        """Return the cells with a line drawn above them, and those with one to their left."""
        level: set[tuple[int, int]] = set()
        upright: set[tuple[int, int]] = set()
        for x0, y0, x1, y1 in self.rules:
            if y1 - y0 <= _NEAR:
                row = _nearest(self.ys, (y0 + y1) / 2)
                level |= {(row, column) for column in _covered(self.xs, x0, x1)}
            else:
                column = _nearest(self.xs, (x0 + x1) / 2)
                upright |= {(row, column) for row in _covered(self.ys, y0, y1)}
        return level, upright


def _covered(edges: Sequence[float], low: float, high: float) -> Iterator[int]:
    for at in range(len(edges) - 1):
        middle = (edges[at] + edges[at + 1]) / 2
        if low <= middle <= high:
            yield at


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def _cell_text(words: list[Word]) -> str:
    text = ""
    for row in _rows(words):
        text = glued(text, " ".join(word.text for word in row))
    return tidy(text)


def _frames(rules: list[list[float]]) -> Iterator[Frame]:
    """Return the tables of a page: level lines joined by upright ones that they meet."""
    level = [tuple(rule) for rule in rules if rule[3] - rule[1] <= _NEAR]
    upright = [tuple(rule) for rule in rules if rule[3] - rule[1] > _NEAR]
    for top, bottom in _spans(upright):
        own = [r for r in upright if r[1] >= bottom - _NEAR and r[3] <= top + _NEAR]
        flat = [r for r in level if bottom - _NEAR <= r[1] <= top + _NEAR]
        xs = _merged([(r[0] + r[2]) / 2 for r in own])
        flat = [r for r in flat if xs[0] - _NEAR <= r[0] and r[2] <= xs[-1] + _NEAR]
        ys = _merged([(r[1] + r[3]) / 2 for r in flat])
        sized = len(xs) >= 3 and len(ys) >= 2 and len(xs) * len(ys) < 50_000
        if sized and _drawn_across(flat, xs, ys[-1]) and _drawn_across(flat, xs, ys[0]):
            yield Frame(tuple(xs), tuple(reversed(ys)), (*own, *flat))  # type: ignore[arg-type]


def _drawn_across(level: list[tuple[float, ...]], xs: list[float], y: float) -> bool:
    """Whether lines run along most of an edge: marks behind words, line over line, have none."""
    edge = [rule for rule in level if abs((rule[1] + rule[3]) / 2 - y) <= _NEAR]
    drawn = sum(
        any(r[0] - _NEAR <= (low + high) / 2 <= r[2] + _NEAR for r in edge) * (high - low)
        for low, high in itertools.pairwise(xs)
    )
    return drawn >= _MOST * (xs[-1] - xs[0])


def _spans(upright: list[tuple[float, ...]]) -> list[tuple[float, float]]:
    """Return the stretches from top to bottom that upright lines cover without a gap."""
    spans: list[tuple[float, float]] = []
    for rule in sorted(upright, key=lambda one: -one[3]):
        if spans and rule[3] >= spans[-1][1] - _NEAR:
            spans[-1] = (spans[-1][0], min(spans[-1][1], rule[1]))
        else:
            spans.append((rule[3], rule[1]))
    return spans


def _merged(values: list[float]) -> list[float]:
    """Return the values in order, those within `_NEAR` of each other once.

    >>> _merged([10.0, 50.2, 10.4])
    [10.0, 50.2]
    """
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found
