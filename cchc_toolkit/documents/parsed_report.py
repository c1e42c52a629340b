"""A finished report as read from its file: one frozen value, whatever the format was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.documents.identity_mark import IdentityMark
from cchc_toolkit.documents.raw import Grid, GridRow
from cchc_toolkit.documents.spoken_period import SpokenPeriod
from cchc_toolkit.text.passage import Citation, Mention, Passage, StatedRatio

CellState = Literal["reported", "not_reported", "not_applicable", "suppressed", "unreadable"]


@dataclass(frozen=True)
class Letterhead:
    """The head and the signature of a report; what is not found or left blank is "" or None."""

    issuer: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    date: date | None = None
    date_as_printed: str = ""
    kind: str = ""
    """`BÁO CÁO`."""
    title: str = ""
    spoken: SpokenPeriod | None = None
    window: Window | None = None
    addressee: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    authority: str = ""
    role: str = ""
    name: str = ""

    @property
    def period(self) -> Period | None:
        """The period of the nationwide rules that the report is for, None for any other."""
        return self.spoken.period if self.spoken is not None else None


@dataclass(frozen=True)
class AppendixRow:
    """A row of the appendix table, with the row of the form that it is.

    `key` is None for a row that is none of the form's. `sure` is 1.0 where order, number, label
    and unit all agree, and falls with what differs. `text` is the cell as printed.
    """

    key: str | None
    stt: str
    label: str
    unit: str
    text: str
    note: str
    state: CellState
    number: Decimal | None
    where: str
    sure: float


@dataclass(frozen=True)
class ParsedReport:
    """Everything that was read from a finished report, and in `notes` what could not be."""

    source: str
    format: str
    head: tuple[Passage, ...]
    letterhead: Letterhead
    paragraphs: tuple[Passage, ...]
    foot: tuple[Passage, ...]
    appendix_title: tuple[str, ...]
    rows: tuple[AppendixRow, ...]
    mentions: tuple[Mention, ...]
    ratios: tuple[StatedRatio, ...]
    citations: tuple[Citation, ...]
    notes: tuple[str, ...]
    mark: IdentityMark | None = None
    """Whose report the properties of the file say that it is; None for one that is not ours."""
    unread: tuple[str, ...] = ()
    """What the file holds that could not be read."""
    tables: tuple[Grid, ...] = ()
    """The tables that are not the form, in order."""

    @property
    def transcript(self) -> bool:
        """Whether it is bare text, which need not show all that stood on the pages."""
        return self.format == "txt"

    @cached_property
    def cited_in(self) -> Mapping[int, tuple[int, ...]]:
        """The places among the citations of those of each passage that has any."""
        found: dict[int, tuple[int, ...]] = {}
        for at, one in enumerate(self.citations):
            found[one.passage] = (*found.get(one.passage, ()), at)
        return found

    def in_citation(self, passage: int, place: int) -> bool:
        """Whether a character of a passage belongs to a document that is cited there."""
        extents = (self.citations[at].extent for at in self.cited_in.get(passage, ()))
        return any(start <= place < end for start, end in extents)

    @property
    def table_rows(self) -> tuple[GridRow, ...]:
        """The rows of all other tables, one after the other."""
        return tuple(row for grid in self.tables for row in grid.rows)

    def values(self) -> dict[str, AppendixRow]:
        """Return the matched rows of the appendix by key; the surer one of two with one key."""
        found: dict[str, AppendixRow] = {}
        for row in self.rows:
            if row.key and (row.key not in found or found[row.key].sure < row.sure):
                found[row.key] = row
        return found
