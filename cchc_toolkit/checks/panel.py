"""Many submissions as arrays: every cell of every commune, scaled to whole numbers exactly.

`numbers[row, commune]` is the cell times 10 to the row's `decimals`; `states` says which cells
have a number. What does not fit (a negative, a fraction of a count, a huge amount, too many
decimals) is marked in `odd`, and such a commune is left to the exact rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.checks.scope import Scope

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

REPORTED, BLANK, NOT_APPLICABLE, SUPPRESSED = 0, 1, 2, 3
_STATES = {
    "reported": REPORTED,
    "not_reported": BLANK,
    "not_applicable": NOT_APPLICABLE,
    "suppressed": SUPPRESSED,
}
PERCENT_DECIMALS = 4
LARGEST = 10**12
"""Greatest scaled number: times 100 times 10^4, eight of them added, it stays below 2^63."""


@dataclass(frozen=True)
class Column:
    """One row of the form over all communes: totals included, where a blank has parts."""

    number: Whole
    known: Flags
    gap: Flags
    """Blank, or suppressed, where the commune could have filled it."""
    decimals: int


@dataclass(frozen=True, eq=False)
class Panel:
    """The submissions of one form side by side, in the order given."""

    form: Form
    scopes: tuple[Scope, ...]
    numbers: Whole
    states: NDArray[np.uint8]
    written: NDArray[np.uint8]
    """Decimals that a percentage is written with."""
    odd: Flags

    @property
    def size(self) -> int:
        """How many communes there are."""
        return len(self.scopes)

    @cached_property
    def place(self) -> dict[str, int]:
        """The row of each cell by key."""
        return {row.key: place for place, row in enumerate(self.form.fillable)}

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return {}

    def none(self) -> Flags:
        """Return a fresh False for every commune."""
        return np.zeros(self.size, dtype=np.bool_)

    def stated(self, key: str) -> tuple[Whole, Flags]:
        """Return the numbers of a cell as written, and where there is one."""
        place = self.place[key]
        known: Flags = self.states[place] == REPORTED
        return self.numbers[place], known

    def total(self, row: Indicator) -> Column:
        """Return the numbers of a row, or of its parts where it is blank, as `Scope.total` does."""
        if row.key not in self._columns:
            self._columns[row.key] = self._total(row)
        return self._columns[row.key]

    def active(self, row: Indicator) -> Flags:
        """Return where a row is one of the parts of its total, as `submission.parts` does."""
        state = self.states[self.place[row.key]]
        applies = np.full(self.size, self.form.applies(row))
        found: Flags = (applies | (state == REPORTED)) & (state != NOT_APPLICABLE)
        return found

    def _total(self, row: Indicator) -> Column:
        number, reported = self.stated(row.key)
        blank = self.states[self.place[row.key]] == BLANK
        added, any_part, all_known = np.zeros_like(number), self.none(), ~self.none()
        for part in self.form.children.get(row.key, ()):
            if part.part_of_sum:
                below, active = self.total(part), self.active(part)
                added = added + np.where(active & below.known, below.number, 0)
                any_part |= active
                all_known &= ~active | below.known
        from_parts = blank & any_part & all_known
        known = reported | from_parts
        suppressed = self.states[self.place[row.key]] == SUPPRESSED
        gap = ~known & (suppressed | (blank & self.form.applies(row)))
        return Column(
            np.where(reported, number, np.where(from_parts, added, 0)), known, gap, decimals(row)
        )


def decimals(row: Indicator) -> int:
    """Return how many decimals a row keeps in a panel."""
    return 0 if row.integer else PERCENT_DECIMALS


def panel_of(scopes: Sequence[Scope]) -> Panel:
    """Return the panel of some scopes; raise `ValueError` unless all are of one form.

    Takes some 0.1 ms a commune.
    """
    if not scopes or any(scope.form is not scopes[0].form for scope in scopes):
        raise ValueError("a panel needs scopes, all of one form")
    form = scopes[0].form
    shape = (len(form.fillable), len(scopes))
    numbers = np.zeros(shape, dtype=np.int64)
    states = np.full(shape, BLANK, dtype=np.uint8)
    written = np.zeros(shape, dtype=np.uint8)
    odd = np.zeros(len(scopes), dtype=np.bool_)
    rows = {row.key: (place, decimals(row)) for place, row in enumerate(form.fillable)}
    for commune, scope in enumerate(scopes):
        for key, cell in scope.submission.values.items():
            if cell.state == "not_reported" or key not in rows:
                continue
            place, scale = rows[key]
            states[place, commune] = _STATES[cell.state]
            if cell.number is not None:
                whole = scaled(cell.number, scale)
                odd[commune] |= whole is None
                if whole is not None:
                    numbers[place, commune] = whole
                    written[place, commune] = _written(cell.number) if scale else 0
    return Panel(form, tuple(scopes), numbers, states, written, odd)


def scaled(number: Decimal, scale: int) -> int | None:
    """Return a number times 10^scale if that is whole and neither negative nor huge, else None.

    >>> scaled(Decimal("99.38"), 4), scaled(Decimal("0.00001"), 4), scaled(Decimal(-1), 0)
    (993800, None, None)
    """
    whole = number.scaleb(scale) if scale else number
    if not 0 <= whole <= LARGEST:
        return None
    found = int(whole)
    return found if found == whole else None


def _written(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))
