"""The figures of one report and where they stand: what every reader of claims looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cchc_toolkit.documents.claims.quantity import Quantity, quantities
from cchc_toolkit.text.passage import Citation, Passage

REACH = 40
"""So many figures to each side words may refer to within a passage: a sentence has some ten."""
MOST_FAR = 100
"""So many amounts elsewhere are tried: a report of ten pages has some three hundred figures."""


@dataclass(frozen=True)
class Account:
    """The passages of a report and their quantities in order."""

    passages: tuple[Passage, ...]
    quantities: tuple[Quantity, ...]
    months: int | None = None
    """How many months the report is for, None where it does not say."""

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
        own = self.near(at)
        return tuple(n for n in own if self.quantities[n].sentence == one.sentence)

    def near(self, at: int) -> tuple[int, ...]:
        """Return the quantities of the passage of one, itself too, as far as words may reach."""
        own = self.by_passage[self.quantities[at].passage]
        place = at - own[0]
        return own[max(0, place - REACH) : place + REACH + 1]

    def label(self, at: int) -> str:
        """Return the words of a quantity's clause with its noun, else those before it."""
        one = self.quantities[at]
        lead = one.lead
        if not lead:
            before = self.quantities[at - 1] if at else None
            start = before.stop if before is not None and before.passage == one.passage else 0
            lead = self.lower[one.passage][max(start, one.start - 30) : one.start]
        return f"{lead} {one.noun.lower()} {one.trail}"

    @cached_property
    def by_value(self) -> dict[Decimal, tuple[int, ...]]:
        """The places of the amounts by what they are worth."""
        found: dict[Decimal, list[int]] = {}
        for at in self.amounts:
            found.setdefault(self.quantities[at].value, []).append(at)
        return {value: tuple(places) for value, places in found.items()}

    def distinct(self, around: int) -> tuple[int, ...]:
        """Return one amount of each value, the nearest to a quantity first, as many as count."""
        places = [min(same, key=lambda n: abs(n - around)) for same in self.by_value.values()]
        return tuple(sorted(places, key=lambda n: abs(n - around))[:MOST_FAR])

    @cached_property
    def section(self) -> tuple[int, ...]:
        """For each passage, where the part that it belongs to begins: at its heading."""
        found, start = [], 0
        for at, passage in enumerate(self.passages):
            if passage.level:
                start = at
            found.append(start)
        return tuple(found)


def account_of(
    passages: Sequence[Passage], cited: Sequence[Citation], months: int | None = None
) -> Account:
    """Return the account of some passages."""
    return Account(tuple(passages), quantities(passages, cited), months)
