"""Claims that do not hold, as findings: the only way from the reader to the rules."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.checks import Finding, Rule
from cchc_toolkit.checks.span import Span
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport


def claims_told(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each claim of a rule's code that the report's own figures refute."""
    for claim in reading.claims.failed:
        if claim.rule == rule.code:
            yield rule.at(
                reading.scope,
                list(_spots(reading, claim)),
                claim.message,
                severity=claim.severity,
                advice=claim.advice,
                expected=claim.expected,
                found=claim.found,
                suggestion=claim.suggestion,
            )


def _spots(reading: UnderstoodReport, claim: Claim) -> Iterator[Span]:
    for at in claim.figures:
        one = reading.claims.account.quantities[at]
        yield Span("body", one.passage, one.start, one.stop)
    if claim.place is not None:
        yield Span("body", *claim.place)
    for cell in claim.cells if not claim.figures else ():
        row, column = reading.claims.place(*cell)
        yield Span("cell", row, column, column + 1)
