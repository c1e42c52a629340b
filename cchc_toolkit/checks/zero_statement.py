"""Whether a text says that there is nothing, as the outline says it."""

from __future__ import annotations

from cchc_toolkit.text.likeness import likeness

_NONE = 0.8
"""From this likeness on a passage says what the outline says where there is none."""
_SAID_NONE = ("không", "không có", "chưa có", "không phát sinh")


def says_none(said: str, zero: str) -> bool:
    """Whether a text says what the outline says where there is nothing.

    >>> says_none("không có nhiệm vụ được giao", "Không có nhiệm vụ được giao.")
    True
    """
    return said in _SAID_NONE or likeness(said, zero) >= _NONE
