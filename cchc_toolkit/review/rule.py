"""A rule about what only the finished document shows, declared like those of the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cchc_toolkit.checks import Finding, Severity
from cchc_toolkit.checks.located_finding import LocatedFinding, Span
from cchc_toolkit.documents import Passage
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.text.sentences import sentence_spans


@dataclass(frozen=True)
class ReviewRule:
    """One rule: `code` is shared with the engine's rule on the same subject."""

    code: str
    says: str
    severity: Severity
    advice: str
    finds: Callable[[ReviewRule, UnderstoodReport], Iterator[LocatedFinding]]

    def at(
        self,
        reading: UnderstoodReport,
        spans: Sequence[Span],
        message: str,
        *,
        severity: Severity | None = None,
        advice: str = "",
        keys: Sequence[str] = (),
        expected: str = "",
        found: str = "",
        suspect: str = "",
        suggestion: str = "",
    ) -> LocatedFinding:
        """Return a finding of this rule with its quote and places taken from its spans."""
        rows = [reading.form.indicators.get(key) for key in keys]
        return LocatedFinding(
            Finding(
                rule=self.code,
                severity=severity or self.severity,
                message=message,
                advice=advice or self.advice,
                keys=tuple(keys),
                values=tuple(reading.scope.submission.value(key).text for key in keys),
                stt=tuple(row.stt if row is not None else "" for row in rows),
                where=tuple(where(reading, span) for span in spans),
                expected=expected,
                found=found,
                quote=next((quoted(reading, span) for span in spans if span.part != "row"), ""),
                suspect=suspect,
                suggestion=suggestion,
            ),
            tuple(spans),
        )


def where(reading: UnderstoodReport, span: Span) -> str:
    """Return where in the file a span is: a line, a page, a paragraph."""
    if span.part == "row":
        return reading.issued.rows[span.at].where
    return _passages(reading, span)[span.at].where_at(span.start)


def quoted(reading: UnderstoodReport, span: Span) -> str:
    """Return the sentence around a span, as printed."""
    text = _passages(reading, span)[span.at].text
    for start, end in sentence_spans(text):
        if start <= span.start < end:
            return text[start : max(end, span.end)]
    return text[span.start : span.end]


def _passages(reading: UnderstoodReport, span: Span) -> tuple[Passage, ...]:
    parts = {"head": reading.issued.head, "foot": reading.issued.foot}
    return parts.get(span.part, reading.issued.paragraphs)
