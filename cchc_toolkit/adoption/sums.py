"""Which rows add up to the one above, and which relations a form prints as formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cchc_toolkit.adoption.printed import PrintedRow

_NUMBER = r"[(\[]?\s*(\d{1,3}(?:\.\d{1,3})*)\s*[)\]]?"
_FORMULA = re.compile(rf"(?:{_NUMBER}\s*)?=\s*({_NUMBER}(?:\s*[+\-–]\s*{_NUMBER})+)")
_TERM = re.compile(rf"([+\-–])?\s*{_NUMBER}")


@dataclass(frozen=True)
class Formula:
    """A total and its terms by their places among the rows, each with its sign."""

    total: int
    terms: tuple[tuple[int, int], ...]

    @property
    def sum(self) -> bool:
        """Whether nothing is taken away."""
        return all(sign > 0 for _, sign in self.terms)


def formulas(rows: Sequence[PrintedRow], loose: Sequence[str]) -> list[Formula]:
    """Return the formulas that a form prints in labels, notes and below its rows, in order.

    A formula without a left side is about the row that it stands in.
    """
    places = _places(rows)
    found: list[Formula] = []
    for at, row in enumerate(rows):
        for text in (row.stt, row.label, row.unit, row.note):
            found += _read(text, at, places)
    for text in loose:
        found += _read(text, None, places)
    return list(dict.fromkeys(found))


def _places(rows: Sequence[PrintedRow]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, row in enumerate(rows):
        number = re.match(_NUMBER, row.stt.strip())
        if number:
            found.setdefault(number[1], at)
    return found


def _read(text: str, own: int | None, places: Mapping[str, int]) -> list[Formula]:
    found = []
    for match in _FORMULA.finditer(text):
        total = places.get(match[1]) if match[1] else own
        signed = [(places.get(n), -1 if s in ("-", "–") else 1) for s, n in _TERM.findall(match[2])]
        terms = tuple((at, sign) for at, sign in signed if at is not None)
        if total is not None and len(terms) == len(signed) and total not in dict(terms):
            found.append(Formula(total, terms))
    return found
