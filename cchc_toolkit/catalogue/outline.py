"""The outline of the narrative: its sections, headings and bullets, as the office hands it out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile


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

    @property
    def number(self) -> str:
        """The number of its part as it is printed; its id where that begins with none.

        >>> Item("II.2.mot_cua.ho_so").number
        'II.2'
        """
        printed = takewhile(lambda one: one.isdigit() or one.isupper(), self.id.split("."))
        return ".".join(printed) or self.id

    @property
    def name(self) -> str:
        """Its number and what it is about, for whoever knows no ids.

        >>> Item("II.5.dau_tu_cong", topic="giải ngân vốn đầu tư công").name
        'II.5 "giải ngân vốn đầu tư công"'
        """
        topic = self.topic or self.label.rstrip(":")
        return f'{self.number} "{topic}"' if topic else self.number


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
