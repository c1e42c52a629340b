"""What changed against another period, and what of it is more than chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.interval import wilson
from cchc_toolkit.analysis.measure import measured
from cchc_toolkit.analysis.period_rows import PeriodRow
from cchc_toolkit.analysis.reform import as_units_of
from cchc_toolkit.errors import UsageError

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

COLUMNS = [
    "unit", "name", "period", "against", "value", "before", "change", "low", "high", "denominator",
    "denominator_before", "p", "signal", "note",
]  # fmt: skip
_FALSE_DISCOVERIES = 0.05
"""Of the changes called more than chance, the share that may be chance after all."""


def change(
    collection: Collection, key: str, period: str = "", *, against: str = "year_ago"
) -> pd.DataFrame:
    """Return the change of a key, the greatest first; see `Collection.change`."""
    row = collection.choose(period)[0]
    other = _other(collection, row, against)
    now, then = measured(collection, key, [row]), as_units_of(collection, key, other, row)
    found = now.merge(then, on=["unit", "name"], how="left", suffixes=("", "_before"))
    found = found.rename(columns={"value_before": "before"})
    found["against"], found["change"] = other.id, (found["value"] - found["before"]).round(6)
    ratio = row.form.ratio.get(key)
    apart = row.period.year != other.period.year or not (row.cumulative and other.cumulative)
    if ratio is not None and ratio.proportion and apart:
        found = _tested(found, ratio.scale)
    else:
        found = found.assign(low=np.nan, high=np.nan, p=np.nan)
    found["signal"] = _discoveries(found["p"])
    found["note"] = _notes(collection, found, other)
    order = found["change"].abs().sort_values(ascending=False, kind="stable", na_position="last")
    return pd.DataFrame(found.loc[order.index, COLUMNS].reset_index(drop=True))


def _other(collection: Collection, row: PeriodRow, against: str) -> PeriodRow:
    period = {"year_ago": row.year_ago, "previous": row.previous}.get(against, against)
    if period == row.id or not period:
        raise UsageError(f"Kỳ {row.id} không có kỳ {against} để so.", where="c.change")
    there = [one.id for one in collection.rows if one.id != row.id]
    if against != period and period not in there:
        raise UsageError(
            f"Dự án không có kỳ {period} để so với kỳ {row.id}.",
            where="c.change",
            advice=f"Chọn một kỳ đang có: {', '.join(there)}." if there else "",
        )
    return collection.row(period)


def _tested(found: pd.DataFrame, scale: int) -> pd.DataFrame:
    """Return the change of a proportion with its 95 % interval (Newcombe) and its p-value.

    The interval is made of Wilson's of the two; the p-value is of the two-sided test of two shares
    with one share assumed for both.
    """
    columns = ("numerator", "denominator", "numerator_before", "denominator_before")
    a, n, b, m = (found[name].to_numpy(dtype="float64") for name in columns)
    (low, high), (low_before, high_before) = wilson(a, n), wilson(b, m)
    with np.errstate(divide="ignore", invalid="ignore"):
        now, then, both = a / n, b / m, (a + b) / (n + m)
        down = np.sqrt((now - low) ** 2 + (high_before - then) ** 2)
        up = np.sqrt((high - now) ** 2 + (then - low_before) ** 2)
        error = np.sqrt(both * (1 - both) * (1 / n + 1 / m))
        z = np.where(error > 0, (now - then) / error, 0.0)
    there = ~np.isnan(low) & ~np.isnan(low_before)
    p = np.where(there, _two_sided(z), np.nan)
    return found.assign(low=(now - then - down) * scale, high=(now - then + up) * scale, p=p)


def _two_sided(z: Any) -> Any:
    from math import erfc, sqrt

    return np.array([erfc(abs(float(one)) / sqrt(2)) for one in z])


def _discoveries(p: pd.Series[float]) -> Any:
    """Return which p-values are signal, the count of all tests allowed for; <NA> for no test.

    By Benjamini and Hochberg: of 3,321 communes that only chance moves, a plain 5 % would call 166.
    """
    tested = p.dropna().sort_values()
    ranks = np.arange(1, len(tested) + 1)
    passing = np.flatnonzero(tested.to_numpy() <= _FALSE_DISCOVERIES * ranks / max(1, len(tested)))
    limit = tested.iloc[passing[-1]] if len(passing) else -1.0
    return (p <= limit).astype("boolean").mask(p.isna())


def _notes(collection: Collection, found: pd.DataFrame, other: PeriodRow) -> Any:
    codes = set(collection.table("units", other.id, ["unit"])["unit"].to_pylist())
    another = found["state_before"].isna() & found["unit"].isin(codes)
    notes = np.where(found["before"].isna(), f"không có số kỳ {other.id}", "")
    notes = np.where(another, f"kỳ {other.id} chưa có số, hoặc mã là của đơn vị khác", notes)
    borders = found["note"].fillna("")
    notes = np.where(borders != "", borders, notes)
    return np.where(found["value"].isna(), "không có số kỳ này", notes)
