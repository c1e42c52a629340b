"""Units in order of a number, those with too few cases set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.measure import measured

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

COLUMNS = [
    "rank", "unit", "name", "province", "value", "printed", "numerator", "denominator", "low",
    "high", "note",
]  # fmt: skip


def rank(
    collection: Collection, key: str, period: str = "", *, min_n: int = 30, ascending: bool = True
) -> pd.DataFrame:
    """Return the units by a key, the lowest first; see `Collection.rank`."""
    row = collection.choose(period)[0]
    found = measured(collection, key, [row])
    few = found["denominator"].notna() & (found["denominator"] < min_n)
    known = found["value"].notna() & ~few
    place = found["value"].where(known).rank(method="min", ascending=ascending)
    found["rank"] = place.astype("Int64")
    said = np.where(few, f"dưới {min_n} trường hợp, không xếp hạng", "")
    found["note"] = np.where(found["value"].isna(), "không có số", said)
    found["province"] = found["unit"].map(collection.provinces)
    ordered = found.sort_values(["rank", "unit"], kind="stable", ignore_index=True)
    return pd.DataFrame(ordered[COLUMNS])
