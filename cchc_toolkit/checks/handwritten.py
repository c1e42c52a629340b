"""What a commune typed into its own texts, as a reader of the report takes it: figures, citations.

Only what placeholders do not print: that is right by itself. Texts without a typed number that
could be wrong are not taken apart, so that checking thousands of communes stays cheap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from cchc_toolkit.checks.cited import register_of
from cchc_toolkit.checks.lists import OPENS
from cchc_toolkit.checks.prose import Prose
from cchc_toolkit.checks.span import Span
from cchc_toolkit.submission import Document, Submission
from cchc_toolkit.text.citations import citations
from cchc_toolkit.text.formatting import lower_first
from cchc_toolkit.text.mentions import mentions
from cchc_toolkit.text.passage import Citation, Mention, Passage, StatedRatio

_CITES = re.compile(r"\d\s?/\s?[A-ZĐ]|(?:[Ss]ố|Nghị định|Nghị quyết|Quyết định)\s+\d")
_PERCENT = re.compile(r"\d\s*%")
MARK = "#"
"""Between the item of the outline and the number of a typed document in its id."""


@dataclass(frozen=True)
class Handwritten:
    """The texts of a commune with what was typed into them: a `TextView`.

    Figures are those of the paragraphs that were taken apart, printed ones too: a rate is typed
    behind amounts that are not.
    """

    submission: Submission
    prose: tuple[Prose, ...] = ()
    citations: tuple[Citation, ...] = ()
    figures: tuple[Mention, ...] = ()
    ratios: tuple[StatedRatio, ...] = ()
    by_hand = True
    beside = "số liệu"
    answered: frozenset[str] = frozenset()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text of each paragraph."""
        return tuple(prose.text for prose in self.prose)

    def item(self, at: int) -> tuple[str, int]:
        """Return the item of a paragraph; its words begin it."""
        return self.prose[at].item, 0

    def written(self, at: int, place: int) -> bool:
        """Whether a character was typed rather than printed by a placeholder."""
        return self.prose[at].is_typed(place)

    def number(self, key: str) -> Decimal | None:
        """Return the reported number of a cell that counts something."""
        row = self.submission.form.indicators.get(key)
        counts = row is not None and row.kind == "count"
        return self.submission.value(key).number if counts else None

    def items_at(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """Return the items that some places answer."""
        return tuple(dict.fromkeys(self.prose[span.at].item for span in spans[:1]))

    def where(self, span: Span) -> str:
        """Return the file and line of a place."""
        return self.prose[span.at].source

    def quoted(self, span: Span) -> str:
        """Return the sentence around a place."""
        return self.prose[span.at].sentence(span.start)

    def typed_figure(self, at: int) -> bool:
        """Whether a figure was typed rather than printed by a placeholder."""
        return self.written(self.figures[at].passage, self.figures[at].span[0])

    def typed_citations(self) -> Iterator[tuple[int, Citation, Prose]]:
        """Yield each typed citation with its place and its paragraph."""
        for at, cited in enumerate(self.citations):
            prose = self.prose[cited.passage]
            if prose.is_typed(cited.span[0]):
                yield at, cited, prose


def read_handwritten(submission: Submission, prose: tuple[Prose, ...]) -> Handwritten:
    """Return what was typed into some paragraphs."""
    told = [_worth_reading(one) for one in prose]
    if not any(told):
        return Handwritten(submission, prose)
    passages = tuple(
        Passage(one.text if worth else "", one.source, one.item)
        for one, worth in zip(prose, told, strict=True)
    )
    cited = citations(passages)
    figures, ratios = mentions(passages, cited)
    return Handwritten(submission, prose, cited, figures, ratios)


def _worth_reading(prose: Prose) -> bool:
    if not prose.typed_digit:
        return False
    cites = any(prose.is_typed(found.start()) for found in _CITES.finditer(prose.text))
    rates = any(prose.is_typed(found.start()) for found in _PERCENT.finditer(prose.text))
    return cites or rates or OPENS.search(prose.text) is not None


def cited_documents(
    typed: Handwritten, known: Mapping[str, Document], office: str
) -> Mapping[str, Document]:
    """Return the documents that are cited in typed words only, by id: item, `#`, number.

    One that the register has under the same number and day is the register's; what a typed
    citation implements, or is implemented by, may be either.
    """
    register = register_of(typed.citations, lower_first(office))
    typed_at = {at: prose for at, _, prose in typed.typed_citations()}
    names: dict[str, str] = {}
    found: dict[str, Document] = {}
    for at, name in enumerate(register.ids):
        paper = register.documents[name]
        prose = typed_at.get(at)
        same = _same(paper, known, any_day=prose is None)
        if name in names or (prose is None and not same):
            continue
        names[name] = (
            same or f"{typed.prose[typed.citations[at].passage].item}{MARK}{len(found) + 1}"
        )
        if not same and prose is not None:
            issuer = _in_full(paper.issuer, known)
            found[names[name]] = replace(paper, id=names[name], issuer=issuer, source=prose.source)
    return MappingProxyType(
        {
            name: replace(paper, implements=names.get(paper.implements, ""))
            for name, paper in found.items()
        }
    )


def _in_full(issuer: str, known: Mapping[str, Document]) -> str:
    """Return an issuer as the register names it: a citation ends before a digit, `Phường 12`."""
    start = issuer.casefold()
    names = (paper.issuer for paper in known.values() if paper.issuer.casefold().startswith(start))
    return next(names, issuer) if issuer else ""


def _same(paper: Document, known: Mapping[str, Document], *, any_day: bool) -> str:
    number = (paper.number.lstrip("0"), paper.symbol.upper())
    for name, other in known.items():
        if (other.number.lstrip("0"), other.symbol.upper()) != number:
            continue
        if any_day or paper.date is None or other.date is None or paper.date == other.date:
            return name
    return ""


def key_of(paper: Document) -> str:
    """Return what a finding names a document by: its id, or the item that it was typed into."""
    return paper.id.partition(MARK)[0]
