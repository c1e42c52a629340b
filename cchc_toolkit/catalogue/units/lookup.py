"""Finding a unit by its name within a province; what is ambiguous is asked, not guessed."""

from __future__ import annotations

from datetime import date
from functools import cache

from cchc_toolkit.catalogue.units.names import name_key, split_kind
from cchc_toolkit.catalogue.units.provinces import Province, all_provinces
from cchc_toolkit.catalogue.units.registry import (
    LAST_DISTRICT_DAY,
    districts,
    every_unit,
    provinces_since,
)
from cchc_toolkit.catalogue.units.unit import Unit
from cchc_toolkit.errors import UsageError, nearest


@cache
def communes_of(province: Province, day: date) -> tuple[Unit, ...]:
    """Return the units of a province on a day, in order of code.

    >>> from cchc_toolkit.catalogue.units.provinces import find_province
    >>> day = date(2026, 9, 14)
    >>> len(communes_of(find_province("Thanh Hóa", day), day))
    166
    """
    return tuple(unit for unit in every_unit(day) if unit.province == province.code)


def province_today(unit: Unit) -> Province:
    """Return the province of today that a unit lies in, or that the place of an ended one does.

    Provinces were merged whole on 01/7/2025 (a test holds it), so a divided commune has one too.

    >>> from cchc_toolkit.catalogue.units.registry import unit_on
    >>> province_today(unit_on("00691", date(2025, 6, 30))).name  # of Hà Giang
    'Tỉnh Tuyên Quang'
    """
    code = unit.province if unit.valid_from else provinces_since()[unit.province]
    return next(one for one in all_provinces() if one.code == code and one.last is None)


def units_named(name: str, province: Province, day: date) -> tuple[Unit, ...]:
    """Return the units of a province that a name may mean: with its kind, or without any."""
    kind, wanted = split_kind(name)
    return tuple(
        unit
        for unit in communes_of(province, day)
        if name_key(unit.name) == wanted and kind in ("", unit.kind)
    )


def find_unit(name: str, province: Province, day: date) -> Unit:
    """Return the unit that a name means; raise `UsageError` where none does, or several do.

    >>> from cchc_toolkit.catalogue.units.provinces import find_province
    >>> day = date(2026, 9, 14)
    >>> find_unit("xã Kiên Thọ", find_province("Thanh Hóa", day), day).code
    '15112'
    """
    found = units_named(name, province, day)
    if len(found) == 1:
        return found[0]
    where = f"{province.name}, ngày {day:%d/%m/%Y}"
    if not found:
        names = {unit.full_name: unit for unit in communes_of(province, day)}
        hint = nearest(name, names) or nearest(name, [unit.name for unit in names.values()])
        raise UsageError(
            f'Không có đơn vị "{name}".', where=where, advice=hint or "Ghi mã 5 chữ số của đơn vị."
        )
    listed = "; ".join(f"{unit.code} {unit.full_name}{_within(unit)}" for unit in found)
    raise UsageError(
        f'Tên "{name}" chỉ {len(found)} đơn vị.',
        where=where,
        advice=f"Ghi mã của một trong các đơn vị: {listed}.",
    )


def _within(unit: Unit) -> str:
    old = unit.valid_to == LAST_DISTRICT_DAY
    return f" ({districts()[unit.parent][0]})" if old else ""
