"""Checks: rules over a submission, and what they find."""

from cchc_toolkit.checks.finding import SEVERITIES, Finding, Severity
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.rules import RULES
from cchc_toolkit.checks.run import check
from cchc_toolkit.checks.scope import Scope

__all__ = ["RULES", "SEVERITIES", "Finding", "Rule", "Scope", "Severity", "check"]
