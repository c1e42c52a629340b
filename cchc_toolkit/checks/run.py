"""Running every rule over a submission."""

from __future__ import annotations

from cchc_toolkit.checks.finding import SEVERITIES, Finding
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.rules import RULES
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.suspects import with_suspects
from cchc_toolkit.checks.waive import waive


def check(scope: Scope) -> tuple[Finding, ...]:
    """Return what the rules find, the gravest first, then by rule and in the form's order.

    A finding that the commune's waivers let stand is among them and says so in `waived`.
    """
    return run_rules(scope, RULES)


def run_rules(scope: Scope, rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """Return what some rules find; the others are known to find nothing."""
    found = tuple(finding for rule in rules for finding in rule.finds(rule, scope))
    judged = waive(scope, with_suspects(scope, found))
    return tuple(sorted(judged, key=lambda finding: SEVERITIES.index(finding.severity)))
