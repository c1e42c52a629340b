"""Frames of what the checks find: checked once, then read from where `cchc status` keeps it."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from cchc_toolkit.analysis.arrow import pa, pq
from cchc_toolkit.analysis.period_rows import PeriodRow
from cchc_toolkit.checks import RULES, SEVERITIES
from cchc_toolkit.errors import CchcError
from cchc_toolkit.outputs.assessment import Assessment, Told, assess, looks_of
from cchc_toolkit.submission.params import load_params
from cchc_toolkit.system import paths

if TYPE_CHECKING:
    from cchc_toolkit.analysis.collection import Collection

COLUMNS = ["unit", "name", "period", *Told._fields]
_STORED = ("unit", *Told._fields)


def findings(collection: Collection, period: str = "", *, wide: bool = False) -> pd.DataFrame:
    """Return what the checks find in a period; see `Collection.findings`."""
    row = collection.choose(period)[0]
    return collection.remembered(("findings", row.id), partial(_read, collection, row))[wide]


def _read(collection: Collection, row: PeriodRow) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a row a finding, and a row a unit with how often each rule found something."""
    table = _told(collection, row)
    units = table.schema.metadata[b"units"].decode().split()
    names = collection.names
    long = table.to_pandas().astype({"unit": "str"})
    long.insert(1, "name", long["unit"].map(names))
    long.insert(2, "period", pd.Categorical([row.id] * len(long), dtype=collection.period_type))
    for name in ("unit", "name", "advice"):
        long[name] = long[name].astype("category")
    long["rule"] = pd.Categorical(long["rule"], [rule.code for rule in RULES], ordered=True)
    long["severity"] = pd.Categorical(long["severity"], SEVERITIES[::-1], ordered=True)
    index = pd.MultiIndex.from_tuples([(code, names[code]) for code in units], names=COLUMNS[:2])
    return long, _counts(long, units).set_axis(index)


def _told(collection: Collection, row: PeriodRow) -> pa.Table:
    """Return a row a finding from the cache, where all that bears on them looks as it did.

    Else from where `cchc status` keeps them, which reads every file to be sure.
    """
    place = collection.cached[row.id].folder / "findings.parquet"
    codes = collection.table("units", row.id, ["unit"])["unit"].to_pylist()
    looks = looks_of(row.params, codes).encode()
    try:
        kept = pq.read_table(place)
    except (OSError, pa.ArrowInvalid):
        kept = pa.table({})
    if (kept.schema.metadata or {}).get(b"looks") == looks:
        return kept
    found = _checked(row)
    rows = [(code, *finding) for code, one in found.items() for finding in one.findings]
    columns = zip(*rows, strict=True) if rows else [()] * len(_STORED)
    texts = {
        name: pa.array(column, pa.string()) for name, column in zip(_STORED, columns, strict=True)
    }
    table = pa.table(texts).replace_schema_metadata({"looks": looks, "units": " ".join(found)})
    _keep(table, place)
    return table


def _checked(row: PeriodRow) -> dict[str, Assessment]:
    params = load_params(row.params.source)
    found = assess(params, params.communes)
    return {code: one for code, one in found.items() if not one.problem}


def _keep(table: pa.Table, place: Path) -> None:
    content = BytesIO()
    pq.write_table(table, content, compression="zstd")
    try:
        paths.write_file(place, content.getvalue())
    except CchcError:
        return  # a folder that cannot be written to is slower, no more


def _counts(long: pd.DataFrame, units: list[str]) -> pd.DataFrame:
    """Return how often each rule found something at each unit, for the rules that did at all."""
    rules = list(long["rule"].cat.remove_unused_categories().cat.categories)
    counts = pd.crosstab(long["unit"].astype("str"), long["rule"].astype("str"))
    return counts.reindex(index=units, columns=rules, fill_value=0).rename_axis(columns=None)
