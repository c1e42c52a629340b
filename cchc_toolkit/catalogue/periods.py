"""Reporting periods: quarters, six months, nine months and the year, each a kind of its own.

"Quý III" is three months, "9 tháng" adds up from the start of the year: two kinds (DOMAIN §1).
The window (first and last day of the data) is configuration of the province and year.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from cchc_toolkit.errors import UsageError
from cchc_toolkit.system import paths

KINDS: dict[str, str] = {
    "Q1": "quý I",
    "6T": "6 tháng đầu năm",
    "Q3": "quý III",
    "9T": "9 tháng đầu năm",
    "N": "năm",
}
_ID = re.compile(r"(\d{4})-(Q1|6T|Q3|9T|N)", re.ASCII)


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

        >>> Period(2024, "6T").label, Period(2024, "N").label
        ('6 tháng đầu năm 2024', 'năm 2024')
        """
        return f"{KINDS[self.kind]} {self.year}"


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


def parse_period(text: str) -> Period:
    """Return the period that an id such as `2024-6T` names; raise `UsageError` otherwise.

    >>> parse_period("2024-6T")
    Period(year=2024, kind='6T')
    """
    match = _ID.fullmatch(text)
    if match is None:
        raise UsageError(
            f'"{text}" không phải là kỳ báo cáo.',
            advice="Ghi năm-kỳ: 2024-Q1, 2024-6T, 2024-Q3, 2024-9T hoặc 2024-N.",
        )
    return Period(int(match[1]), match[2])


@dataclass(frozen=True)
class _Usual:
    """The nationwide window of a kind of period, as days and months."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]


def national_window(period: Period) -> Window:
    """Return the nationwide window of a period.

    >>> national_window(Period(2024, "6T")).first
    datetime.date(2023, 12, 15)
    """
    usual = _usual()[period.kind]
    first, last = (
        date(period.year + year, month, day) for year, month, day in (usual.first, usual.last)
    )
    return Window(first, last)


@cache
def _usual() -> dict[str, _Usual]:
    with paths.package_file("catalogue", "windows.csv").open(encoding="utf-8") as stream:
        return {
            line["kind"]: _Usual(_day(line["first"]), _day(line["last"]))
            for line in csv.DictReader(stream, strict=True)
        }


def _day(text: str) -> tuple[int, int, int]:
    year, month, day = text.split()
    return int(year), int(month), int(day)
