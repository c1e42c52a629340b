"""Which units of an earlier day a unit is the sum of; or why nothing may be added up.

No source says how the figures of a divided unit fall on its parts, so nothing is apportioned.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cchc_toolkit.catalogue.units.registry import predecessors
from cchc_toolkit.catalogue.units.unit import Predecessor, Unit
from cchc_toolkit.text.formatting import print_date


@dataclass(frozen=True)
class Members:
    """The units that add up to one, or `reason` why they do not."""

    units: tuple[Unit, ...] = ()
    reason: str = ""


def members_on(unit: Unit, day: date) -> Members:
    """Return what a unit was on an earlier day: itself, or the whole units that it was made of.

    >>> from cchc_toolkit.catalogue.units.registry import FIRST_DAY, unit_on
    >>> kien_tho = unit_on("15112", FIRST_DAY)
    >>> [one.code for one in members_on(kien_tho, date(2025, 6, 14)).units]
    ['15109', '15112', '15118']
    >>> members_on(unit_on("06079", FIRST_DAY), date(2025, 6, 14)).reason
    'chỉ một phần Xã Hồng Phong (06079) nhập vào Xã Hồng Phong'
    """
    if unit.holds_on(day):
        return Members((unit,))
    found: list[Unit] = []
    parts = predecessors(unit)
    for part in parts:
        problem = _problem(part, unit)
        members = Members(reason=problem) if problem else members_on(part.unit, day)
        if members.reason:
            return members
        found += members.units
    if not parts:
        return Members(reason=f"không rõ {unit.full_name} ({unit.code}) vào {print_date(day)}")
    return Members(tuple(found))


def _problem(part: Predecessor, unit: Unit) -> str:
    old = f"{part.unit.full_name} ({part.unit.code})"
    if part.extent == "part":
        return f"chỉ một phần {old} nhập vào {unit.full_name}"
    if part.extent == "disputed":
        return f"các nguồn chưa thống nhất {old} có nhập vào {unit.full_name} không"
    if part.unit.kind == "Huyện":
        return f"trước đó là {part.unit.full_name}, không có cấp xã"
    return ""
