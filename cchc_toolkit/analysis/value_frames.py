"""Frames of what was reported: long, a row a unit and key; or wide, a row a unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.category import Codes, from_codes, of_words
from cchc_toolkit.analysis.period_rows import PeriodRow, categories
from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.submission.value import STATES

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

LONG = [
    "unit", "name", "period", "section", "key", "label", "value", "state", "answer", "measure",
    "line",
]  # fmt: skip
_STORED = ["unit", "key", "state", "value", "line"]


def values(
    collection: Collection,
    rows: Sequence[PeriodRow],
    *,
    wide: bool | str = False,
    keys: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return the values of some periods; see `Collection.values`."""
    if keys is not None:
        _refuse_unknown(keys, rows)
    found = [_long(collection, row, keys) for row in rows]
    if not wide:
        return _below(found, collection)
    return _below([_wide(one, row, wide) for one, row in zip(found, rows, strict=True)], collection)


def _below(frames: Sequence[pd.DataFrame], collection: Collection) -> pd.DataFrame:
    """Return frames one below the other; categories that differ become text."""
    if len(frames) == 1:
        return frames[0]
    every = pd.concat(frames, ignore_index=True)
    for name in ("state", "section", "measure", "key", "label", "answer", "unit", "name"):
        if name in every and not isinstance(every[name].dtype, pd.CategoricalDtype):
            every[name] = every[name].astype("category")
    every["period"] = categories(list(every["period"]), collection.rows)
    return every


def _refuse_unknown(keys: Sequence[str], rows: Sequence[PeriodRow]) -> None:
    known = {row.key for one in rows for row in one.form.fillable}
    for key in keys:
        if key not in known:
            raise UsageError(
                f'Biểu không có chỉ tiêu "{key}".',
                where="c.values",
                advice=nearest(key, known) or 'Xem c.keys hoặc "cchc catalogue".',
            )


def _long(collection: Collection, row: PeriodRow, keys: Sequence[str] | None) -> pd.DataFrame:
    found = collection.table("values", row.id, _STORED, keys).to_pandas()
    found["key"] = found["key"].cat.remove_unused_categories()
    indicators = {one.key: one for one in row.form.fillable}
    names = list(found["key"].cat.categories)
    codes, here = found["key"].cat.codes.to_numpy(), [indicators[name] for name in names]
    called = collection.named(row.id)
    found["name"] = of_words(
        [called.get(code, "") for code in found["unit"].cat.categories],
        found["unit"].cat.codes.to_numpy(),
    )
    found["period"] = pd.Categorical.from_codes(
        np.full(len(found), [one.id for one in collection.rows].index(row.id)),
        dtype=collection.period_type,
    )
    found["section"] = of_words([section_of(one, row.form) for one in here], codes, ordered=True)
    found["label"] = of_words([one.label for one in here], codes)
    found["measure"] = of_words([one.true_unit for one in here], codes)
    found["key"] = found["key"].cat.reorder_categories(
        [key for key in indicators if key in set(names)], ordered=True
    )
    found["state"] = found["state"].cat.set_categories(list(STATES))
    found["answer"] = _answers(found, here, codes)
    return pd.DataFrame(found[LONG])


def section_of(row: Indicator, form: Form) -> str:
    """Return the chapter of the form that a row stands in, or that it belongs to by its key."""
    parent = row
    while parent.parent:
        parent = form.indicators[parent.parent]
    return parent.label if parent is not row or not row.supplementary else "Số liệu bổ sung"


def _answers(found: pd.DataFrame, here: Sequence[Indicator], codes: Codes) -> Any:
    """Return the printed answer of each coded choice, nothing for what is none."""
    words = list(dict.fromkeys(answer for row in here for _, answer in row.choices))
    place = {word: at for at, word in enumerate(words)}
    answers = np.full(len(found), -1, dtype="i4")
    values = found["value"].to_numpy()
    for at, row in enumerate(here):
        if not row.choices:
            continue
        mine = np.flatnonzero(codes == at)
        for code, answer in row.choices:
            answers[mine[values[mine] == float(code)]] = place[answer]
    return from_codes(answers, words)


def _wide(long: pd.DataFrame, row: PeriodRow, what: bool | str) -> pd.DataFrame:
    """Return a row a unit and a column a key: numbers, answers, or (`state`) why there is none."""
    keys = list(long["key"].cat.categories)
    count = len(long) // len(keys) if keys else 0
    order = long["key"].cat.codes.to_numpy().reshape(count, len(keys))
    head = long.iloc[:: max(1, len(keys))][["unit", "name", "period"]].reset_index(drop=True)
    column = "state" if what == "state" else "value"
    cells = long[column].to_numpy().reshape(count, len(keys))
    answers = long["answer"].to_numpy().reshape(count, len(keys))
    columns = {
        keys[at]: _column(row.form.indicators[keys[at]], cells[:, place], answers[:, place], column)
        for place, at in enumerate(order[0] if count else ())
    }
    return pd.concat([head, pd.DataFrame(columns, index=head.index)], axis=1)


def _column(row: Indicator, cells: np.ndarray, answers: np.ndarray, column: str) -> pd.Series:
    if column == "state":
        return pd.Series(pd.Categorical(cells, categories=list(STATES)))
    if row.choices:
        words = list(dict.fromkeys(answer for _, answer in row.choices))
        return pd.Series(pd.Categorical(answers, categories=words, ordered=True))
    numbers = pd.Series(cells.astype("float64")).astype("Float64")
    return numbers.astype("Int64") if row.integer else numbers
