"""Placeholders in texts: `{so:KEY}` prints a figure, `{vb:ID}` cites a document.

Nothing else in a text means anything: other braces, Markdown, HTML or Typst code are plain text.
Doubled braces (`{{…}}`) are never placeholders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLACEHOLDER = re.compile(
    r"(?<!\{)\{(?P<kind>so|vb):(?P<name>[A-Za-z0-9_.-]+)(?P<flags>(?::[a-z]+)*)\}(?!\})"
)
SHORT = "ngan"
FLAGS = (SHORT,)


@dataclass(frozen=True)
class Placeholder:
    """A reference inside a text: `kind` is `so` (figure) or `vb` (document)."""

    kind: str
    name: str
    flags: tuple[str, ...] = ()


def split(text: str) -> Iterator[str | Placeholder]:
    """Yield the literal stretches and the placeholders of a text, in order.

    >>> list(split("có {so:tthc.ho_so} hồ sơ {{so:x}}"))
    ['có ', Placeholder(kind='so', name='tthc.ho_so', flags=()), ' hồ sơ {{so:x}}']
    """
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        flags = tuple(flag for flag in match["flags"].split(":") if flag)
        yield Placeholder(match["kind"], match["name"], flags)
        end = match.end()
    if end < len(text):
        yield text[end:]


def placeholders(text: str) -> tuple[Placeholder, ...]:
    """Return the placeholders of a text.

    >>> placeholders("{vb:kh-01:ngan}")
    (Placeholder(kind='vb', name='kh-01', flags=('ngan',)),)
    """
    return tuple(piece for piece in split(text) if isinstance(piece, Placeholder))
