"""When two spellings are one unit's name: blind to where a tone stands, never to which it is."""

from __future__ import annotations

import re

from cchc_toolkit.text.likeness import compare_key

KINDS = {"xã": "Xã", "phường": "Phường", "thị trấn": "Thị trấn", "đặc khu": "Đặc khu"}
_APART = re.compile(r"[\s\-–—'’‘`´]+")
_SHORT = ((re.compile(r"^p\.\s*"), "phường "), (re.compile(r"^tt\.\s*"), "thị trấn "))


def name_key(name: str) -> str:
    """Return the key under which two spellings of a name are equal.

    >>> name_key("Xã Phục  Hoà") == name_key("xã Phục Hòa"), name_key("Ea H'Leo")
    (True, 'ea h leo')
    >>> name_key("Phú Lâm") == name_key("Phù Lãm")
    False
    """
    return _APART.sub(" ", compare_key(name)).strip()


def split_kind(name: str) -> tuple[str, str]:
    """Return kind and name of a unit as a person wrote them; kind is "" where none was written.

    >>> split_kind("phường Hàm Rồng"), split_kind("Kiên Thọ"), split_kind("TT. Ngọc Lặc")
    (('Phường', 'hàm rồng'), ('', 'kiên thọ'), ('Thị trấn', 'ngọc lặc'))
    """
    key = name_key(name)
    for short, whole in _SHORT:
        key = short.sub(whole, key)
    for word, kind in KINDS.items():
        if key.startswith(f"{word} "):
            return kind, key[len(word) + 1 :]
    return "", key
