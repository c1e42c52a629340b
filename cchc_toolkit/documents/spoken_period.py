"""The stretch of months that a report speaks of, in the words that offices use for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc_toolkit.catalogue.periods import Period, kind_of_months
from cchc_toolkit.text.likeness import compare_key

_NUMBERS = {"ba": 3, "sáu": 6, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTHS = re.compile(
    r"\b(?P<count>\d{1,2}|mười một|mười hai|mười|chín|sáu|ba) tháng\b(?: (?P<end>cuối)\b)?"
    r"(?: đầu)?(?: của)?(?: năm)?"
)
_QUARTER = re.compile(r"\bqu[ýí] ?(?P<quarter>iii|ii|iv|i|[1-4])\b")
_MONTH = re.compile(r"\btháng (?P<month>0?[1-9]|1[0-2])(?= ?(?:[/-] ?|năm )?(?:19|20)\d\d)")
_YEARLY = re.compile(r"\bnăm ?(?P<year>(?:19|20)\d\d)\b")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")
_DAY = re.compile(
    r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:19|20)\d\d|\bngày \d{1,2} tháng \d{1,2} năm \d{4}"
)
_NUMBERED = re.compile(r"\bsố \d{1,5} ?/ ?[\w/-]{1,40}")
_NEAR = 80


@dataclass(frozen=True)
class SpokenPeriod:
    """Months `first` to `last` of a year, and how to name them."""

    year: int
    first: int
    last: int
    label: str

    @property
    def months(self) -> int:
        """How many months it holds."""
        return self.last - self.first + 1

    @property
    def period(self) -> Period | None:
        """The reporting period, None for months that no kind of period has.

        >>> spoken_period("Công tác tháng 6/2024").period
        Period(year=2024, kind='T06')
        """
        kind = kind_of_months(self.first, self.last)
        return Period(self.year, kind) if kind else None

    @property
    def fewest_days(self) -> int:
        """The fewest days that a window of data for it holds; a province sets its own."""
        return max(20, 28 * self.months - 24)

    @property
    def most_days(self) -> int:
        """The most days that a window of data for it holds."""
        return 31 * self.months + 40


def spoken_period(text: str) -> SpokenPeriod | None:
    """Return the period that a title or a sentence names, None where it names none.

    A part of a year goes before a year; of several the one from the start of the year that is
    named first.

    >>> spoken_period("Cải cách hành chính quý II/2024")
    SpokenPeriod(year=2024, first=4, last=6, label='quý II năm 2024')
    >>> spoken_period("Kết quả 10 tháng đầu năm 2024").label
    '10 tháng đầu năm 2024'
    >>> spoken_period("Kế hoạch số 04/KH-UBND ngày 09/01/2024; 6 tháng đầu năm 2024").label
    '6 tháng đầu năm 2024'
    """
    key = _NUMBERED.sub(" ", _DAY.sub(" ", compare_key(text)))
    return _months(key) or _quarter(key) or _month(key) or _whole_year(key)


def _months(key: str) -> SpokenPeriod | None:
    for found in _MONTHS.finditer(key):
        text = found["count"]
        count = int(text) if text.isdigit() else _NUMBERS[text]
        year = _year_after(key, found.end())
        if not 2 <= count <= 12 or year is None:
            continue
        if found["end"]:
            return SpokenPeriod(year, 13 - count, 12, f"{count} tháng cuối năm {year}")
        return SpokenPeriod(year, 1, count, f"{count} tháng đầu năm {year}")
    return None


def _quarter(key: str) -> SpokenPeriod | None:
    found = _QUARTER.search(key)
    year = _year_after(key, found.end()) if found else None
    if found is None or year is None:
        return None
    quarter = _QUARTERS[found["quarter"]]
    roman = ("I", "II", "III", "IV")[quarter - 1]
    return SpokenPeriod(year, 3 * quarter - 2, 3 * quarter, f"quý {roman} năm {year}")


def _month(key: str) -> SpokenPeriod | None:
    found = _MONTH.search(key)
    year = _year_after(key, found.end()) if found else None
    if found is None or year is None:
        return None
    month = int(found["month"])
    return SpokenPeriod(year, month, month, f"tháng {month} năm {year}")


def _whole_year(key: str) -> SpokenPeriod | None:
    found = _YEARLY.search(key)
    if found is None:
        return None
    year = int(found["year"])
    return SpokenPeriod(year, 1, 12, f"năm {year}")


def _year_after(key: str, at: int) -> int | None:
    found = _YEAR.search(key, at, at + _NEAR)
    return int(found["year"]) if found else None
