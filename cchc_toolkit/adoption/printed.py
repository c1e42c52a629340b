"""One row of a form as it is printed."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_toolkit.documents.align import Found


@dataclass(frozen=True)
class PrintedRow(Found):
    """A row of a table that may be one of a form."""

    among: bool = False
    """Whether a row that says nothing but "Trong đó" stands right above."""
