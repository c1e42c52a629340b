"""Which days are off: weekends, and the public holidays that data/holidays.csv declares by year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from cchc_toolkit.system import paths
from cchc_toolkit.text.record import read_rows

_WEEKEND = {5: "thứ Bảy", 6: "Chủ nhật"}


@cache
def _declared() -> tuple[dict[date, str], frozenset[date]]:
    """Return the names of the holidays by day, and the weekend days worked in exchange."""
    holidays: dict[date, str] = {}
    worked: set[date] = set()
    for line in read_rows(paths.package_file("checks", "data", "holidays.csv")):
        first, last = date.fromisoformat(line["first"]), date.fromisoformat(line["last"])
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        if line["kind"] == "work":
            worked.update(days)
        else:
            holidays.update(dict.fromkeys(days, line["name"]))
    return holidays, frozenset(worked)


def day_off(day: date) -> str:
    """Return why a day is off, "" for a working day.

    >>> day_off(date(2024, 1, 20)), day_off(date(2024, 2, 12)), day_off(date(2024, 5, 4))
    ('thứ Bảy', 'ngày nghỉ Tết Giáp Thìn', '')
    """
    holidays, worked = _declared()
    if day in holidays:
        return f"ngày nghỉ {holidays[day]}"
    return "" if day in worked else _WEEKEND.get(day.weekday(), "")
