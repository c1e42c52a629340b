"""What a commune reported in another period, for rules that look back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from cchc_toolkit.catalogue.calendar import Calendar, national_calendar
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.submission import Submission


@dataclass(frozen=True)
class Earlier:
    """A period before this one; `problem` says why its data could not be read, "" if it could.

    `incomparable` says why what is there belongs to another unit: a code is used again after a
    merger (15112 was xã Phúc Thịnh, and is xã Kiên Thọ since 01/7/2025).
    """

    period: Period
    window: Window | None = None
    submission: Submission | None = None
    problem: str = ""
    incomparable: str = ""
    apart: Mapping[str, str] = field(default_factory=dict)
    """Why a row has no figure here, by key: the form of that period did not ask it so."""

    def follows(self, window: Window) -> bool:
        """Whether a window goes on where this period ended, or began on the same day."""
        if self.window is None:
            return False
        return window.first in (self.window.first, self.window.last + timedelta(days=1))

    def number(self, key: str) -> Decimal | None:
        """Return what was reported under a key, None where nothing was."""
        return self.submission.value(key).number if self.submission else None


def earlier_periods(period: Period, calendar: Calendar | None = None) -> tuple[Period, ...]:
    """Return the periods that a period is held against, the nearest first.

    For one that adds up from the start of the year the shorter ones; for a month or quarter the
    one before it; then the same one and the whole of the last year.

    >>> [found.id for found in earlier_periods(Period(2024, "9T"))]
    ['2024-6T', '2024-Q1', '2023-9T', '2023-N']
    >>> [found.id for found in earlier_periods(Period(2026, "Q3"))]
    ['2026-Q2', '2025-Q3', '2025-N']
    """
    adding = (calendar or national_calendar()).cumulative(period.year)
    if period.kind in adding:
        before = adding[: adding.index(period.kind)][::-1]
        nearest = [Period(period.year, kind) for kind in before]
    else:
        nearest = [period.preceding] if period.preceding else []
    last_year = [Period(period.year - 1, kind) for kind in dict.fromkeys((period.kind, "N"))]
    return tuple(dict.fromkeys((*nearest, *last_year)))
