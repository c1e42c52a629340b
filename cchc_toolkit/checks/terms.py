"""Words with a time of validity: terms and offices that laws have replaced (data/terms.csv)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

from cchc_toolkit.checks.finding import Severity
from cchc_toolkit.system import paths


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

    def holds_on(self, day: date) -> bool:
        """Whether the words are right on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def find(self, lower: str) -> int:
        """Return where a lower-case text has one of the words, -1 if nowhere.

        >>> from datetime import date
        >>> Term("R18", ("mức độ 3",), None, None, "", "vừa", "").find("hồ sơ mức độ 3, 4")
        6
        """
        found = (lower.find(word) for word in self.words)
        whole = (
            place
            for word, place in zip(self.words, found, strict=True)
            if place >= 0 and not lower[place + len(word) : place + len(word) + 1].isalnum()
        )
        return next(whole, -1)


@cache
def all_terms() -> tuple[Term, ...]:
    """Return every term declared, in the order of the file."""
    with paths.package_file("checks", "data", "terms.csv").open(encoding="utf-8") as stream:
        return tuple(
            Term(
                rule=line["rule"],
                words=tuple(sorted(line["words"].split("|"), key=lambda word: (-len(word), word))),
                first=_day(line["first"]),
                last=_day(line["last"]),
                instead=line["instead"],
                severity=cast("Severity", line["severity"]),
                source=line["source"],
            )
            for line in csv.DictReader(stream, strict=True)
        )


@cache
def terms_out_of_date(rule: str, day: date) -> tuple[Term, ...]:
    """Return the terms of a rule that do not hold on a day.

    >>> [term.instead for term in terms_out_of_date("R23", date(2025, 7, 1))][0]
    'UBND tỉnh hoặc sở chuyên ngành'
    """
    return tuple(term for term in all_terms() if term.rule == rule and not term.holds_on(day))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
