"""Where in a report a finding is: a stretch of a passage, or a cell of the appendix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Part = Literal["head", "body", "foot", "row", "cell"]


@dataclass(frozen=True)
class Span:
    """A place to mark: `at` counts the passages of a part, or the rows of the appendix.

    `start` and `end` are characters of the passage; a row is marked whole. A `cell` is one of the
    other tables: `at` counts all their rows, `start` is its column.
    """

    part: Part
    at: int
    start: int = 0
    end: int = 0

    @property
    def of_table(self) -> bool:
        """Whether it is a row or cell of a table, which has no sentence to quote.

        >>> Span("row", 3).of_table, Span("body", 0, 3, 6).of_table
        (True, False)
        """
        return self.part in ("row", "cell")

    def to_json(self) -> dict[str, Any]:
        """Return the span as a JSON object.

        >>> Span("row", 3).to_json()
        {'part': 'row', 'at': 3, 'start': 0, 'end': 0}
        """
        return {"part": self.part, "at": self.at, "start": self.start, "end": self.end}
