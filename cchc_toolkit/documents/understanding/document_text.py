"""The words of a finished report as the rules look at them: a `checks.text_view.TextView`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cchc_toolkit.checks.span import Span
from cchc_toolkit.documents import AppendixRow, Mention, ParsedReport, Passage
from cchc_toolkit.documents.understanding.placing import Place
from cchc_toolkit.text.passage import Citation, StatedRatio
from cchc_toolkit.text.sentences import sentence_spans


@dataclass(frozen=True)
class DocumentText:
    """The paragraphs of a report with the item that each answers; every word counts."""

    issued: ParsedReport
    places: tuple[Place, ...]
    by_hand = False
    beside = "phụ lục"

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The text of each paragraph."""
        return tuple(passage.text for passage in self.issued.paragraphs)

    @property
    def figures(self) -> tuple[Mention, ...]:
        """The figures of the prose."""
        return self.issued.mentions

    @property
    def ratios(self) -> tuple[StatedRatio, ...]:
        """One figure over another, as sentences give them."""
        return self.issued.ratios

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The documents that are cited."""
        return self.issued.citations

    @cached_property
    def answered(self) -> frozenset[str]:
        """The items of the outline that a passage was placed under."""
        return frozenset(place.item for place in self.places)

    @cached_property
    def rows(self) -> dict[str, AppendixRow]:
        """The matched rows of the appendix by key."""
        return self.issued.values()

    def item(self, at: int) -> tuple[str, int]:
        """Return the item that a paragraph answers, and where its own words begin."""
        return self.places[at].item, self.places[at].start

    def written(self, at: int, place: int) -> bool:  # noqa: ARG002
        """Whether somebody wrote a character: in a document, somebody always did."""
        return True

    def number(self, key: str) -> Decimal | None:
        """Return the number of a row of the appendix, None where it has none."""
        row = self.rows.get(key)
        return row.number if row is not None else None

    def items_at(self, spans: Sequence[Span]) -> tuple[str, ...]:  # noqa: ARG002
        """A finding about a document is kept under its places, not under an item."""
        return ()

    def where(self, span: Span) -> str:
        """Return where in the file a span is: a line, a page, a paragraph."""
        if span.part == "row":
            return self.issued.rows[span.at].where
        if span.part == "cell":
            return self.issued.table_rows[span.at].where
        return self._passages(span)[span.at].where_at(span.start)

    def quoted(self, span: Span) -> str:
        """Return the sentence around a span, as printed."""
        text = self._passages(span)[span.at].text
        for start, end in sentence_spans(text):
            if start <= span.start < end:
                return text[start : max(end, span.end)]
        return text[span.start : span.end]

    def _passages(self, span: Span) -> tuple[Passage, ...]:
        parts = {"head": self.issued.head, "foot": self.issued.foot}
        return parts.get(span.part, self.issued.paragraphs)
