"""Sums over units: numbers added up exactly, rates made anew from the sums, coverage said.

A unit that is missing, or left a cell blank, is never a zero: it is not in `n`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.measure import recomputed
from cchc_toolkit.analysis.period_rows import PeriodRow
from cchc_toolkit.errors import UsageError

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection


def totals(
    collection: Collection, by: str, keys: Sequence[str], rows: Sequence[PeriodRow]
) -> pd.DataFrame:
    """Return sums and rates of groups of units; see `Collection.totals`."""
    parts = [_of_period(collection, by, keys, row) for row in rows]
    every = pd.concat(parts, ignore_index=True)
    every["period"] = every["period"].astype(collection.period_type)
    return every


def _of_period(
    collection: Collection, by: str, keys: Sequence[str], row: PeriodRow
) -> pd.DataFrame:
    units = collection.table("units", row.id).to_pandas()
    if by and by not in units:
        raise UsageError(
            f'Không gộp theo "{by}" được.',
            where="c.totals",
            advice='Gộp theo một cột của c.units: "province", "superior", "kind"; "" cho tất cả.',
        )
    groups = units[by].where(units[by] != "", "(không rõ)") if by else "tất cả"
    group = dict(zip(units["unit"], pd.Series(groups, index=units.index), strict=True))
    counts = Counter(group.values())
    form = row.form
    wanted = keys or list(form.ratio)
    sums = [key for key in wanted if key in form.indicators]
    rates = [key for key in wanted if key in form.ratio]
    parts = _rates(collection, rates, row, group) + _sums(collection, sums, row, group)
    if not parts:
        raise UsageError("Biểu không có khóa nào trong số đã chọn.", where="c.totals")
    found = pd.concat(parts, ignore_index=True)
    found.insert(1, "period", row.id)
    found["units"] = found["group"].map(counts)
    found["coverage"] = [f"{n}/{of}" for n, of in zip(found["n"], found["units"], strict=True)]
    return found.rename(columns={"group": by or "group"})


def _rates(
    collection: Collection, keys: Sequence[str], row: PeriodRow, group: Mapping[str, str]
) -> list[pd.DataFrame]:
    names = ["unit", "key", *(f"{side}_{name}" for side in ("top", "bottom") for name in _EXACT)]
    if not keys:
        return []
    every = collection.table("figures", row.id, names).to_pandas()
    found = []
    for key in keys:
        ratio, table = row.form.ratio[key], every[(every["key"] == key).to_numpy()]
        there = table["top_scaled"].notna()
        if ratio.denominator:
            there &= table["bottom_scaled"].notna()
        table = table[there]
        part = _added(table, "top_", group).rename(columns={"sum": "numerator"})
        bottom = _added(table, "bottom_", group)["sum"]
        part["denominator"] = bottom if ratio.denominator else np.nan
        found.append(recomputed(_headed(part, key, ratio.label, ratio.unit), ratio))
    return found


def _sums(
    collection: Collection, keys: Sequence[str], row: PeriodRow, group: Mapping[str, str]
) -> list[pd.DataFrame]:
    for key in keys:
        if row.form.indicators[key].rollup != "sum":
            raise UsageError(
                f'Chỉ tiêu "{key}" không cộng được giữa các xã.',
                where="c.totals",
                advice="Với tỷ lệ, chọn chỉ số tính ra (c.keys.figures): nó được tính lại từ tổng.",
            )
    found = []
    for key in keys:
        cell = row.form.indicators[key]
        names = ["unit", "scaled", "decimals"]
        table = collection.table("values", row.id, names, [("key", "==", key)]).to_pandas()
        part = _added(table[table["scaled"].notna()], "", group)
        part = part.rename(columns={"sum": "numerator"}).assign(denominator=np.nan)
        found.append(recomputed(_headed(part, key, cell.label, cell.true_unit), None))
    return found


_EXACT = ("scaled", "decimals")


def _added(table: pd.DataFrame, side: str, group: Mapping[str, str]) -> pd.DataFrame:
    """Return the exact sum of each group and of how many units; of no unit there is no sum."""
    scaled, decimals = (table[f"{side}{name}"] for name in _EXACT)
    groups = list(dict.fromkeys(group.values()))
    place = {name: at for at, name in enumerate(groups)}
    of_unit = [place[group[unit]] for unit in table["unit"].cat.categories]
    codes = np.array(of_unit, dtype="i8")[table["unit"].cat.codes.to_numpy()]
    known = scaled.notna().to_numpy()
    places = decimals[known].astype("int64").to_numpy()
    most = int(places.max()) if len(places) else 0
    whole = scaled[known].astype("int64").to_numpy() * 10 ** (most - places)
    sums = np.zeros(len(groups), dtype="int64")
    np.add.at(sums, codes[known], whole)
    count = np.bincount(codes[known], minlength=len(groups))
    return pd.DataFrame(
        {"group": groups, "n": count, "sum": np.where(count > 0, sums / 10.0**most, np.nan)}
    )


def _headed(found: pd.DataFrame, key: str, label: str, measure: str) -> pd.DataFrame:
    return found.assign(key=key, label=label, measure=measure)
