"""When two Vietnamese spellings are the same word: one key for NFC, NFD and either tone placing.

`hoà` and `hòa` are two accepted spellings of one word (the tone on the last or on the first vowel
of oa, oe, uy without a final consonant); a key of both is the same.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from cchc_toolkit.text.formatting import clean_text

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OPEN = re.compile(rf"(?<!q)(o[ae]|uy)([{_TONES}])(?![a-z\u0300-\u036fđ])")
_FIRST = re.compile(rf"(?<!q)([ou])([{_TONES}])([aey])(?=[a-zđ])")
_QUY = re.compile(rf"(qu)([{_TONES}])([a-z])")


@functools.lru_cache(maxsize=8192)
def compare_key(text: str) -> str:
    """Return the key under which two spellings of the same text are equal.

    Lower case, spaces folded, invisible characters gone, the tone of open oa, oe, uy on the first
    vowel, and on the second where a consonant follows.

    >>> compare_key("Hoà  giải"), compare_key("Thuý"), compare_key("HOÀN"), compare_key("quý")
    ('hòa giải', 'thúy', 'hoàn', 'quý')
    >>> compare_key(unicodedata.normalize("NFD", "Hòa giải")) == compare_key("hoà giải")
    True
    """
    # Circumflex, breve and horn stay on their vowel in NFC, so that only o, a, e, u, y come apart.
    apart = "".join(_apart(char) for char in clean_text(text).lower())
    apart = _OPEN.sub(lambda found: found[1][0] + found[2] + found[1][1], apart)
    apart = _FIRST.sub(lambda found: found[1] + found[3] + found[2], apart)
    apart = _QUY.sub(lambda found: found[1] + found[3] + found[2], apart)
    return unicodedata.normalize("NFC", apart)


def _apart(char: str) -> str:
    decomposed = unicodedata.normalize("NFD", char)
    return decomposed if len(decomposed) == 2 and decomposed[0] in "oaeuy" else char


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 1.0 for the same words and 0.0 for nothing in common.

    Twice the letter pairs they share over all they have (Dice), so that a typo costs little.

    >>> likeness("giải quyết đúng hện", "Giải quyết đúng hạn") > 0.85
    True
    >>> likeness("Cấp xã", "- Cấp xã"), likeness("", "Cấp xã")
    (1.0, 0.0)
    """
    return dice(_pairs_of(one), _pairs_of(other))


@functools.lru_cache(maxsize=4096)
def _pairs_of(text: str) -> frozenset[str]:
    return letter_pairs(compare_key(text))


def letter_pairs(key: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters of a key, words apart; none for no words.

    >>> sorted(letter_pairs("- xã"))
    [' x', 'xã', 'ã ']
    """
    words = "".join(char if char.isalnum() else " " for char in key).split()
    joined = f" {' '.join(words)} " if words else ""
    return frozenset(joined[at : at + 2] for at in range(len(joined) - 1))


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Return twice what two sets share over all they hold; 0.0 where one is empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
