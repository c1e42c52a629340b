"""Lists in a sentence: the total that it opens with, and the parts that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.checks.finding import Severity
from cchc_toolkit.checks.nouns import units
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.passage import Mention

OPENS = re.compile(
    r"\b(?P<whole>cụ thể|gồm(?: có)?|bao gồm|chia ra|như sau)\b\s*(?P<colon1>:)?"
    r"|\b(?P<some>trong đó|trong số đó)\b\s*(?:có\b\s*)?(?P<colon2>:)?",
    re.IGNORECASE,
)
_STOP = re.compile(r"\.\s+(?!(?i:trong đó|cụ thể|gồm|bao gồm|chia ra))|\.$")
_LONGEST = 60


@dataclass(frozen=True)
class Listed:
    """A list: the places of its total and its parts among the figures of the text."""

    total: int
    parts: tuple[int, ...]
    whole: bool
    """Whether the words say that the parts are all there is."""


def lists(texts: Sequence[str], mentions: Sequence[Mention]) -> Iterator[Listed]:
    """Yield each list of some paragraphs, whose figures `mentions` are."""
    for at, text in enumerate(texts):
        own = [n for n, mention in enumerate(mentions) if mention.passage == at]
        if len(own) < 3:
            continue
        for opening in OPENS.finditer(text):
            found = _list(text, own, mentions, opening)
            if found is not None:
                yield found


def gap_of(found: Listed, mentions: Sequence[Mention]) -> Decimal | None:
    """Return what a list lacks of its total, None where nothing is wrong with it."""
    total = mentions[found.total].number
    added = sum((mentions[at].number for at in found.parts), Decimal(0))
    if added == total or (added < total and not found.whole):
        return None
    return total - added


def say_gap(found: Listed, mentions: Sequence[Mention], gap: Decimal) -> str:
    """Return the arithmetic of a list: `"03 cán bộ": 1 + 1 = 2 ≠ 3, thiếu 1.`."""
    total = mentions[found.total]
    terms = " + ".join(print_number(mentions[at].number) for at in found.parts)
    return (
        f'"{total.quote}": {terms} = {print_number(total.number - gap)} ≠ '
        f"{print_number(total.number)}, {'thiếu' if gap > 0 else 'thừa'} {print_number(abs(gap))}."
    )


def gravity(found: Listed, gap: Decimal) -> Severity:
    """Return how grave a list is that does not add up: parts may lack where not all are named."""
    return "cao" if found.whole or gap < 0 else "vừa"


def _list(
    text: str, own: Sequence[int], mentions: Sequence[Mention], opening: re.Match[str]
) -> Listed | None:
    before = [n for n in own if mentions[n].span[1] <= opening.start()]
    if not before or opening.start() - mentions[before[-1]].span[1] > _LONGEST:
        return None
    total = before[-1]
    colon = bool(opening["colon1"] or opening["colon2"])
    end = _end(text, opening.end(), colon)
    inside = [n for n in own if opening.end() <= mentions[n].span[0] < end]
    parts = [n for n in inside if units(mentions[n].unit) & units(mentions[total].unit)]
    if len(parts) < 2 or len(parts) != len(inside):
        return None  # other things are counted too: the list is not of this total alone
    return Listed(total, tuple(parts), bool(opening["whole"]) or colon)


def _end(text: str, start: int, colon: bool) -> int:
    """Return where a list ends: at the full stop, and without a colon at a semicolon too."""
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    semicolon = text.find(";", start, end)
    return semicolon if semicolon >= 0 and not colon else end
