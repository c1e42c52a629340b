"""Figures that the workbook fills itself: which cells those are, and what they come to, exactly."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.definitions import Definition
from cchc_toolkit.catalogue.ratio import Ratio
from cchc_toolkit.submission import NOT_REPORTED, State, Submission, Value
from cchc_toolkit.text.arithmetic import half_up, share
from cchc_toolkit.text.spreadsheet_numbers import plain_text


def computed_keys(submission: Submission) -> frozenset[str]:
    """Return the cells that fill themselves for a commune that has reported this so far.

    A cell that holds something else than what it comes to stays open: what was reported is never
    replaced. So does a total of which only itself is known.
    """
    form, values = submission.form, dict(submission.values)
    found = set()
    for key, definition in form.definitions.items():
        if not form.applies(form.indicators[key]) or not _known_here(definition, form, values):
            continue
        stored, now = values.get(key, NOT_REPORTED), worked_out(definition, form, values)
        same = (stored.state, stored.number) == (now.state, now.number)
        if same or stored.state == "not_reported":
            found.add(key)
            values[key] = now
    return frozenset(found)


def _known_here(definition: Definition, form: Form, values: Mapping[str, Value]) -> bool:
    """Whether the commune has the cells: of parts, those of its level; of a rate, every one."""
    there = [_counts(key, form, values) for key in definition.keys]
    return any(there) if definition.parts else all(there)


def _counts(key: str, form: Form, values: Mapping[str, Value]) -> bool:
    return form.applies(form.indicators[key]) or values.get(key, NOT_REPORTED).reported


def completed(
    values: Mapping[str, Value], form: Form, keys: Collection[str]
) -> dict[str, Value]:  # fmt: skip
    """Return values with some cells worked out from the others; notes and sources stay."""
    found = dict(values)
    for key, definition in form.definitions.items():
        if key in keys:
            found[key] = worked_out(definition, form, found)
    return found


def worked_out(definition: Definition, form: Form, values: Mapping[str, Value]) -> Value:
    """Return what a cell comes to: a number where all it follows from is known.

    Where nothing of it applies it does not apply; where a part may not be told, neither may it.
    """
    stored = values.get(definition.key, NOT_REPORTED)
    cells = {key: values.get(key, NOT_REPORTED) for key in definition.keys
             if _counts(key, form, values)}  # fmt: skip
    states = {cell.state for cell in cells.values()}
    number = _number(definition, {key: cell.number for key, cell in cells.items()}, states)
    if number is not None:
        return replace(stored, state="reported", number=number, text=plain_text(number))
    if states == {"not_applicable"}:
        return replace(stored, state="not_applicable", number=None, text="")
    withheld = "suppressed" in states
    return replace(stored, state="suppressed" if withheld else "not_reported", number=None, text="")


def _number(
    definition: Definition, numbers: Mapping[str, Decimal | None], states: set[State]
) -> Decimal | None:
    if definition.ratio is not None:
        return _rate(definition.ratio, numbers)
    if not states <= {"reported", "not_applicable"} or "reported" not in states:
        return None
    terms = definition.side.terms
    known = ((term.sign, numbers.get(term.key)) for term in terms)
    return sum((sign * n for sign, n in known if n is not None), definition.side.constant)


def _rate(ratio: Ratio, numbers: Mapping[str, Decimal | None]) -> Decimal | None:
    known = [numbers.get(key) for key in ratio.numerator + ratio.denominator]
    there = [number for number in known if number is not None]
    if len(there) < len(known):
        return None
    above = sum(there[: len(ratio.numerator)], Decimal(0))
    if not ratio.denominator:
        return half_up(above, ratio.decimals)
    below = sum(there[len(ratio.numerator) :], Decimal(0))
    return share(above, below, ratio.decimals, ratio.scale) if below else None
