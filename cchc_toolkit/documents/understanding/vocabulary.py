"""Words that linking goes by: common words that tell no indicator from another, abbreviations."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from cchc_toolkit.catalogue import Form
from cchc_toolkit.documents import compare_key

_EMPTY_WORDS = (
    "số lượng tổng các của và về trong theo tại được đã có là cho từ đến với trên một những "
    "nêu lời văn kỳ năm tháng đầu ước đạt thực hiện kết quả xã cấp ubnd nhà nước đó gồm"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
"""Words that stand in so many labels and sentences that they link nothing."""
_WORD = re.compile(r"\w+")
_LEVELS = re.compile(r"\b(?:mức(?: độ)?|hạng|cấp độ|văn bằng)\s+(\d(?:\s*(?:,|và|;|/)\s*\d\b)*)")
_TELLING = 3
"""A label with fewer telling words is read together with the one above it."""
_DIGIT = re.compile(r"\d")
_LONG_FORMS = (
    ("thủ tục hành chính", "tthc"),
    ("cải cách hành chính", "cchc"),
    ("văn bản quy phạm pháp luật", "vbqppl"),
    ("văn bản qppl", "vbqppl"),
    ("dịch vụ công trực tuyến", "trực tuyến"),
    ("bưu chính công ích", "bcci"),
)


@lru_cache(maxsize=16384)
def words_of(text: str) -> frozenset[str]:
    """Return the words of a text that may link it to an indicator, abbreviations folded.

    >>> sorted(words_of("Tổng số thủ tục hành chính mức độ 3"))
    ['mức', 'tthc', 'độ']
    """
    key = compare_key(text)
    for long, short in _LONG_FORMS:
        key = key.replace(long, short)
    return frozenset(word for word in _WORD.findall(key) if not word.isdigit()) - _EMPTY


@lru_cache(maxsize=16384)
def levels_of(text: str) -> frozenset[str]:
    """Return the levels that a text names: a figure of one level is none of another.

    >>> sorted(levels_of("hồ sơ mức độ 3,4")), levels_of("254 thủ tục")
    (['3', '4'], frozenset())
    """
    named = _LEVELS.findall(compare_key(text))
    return frozenset(digit for found in named for digit in _DIGIT.findall(found))


@lru_cache(maxsize=8)
def weights(form: Form) -> dict[str, float]:
    """Return how much each word of the form's labels tells: one over how many labels have it."""
    count: dict[str, int] = {}
    for row in form.fillable:
        for word in words_of(_whole_label(form, row.key)):
            count[word] = count.get(word, 0) + 1
    return {word: 1 / number for word, number in count.items()}


@lru_cache(maxsize=4096)
def label_words(form: Form, key: str) -> frozenset[str]:
    """Return the words of an indicator's label and of those above it."""
    return words_of(_whole_label(form, key))


@lru_cache(maxsize=4096)
def label_levels(form: Form, key: str) -> frozenset[str]:
    """Return the levels that an indicator's label names."""
    return levels_of(_whole_label(form, key))


def weight(form: Form, words: Iterable[str]) -> float:
    """Return how much some words tell together."""
    known = weights(form)
    return sum(math.sqrt(known.get(word, 0.0)) for word in words)


def _whole_label(form: Form, key: str) -> str:
    """Return the label, with those above it where it says little by itself: `- Cấp xã`."""
    row = form.indicators[key]
    parts = [row.label]
    while row.parent and len(words_of(" ".join(parts))) < _TELLING:
        row = form.indicators[row.parent]
        parts.append(row.label)
    return " ".join(parts)
