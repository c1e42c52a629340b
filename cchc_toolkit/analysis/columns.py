"""The columns that processes packed, as Arrow tables: what a file of the cache holds."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from cchc_toolkit.analysis.arrow import pa
from cchc_toolkit.analysis.packed import REASONS, Numbers, Packed
from cchc_toolkit.catalogue import Form
from cchc_toolkit.submission.value import STATES

REPORTED = STATES.index("reported")
FIGURE_STATES = ("reported", *REASONS[1:])
"""Why a figure has no value, or that it has one."""


def values_table(period: str, form: Form, packed: Packed) -> pa.Table:
    """Return a row a unit and key: `unit, period, key, state, value, scaled, decimals, line`.

    `value` is the nearest double; `scaled` / 10^`decimals` the exact number, as written.
    """
    cell = _numbers(packed.cell)
    state = _numbers(packed.state)[cell]
    return pa.table(
        {
            "unit": _words(packed.unit, packed.units),
            "period": _constant(period, len(cell)),
            "key": _words(packed.key, [row.key for row in form.fillable]),
            "state": _words_of(state.astype("i4"), STATES),
            **_number("value", "scaled", "decimals", packed.number, state == REPORTED, cell),
            "line": pa.array(_numbers(packed.line)[cell]),
        }
    )


def figures_table(period: str, form: Form, packed: Packed) -> pa.Table:
    """Return a row a unit and derived figure, with numerator and denominator, as printed."""
    reason = _numbers(packed.reason)
    return pa.table(
        {
            "unit": _words(packed.figure_unit, packed.units),
            "period": _constant(period, len(reason)),
            "key": _words(packed.figure_key, [ratio.key for ratio in form.ratios]),
            "state": _words(packed.reason, FIGURE_STATES),
            **_number("value", "scaled", "decimals", packed.value, reason == 0),
            **_number("numerator", "top_scaled", "top_decimals", packed.top, packed.has_top),
            **_number(
                "denominator", "bottom_scaled", "bottom_decimals", packed.bottom, packed.has_bottom
            ),
            "printed": pa.array(packed.printed, pa.string()),
            "formula": pa.array(packed.formula, pa.string()),
        }
    )


def in_order(table: pa.Table, units: Sequence[str]) -> pa.Table:
    """Return the rows of the units named, in that order, the rows of each as they stand."""
    place = {code: at for at, code in enumerate(units)}
    column = table["unit"].combine_chunks()
    ranks = np.array([place.get(code, -1) for code in column.dictionary.to_pylist()], dtype="i4")
    codes = column.indices.to_numpy(zero_copy_only=False)
    wanted = ranks[codes] if len(ranks) else codes
    order = np.argsort(wanted, kind="stable")
    order = order[wanted[order] >= 0]
    words = _words_of(wanted[order], units)
    return table.take(pa.array(order)).set_column(0, "unit", words)


def without(table: pa.Table, units: Sequence[str]) -> pa.Table:
    """Return the rows of all other units: pieces of the table, nothing of which is copied."""
    column = table["unit"].combine_chunks()
    gone = np.array([code in set(units) for code in column.dictionary.to_pylist()], dtype=bool)
    rows = np.flatnonzero(gone[column.indices.to_numpy(zero_copy_only=False)])
    edges = [(at[0], at[-1] + 1) for at in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
             if len(at)]  # fmt: skip
    starts, ends = [0, *(end for _, end in edges)], [*(start for start, _ in edges), len(table)]
    return pa.concat_tables([table.slice(start, end - start)
                             for start, end in zip(starts, ends, strict=True)])  # fmt: skip


def joined(tables: Sequence[pa.Table]) -> pa.Table:
    """Return tables one below the other, with one list of words a column."""
    return pa.concat_tables(tables).unify_dictionaries().combine_chunks()


def _number(
    value: str,
    scaled: str,
    decimals: str,
    numbers: Numbers,
    there: object,
    at: np.ndarray | slice = slice(None),
) -> dict[str, pa.Array]:
    """Return a number's columns; `at` are the places of the numbers of the rows."""
    missing = ~np.asarray(there, dtype=bool)
    whole, places = _numbers(numbers.scaled)[at], _numbers(numbers.decimals)[at]
    return {
        value: pa.array(whole / 10.0**places, mask=missing),
        scaled: pa.array(whole, mask=missing),
        decimals: pa.array(places, mask=missing),
    }


def _numbers(column: array[int]) -> np.ndarray:
    if not len(column):  # there is no buffer of nothing
        return np.array([], dtype=column.typecode)
    return np.frombuffer(column, dtype=column.typecode)


def _words(column: array[int], words: Sequence[str]) -> pa.DictionaryArray:
    return _words_of(_numbers(column).astype("i4"), words)


def _words_of(codes: np.ndarray, words: Sequence[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(words, pa.string()))


def _constant(word: str, length: int) -> pa.DictionaryArray:
    return _words_of(np.zeros(length, dtype="i4"), [word])
