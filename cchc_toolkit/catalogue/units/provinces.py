"""Provinces: 63 until 30/6/2025, 34 since; found by code or by any accepted spelling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from cchc_toolkit.catalogue.units.names import name_key
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.system import paths
from cchc_toolkit.text.record import ISO_DAY, read_records, read_rows

_KINDS = ("tỉnh ", "thành phố ", "tp. ", "tp.", "tp ")


@dataclass(frozen=True)
class Province:
    """A province or city of the centre for the time it had this code and name."""

    code: str
    name: str
    """With its kind: `Tỉnh Thanh Hoá`."""
    first: date | None
    last: date | None

    @property
    def short_name(self) -> str:
        """The name without its kind: `Thanh Hoá`."""
        return self.name.removeprefix("Tỉnh ").removeprefix("Thành phố ")

    def holds_on(self, day: date) -> bool:
        """Whether the province existed so on a day."""
        after = self.first is None or self.first <= day
        return after and (self.last is None or day <= self.last)


@cache
def all_provinces() -> tuple[Province, ...]:
    """Return every province there was, in the order of the table."""
    file = paths.package_file("catalogue", "units", "provinces.csv")
    return tuple(read_records(Province, file, {"first": ISO_DAY, "last": ISO_DAY}))


def find_province(text: str, day: date) -> Province:
    """Return the province that a code or name means on a day; raise `UsageError` with the nearest.

    >>> find_province("thanh hóa", date(2026, 9, 14)).name
    'Tỉnh Thanh Hoá'
    >>> find_province("TP.HCM", date(2026, 9, 14)).code
    '79'
    """
    known = [one for one in all_provinces() if one.holds_on(day)]
    wanted = _key(_aliases().get(name_key(text), text))
    for one in known:
        if wanted in (one.code, _key(one.name)):
            return one
    names = [one.short_name for one in known]
    raise UsageError(
        f'Không có tỉnh, thành phố "{text}" vào ngày {day:%d/%m/%Y}.',
        where="tên tỉnh",
        advice=nearest(text, names) or f"Các tỉnh, thành phố: {', '.join(sorted(names))}.",
    )


@cache
def _aliases() -> dict[str, str]:
    """Return the other spellings of provinces: what an office may write, by its key."""
    rows = read_rows(paths.package_file("catalogue", "units", "aliases.csv"))
    return {name_key(row["alias"]): row["name"] for row in rows}


def _key(name: str) -> str:
    key = name_key(name)
    for kind in _KINDS:
        key = key.removeprefix(kind)
    return key
