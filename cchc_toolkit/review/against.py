"""A report against what is stored of it, or against another report: value by value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cchc_toolkit.catalogue import Indicator
from cchc_toolkit.checks import Finding
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.review.review import Review, in_order
from cchc_toolkit.submission import Document, Submission, Value
from cchc_toolkit.text.formatting import print_date

CODE = "D01"
"""Code of a difference between two sources of one report."""
ADVICE = "Đối chiếu sổ theo dõi: sửa báo cáo hoặc sửa số liệu lưu."
_STATES = {
    "not_reported": "để trống",
    "not_applicable": "không áp dụng",
    "suppressed": "không công bố",
}


def with_differences(review: Review, other: Submission, name: str) -> Review:
    """Return the review with a finding for each value and document that the other has otherwise.

    `name` says in Vietnamese what it is compared with: `số liệu lưu`, `bao-cao.pdf`.
    """
    found = (*_values(review.reading, other, name), *_documents(review.reading, other, name))
    return replace(review, findings=in_order((*review.findings, *found)), against=name)


def _values(reading: UnderstoodReport, other: Submission, name: str) -> Iterator[Finding]:
    for row in reading.form.fillable:
        mine, theirs = reading.scope.submission.value(row.key), other.value(row.key)
        if (mine.state, mine.number) == (theirs.state, theirs.number):
            continue
        unsaid = row.supplementary and row.key not in reading.scope.submission.values
        if unsaid or (row.supplementary and not theirs.reported):
            continue  # the prose need not say every figure, nor the other every figure of the prose
        if not reading.issued.rows and not row.supplementary:
            continue
        yield _difference(reading, row, mine, theirs, name)


def _difference(
    reading: UnderstoodReport, row: Indicator, mine: Value, theirs: Value, name: str
) -> Finding:
    both = mine.reported and theirs.reported
    return Finding(
        rule=CODE,
        severity="cao" if both else "vừa",
        message=f"{reading.form.full_name(row)}: báo cáo {_said(mine)}, {name} {_said(theirs)}.",
        advice=ADVICE,
        keys=(row.key,),
        values=(mine.text, theirs.text),
        stt=(row.stt,),
        where=(mine.source, theirs.source),
        expected=theirs.text,
        found=mine.text,
        spans=reading.cell_spans(row.key),
    )


def _said(cell: Value) -> str:
    source = f" ({cell.source})" if cell.source else ""
    shown = f"ghi {cell.text}" if cell.reported else _STATES.get(cell.state, "để trống")
    return f"{shown}{source}"


def _documents(reading: UnderstoodReport, other: Submission, name: str) -> Iterator[Finding]:
    """Yield a finding for each document that both cite under one number with different days."""
    theirs: dict[tuple[str, str], list[Document]] = {}
    for paper in other.documents.values():
        theirs.setdefault(_number(paper), []).append(paper)
    for paper in reading.scope.submission.documents.values():
        same = theirs.get(_number(paper), [])
        days = {one.date for one in same}
        if not same or paper.date is None or paper.date in days or None in days:
            continue
        spans = tuple(reading.citation_span(at) for at in reading.register.citations_of(paper.id))
        said = "; ".join(print_date(one.date) for one in same if one.date)
        yield Finding(
            rule=CODE,
            severity="cao",
            message=f"{paper.short_citation}: {name} ghi ngày {said}.",
            advice=ADVICE,
            keys=(paper.id,),
            values=(print_date(paper.date), said),
            where=(paper.source, same[0].source),
            expected=said,
            found=print_date(paper.date),
            quote=paper.citation,
            spans=spans,
        )


def _number(paper: Document) -> tuple[str, str]:
    return paper.number.lstrip("0"), paper.symbol.upper()
