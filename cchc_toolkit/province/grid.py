"""Cells and figures of many units as columns: a row a unit, a column a key, no number a double."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from cchc_toolkit.analysis.arrow import pa
from cchc_toolkit.analysis.columns import FIGURE_STATES
from cchc_toolkit.catalogue import Form
from cchc_toolkit.province.unit_values import Sides
from cchc_toolkit.submission import Value
from cchc_toolkit.submission.value import STATES

Whole = npt.NDArray[np.int64]
_BLANK = STATES.index("not_reported")
_KNOWN = (FIGURE_STATES.index("reported"), FIGURE_STATES.index("zero_denominator"))


@dataclass(frozen=True)
class Numbers:
    """Exact numbers, units by keys: `scaled` / 10^`decimals` where `there`."""

    scaled: Whole
    decimals: Whole
    there: npt.NDArray[np.bool_]

    def at(self, row: int, column: int) -> Decimal | None:
        """Return one of them, None where there is none."""
        if not self.there[row, column]:
            return None
        return Decimal(int(self.scaled[row, column])).scaleb(-int(self.decimals[row, column]))

    def sums(self, rows: Sequence[int], only: npt.NDArray[np.bool_] | None = None) -> list[Decimal]:
        """Return the exact sum of each column over some rows; of those cells `only`, if given."""
        chosen = (self.there if only is None else self.there & only)[rows]
        scaled, decimals = self.scaled[rows], self.decimals[rows]
        most = int(decimals.max(initial=0, where=chosen))
        found = np.where(chosen, scaled, 0).astype(object) * 10 ** np.where(
            chosen, most - decimals, 0
        ).astype(object)
        return [plain(int(one), most) for one in found.sum(axis=0)]


def plain(whole: int, decimals: int) -> Decimal:
    """Return whole / 10^decimals without zeros at its end.

    >>> plain(9930, 2), plain(100, 0)
    (Decimal('99.3'), Decimal('100'))
    """
    while decimals and not whole % 10:
        whole, decimals = whole // 10, decimals - 1
    return Decimal(whole).scaleb(-decimals)


@dataclass(frozen=True)
class Cells:
    """What units reported: `state` as places in `STATES`, `line` of the file of each."""

    place: Mapping[str, int]
    """The row of each unit that could be read."""
    column: Mapping[str, int]
    state: npt.NDArray[np.int8]
    numbers: Numbers
    line: Whole

    def blank(self, code: str) -> bool:
        """Whether a unit was read and nothing in it was filled in."""
        return code in self.place and bool((self.state[self.place[code]] == _BLANK).all())

    def row(self, code: str) -> Mapping[str, Value]:
        """Return what a unit reported, by key, without what it left blank."""
        return Row(self, self.place[code])


@dataclass(frozen=True)
class Row(Mapping[str, Value]):
    """The cells of a unit, each made when it is asked for."""

    cells: Cells
    at: int

    def __getitem__(self, key: str) -> Value:
        column = self.cells.column[key]
        state = int(self.cells.state[self.at, column])
        if state == _BLANK:
            raise KeyError(key)
        number, line = self.cells.numbers.at(self.at, column), int(self.cells.line[self.at, column])
        text = "" if number is None else str(number)
        return Value(STATES[state], number, text, f"dòng {line}" if line else "", line=line)

    def __iter__(self) -> Iterator[str]:
        states = self.cells.state[self.at]
        return (key for key, column in self.cells.column.items() if states[column] != _BLANK)

    def __len__(self) -> int:
        return int((self.cells.state[self.at] != _BLANK).sum())


@dataclass(frozen=True)
class Pairs:
    """The figures that both sides are known of (`known`): numerator, denominator, value."""

    place: Mapping[str, int]
    column: Mapping[str, int]
    known: npt.NDArray[np.bool_]
    top: Numbers
    bottom: Numbers
    value: Numbers

    def row(self, code: str) -> Mapping[str, Sides]:
        """Return the figures of a unit by key."""
        return PairRow(self, self.place[code])


@dataclass(frozen=True)
class PairRow(Mapping[str, Sides]):
    """The figures of a unit, each made when it is asked for."""

    pairs: Pairs
    at: int

    def __getitem__(self, key: str) -> Sides:
        place = self.at, self.pairs.column[key]
        top = self.pairs.top.at(*place)
        if top is None or not self.pairs.known[place]:
            raise KeyError(key)
        return Sides(top, self.pairs.bottom.at(*place), self.pairs.value.at(*place))

    def __iter__(self) -> Iterator[str]:
        return (
            key for key, column in self.pairs.column.items() if self.pairs.known[self.at, column]
        )

    def __len__(self) -> int:
        return int(self.pairs.known[self.at].sum())


def cells_of(table: pa.Table, form: Form) -> Cells:
    """Return the values of a period in the cache as columns."""
    keys = [row.key for row in form.fillable]
    size = _size(table, keys)
    return Cells(
        place=_places(table, len(keys)),
        column={key: at for at, key in enumerate(keys)},
        state=_ranks(table, "state", STATES).reshape(size),
        numbers=_numbers(table, "scaled", "decimals", size),
        line=table["line"].to_numpy().reshape(size),
    )


def pairs_of(table: pa.Table, form: Form) -> Pairs:
    """Return the figures of a period in the cache as columns."""
    keys = [ratio.key for ratio in form.ratios]
    size = _size(table, keys)
    top = _numbers(table, "top_scaled", "top_decimals", size)
    state = _ranks(table, "state", FIGURE_STATES).reshape(size)
    return Pairs(
        place=_places(table, len(keys)),
        column={key: at for at, key in enumerate(keys)},
        known=np.isin(state, _KNOWN) & top.there,
        top=top,
        bottom=_numbers(table, "bottom_scaled", "bottom_decimals", size),
        value=_numbers(table, "scaled", "decimals", size),
    )


def _size(table: pa.Table, keys: Sequence[str]) -> tuple[int, int]:
    """Return units by keys: the table has every key of every unit, in the order of the form."""
    return (len(table) // len(keys) if keys else 0), len(keys)


def _places(table: pa.Table, keys: int) -> dict[str, int]:
    firsts = pa.array(range(0, len(table), max(1, keys)), pa.int64())
    codes = table["unit"].take(firsts).to_pylist() if len(table) else []
    return {code: at for at, code in enumerate(codes)}


def _ranks(table: pa.Table, name: str, words: Sequence[str]) -> npt.NDArray[np.int8]:
    column = table[name].combine_chunks()
    places = [words.index(word) for word in column.dictionary.to_pylist()]
    indices = column.indices.to_numpy(zero_copy_only=False)
    return np.array(places, dtype="i1")[indices] if places else np.array([], "i1")


def _numbers(table: pa.Table, scaled: str, decimals: str, size: tuple[int, int]) -> Numbers:
    there = table[scaled].is_valid().to_numpy().reshape(size)
    whole, places = (table[one].fill_null(0).to_numpy().reshape(size) for one in (scaled, decimals))
    return Numbers(whole.astype("i8"), places.astype("i8"), there)
