"""Which fictional communes there are, what they are called, and which of them are special."""

from __future__ import annotations

from typing import Literal

Variety = Literal["complete", "mostly_blank", "contradictory", "hostile", "empty"]

CODES: tuple[str, ...] = tuple(str(code) for code in range(99001, 99021))
"""The communes that come with the project."""

VARIETY_OF: dict[str, Variety] = {
    "99017": "mostly_blank",
    "99018": "contradictory",
    "99019": "hostile",
    "99020": "empty",
}
"""The special ones among them; every other code is `complete`."""

_FIRST_NUMBERED = 99000


def variety_of(code: str) -> Variety:
    """Return the variety declared for a code.

    >>> variety_of("99018"), variety_of("99001")
    ('contradictory', 'complete')
    """
    return VARIETY_OF.get(code, "complete")


def name_of(code: str) -> str:
    """Return the name of a fictional commune; no two codes share one.

    >>> name_of("99001"), name_of("90001")
    ('Xã Minh Hoạ 01', 'Xã Minh Hoạ 90001')
    """
    number = int(code) - _FIRST_NUMBERED
    return f"Xã Minh Hoạ {number:02d}" if number > 0 else f"Xã Minh Hoạ {code}"
