"""One key over units and periods: a reported number or a derived figure, in the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.interval import wilson
from cchc_toolkit.analysis.period_rows import PeriodRow
from cchc_toolkit.catalogue import Form, Ratio
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.text.arithmetic import half_up, share
from cchc_toolkit.text.formatting import print_number

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

_KEPT = 200
"""Keys by period that a collection remembers: some 100 MB of a country."""
COLUMNS = ["unit", "name", "period", "value", "numerator", "denominator", "low", "high", "printed"]


def measured(collection: Collection, key: str, rows: Sequence[PeriodRow]) -> pd.DataFrame:
    """Return a key's numbers, a row a unit and period, plain columns: `COLUMNS` and `state`.

    Of a reported number `numerator` is the number itself and there is no denominator. Periods
    whose form has no such key are left out; raises `UsageError` where none has it.
    """
    having = [row for row in rows if key in row.form.ratio or _fillable(row.form, key)]
    if not having:
        known = {one for row in rows for one in row.form.keys}
        raise UsageError(
            f'Biểu của các kỳ này không có khóa "{key}".',
            advice=nearest(key, known) or "Xem c.keys.",
        )
    for row in having:
        if (key, row.id) not in collection.kept:
            if len(collection.kept) >= _KEPT:
                collection.kept.clear()
            collection.kept[key, row.id] = _of(collection, key, row)
    return pd.concat([collection.kept[key, row.id] for row in having], ignore_index=True)


def _fillable(form: Form, key: str) -> bool:
    return key in form.indicators and form.indicators[key].fillable


def _of(collection: Collection, key: str, row: PeriodRow) -> pd.DataFrame:
    if key in row.form.ratio:
        found = collection.figures(key, row.id)[[*COLUMNS, "state"]]
    else:
        found = collection.values(row.id, keys=[key])[["unit", "name", "period", "value", "state"]]
        numbers = [None if pd.isna(one) else exact(one) for one in found["value"]]
        found = found.assign(
            numerator=found["value"], denominator=np.nan, low=np.nan, high=np.nan,
            printed=["" if one is None else print_number(one) for one in numbers],
        )  # fmt: skip
    texts = dict.fromkeys(("unit", "name", "period", "state", "printed"), "str")
    return pd.DataFrame(found.astype(texts))


def exact(number: Any) -> Decimal:
    """Return the decimal number that a double was read from.

    >>> exact(99.3), exact(652.0)
    (Decimal('99.3'), Decimal('652'))
    """
    found = Decimal(repr(float(number)))
    return Decimal(int(found)) if found == found.to_integral_value() else found


def rate_of(numerator: Any, denominator: Any, ratio: Ratio) -> Decimal | None:
    """Return a figure from what it is made of, rounded as reports round it; None for no rate."""
    if pd.isna(numerator) or (ratio.denominator and (pd.isna(denominator) or not denominator)):
        return None
    top = numerator if isinstance(numerator, Decimal) else exact(numerator)
    if not ratio.denominator:
        return half_up(top, ratio.decimals)
    bottom = denominator if isinstance(denominator, Decimal) else exact(denominator)
    return share(top, bottom, ratio.decimals, ratio.scale)


def recomputed(frame: pd.DataFrame, ratio: Ratio | None) -> pd.DataFrame:
    """Return a frame with value, printed, low and high made anew from its two numbers."""
    pairs = zip(frame["numerator"], frame["denominator"], strict=True)
    if ratio is None:
        found = [None if pd.isna(top) else exact(top) for top, _ in pairs]
        decimals = None
    else:
        found = [rate_of(top, bottom, ratio) for top, bottom in pairs]
        decimals = ratio.decimals
    low, high = wilson(frame["numerator"].to_numpy(), frame["denominator"].to_numpy())
    scale = ratio.scale if ratio and ratio.proportion else np.nan
    return frame.assign(
        value=[np.nan if one is None else float(one) for one in found],
        printed=["" if one is None else print_number(one, decimals) for one in found],
        low=low * scale,
        high=high * scale,
    )
