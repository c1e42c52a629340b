"""R01 in a document: a list of parts in a sentence against the total that it opens with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.checks import Severity
from cchc_toolkit.formatting import print_number
from cchc_toolkit.readers import Mention
from cchc_toolkit.review.nouns import units
from cchc_toolkit.review.reading import Reading
from cchc_toolkit.review.rule import ReviewRule
from cchc_toolkit.review.spot import Marked

_OPENS = re.compile(
    r"\b(?P<whole>cụ thể|gồm(?: có)?|bao gồm|chia ra|như sau)\b\s*(?P<colon1>:)?"
    r"|\b(?P<some>trong đó|trong số đó)\b\s*(?:có\b\s*)?(?P<colon2>:)?",
    re.IGNORECASE,
)
_STOP = re.compile(r"\.\s+(?!(?i:trong đó|cụ thể|gồm|bao gồm|chia ra))|\.$")
_LONGEST = 60


@dataclass(frozen=True)
class _List:
    total: int
    parts: tuple[int, ...]
    whole: bool
    """Whether the words say that the parts are all there is."""


def enumerations(rule: ReviewRule, reading: Reading) -> Iterator[Marked]:
    """Yield a finding for each list whose parts do not add up to its total."""
    mentions = reading.issued.mentions
    for found in _lists(reading):
        total = mentions[found.total]
        added = sum((mentions[at].number for at in found.parts), Decimal(0))
        if added == total.number or (added < total.number and not found.whole):
            continue
        terms = " + ".join(print_number(mentions[at].number) for at in found.parts)
        gap = total.number - added
        yield rule.at(
            reading,
            [reading.mention_spot(at) for at in (found.total, *found.parts)],
            f'"{total.quote}": {terms} = {print_number(added)} ≠ {print_number(total.number)}, '
            f"{'thiếu' if gap > 0 else 'thừa'} {print_number(abs(gap))}.",
            severity=_severity(found, gap),
            expected=print_number(total.number),
            found=print_number(added),
        )


def _severity(found: _List, gap: Decimal) -> Severity:
    return "cao" if found.whole or gap < 0 else "vừa"


def _lists(reading: Reading) -> Iterator[_List]:
    mentions = reading.issued.mentions
    for at, passage in enumerate(reading.issued.paragraphs):
        own = [n for n, mention in enumerate(mentions) if mention.passage == at]
        if len(own) < 3:
            continue
        for opening in _OPENS.finditer(passage.text):
            found = _list(passage.text, own, mentions, opening)
            if found is not None:
                yield found


def _list(
    text: str, own: Sequence[int], mentions: Sequence[Mention], opening: re.Match[str]
) -> _List | None:
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
    return _List(total, tuple(parts), bool(opening["whole"]) or colon)


def _end(text: str, start: int, colon: bool) -> int:
    """Return where a list ends: at the full stop, and without a colon at a semicolon too."""
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    semicolon = text.find(";", start, end)
    return semicolon if semicolon >= 0 and not colon else end
