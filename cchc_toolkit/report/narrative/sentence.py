"""Filling a sentence: each placeholder becomes the printed figure or citation, with its note."""

from __future__ import annotations

from dataclasses import replace

from cchc_toolkit.blocks import Run
from cchc_toolkit.catalogue import DENOMINATOR_RULES, Indicator
from cchc_toolkit.figures import REASONS, Figure
from cchc_toolkit.figures.lineage import elsewhere, uses
from cchc_toolkit.report import Report
from cchc_toolkit.submission import SHORT, Placeholder, Value, split
from cchc_toolkit.text.formatting import (
    lower_first,
    print_count_in_prose,
    print_number,
    upper_first,
)


def fill(text: str, report: Report, item: str = "") -> tuple[Run, ...]:
    """Return the runs of a text with every placeholder printed; `item` of the outline says it.

    A figure that is not known prints a marked gap.
    """
    runs: list[Run] = []
    after_gap = False
    for piece in split(text):
        if isinstance(piece, str):
            # A gap stands for number and unit: "[không tính được]%" would make no sense.
            runs.append(Run(piece.removeprefix("%") if after_gap else piece))
            after_gap = False
        else:
            runs.append(_noted(_run(piece, report), report, item))
            after_gap = piece.kind == "so" and not runs[-1].figure
    return tuple(run for run in runs if run.text)


def _noted(run: Run, report: Report, item: str) -> Run:
    """Return a number whose note says where else the same number stands and is used."""
    if not run.note:
        return run
    found = uses(report.form, run.figure, report.submission.texts)
    other = elsewhere(found, item, charts=report.charts and report.figures_appendix)
    return replace(run, note=f"{run.note} Còn ở: {other}.") if other else run


def _run(placeholder: Placeholder, report: Report) -> Run:
    if placeholder.kind == "vb":
        return Run(_citation(placeholder, report))
    if placeholder.name in report.figures:
        return _figure_run(report.figures[placeholder.name])
    row = report.form.indicators[placeholder.name]
    return _value_run(row, report.submission.value(row.key))


def _citation(placeholder: Placeholder, report: Report) -> str:
    document = report.submission.documents[placeholder.name]
    short = SHORT in placeholder.flags
    citation = document.short_citation if short else document.citation
    return upper_first(citation)  # the kind of a document that is named, by the decree


def _figure_run(figure: Figure) -> Run:
    if figure.value is None:
        return gap(figure.printed)
    return Run(figure.printed, figure=figure.key, note=figure_note(figure))


def figure_note(figure: Figure) -> str:
    """Return a figure's formula, inputs, rule and source in one line for a reader."""
    rule = upper_first(DENOMINATOR_RULES[figure.rule])
    inputs = "; ".join(
        f"{_number(item.stt)}{item.label} = {item.text}" for item in figure.inputs if item.key
    )
    parts = (f"{figure.label}: {figure.formula}", rule, inputs, figure.source)
    return ". ".join(part for part in parts if part) + "."


def _number(stt: str) -> str:
    return f"{stt.rstrip('.')} " if stt[:1].isdigit() else ""


def _value_run(row: Indicator, cell: Value) -> Run:
    if cell.number is None:
        reason = cell.state if cell.state != "reported" else "not_reported"
        return gap(REASONS[reason])
    number = _number(row.stt)
    note = f"{number}{row.label.lstrip('- ')}: xã báo cáo {cell.text}. Nguồn: {cell.source}."
    return Run(print_in_prose(row, cell), figure=row.key, note=note)


def print_in_prose(row: Indicator, cell: Value) -> str:
    """Return a reported value as prose writes it: 02, 5.432.209.679, 99,38, or a choice's words."""
    if cell.number is None:
        return ""
    if row.kind == "count":
        return print_count_in_prose(cell.number)
    if row.kind == "choice":
        return lower_first(row.choice(cell.number)) or print_number(cell.number)
    return print_number(cell.number)


def gap(text: str) -> Run:
    """Return a gap, in brackets and marked; no copy to sign is made while there is one."""
    return Run(f"[{text}]", missing=True)
