"""A strip: where one commune stands among the others, on one axis."""

from __future__ import annotations

import statistics
from decimal import Decimal
from itertools import groupby

from cchc_toolkit.report.charts.axis import (
    LINE,
    SCALE_HEIGHT,
    SHEET_WIDTH,
    Axis,
    all_whole,
    clamped,
    paper,
    present,
    scale,
    text_lines,
    unit_line,
)
from cchc_toolkit.report.charts.canvas import Dots, Label, Mark, Stroke, svg
from cchc_toolkit.report.charts.style import (
    MUTED,
    PLAIN,
    STRONG,
    TEXT_SIZE,
    TICK_SIZE,
    text_width,
    wrapped,
)
from cchc_toolkit.text.arithmetic import half_up
from cchc_toolkit.text.formatting import clean_text, print_number

_DOT = 2.4
_SWARM = 17.0  # greatest height of the dots above the axis


def strip(
    values: tuple[Decimal, ...],
    own: Decimal | None,
    own_label: str,
    *,
    unit: str = "",
    id_prefix: str = "chart",
) -> str:
    """Return where `own` stands among `values`: a dot each on one axis, the median marked, as SVG.

    `values` are those of all communes compared; the own one is drawn dark, once, whether or not it
    is among them. Equal values stack. `own` None prints `own_label` in italics and no dark dot.
    No values raise `ValueError`.

    >>> rates = (Decimal(90), Decimal(95), Decimal("99.5"))
    >>> "Trung vị: 95" in strip(rates, Decimal("99.5"), "Xã Phùng Minh: 99,5")
    True
    """
    if not values:
        raise ValueError("a strip needs at least one value")
    unit_marks, top = unit_line(unit)
    label = wrapped(clean_text(own_label), SHEET_WIDTH - 2, TEXT_SIZE, own is not None)
    axis = _axis(values, present((own,)))
    label_bottom = top + LINE + len(label) * LINE
    stacks = _stacks(values, own, axis)
    swarm = min(_SWARM, (max(map(len, stacks.values()), default=1) + 2.5) * _DOT)
    bottom = label_bottom + swarm
    marks: tuple[Mark, ...] = (
        *unit_marks,
        *scale(axis, bottom, bottom, whole=all_whole((*values, *present((own,))))),
        Stroke(axis.x0, bottom, axis.x1, bottom, 0.8),
        *_median(values, axis, top, bottom),
        *_dots(stacks, own, axis, bottom, swarm),
        *_own(own, label, axis, label_bottom, bottom),
    )
    return svg(marks, SHEET_WIDTH, bottom + SCALE_HEIGHT, id_prefix)


def _axis(values: tuple[Decimal, ...], more: tuple[Decimal, ...]) -> Axis:
    low, high = min(values + more), max(values + more)
    if low == high:
        low, high = low - 1, high + 1
    ends = (print_number(half_up(end, 1)) for end in (low, high))
    inset = max(4.0, max(text_width(end, TICK_SIZE) for end in ends) / 2 + 1)
    return Axis(low, high, inset, SHEET_WIDTH - inset, SHEET_WIDTH)


def _stacks(
    values: tuple[Decimal, ...], own: Decimal | None, axis: Axis
) -> dict[int, tuple[float, ...]]:
    """Return the x of the other communes' dots, in stacks a dot wide, from left to right."""
    others = sorted(values)
    if own is not None and own in others:
        others.remove(own)
    places = (axis.x(value) for value in others)
    return {stack: tuple(xs) for stack, xs in groupby(places, key=lambda x: int(x / _DOT))}


def _median(values: tuple[Decimal, ...], axis: Axis, top: float, bottom: float) -> tuple[Mark, ...]:
    median = statistics.median(values)
    text = f"Trung vị: {print_number(half_up(median, 2))}"
    x, centre = axis.x(median), clamped(axis.x(median), text, axis.sheet, TICK_SIZE)
    return (
        Stroke(x, top + LINE, x, bottom, 0.9, MUTED, dashed=True),
        Label(centre, top + 0.8 * LINE, text, TICK_SIZE, "center", colour=MUTED),
    )


def _dots(
    stacks: dict[int, tuple[float, ...]],
    own: Decimal | None,
    axis: Axis,
    bottom: float,
    swarm: float,
) -> tuple[Mark, ...]:
    """Return the others as light dots and the own one, at the bottom of its stack, dark."""
    floor = bottom - _DOT / 2 - 0.5
    tallest = max(map(len, stacks.values()), default=0) + 1
    rise = min(0.9 * _DOT, (swarm - 2.5 * _DOT) / tallest)
    own_stack = None if own is None else int(axis.x(own) / _DOT)
    # Rounded to what the eye can tell apart, so that a whole country stays a small drawing.
    points = {
        (round(x, 1), round(floor - (level + (stack == own_stack)) * rise, 1))
        for stack, places in stacks.items()
        for level, x in enumerate(places)
    }
    light = (Dots(tuple(sorted(points)), _DOT, PLAIN.colour),) if points else ()
    dark = () if own is None else (Dots(((axis.x(own), floor),), 1.3 * _DOT, STRONG.colour),)
    return (*light, *dark)


def _own(
    own: Decimal | None, label: tuple[str, ...], axis: Axis, y: float, bottom: float
) -> tuple[Mark, ...]:
    """Return the own label over the dots, on a line down to its dot."""
    widest = max(label, key=lambda line: text_width(line, TEXT_SIZE, own is not None))
    half = text_width(widest, TEXT_SIZE, own is not None) / 2
    x = axis.x0 + half if own is None else axis.x(own)
    centre = clamped(x, widest, axis.sheet, TEXT_SIZE, own is not None)
    middle = y - len(label) * LINE / 2
    missing = own is None
    leader = () if missing else (Stroke(x, y + 0.4, x, bottom - _DOT - 0.5, 0.7),)
    return (
        # Paper under the label, so that the line of the median does not run through it.
        paper(centre - half, centre + half, middle, len(label)),
        *text_lines(label, centre, middle, align="center", bold=not missing, missing=missing),
        *leader,
    )
