"""The rules about cells over all communes at once: which communes break which relation.

Each function mirrors the exact one it is named after; where it answers False nothing is found.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cchc_toolkit.catalogue import Indicator, Ratio, Relation, Side
from cchc_toolkit.catalogue.derived import sum_parts
from cchc_toolkit.checks.panel import (
    BLANK,
    REPORTED,
    SUPPRESSED,
    Flags,
    Panel,
    Whole,
    decimals,
)
from cchc_toolkit.checks.relation_rules import ELSEWHERE


@dataclass(frozen=True)
class Sums:
    """A side of a relation over all communes."""

    number: Whole
    compared: Flags
    absent: Flags


def relation_breaches(panel: Panel, relation: Relation) -> Flags:
    """Return which communes break a relation between cells (never an odd one)."""
    if relation.kind in ELSEWHERE:
        return panel.none()
    scale = _scale(panel, relation)
    left, right = _add_up(panel, relation.left, scale), _add_up(panel, relation.right, scale)
    gap = right.absent & (relation.right.missing == "never_skip")
    broken: Flags = left.compared & _broken(relation, left, right, gap, scale)
    return broken & _holds_now(panel, relation) & ~panel.odd


def _broken(relation: Relation, left: Sums, right: Sums, gap: Flags, scale: int) -> Flags:
    if relation.kind == "present_if":
        return gap
    if relation.kind == "present_if_positive":
        return gap & (left.number > 0)
    if relation.kind == "plausible":
        return _out_of_bounds(relation, left, right, scale)
    compared = {
        "identity": left.number != right.number,
        "at_most": left.number > right.number,
        "positive_if": (left.number > 0) & (right.number <= 0),
        "differ": (left.number == right.number) & (left.number != 0),
    }[relation.kind]
    found: Flags = np.where(right.compared, compared, gap & (left.number > 0))
    return found


def _out_of_bounds(relation: Relation, left: Sums, right: Sums, scale: int) -> Flags:
    """Compare number × 100 with bound × whole, bounds in hundredths so that all stays whole."""
    if relation.right.terms:
        usable, scaled, whole = right.compared & (right.number > 0), left.number * 100, right.number
    else:
        usable, scaled = left.compared, left.number
        whole = np.full_like(left.number, 10**scale)
    found = np.zeros_like(usable)
    if relation.low is not None:
        found |= scaled * 100 < int(relation.low * 100) * whole
    if relation.high is not None:
        found |= scaled * 100 > int(relation.high * 100) * whole
    return found & usable


def _add_up(panel: Panel, side: Side, scale: int) -> Sums:
    number = np.full(panel.size, int(side.constant) * 10**scale, dtype=np.int64)
    any_known, any_gap = panel.none(), panel.none()
    for term in side.terms:
        column = panel.total(panel.form.indicators[term.key])
        factor = term.sign * 10 ** (scale - column.decimals)
        number = number + np.where(column.known, column.number * factor, 0)
        any_known |= column.known
        any_gap |= column.gap
    compared = any_known if side.terms else ~panel.none()
    if side.missing == "skip_if_any_missing":
        compared = compared & ~any_gap
    return Sums(number, compared, any_gap & ~any_known)


def _scale(panel: Panel, relation: Relation) -> int:
    return max((decimals(panel.form.indicators[key]) for key in relation.keys), default=0)


def _holds_now(panel: Panel, relation: Relation) -> Flags:
    kinds = [scope.submission.period.kind for scope in panel.scopes]
    now = np.array([not relation.periods or kind in relation.periods for kind in kinds])
    needless = np.full(panel.size, bool(relation.unless))
    for key in relation.unless:
        needless &= panel.states[panel.place[key]] == REPORTED
    found: Flags = now & ~needless
    return found


def larger_part(panel: Panel, relation: Relation) -> Flags:
    """Return where a total has a part larger than itself: R02 says so, R01 keeps silent."""
    total, known = panel.stated(relation.left.terms[0].key)
    found = panel.none()
    for term in relation.right.terms:
        number, reported = panel.stated(term.key)
        active = panel.active(panel.form.indicators[term.key])
        found |= known & reported & active & (number > total)
    return found


def parts_breaches(panel: Panel, relation: Relation) -> Flags:
    """Return where a stated total is not the sum of its known parts (R01)."""
    total, known = panel.stated(relation.left.terms[0].key)
    added, any_known = np.zeros_like(total), panel.none()
    for term in relation.right.terms:
        row = panel.form.indicators[term.key]
        column = panel.total(row)
        counted = panel.active(row) & column.known
        added = added + np.where(counted, column.number, 0)
        any_known |= counted
    row = panel.form.indicators[relation.left.terms[0].key]
    explained = (added < total) & withheld(panel, row)
    found: Flags = known & any_known & (added != total) & ~explained & ~panel.odd
    return found & ~larger_part(panel, relation)


def withheld(panel: Panel, row: Indicator) -> Flags:
    """Return where a part of a row, or of a blank part, is suppressed: it may be all that lacks."""
    found = panel.none()
    for part in sum_parts(panel.form, row):
        state = panel.states[panel.place[part.key]]
        below = (state == BLANK) & withheld(panel, part)
        found |= panel.active(part) & ((state == SUPPRESSED) | below)
    return found


def parent_breaches(panel: Panel, relation: Relation) -> Flags:
    """Return where a part is larger than its total, or the total blank over filled parts (R02)."""
    place = panel.place[relation.left.terms[0].key]
    total, known = panel.numbers[place], panel.states[place] == REPORTED
    larger, filled = panel.none(), panel.none()
    for term in relation.right.terms:
        number, reported = panel.stated(term.key)
        larger |= known & reported & (number > total)
        filled |= reported
    found: Flags = (larger | (filled & (panel.states[place] == BLANK))) & ~panel.odd
    return found


def state_breaches(panel: Panel, relation: Relation) -> Flags:
    """Return where blank or not-applicable parts and their total contradict each other (R15)."""
    total, known = panel.stated(relation.left.terms[0].key)
    away = ~known & ~_unknown(panel, relation.left.terms[0].key)
    added, any_known, any_gap, any_filled = (
        np.zeros_like(total),
        panel.none(),
        panel.none(),
        panel.none(),
    )
    for term in relation.right.terms:
        column = panel.total(panel.form.indicators[term.key])
        number, reported = panel.stated(term.key)
        added = added + np.where(column.known, column.number, 0)
        any_known |= column.known
        any_gap |= column.gap
        any_filled |= reported & (number > 0)
    blank = known & any_gap & (~any_known | (added == total))
    found: Flags = (blank | (away & any_filled)) & ~panel.odd
    return found


def _unknown(panel: Panel, key: str) -> Flags:
    state = panel.states[panel.place[key]]
    found: Flags = (state == BLANK) | (state == SUPPRESSED)
    return found


def rate_breaches(panel: Panel, ratio: Ratio) -> Flags:
    """Return where a stated rate or sum is not what its cells give (R03)."""
    if not ratio.stated:
        return panel.none()
    stated, known = panel.stated(ratio.stated)
    top, top_known = _plain_sum(panel, ratio.numerator)
    usable = known & top_known & ~panel.odd
    if not ratio.denominator:
        different: Flags = usable & (stated != top)
        return different
    bottom, bottom_known = _plain_sum(panel, ratio.denominator)
    usable &= bottom_known & (bottom > 0)
    written = panel.written[panel.place[ratio.stated]].astype(np.int64)
    rounded, printed = _half_up(ratio, top, np.where(usable, bottom, 1), 10**written)
    unit = 10 ** (decimals(panel.form.indicators[ratio.stated]) - written)
    found: Flags = usable & (stated != rounded * unit) & (stated != printed * unit)
    return found


def _half_up(ratio: Ratio, top: Whole, bottom: Whole, power: Whole) -> tuple[Whole, Whole]:
    """Return a rate in units of its last written digit, half up; and as the report prints it.

    They differ where a rate that is not all would round up to 100, as in `arithmetic.share`.
    """
    exact = top * ratio.scale * power
    rounded = exact // bottom + ((exact % bottom) * 2 >= bottom)
    if ratio.scale != 100:
        return rounded, rounded
    almost = (rounded == 100 * power) & (top != bottom)
    return rounded, np.where(almost, np.where(top < bottom, rounded - 1, rounded + 1), rounded)


def _plain_sum(panel: Panel, keys: tuple[str, ...]) -> tuple[Whole, Flags]:
    number, known = np.zeros(panel.size, dtype=np.int64), ~panel.none()
    for key in keys:
        one, reported = panel.stated(key)
        number = number + np.where(reported, one, 0)
        known &= reported
    return number, known


def range_breaches(panel: Panel) -> Flags:
    """Return where any cell is outside what the form allows (C01)."""
    found = panel.none()
    for row in panel.form.fillable:
        number, reported = panel.stated(row.key)
        unit = 10 ** decimals(row)
        if row.minimum is not None:
            found |= reported & (number < int(row.minimum * unit))
        if row.maximum is not None:
            found |= reported & (number > int(row.maximum * unit))
    return found & ~panel.odd


def choice_breaches(panel: Panel) -> Flags:
    """Return where any coded answer is one that the form does not offer (C02)."""
    found = panel.none()
    for row in panel.form.fillable:
        if row.choices:
            number, reported = panel.stated(row.key)
            codes = np.array([int(code) for code, _ in row.choices], dtype=np.int64)
            found |= reported & ~np.isin(number, codes)
    return found & ~panel.odd


def level_breaches(panel: Panel) -> Flags:
    """Return where any cell of another level has a number (C03, R17)."""
    found = panel.none()
    for row in panel.form.fillable:
        if not panel.form.applies(row):
            found |= panel.states[panel.place[row.key]] == REPORTED
    return found
