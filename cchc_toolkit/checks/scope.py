"""What a rule looks at: one submission with its form, the window and the state of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.catalogue.calendar import Calendar, national_calendar
from cchc_toolkit.catalogue.periods import Window
from cchc_toolkit.checks.handwritten import Handwritten, cited_documents, read_handwritten
from cchc_toolkit.checks.prose import Prose, read_prose
from cchc_toolkit.checks.text_view import TextView
from cchc_toolkit.submission import Document, Placeholder, Submission, parts, split, total
from cchc_toolkit.submission.earlier import Earlier
from cchc_toolkit.submission.lateness import Lateness
from cchc_toolkit.submission.mode import Mode
from cchc_toolkit.submission.office import Office


@cache
def keys_of(sentence: str) -> tuple[str, ...]:
    """Return the figures that a sentence prints; the documents that it cites are none."""
    pieces = (piece for piece in split(sentence) if isinstance(piece, Placeholder))
    return tuple(piece.name for piece in pieces if piece.kind == "so")


@dataclass(frozen=True)
class Scope:
    """The inputs of every rule; `mode` says whether the report is meant to be signed, or issued."""

    submission: Submission
    window: Window
    office: Office
    mode: Mode = "draft"
    earlier: tuple[Earlier, ...] = ()
    """Other periods of the same commune, the nearest first; empty where there are none."""
    members: tuple[Submission, ...] = ()
    """The communes whose numbers add up to this submission, where it is a district's total."""
    today: date | None = None
    """The day that expiry is measured against; the end of the window unless given."""
    calendar: Calendar = field(default_factory=national_calendar)
    """The windows that are usual where the commune is."""
    window_confirmed: bool = True
    """The window is the one that the parameters set, not only what a document says of itself."""
    document: TextView | None = None
    """The finished report that the submission was read from, if it was: its words are looked at."""
    unknown: frozenset[str] = frozenset()
    """What a finished report does not say of itself, so that rules must not rest on it."""
    twins: tuple[str, ...] = ()
    """The other communes that reported the very same values, by name and code."""
    params_file: Path | None = None
    """The file of parameters that says who reports and signs; None where none was read."""
    lateness: Lateness | None = None
    """When the report came in against its deadline; None where no day is known."""
    derived: frozenset[str] | None = None
    """The derived figures that have a value; None where nothing has been derived."""

    @property
    def form(self) -> Form:
        """The form that the submission was made on."""
        return self.submission.form

    @property
    def day(self) -> date:
        """The day that a waiver must still hold on."""
        return self.today or self.window.last

    @property
    def clean(self) -> bool:
        """Whether the report is meant to be signed or issued: no gap may be left in it."""
        return self.mode != "draft"

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """The passages of the commune's own texts, taken apart once."""
        return read_prose(self.submission)

    @cached_property
    def all_prose(self) -> str:
        """Every text in lower case: a word that is not here is in none of them."""
        return "\n".join(prose.lower for prose in self.prose)

    @cached_property
    def handwritten(self) -> Handwritten:
        """What the commune typed into its texts, taken apart once; nothing in a finished report."""
        if self.document is not None:
            return Handwritten(self.submission)
        return read_handwritten(self.submission, self.prose)

    @property
    def text(self) -> TextView:
        """The words that rules look at: the finished report's, else those that were typed."""
        return self.document or self.handwritten

    @cached_property
    def lacking(self) -> frozenset[str]:
        """What is not there for rules to rest on: of a document, what it does not say."""
        there = {
            "documents": bool(self.papers),
            "texts": bool(self.text.paragraphs),
            "members": bool(self.members),
        }
        return self.unknown | {need for need, is_there in there.items() if not is_there}

    @property
    def office_source(self) -> str:
        """Where the facts about the office stand."""
        return "phần đầu, phần cuối" if self.document is not None else "tệp tham số"

    @cached_property
    def papers(self) -> Mapping[str, Document]:
        """The documents of the register and those that are cited in typed words, by id."""
        known = self.submission.documents
        if not self.handwritten.citations:
            return known
        office = self.submission.commune.name
        return {**known, **cited_documents(self.handwritten, known, office)}

    @cached_property
    def own_documents(self) -> tuple[Document, ...]:
        """The documents that the commune itself issued."""
        name = self.submission.commune.name.casefold()
        found = self.papers.values()
        return tuple(paper for paper in found if name and name in paper.issuer.casefold())

    @cached_property
    def before(self) -> Earlier | None:
        """The nearest earlier cumulative period of the same year, if its data are there."""
        period = self.submission.period
        adding = self.calendar.cumulative(period.year)
        if period.kind not in adding:
            return None
        for found in self.earlier:
            same_year = found.period.year == period.year and found.period.kind in adding
            if same_year and found.submission is not None and found.period != period:
                return found
        return None

    def number(self, key: str) -> Decimal | None:
        """Return the reported number of a cell, None where there is none."""
        return self.submission.value(key).number

    def added(self, keys: tuple[str, ...]) -> Decimal | None:
        """Return the sum of some cells, None where one of them has no number."""
        numbers = [number for key in keys if (number := self.number(key)) is not None]
        return sum(numbers, Decimal(0)) if numbers and len(numbers) == len(keys) else None

    def total(self, row: Indicator) -> Decimal | None:
        """Return the number of a row, or of its parts where it is blank."""
        return total(self.submission, row)

    def parts(self, row: Indicator) -> tuple[Indicator, ...]:
        """Return the rows that must add up to this one."""
        return parts(self.submission, row)

    def says_something(self, sentence: str) -> bool:
        """Whether at least one number of a default sentence is known."""
        return any(self.knows(key) for key in keys_of(sentence))

    def knows(self, key: str) -> bool:
        """Whether a text that prints this number or figure has something to print."""
        ratio = self.form.ratio.get(key)
        if ratio is None:
            return self.number(key) is not None
        if self.derived is not None:
            return key in self.derived
        keys = [name for name in ratio.numerator + ratio.denominator if not name.startswith("@")]
        return all(self.number(name) is not None for name in keys)
