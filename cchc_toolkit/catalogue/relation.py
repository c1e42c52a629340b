"""A relation between cells as a form declares it: a row of `rules.csv`, read by the checks.

A new relation is a new row, no code. What each kind means stands in `KINDS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

RelationKind = Literal[
    "identity",
    "at_most",
    "present_if",
    "present_if_positive",
    "positive_if",
    "plausible",
    "differ",
    "monotone",
    "documents",
    "told",
]
RELATION_KINDS: dict[RelationKind, str] = {
    "identity": "vế trái bằng vế phải",
    "at_most": "vế trái không lớn hơn vế phải",
    "present_if": "vế trái đã ghi thì vế phải không được để trống",
    "present_if_positive": "vế trái lớn hơn 0 thì vế phải không được để trống",
    "positive_if": "vế trái lớn hơn 0 thì vế phải cũng lớn hơn 0",
    "plausible": "vế trái nằm trong khoảng hợp lý (phần trăm của vế phải nếu có)",
    "differ": "hai vế không được cùng một số",
    "monotone": "số lũy kế không nhỏ hơn kỳ lũy kế trước trong năm",
    "documents": "số đã ghi khớp số văn bản của xã được dẫn trong các mục nêu ở vế phải",
    "told": "lời văn đã kể thì vế trái không để trống và lớn hơn 0; vế phải là các từ của câu kể",
}

Missing = Literal["skip_if_any_missing", "skip_if_all_missing", "never_skip"]
MISSING: dict[Missing, str] = {
    "skip_if_any_missing": "bỏ qua nếu thiếu bất kỳ ô nào",
    "skip_if_all_missing": "bỏ qua nếu thiếu tất cả; ô trống không cộng vào",
    "never_skip": "không bỏ qua: cả vế để trống cũng là lỗi",
}


@dataclass(frozen=True)
class Term:
    """A cell that is added or taken away."""

    key: str
    sign: int = 1


@dataclass(frozen=True)
class Side:
    """One side of a relation: cells added and taken away, a constant, what a blank cell means."""

    terms: tuple[Term, ...] = ()
    constant: Decimal = Decimal(0)
    missing: Missing = "skip_if_any_missing"

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The cells of this side, in order."""
        return tuple(term.key for term in self.terms)


@dataclass(frozen=True)
class Relation:
    """A relation that must hold between cells; `rule` is the code it is reported under."""

    id: str
    rule: str
    kind: RelationKind
    left: Side
    right: Side
    low: Decimal | None = None
    """Least and greatest plausible value, in percent where there is a right side."""
    high: Decimal | None = None
    periods: tuple[str, ...] = ()
    """Kinds of period it holds for; every one if empty."""
    unless: tuple[str, ...] = ()
    """Cells that make the relation needless once all of them are reported."""
    items: tuple[str, ...] = ()
    """Items of the outline, for `documents`: those that begin so."""
    words: tuple[tuple[str, ...], ...] = ()
    """For `told`: one of each group stands in the sentence that tells it."""
    severity: str = ""
    """Severity of a breach; the rule's where empty."""
    says: str = ""
    advice: str = ""

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every cell of both sides, left first, each once."""
        return tuple(dict.fromkeys(self.left.keys + self.right.keys))


def parse_side(text: str, missing: Missing) -> Side:
    """Return the side that a text such as `a.b + c.d - 100` means.

    >>> parse_side("a.b - c", "never_skip").terms
    (Term(key='a.b', sign=1), Term(key='c', sign=-1))
    >>> parse_side("100", "never_skip").constant
    Decimal('100')
    """
    terms: list[Term] = []
    constant, sign = Decimal(0), 1
    for word in text.split():
        if word in ("+", "-"):
            sign = 1 if word == "+" else -1
        elif word.isdecimal():
            constant += sign * Decimal(word)
            sign = 1
        else:
            terms.append(Term(word, sign))
            sign = 1
    return Side(tuple(terms), constant, missing)
