"""Rules about the rules: contradictory, redundant, never able to fire, mixed units, left-out cells.

A known exception is a row of data/lint_exceptions.csv with its reason, never an `if`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from cchc_toolkit.catalogue import Form, Relation, Side
from cchc_toolkit.checks.finding import SEVERITIES
from cchc_toolkit.checks.prose_rules import unit_of
from cchc_toolkit.checks.rules import RULES
from cchc_toolkit.checks.scope import keys_of
from cchc_toolkit.submission import Placeholder, split
from cchc_toolkit.system import paths
from cchc_toolkit.text.record import read_records
from cchc_toolkit.text.units import noun_at, nouns_of_units, same_unit

PROBLEMS: dict[str, str] = {
    "unknown": "rule or severity does not exist",
    "contradictory": "cannot hold together with another one",
    "redundant": "follows from another one",
    "never": "can never fire",
    "unit": "compares different units",
    "untouched": "an indicator that no rule looks at",
}


@dataclass(frozen=True)
class RuleProblem:
    """What is wrong with a declaration: `subject` is a relation's id or an indicator's key."""

    problem: str
    subject: str
    detail: str


def lint_rules(form: Form) -> tuple[RuleProblem, ...]:
    """Return what is wrong with the rules of a form, known exceptions left out.

    >>> from cchc_toolkit.catalogue import load_form
    >>> lint_rules(load_form("bieu_06_kstt"))
    ()
    """
    known = {(exception.form, exception.problem, exception.subject) for exception in exceptions()}
    found = all_problems(form)
    return tuple(p for p in found if (form.id, p.problem, p.subject) not in known)


def all_problems(form: Form) -> tuple[RuleProblem, ...]:
    """Return what is wrong with the rules of a form, known exceptions included."""
    return (
        *_unknown(form),
        *_contradictory(form),
        *_redundant(form),
        *_never(form),
        *_units(form),
        *_untouched(form),
    )


def _unknown(form: Form) -> Iterator[RuleProblem]:
    codes = {rule.code for rule in RULES}
    for relation in form.relations:
        if relation.rule not in codes:
            yield RuleProblem("unknown", relation.id, f"rule {relation.rule}")
        if relation.severity and relation.severity not in SEVERITIES:
            yield RuleProblem("unknown", relation.id, f"severity {relation.severity}")


def _contradictory(form: Form) -> Iterator[RuleProblem]:
    identities = {_sides(r): r.id for r in form.all_relations if r.kind == "identity"}
    for relation in form.relations:
        low, high = relation.low, relation.high
        if low is not None and high is not None and low > high:
            yield RuleProblem("contradictory", relation.id, "low is above high")
        if relation.kind == "differ":
            other = identities.get(_sides(relation)) or identities.get(_sides(relation, True))
            if other:
                yield RuleProblem("contradictory", relation.id, other)


def _redundant(form: Form) -> Iterator[RuleProblem]:
    seen: dict[tuple[object, ...], str] = {}
    limits = _limits(form)
    for relation in form.all_relations:
        same = (relation.kind, *_sides(relation), relation.periods, relation.unless)
        same = (*same, relation.low, relation.high)
        if same in seen:
            yield RuleProblem("redundant", relation.id, seen[same])
        seen.setdefault(same, relation.id)
        if relation.kind == "at_most" and _single(relation):
            small, large = relation.left.keys[0], relation.right.keys[0]
            if large in form.totals_above(form.indicators[small]):
                yield RuleProblem("redundant", relation.id, "the form's own parent link")
            between = [middle for middle in limits.get(small, ()) if middle != large]
            through = next((m for m in between if large in limits.get(m, ())), "")
            if through:
                yield RuleProblem("redundant", relation.id, f"through {through}")
            bounded = next((r.id for r in form.relations if _bounds(form, r, relation)), "")
            if bounded:
                yield RuleProblem("redundant", relation.id, f"one term of {bounded}")


def _limits(form: Form) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for relation in form.relations:
        if relation.kind == "at_most" and _single(relation):
            found.setdefault(relation.left.keys[0], set()).add(relation.right.keys[0])
    return found


def _bounds(form: Form, whole: Relation, one: Relation) -> bool:
    """Whether `a + b ≤ total` holds wherever `a ≤ total` is looked at, and so says that too.

    It does where a blank `b` does not keep it from being looked at, and `b` is never below zero.
    """
    (term,) = one.left.terms
    others = [other for other in whole.left.terms if other != term]
    return (
        whole.kind == "at_most"
        and len(whole.left.terms) == len(others) + 1 > 1
        and whole.left.missing == "skip_if_all_missing"
        and _terms(whole.right) == _terms(one.right)
        and whole.left.constant >= 0
        and term.sign == 1
        and all(other.sign == 1 and _never_negative(form, other.key) for other in others)
        and (not whole.periods or set(one.periods or ("",)) <= set(whole.periods))
        and (not whole.unless or whole.unless == one.unless)
    )


def _never_negative(form: Form, key: str) -> bool:
    minimum = form.indicators[key].minimum
    return minimum is not None and minimum >= 0


def _single(relation: Relation) -> bool:
    return all(len(s.terms) == 1 and not s.constant for s in (relation.left, relation.right))


def _sides(relation: Relation, swapped: bool = False) -> tuple[object, ...]:
    left, right = (_terms(side) for side in (relation.left, relation.right))
    return (right, left) if swapped else (left, right)


def _terms(side: Side) -> tuple[object, ...]:
    return (frozenset((term.key, term.sign) for term in side.terms), side.constant)


def _never(form: Form) -> Iterator[RuleProblem]:
    for relation in form.relations:
        if not _can_be_known(form, relation.left):
            yield RuleProblem("never", relation.id, "no commune fills its left side")
        compared = relation.right.terms and relation.right.missing != "never_skip"
        if compared and not _can_be_known(form, relation.right):
            yield RuleProblem("never", relation.id, "no commune fills its right side")
        if relation.kind == "at_most" and set(relation.left.terms) <= set(relation.right.terms):
            yield RuleProblem("never", relation.id, "the right side contains the left one")
        if relation.kind == "plausible" and relation.low is None and relation.high is None:
            yield RuleProblem("never", relation.id, "no bound")


def _can_be_known(form: Form, side: Side) -> bool:
    filled = [form.applies(form.indicators[key]) for key in side.keys]
    return all(filled) if side.missing == "skip_if_any_missing" else any(filled)


def _units(form: Form) -> Iterator[RuleProblem]:
    for relation in form.relations:
        compared = relation.kind in ("identity", "at_most", "plausible", "differ")
        units = sorted({form.indicators[key].true_unit for key in relation.keys})
        if compared and not all(_alike(units[0], unit) for unit in units):
            yield RuleProblem("unit", relation.id, " / ".join(units))
    for ratio in form.ratios:
        if ratio.unit != "%":
            continue
        keys = [k for k in ratio.numerator + ratio.denominator if k in form.indicators]
        units = sorted({form.indicators[key].true_unit for key in keys})
        if units and not all(_alike(units[0], unit) for unit in units):
            yield RuleProblem("unit", ratio.key, " / ".join(units))
    yield from _units_of_sentences(form)


def _units_of_sentences(form: Form) -> Iterator[RuleProblem]:
    """Yield each figure that the outline's own sentences count in another unit."""
    for item in form.items.values():
        for piece, after in pairwise(split(item.sentence)):
            if isinstance(piece, Placeholder) and isinstance(after, str):
                noun = noun_at(after.lower(), 0)
                if noun and not same_unit(unit_of(form, piece.name), noun):
                    yield RuleProblem("unit", item.id, f"{piece.name}: {noun}")


def _alike(one: str, other: str) -> bool:
    nouns = nouns_of_units()
    shared = set(nouns.get(one, (one,))) & set(nouns.get(other, (other,)))
    return one == other or bool(shared)


def _untouched(form: Form) -> Iterator[RuleProblem]:
    """Yield each cell a commune fills that no relation, rate or sentence looks at."""
    touched = {key for relation in form.all_relations for key in relation.keys}
    for ratio in form.ratios:
        touched |= {*ratio.numerator, *ratio.denominator, ratio.stated}
    touched |= {key for item in form.items.values() for key in keys_of(item.sentence)}
    for row in form.fillable:
        if form.applies(row) and row.key not in touched and not row.choices:
            yield RuleProblem("untouched", row.key, row.label)


@dataclass(frozen=True)
class LintException:
    """A problem that is known and meant, with the reason why."""

    form: str
    problem: str
    subject: str
    reason: str


@cache
def exceptions() -> tuple[LintException, ...]:
    """Return the known exceptions, in the order of the file."""
    file = paths.package_file("checks", "data", "lint_exceptions.csv")
    return tuple(read_records(LintException, file))
