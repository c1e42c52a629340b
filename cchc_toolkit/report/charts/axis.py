"""What every drawing shares: the axis with its numbers, the unit, and blocks of text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from cchc_toolkit.report.charts.canvas import Box, Label, Mark, Stroke
from cchc_toolkit.report.charts.style import (
    GRID,
    INK,
    LINE_SPACING,
    MUTED,
    PAPER,
    POINT,
    TEXT_SIZE,
    TICK_SIZE,
    Align,
    Fill,
    text_width,
    wrapped,
)
from cchc_toolkit.text.arithmetic import decimals_of, half_up
from cchc_toolkit.text.formatting import clean_text, print_number

LINE = TEXT_SIZE * POINT * LINE_SPACING
TICK_LINE = TICK_SIZE * POINT * LINE_SPACING
SCALE_HEIGHT = TICK_LINE + 2.5
SHEET_WIDTH: float = 160
"""Millimetres of a drawing: the width of a line of the page."""

_HALF_CAPITAL = 0.33 * TEXT_SIZE * POINT
_NICE = tuple(
    Decimal(10) ** power * Decimal(nice) for power in range(4) for nice in ("1", "2", "2.5", "5")
)


@dataclass(frozen=True)
class Axis:
    """Values from `low` to `high` laid out from `x0` to `x1` mm of a sheet `sheet` mm wide.

    >>> Axis(Decimal(0), Decimal(200), 30, 150, sheet=160).x(Decimal(50))
    60.0
    """

    low: Decimal
    high: Decimal
    x0: float
    x1: float
    sheet: float

    def x(self, value: Decimal) -> float:
        """Return where a value lies, in mm from the left edge of the sheet."""
        return self.x0 + float((value - self.low) / (self.high - self.low)) * (self.x1 - self.x0)


def scale(axis: Axis, top: float, bottom: float, *, whole: bool) -> tuple[Mark, ...]:
    """Return thin vertical lines over the plot with their numbers below it."""
    ends = (print_number(half_up(end, 1)) for end in (axis.low, axis.high))
    widest = max(text_width(end, TICK_SIZE) for end in ends)
    most = max(1, min(6, int((axis.x1 - axis.x0) / (widest + 6))))
    ticks, decimals = _ticks(axis.low, axis.high, most, whole)
    places = tuple((axis.x(tick), print_number(tick, decimals)) for tick in ticks)
    baseline = bottom + 1.4 + 0.8 * TICK_LINE
    return (
        *(Stroke(x, top, x, bottom + 1, 0.5, GRID) for x, _ in places),
        *(Label(x, baseline, text, TICK_SIZE, "center", colour=MUTED) for x, text in places),
    )


def _ticks(low: Decimal, high: Decimal, most: int, whole: bool) -> tuple[tuple[Decimal, ...], int]:
    """Return at most `most` + 1 round numbers from low to high, and the decimals they need.

    >>> ticks, decimals = _ticks(Decimal(0), Decimal("133.2"), 4, False)
    >>> [print_number(tick, decimals) for tick in ticks]
    ['0', '50', '100']
    """
    smallest = Decimal(1).scaleb((high - low).adjusted() - 1)
    step = next(
        step
        for step in (smallest * nice for nice in _NICE)
        if (high - low) / step <= most and not (whole and step % 1)
    )
    first = int((low / step).to_integral_value(ROUND_CEILING))
    last = int((high / step).to_integral_value(ROUND_FLOOR))
    decimals = decimals_of(step.normalize())
    return tuple(number * step for number in range(first, last + 1)), decimals


def present(values: tuple[Decimal | None, ...]) -> tuple[Decimal, ...]:
    """Return the values that are there, in order.

    >>> present((Decimal(0), None, Decimal(5)))
    (Decimal('0'), Decimal('5'))
    """
    return tuple(value for value in values if value is not None)


def all_whole(values: tuple[Decimal, ...]) -> bool:
    """Return whether every value is a whole number: then so is every number of the axis.

    >>> all_whole((Decimal(3), Decimal("2.0"))), all_whole((Decimal("2.5"),))
    (True, False)
    """
    return all(value == value.to_integral_value() for value in values)


def unit_line(unit: str) -> tuple[tuple[Mark, ...], float]:
    """Return the line that names the unit, at the top right as yearbooks do, and its height."""
    unit = clean_text(unit)
    if not unit:
        return (), 1.0
    lines = wrapped(f"Đơn vị tính: {unit}", SHEET_WIDTH - 4, TICK_SIZE)
    marks = tuple(
        Label(SHEET_WIDTH - 0.5, (row + 0.8) * TICK_LINE, line, TICK_SIZE, "right", italic=True)
        for row, line in enumerate(lines)
    )
    return marks, len(lines) * TICK_LINE + 1.5


def text_lines(
    texts: tuple[str, ...],
    x: float,
    middle: float,
    *,
    align: Align = "left",
    bold: bool = False,
    missing: bool = False,
) -> tuple[Label, ...]:
    """Return lines of text centred on the height `middle`; a gap is in italics and lighter."""
    first = middle - (len(texts) - 1) * LINE / 2 + _HALF_CAPITAL
    return tuple(
        Label(
            x,
            first + number * LINE,
            text,
            align=align,
            bold=bold,
            italic=missing,
            colour=MUTED if missing else INK,
        )
        for number, text in enumerate(texts)
    )


def paper(x0: float, x1: float, middle: float, lines: int) -> Mark:
    """Return a piece of blank paper to put under `lines` lines of text from x0 to x1 mm."""
    half = lines * LINE / 2
    return Box(x0 - 0.8, middle - half, x1 + 0.8, middle + half, Fill(PAPER))


def clamped(x: float, text: str, sheet: float, size: float, bold: bool = False) -> float:
    """Return the centre nearest to x at which the text stays on a sheet `sheet` mm wide.

    >>> clamped(80, "Trung vị", 160, 10), clamped(159, "Trung vị", 160, 10) < 155
    (80, True)
    """
    half = text_width(text, size, bold) / 2 + 0.5
    return max(half, min(sheet - half, x))
