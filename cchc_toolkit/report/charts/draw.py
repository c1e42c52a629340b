"""Two drawings that charts are made of: bars, with or without lines to hold them against; a strip.

Every function takes values with the text that stands for them, already printed the Vietnamese way,
and returns SVG text without a title (the caption stands outside). Positions come from the values,
words from the texts; nothing is rounded here but the numbers of an axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.report.charts.axis import (
    LINE,
    SCALE_HEIGHT,
    SHEET_WIDTH,
    TICK_LINE,
    Axis,
    all_whole,
    clamped,
    paper,
    present,
    scale,
    text_lines,
    unit_line,
)
from cchc_toolkit.report.charts.canvas import Box, Label, Mark, Stroke, svg
from cchc_toolkit.report.charts.strip import strip
from cchc_toolkit.report.charts.style import (
    INK,
    PAPER,
    PLAIN,
    STRONG,
    TEXT_SIZE,
    TICK_SIZE,
    Fill,
    text_width,
    wrapped,
)
from cchc_toolkit.text.formatting import clean_text

__all__ = ["Bar", "Reference", "horizontal_bars", "strip"]

_GAP = 1.6  # between a bar and its text, a label and the axis
_BAR = 5.0
_PITCH = 8.0  # from one bar to the next, where labels take one line
_HAIR = 0.35  # a bar thinner than this is drawn as a hairline
_MARGIN = 0.8  # of the sheet, left and right


@dataclass(frozen=True)
class Bar:
    """A labelled value and the text printed for it.

    `value` None draws no bar and prints the text in italics at the axis ("chưa báo cáo"). A value
    that is no finite number raises `ValueError`.
    """

    label: str
    value: Decimal | None
    text: str
    emphasis: bool = False
    hollow: bool = False
    """An outline only: what is not among the parts that are told apart."""

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        if self.value is not None and not self.value.is_finite():
            raise ValueError(f"the bar {self.label!r} has the value {self.value}")


@dataclass(frozen=True)
class Reference:
    """Where a dashed line stands (an estimate, a target, time gone by), and what it is called."""

    value: Decimal
    label: str


def horizontal_bars(
    bars: tuple[Bar, ...],
    references: tuple[Reference, ...] = (),
    *,
    unit: str = "",
    maximum: Decimal | None = None,
    id_prefix: str = "chart",
) -> str:
    """Return one bar a row from a common zero, as SVG; no bars raise `ValueError`.

    The axis reaches `maximum`, the last of `references` or the longest bar, whichever is further: a
    bar is never cut. The height follows from the rows.

    >>> drawing = horizontal_bars((Bar("Trực tuyến", Decimal(526), "526"),), unit="hồ sơ")
    >>> "Trực tuyến" in drawing, "Đơn vị tính: hồ sơ" in drawing
    (True, True)
    >>> revenue = Bar("Thu ngân sách", Decimal("133.2"), "133,2%")
    >>> estimate = Reference(Decimal(100), "Dự toán = 100%")
    >>> "Dự toán = 100%" in horizontal_bars((revenue,), (estimate,))
    True
    """
    if not bars:
        raise ValueError("a chart needs at least one bar")
    rows, named = _rows(bars), _stacked(references)
    bounds = (maximum, *(reference.value for reference in references))
    reached = (Decimal(0), *present(bounds), *present(tuple(bar.value for bar in bars)))
    axis = _fit(rows, min(reached), max(reached))
    unit_marks, top = unit_line(unit)
    if named:
        top += sum(len(reference.lines) for reference in named) * TICK_LINE + 1
    bare = not any(reached)  # nothing but zeros and gaps: an axis would invent a scale
    bottom = top + sum(row.height for row in rows)
    zero = axis.x(Decimal(0))
    marks = (
        *unit_marks,
        *(() if bare else scale(axis, top, bottom, whole=all_whole(reached))),
        *_placed(rows, axis, top, named),
        Stroke(zero, top, zero, bottom, 0.8),
    )
    return svg(marks, SHEET_WIDTH, bottom + (1 if bare else SCALE_HEIGHT), id_prefix)


@dataclass(frozen=True)
class _Row:
    bar: Bar
    labels: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def height(self) -> float:
        lines = max(len(self.labels), len(self.texts))
        return _PITCH + (lines - 1) * LINE

    @property
    def text_width(self) -> float:
        return max(text_width(text, TEXT_SIZE, self.bar.emphasis) for text in self.texts)


@dataclass(frozen=True)
class _Line:
    """A reference with its name, which takes the lines above the bars from `below` upwards."""

    value: Decimal
    lines: tuple[str, ...]
    below: int


def _stacked(references: tuple[Reference, ...]) -> tuple[_Line, ...]:
    """Return the references, each name in a place of its own, so that none covers another."""
    stacked: tuple[_Line, ...] = ()
    for reference in references:
        words = wrapped(clean_text(reference.label), SHEET_WIDTH - 1, TICK_SIZE)
        stacked += (_Line(reference.value, words, sum(len(line.lines) for line in stacked)),)
    return stacked


def _placed(
    rows: tuple[_Row, ...], axis: Axis, top: float, references: tuple[_Line, ...]
) -> tuple[Mark, ...]:
    """Return bars, then the reference lines over them, then labels and texts over the lines."""
    bars: tuple[Mark, ...] = ()
    words: tuple[Mark, ...] = ()
    y = top
    for row in rows:
        y += row.height
        middle = y - row.height / 2
        bars += _bar(row.bar, axis, middle)
        words += _words(row, axis, middle)
    lines = tuple(mark for one in references for mark in _reference_line(axis, one, top, y))
    return bars + lines + words


def _bar(bar: Bar, axis: Axis, middle: float) -> tuple[Mark, ...]:
    if bar.value is None:
        return ()
    zero, end = axis.x(Decimal(0)), axis.x(bar.value)
    top, bottom = middle - _BAR / 2, middle + _BAR / 2
    if abs(end - zero) < _HAIR:
        return (Stroke(zero, top, zero, bottom, 2.2, STRONG.colour),)
    if bar.hollow:
        return (Box(zero, top, end, bottom, Fill(PAPER), edge=0.8),)
    return (Box(zero, top, end, bottom, STRONG if bar.emphasis else PLAIN),)


def _words(row: _Row, axis: Axis, middle: float) -> tuple[Mark, ...]:
    bar, missing = row.bar, row.bar.value is None
    x = axis.x(_right_end(bar)) + _GAP
    return (
        *text_lines(row.labels, axis.x0 - _GAP, middle, align="right", bold=bar.emphasis),
        # Paper under the text, so that no grid or reference line runs through a number.
        paper(x, x + row.text_width, middle, len(row.texts)),
        *text_lines(row.texts, x, middle, bold=bar.emphasis and not missing, missing=missing),
    )


def _reference_line(axis: Axis, reference: _Line, top: float, bottom: float) -> tuple[Mark, ...]:
    x, highest = axis.x(reference.value), reference.below + len(reference.lines) - 1
    head = top - 0.8 - reference.below * TICK_LINE
    return (
        Stroke(x, head, x, bottom, 1.8, PAPER),  # keeps the dashes visible on a dark bar
        Stroke(x, head, x, bottom, 1.0, INK, dashed=True),
        *(
            Label(
                clamped(x, line, axis.sheet, TICK_SIZE),
                top - 1.8 - (highest - number) * TICK_LINE,
                line,
                TICK_SIZE,
                "center",
            )
            for number, line in enumerate(reference.lines)
        ),
    )


def _rows(bars: tuple[Bar, ...]) -> tuple[_Row, ...]:
    return tuple(
        _Row(
            bar,
            wrapped(clean_text(bar.label), 0.4 * SHEET_WIDTH, TEXT_SIZE, bar.emphasis),
            wrapped(clean_text(bar.text), 0.3 * SHEET_WIDTH, TEXT_SIZE, bar.emphasis),
        )
        for bar in bars
    )


def _fit(rows: tuple[_Row, ...], low: Decimal, high: Decimal) -> Axis:
    """Return the longest axis that leaves room for the labels and for each text after its bar."""
    if low == high:
        high = low + 1
    x0 = (
        _MARGIN
        + _GAP
        + max(
            text_width(label, TEXT_SIZE, row.bar.emphasis) for row in rows for label in row.labels
        )
    )
    room = SHEET_WIDTH - x0 - 4  # half of the last number below the axis
    for row in rows:
        reach = (_right_end(row.bar) - low) / (high - low)
        if reach:
            needed = _GAP + row.text_width + _MARGIN
            room = min(room, (SHEET_WIDTH - x0 - needed) / float(reach))
    return Axis(low, high, x0, x0 + room, SHEET_WIDTH)


def _right_end(bar: Bar) -> Decimal:
    """Return where a bar's text starts: at its end, or at the axis if none reaches right of it."""
    return Decimal(0) if bar.value is None else max(bar.value, Decimal(0))
