"""Where the time of one report goes: named parts, each without the parts inside it.

One process makes one report at a time; what is measured is of the report under way. Nothing of it
ever reaches an output.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Part = Literal["load", "execute", "charts", "html", "pdf", "office", "guard", "write"]
"""The parts of a report; charts are drawn while the notebook executes."""

_spent: dict[str, float] = {}
_inner: list[float] = [0.0]
"""For each part under way, from the outermost, the seconds of the parts inside it."""


@contextmanager
def timed(name: Part) -> Iterator[None]:
    """Count the time of the block to a part of the report under way.

    >>> with measured() as spent:
    ...     with timed("execute"), timed("charts"):
    ...         pass
    >>> sorted(spent)
    ['charts', 'execute']
    """
    _inner.append(0.0)
    started = time.perf_counter()
    try:
        yield
    finally:
        seconds = time.perf_counter() - started
        _spent[name] = _spent.get(name, 0.0) + seconds - _inner.pop()
        _inner[-1] += seconds


@contextmanager
def measured() -> Iterator[dict[str, float]]:
    """Give the seconds of each part, filled in when the block has ended."""
    _spent.clear()
    found: dict[str, float] = {}
    try:
        yield found
    finally:
        found.update(_spent)
