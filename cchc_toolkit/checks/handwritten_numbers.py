"""The numbers that a commune typed in front of a counted noun: `652 hồ sơ`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.checks.prose import Prose
from cchc_toolkit.errors import DataError
from cchc_toolkit.text.formatting import parse_number
from cchc_toolkit.text.units import noun_at

_NUMBER = re.compile(
    r"(?<![\w./,-])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\w/])|(?<![\w./,-])\d+(?:,\d+)?(?![\w/])"
)


@dataclass(frozen=True)
class TypedNumber:
    """A typed number with the noun behind it; `place` is where it starts in its paragraph."""

    prose: Prose
    text: str
    number: Decimal
    noun: str
    place: int


def typed_numbers(prose: Prose) -> Iterator[TypedNumber]:
    """Yield the typed numbers of a paragraph that count something."""
    for match in _NUMBER.finditer(prose.text) if prose.typed_digit else ():
        if not prose.is_typed(match.start()):
            continue
        noun = noun_at(prose.lower, match.end())
        number = _number(match[0])
        if noun and number is not None:
            yield TypedNumber(prose, match[0], number, noun, match.start())


def _number(text: str) -> Decimal | None:
    try:
        return parse_number(text, integer="," not in text)
    except DataError:
        return None
