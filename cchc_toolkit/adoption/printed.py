"""One row of a form as it is printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PrintedRow:
    """The cells of one row; `indent` counts how far its label stands in from the left."""

    stt: str
    label: str
    unit: str
    value: str = ""
    note: str = ""
    indent: int = 0
    where: str = ""
    among: bool = False
    """Whether a row that says nothing but "Trong đó" stands right above."""
