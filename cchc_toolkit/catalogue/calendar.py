"""When a period's data begin and end, when its report is due, whether it adds up from January.

Nationwide rules stand in the package's `periods.csv`. A province's stand there too, or in the
project's `params/ky-bao-cao.csv` (same columns, blank for "as nationwide"), by year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from cchc_toolkit.catalogue.periods import Period, Window, kinds
from cchc_toolkit.system import paths
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.text.record import PLAIN, Key, read_records

LOCAL_FILE = "ky-bao-cao.csv"
"""A project's own rules, beside its parameters."""
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})( năm trước| năm sau)?")
_SHIFT = {None: 0, " năm trước": -1, " năm sau": 1}
_YES = {"có": True, "không": False}


@dataclass(frozen=True)
class Schedule:
    """The dates of one period."""

    window: Window
    deadline: date
    """The last day on which the report may be sent."""
    cumulative: bool
    """Whether its numbers add up from the start of the year."""
    source: str


@dataclass(frozen=True)
class Rule:
    """A row: what holds for a kind of period, in a province or everywhere, in some years."""

    kind: str
    first: str = ""
    last: str = ""
    deadline: str = ""
    cumulative: str = ""
    province: str = ""
    since: int | None = None
    until: int | None = None
    source: str = ""

    def holds(self, period: Period, province: str) -> bool:
        """Whether the row speaks of a period in a province."""
        return (
            self.kind == period.kind
            and self.province in ("", province)
            and (self.since is None or self.since <= period.year)
            and (self.until is None or period.year <= self.until)
        )


@dataclass(frozen=True)
class Calendar:
    """The rules that hold in one province, the most particular first."""

    rules: tuple[Rule, ...]
    province: str = ""

    def schedule(self, period: Period) -> Schedule:
        """Return the dates of a period; a blank of a particular row is filled by the next.

        >>> found = national_calendar().schedule(Period(2026, "Q3"))
        >>> str(found.window.first), str(found.window.last), str(found.deadline), found.cumulative
        ('2026-06-15', '2026-09-14', '2026-09-20', False)
        """
        rows = [rule for rule in self.rules if rule.holds(period, self.province)]

        def said(name: str) -> str:
            return next(text for rule in rows if (text := str(getattr(rule, name))))

        first, last, due = (_day(said(name), period.year) for name in ("first", "last", "deadline"))
        return Schedule(Window(first, last), due, _YES[said("cumulative")], said("source"))

    def cumulative(self, year: int) -> tuple[str, ...]:
        """Return the kinds that add up from the start of a year, the shortest first.

        >>> national_calendar().cumulative(2026)
        ('Q1', '6T', '9T', '10T', '11T', 'N')
        """
        return _adding(self, year)


@lru_cache(maxsize=256)
def _adding(calendar: Calendar, year: int) -> tuple[str, ...]:
    found = ((calendar.schedule(Period(year, kind)), kind) for kind in kinds())
    adding = [(schedule.window.last, kind) for schedule, kind in found if schedule.cumulative]
    return tuple(kind for _, kind in sorted(adding))


@cache
def national_calendar() -> Calendar:
    """Return the rules of the package without any province's."""
    return Calendar(tuple(rule for rule in _packaged() if not rule.province))


def national_window(period: Period) -> Window:
    """Return the nationwide window of a period.

    >>> national_window(Period(2024, "6T")).first
    datetime.date(2023, 12, 15)
    """
    return national_calendar().schedule(period).window


def calendar_of(province: str, folder: Path) -> Calendar:
    """Return the rules of a province with those that a project's folder of parameters adds.

    Raises `DataError` where the project's file is broken.
    """
    file = folder / LOCAL_FILE
    own = _local(file, file.stat().st_mtime_ns) if file.is_file() else ()
    if not own and not province:
        return national_calendar()
    key = compare_key(province)
    rules = sorted((*own, *_packaged()), key=lambda rule: not rule.province)
    local = [rule for rule in own if rule.province in ("", key)]
    return Calendar((*local, *(rule for rule in rules if rule not in own)), key)


@cache
def _packaged() -> tuple[Rule, ...]:
    return _read(paths.package_file("catalogue", "periods.csv"))


@lru_cache(maxsize=8)
def _local(file: Path, changed: int) -> tuple[Rule, ...]:  # noqa: ARG001 - a part of the key
    return _read(file)


def _read(file: Path) -> tuple[Rule, ...]:
    return tuple(read_records(Rule, file, _KEYS, ignored=_OF_KINDS, wording=_SAID))


def _text(cell: str | None) -> str:
    return (cell or "").strip()


def _day_of_year(cell: str | None) -> str:
    text = _text(cell)
    if text:
        _day(text, 2024)
    return text


def _yes_or_no(cell: str | None) -> str:
    text = _text(cell)
    if text not in ("", *_YES):
        raise ValueError(text)
    return text


_OF_KINDS = ("title", "months")
"""Columns of the package's own table that say what the kinds are."""
_KEYS = {
    "kind": Key(lambda cell: kinds()[_text(cell)].id),
    **dict.fromkeys(("first", "last", "deadline"), Key(_day_of_year)),
    "cumulative": Key(_yes_or_no),
    "province": Key(lambda cell: compare_key(_text(cell))),
    "source": Key(_text),
}
_SAID = PLAIN.but(
    value=(
        'Cột {name} ghi "{content}", không đọc được.',
        "kind ghi Q3, 6T…; ngày ghi 14/9 hoặc 15/12 năm trước; cumulative ghi có hoặc "
        "không; since, until ghi năm.",
    )
)


def _day(text: str, year: int) -> date:
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(f"{text} is no day of a year")
    return date(year + _SHIFT[found[3]], int(found[2]), int(found[1]))
