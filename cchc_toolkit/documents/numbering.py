"""Word's automatic numbers and bullets: the "1." or "-" that no run of text contains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True)
class Level:
    """One level of a list: how its number is written (`%1.%2.`), and where it starts."""

    format: str
    text: str
    start: int


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted while it is read once."""

    lists: Mapping[str, str]
    """The abstract list of each list id."""
    levels: Mapping[str, Mapping[int, Level]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any) -> Numbering:
        """Return the lists that a parsed `numbering.xml` declares."""
        levels = {
            abstract.get(f"{_W}abstractNumId", ""): {
                _number(level.get(f"{_W}ilvl")): _level(level)
                for level in abstract.iter(f"{_W}lvl")
            }
            for abstract in root.iter(f"{_W}abstractNum")
        }
        lists = {
            one.get(f"{_W}numId", ""): _value(one, "abstractNumId") for one in root.iter(f"{_W}num")
        }
        return cls(lists, levels)

    def next(self, paragraph: Any) -> str:
        """Return the number or bullet of a paragraph and count it; "" where it has none."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is None:
            return ""
        abstract = self.lists.get(_value(properties, "numId"), "")
        at = _number(_value(properties, "ilvl"))
        level = self.levels.get(abstract, {}).get(at)
        if level is None:
            return ""
        if level.format == "bullet":
            return "+" if at else "-"
        counts = self._counts.setdefault(abstract, {})
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        return self._written(abstract, level, counts)

    def _written(self, abstract: str, level: Level, counts: Mapping[int, int]) -> str:
        text = level.text
        for at, known in self.levels[abstract].items():
            count = counts.get(at, known.start)
            text = text.replace(f"%{at + 1}", _count_as(count, known.format))
        return text.strip()


def _level(node: Any) -> Level:
    return Level(_value(node, "numFmt"), _value(node, "lvlText"), _number(_value(node, "start"), 1))


def _value(node: Any, name: str) -> str:
    child = node.find(f"{_W}{name}")
    return child.get(f"{_W}val", "") if child is not None else ""


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else default


def _count_as(count: int, form: str) -> str:
    """Return a count the way a list writes it.

    >>> _count_as(4, "upperRoman"), _count_as(5, "lowerLetter"), _count_as(3, "decimal")
    ('IV', 'đ', '3')
    """
    if form in ("upperRoman", "lowerRoman") and 0 < count < 40:
        roman = ""
        for size, sign in _ROMAN:
            times, count = divmod(count, size)
            roman += sign * times
        return roman if form == "upperRoman" else roman.lower()
    if form in ("lowerLetter", "upperLetter") and 0 < count <= len(_LETTERS):
        letter = _LETTERS[count - 1]
        return letter if form == "lowerLetter" else letter.upper()
    return str(count)
