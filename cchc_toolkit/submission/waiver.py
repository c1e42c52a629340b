"""A waiver: somebody let one finding stand, for a reason and until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiver:
    """A known error in the source, as a row: it never changes a number."""

    rule: str
    keys: tuple[str, ...]
    """Cells, documents or items of the finding; a finding that has more is meant as well."""
    reason: str
    by: str
    until: date
    expect: str
    """What the finding must still have found; when it is something else, the finding comes back."""
    source: str
