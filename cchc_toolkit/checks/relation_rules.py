"""The rules whose relations are data: rows of the form's `rules.csv` and its own parent links."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from cchc_toolkit.catalogue import Relation, Side
from cchc_toolkit.checks.finding import Finding, Severity
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.sums import Sum, add_up, breached, holds_now
from cchc_toolkit.text.arithmetic import half_up
from cchc_toolkit.text.formatting import print_number

ELSEWHERE = ("monotone", "documents", "told")
"""Kinds that need more than the cells of one submission."""


def broken_relations(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each relation of this rule that the numbers break."""
    for relation in scope.form.relations_of.get(rule.code, ()):
        if relation.kind in ELSEWHERE or not holds_now(scope, relation):
            continue
        left, right = add_up(scope, relation.left), add_up(scope, relation.right)
        if breached(relation, left, right):
            yield relation_finding(rule, scope, relation, left, right)


def relation_finding(
    rule: Rule, scope: Scope, relation: Relation, left: Sum, right: Sum
) -> Finding:
    """Return the finding of a broken relation: what it says, and the arithmetic of both sides."""
    return rule.finding(
        scope,
        relation.keys,
        f"{relation.says}: {_arithmetic(relation, left, right, scope)}.",
        severity=cast("Severity", relation.severity) or None,
        advice=relation.advice,
        expected=_expected(relation, right),
        found="" if left.number is None else print_number(left.number),
    )


def _arithmetic(relation: Relation, left: Sum, right: Sum, scope: Scope) -> str:
    one = f"{side_name(scope, relation.left)} {left.shown}"
    if left.number is None:
        return one
    if relation.kind == "plausible":
        return f"{one}, {_share(relation, left.number, right)}"
    other = f"{side_name(scope, relation.right)} {right.shown}".strip()
    if right.number is None:
        return f"{one}, {other}"
    sign = _SIGNS.get(relation.kind, "và")
    off = _GAPS.get(relation.kind, "")
    gap = f", {off} {print_number(abs(left.number - right.number))}" if off else ""
    return f"{one} {sign} {other}{gap}"


_SIGNS = {"identity": "≠", "at_most": ">", "differ": "=", "positive_if": "nhưng"}
_GAPS = {"identity": "lệch", "at_most": "vượt"}


def side_name(scope: Scope, side: Side) -> str:
    """Return the labels of a side as a message names them: `3.3.1 "Số lượng hồ sơ…"`."""
    form = scope.form
    names = [form.full_name(form.indicators[term.key]) for term in side.terms]
    signs = [" + " if term.sign > 0 else " - " for term in side.terms]
    line = "".join(f"{sign}{name}" for sign, name in zip(signs, names, strict=True))
    return line.removeprefix(" + ")


def _share(relation: Relation, number: Decimal, right: Sum) -> str:
    percent = "%" if relation.right.terms else ""
    limits = [
        f"{word} {print_number(bound)}{percent}"
        for word, bound in (("thấp nhất", relation.low), ("cao nhất", relation.high))
        if bound is not None
    ]
    if not relation.right.terms or right.number is None:
        return f"mức hợp lý {', '.join(limits)}"
    share = print_number(half_up(number * 100 / right.number, 1))
    return f"bằng {share}% của {right.shown}; mức hợp lý {', '.join(limits)}"


def _expected(relation: Relation, right: Sum) -> str:
    if relation.kind == "plausible":
        percent = "%" if relation.right.terms else ""
        bounds = (("≥", relation.low), ("≤", relation.high))
        return " và ".join(
            f"{sign} {print_number(bound)}{percent}" for sign, bound in bounds if bound is not None
        )
    if right.number is None:
        return "có số liệu"
    mark = {"at_most": "≤ ", "differ": "≠ "}.get(relation.kind, "")
    return "> 0" if relation.kind == "positive_if" else f"{mark}{print_number(right.number)}"
