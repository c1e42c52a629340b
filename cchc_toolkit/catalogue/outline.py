"""The outline of the narrative: its sections, headings and bullets, as the office hands it out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One bullet or free passage. `guidance` tells its writer what to say and is never printed.

    `sentence` is the default text of a commune that wrote none.

    `zero` replaces it when every number in it is reported as 0 ("Không có …"). `lead` introduces
    the bullets below and has no text of its own.
    """

    id: str
    mark: str = ""
    label: str = ""
    guidance: str = ""
    sentence: str = ""
    zero: str = ""
    lead: bool = False
    topic: str = ""


@dataclass(frozen=True)
class Part:
    """A numbered part of a section; a section without parts has one with no heading."""

    id: str
    heading: str
    items: tuple[Item, ...]
    guidance: str = ""


@dataclass(frozen=True)
class Section:
    """A section, numbered I, II, … as its outline says."""

    id: str
    heading: str
    parts: tuple[Part, ...]


Outline = tuple[Section, ...]
