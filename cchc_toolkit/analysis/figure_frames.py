"""Frames of derived figures: as printed, with what they are made of and their interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.columns import FIGURE_STATES
from cchc_toolkit.analysis.interval import wilson
from cchc_toolkit.analysis.period_rows import PeriodRow, categories
from cchc_toolkit.catalogue import Ratio
from cchc_toolkit.figures import REASONS

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

COLUMNS = [
    "unit", "name", "period", "key", "label", "value", "numerator", "denominator", "low", "high",
    "printed", "state", "reason", "measure", "formula",
]  # fmt: skip
_STORED = [
    "unit", "key", "state", "value", "numerator", "denominator", "printed", "formula",
]  # fmt: skip


def figures(
    collection: Collection, keys: Sequence[str] | None, rows: Sequence[PeriodRow]
) -> pd.DataFrame:
    """Return the figures of some periods; see `Collection.figures`."""
    found = [_of_period(collection, keys, row) for row in rows]
    every = pd.concat(found, ignore_index=True)
    every["period"] = categories(list(every["period"]), collection.rows)
    for name in ("unit", "key", "label", "measure", "name"):
        every[name] = every[name].astype("category")
    every["state"] = pd.Categorical(every["state"], categories=list(FIGURE_STATES))
    return pd.DataFrame(every[COLUMNS])


def _of_period(collection: Collection, keys: Sequence[str] | None, row: PeriodRow) -> pd.DataFrame:
    found = collection.table("figures", row.id, _STORED, keys).to_pandas()
    for name in ("unit", "key", "state"):
        found[name] = found[name].astype("str")
    ratios = row.form.ratio
    found["period"] = row.id
    found["name"] = found["unit"].map(collection.named(row.id))
    found["label"] = found["key"].map({key: ratio.label for key, ratio in ratios.items()})
    found["measure"] = found["key"].map({key: ratio.unit for key, ratio in ratios.items()})
    reasons: dict[str, str] = {reason: words for reason, words in REASONS.items() if reason}
    found["reason"] = found["state"].map({**reasons, "reported": ""})
    found["low"], found["high"] = _bounds(found, ratios.values())
    return pd.DataFrame(found)


def _bounds(found: pd.DataFrame, ratios: Iterable[Ratio]) -> tuple[np.ndarray, np.ndarray]:
    """Return the interval of each figure in its own unit; NaN where it is no proportion."""
    scales = {ratio.key: ratio.scale for ratio in ratios if ratio.proportion}
    scale = found["key"].map(scales).to_numpy(dtype="float64", na_value=np.nan)
    low, high = wilson(found["numerator"].to_numpy(), found["denominator"].to_numpy())
    there = np.where(found["value"].notna(), scale, np.nan)
    return low * there, high * there
