"""Checks: rules over a submission, and what they find."""

from cchc_toolkit.checks.finding import SEVERITIES, Finding, Severity, SpeaksOf
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.rules import RULES, SAYS
from cchc_toolkit.checks.run import Verdict, check, confront, judged
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.submission.earlier import Earlier

__all__ = [
    "RULES",
    "SAYS",
    "SEVERITIES",
    "Earlier",
    "Finding",
    "Rule",
    "Scope",
    "Severity",
    "SpeaksOf",
    "Verdict",
    "check",
    "confront",
    "judged",
]
