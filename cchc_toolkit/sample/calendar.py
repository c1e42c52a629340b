"""The days that an invented document may bear: no weekend, nothing near a public holiday."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from cchc_toolkit.catalogue.periods import Window

_QUIET: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = (
    ((1, 1), (1, 3)),
    ((1, 18), (2, 27)),
    ((3, 28), (5, 5)),
    ((8, 31), (9, 4)),
    ((11, 24), (11, 24)),
    ((12, 29), (12, 31)),
)
"""Spans (month, day) that hold every public holiday and the days swapped around it, in any year.

Tết and Giỗ Tổ move with the moon; leaving out all days they can fall on needs no yearly table.
"""
_SATURDAY = 5


def working_days(window: Window) -> tuple[date, ...]:
    """Return the days of a window on which an office surely works, in order.

    >>> [day.day for day in working_days(Window(date(2024, 5, 3), date(2024, 5, 8)))]
    [6, 7, 8]
    """
    days = (window.first + timedelta(days=number) for number in range(window.days))
    return tuple(day for day in days if day.weekday() < _SATURDAY and not _quiet(day))


def slices(days: tuple[date, ...], count: int) -> tuple[tuple[date, ...], ...]:
    """Return the days in `count` stretches of about equal length, one a quarter.

    >>> [len(part) for part in slices(working_days(Window(date(2024, 5, 6), date(2024, 5, 17))), 3)]
    [3, 3, 4]
    """
    edges = [len(days) * number // count for number in range(count + 1)]
    return tuple(days[start:end] for start, end in itertools.pairwise(edges))


def _quiet(day: date) -> bool:
    return any(first <= (day.month, day.day) <= last for first, last in _QUIET)
