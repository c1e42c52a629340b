"""Sums over units: numbers added up exactly, rates made anew from the sums, coverage said.

A unit that is missing, or left a cell blank, is never a zero: it is not in `n`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from cchc_toolkit.analysis.arrow import pa
from cchc_toolkit.analysis.exact import EXACT, Whole, exact_sums
from cchc_toolkit.analysis.measure import anew
from cchc_toolkit.analysis.period_rows import PeriodRow
from cchc_toolkit.catalogue import Form
from cchc_toolkit.errors import UsageError

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

COLUMNS = [
    "group", "period", "key", "label", "value", "printed", "numerator", "denominator", "low",
    "high", "n", "units", "coverage", "measure",
]  # fmt: skip

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class _Groups:
    """The units of a period in groups."""

    names: list[str]
    place: Mapping[str, int]
    """Of each unit the place of its group among the names."""
    units: list[int]
    """How many units each has."""


def totals(
    collection: Collection, by: str, keys: Sequence[str], rows: Sequence[PeriodRow]
) -> pd.DataFrame:
    """Return sums and rates of groups of units; see `Collection.totals`."""
    parts = [
        collection.remembered(
            ("totals", by, *keys, row.id), partial(_of_period, collection, by, keys, row)
        )
        for row in rows
    ]
    every = pd.concat(parts, ignore_index=True)
    every["period"] = every["period"].astype(collection.period_type)
    return every


def _of_period(
    collection: Collection, by: str, keys: Sequence[str], row: PeriodRow
) -> pd.DataFrame:
    form, groups = row.form, _groups(collection, by, row)
    wanted = keys or list(form.ratio)
    ratios = [key for key in wanted if key in form.ratio]
    cells = [key for key in wanted if key in form.indicators]
    _refuse_other(cells, form)
    if not ratios and not cells:
        raise UsageError("Biểu không có khóa nào trong số đã chọn.", where="c.totals")
    parts = []
    for name, chosen, sides in (
        ("figures", ratios, ("top_", "bottom_")),
        ("values", cells, ("",)),
    ):
        if chosen:
            exactly = [f"{side}{column}" for side in sides for column in EXACT]
            table = collection.table(name, row.id, ["unit", "key", *exactly])
            parts.append(_added(table, chosen, sides, groups, form))
    found = pd.concat(parts, ignore_index=True).assign(period=row.id)
    found["coverage"] = [f"{n}/{of}" for n, of in zip(found["n"], found["units"], strict=True)]
    return found[COLUMNS].rename(columns={"group": by or "group"})


def _groups(collection: Collection, by: str, row: PeriodRow) -> _Groups:
    units = collection.table("units", row.id)
    if by and by not in units.column_names:
        raise UsageError(
            f'Không gộp theo "{by}" được.',
            where="c.totals",
            advice='Gộp theo một cột của c.units: "province", "superior", "kind"; "" cho tất cả.',
        )
    said = [one or "(không rõ)" for one in units[by].to_pylist()] if by else ["tất cả"] * len(units)
    names = list(dict.fromkeys(said))
    where = {name: at for at, name in enumerate(names)}
    place = {unit: where[name] for unit, name in zip(units["unit"].to_pylist(), said, strict=True)}
    return _Groups(names, place, np.bincount(list(place.values()), minlength=len(names)).tolist())


def _refuse_other(cells: Sequence[str], form: Form) -> None:
    """Raise `UsageError` for a number that the form does not let be added up over units."""
    for key in cells:
        if form.indicators[key].rollup != "sum":
            raise UsageError(
                f'Chỉ tiêu "{key}" không cộng được giữa các xã.',
                where="c.totals",
                advice="Với tỷ lệ, chọn chỉ số tính ra (c.keys.figures): nó được tính lại từ tổng.",
            )


def _added(
    table: pa.Table, keys: Sequence[str], sides: Sequence[str], groups: _Groups, form: Form
) -> pd.DataFrame:
    """Return the sums of keys over the units that gave all that a key needs: a rate both sides.

    All keys and groups are added up at once: each pair of them is a place in one list.
    """
    count, size = len(groups.names), len(keys) * len(groups.names)
    ratios = [form.ratio.get(key) for key in keys]
    divided = np.array([bool(ratio and ratio.denominator) for ratio in ratios])
    key = _placed(table["key"], {key: at for at, key in enumerate(keys)})
    there = (key >= 0) & _known(table, sides[0])
    if len(sides) > 1:
        there &= _known(table, sides[1]) | ~divided[key]
    place = (key * count + _placed(table["unit"], groups.place))[there]
    sums = [exact_sums(place, *_exactly(table, side, there), size) for side in sides]
    n = np.bincount(place, minlength=size)
    tops = [one if some else None for one, some in zip(sums[0], n, strict=True)]
    some = (n > 0) & np.repeat(divided, count)
    bottoms = [one if there else None for one, there in zip(sums[-1], some, strict=True)]
    rows = [form.ratio.get(key) or form.indicators[key] for key in keys]
    return pd.DataFrame(
        {
            "group": groups.names * len(keys),
            "key": np.repeat(keys, count),
            "label": np.repeat([row.label for row in rows], count),
            "measure": np.repeat([getattr(row, "true_unit", row.unit) for row in rows], count),
            "n": n,
            "units": groups.units * len(keys),
            **anew(tops, bottoms, [ratio for ratio in ratios for _ in groups.names]),
        }
    )


def _placed(column: pa.ChunkedArray, place: Mapping[str, int]) -> Whole:
    """Return of each word its place, -1 where it has none."""
    words = column.combine_chunks()
    ranks = np.array([place.get(word, -1) for word in words.dictionary.to_pylist()], dtype="i8")
    return ranks[words.indices.to_numpy()] if len(ranks) else np.array([], "i8")


def _known(table: pa.Table, side: str) -> Mask:
    found: Mask = table[f"{side}scaled"].is_valid().to_numpy()
    return found


def _exactly(table: pa.Table, side: str, there: Mask) -> tuple[Whole, Whole]:
    """Return whole numbers and their decimals of some rows, 0 where there is none."""
    scaled, decimals = (table[f"{side}{one}"].fill_null(0).to_numpy()[there] for one in EXACT)
    return scaled.astype("i8"), decimals.astype("i8")
