"""Cells and figures of many units as columns: a row a unit, a column a key, no number a double."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from cchc_toolkit.analysis.arrow import pa
from cchc_toolkit.analysis.columns import FIGURE_STATES
from cchc_toolkit.analysis.exact import exact_sums
from cchc_toolkit.catalogue import Form
from cchc_toolkit.province.unit_values import Sides
from cchc_toolkit.submission import Value
from cchc_toolkit.submission.value import STATES, State

Whole = npt.NDArray[np.int64]
Made = TypeVar("Made")
_BLANK, _REPORTED = STATES.index("not_reported"), STATES.index("reported")
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
        columns = np.nonzero(chosen)[1]
        scaled, decimals = (part[rows][chosen] for part in (self.scaled, self.decimals))
        return exact_sums(columns, scaled, decimals, chosen.shape[1])


@dataclass(frozen=True)
class Row(Mapping[str, Made]):
    """What stands in a row by key, each made when it is asked for."""

    column: Mapping[str, int]
    there: npt.NDArray[np.bool_]
    """Which columns have something in this row."""
    make: Callable[[int], Made]

    def __getitem__(self, key: str) -> Made:
        column = self.column[key]
        if not self.there[column]:
            raise KeyError(key)
        return self.make(column)

    def __iter__(self) -> Iterator[str]:
        return (key for key, column in self.column.items() if self.there[column])

    def __len__(self) -> int:
        return int(self.there.sum())


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
        at = self.place[code]
        return Row(self.column, self.state[at] != _BLANK, partial(self._value, at))

    def _value(self, at: int, column: int) -> Value:
        number, line = self.numbers.at(at, column), int(self.line[at, column])
        text, state = "" if number is None else str(number), STATES[self.state[at, column]]
        return Value(state, number, text, f"dòng {line}" if line else "", line=line)

    def said(self, code: str, columns: Sequence[int]) -> list[int | Decimal | State]:
        """Return what a unit reported in some columns: a number, or the state of one without."""
        at, numbers = self.place[code], self.numbers
        cells = zip(
            *(one[at, columns].tolist() for one in (self.state, numbers.scaled, numbers.decimals)),
            strict=True,
        )
        return [
            STATES[state] if state != _REPORTED else
            Decimal(scaled).scaleb(-decimals) if decimals else scaled
            for state, scaled, decimals in cells
        ]  # fmt: skip


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
        at = self.place[code]
        return Row(self.column, self.known[at], partial(self._sides, at))

    def _sides(self, at: int, column: int) -> Sides:
        top, bottom, value = (one.at(at, column) for one in (self.top, self.bottom, self.value))
        assert top is not None  # noqa: S101 - `known` says so
        return Sides(top, bottom, value)


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
