"""Deriving the declared figures of a submission; a pure function of form and values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from cchc_toolkit.catalogue import Ratio
from cchc_toolkit.figures.figure import STATE_WORDS, Figure, Input, Reason
from cchc_toolkit.submission import Submission
from cchc_toolkit.text.arithmetic import half_up, share
from cchc_toolkit.text.formatting import print_number


def derive(submission: Submission) -> dict[str, Figure]:
    """Return every declared figure of the form by key, in the order of declaration."""
    return {ratio.key: _figure(ratio, submission) for ratio in submission.form.ratios}


class _Side(NamedTuple):
    """One side of a division: the sum, or why there is none, and the cells it came from."""

    total: Decimal | None
    reason: Reason
    inputs: tuple[Input, ...]


def _figure(ratio: Ratio, submission: Submission) -> Figure:
    if ratio.on_completeness:
        numerator, denominator = _completeness(submission)
    else:
        numerator = _side(ratio.numerator, submission)
        denominator = _side(ratio.denominator, submission)
    value, reason = _divide(ratio, numerator, denominator)
    return Figure(
        key=ratio.key,
        label=ratio.label,
        value=value,
        reason=reason,
        numerator=numerator.total,
        denominator=denominator.total if ratio.denominator else None,
        rule=ratio.rule,
        unit=ratio.unit,
        decimals=ratio.decimals,
        scale=ratio.scale,
        numerator_inputs=numerator.inputs,
        denominator_inputs=denominator.inputs,
        source=ratio.source,
    )


def _divide(ratio: Ratio, numerator: _Side, denominator: _Side) -> tuple[Decimal | None, Reason]:
    if numerator.total is None:
        return None, numerator.reason
    if not ratio.denominator:
        return half_up(numerator.total, ratio.decimals), ""
    if denominator.total is None:
        return None, denominator.reason
    if denominator.total == 0:
        return None, "zero_denominator"
    return share(numerator.total, denominator.total, ratio.decimals, ratio.scale), ""


def _side(keys: Sequence[str], submission: Submission) -> _Side:
    """Add up cells. One blank leaves the sum unknown; a cell that does not apply adds nothing."""
    cells = [submission.value(key) for key in keys]
    inputs = tuple(input_of(key, submission) for key in keys)
    states = {cell.state for cell in cells}
    for state in ("not_reported", "suppressed"):
        if state in states:
            return _Side(None, state, inputs)
    numbers = [cell.number for cell in cells if cell.number is not None]
    if cells and not numbers:
        return _Side(None, "not_applicable", inputs)
    return _Side(sum(numbers, Decimal(0)), "", inputs)


def input_of(key: str, submission: Submission) -> Input:
    """Return a reported cell as what a number comes from."""
    row, cell = submission.form.indicators[key], submission.value(key)
    text = print_number(cell.number) if cell.number is not None else f"[{STATE_WORDS[cell.state]}]"
    return Input(key, row.label.lstrip("- "), row.stt, text, cell.source)


def _completeness(submission: Submission) -> tuple[_Side, _Side]:
    """Count the form's cells that apply to who reports, and those of them with an answer.

    "Not applicable" and "suppressed" are answers; only a blank is none.
    """
    applicable = submission.form.applying
    level = submission.form.level_names[submission.form.reported_by]
    filled = sum(submission.value(row.key).state != "not_reported" for row in applicable)
    return _count("ô đã điền", filled), _count(f"ô áp dụng cho {level}", len(applicable))


def _count(label: str, number: int) -> _Side:
    cell = Input("", label, "", print_number(number), "toàn biểu")
    return _Side(Decimal(number), "", (cell,))
