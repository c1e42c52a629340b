"""The tables of units (docs/units.md says where they come from) and what a code meant on a day.

Nothing is read at import. One code is found by halving the bytes of a table, so that a report
that asks for its own commune does not take apart thirteen thousand lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from cchc_toolkit.catalogue.units.names import name_key
from cchc_toolkit.catalogue.units.unit import Extent, Predecessor, Unit
from cchc_toolkit.system import paths

LAST_DISTRICT_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)
"""Districts ended, and the communes of today began."""
_KINDS = {"x": "Xã", "p": "Phường", "t": "Thị trấn", "k": "Đặc khu"}
_EXTENTS: dict[str, Extent] = {"-": "part", "?": "disputed"}
_ISLANDS = 3
"""Length of a code that stands for a district without communes."""


def unit_on(code: str, day: date) -> Unit | None:
    """Return the unit that a code meant on a day, None where it meant none.

    >>> unit_on("15112", date(2025, 6, 30)).full_name, unit_on("15112", FIRST_DAY).full_name
    ('Xã Phúc Thịnh', 'Xã Kiên Thọ')
    """
    return next((unit for unit in units_of_code(code) if unit.holds_on(day)), None)


@cache
def units_of_code(code: str) -> tuple[Unit, ...]:
    """Return every unit that ever had a code, the oldest first.

    >>> [unit.full_name for unit in units_of_code("25270")]
    ['Thị trấn Lộc Ninh', 'Xã Lộc Ninh', 'Phường Lộc Ninh']
    """
    old = [_old(line) for line in _lines_of("until_2025.csv", code)]
    return (*old, *(_new(line) for line in _lines_of("since_2025.csv", code)))


@cache
def predecessors(unit: Unit) -> tuple[Predecessor, ...]:
    """Return what a unit was made of, in order of code; nothing for a unit before 01/7/2025.

    >>> kien_tho = unit_on("15112", FIRST_DAY)
    >>> [(part.unit.full_name, part.extent) for part in predecessors(kien_tho)]
    [('Xã Phùng Minh', 'whole'), ('Xã Phúc Thịnh', 'whole'), ('Xã Kiên Thọ', 'whole')]
    """
    if unit.valid_from is None:
        return ()
    line = next(found for found in _lines_of("since_2025.csv", unit.code) if _new(found) == unit)
    before = unit.valid_from - timedelta(days=1)
    return tuple(_part(text, before) for text in line[-1].split())


def unit_called(code: str, name: str, day: date) -> Unit | None:
    """Return the unit that has a code and a name (with its kind) on a day, else the last that had.

    Code and name may stay while the unit becomes another: xã Tam Chung (14848) was there before
    01/7/2025 and is since. None where no unit ever had both.

    >>> unit_called("15112", "xã Kiên Thọ", date(2026, 9, 14)).valid_from
    datetime.date(2025, 7, 1)
    >>> unit_called("14848", "Xã Tam Chung", date(2024, 6, 14)).valid_to
    datetime.date(2025, 6, 30)
    """
    key = name_key(name)
    named = [one for one in units_of_code(code) if name_key(one.full_name) == key]
    return next((one for one in named if one.holds_on(day)), named[-1] if named else None)


def every_unit(day: date) -> Iterator[Unit]:
    """Yield every unit of the country on a day, in order of code."""
    if day <= LAST_DISTRICT_DAY:
        yield from map(_old, _table("until_2025.csv"))
        return
    yield from (unit for unit in map(_new, _table("since_2025.csv")) if unit.holds_on(day))


def _part(text: str, day: date) -> Predecessor:
    code = text.rstrip("-?")
    unit = _island(code) if len(code) == _ISLANDS else unit_on(code, day)
    if unit is None:
        raise LookupError(f"no unit {code} on {day}: the tables of units are broken")
    return Predecessor(unit, _EXTENTS.get(text[-1], "whole"))


def _old(line: list[str]) -> Unit:
    code, kind, name, district = line
    province = districts()[district][1]
    return Unit(code, name, _KINDS[kind], district, province, None, LAST_DISTRICT_DAY)


def _new(line: list[str]) -> Unit:
    code, kind, name, province, first, last, _ = line
    began = date.fromisoformat(first) if first else FIRST_DAY
    ended = date.fromisoformat(last) if last else None
    return Unit(code, name, _KINDS[kind], province, province, began, ended)


def _island(code: str) -> Unit:
    name, province = districts()[code]
    return Unit(code, name.removeprefix("Huyện "), "Huyện", code, province, None, LAST_DISTRICT_DAY)


@cache
def districts() -> dict[str, tuple[str, str]]:
    """Return the districts until 30/6/2025 by code: name and code of the province."""
    return {code: (name, province) for code, name, province in _table("districts.csv")}


@cache
def provinces_since() -> dict[str, str]:
    """Return the code of today's province by that of each province until 30/6/2025."""
    district_of = {code: district for code, _, _, district in _table("until_2025.csv")}
    found = {}
    for *_, province, _, _, parts in _table("since_2025.csv"):
        for code in (text.rstrip("-?") for text in parts.split()):
            district = code if len(code) == _ISLANDS else district_of.get(code)
            if district:
                found[districts()[district][1]] = province
    return found


def _lines_of(name: str, code: str) -> list[list[str]]:
    """Return the lines of a table that begin with a code; the table is in order of code."""
    text, wanted = _bytes(name), f"{code},".encode()
    low, high = text.index(b"\n") + 1, len(text)
    while low < high:
        start = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = text.index(b"\n", start) + 1
        low, high = (end, high) if text[start:end] < wanted else (low, start)
    found = []
    while text.startswith(wanted, low):
        end = text.index(b"\n", low)
        found.append(text[low:end].decode().split(","))
        low = end + 1
    return found


def _table(name: str) -> Iterator[list[str]]:
    """Yield the lines of a table without its header; no field holds a comma (a test says so)."""
    return (line.split(",") for line in _bytes(name).decode().splitlines()[1:])


@cache
def _bytes(name: str) -> bytes:
    return paths.package_file("catalogue", "units", name).read_bytes()
