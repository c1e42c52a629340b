"""The page of a review: the text of a finished report as it was read, its findings marked."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.render.marked_page import (
    MarkedLine,
    MarkedRow,
    MarkedSheet,
    MarkedTable,
    render,
)
from cchc_toolkit.review.review import Review
from cchc_toolkit.review.ticks import ticks_of

_LONGEST_HEADING = 120
"""A numbered line that goes on is prose: all of it in bold type is hard to read."""


def review_page(review: Review) -> str:
    """Return the page of a review: no network, no clock, works from a folder and on paper."""
    return render(_sheet(review))


def _sheet(review: Review) -> MarkedSheet:
    issued = review.reading.issued
    period = issued.letterhead.period
    name = review.reading.scope.office.name or "Báo cáo"
    subtitle = " · ".join(
        part
        for part in (
            issued.source,
            period.label if period else "",
            f"đối chiếu với {review.against}" if review.against else "",
        )
        if part
    )
    return MarkedSheet(
        title=f"Rà soát báo cáo – {name}",
        subtitle=subtitle,
        lines=tuple(_lines(review)),
        rows=tuple(
            MarkedRow(at, (row.stt, row.label, row.unit, row.text, row.note))
            for at, row in enumerate(issued.rows)
        ),
        findings=review.findings,
        notes=review.notes,
        unread=review.unread,
        tables=tuple(_tables(review)),
        ticks=ticks_of(review),
    )


def _tables(review: Review) -> Iterator[MarkedTable]:
    first = 0
    for grid in review.reading.issued.tables:
        yield MarkedTable(first, tuple(row.cells for row in grid.rows))
        first += len(grid.rows)


def _lines(review: Review) -> Iterator[MarkedLine]:
    issued = review.reading.issued
    for at, passage in enumerate(issued.head):
        yield MarkedLine("head", at, passage.text, "head", passage.mark)
    for at, passage in enumerate(issued.paragraphs):
        heads = passage.level and len(passage.text) <= _LONGEST_HEADING
        style = f"h{min(passage.level, 3)}" if heads else "text"
        yield MarkedLine("body", at, passage.text, style, passage.mark)
    for at, passage in enumerate(issued.foot):
        yield MarkedLine("foot", at, passage.text, "foot", passage.mark)
