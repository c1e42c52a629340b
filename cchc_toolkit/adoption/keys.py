"""Keys from the words of a form: ASCII, hierarchical, unique, short enough to type."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from cchc_toolkit.text.formatting import without_marks
from cchc_toolkit.text.likeness import compare_key

_OPENING = re.compile(
    r"^(?:[-–+*•]\s*)?(?:tổng số lượng|tổng số|số lượng|số lượt|tổng|số liệu về"
    r"|số|công tác|việc|tình hình|thực hiện|cải cách)\s+"
)
_RATE = re.compile(
    r"^(?:[-–+*•]\s*)?(?:số lượng, )?(?:tỷ lệ phần trăm|tỷ lệ %|tỷ lệ|tỉ lệ|phần trăm)\s*"
)
_SMALL = frozenset(
    [
        "và",
        "của",
        "các",
        "cho",
        "về",
        "tại",
        "theo",
        "được",
        "đã",
        "là",
        "trong",
        "đến",
        "từ",
        "với",
        "thuộc",
        "những",
        "một",
        "bằng",
        "qua",
        "bị",
        "do",
        "ở",
        "có",
        "trên",
        "vào",
        "để",
    ]
)
"""Words that tell no two labels apart."""
_WORDS = 4
_LONGEST = 40
"""Words and letters of one step of a key, unless more are needed to be unique."""


def key_of(label: str, parent: str, taken: Container[str], siblings: Sequence[str] = ()) -> str:
    """Return a key for a row below `parent` that is not among those taken.

    As many words as set it apart from its siblings' labels; a count at the end as the last resort.

    >>> key_of("Số hồ sơ đã giải quyết đúng hạn", "tthc", ())
    'tthc.ho_so_giai_quyet'
    >>> key_of("Tỷ lệ hồ sơ đúng hạn", "", {"ty_le_ho_so"})
    'ty_le_ho_so_2'
    """
    words = _words(label) or ["dong"]
    others = [_words(one) for one in siblings if one != label]
    size = min(_WORDS, len(words))
    while size < len(words) and any(one[:size] == words[:size] for one in others):
        size += 1
    step = _shortened("_".join(words[:size]), size)
    whole = f"{parent}.{step}" if parent else step
    found, count = whole, 2
    while found in taken:
        found, count = f"{whole}_{count}", count + 1
    return found


def _shortened(step: str, size: int) -> str:
    """Return a step of a key cut at a word where it is long for no need."""
    cut = step if size > _WORDS or len(step) <= _LONGEST else step[:_LONGEST].rpartition("_")[0]
    return cut if cut[:1].isalpha() else f"muc_{cut}"


def _words(label: str) -> list[str]:
    """Return the words of a label that tell it apart, without marks."""
    said = re.sub(r"^(?:[-–+*•]\s*)?trong đó\s*:?\s*", "", compare_key(label))
    rate = _RATE.match(said)
    rest = said[rate.end() :] if rate else said
    opening = None if rate else _OPENING.match(rest)
    while opening:
        rest = rest[opening.end() :]
        opening = _OPENING.match(rest)
    words = [word for word in re.findall(r"\w+", rest) if word not in _SMALL]
    words = words or re.findall(r"\w+", said)
    plain = re.findall(r"[a-z0-9]+", without_marks(" ".join(words)))
    return ["ty", "le", *plain] if rate else plain
