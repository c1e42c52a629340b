"""Tidy pandas frames for analysts: the same numbers that the reports print.

A number that is not there is NaN, and `state` says why; nothing is ever filled with zero.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator

import pandas as pd

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.communes import parse_code
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.figures.lineage import Origin, origins
from cchc_toolkit.outputs.assessment import Told, told
from cchc_toolkit.report import Report, build_report, figure_advice
from cchc_toolkit.submission.params import load_params
from cchc_toolkit.submission.twins import gathered

VALUE_COLUMNS = ["commune", "period", "key", "label", "value", "state", "unit"]
FIGURE_COLUMNS = [
    "commune",
    "period",
    "key",
    "label",
    "value",
    "state",
    "unit",
    "printed",
    "formula",
]
CATALOGUE_COLUMNS = [
    "key", "stt", "label", "unit", "kind", "parent", "levels", "rollup", "supplementary",
]  # fmt: skip
FINDING_COLUMNS = ["commune", "period", *Told._fields]


def values_frame(
    period: str, communes: Iterable[str] | None = None, *, params: str = ""
) -> pd.DataFrame:
    """Return one row a commune and indicator: `commune, period, key, label, value, state, unit`.

    `communes` are codes, all of the period's parameters by default. `value` is a number in the
    unit of its row or NaN; `state` is reported, not_reported, not_applicable or suppressed.
    """
    rows = [
        (
            report.commune.code,
            period,
            row.key,
            row.label,
            None
            if (cell := report.submission.value(row.key)).number is None
            else float(cell.number),
            cell.state,
            row.true_unit,
        )
        for report in _reports(period, communes, params)
        for row in report.form.fillable
    ]
    return _typed(pd.DataFrame(rows, columns=VALUE_COLUMNS))


def figures_frame(
    period: str, communes: Iterable[str] | None = None, *, params: str = ""
) -> pd.DataFrame:
    """Return one row a commune and derived figure, with its printed form and its formula.

    `state` is reported where there is a value, else the reason why there is none.
    """
    rows = [
        (
            report.commune.code,
            period,
            figure.key,
            figure.label,
            None if figure.value is None else float(figure.value),
            figure.reason or "reported",
            figure.unit,
            figure.printed,
            figure.formula,
        )
        for report in _reports(period, communes, params)
        for figure in report.figures.values()
    ]
    return _typed(pd.DataFrame(rows, columns=FIGURE_COLUMNS))


def findings_frame(
    period: str, communes: Iterable[str] | None = None, *, params: str = ""
) -> pd.DataFrame:
    """Return one row a finding, the gravest of each commune first.

    `suggestion` says which cell may be the wrong one, `waived` who let a finding stand, until when
    and why, `note` why a waiver of it no longer holds; "" where there is none.
    """
    rows = [
        (report.commune.code, period, *told(found))
        for report in _reports(period, communes, params)
        for found in report.findings
    ]
    return pd.DataFrame(rows, columns=FINDING_COLUMNS)


def catalogue_frame(form: str = "") -> pd.DataFrame:
    """Return one row an indicator of a form, in the form's order, the supplementary ones last.

    >>> len(catalogue_frame().query("not supplementary"))
    165
    """
    loaded = load_form(form)
    return pd.DataFrame(
        [
            (
                row.key, row.stt, row.label, row.true_unit, row.kind, row.parent,
                "|".join(sorted(row.levels)), row.rollup, row.supplementary,
            )
            for row in loaded.rows + loaded.supplement
        ],
        columns=CATALOGUE_COLUMNS,
    )  # fmt: skip


def _reports(period: str, communes: Iterable[str] | None, params: str) -> Iterator[Report]:
    """Yield the reports asked for under parameters read once.

    A commune that cannot be read is left out with a warning, where all of the period are meant;
    one that was named stops with its name.
    """
    if isinstance(communes, str):
        raise UsageError(
            f'Các xã phải là một danh sách mã, không phải một chữ "{communes}".',
            where="values_frame, figures_frame, findings_frame",
            advice=f'Ghi ["{communes}"].',
        )
    chosen = load_params(params or f"params/{parse_period(period).id}.yml")
    chosen.refuse_other_period(parse_period(period).id)
    codes = chosen.communes if communes is None else tuple(communes)
    with gathered(chosen):
        for code in codes:
            name = f"{chosen.office(parse_code(code, where='report_of')).name} ({code})"
            try:
                found = build_report(code, chosen)
            except DataError as error:
                if communes is not None:
                    where = f"{name}; {error.where}" if error.where else name
                    raise DataError(error.problem, where=where, advice=error.advice) from None
                warnings.warn(f"Bỏ qua {name}: {error.problem}", stacklevel=4)
                continue
            yield found


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype({"value": "float64"})


def trace_frame(report: Report, key: str) -> pd.DataFrame:
    """Return where a figure comes from, a row a cell: `side, key, stt, label, text, source`.

    `side` is numerator or denominator; `source` is file and line. Raises `UsageError` if the form
    declares no such figure.
    """
    if key not in report.figures:
        raise UsageError(
            f'Biểu không có chỉ số "{key}".',
            where="trace_frame",
            advice=figure_advice(report, key),
        )
    return pd.DataFrame(origins(report.figures[key]), columns=list(Origin._fields))
