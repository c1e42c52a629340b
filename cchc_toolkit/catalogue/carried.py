"""Which row of an earlier form a row goes on: a line of `earlier.csv`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CarriedRow:
    """A row of this form and the row of an earlier form whose figures are its earlier figures.

    Without one, `reason` says why nothing of that form can be compared with it.
    """

    form: str
    key: str
    was: str = ""
    reason: str = ""
