"""One reported cell: blank, zero, not applicable and suppressed are four different things."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

State = Literal["reported", "not_reported", "not_applicable", "suppressed"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True)
class Value:
    """What a commune says of one indicator. `number` is set exactly when `state` is reported.

    `text` is the cell as written; `source` is where it stands (file and line, sheet and cell).

    >>> Value("reported", Decimal(0), "0").reported, Value("not_reported").reported
    (True, False)
    """

    state: State
    number: Decimal | None = None
    text: str = ""
    source: str = ""
    note: str = ""
    line: int = field(default=0, compare=False)
    """Of the file that it was read from, 0 where it was read from none."""

    @property
    def reported(self) -> bool:
        """Whether there is a number; zero is one."""
        return self.state == "reported"

    def __post_init__(self) -> None:
        if (self.number is not None) != (self.state == "reported"):
            raise ValueError("a value has a number exactly when it is reported")


NOT_REPORTED = Value("not_reported")
