"""One side of a relation for one submission, exactly: what it adds up to and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.catalogue import Indicator, Relation, Side
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.text.formatting import print_number

Gap = tuple[Decimal, Decimal]


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
    one, other = left.number, right.number
    gap = right.absent and relation.right.missing == "never_skip"
    if one is None:
        return False
    if relation.kind == "present_if":
        return gap
    if relation.kind == "present_if_positive":
        return gap and one > 0
    if relation.kind == "plausible":
        return out_of_bounds(relation, one, right)
    if other is None:
        return gap and one > 0
    return _compare(relation, one, other)


def _compare(relation: Relation, one: Decimal, other: Decimal) -> bool:
    if relation.kind == "identity":
        return one != other
    if relation.kind == "at_most":
        return one > other
    if relation.kind == "positive_if":
        return one > 0 and other <= 0
    return relation.kind == "differ" and one == other and one != 0


def out_of_bounds(relation: Relation, number: Decimal, right: Sum) -> bool:
    """Whether a number, as a percentage of the right side where there is one, is implausible."""
    if relation.right.terms:
        if right.number is None or right.number <= 0:
            return False
        scaled, whole = number * 100, right.number
    else:
        scaled, whole = number, Decimal(1)
    low = relation.low is not None and scaled < relation.low * whole
    return low or (relation.high is not None and scaled > relation.high * whole)


def holds_now(scope: Scope, relation: Relation) -> bool:
    """Whether a relation is to be looked at: its period, and nothing that makes it needless."""
    period = not relation.periods or scope.submission.period.kind in relation.periods
    needless = bool(relation.unless) and all(
        scope.number(key) is not None for key in relation.unless
    )
    return period and not needless
