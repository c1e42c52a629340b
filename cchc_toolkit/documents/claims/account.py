"""The figures of one report and where they stand: what every reader of claims looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cchc_toolkit.documents.claims.quantity import Quantity, quantities
from cchc_toolkit.text.passage import Citation, Passage


@dataclass(frozen=True)
class Account:
    """The passages of a report and their quantities in order."""

    passages: tuple[Passage, ...]
    quantities: tuple[Quantity, ...]

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The passages in lower case, places unchanged."""
        return tuple(
            one.text.lower() if len(one.text.lower()) == len(one.text) else one.text
            for one in self.passages
        )

    @cached_property
    def by_passage(self) -> tuple[tuple[int, ...], ...]:
        """The places of the quantities of each passage."""
        found: list[list[int]] = [[] for _ in self.passages]
        for at, one in enumerate(self.quantities):
            found[one.passage].append(at)
        return tuple(map(tuple, found))

    @cached_property
    def amounts(self) -> tuple[int, ...]:
        """The places of all amounts."""
        return tuple(at for at, one in enumerate(self.quantities) if one.use == "amount")

    def between(self, first: int, second: int) -> str:
        """Return the lower-case text between two quantities of one passage."""
        one, other = self.quantities[first], self.quantities[second]
        return self.lower[one.passage][one.end : other.start]

    def same_sentence(self, at: int) -> tuple[int, ...]:
        """Return the quantities of the sentence of one, itself too."""
        one = self.quantities[at]
        own = self.by_passage[one.passage]
        return tuple(n for n in own if self.quantities[n].sentence == one.sentence)

    @cached_property
    def section(self) -> tuple[int, ...]:
        """For each passage, where the part that it belongs to begins: at its heading."""
        found, start = [], 0
        for at, passage in enumerate(self.passages):
            if passage.level:
                start = at
            found.append(start)
        return tuple(found)


def account_of(passages: Sequence[Passage], cited: Sequence[Citation]) -> Account:
    """Return the account of some passages."""
    return Account(tuple(passages), quantities(passages, cited))
