"""What a reviewer sends back of a finding: its words, and where in the file it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_toolkit.checks import Finding
from cchc_toolkit.checks.span import Span
from cchc_toolkit.documents import ParsedReport
from cchc_toolkit.review.review import Review

NOWHERE = "Toàn văn bản"
_PAGE = re.compile(r"\btrang \d+\b")


@dataclass(frozen=True)
class Remark:
    """A finding as it is sent back: number, words, place in the file, the text it objects to."""

    number: int
    text: str
    where: str
    """As the reader names it: "đoạn 5", "bảng 2, dòng 3", "trang 2, dòng 7"; "" for none."""
    passage: str = ""
    column: int = -1

    @property
    def page(self) -> str:
        """The page of a PDF, else the place itself."""
        found = _PAGE.search(self.where)
        return found[0].capitalize() if found else (self.where or NOWHERE)


def remarks_of(review: Review) -> tuple[Remark, ...]:
    """Return the findings of a review in their order, each with where it is sent back to."""
    issued = review.reading.issued
    return tuple(
        _remark(issued, number, finding) for number, finding in enumerate(review.findings, start=1)
    )


def _remark(issued: ParsedReport, number: int, finding: Finding) -> Remark:
    span = finding.spans[0] if finding.spans else None
    where, passage = _place(issued, span) if span is not None else ("", "")
    column = span.start if span is not None and span.part == "cell" else -1
    return Remark(number, _said(number, finding), where, passage, column)


def _said(number: int, finding: Finding) -> str:
    lines = [f"[{number}] Mức {finding.severity}, {finding.rule}: {finding.message}"]
    if finding.suggestion:
        lines.append(f"Gợi ý: {finding.suggestion}")
    if finding.advice:
        lines.append(f"Cách sửa: {finding.advice}")
    return "\n".join(lines)


def _place(issued: ParsedReport, span: Span) -> tuple[str, str]:
    """Return where a span stands in the file, and the text that it marks."""
    if span.part == "row":
        return issued.rows[span.at].where, ""
    if span.part == "cell":
        return issued.table_rows[span.at].where, ""
    passages = {"head": issued.head, "body": issued.paragraphs, "foot": issued.foot}[span.part]
    passage = passages[span.at]
    return passage.where_at(span.start), passage.text[span.start : span.end]


def by_page(remarks: Sequence[Remark]) -> dict[str, list[Remark]]:
    """Return remarks by page or place, in the order in which they come first."""
    found: dict[str, list[Remark]] = {}
    for remark in remarks:
        found.setdefault(remark.page, []).append(remark)
    return found
