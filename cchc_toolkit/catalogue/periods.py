"""Reporting periods: months, quarters, months from the start of the year, the year.

"Quý III" is three months, "9 tháng" adds up from the start of the year: two kinds.
Kinds, their names, windows and deadlines are data (`periods.csv`, read by `calendar`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import itemgetter
from types import MappingProxyType

from cchc_toolkit.errors import UsageError
from cchc_toolkit.system import paths
from cchc_toolkit.text.record import read_rows

_ID = re.compile(r"(\d{4})-(\w{1,4})", re.ASCII)
_MONTH = re.compile(r"T(\d)")


@dataclass(frozen=True)
class Kind:
    """A kind of period: how a report names it, and its months."""

    id: str
    title: str
    """With `{year}` in it: `quý III năm {year}`."""
    first: int
    last: int


@dataclass(frozen=True)
class Period:
    """A year and a kind of period, written `2024-6T`."""

    year: int
    kind: str

    @property
    def id(self) -> str:
        """The period as folders and commands name it.

        >>> Period(2024, "6T").id
        '2024-6T'
        """
        return f"{self.year}-{self.kind}"

    @property
    def label(self) -> str:
        """The period as a report names it.

        >>> Period(2026, "Q3").label, Period(2025, "10T").label, Period(2026, "T10").label
        ('quý III năm 2026', '10 tháng đầu năm 2025', 'tháng 10 năm 2026')
        """
        return kinds()[self.kind].title.format(year=self.year)

    @property
    def preceding(self) -> Period | None:
        """The month before a month, the quarter before a quarter; None for other kinds.

        >>> Period(2026, "Q1").preceding, Period(2026, "T10").preceding
        (Period(year=2025, kind='Q4'), Period(year=2026, kind='T09'))
        """
        kind = kinds()[self.kind]
        length = kind.last - kind.first + 1
        if length not in (1, 3):
            return None
        year, last = (self.year, kind.first - 1) if kind.first > 1 else (self.year - 1, 12)
        found = kind_of_months(last - length + 1, last)
        return Period(year, found) if found else None


@dataclass(frozen=True)
class Window:
    """The first and the last day that the data of a period covers, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days the window holds.

        >>> Window(date(2023, 11, 10), date(2024, 6, 5)).days
        209
        """
        return (self.last - self.first).days + 1


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the kinds of period by id, in the order of the file."""
    rows = filter(itemgetter("title"), read_rows(paths.package_file("catalogue", "periods.csv")))
    found = (Kind(row["kind"], row["title"], *map(int, row["months"].split("-"))) for row in rows)
    return MappingProxyType({kind.id: kind for kind in found})


def kind_of_months(first: int, last: int) -> str:
    """Return the kind of period from one month to another, "" for none.

    >>> kind_of_months(7, 9), kind_of_months(1, 10), kind_of_months(2, 3)
    ('Q3', '10T', '')
    """
    spans = ((kind.first, kind.last, kind.id) for kind in kinds().values())
    return next((kind for start, end, kind in spans if (start, end) == (first, last)), "")


def parse_period(text: object) -> Period:
    """Return the period that an id such as `2024-6T` names; raise `UsageError` otherwise.

    >>> parse_period("2024-6T"), parse_period("2026-T9")
    (Period(year=2024, kind='6T'), Period(year=2026, kind='T09'))
    """
    match = _ID.fullmatch(text) if isinstance(text, str) else None
    kind = _MONTH.sub(r"T0\1", match[2]) if match and _MONTH.fullmatch(match[2]) else ""
    kind = kind or (match[2] if match else "")
    if match is None or kind not in kinds():
        raise UsageError(
            f'"{text}" không phải là kỳ báo cáo.',
            advice="Ghi năm-kỳ: quý 2026-Q3; cộng dồn 2026-6T, 2026-9T, 2026-10T, 2026-11T; "
            "năm 2026-N; tháng 2026-T10.",
        )
    return Period(int(match[1]), kind)
