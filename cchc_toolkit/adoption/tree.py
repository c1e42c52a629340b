"""Which row stands under which: by numbers, by "Trong đó", by dashes and by indentation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cchc_toolkit.adoption.numbers import Number, Style, corrected, count_on, read_number
from cchc_toolkit.adoption.printed import PrintedRow

_BULLET = re.compile(r"\s*([-–—+*•])")
_CHAPTERS: tuple[Style, ...] = ("roman", "upper")
_AMONG = re.compile(r"\s*trong đó\b", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """Where a row stands: the row above it by its place in the list, and its right number."""

    parent: int | None
    number: str
    """The number as it should be printed; what is printed where it has none to count."""
    among: bool
    """Whether it is one of those that "Trong đó" names."""
    sure: int
    why: str


@dataclass
class _Walk:
    """One pass from the top: the numbered rows that are open, and the unnumbered below them."""

    chain: list[tuple[Style, int]] = field(default_factory=list)
    digits: list[tuple[tuple[int, ...], int]] = field(default_factory=list)
    """Open dotted numbers with their rows, the shortest first."""
    group: list[tuple[tuple[str, int], int]] = field(default_factory=list)
    anchor: int | None = None
    among: bool = False

    def step(self, at: int, row: PrintedRow) -> Place:
        number = read_number(row.stt)
        if number.style in ("among", "none"):
            return self._unnumbered(at, row, number)
        self.anchor, self.group, self.among = at, [], False
        return (
            self._dotted(at, number) if number.style == "digits" else self._other(at, row, number)
        )

    def _dotted(self, at: int, number: Number) -> Place:
        current = self.digits[-1][0] if self.digits else ()
        counted = count_on(current, number.places)
        above = counted.places[:-1]
        self.chain = [one for one in self.chain if one[0] in _CHAPTERS]
        self.digits = [(p, row) for p, row in self.digits if p == above[: len(p)]]
        parent = self.digits[-1][1] if self.digits else self._chapter()
        self.digits.append((counted.places, at))
        return Place(parent, corrected(counted.places), False, counted.sure, counted.why)

    def _chapter(self) -> int | None:
        return next((row for style, row in reversed(self.chain)), None)

    def _other(self, at: int, row: PrintedRow, number: Number) -> Place:
        styles = [style for style, _ in self.chain]
        if number.style in styles:
            self.chain = self.chain[: styles.index(number.style)]
        elif number.high:
            self.chain = [one for one in self.chain if one[0] in _CHAPTERS]
        if number.high:
            self.digits = []
        under = self.digits[-1][1] if self.digits else None
        parent = self.chain[-1][1] if self.chain and self.chain[-1][0] == "lower" else under
        if parent is None:
            parent = self._chapter()
        self.chain.append((number.style, at))
        return Place(parent, row.stt.rstrip(". "), False, 100, "")

    def _unnumbered(self, at: int, row: PrintedRow, number: Number) -> Place:
        if number.style == "among" or row.among or _AMONG.match(row.label):
            self.group, self.among = [], True
        mark = (_bullet(row.stt) or _bullet(row.label), row.indent)
        no_deeper = (
            at for at, ((bullet, indent), _) in enumerate(self.group)
            if bullet == mark[0] and indent >= mark[1]
        )  # fmt: skip
        self.group = self.group[: next(no_deeper, None)]
        parent = self.group[-1][1] if self.group else self.anchor
        self.group.append((mark, at))
        told = self.among or mark != ("", 0)
        why = "" if told else "dòng không số, không có “Trong đó” phía trên"
        return Place(parent, row.stt, self.among, 95 if told else 65, why)


def _bullet(label: str) -> str:
    found = _BULLET.match(label)
    return found[1].replace("–", "-").replace("—", "-") if found else ""


def places(rows: Sequence[PrintedRow]) -> list[Place]:
    """Return where each row stands, in order."""
    walk = _Walk()
    return [walk.step(at, row) for at, row in enumerate(rows)]
