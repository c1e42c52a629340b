"""The same figures of every commune of a run: what a report sets its own commune against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from cchc_toolkit.catalogue.communes import is_fictional
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.errors import UsageError
from cchc_toolkit.report import Report, figure_advice
from cchc_toolkit.report.exchange import Peer, others_handed, peer_of
from cchc_toolkit.submission.params import load_params, override


def peers(
    report: Report, keys: Iterable[str], *, params: str = "", data: str = "", as_of: str = ""
) -> pd.DataFrame:
    """Return a row a commune of the period's parameters: `commune, name, <keys>, problem`.

    A figure that cannot be computed is NaN; `problem` says why a commune could not be read. The
    report's own row is the report itself; no real commune is set against a fictional one. Raises
    `UsageError` for a key that is no figure's. A notebook that calls this is made again when any
    commune's data change; a run of many reports gathers the figures once for all of them.
    """
    wanted = (keys,) if isinstance(keys, str) else tuple(keys)
    for key in wanted:
        if key not in report.figures:
            raise UsageError(
                f'Biểu không có chỉ số "{key}".', where="peers", advice=figure_advice(report, key)
            )
    found = _gathered(report, wanted) or _read(report, params, data, as_of)
    own = {key: figure.value for key, figure in report.figures.items()}
    rows = []
    for code, peer in found.items():
        if is_fictional(code) != report.commune.fictional:
            continue
        mine = code == report.commune.code
        figures, problem = (own, "") if mine else (peer.figures, peer.problem)
        values = [None if (said := figures.get(key)) is None else float(said) for key in wanted]
        rows.append((code, peer.name, *values, problem))
    frame = pd.DataFrame(rows, columns=["commune", "name", *wanted, "problem"])
    return frame.astype(dict.fromkeys(wanted, "float64"))


def _gathered(report: Report, keys: tuple[str, ...]) -> Mapping[str, Peer]:
    """Return what the run gathered, where it did so for this period and knows these figures."""
    others = others_handed()
    if others is None or others.period != report.period.id:
        return {}
    return {} if set(keys) - set(others.figures) else others.peers


def _read(report: Report, params: str, data: str, as_of: str) -> dict[str, Peer]:
    file = params or f"params/{parse_period(report.period.id).id}.yml"
    chosen = override(load_params(file), mode=report.mode, data=data, as_of=as_of)
    chosen = replace(chosen, form=report.form)  # with the figures that its author defined
    return {code: peer_of(chosen, code) for code in chosen.offices}
