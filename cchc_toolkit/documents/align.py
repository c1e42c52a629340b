"""Rows of a table to rows of a form, by order, label, number and unit.

Numbers of the form repeat and stray, labels such as "- Cấp xã" stand there forty times, a page
break cuts a row in two, a commune drops or adds rows. So the two lists are aligned as wholes:
stretches that agree to the letter first, and what lies between them by the best total likeness.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cchc_toolkit.catalogue import Indicator
from cchc_toolkit.text.likeness import compare_key, dice, letter_pairs

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
    indent: int = 0
    """How far the label stands in, where the file says so."""


Row = TypeVar("Row", bound=Found)


@dataclass(frozen=True)
class _Traits:
    """What rows are compared by, worked out once for each."""

    stt: str
    label: str
    pairs: frozenset[str]
    unit: str
    unit_pairs: frozenset[str]

    @classmethod
    def of(cls, row: Found | Indicator) -> _Traits:
        label, unit = _label_key(row.label), compare_key(row.unit)
        return cls(_stt_key(row.stt), label, letter_pairs(label), unit, letter_pairs(unit))

    @property
    def key(self) -> tuple[str, str]:
        return self.stt, self.label


Match = tuple[Found, Indicator | None, float]


def align(rows: Sequence[Found], form: Sequence[Indicator]) -> list[Match]:
    """Return each row with the row of the form that it is and how sure that is, in order."""
    rows = list(_glued(rows))
    mine, theirs = [_Traits.of(row) for row in rows], [_Traits.of(row) for row in form]
    found: list[Match] = []
    at = below = 0
    for start, on, size in _stretches(mine, theirs):
        gap = _Gap(rows[at:start], form[below:on], mine[at:start], theirs[below:on])
        found += gap.matches()
        found += [(rows[start + n], form[on + n], 1.0) for n in range(size)]
        at, below = start + size, on + size
    return list(_less_sure(found, form, theirs))


def _less_sure(
    found: Sequence[Match], form: Sequence[Indicator], theirs: Sequence[_Traits]
) -> Iterator[Match]:
    """Halve how sure a match is where a row of the same name next to it has no match.

    Of "- Cấp huyện", "- Cấp xã" below one channel and again below the next, those that are left
    when rows in between are missing may be either.
    """
    taken = {row.key for _, row, _ in found if row is not None}
    free = [row.key not in taken for row in form]
    doubtful = _doubtful([one.label for one in theirs], free)
    keys = {form[at].key for at in doubtful}
    for row, other, sure in found:
        yield row, other, sure / 2 if other is not None and other.key in keys else sure


def _doubtful(labels: Sequence[str], free: Sequence[bool]) -> set[int]:
    """Return the places beside a run without matches that could as well lie in it.

    The run can slide: rows after it with the names of its first rows, or before it with those
    of its last.

    >>> sorted(_doubtful(["BCCI", "huyện", "xã", "mức 3", "huyện", "xã"], [0, 0, 1, 1, 1, 0]))
    [1, 5]
    """
    found: set[int] = set()
    start = 0
    for is_free, run in itertools.groupby(free):
        first, after = start, start + len(list(run))
        start = after
        if not is_free:
            continue
        found |= {at for at in (first - 1, after) if 0 <= at < len(labels)} & {
            at for at, label in enumerate(labels) if label in labels[first:after]
        }
        for step in range(len(labels)):
            if after + step >= len(labels) or labels[after + step] != labels[first + step]:
                break
            found.add(after + step)
        for step in range(1, first + 1):
            if labels[first - step] != labels[after - step]:
                break
            found.add(first - step)
    return found


def _glued(rows: Sequence[Found]) -> Iterator[Found]:
    """Put a row without number and label to the one above: the rest of its unit, or its value."""
    above: Found | None = None
    for row in rows:
        loose = not row.stt and not row.label and (row.unit or row.value or row.note)
        if above is not None and loose and not (above.value and row.value):
            above = one_row((above, row))
            continue
        if above is not None:
            yield above
        above = row
    if above is not None:
        yield above


def one_row(pieces: Sequence[Row]) -> Row:
    """Return the pieces of a torn row as one: words are put together, the first value holds."""
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
    mine: Sequence[_Traits], theirs: Sequence[_Traits]
) -> Iterator[tuple[int, int, int]]:
    matcher = difflib.SequenceMatcher(
        None, [one.key for one in mine], [one.key for one in theirs], autojunk=False
    )
    for block in matcher.get_matching_blocks():
        if block.size >= _SOLID or block.a == len(mine):
            yield block.a, block.b, block.size


class _Gap:
    """Two short lists between stretches that agree, and the best way to match them.

    `best[i][j]` is the highest total likeness that the first i rows and the first j rows of the
    form can reach; a row of the form may take up to three rows of the table, the pieces of one
    that a page break cut.
    """

    def __init__(
        self,
        rows: Sequence[Found],
        form: Sequence[Indicator],
        mine: Sequence[_Traits],
        theirs: Sequence[_Traits],
    ) -> None:
        self._rows, self._form, self._theirs = rows, form, theirs
        self._wholes = {
            (at, 1): (row, traits) for at, (row, traits) in enumerate(zip(rows, mine, strict=True))
        }
        for size in range(2, _PIECES + 1):
            for at in range(len(rows) - size + 1):
                whole = _whole(rows[at : at + size])
                if whole is not None:
                    self._wholes[at, size] = whole, _Traits.of(whole)

    def matches(self) -> list[Match]:
        """Return the rows of the table in order, each with its row of the form or None."""
        rows, form = self._rows, self._form
        if not rows or not form or len(rows) * len(form) > _CELLS:
            return [(row, None, 0.0) for row in rows]
        best = [[0.0] * (len(form) + 1) for _ in range(len(rows) + 1)]
        taken = [[0] * (len(form) + 1) for _ in range(len(rows) + 1)]
        for i in range(len(rows) + 1):
            for j in range(len(form) + 1):
                if i or j:
                    best[i][j], taken[i][j] = self._step(best, i, j)
        return self._traced(taken)

    def _step(self, best: list[list[float]], i: int, j: int) -> tuple[float, int]:
        """Return the best total at a place and how it comes: 0 skips the form's row, -1 ours."""
        options = []
        if j:
            options.append((best[i][j - 1] - _SKIP, 0))
        if i:
            options.append((best[i - 1][j] - _SKIP, -1))
        for size in range(1, min(i, _PIECES) + 1 if j else 1):
            score = self._alike(i - size, size, j - 1)
            if score >= _LOWEST:
                options.append((best[i - size][j - 1] + score, size))
        return max(options, key=lambda option: option[0])

    def _alike(self, at: int, size: int, on: int) -> float:
        whole = self._wholes.get((at, size))
        return _alike(whole[1], self._theirs[on]) if whole else 0.0

    def _traced(self, taken: list[list[int]]) -> list[Match]:
        found: list[Match] = []
        i, j = len(self._rows), len(self._form)
        while i or j:
            step = taken[i][j]
            if step == 0:
                j -= 1
            elif step < 0:
                found.append((self._rows[i - 1], None, 0.0))
                i -= 1
            else:
                i, j = i - step, j - 1
                found.append((self._wholes[i, step][0], self._form[j], self._alike(i, step, j)))
        return found[::-1]


def _whole(pieces: Sequence[Found]) -> Found | None:
    """Return the pieces as one row, None where they cannot be one: two numbers or two values."""
    if any(piece.stt for piece in pieces[1:]) or sum(bool(p.value) for p in pieces) > 1:
        return None
    return one_row(pieces)


def _alike(one: _Traits, other: _Traits) -> float:
    """Return how alike two rows are: mostly their label, then number and unit."""
    label = 1.0 if one.label == other.label else dice(one.pairs, other.pairs)
    if label < _LOWEST:
        return 0.0
    stt = 1.0 if one.stt == other.stt else 0.5 if not one.stt or not other.stt else 0.0
    unit = 1.0 if one.unit == other.unit else dice(one.unit_pairs, other.unit_pairs)
    return 0.75 * label + 0.15 * stt + 0.1 * unit
