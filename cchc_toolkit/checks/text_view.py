"""A text as the rules look at it: what stands in it, whoever wrote it and wherever it stands.

What a commune typed into its own texts (`handwritten`) and the words of a finished report
(`documents.understanding.document_text`) are the two that there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from cchc_toolkit.checks.span import Span
from cchc_toolkit.text.passage import Citation, Mention, StatedRatio


class TextView(Protocol):
    """Paragraphs, and the figures, ratios and citations found in them by paragraph."""

    @property
    def by_hand(self) -> bool:
        """Whether it is what a commune typed, not a document with places of its own."""

    @property
    def paragraphs(self) -> Sequence[str]:
        """The text of each paragraph."""

    @property
    def figures(self) -> Sequence[Mention]:
        """The figures."""

    @property
    def ratios(self) -> Sequence[StatedRatio]:
        """One figure over another, with the rate that the sentence states."""

    @property
    def citations(self) -> Sequence[Citation]:
        """The documents that are cited."""

    @property
    def answered(self) -> frozenset[str]:
        """Items of the outline that are seen to be answered, whatever was understood of them."""

    @property
    def beside(self) -> str:
        """What a reader compares it with: `số liệu`, `phụ lục`."""

    def item(self, at: int) -> tuple[str, int]:
        """Return the item that a paragraph answers, "" if none, and where its own words begin."""

    def written(self, at: int, place: int) -> bool:
        """Whether somebody wrote the character of a paragraph, rather than a placeholder."""

    def number(self, key: str) -> Decimal | None:
        """Return the number that stands beside the text for a cell, None where there is none."""

    def items_at(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """Return the items that a finding about some places is kept under."""

    def where(self, span: Span) -> str:
        """Return where a place is: file and line, page, paragraph."""

    def quoted(self, span: Span) -> str:
        """Return the sentence around a place."""


def figure_span(text: TextView, at: int) -> Span:
    """Return where a figure stands, with the noun that it counts."""
    mention = text.figures[at]
    start = mention.span[0]
    return Span("body", mention.passage, start, start + len(mention.quote))
