"""How much of the form was answered, by section: a blank is the only cell without an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.value_frames import section_of
from cchc_toolkit.errors import UsageError

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection


def completeness(collection: Collection, period: str = "", *, by: str = "section") -> pd.DataFrame:
    """Return shares of answered cells, a row a unit; see `Collection.completeness`."""
    row = collection.choose(period)[0]
    table = collection.table("values", row.id, ["unit", "key", "state"]).to_pandas()
    form = row.form
    applying = form.applying
    heads = {
        "section": {one.key: section_of(one, form) for one in applying},
        "key": {one.key: one.key for one in applying},
        "": {one.key: "tất cả" for one in applying},
    }
    if by not in heads:
        raise UsageError(f'Không chia theo "{by}" được.', advice='Ghi by="section", "key" hoặc "".')
    columns = list(dict.fromkeys(heads[by].values()))
    place = {name: at for at, name in enumerate(columns)}
    where = [place.get(heads[by].get(key, ""), -1) for key in table["key"].cat.categories]
    column = np.array(where, dtype="i4")[table["key"].cat.codes.to_numpy()]
    unit, kept = table["unit"].cat.codes.to_numpy(), column >= 0
    answered = (table["state"] != "not_reported").to_numpy()
    size = (len(table["unit"].cat.categories), len(columns))
    flat = unit[kept].astype("i8") * size[1] + column[kept]
    count = np.bincount(flat, minlength=size[0] * size[1]).reshape(size)
    filled = np.bincount(flat, weights=answered[kept], minlength=size[0] * size[1]).reshape(size)
    codes = list(table["unit"].cat.categories)
    names = collection.named(row.id)
    index = pd.MultiIndex.from_arrays(
        [codes, [names.get(code, "") for code in codes]], names=["unit", "name"]
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        found = pd.DataFrame(filled / count, index=index, columns=columns)
    reported = np.unique(unit)
    return found.iloc[reported]
