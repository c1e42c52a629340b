"""Which rows of a table are totals of which: by label, by dashes, by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_toolkit.documents.claims.table import Row

_SUB = re.compile(r"^(?:(?:[-+•*]|\d+\.\d+|[a-zđ][.)])\s|(?:trong đó|riêng)\b)", re.IGNORECASE)
_MARKS = tuple(
    re.compile(rf"(?:{mark})(?:[.)]? |[.)]?$)")
    for mark in (
        "[A-H]",
        "[IVX]+",
        r"\d{1,2}",
        r"\d{1,2}\.\d{1,2}",
        r"\d{1,2}(?:\.\d{1,2}){2}",
        "[a-zđ]",
    )
)
"""How rows are numbered, the outermost first."""


def groups(rows: Sequence[Row]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each row that is a total with the rows that it adds up, by label and by dashes."""
    nested: set[int] = set()
    for top, parts in _numbered(rows):
        nested.update(parts)
        yield top, parts
    aside = [_SUB.match(row.label) or row.is_total or row.is_rate for row in rows]
    heads = [n for n in range(len(rows)) if not aside[n]]
    tops = [n for n in heads if n not in nested]
    subs: dict[int, list[int]] = {n: [] for n in heads}
    for n, row in enumerate(rows):
        if _SUB.match(row.label) and n not in nested:
            for nearest in [head for head in heads if head < n][-1:]:
                subs[nearest].append(n)
    for top, below in subs.items():
        if len(below) > 1:
            yield top, tuple(below)
    last = 0
    for n, row in enumerate(rows):
        if not row.is_total:
            continue
        above = tuple(top for top in tops if last <= top < n)
        if len(above) > 1:
            yield n, above
            last = n + 1
        elif n == 0 and len(tops) > 1:
            yield n, tuple(tops)


def _numbered(rows: Sequence[Row]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each row whose number has numbers below it: "I" with "1", "2"; "1" with "1.1"."""
    depths = [_depth(row) for row in rows]
    for n, depth in enumerate(depths):
        below = []
        for m in range(n + 1, len(rows)):
            dashed = not depths[m] and _SUB.match(rows[m].label)
            if not depth or (depths[m] <= depth and not dashed) or rows[m].is_total:
                break
            below += [] if dashed else [m]
        parts = tuple(m for m in below if depths[m] == depths[below[0]])
        if len(parts) > 1:
            yield n, parts


def _depth(row: Row) -> int:
    """Return how deep the number of a row stands, 0 where it has none."""
    told = next((cell for cell in row.cells if cell), "")
    return next((n for n, mark in enumerate(_MARKS, 1) if mark.match(told)), 0)
