"""One side of a relation for one submission, exactly: what it adds up to and what is missing."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.catalogue import Indicator, Relation, Side
from cchc_toolkit.catalogue.breach import Amount, Test, breach
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.text.formatting import print_number

_SIGNS = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq, "<>": operator.ne, ">": operator.gt,
}  # fmt: skip


@dataclass(frozen=True)
class Sum:
    """A side added up. `number` is None where its missing-value strategy says not to compare."""

    number: Decimal | None
    absent: bool
    """Whether nothing was reported although something could have been."""
    terms: tuple[tuple[Indicator, int, Decimal], ...] = ()
    constant: Decimal = Decimal(0)

    @property
    def shown(self) -> str:
        """The arithmetic: `0 + 652 = 652`, or the number alone."""
        if self.number is None:
            return "để trống"
        words = [
            f"{' - ' if sign < 0 else ' + '}{print_number(number)}"
            for _, sign, number in self.terms
        ]
        if self.constant or not words:
            words.append(f" + {print_number(self.constant)}")
        line = "".join(words).removeprefix(" + ").strip()
        return line if len(words) == 1 else f"{line} = {print_number(self.number)}"


def add_up(scope: Scope, side: Side) -> Sum:
    """Return a side of a relation added up for a submission.

    A cell that does not apply, or that only a district fills and left blank, adds nothing. A
    blank total counts as the sum of its parts.
    """
    known: list[tuple[Indicator, int, Decimal]] = []
    blank = False
    for term in side.terms:
        row = scope.form.indicators[term.key]
        number = scope.total(row)
        if number is not None:
            known.append((row, term.sign, number))
        else:
            blank = blank or could_be_filled(scope, row)
    compared = (bool(known) or not side.terms) and (
        not blank or side.missing != "skip_if_any_missing"
    )
    number = sum((sign * value for _, sign, value in known), side.constant) if compared else None
    return Sum(number, blank and not known, tuple(known), side.constant)


def left_of(scope: Scope, relation: Relation) -> Sum:
    """Return the left side; a total counts as written: a blank one is the sum of its parts."""
    alone = as_written(scope, relation.left.terms[0].key)
    return (
        alone if relation.rule == "R01" and alone.number is None else add_up(scope, relation.left)
    )


def as_written(scope: Scope, key: str) -> Sum:
    """Return a cell by itself: a blank total is not the sum of its parts."""
    row, number = scope.form.indicators[key], scope.number(key)
    blank = scope.submission.value(key).state == "not_reported"
    return Sum(number, blank, () if number is None else ((row, 1, number),))


def could_be_filled(scope: Scope, row: Indicator) -> bool:
    """Whether a cell without a number is a gap, not one that says "not applicable"."""
    state = scope.submission.value(row.key).state
    return state == "suppressed" or (state == "not_reported" and scope.form.applies(row))


def breached(relation: Relation, left: Sum, right: Sum) -> bool:
    """Whether two sides break their relation; a side that is not compared breaks nothing.

    >>> from cchc_toolkit.catalogue import Relation, Side
    >>> at_most = Relation("x", "R05", "at_most", Side(), Side())
    >>> breached(at_most, Sum(Decimal(3), False), Sum(Decimal(2), False))
    True
    """
    return holds(breach(relation), {"left": left, "right": right})


def holds(test: Test, sides: Mapping[str, Sum]) -> bool:
    """Whether a test of a relation is true of two sides, exactly; a comparison needs both."""
    op, *of = test
    if op == "and":
        return all(holds(one, sides) for one in of)
    if op == "or":
        return any(holds(one, sides) for one in of)
    if op == "not":
        return not holds(of[0], sides)
    if op in ("compared", "absent"):
        return sides[of[0]].number is not None if op == "compared" else sides[of[0]].absent
    one, other = _amount(of[0], sides), _amount(of[1], sides)
    return one is not None and other is not None and _SIGNS[op](one, other)


def _amount(amount: Amount, sides: Mapping[str, Sum]) -> Decimal | None:
    side, factor = amount
    number = sides[side].number if side else Decimal(1)
    return None if number is None else number * factor


def holds_now(scope: Scope, relation: Relation) -> bool:
    """Whether a relation is to be looked at: its period, and nothing that makes it needless."""
    period = not relation.periods or scope.submission.period.kind in relation.periods
    needless = bool(relation.unless) and all(
        scope.number(key) is not None for key in relation.unless
    )
    return period and not needless
