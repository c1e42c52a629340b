"""Which date a document with an impossible one probably has: a suggestion, never filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cchc_toolkit.checks.register import Entry, books, likely_span, say_span
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.submission import Document
from cchc_toolkit.text.formatting import print_date


def likely_date(paper: Document, scope: Scope, not_before: date | None) -> str:
    """Return in Vietnamese which date is likely and why, "" where nothing points to one.

    First the same day and month in another year of the window; else the days between the
    neighbours by number in the same book.
    """
    if paper.date is None:
        return ""
    other = _other_year(paper.date, scope, not_before)
    if other is not None:
        return f"Nhiều khả năng gõ nhầm năm: {print_date(other)}."
    first, last = _span(paper, scope)
    if not_before is not None and (first is None or first < not_before):
        first = not_before
    span = say_span(first, last)
    return f"Theo số văn bản trước và sau, ngày ban hành có thể {span}." if span else ""


def seen_through(scope: Scope) -> Iterator[Document]:
    """Yield every document, with the likely year where the one printed is a slip of the pen.

    A slip is what stands before its own cause, or years away from the window though the commune
    issued it, while the same day and month of a year of the window fit.
    """
    own = {paper.id for paper in scope.own_documents if "window" not in scope.unknown}
    for paper in scope.papers.values():
        cause = scope.papers.get(paper.implements)
        after = cause.date if cause is not None else None
        moved = None
        if paper.date is not None and after is not None and paper.date < after:
            moved = _other_year(paper.date, scope, after)
        elif paper.date is not None and paper.id in own and far(paper.date, scope):
            moved = _other_year(paper.date, scope, None)
        yield paper if moved is None else replace(paper, date=moved)


def far(day: date, scope: Scope) -> bool:
    """Whether a day is years away from the window."""
    return not scope.window.first.year - 1 <= day.year <= scope.window.last.year


def _other_year(day: date, scope: Scope, not_before: date | None) -> date | None:
    for year in range(scope.window.last.year, scope.window.first.year - 1, -1):
        if year == day.year or (day.month, day.day) == (2, 29):
            continue
        moved = day.replace(year=year)
        inside = scope.window.first <= moved <= scope.window.last
        if inside and (not_before is None or moved >= not_before):
            return moved
    return None


def _span(paper: Document, scope: Scope) -> tuple[date | None, date | None]:
    for entries in books(scope.papers.values()).values():
        for entry in entries:
            if entry.paper.id == paper.id:
                return likely_span(entry, _others(entry, entries))
    return None, None


def _others(entry: Entry, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(other for other in entries if other.paper.id != entry.paper.id)
