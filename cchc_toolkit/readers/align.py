"""Rows of a table to rows of a form, by order, label, number and unit.

Numbers of the form repeat and stray, labels such as "- Cấp xã" stand there forty times, a page
break cuts a row in two, a commune drops or adds rows. So the two lists are aligned as wholes:
stretches that agree to the letter first, and what lies between them by the best total likeness.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cchc_toolkit.catalogue import Indicator
from cchc_toolkit.readers.compare import compare_key, likeness

_LOWEST = 0.5
"""Likeness below which two rows are not the same."""
_SKIP = 0.12
"""What leaving out a row costs, of the table or of the form."""
_CELLS = 150_000
"""Pairs compared at most; beyond it the rest is left unmatched rather than slow."""
_SOLID = 3
"""Rows in a stretch that agrees to the letter before it is trusted."""
_PIECES = 3


@dataclass(frozen=True)
class Found:
    """A row of a table by column, as printed."""

    stt: str
    label: str
    unit: str
    value: str
    note: str
    where: str


Match = tuple[Found, Indicator | None, float]


def align(rows: Sequence[Found], form: Sequence[Indicator]) -> list[Match]:
    """Return each row with the row of the form that it is and how sure that is, in order."""
    rows = list(_glued(rows))
    mine = [(_stt_key(row.stt), _label_key(row.label)) for row in rows]
    theirs = [(_stt_key(row.stt), _label_key(row.label)) for row in form]
    found: list[Match] = []
    at = below = 0
    for start, on, size in _stretches(mine, theirs):
        found += _best(rows[at:start], form[below:on])
        found += [(rows[start + n], form[on + n], 1.0) for n in range(size)]
        at, below = start + size, on + size
    return found


def _glued(rows: Sequence[Found]) -> Iterator[Found]:
    """Put a row without number and label to the one above: the rest of its unit, or its value."""
    above: Found | None = None
    for row in rows:
        loose = not row.stt and not row.label and (row.unit or row.value or row.note)
        if above is not None and loose and not (above.value and row.value):
            above = _one_row((above, row))
            continue
        if above is not None:
            yield above
        above = row
    if above is not None:
        yield above


def _one_row(pieces: Sequence[Found]) -> Found:
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = replace(
            whole,
            label=f"{whole.label} {piece.label}".strip(),
            unit=f"{whole.unit} {piece.unit}".strip(),
            value=whole.value or piece.value,
            note=f"{whole.note} {piece.note}".strip(),
        )
    return whole


def _stt_key(text: str) -> str:
    return re.sub(r"[^\w.]", "", compare_key(text)).rstrip(".")


def _label_key(text: str) -> str:
    key = re.sub(r"^trong đó\s*:?\s*", "", compare_key(text))
    return " ".join(re.findall(r"\w+|%", key))


def _stretches(
    mine: Sequence[tuple[str, str]], theirs: Sequence[tuple[str, str]]
) -> Iterator[tuple[int, int, int]]:
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size >= _SOLID or block.a == len(mine):
            yield block.a, block.b, block.size


def _best(rows: Sequence[Found], form: Sequence[Indicator]) -> list[Match]:
    """Return the alignment of two short lists with the highest total likeness.

    `best[i][j]` is what the first i rows and j rows of the form can reach; a row of the form may
    take up to three rows of the table, the pieces of one that a page break cut.
    """
    if not rows or not form or len(rows) * len(form) > _CELLS:
        return [(row, None, 0.0) for row in rows]
    best = [[0.0] * (len(form) + 1) for _ in range(len(rows) + 1)]
    taken = [[0] * (len(form) + 1) for _ in range(len(rows) + 1)]
    for i in range(len(rows) + 1):
        for j in range(len(form) + 1):
            if i or j:
                best[i][j], taken[i][j] = _step(rows, form, best, i, j)
    return _traced(rows, form, taken)


def _step(
    rows: Sequence[Found], form: Sequence[Indicator], best: list[list[float]], i: int, j: int
) -> tuple[float, int]:
    """Return the best total at a place and how it is reached: 0 skips the form's row, -1 ours."""
    options = []
    if j:
        options.append((best[i][j - 1] - _SKIP, 0))
    if i:
        options.append((best[i - 1][j] - _SKIP, -1))
    for pieces in range(1, min(i, _PIECES) + 1 if j else 1):
        whole = _whole(rows[i - pieces : i])
        score = alike(whole, form[j - 1]) if whole else 0.0
        if score >= _LOWEST:
            options.append((best[i - pieces][j - 1] + score, pieces))
    return max(options, key=lambda option: option[0])


def _whole(pieces: Sequence[Found]) -> Found | None:
    """Return the pieces as one row, None where they cannot be one: two numbers or two values."""
    if any(piece.stt for piece in pieces[1:]) or sum(bool(p.value) for p in pieces) > 1:
        return None
    return _one_row(pieces)


def _traced(
    rows: Sequence[Found], form: Sequence[Indicator], taken: list[list[int]]
) -> list[Match]:
    found: list[Match] = []
    i, j = len(rows), len(form)
    while i or j:
        step = taken[i][j]
        if step == 0:
            j -= 1
        elif step < 0:
            found.append((rows[i - 1], None, 0.0))
            i -= 1
        else:
            whole = _one_row(rows[i - step : i])
            found.append((whole, form[j - 1], alike(whole, form[j - 1])))
            i, j = i - step, j - 1
    return found[::-1]


def alike(row: Found, other: Indicator) -> float:
    """Return how alike a row is to one of the form: mostly its label, then number and unit."""
    label = likeness(_label_key(row.label), _label_key(other.label))
    if label < _LOWEST:
        return 0.0
    mine, theirs = _stt_key(row.stt), _stt_key(other.stt)
    stt = 1.0 if mine == theirs else 0.5 if not mine or not theirs else 0.0
    unit = (
        1.0 if compare_key(row.unit) == compare_key(other.unit) else likeness(row.unit, other.unit)
    )
    return 0.75 * label + 0.15 * stt + 0.1 * unit
