"""Frames of where a number of a unit comes from and where it goes, read from its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from cchc_toolkit.figures.lineage import Explained, Origin, Use, explained, uses
from cchc_toolkit.submission import load_submission
from cchc_toolkit.submission.params import load_params

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection


def trace(collection: Collection, key: str, unit: str, period: str = "") -> pd.DataFrame:
    """Return a row a cell that a number comes from; see `Collection.trace`."""
    found = _explained(collection, key, unit, period)
    frame = pd.DataFrame(found.origins, columns=list(Origin._fields))
    return frame.assign(formula=found.formula)


def used_by(collection: Collection, key: str, unit: str = "", period: str = "") -> pd.DataFrame:
    """Return a row a place where a number is used; see `Collection.used_by`."""
    collection.keys[key]
    row = collection.choose(period)[0]
    found = _explained(collection, key, unit, row.id).uses if unit else uses(row.form, key)
    frame = pd.DataFrame(found, columns=list(Use._fields))
    if not unit:
        return frame
    long = collection.findings(row.id)
    mine = long[long["unit"] == unit]
    mine = mine[[key in one.split("; ") for one in mine["keys"]]]
    rows = {"kind": "phát hiện", "key": mine["rule"].astype("str"), "what": mine["message"]}
    return pd.concat([frame, pd.DataFrame(rows).assign(through="")], ignore_index=True)


def _explained(collection: Collection, key: str, unit: str, period: str) -> Explained:
    row = collection.choose(period)[0]
    collection.unit(unit)
    params = load_params(row.params.source)
    commune = params.commune(unit)
    return explained(load_submission(params.data, commune, params.period, params.form), key)
