"""Running every rule over a submission."""

from __future__ import annotations

from cchc_toolkit.checks.finding import SEVERITIES, Finding
from cchc_toolkit.checks.rules import RULES
from cchc_toolkit.checks.scope import Scope


def check(scope: Scope) -> tuple[Finding, ...]:
    """Return what the rules find, the gravest first, then by rule and in the form's order."""
    findings = [finding for rule in RULES for finding in rule.finds(rule, scope)]
    return tuple(sorted(findings, key=lambda found: SEVERITIES.index(found.severity)))
