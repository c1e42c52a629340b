"""Frames of what the checks find: checked once, then read from where `cchc status` keeps it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from cchc_toolkit.analysis.period_rows import PeriodRow
from cchc_toolkit.checks import RULES, SEVERITIES
from cchc_toolkit.outputs.assessment import Told, assess
from cchc_toolkit.submission.params import load_params

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

COLUMNS = ["unit", "name", "period", *Told._fields]


def findings(collection: Collection, period: str = "", *, wide: bool = False) -> pd.DataFrame:
    """Return what the checks find in a period; see `Collection.findings`."""
    row = collection.choose(period)[0]
    return collection.remembered(("findings", row.id), partial(_read, collection, row))[wide]


def _read(collection: Collection, row: PeriodRow) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a row a finding, and a row a unit with how often each rule found something."""
    params = load_params(row.params.source)
    found = {code: one for code, one in assess(params, params.communes).items() if not one.problem}
    names = collection.names
    rows = [
        (code, names[code], row.id, *finding)
        for code, one in found.items()
        for finding in one.findings
    ]
    long = pd.DataFrame(rows, columns=COLUMNS).astype({"period": collection.period_type})
    for name in ("unit", "name", "advice"):
        long[name] = long[name].astype("category")
    long["rule"] = pd.Categorical(long["rule"], [rule.code for rule in RULES], ordered=True)
    long["severity"] = pd.Categorical(long["severity"], SEVERITIES[::-1], ordered=True)
    index = pd.MultiIndex.from_tuples([(code, names[code]) for code in found], names=COLUMNS[:2])
    return long, _counts(long, list(found)).set_axis(index)


def _counts(long: pd.DataFrame, units: list[str]) -> pd.DataFrame:
    """Return how often each rule found something at each unit, for the rules that did at all."""
    rules = list(long["rule"].cat.remove_unused_categories().cat.categories)
    counts = pd.crosstab(long["unit"].astype("str"), long["rule"].astype("str"))
    return counts.reindex(index=units, columns=rules, fill_value=0).rename_axis(columns=None)
