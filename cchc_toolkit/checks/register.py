"""A register as books: the documents of one issuer, symbol and year, in order of number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cchc_toolkit.catalogue.units.registry import FIRST_DAY
from cchc_toolkit.submission import Document
from cchc_toolkit.text.formatting import print_date

_LEADING = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_OFFICE = (("chủ tịch ", ""), ("ủy ban nhân dân", "ubnd"), ("uỷ ban nhân dân", "ubnd"))


@dataclass(frozen=True)
class Entry:
    """A document with a number and a date, as a book lists it."""

    paper: Document
    number: int
    day: date


Book = tuple[str, str, int, bool]
"""Issuer, symbol, year, and whether it is of an office from the reform of 1/7/2025 on.

An office that was made of others then numbers its documents from 1 again.
"""


def books(papers: Iterable[Document]) -> dict[Book, tuple[Entry, ...]]:
    """Return the documents by book, in order of number, then of date."""
    found: dict[Book, list[Entry]] = {}
    for paper in papers:
        number = _LEADING.match(paper.number)
        if number is None or paper.date is None or not paper.issuer:
            continue
        year, renewed = paper.date.year, paper.date >= FIRST_DAY
        book = (same_issuer(paper.issuer), paper.symbol.casefold(), year, renewed)
        found.setdefault(book, []).append(Entry(paper, int(number[0]), paper.date))
    return {
        book: tuple(sorted(entries, key=lambda entry: (entry.number, entry.day)))
        for book, entries in found.items()
    }


def same_issuer(issuer: str) -> str:
    """Return an issuer so that the spellings of one office are alike: one office, one book.

    >>> same_issuer("Chủ tịch UBND xã Phùng Minh") == same_issuer("Ủy ban nhân dân xã Phùng Minh")
    True
    """
    text = " ".join(issuer.casefold().split())
    for spelling, short in _OFFICE:
        text = text.replace(spelling, short)
    return text


def number_year(paper: Document) -> int | None:
    """Return the year inside a document's number, as laws and decrees have it, None without one.

    >>> number_year(Document("x", "Nghị định", "61/2018", "NĐ-CP", None, "", "", "", "", ""))
    2018
    """
    tail = f"{paper.number}/{paper.symbol}".partition("/")[2]
    found = _YEAR.search(tail)
    return int(found[1]) if found else None


def out_of_order(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the fewest entries whose removal lets dates grow with numbers."""
    if all(one.day <= other.day for one, other in pairwise(entries)):
        return ()
    kept = _longest_growing([entry.day for entry in entries])
    return tuple(entry for place, entry in enumerate(entries) if place not in kept)


def against(entry: Entry, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries that stand to one otherwise by day than by number, nearest first."""
    found = [
        other
        for other in entries
        if (other.number < entry.number and other.day > entry.day)
        or (other.number > entry.number and other.day < entry.day)
    ]
    return tuple(sorted(found, key=lambda other: abs(other.number - entry.number)))


def _longest_growing(days: list[date]) -> set[int]:
    """Return the places of a longest stretch of days that never falls."""
    tails: list[date] = []
    places: list[int] = []
    before: list[int] = []
    for place, day in enumerate(days):
        length = bisect_right(tails, day)
        before.append(places[length - 1] if length else -1)
        tails[length : length + 1] = [day]
        places[length : length + 1] = [place]
    kept: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def likely_span(entry: Entry, entries: tuple[Entry, ...]) -> tuple[date | None, date | None]:
    """Return between which days a number must have been issued, by its neighbours in the book."""
    below = [other.day for other in entries if other.number < entry.number]
    above = [other.day for other in entries if other.number > entry.number]
    return max(below, default=None), min(above, default=None)


def say_span(first: date | None, last: date | None) -> str:
    """Return a span of days in words, "" where it is open at both ends or empty."""
    if first is not None and last is not None:
        return f"từ {print_date(first)} đến {print_date(last)}" if first <= last else ""
    if first is not None:
        return f"từ {print_date(first)}"
    return f"đến {print_date(last)}" if last is not None else ""
