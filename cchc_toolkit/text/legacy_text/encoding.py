"""The two encodings: letters of Latin-1 that a font of the time showed as Vietnamese ones.

TCVN3 (TCVN 5712:1993, fonts `.Vn…`, "ABC") has a code a letter and no capitals with a tone: those
are the small ones in a font of capitals. VNI (fonts `VNI-…`) writes the mark after the letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from cchc_toolkit.text.record import read_rows

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Encoding:
    """One way of writing Vietnamese with the letters of Latin-1."""

    name: str
    """As a person knows it: `TCVN3`."""
    letters: Mapping[str, str]
    """What is written, one or two characters, and the letter that is meant."""
    capitals: bool
    """Whether capitals with a tone can be written."""
    careful: bool = False
    """Whether there is Unicode beside it, so that a text which reads as Unicode is left alone."""

    def decode(self, text: str) -> str:
        """Return the letters that are meant.

        >>> TCVN3.decode("céng hoµ x· héi"), VNI.decode("coäng hoøa xaõ hoäi")
        ('cộng hoà xã hội', 'cộng hòa xã hội')
        """
        return self._written.sub(lambda found: self.letters[found[0]], text)

    def encode(self, text: str) -> str:
        """Return a Vietnamese text as it would be written; TCVN3 makes toned capitals small.

        >>> VNI.encode("Đúng hạn"), TCVN3.encode("XÃ")
        ('Ñuùng haïn', 'X·')
        """
        text = unicodedata.normalize("NFC", text)
        return "".join(self._written_as.get(char, char) for char in text)

    @cached_property
    def _written(self) -> re.Pattern[str]:
        longest_first = sorted(self.letters, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)))

    @cached_property
    def _written_as(self) -> dict[str, str]:
        known = {letter: written for written, letter in self.letters.items()}
        small = {letter.upper(): written for letter, written in known.items()}
        return {**small, **known}


def _read(name: str, file: str, *, capitals: bool) -> Encoding:
    letters = {
        bytes.fromhex(row["written"]).decode("latin-1"): row["letter"]
        for row in read_rows(_FOLDER / file)
    }
    # In VNI a plain letter and the mark of a capital may stand together: `Aù` for Á.
    mixed = {w[0] + w[1].lower(): letter for w, letter in letters.items() if len(w) == 2}
    return Encoding(name, MappingProxyType({**mixed, **letters}), capitals)


TCVN3 = _read("TCVN3", "tcvn3.csv", capitals=False)
VNI = _read("VNI", "vni.csv", capitals=True)
ENCODINGS = (TCVN3, VNI)


def of_font(font: str) -> Encoding | None:
    """Return the encoding that a font was made for, None for any other font.

    >>> [found.name if found else "" for found in map(of_font, (".VnTimeH", "VNI-Times", "Arial"))]
    ['TCVN3', 'VNI', '']
    """
    name = font.strip().lower()
    if name.startswith(".vn"):
        return TCVN3
    return VNI if re.match(r"vni[-\s]", name) else None


def from_bytes(data: bytes) -> str:
    """Return bytes that are no UTF-8 as the text of Windows' western code page, whole.

    >>> from_bytes(b"\\x93x\\xb7\\x94")
    '“x·”'
    """
    return "".join(_WESTERN[byte] for byte in data)


def _western(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:  # five codes that the page leaves open
        return chr(byte)


_WESTERN = tuple(map(_western, range(256)))
