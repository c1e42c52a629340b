"""The printed numbers of a form's rows: which style each has, and which number should stand there.

Real forms misprint them: `1.1.1.` again below 1.2, `10.2.7` between 3.2.6 and 3.3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal["roman", "upper", "digits", "lower", "column", "among", "none"]

_DIGITS = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,5})[.)]?")
_COLUMN = re.compile(r"[(\[](\d{1,3})[)\]]")
_ROMAN = re.compile(r"([IVXL]{1,6})[.)]?")
_LETTER = re.compile(r"([^\W\d_])([.)])?")
_AMONG = re.compile(r"trong (?:đó|ðó)\s*:?", re.IGNORECASE)
_HIGH: tuple[Style, ...] = ("roman", "upper")
"""Styles of chapters: nothing that is numbered otherwise stands above them."""


@dataclass(frozen=True)
class Number:
    """A printed number: its style, and the counts of its places, the highest first."""

    style: Style
    places: tuple[int, ...] = ()

    @property
    def high(self) -> bool:
        """Whether only chapters are numbered so."""
        return self.style in _HIGH


def read_number(stt: str) -> Number:
    """Return what a cell of numbers says.

    >>> read_number("3.3.1."), read_number("(4)").places, read_number("II").style
    (Number(style='digits', places=(3, 3, 1)), (4,), 'roman')
    >>> read_number("Trong đó").style, read_number("b)").style, read_number("").style
    ('among', 'lower', 'none')
    """
    text = stt.strip()
    if _AMONG.match(text):
        return Number("among")
    if found := _COLUMN.fullmatch(text):
        return Number("column", (int(found[1]),))
    if found := _DIGITS.fullmatch(text):
        return Number("digits", tuple(map(int, found[1].split("."))))
    if _ROMAN.fullmatch(text):
        return Number("roman")
    if found := _LETTER.fullmatch(text):
        return Number("upper" if found[1].isupper() else "lower")
    return Number("none")


@dataclass(frozen=True)
class Counted:
    """The places that a dotted number should have, how sure that is in percent, and why."""

    places: tuple[int, ...]
    sure: int = 100
    why: str = ""


def count_on(current: tuple[int, ...], printed: tuple[int, ...]) -> Counted:
    """Return what the number after `current` is, where `printed` stands.

    >>> count_on((1, 2), (1, 1, 1))
    Counted(places=(1, 2, 1), sure=90, why='số in 1.1.1 không nối tiếp 1.2')
    >>> count_on((3, 2, 6), (10, 2, 7)).places, count_on((3, 3, 1), (3, 3, 1)).places
    ((3, 2, 7), (3, 3, 2))
    >>> count_on((1, 4), (1, 6)).places, count_on((1, 4), (2,)).why
    ((1, 6), '')
    """
    size = len(printed)
    if size > len(current) + 1:
        deep = len(current) > 0
        return Counted(printed, 70 if deep else 100, "thiếu số của cấp trên" if deep else "")
    last = current[size - 1] + 1 if len(current) >= size else 1
    expected = (*current[: size - 1], last)
    if printed == expected:
        return Counted(printed)
    told = f"số in {_text(printed)} không nối tiếp {_text(current) or 'đầu biểu'}"
    again = printed <= current
    slipped = size > 1 and printed[1:] == expected[1:]
    if again or slipped:
        return Counted(expected, 90, told)
    return Counted(printed, 80, f"nhảy số: sau {_text(current) or 'đầu biểu'} là {_text(printed)}")


def _text(places: tuple[int, ...]) -> str:
    return ".".join(map(str, places))


def corrected(places: tuple[int, ...]) -> str:
    """Return a dotted number as it should be printed.

    >>> corrected((3, 2, 7))
    '3.2.7'
    """
    return _text(places)
