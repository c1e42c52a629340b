"""Words with a time of validity: terms and offices that laws have replaced (data/terms.csv)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from cchc_toolkit.checks.finding import Severity
from cchc_toolkit.checks.legal import legal_documents
from cchc_toolkit.system import paths
from cchc_toolkit.text.record import ISO_DAY, Key, read_records


@dataclass(frozen=True)
class Term:
    """Words that hold from one day to another; an open end is None."""

    rule: str
    words: tuple[str, ...]
    """Spellings in lower case, the longest first."""
    first: date | None
    last: date | None
    instead: str
    severity: Severity
    source: str
    unless: tuple[str, ...] = ()
    """Words shortly before that make the term right: "chủ động mức độ 3", "thay thế …"."""

    def holds_on(self, day: date) -> bool:
        """Whether the words are right on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def find(self, lower: str) -> int:
        """Return where a lower-case text has one of the words, -1 if nowhere.

        >>> from datetime import date
        >>> Term("R18", ("mức độ 3",), None, None, "", "vừa", "").find("hồ sơ mức độ 3, 4")
        6
        >>> levels = Term("R18", ("mức độ 3",), None, None, "", "vừa", "", ("chủ động",))
        >>> levels.find("dịch vụ công chủ động mức độ 3"), levels.find("chủ động. Hồ sơ mức độ 3")
        (-1, 16)
        """
        for word in self.words:
            place = lower.find(word)
            while place >= 0:
                after = lower[place + len(word) : place + len(word) + 1]
                if not after.isalnum() and not self._right(lower, place):
                    return place
                place = lower.find(word, place + 1)
        return -1

    def _right(self, lower: str, place: int) -> bool:
        before = lower[max(0, place - _NEAR) : place]
        clause = max(before.rfind(stop) for stop in ".;")
        return any(word in before[clause + 1 :] for word in self.unless)


@cache
def all_terms() -> tuple[Term, ...]:
    """Return every term declared, in the order of the file."""
    file = paths.package_file("checks", "data", "terms.csv")
    return (*read_records(Term, file, _KEYS), *_replaced())


def _words(content: str) -> tuple[str, ...]:
    return tuple(word for word in content.split("|") if word)


_KEYS = {
    "words": Key(lambda words: tuple(sorted(_words(words), key=lambda word: (-len(word), word)))),
    "first": ISO_DAY,
    "last": ISO_DAY,
    "unless": Key(_words),
}


def _replaced() -> Iterator[Term]:
    """Yield the numbers of legal documents that another one has replaced, as terms of R18."""
    for key, document in legal_documents().items():
        if document.last is not None:
            yield Term(
                rule="R18",
                words=(key,),
                first=None,
                last=document.last,
                instead=document.replaced_by,
                severity="vừa",
                source=document.source,
                unless=_HISTORY,
            )


_NEAR = 60
"""How far before a term the words that make it right may stand, in letters."""
_HISTORY = ("thay thế", "bãi bỏ", "sửa đổi", "hết hiệu lực", "trước đây")


@cache
def terms_out_of_date(rule: str, day: date) -> tuple[Term, ...]:
    """Return the terms of a rule that do not hold on a day.

    >>> [term.instead for term in terms_out_of_date("R23", date(2025, 7, 1))][0]
    'UBND tỉnh hoặc sở chuyên ngành'
    """
    return tuple(term for term in all_terms() if term.rule == rule and not term.holds_on(day))


@dataclass(frozen=True)
class Addressee:
    """To whom a commune reports since a day: one of the words stands in the name."""

    first: date
    last: date | None
    words: tuple[str, ...]
    instead: str
    source: str

    def holds_on(self, day: date) -> bool:
        """Whether one reports to them on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@cache
def addressees(day: date) -> tuple[Addressee, ...]:
    """Return who must be addressed on a day (data/addressees.csv); nothing known before 01/7/2025.

    >>> [one.instead for one in addressees(date(2026, 9, 14))], addressees(date(2024, 6, 5))
    (['Ủy ban nhân dân tỉnh hoặc thành phố'], ())
    """
    file = paths.package_file("checks", "data", "addressees.csv")
    keys = {"first": ISO_DAY, "last": ISO_DAY, "words": Key(_words)}
    return tuple(one for one in read_records(Addressee, file, keys) if one.holds_on(day))
