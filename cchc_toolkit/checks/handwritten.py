"""What a commune typed into its own texts, as a reader of the report takes it: figures, citations.

Only what placeholders do not print: that is right by itself. Texts without a typed number that
could be wrong are not taken apart, so that checking thousands of communes stays cheap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from cchc_toolkit.checks.cited import register_of
from cchc_toolkit.checks.lists import OPENS
from cchc_toolkit.checks.prose import Prose
from cchc_toolkit.submission import Document
from cchc_toolkit.text.citations import citations
from cchc_toolkit.text.formatting import lower_first
from cchc_toolkit.text.mentions import mentions
from cchc_toolkit.text.passage import Citation, Mention, Passage, StatedRatio

_CITES = re.compile(r"\d\s?/\s?[A-ZĐ]|(?:[Ss]ố|Nghị định|Nghị quyết|Quyết định)\s+\d")
_PERCENT = re.compile(r"\d\s*%")
MARK = "#"
"""Between the item of the outline and the number of a typed document in its id."""


@dataclass(frozen=True)
class Typed:
    """The paragraphs that were taken apart, and what was typed into them."""

    prose: tuple[Prose, ...] = ()
    cited: tuple[Citation, ...] = ()
    figures: tuple[Mention, ...] = ()
    """Every figure, printed ones too: a rate is typed behind amounts that are not."""
    ratios: tuple[StatedRatio, ...] = ()

    def is_typed(self, figure: int) -> bool:
        """Whether a figure was typed rather than printed by a placeholder."""
        mention = self.figures[figure]
        return self.prose[mention.passage].is_typed(mention.span[0])

    def citations_typed(self) -> Iterator[tuple[int, Citation, Prose]]:
        """Yield each typed citation with its place and its paragraph."""
        for at, cited in enumerate(self.cited):
            prose = self.prose[cited.passage]
            if prose.is_typed(cited.span[0]):
                yield at, cited, prose


def read_typed(prose: tuple[Prose, ...]) -> Typed:
    """Return what was typed into some paragraphs."""
    told = tuple(one for one in prose if _worth_reading(one))
    if not told:
        return Typed()
    passages = tuple(Passage(one.text, one.source, one.item) for one in told)
    cited = citations(passages)
    figures, ratios = mentions(passages, cited)
    return Typed(told, cited, figures, ratios)


def _worth_reading(prose: Prose) -> bool:
    if not prose.typed_digit:
        return False
    cites = any(prose.is_typed(found.start()) for found in _CITES.finditer(prose.text))
    rates = any(prose.is_typed(found.start()) for found in _PERCENT.finditer(prose.text))
    return cites or rates or OPENS.search(prose.text) is not None


def typed_papers(
    typed: Typed, known: Mapping[str, Document], office: str
) -> Mapping[str, Document]:
    """Return the documents that are cited in typed words only, by id: item, `#`, number.

    One that the register has under the same number and day is the register's; what a typed
    citation implements, or is implemented by, may be either.
    """
    register = register_of(typed.cited, lower_first(office))
    typed_at = {at: prose for at, _, prose in typed.citations_typed()}
    names: dict[str, str] = {}
    found: dict[str, Document] = {}
    for at, name in enumerate(register.ids):
        paper = register.documents[name]
        prose = typed_at.get(at)
        same = _same(paper, known, any_day=prose is None)
        if name in names or (prose is None and not same):
            continue
        names[name] = same or f"{typed.prose[typed.cited[at].passage].item}{MARK}{len(found) + 1}"
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
