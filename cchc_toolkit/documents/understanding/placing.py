"""Which item of the outline each passage answers: by its heading, its label, or what stands above.

An office may renumber headings and reword labels, so both are matched by likeness, and only
among the items of the part that the heading named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cchc_toolkit.catalogue import Form, Item, Part, Section
from cchc_toolkit.documents import Passage, compare_key, likeness

_SAME_HEADING = 0.6
_SAME_LABEL = 0.72
_NUMBERING = "0123456789IVX. "


@dataclass(frozen=True)
class Place:
    """The item that a passage answers, "" if none, and where its own text begins."""

    item: str = ""
    start: int = 0
    label: bool = False
    """Whether the passage opens with the item's label."""
    part: str = ""


def places(passages: Sequence[Passage], form: Form) -> tuple[Place, ...]:
    """Return the place of every passage, in order; headings have no item."""
    return tuple(_places(passages, form))


def _places(passages: Sequence[Passage], form: Form) -> Iterator[Place]:
    section: Section | None = None
    part: Part | None = None
    item = ""
    for passage in passages:
        if passage.level == 1:
            section, item = _section(passage, form), ""
            part = section.parts[0] if section and not section.parts[0].heading else None
        elif passage.level:
            found = _part(passage, section) if section else None
            part, item = (found, "") if found else (part, item)
        if passage.level:
            yield Place(part=part.id if part else "")
            continue
        place = _in_part(passage, part, item) if part else Place()
        item = place.item
        yield place


def _section(passage: Passage, form: Form) -> Section | None:
    text = passage.text.lstrip(_NUMBERING)
    ranked = [(likeness(text, section.heading), section) for section in form.outline]
    best, section = max(ranked, key=lambda found: found[0])
    if best >= _SAME_HEADING:
        return section
    return next((section for section in form.outline if section.id == passage.section), None)


def _part(passage: Passage, section: Section) -> Part | None:
    text = passage.text.lstrip(_NUMBERING)
    ranked = [(_heading_likeness(text, part.heading), part) for part in section.parts]
    best, part = max(ranked, key=lambda found: found[0])
    return part if best >= _SAME_HEADING else None


def _heading_likeness(text: str, heading: str) -> float:
    """Compare headings without their guidance in brackets, which offices shorten."""
    return likeness(text.partition("(")[0] or text, heading.partition("(")[0] or heading)


def _in_part(passage: Passage, part: Part, current: str) -> Place:
    """Return the item whose label opens the passage, else the one under way or the free one."""
    best, start, found = 0.0, 0, None
    for item in part.items:
        if item.label:
            alike, end = opens_with(passage.text, item.label)
            if alike > best:
                best, start, found = alike, end, item
    if found is not None and best >= _SAME_LABEL:
        begin = _after_guidance(passage.text, start, found)
        return Place(found.id, begin, True, part.id)
    return Place(_following(passage, part, current), 0, False, part.id)


def _following(passage: Passage, part: Part, current: str) -> str:
    """Return the item of a passage without a label: the next free one, else the one under way."""
    ids = [item.id for item in part.items]
    at = ids.index(current) if current in ids else -1
    under = part.items[at] if at >= 0 else None
    free = [item for item in part.items[at + 1 : at + 2] if not item.label]
    if free and (under is None or under.lead):
        return free[0].id
    if under is None:
        whole = [item for item in part.items if not item.label]
        return whole[0].id if whole else ""
    return current if not under.lead or passage.mark != "-" else ""


@lru_cache(maxsize=8192)
def opens_with(text: str, label: str) -> tuple[float, int]:
    """Return how alike the opening of a text and a label are, and where the label ends in it.

    >>> opens_with("Kết quả rà soát TTHC: 254 thủ tục.", "Kết quả rà soát TTHC:")
    (1.0, 21)
    """
    key = compare_key(label)
    if compare_key(text[: len(label)]) == key:
        return 1.0, len(label)
    if compare_key(text[: len(label) - 1]) == key[:-1]:  # ended by another sign, or by none
        return 0.99, min(len(text), len(label))
    colon = text.find(":")
    end = colon + 1 if 0 < colon <= 2 * len(label) + 40 else len(label)
    opening = text[:end].partition("(")[0]
    return likeness(opening, label), (end if colon > 0 else len(opening))


def _after_guidance(text: str, start: int, item: Item) -> int:
    """Return where the text proper begins: behind guidance in brackets and a colon."""
    rest = text[start:]
    gap = len(rest) - len(rest.lstrip(" :"))
    if item.guidance and rest[gap:].startswith("("):
        close = rest.find("):", gap)
        close = close + 1 if close >= 0 else rest.find(")", gap)
        gap = close + 1 if close >= 0 else gap
    rest = text[start + gap :]
    return start + gap + len(rest) - len(rest.lstrip(" :."))
