"""A finished report understood: what stands where, and the submission that it amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cchc_toolkit.catalogue import Form
from cchc_toolkit.checks import Scope
from cchc_toolkit.checks.cited import Register
from cchc_toolkit.checks.span import Span
from cchc_toolkit.checks.text_view import figure_span
from cchc_toolkit.documents import AppendixRow, ParsedReport
from cchc_toolkit.documents.claims.reading import Claims, claims_of
from cchc_toolkit.documents.understanding.document_text import DocumentText
from cchc_toolkit.documents.understanding.links import Link
from cchc_toolkit.documents.understanding.placing import Place


@dataclass(frozen=True)
class UnderstoodReport:
    """What every rule of a review looks at; `scope` is what the rules of the engine look at."""

    issued: ParsedReport
    scope: Scope
    text: DocumentText
    links: Mapping[int, Link]
    register: Register

    @property
    def form(self) -> Form:
        """The form that the report follows."""
        return self.scope.form

    @property
    def rows(self) -> dict[str, AppendixRow]:
        """The matched rows of the appendix by key."""
        return self.text.rows

    @property
    def places(self) -> tuple[Place, ...]:
        """The item of the outline that each passage answers."""
        return self.text.places

    @cached_property
    def row_at(self) -> dict[str, int]:
        """The place in `ParsedReport.rows` of each matched row, by key."""
        best = {id(row): key for key, row in self.rows.items()}
        return {best[id(row)]: at for at, row in enumerate(self.issued.rows) if id(row) in best}

    @cached_property
    def stated_in(self) -> dict[str, tuple[int, ...]]:
        """The figures of the prose that state an indicator or rate, by key."""
        found: dict[str, list[int]] = {}
        for at, link in self.links.items():
            found.setdefault(link.key, []).append(at)
            ratio = self.form.ratio.get(link.key)
            if ratio is not None and ratio.stated:
                found.setdefault(ratio.stated, []).append(at)
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def claims(self) -> Claims:
        """What the figures of prose and tables say together, whether or not a form is known."""
        return claims_of(self.issued)

    def number(self, key: str) -> Decimal | None:
        """Return the number of a row of the appendix, None where it has none."""
        return self.text.number(key)

    def figure_span(self, at: int) -> Span:
        """Return where a figure of the prose stands, with the noun that it counts."""
        return figure_span(self.text, at)

    def citation_span(self, at: int) -> Span:
        """Return where a document is cited."""
        cited = self.issued.citations[at]
        return Span("body", cited.passage, *cited.span)

    def cell_spans(self, key: str) -> tuple[Span, ...]:
        """Return where a cell stands: its row, or the figures of the prose that state it."""
        if key in self.row_at:
            return (Span("row", self.row_at[key]),)
        return tuple(self.figure_span(at) for at in self.stated_in.get(key, ()))
