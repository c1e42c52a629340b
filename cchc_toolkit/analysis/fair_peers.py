"""Units to compare one with: of the same kind, and nearest in size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.measure import measured
from cchc_toolkit.errors import UsageError

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection


def fair_peers(
    collection: Collection,
    unit: str,
    key: str,
    period: str = "",
    *,
    by: str | Sequence[str] = (),
    k: int = 40,
) -> pd.DataFrame:
    """Return a unit and its peers with a key; see `Collection.peers`."""
    row, own = collection.choose(period)[0], collection.unit(unit)
    sizes = ([by] if isinstance(by, str) else list(by)) or _default(collection, key, row.id)
    units = collection.units
    same = units[(units["kind"] == own["kind"]) & (units["province"] == own["province"])]
    if len(same) <= k:
        same = units[units["kind"] == own["kind"]]
    found = measured(collection, key, [row])
    found = found[found["unit"].isin(set(same["unit"]) | {unit})].reset_index(drop=True)
    for size in sizes:
        numbers = measured(collection, size, [row]).set_index("unit")["value"]
        found[size] = found["unit"].map(numbers)
    found["distance"] = _distances(found, unit, sizes)
    found["other"] = found["unit"] != unit
    near = found.dropna(subset=["distance"]).sort_values(["other", "distance", "unit"])
    return near.drop(columns="other").head(k + 1).reset_index(drop=True)


def _default(collection: Collection, key: str, period: str) -> list[str]:
    """Return what a rate is a rate of; a number is held against those of its own size."""
    ratio = collection.row(period).form.ratio.get(key)
    fillable = {row.key for row in collection.row(period).form.fillable}
    return [one for one in ratio.denominator if one in fillable] if ratio else [key]


def _distances(found: pd.DataFrame, unit: str, sizes: Sequence[str]) -> Any:
    """Return how far each unit is from one, each size on a logarithmic scale of equal weight."""
    logs = np.log1p(found[list(sizes)].astype("float64").clip(lower=0).to_numpy())
    own = logs[np.flatnonzero(found["unit"].to_numpy() == unit)]
    if not len(own) or np.isnan(own).any():
        raise UsageError(
            f"Xã {unit} chưa có số của {', '.join(sizes)}: không tìm được xã tương đồng.",
            where="c.peers",
            advice="Chọn by là một chỉ tiêu mà xã đã báo cáo.",
        )
    spread = np.nanstd(logs, axis=0)
    return np.sqrt((((logs - own[0]) / np.where(spread > 0, spread, 1.0)) ** 2).sum(axis=1))
