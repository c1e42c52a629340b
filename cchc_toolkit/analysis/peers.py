"""The same figures of every commune of a run: what a report sets its own commune against."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from cchc_toolkit.catalogue.communes import is_fictional
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.errors import CchcError, UsageError
from cchc_toolkit.report import Report, build_report, figure_advice
from cchc_toolkit.submission.params import load_params, override


def peers(
    report: Report, keys: Iterable[str], *, params: str = "", data: str = "", as_of: str = ""
) -> pd.DataFrame:
    """Return a row a commune of the period's parameters: `commune, name, <keys>, problem`.

    A figure that cannot be computed is NaN; `problem` says why a commune could not be read. The
    report's own row is the report itself; no real commune is set against a fictional one. Raises
    `UsageError` for a key that is no figure's. A notebook that calls this is made again when any
    commune's data change.
    """
    wanted = tuple(keys)
    for key in wanted:
        if key not in report.figures:
            raise UsageError(
                f'Biểu không có chỉ số "{key}".', where="peers", advice=figure_advice(report, key)
            )
    file = params or f"params/{parse_period(report.period.id).id}.yml"
    chosen = override(load_params(file), mode=report.mode, data=data, as_of=as_of)
    rows = []
    for code, office in chosen.offices.items():
        if is_fictional(code) != report.commune.fictional:
            continue
        found, problem = report, ""
        if code != report.commune.code:
            try:
                found = build_report(code, chosen)
            except CchcError as error:
                problem = error.problem
        values = [None if problem else _number(found, key) for key in wanted]
        rows.append((code, office.name, *values, problem))
    frame = pd.DataFrame(rows, columns=["commune", "name", *wanted, "problem"])
    return frame.astype(dict.fromkeys(wanted, "float64"))


def _number(report: Report, key: str) -> float | None:
    value = report.figures[key].value
    return None if value is None else float(value)
