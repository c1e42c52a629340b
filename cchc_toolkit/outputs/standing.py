"""Where one unit stands in a period: nothing sent, refused, taken in, right, issued; and how late.

A form that came in blank is no report, and a unit that was refused is not one that never sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["missing", "refused", "blank", "unreadable", "faulty", "sound", "issued"]
STATE_NAMES: dict[State, str] = {
    "missing": "chưa gửi",
    "refused": "bị từ chối",
    "blank": "gửi biểu trống",
    "unreadable": "số liệu không đọc được",
    "faulty": "đã nhận, còn lỗi chặn",
    "sound": "đạt",
    "issued": "đã phát hành",
}
"""From what needs most doing to what needs none."""
ABSENT: tuple[State, ...] = ("missing", "refused", "blank")
"""Nothing of the unit can be counted."""


@dataclass(frozen=True)
class Standing:
    """A unit in a period. `blocking` is how many findings forbid its signing, None if unknown."""

    code: str
    name: str
    state: State
    blocking: int | None
    received: date | None
    """The day on which it first came in; None where nothing did, or no day is known."""
    deadline: date
    late: int | None
    """Days after the deadline: of one that has not come in, until the day of asking; None where
    that cannot be told."""
    completeness: str = ""
    """`57,32%`; "" where nothing was taken in."""
    notes: tuple[str, ...] = ()
    """Why it was refused, what its file says otherwise than its content, what was issued."""

    @property
    def words(self) -> str:
        """Its state as it is printed.

        >>> day = date(2026, 9, 20)
        >>> Standing("99001", "Xã", "faulty", 3, day, day, 0).words
        'đã nhận, còn 3 lỗi chặn'
        """
        if self.state == "faulty":
            return f"đã nhận, còn {self.blocking} lỗi chặn"
        return STATE_NAMES[self.state]

    @property
    def late_words(self) -> str:
        """How late it is or was, "" in time or where that is not known.

        >>> day = date(2026, 9, 20)
        >>> Standing("99001", "Xã", "missing", None, None, day, 5).late_words
        'quá hạn 5 ngày'
        """
        if not self.late:
            return ""
        return f"{'quá hạn' if self.received is None else 'muộn'} {self.late} ngày"

    @property
    def absent(self) -> bool:
        """Whether nothing of it can be counted."""
        return self.state in ABSENT

    @property
    def told(self) -> str:
        """Why it stands where it stands, on one line."""
        return "; ".join(self.notes)


def counted(standings: tuple[Standing, ...]) -> dict[State, int]:
    """Return how many units there are of each state, states without any left out."""
    found = {state: sum(one.state == state for one in standings) for state in STATE_NAMES}
    return {state: number for state, number in found.items() if number}
