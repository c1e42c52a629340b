"""A finished report understood: what stands where, and the submission that it amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cchc_toolkit.catalogue import Form
from cchc_toolkit.checks import Scope
from cchc_toolkit.checks.cited import Register
from cchc_toolkit.checks.located_finding import Span
from cchc_toolkit.documents import AppendixRow, ParsedReport
from cchc_toolkit.documents.understanding.links import Link
from cchc_toolkit.documents.understanding.placing import Place


@dataclass(frozen=True)
class UnderstoodReport:
    """What every rule of a review looks at; `scope` is what the rules of the engine look at."""

    issued: ParsedReport
    scope: Scope
    places: tuple[Place, ...]
    links: Mapping[int, Link]
    register: Register
    unknown: frozenset[str]
    """What the report does not say and rules must not rest on: `period`, `window`, `appendix`,
    `outline`."""

    @property
    def form(self) -> Form:
        """The form that the report follows."""
        return self.scope.form

    @cached_property
    def rows(self) -> dict[str, AppendixRow]:
        """The matched rows of the appendix by key."""
        return self.issued.values()

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

    def number(self, key: str) -> Decimal | None:
        """Return the number of a row of the appendix, None where it has none."""
        row = self.rows.get(key)
        return row.number if row is not None else None

    def mention_spot(self, at: int) -> Span:
        """Return where a figure of the prose stands, with the noun that it counts."""
        mention = self.issued.mentions[at]
        start = mention.span[0]
        return Span("body", mention.passage, start, start + len(mention.quote))

    def citation_spot(self, at: int) -> Span:
        """Return where a document is cited."""
        cited = self.issued.citations[at]
        return Span("body", cited.passage, *cited.span)

    def cell_spans(self, key: str) -> tuple[Span, ...]:
        """Return where a cell stands: its row, or the figures of the prose that state it."""
        if key in self.row_at:
            return (Span("row", self.row_at[key]),)
        return tuple(self.mention_spot(at) for at in self.stated_in.get(key, ()))
