"""Which levels of government a form asks, and who fills a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_toolkit.text.formatting import without_marks
from cchc_toolkit.text.likeness import compare_key

_SAID = {
    "cấp xã": r"cấp xã|ubnd (?:các )?xã|xã, phường|đặc khu",
    "cấp huyện": r"cấp huyện|ubnd (?:các )?huyện|huyện, thị xã",
    "cấp tỉnh": r"cấp tỉnh|ubnd tỉnh|tỉnh, thành phố",
    "cấp sở": r"cấp sở|sở, ban, ngành|các sở",
    "cấp thôn": r"cấp thôn|thôn, (?:bản|tổ dân phố)|tổ dân phố",
}
"""What a text says where it names a level; the lowest that reports stands first."""
NAMES = {without_marks(name).removeprefix("cap "): name for name in _SAID}
"""Levels by their codes, and how a sentence says them."""
_ALONE = re.compile(
    r"(?:[-–+*•]\s*)?(?:trong đó:?\s*)?(?:số [\w/ ]{1,20})?\b(?:ở |tại )?(?:ubnd |đơn vị )?"
    r"(cấp xã|cấp huyện|cấp tỉnh|cấp sở|cấp thôn)\s*:?\.?"
)
"""A label that does nothing but name a level: "- Cấp xã", "Tại cấp huyện"."""


def levels_in(text: str) -> list[str]:
    """Return the levels that a text names.

    >>> levels_in("CỦA UBND HUYỆN, THỊ XÃ, THÀNH PHỐ"), levels_in("Số hồ sơ")
    (['huyen'], [])
    """
    key = compare_key(text)
    return [level for level, name in NAMES.items() if re.search(_SAID[name], key)]


def level_named(label: str) -> str:
    """Return the one level that a label is about, "" where it is about more.

    >>> level_named("- Cấp xã"), level_named("Số TTHC cấp huyện:"), level_named("Số UBND cấp xã đã")
    ('xa', 'huyen', '')
    """
    found = _ALONE.fullmatch(compare_key(label))
    return next((level for level, name in NAMES.items() if found and found[1] == name), "")


def levels_of_form(title: str, labels: Sequence[str]) -> tuple[str, ...]:
    """Return the levels that a form asks, lowest first: those of its title, and of rows alone."""
    named = {level for label in labels if (level := level_named(label))}
    named |= set(levels_in(title))
    return tuple(level for level in NAMES if level in named) or (next(iter(NAMES)),)
