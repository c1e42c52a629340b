"""Sums to the last digit, made on columns: doubles only where every step of them is exact."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from cchc_toolkit.analysis.arrow import pa

EXACT = ("scaled", "decimals")
"""The columns of a whole number and of how many of its digits are decimals."""
Whole = npt.NDArray[np.int64]
_HALF = 32
"""Bits of the lower part of a number: sums of two million such are still exact as doubles."""


def exact_sums(place: Whole, scaled: Whole, decimals: Whole, count: int) -> list[Decimal]:
    """Return the exact sum of `scaled` / 10^`decimals` at each of `count` places, 0 where none is.

    >>> numbers = np.array([2**62, 2**62, 15, 5], dtype="i8")
    >>> exact_sums(np.array([0, 0, 1, 1]), numbers, np.array([0, 0, 1, 2]), 3)
    [Decimal('9223372036854775808'), Decimal('1.55'), Decimal('0')]
    """
    found = [0] * count
    most = int(decimals.max()) if len(decimals) else 0
    for places in map(int, np.unique(decimals)):
        mine = decimals == places
        at, whole, factor = place[mine], scaled[mine], 10 ** (most - places)
        high = np.bincount(at, weights=whole >> _HALF, minlength=count).tolist()
        low = np.bincount(at, weights=whole & (2**_HALF - 1), minlength=count).tolist()
        for where, (one, other) in enumerate(zip(high, low, strict=True)):
            found[where] += ((int(one) << _HALF) + int(other)) * factor
    return [plain(one, most) for one in found]


def plain(whole: int, decimals: int) -> Decimal:
    """Return whole / 10^decimals with no zeros at its end: as it is written, to any length.

    >>> plain(9930, 2), plain(100, 0)
    (Decimal('99.3'), Decimal('100'))
    """
    while decimals and not whole % 10:
        whole, decimals = whole // 10, decimals - 1
    return Decimal(f"{whole}E-{decimals}") if decimals else Decimal(whole)


def numbers(table: pa.Table) -> list[Decimal | None]:
    """Return the number of each row of a table with the columns of `EXACT`, None for none."""
    columns = (table[name].to_pylist() for name in EXACT)
    return [None if whole is None else plain(whole, places)
            for whole, places in zip(*columns, strict=True)]  # fmt: skip


def doubles(numbers: Sequence[Decimal | None]) -> npt.NDArray[np.float64]:
    """Return the nearest double of each number, NaN for none."""
    return np.array([np.nan if one is None else float(one) for one in numbers], dtype="float64")
