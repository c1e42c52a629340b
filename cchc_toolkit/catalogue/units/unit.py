"""A unit: a code and the time for which it was this unit's; and a part of what a unit was made of.

3,315 of the 3,321 communes since 01/7/2025 re-use the code of one of their parts, 1,794 of them
under another name: a code alone says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Extent = Literal["whole", "part", "disputed"]


@dataclass(frozen=True)
class Unit:
    """One commune for the time it existed as this; an open end is None."""

    code: str
    name: str
    """Without its kind: `Kiên Thọ`."""
    kind: str
    """`Xã`, `Phường`, `Thị trấn`, `Đặc khu`; `Huyện` where an island district had no commune."""
    parent: str
    """Code of the district until 30/6/2025, of the province since."""
    province: str
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def full_name(self) -> str:
        """Kind and name as they are printed.

        >>> Unit("15112", "Kiên Thọ", "Xã", "38", "38").full_name
        'Xã Kiên Thọ'
        """
        return f"{self.kind} {self.name}".strip()

    def holds_on(self, day: date) -> bool:
        """Whether the unit existed on a day."""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Predecessor:
    """A unit that another was made of: whole, in part, or sources disagree whether at all."""

    unit: Unit
    extent: Extent
