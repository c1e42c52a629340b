"""Frames of who reports: the units of a collection, and those without numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from cchc_toolkit.analysis.packed import PROBLEM_KINDS
from cchc_toolkit.analysis.period_rows import categories

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

PROBLEM_COLUMNS = ["unit", "name", "period", "kind", "where", "problem", "advice"]


def units(collection: Collection) -> pd.DataFrame:
    """Return a row a unit, as the last period that names it says, with the count of its periods."""
    tables = [collection.table("units", row.id).to_pandas() for row in collection.rows]
    every = pd.concat(tables, ignore_index=True)
    same = ["unit", "name"]
    found: pd.DataFrame = every.drop_duplicates(same, keep="last").set_index(same, drop=False)
    found["periods"] = every.groupby(same, sort=False).size()
    said = every[every["sha256"] != ""].groupby(same, sort=False).size()
    found["reported"] = said.reindex(found.index, fill_value=0)
    found = found.drop(columns=["sha256", "inode", "size", "changed"]).reset_index(drop=True)
    for name in ("valid_from", "valid_to"):
        found[name] = pd.to_datetime(found[name])
    for name in ("kind", "province", "province_now", "superior"):
        found[name] = found[name].astype("category")
    return found.sort_values("unit", kind="stable", ignore_index=True)


def problems(collection: Collection) -> pd.DataFrame:
    """Return a row a unit and period that has no numbers, with what to do about it."""
    tables = []
    for row in collection.rows:
        found = collection.table("problems", row.id).to_pandas()
        tables.append(found.assign(period=row.id, name=found["unit"].map(collection.named(row.id))))
    every = pd.concat(tables, ignore_index=True)
    every["name"] = every["name"].astype("str")
    every["period"] = categories(list(every["period"]), collection.rows)
    every["kind"] = pd.Categorical(every["kind"], categories=list(PROBLEM_KINDS))
    return pd.DataFrame(every[PROBLEM_COLUMNS])
