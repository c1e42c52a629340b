"""The course of a number; a quarter of what adds up over the year is a difference of two sums.

Over a change of borders the units of the last period have the sums of their whole predecessors, and
units that ended have a series of their own, up to their end.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.measure import measured, recomputed
from cchc_toolkit.analysis.period_rows import PeriodRow
from cchc_toolkit.analysis.reform import as_units_of, same_name, units_of
from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.errors import UsageError

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

COLUMNS = [
    "unit", "name", "series", "period", "value", "printed", "numerator", "denominator", "low",
    "high", "made_of", "note",
]  # fmt: skip
_ENDS = {"Q1": "Q1", "Q2": "6T", "Q3": "9T", "Q4": "N"}
"""The sum from the start of the year that ends with each quarter."""


def trend(
    collection: Collection, key: str, units: str | Sequence[str] = "", *, flow: str = ""
) -> pd.DataFrame:
    """Return a key over the periods; see `Collection.trend`."""
    if flow not in ("", "quarter"):
        raise UsageError(f'flow "{flow}" không đúng.', advice='Ghi flow="quarter", hoặc bỏ trống.')
    found = _over_borders(collection, key)
    if units:
        wanted = [units] if isinstance(units, str) else list(units)
        for unit in wanted:
            collection.unit(unit)
        found = found[found["unit"].isin(wanted)]
    found = _quarters(collection, key, found) if flow else _as_reported(collection, found)
    return pd.DataFrame(found[COLUMNS].reset_index(drop=True))


def _over_borders(collection: Collection, key: str) -> pd.DataFrame:
    """Return a key's numbers of all periods: of the units of the last one, then of those ended."""
    rows, now = collection.rows, collection.rows[-1]
    every = measured(collection, key, rows).assign(note="")
    there = set(every["period"].unique())
    having = [row for row in rows if row.id in there]
    parts = [as_units_of(collection, key, row, now) for row in having]
    todays = units_of(collection, now)
    days = {row.id: row.params.window.last for row in rows}
    pairs = zip(*(every[name].tolist() for name in ("unit", "name", "period")), strict=True)
    ended = [not _same(todays.get(unit), name, days[period]) for unit, name, period in pairs]
    others = every[ended].assign(made_of=every["period"])
    again = others["unit"].map({code: one.name for code, one in todays.items()}) == others["name"]
    others["name"] = others["name"].where(~again, others["name"] + " (cũ)")
    return pd.concat([*parts, others], ignore_index=True)


def _same(unit: Commune | None, name: str, day: date) -> bool:
    """Whether a name of a period is the unit that bears its code today."""
    return unit is not None and unit.holds_on(day) and same_name(unit.name, name)


def _as_reported(collection: Collection, found: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers as they stand, what adds up kept apart from what does not."""
    series = {row.id: "lũy kế" if row.cumulative else _length(row) for row in collection.rows}
    found = found.assign(series=found["period"].map(series))
    found["period"] = found["period"].astype(collection.period_type)
    return found.sort_values(["unit", "name", "series", "period"], kind="stable")


def _length(row: PeriodRow) -> str:
    first, last = row.months
    return {1: "tháng", 3: "quý"}.get(last - first + 1, "kỳ riêng")


def _quarters(collection: Collection, key: str, found: pd.DataFrame) -> pd.DataFrame:
    by_period = {str(period): part for period, part in found.groupby("period", sort=False)}
    years = sorted({row.period.year for row in collection.rows})
    parts = []
    for year in years:
        for quarter in _ENDS:
            part = _quarter(collection, key, by_period, year, quarter)
            if part is not None:
                parts.append(part)
    names = [f"{year}-{quarter}" for year in years for quarter in _ENDS]
    columns = dict.fromkeys(COLUMNS, pd.Series(dtype="object"))
    every = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns)
    every["series"] = "quý"
    every["period"] = pd.Categorical(every["period"], categories=names, ordered=True)
    return every.sort_values(["unit", "name", "period"], kind="stable")


def _quarter(
    collection: Collection, key: str, found: dict[str, pd.DataFrame], year: int, quarter: str
) -> pd.DataFrame | None:
    """Return a quarter as it was reported, else as a difference of two sums, None for neither."""
    own, end = f"{year}-{quarter}", f"{year}-{_ENDS[quarter]}"
    if own in found:
        return found[own]
    quarters = list(_ENDS)
    before = f"{year}-{_ENDS[quarters[quarters.index(quarter) - 1]]}"
    if end not in found or before not in found:
        return None
    form = collection.row(end).form
    _refuse_stock(key, form)
    now, then = (found[one].set_index(["unit", "name"]) for one in (end, before))
    then = then.reindex(now.index)
    for column in ("numerator", "denominator"):
        now[column] = _less(now[column], then[column])
    wrong = (now["numerator"] < 0) | (now["denominator"] < 0)
    now.loc[wrong, ["numerator", "denominator"]] = np.nan
    made = recomputed(now.reset_index(), form.ratio.get(key))
    why = now["note"].where(now["note"] != "", then["note"].fillna("")).to_numpy()
    note = np.where(wrong, "số lũy kế giảm: không tính được số của quý", why)
    return made.assign(period=own, made_of=f"{end} − {before}", note=note)


def _less(now: pd.Series[float], then: pd.Series[float]) -> pd.Series[float]:
    """Return a difference without the noise of binary fractions: of at most 6 decimals."""
    return (now - then).round(6)


def _refuse_stock(key: str, form: Form) -> None:
    """Raise `UsageError` where a number does not add up over the year, so has no difference.

    The form says which do: the cells of its relations of kind `monotone`.
    """
    adding = {cell for one in form.all_relations if one.kind == "monotone" for cell in one.keys}
    ratio = form.ratio.get(key)
    cells = (*ratio.numerator, *ratio.denominator) if ratio else (key,)
    standing = [cell for cell in cells if cell not in adding]
    if standing:
        raise UsageError(
            f'"{standing[0]}" không phải số cộng dồn trong năm: không có số của riêng một quý.',
            where=f'c.trend("{key}", flow="quarter")',
            advice="Bỏ flow để xem số của từng kỳ như đã báo cáo.",
        )
