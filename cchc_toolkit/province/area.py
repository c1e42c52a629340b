"""Areas: a province, a district, the country, each with the units that make it up on a day.

Every unit of an area is counted, those that the parameters do not name too: a total says how many
of all it covers. Districts ended on 30/6/2025.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from cchc_toolkit.catalogue.communes import is_fictional
from cchc_toolkit.catalogue.units import Unit, communes_of, province_today, unit_on
from cchc_toolkit.catalogue.units.provinces import all_provinces
from cchc_toolkit.catalogue.units.registry import (
    FIRST_DAY,
    LAST_DISTRICT_DAY,
    districts,
    every_unit,
    provinces_since,
)
from cchc_toolkit.errors import UsageError
from cchc_toolkit.submission.params import Params
from cchc_toolkit.text.formatting import print_date, without_marks

Kind = Literal["province", "district", "country"]
Borders = Literal["then", "now"]
"""Whose borders of provinces hold: those of the period's last day, or today's."""
KIND_NAMES: dict[Kind, str] = {"province": "tỉnh", "district": "huyện", "country": "cả nước"}
_OWN_FOLDERS: dict[Kind, str] = {
    "province": "cap-tinh", "district": "cap-huyen", "country": "cap-trung-uong",
}  # fmt: skip


@dataclass(frozen=True)
class Member:
    """A unit of an area."""

    code: str
    name: str
    listed: bool = True
    """Whether the parameters name it, so that a report of it can be there."""


@dataclass(frozen=True)
class Area:
    """A province, a district or the country with its units, in order of code."""

    kind: Kind
    code: str
    """Of the registry; "" where the registry does not know it."""
    name: str
    members: tuple[Member, ...]
    fictional: bool = False
    last: date = FIRST_DAY
    """The last day of the period."""
    borders: Borders = "then"

    @property
    def redrawn(self) -> bool:
        """Whether it is of today's borders in a period when others held."""
        return self.borders == "now" and self.last <= LAST_DISTRICT_DAY

    @property
    def borders_said(self) -> str:
        """By which borders it is drawn, in words; "" where only one kind is known."""
        if self.kind != "province" or not self.code:
            return ""
        if not self.redrawn:
            return f"địa giới ngày {print_date(self.last)}"
        before = {old for old, new in provinces_since().items() if new == self.code}
        names = sorted(one.name for one in all_provinces() if one.code in before and one.last)
        return f"địa giới hiện nay (từ {print_date(FIRST_DAY)}), khi ấy gồm {', '.join(names)}"

    @property
    def own_folder(self) -> str:
        """The folder of a period in which the level's own figures stand.

        >>> Area("province", "38", "Tỉnh Thanh Hoá", ()).own_folder
        'cap-tinh-38'
        >>> Area("district", "", "Huyện Minh Hoạ", ()).own_folder
        'cap-huyen-minh-hoa'
        """
        words = re.sub(r"[^a-z0-9]+", "-", without_marks(self.name)).strip("-")
        for kind in ("tinh-", "huyen-", "thanh-pho-"):
            words = words.removeprefix(kind)
        today = "-dia-gioi-nay" if self.redrawn else ""
        return f"{_OWN_FOLDERS[self.kind]}-{self.code or words}{today}"


def areas(params: Params, kind: Kind, borders: Borders = "then") -> tuple[Area, ...]:
    """Return the areas of a kind that the units of the parameters lie in, by name.

    Provinces are those of the period's last day, or of today's `borders`.

    Raises `UsageError` for districts after they ended.
    """
    day = params.window.last
    if kind == "district" and day > LAST_DISTRICT_DAY:
        raise UsageError(
            f"Cấp huyện kết thúc ngày {print_date(LAST_DISTRICT_DAY)}, kỳ {params.period.id} kết "
            f"thúc {print_date(day)}.",
            where="--of district",
            advice="Dùng --of province hoặc --of country.",
        )
    groups: dict[tuple[str, str], list[Member]] = {}
    for code, office in params.offices.items():
        place = _place(params, code, kind, borders)
        groups.setdefault(place, []).append(Member(code, office.name))
    drawn = Area(kind, "", "", (), last=day, borders=borders)
    found = [_area(replace(drawn, code=code, name=name), members)
             for (code, name), members in groups.items()]  # fmt: skip
    return tuple(sorted(found, key=lambda area: (area.name, area.code)))


def _place(params: Params, code: str, kind: Kind, borders: Borders) -> tuple[str, str]:
    """Return code and name of the area that a unit lies in; the parameters say it of others."""
    if kind == "country":
        return ("", "Cả nước minh hoạ") if is_fictional(code) else ("", "Cả nước")
    day = params.window.last
    unit = None if is_fictional(code) else unit_on(code, day)
    if unit is None:
        above = params.office(code).superior.removeprefix("Ủy ban nhân dân ").strip()
        name = params.province if kind == "province" and params.province else above
        return "", name[:1].upper() + name[1:]
    if kind == "district":
        return unit.parent, districts()[unit.parent][0]
    if borders == "now":
        today = province_today(unit)
        return today.code, today.name
    names = {one.code: one.name for one in all_provinces() if one.holds_on(day)}
    return unit.province, names[unit.province]


def _area(drawn: Area, members: list[Member]) -> Area:
    fictional = all(is_fictional(one.code) for one in members)
    there = {one.code for one in members}
    whole = () if fictional else _units(drawn)
    others = [Member(one.code, one.full_name, listed=False) for one in whole
              if one.code not in there]  # fmt: skip
    ordered = sorted([*members, *others], key=lambda one: one.code)
    return replace(drawn, members=tuple(ordered), fictional=fictional)


def _units(drawn: Area) -> tuple[Unit, ...]:
    day, code = drawn.last, drawn.code
    if drawn.kind == "country":
        return tuple(every_unit(day))
    if drawn.kind == "district":
        return tuple(unit for unit in every_unit(day) if unit.parent == code)
    known = [one for one in all_provinces() if one.holds_on(day)]
    if drawn.redrawn:
        known = [one for one in known if provinces_since()[one.code] == code]
    else:
        known = [one for one in known if one.code == code]
    return tuple(unit for one in known for unit in communes_of(one, day))
