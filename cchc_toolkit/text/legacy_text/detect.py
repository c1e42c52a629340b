"""Finding out whether texts are in an old encoding, and converting those that are.

A word counts for an encoding if it is a Vietnamese syllable when read so and none as it stands; a
word that is one as it stands, or that has a letter which only Unicode has, counts against it. So
Vietnamese in Unicode, English and numbers are never touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cchc_toolkit.text.legacy_text.encoding import ENCODINGS, Encoding
from cchc_toolkit.text.legacy_text.syllables import is_syllable

_WORD = re.compile("[A-Za-z\u00a1-\u024f\u0300-\u036f\u1ea0-\u1eff]+")
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")
_SYMBOLS = "".join(map(chr, (*range(0xA1, 0xC0), 0xD7, 0xF7)))
"""What of Latin-1 is no letter: in Unicode text it only stands beside words."""
_FEWEST = 2
"""Different words that must speak for an encoding."""
_LOUD = re.compile("(?<![/A-Z-])[A-Z][A-Z\u00a1-\u00ff]*[A-Z][A-Z\u00a1-\u00ff]*(?![/-])")
_LOUD_WORDS = 2
"""Words of capitals from which on a line is one of capitals."""
_SHARE = 0.75
"""Share that they must have among all words with letters that are not plain."""


def detect(texts: Iterable[str]) -> Encoding | None:
    """Return the encoding that the texts are in, None if they are in none or it is not certain.

    A file may hold both: texts that are Unicode are left aside, and the encoding that is returned
    is then a careful one.

    >>> found = detect(["Céng hoµ x· héi chñ nghÜa ViÖt Nam"])
    >>> found.name if found else ""
    'TCVN3'
    >>> detect(["Cộng hòa xã hội", "São Paulo, résumé, 1.234,5"]) is None
    True
    """
    words: set[str] = set()
    both = False
    for text in texts:
        found = () if text.isascii() else tuple(_telling_words(text))
        if in_unicode(text):
            both = True
        elif not all(map(_as_it_stands, found)):
            words.update(found)
    if len(words) < _FEWEST:
        return None
    counted = [(sum(_speaks_for(word, one) for word in words), one) for one in ENCODINGS]
    best, encoding = max(counted, key=lambda pair: pair[0])
    against = sum(_speaks_against(word, encoding) for word in words)
    if best < _FEWEST or best < _SHARE * (best + against + _unreadable(words, encoding)):
        return None
    return replace(encoding, careful=True) if both else encoding


def in_unicode(text: str) -> bool:
    """Whether a text has a Vietnamese letter that only Unicode has, so that it needs no repair.

    >>> in_unicode("đạt"), in_unicode("hoµ"), in_unicode("Nam")
    (True, False, False)
    """
    return not text.isascii() and _ONLY_UNICODE.search(text) is not None


def convert(text: str, encoding: Encoding) -> str:
    """Return a text of a file that is in an encoding; one in Unicode comes back as it is.

    >>> from cchc_toolkit.text.legacy_text.encoding import TCVN3
    >>> convert("Uû ban nh©n d©n X· MINH HO¹, H§ND", TCVN3)
    'Uỷ ban nhân dân Xã MINH HOẠ, HĐND'
    >>> convert("đã sửa", TCVN3)
    'đã sửa'
    """
    if text.isascii() or in_unicode(text):
        return text
    if encoding.careful and all(map(_as_it_stands, _telling_words(text))):
        return text
    converted = _WORD.sub(lambda found: _converted(found[0], encoding), text)
    return converted if encoding.capitals or not _shouted(text) else converted.upper()


def _converted(word: str, encoding: Encoding) -> str:
    if word.isascii() or (not word.strip(_SYMBOLS + "\u00d7\u00f7") and len(word) == 1):
        return word  # a lone bullet or sign is what it looks like
    if _speaks_against(word, encoding):
        return word
    decoded = encoding.decode(word)
    if encoding.capitals or decoded == word:
        return decoded
    plain = [char for char in word if char.isascii()]
    shouted = any(char.isupper() for char in decoded[1:]) and not any(c.islower() for c in plain)
    return decoded.upper() if shouted else decoded


def _shouted(text: str) -> bool:
    """Whether every plain letter is a capital: then those with a tone were meant to be too.

    Symbols of documents say nothing: `Sè: 05/Q§-UBND` is no line of capitals.
    """
    if any("a" <= char <= "z" for char in text):
        return False
    return sum(len(found[0]) > 1 for found in _LOUD.finditer(text)) >= _LOUD_WORDS


def _telling_words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        if not found[0].isascii() and len(found[0]) > 1:
            yield unicodedata.normalize("NFC", found[0])


def _speaks_for(word: str, encoding: Encoding) -> bool:
    return not _as_it_stands(word) and is_syllable(encoding.decode(word))


def _speaks_against(word: str, encoding: Encoding) -> bool:
    return _as_it_stands(word) and not is_syllable(encoding.decode(word))


def _unreadable(words: Iterable[str], encoding: Encoding) -> int:
    return sum(not _as_it_stands(word) and not is_syllable(encoding.decode(word)) for word in words)


def _as_it_stands(word: str) -> bool:
    """Whether a word is Vietnamese in Unicode; one in plain letters beside a sign says nothing."""
    bare = word.strip(_SYMBOLS)
    return not bare.isascii() and is_syllable(bare)
