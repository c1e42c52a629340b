"""Confronting a text and its numbers with rules: what passed, failed, could not be evaluated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cchc_toolkit.checks.finding import SEVERITIES, Finding
from cchc_toolkit.checks.rule import Need, Rule
from cchc_toolkit.checks.rules import RULES
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.suspects import with_suspects
from cchc_toolkit.checks.waive import waive


@dataclass(frozen=True)
class Verdict:
    """What became of a rule: failed with findings, passed without, or lacking what it needs."""

    rule: Rule
    findings: tuple[Finding, ...] = ()
    lacking: tuple[Need, ...] = ()
    """What it would have to know; nothing was looked at where this is not empty."""


def confront(view: object, rules: Sequence[Rule], unknown: frozenset[str]) -> tuple[Verdict, ...]:
    """Return the verdict of each rule on a scope, or on a wing's view of one."""
    return tuple(_verdict(view, rule, unknown) for rule in rules)


def _verdict(view: object, rule: Rule, unknown: frozenset[str]) -> Verdict:
    lacking = tuple(need for need in rule.needs if need in unknown)
    return Verdict(rule, () if lacking else tuple(rule.finds(rule, view)), lacking)


def check(scope: Scope) -> tuple[Finding, ...]:
    """Return what the rules find, the gravest first, then by rule and in the form's order.

    A finding that the commune's waivers let stand is among them and says so in `waived`.
    """
    return judged(scope, confront(scope, RULES, scope.lacking))


def judged(scope: Scope, verdicts: Sequence[Verdict]) -> tuple[Finding, ...]:
    """Return the findings of some verdicts with their suspects and waivers, the gravest first."""
    found = tuple(finding for verdict in verdicts for finding in verdict.findings)
    waived = waive(scope, with_suspects(scope, found))
    return tuple(sorted(waived, key=lambda finding: SEVERITIES.index(finding.severity)))
