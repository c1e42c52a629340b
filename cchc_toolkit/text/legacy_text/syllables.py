"""Whether a word is spelled as a Vietnamese syllable: what tells the encodings apart."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

import yaml

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED_TONES = "\u0301\u0323"
_FRONT = "eêiy"


def _declared() -> dict[str, frozenset[str]]:
    text = Path(__file__).with_name("syllables.yml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - our own file, text only
    return {name: frozenset(words.split()) for name, words in loaded.items()}


_DECLARED = _declared()
_ONSETS, _RHYMES = _DECLARED["onsets"], _DECLARED["rhymes"]
_BEFORE_FRONT, _STOPS = _DECLARED["before_front"], tuple(_DECLARED["stops"])


_MARKED = "ăâêôơư"
_EITHER = ("oa", "oe", "uy")
"""Rhymes that schools of spelling mark on one or the other vowel: hòa, hoà."""


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Whether a word is a possible Vietnamese syllable, in any case, its tone in the right place.

    >>> words = ("nghĩa", "Quyết", "gì", "hoà", "hòa", "ngĩa", "cát", "càt", "xaõ", "Zürich")
    >>> [word for word in words if is_syllable(word)]
    ['nghĩa', 'Quyết', 'gì', 'hoà', 'hòa', 'cát']
    """
    bare, tone, place = _without_tone(word)
    return any(
        _fits(bare[:at], bare[at:], tone, place - at)
        for at in range(4)
        if not at or bare[:at] in _ONSETS
    )


def _without_tone(word: str) -> tuple[str, str, int]:
    """Return the letters, the tone mark and the letter that has it (-1 without a tone)."""
    bare, tone, place = "", "", -1
    for at, letter in enumerate(unicodedata.normalize("NFC", word.lower())):
        apart = unicodedata.normalize("NFD", letter)
        mark = next((char for char in apart if char in _TONES), "")
        if mark and tone:
            return "", "", -1  # no syllable has two
        if mark:
            tone, place = mark, at
        bare += unicodedata.normalize("NFC", apart.replace(mark, "")) if mark else letter
    return bare, tone, place


def _fits(onset: str, rhyme: str, tone: str, place: int) -> bool:
    if rhyme not in _RHYMES or (rhyme.endswith(_STOPS) and tone not in tuple(_STOPPED_TONES)):
        return False
    if tone and place not in _places(rhyme):
        return False
    if onset in ("c", "ng") or (onset == "g" and not rhyme.startswith("i")):
        return rhyme[0] not in _FRONT
    return onset not in _BEFORE_FRONT or rhyme[0] in _FRONT


@lru_cache(maxsize=512)
def _places(rhyme: str) -> tuple[int, ...]:
    """Return the letters of a rhyme that may have the tone."""
    marked = [at for at, letter in enumerate(rhyme) if letter in _MARKED]
    if marked:
        return (marked[-1],)
    vowels = len(rhyme.rstrip("bcdghklmnpqrstvx"))
    if vowels == 1 or rhyme in _EITHER:
        return tuple(range(vowels))
    if vowels < len(rhyme):
        return (vowels - 1,)
    return (1,) if vowels == 3 else (0,)
