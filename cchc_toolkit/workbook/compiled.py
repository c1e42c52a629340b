"""What is the same in the workbooks of many communes, worked out once a process.

A country's forms differ in names and numbers; labels, formulas and drop-downs follow from the form
and from which cells are open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cchc_toolkit.catalogue import Indicator
from cchc_toolkit.workbook.entry_warnings import EntryWarning, EntryWarnings
from cchc_toolkit.workbook.formulas import Formulas, literal
from cchc_toolkit.workbook.heights import height
from cchc_toolkit.workbook.plan import Plan
from cchc_toolkit.workbook.words import VALUE_FIELDS, value_column


@dataclass(frozen=True)
class Row:
    """A row of a sheet of figures: what it prints and its formulas, "" for none."""

    indicator: Indicator
    at: int
    unit: str
    opened: bool
    hidden: bool
    fill: str
    """Of a cell that fills itself: its number and its state."""
    fill_state: str
    fill_decimals: int
    own: str
    total: str
    gap: str
    again: str
    again_decimals: int
    """Decimals that the recomputed figure is shown with."""
    warning: str
    warnings: tuple[EntryWarning, ...]
    height: float
    """Points: enough for what is printed, and for the longest of its warnings."""


@dataclass(frozen=True)
class Compiled:
    """The rows of both sheets of figures under one plan."""

    plan: Plan
    warnings: EntryWarnings
    rows: dict[str, tuple[Row, ...]]
    """By sheet, in printed order."""


@lru_cache(maxsize=64)
def compiled(plan: Plan, kind: str, cumulates: bool) -> Compiled:
    """Return the rows of a plan for a kind of period."""
    warnings = EntryWarnings(plan, kind, cumulates)
    rows = {
        sheet: tuple(_row(row, sheet, warnings) for row in rows)
        for sheet, rows in plan.rows.items()
    }
    return Compiled(plan, warnings, rows)


def _row(row: Indicator, sheet: str, warnings: EntryWarnings) -> Row:
    plan = warnings.plan
    formulas, opened = Formulas(plan, sheet), row.key in plan.opened
    computed = row.key in plan.computed
    definition = plan.form.definitions[row.key] if computed else None
    again, decimals = _again(row, formulas) if opened and not computed else ("", 0)
    found = warnings.of(row) if opened else ()
    return Row(
        indicator=row,
        at=plan.place[row.key][1],
        unit=_unit(row),
        opened=opened,
        hidden=row.key not in plan.shown,
        fill=formulas.filled(definition) if definition else "",
        fill_state=formulas.filled_state(definition) if definition else "",
        fill_decimals=definition.ratio.decimals if definition and definition.ratio else 0,
        own=formulas.own(row) if opened and not computed and plan.parts(row) else "",
        total=formulas.total(row) if row.key in plan.totalled and not computed else "",
        gap=formulas.gap(row) if opened else "",
        again=again,
        again_decimals=decimals,
        warning=_formula(found),
        warnings=found,
        height=_height(row, found),
    )


def _height(row: Indicator, warnings: tuple[EntryWarning, ...]) -> float:
    longest = max((warning.text for warning in warnings), key=len, default="")
    width = {name: VALUE_FIELDS[value_column(name)].width for name in ("label", "unit", "warning")}
    return max(
        height((row.label, width["label"]), bold=not row.fillable),
        height((_unit(row), width["unit"])),
        height((longest, width["warning"])),
    )


def _unit(row: Indicator) -> str:
    """Return the unit that the number really has, which the paper form may print wrongly."""
    return "chọn trong danh sách" if row.choices else row.true_unit


def _again(row: Indicator, formulas: Formulas) -> tuple[str, int]:
    """Return the formula of the figure that a cell is held against, with its decimals."""
    if formulas.plan.parts(row):
        return formulas.sum_of_parts(row), 0
    for ratio in formulas.plan.form.ratios:
        keys = set(ratio.numerator + ratio.denominator)
        if ratio.stated == row.key and keys <= formulas.plan.opened:
            return formulas.recomputed(ratio), ratio.decimals
    return "", 0


def _formula(warnings: tuple[EntryWarning, ...]) -> str:
    if not warnings:
        return ""
    pieces = (f'IF({warning.test},{literal(f"{warning.text} ")},"")' for warning in warnings)
    return f"=TRIM({'&'.join(pieces)})"


def drop_downs(plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the key of every open choice with the answers that its drop-down offers."""
    for row in plan.form.fillable:
        if row.choices and row.key in plan.opened:
            yield row.key, tuple(answer_text(code, answer) for code, answer in row.choices)


def answer_text(code: str, answer: str) -> str:
    """Return a coded answer as its drop-down shows it.

    >>> answer_text("0", "Trực tuyến")
    '0 = Trực tuyến'
    """
    return f"{code} = {answer}"
