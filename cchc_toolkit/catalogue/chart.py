"""A chart as a form declares it: a row of `charts.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class DeclaredBar:
    """A derived figure that a chart shows, with the label of its bar; the figure's own if ""."""

    key: str
    label: str = ""


@dataclass(frozen=True)
class DeclaredChart:
    """Bars for the parts of one row (`parts_of`), or for derived figures (`bars`): one of the two.

    `unit_words` names the unit where the chart is told in words.
    """

    id: str
    title: str
    unit: str
    unit_words: str
    parts_of: str = ""
    bars: tuple[DeclaredBar, ...] = ()
    maximum: Decimal | None = None
    """How far the axis reaches at least."""
    reference: Decimal | None = None
    """Where a dashed line stands, such as an estimate, and what it is called."""
    reference_label: str = ""
    elapsed_label: str = ""
    """What a second line is called, at the share of the year that has gone by; none if ""."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What the chart is drawn from: the row, or the figures."""
        return (self.parts_of,) if self.parts_of else tuple(bar.key for bar in self.bars)


def parse_bar(text: str) -> DeclaredBar:
    """Return the bar that `key` or `key=label` declares.

    >>> parse_bar("ty_le.a=Thu ngân sách")
    DeclaredBar(key='ty_le.a', label='Thu ngân sách')
    """
    key, _, label = text.partition("=")
    return DeclaredBar(key.strip(), label.strip())
