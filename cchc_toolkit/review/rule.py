"""A rule about what only the finished document shows, declared like those of the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cchc_toolkit.checks import Finding, Severity
from cchc_toolkit.checks.located_finding import Marked, Spot
from cchc_toolkit.documents import Passage
from cchc_toolkit.documents.understanding.reading import Reading
from cchc_toolkit.text.sentences import sentence_spans


@dataclass(frozen=True)
class ReviewRule:
    """One rule: `code` is shared with the engine's rule on the same subject."""

    code: str
    says: str
    severity: Severity
    advice: str
    finds: Callable[[ReviewRule, Reading], Iterator[Marked]]

    def at(
        self,
        reading: Reading,
        spots: Sequence[Spot],
        message: str,
        *,
        severity: Severity | None = None,
        advice: str = "",
        keys: Sequence[str] = (),
        expected: str = "",
        found: str = "",
        suspect: str = "",
        suggestion: str = "",
    ) -> Marked:
        """Return a finding of this rule with its quote and places taken from its spots."""
        rows = [reading.form.indicators.get(key) for key in keys]
        return Marked(
            Finding(
                rule=self.code,
                severity=severity or self.severity,
                message=message,
                advice=advice or self.advice,
                keys=tuple(keys),
                values=tuple(reading.scope.submission.value(key).text for key in keys),
                stt=tuple(row.stt if row is not None else "" for row in rows),
                where=tuple(where(reading, spot) for spot in spots),
                expected=expected,
                found=found,
                quote=next((quoted(reading, spot) for spot in spots if spot.part != "row"), ""),
                suspect=suspect,
                suggestion=suggestion,
            ),
            tuple(spots),
        )


def where(reading: Reading, spot: Spot) -> str:
    """Return where in the file a spot is: a line, a page, a paragraph."""
    if spot.part == "row":
        return reading.issued.rows[spot.at].where
    return _passages(reading, spot)[spot.at].where_at(spot.start)


def quoted(reading: Reading, spot: Spot) -> str:
    """Return the sentence around a spot, as printed."""
    text = _passages(reading, spot)[spot.at].text
    for start, end in sentence_spans(text):
        if start <= spot.start < end:
            return text[start : max(end, spot.end)]
    return text[spot.start : spot.end]


def _passages(reading: Reading, spot: Spot) -> tuple[Passage, ...]:
    parts = {"head": reading.issued.head, "foot": reading.issued.foot}
    return parts.get(spot.part, reading.issued.paragraphs)
