"""What became of a number when it was checked: it agrees, it contradicts, or nothing could tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cchc_toolkit.checks.span import Span

TickState = Literal["confirmed", "contradicted", "open"]
TITLES: dict[TickState, str] = {
    "confirmed": "đã kiểm, khớp",
    "contradicted": "mâu thuẫn",
    "open": "chưa kiểm được",
}


@dataclass(frozen=True)
class Tick:
    """A number by its place, and what became of it."""

    span: Span
    state: TickState

    @property
    def title(self) -> str:
        """What the page says of the number."""
        return TITLES[self.state]


def counted(ticks: Sequence[Tick]) -> dict[TickState, int]:
    """Return how many numbers agree, contradict, and could not be checked.

    >>> counted([Tick(Span("body", 0, 3, 6), "open")])
    {'confirmed': 0, 'contradicted': 0, 'open': 1}
    """
    found = Counter(tick.state for tick in ticks)
    return {state: found[state] for state in TITLES}


def tally(ticks: Sequence[Tick]) -> str:
    """Return the counts in a sentence, "" where a report has no number.

    >>> tally([Tick(Span("body", 0, 3, 6), "confirmed"), Tick(Span("row", 0), "open")])
    '2 số: 1 khớp, 0 mâu thuẫn, 1 chưa kiểm được'
    """
    if not ticks:
        return ""
    found = counted(ticks)
    return (
        f"{len(ticks)} số: {found['confirmed']} khớp, {found['contradicted']} mâu thuẫn, "
        f"{found['open']} chưa kiểm được"
    )
