"""Every number of a reviewed report with what became of it: prose, appendix and other tables."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.checks.span import Span
from cchc_toolkit.checks.sums import holds_now
from cchc_toolkit.checks.suspects import is_broken
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.render.tick import Tick, TickState
from cchc_toolkit.review.review import Review

_MINOR = "thấp"


def ticks_of(review: Review) -> tuple[Tick, ...]:
    """Return a tick for each number of the report: those of the prose, then those of tables."""
    return (*_of_prose(review), *_of_appendix(review), *_of_tables(review))


def _of_prose(review: Review) -> Iterator[Tick]:
    reading = review.reading
    claims = reading.claims
    blamed: dict[int, list[Span]] = {}
    for found in review.findings:
        if found.spans and found.spans[0].part == "body" and found.severity != _MINOR:
            blamed.setdefault(found.spans[0].at, []).append(found.spans[0])
    agreeing = _agreeing(reading)
    for at, one in enumerate(claims.account.quantities):
        span = Span("body", one.passage, one.start, one.end)
        state: TickState = claims.figures[at]
        if (one.passage, one.start) in agreeing and state == "open":
            state = "confirmed"
        if any(_covers(other, span) for other in blamed.get(one.passage, ())):
            state = "contradicted"
        yield Tick(span, state)


def _covers(blamed: Span, number: Span) -> bool:
    """Whether a finding is about a number itself, not about a whole sentence that holds it."""
    close = blamed.end - blamed.start <= number.end - number.start + _NOUN
    return blamed.start <= number.start < blamed.end and close


_NOUN = 40
"""Characters that a number's noun may have: more is a sentence."""


def _agreeing(reading: UnderstoodReport) -> frozenset[tuple[int, int]]:
    """Return the figures of the prose that say what their row of the appendix says."""
    return frozenset(
        (mention.passage, mention.span[0])
        for at, link in reading.links.items()
        if (mention := reading.issued.mentions[at]).number == reading.number(link.key)
    )


def _of_appendix(review: Review) -> Iterator[Tick]:
    reading = review.reading
    blamed = {
        found.spans[0].at
        for found in review.findings
        if found.spans and found.spans[0].part == "row" and found.severity != _MINOR
    }
    told = {link.key for at, link in reading.links.items() if _same(reading, at)}
    key_at = {at: key for key, at in reading.row_at.items()}
    for at, row in enumerate(reading.issued.rows):
        if row.number is None:
            continue
        key = key_at.get(at, "")
        state: TickState = "open"
        if at in blamed:
            state = "contradicted"
        elif key and (key in told or _in_balance(reading, key)):
            state = "confirmed"
        yield Tick(Span("row", at), state)


def _same(reading: UnderstoodReport, at: int) -> bool:
    return reading.issued.mentions[at].number == reading.number(reading.links[at].key)


def _in_balance(reading: UnderstoodReport, key: str) -> bool:
    """Whether a cell stands in an equation of the form that the report fills in and that holds."""
    return any(
        relation.kind == "identity"
        and holds_now(reading.scope, relation)
        and all(reading.scope.number(other) is not None for other in relation.keys)
        and not is_broken(reading.scope, relation)
        for relation in reading.form.relations_with[key]
    )


def _of_tables(review: Review) -> Iterator[Tick]:
    claims = review.reading.claims
    for cell, state in claims.cells.items():
        row, column = claims.place(*cell)
        yield Tick(Span("cell", row, column, column + 1), state)
