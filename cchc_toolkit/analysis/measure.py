"""One key over units and periods: a reported number or a derived figure, in the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.exact import EXACT, doubles, numbers
from cchc_toolkit.analysis.interval import wilson
from cchc_toolkit.analysis.period_rows import PeriodRow
from cchc_toolkit.catalogue import Form, Ratio
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.text.arithmetic import half_up, share
from cchc_toolkit.text.formatting import print_number

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

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
    found = [collection.remembered((key, row.id), partial(_of, collection, key, row))
             for row in having]  # fmt: skip
    return pd.concat(found, ignore_index=True)


def _fillable(form: Form, key: str) -> bool:
    return key in form.indicators and form.indicators[key].fillable


def _of(collection: Collection, key: str, row: PeriodRow) -> pd.DataFrame:
    if key in row.form.ratio:
        found = collection.figures(key, row.id)[[*COLUMNS, "state"]]
    else:
        table = collection.table("values", row.id, ["unit", "state", "value", *EXACT], [key])
        found = table.select(["unit", "state", "value"]).to_pandas().astype({"unit": "str"})
        found = found.assign(
            name=found["unit"].map(collection.names), period=row.id, numerator=found["value"],
            denominator=np.nan, low=np.nan, high=np.nan,
            printed=["" if one is None else print_number(one) for one in numbers(table)],
        )  # fmt: skip
    texts = dict.fromkeys(("unit", "name", "period", "state", "printed"), "str")
    return pd.DataFrame(found[[*COLUMNS, "state"]].astype(texts))


def exact(number: Any) -> Decimal:
    """Return the decimal number that a double was read from.

    >>> exact(99.3), exact(652.0)
    (Decimal('99.3'), Decimal('652'))
    """
    found = Decimal(repr(float(number)))
    return Decimal(int(found)) if found == found.to_integral_value() else found


def anew(
    tops: Sequence[Decimal | None],
    bottoms: Sequence[Decimal | None],
    ratios: Sequence[Ratio | None],
) -> dict[str, Any]:
    """Return the columns of a number made anew: a quotient as reports round it, else the number.

    They are value, printed, numerator, denominator, low and high.
    """
    found = [_quotient(*one) for one in zip(tops, bottoms, ratios, strict=True)]
    top, bottom = doubles(tops), doubles(bottoms)
    low, high = wilson(top, bottom)
    scale = np.array([one.scale if one and one.proportion else np.nan for one in ratios])
    printed = [
        "" if one is None else print_number(one, ratio.decimals if ratio else None)
        for one, ratio in zip(found, ratios, strict=True)
    ]
    return {
        "value": doubles(found), "printed": printed, "numerator": top, "denominator": bottom,
        "low": low * scale, "high": high * scale,
    }  # fmt: skip


def recomputed(frame: pd.DataFrame, ratio: Ratio | None) -> pd.DataFrame:
    """Return a frame with the columns of `anew`, made from its numerators and denominators."""
    tops, bottoms = (
        [None if isnan(one) else exact(one) for one in frame[side].astype("float64").tolist()]
        for side in ("numerator", "denominator")
    )
    return frame.assign(**anew(tops, bottoms, [ratio] * len(frame)))


def _quotient(top: Decimal | None, bottom: Decimal | None, ratio: Ratio | None) -> Decimal | None:
    if top is None or ratio is None:
        return top
    if not ratio.denominator:
        return half_up(top, ratio.decimals)
    return share(top, bottom, ratio.decimals, ratio.scale) if bottom else None
