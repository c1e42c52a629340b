"""What prose is made of: passages, and the figures, ratios and citations found in them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Passage:
    """A paragraph of the prose: clean NFC text, without its bullet.

    `section` is its place (`II.2`), "" before the first heading; `level` is 1 for `I. …`, 2 for
    `1. …`, 3 for `1.1. …`, 0 for text. A paragraph put together from several lines has several
    `places`: from which character on it stands where.
    """

    text: str
    where: str
    section: str = ""
    mark: str = ""
    level: int = 0
    places: tuple[tuple[int, str], ...] = ()

    def where_at(self, offset: int) -> str:
        """Return where in the file a character of the text stands.

        >>> Passage("Thu và chi", "dòng 5", places=((0, "dòng 5"), (7, "dòng 9"))).where_at(8)
        'dòng 9'
        """
        at = bisect_right([start for start, _ in self.places], offset) - 1
        return self.places[at][1] if at >= 0 else self.where


@dataclass(frozen=True)
class Mention:
    """A figure in the prose.

    `text` is the number as printed ("02", "133,2"), `quote` the same with what it counts ("02 tin
    bài", "133,2%"); `span` are the first and last+1 character of `text` in the passage. `doubtful`
    marks a number that can be read in two ways (`1.234%`).
    """

    text: str
    number: Decimal
    unit: str
    quote: str
    sentence: str
    passage: int
    span: tuple[int, int]
    where: str
    doubtful: bool = False


@dataclass(frozen=True)
class StatedRatio:
    """One figure over another as a sentence gives them, with the rate it states, if any.

    The three are places in `ParsedReport.mentions`.
    """

    numerator: int
    denominator: int
    stated: int | None
    passage: int


@dataclass(frozen=True)
class Citation:
    """A document that the prose cites, as printed. `implements` is a place in `citations`.

    `number` and `symbol` are the two sides of the last slash (`63/2010`, `NĐ-CP`); `span` covers
    type to issuer in the passage, `extent` the subject too.
    """

    type: str
    number: str
    symbol: str
    date: date | None
    date_as_printed: str
    issuer: str
    subject: str
    text: str
    passage: int
    span: tuple[int, int]
    extent: tuple[int, int]
    where: str
    implements: int | None = None
