"""The units of a period as rows: who they are, since when, and of what province."""

from __future__ import annotations

from datetime import date

from cchc_toolkit.analysis.arrow import pa
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.units import (
    find_province,
    predecessors,
    province_today,
    unit_called,
)
from cchc_toolkit.catalogue.units.provinces import all_provinces
from cchc_toolkit.catalogue.units.unit import Unit
from cchc_toolkit.errors import UsageError
from cchc_toolkit.submission.params import Params

UNIT_COLUMNS = (
    "unit", "name", "kind", "province", "province_now", "superior", "valid_from", "valid_to",
    "predecessors",
)  # fmt: skip
_KINDS = ("Xã", "Phường", "Thị trấn", "Đặc khu")


def units_table(params: Params) -> pa.Table:
    """Return a row a unit of some parameters, in their order.

    `predecessors` are the codes of the units that it was made of, with `*` after one of which only
    a part came; the registry knows them, and a province where the parameters name none.
    `province` is that of the period, `province_now` the one of today that the place lies in.
    """
    default = _province(params)
    rows = [_row(params.commune(code), code, params, default) for code in params.offices]
    columns = zip(*rows, strict=True) if rows else [()] * len(UNIT_COLUMNS)
    kinds = {"valid_from": pa.date32(), "valid_to": pa.date32()}
    return pa.table(
        {
            name: pa.array(list(column), kinds.get(name, pa.string()))
            for name, column in zip(UNIT_COLUMNS, columns, strict=True)
        }
    )


def _row(
    commune: Commune, code: str, params: Params, province: str
) -> tuple[str | date | None, ...]:
    office = params.office(code)
    unit = unit_called(code, office.name, params.window.last)
    kind = next((kind for kind in _KINDS if office.name.startswith(f"{kind} ")), "")
    return (
        code, office.name, kind, _province_of(unit) if unit else province,
        province_today(unit).name if unit else province, office.superior,
        commune.valid_from, commune.valid_to, _predecessors(unit),
    )  # fmt: skip


def _predecessors(unit: Unit | None) -> str:
    parts = predecessors(unit) if unit else ()
    return " ".join(part.unit.code + ("" if part.extent == "whole" else "*") for part in parts)


def _province_of(unit: Unit) -> str:
    day = unit.valid_from or unit.valid_to
    known = [one for one in all_provinces() if one.code == unit.province]
    found = [one for one in known if day is None or one.holds_on(day)] or known
    return found[0].name if found else ""


def _province(params: Params) -> str:
    if not params.province:
        return ""
    try:
        return find_province(params.province, params.window.last).name
    except UsageError:
        return params.province
