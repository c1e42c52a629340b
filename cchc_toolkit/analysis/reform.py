"""Numbers over a change of borders: of the units of a later period in an earlier one.

Whole predecessors are added up and rates made anew from the sums; where one was divided, or a sum
would lack one, there is no number and `note` says who and why. Nothing is apportioned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from cchc_toolkit.analysis.measure import exact, measured, recomputed
from cchc_toolkit.analysis.period_rows import PeriodRow
from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.units import Members, Unit
from cchc_toolkit.catalogue.units.names import name_key
from cchc_toolkit.submission.history import members_then

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

INCOMPARABLE = "không so sánh được"
_SIDES = ("numerator", "denominator")
Found = Mapping[str, Mapping[str, Any]]
"""What each unit has of a key in a period, by code."""


def as_units_of(collection: Collection, key: str, row: PeriodRow, now: PeriodRow) -> pd.DataFrame:
    """Return a key's numbers of a period for the units of a later one, `now`.

    As `measured`, with `made_of` (whose numbers were added) and `note` (why there is no number).
    Units that `now` does not name are not among them.
    """
    found = measured(collection, key, [row]).assign(made_of=row.id, note="")
    units = units_of(collection, now)
    day = row.params.window.last
    began = [one for one in units.values() if not one.holds_on(day)]
    names = {one.code: one.name for one in units.values() if one.holds_on(day)}
    called = [names.get(one, "") for one in found["unit"].tolist()]
    same = [same_name(*both) for both in zip(called, found["name"].tolist(), strict=True)]
    kept = pd.DataFrame(found.assign(name=pd.Series(called, found.index, "str"))[same])
    if not began:
        return kept
    there: Found = {str(one["unit"]): one for one in _records(found)}
    adds = _adds(row.form, key)
    made = []
    for unit in began:
        members = members_then(unit, now.params.window.last, day)
        reason = members.reason or _lacking(members.units, there, adds)
        made.append(_row(unit, row.id, members, there, reason))
    summed = recomputed(_typed(pd.DataFrame(made)), row.form.ratio.get(key))
    return pd.concat([kept, summed[list(found)]], ignore_index=True)


def _records(found: pd.DataFrame) -> Iterator[dict[str, Any]]:
    rows: Iterator[dict[str, Any]] = iter(found.to_dict("records"))  # type: ignore[arg-type]
    return rows


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, wherever their tones stand."""
    return one == other or name_key(one) == name_key(other)


def units_of(collection: Collection, row: PeriodRow) -> dict[str, Commune]:
    """Return the units of a period with their validity, by code."""
    return collection.remembered(("units", row.id), partial(_read_units, collection, row))


def _read_units(collection: Collection, row: PeriodRow) -> dict[str, Commune]:
    columns = ["unit", "name", "valid_from", "valid_to"]
    table = collection.table("units", row.id, columns).to_pydict()
    rows = zip(*(table[name] for name in columns), strict=True)
    return {code: Commune(code, *others) for code, *others in rows}


def _adds(form: Form, key: str) -> bool:
    """Whether a number, or both sides of a figure, add up over units."""
    ratio = form.ratio.get(key)
    cells = (*ratio.numerator, *ratio.denominator) if ratio else (key,)
    return all(one in form.indicators and form.indicators[one].rollup == "sum" for one in cells)


def _lacking(units: Sequence[Unit], there: Found, adds: bool) -> str:
    """Return why the numbers of some units make no sum, "" where they do."""
    if not adds and len(units) > 1:
        return "chỉ tiêu này không cộng được giữa các đơn vị"
    lacking = [one for one in units if one.code not in there or _blank(there[one.code])]
    names = ", ".join(f"{one.full_name} ({one.code})" for one in lacking)
    return f"chưa có số của {names}" if names else ""


def _blank(found: Mapping[str, Any]) -> bool:
    return bool(pd.isna(found["numerator"]))


def _row(unit: Commune, period: str, members: Members, there: Found, reason: str) -> dict[str, Any]:
    parts = [] if reason else [there[one.code] for one in members.units]
    sides = {side: _sum([one[side] for one in parts]) for side in _SIDES}
    codes = " + ".join(one.code for one in members.units)
    return {
        "unit": unit.code, "name": unit.name, "period": period,
        "state": "not_reported" if reason else "reported",
        "made_of": f"{period}: {codes}" if parts else "",
        "note": f"{INCOMPARABLE}: {reason}" if reason else "",
        **sides,
    }  # fmt: skip


def _sum(numbers: Sequence[Any]) -> float | None:
    if not numbers or any(pd.isna(one) for one in numbers):
        return None
    return float(sum(map(exact, numbers), Decimal(0)))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(dict.fromkeys(_SIDES, "float64"))
