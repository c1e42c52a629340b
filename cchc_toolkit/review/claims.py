"""Claims that do not hold, as findings: the only way from the reader to the rules."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.checks import Finding, Rule
from cchc_toolkit.checks.span import Span
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport


def sums_told(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each list, row of rates or table that does not add up."""
    yield from _broken(rule, reading)


def rates_told(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each rate, growth or mean that its own figures do not give."""
    yield from _broken(rule, reading)


def parts_told(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each part that is larger than its whole."""
    yield from _broken(rule, reading)


def flow_told(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each balance of dossiers that does not close."""
    yield from _broken(rule, reading)


def told_twice(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each thing that two places count differently."""
    yield from _broken(rule, reading)


def units_told(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each number with the noun or the money unit of another."""
    yield from _broken(rule, reading)


def denied(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each thing that is said not to be and counted elsewhere."""
    yield from _broken(rule, reading)


def _broken(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
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
    for table, row, column in claim.cells if not claim.figures else ():
        yield Span("cell", reading.claims.flat_row(table, row), column, column + 1)
