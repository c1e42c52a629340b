"""The interval of a proportion: how far chance alone may have moved it."""

from __future__ import annotations

import numpy as np

Z95 = 1.959963984540054
"""The normal deviate of a two-sided 95 %."""


def wilson(part: np.ndarray, whole: np.ndarray, z: float = Z95) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of Wilson's interval as shares from 0 to 1; NaN where there is none.

    There is none where either number is missing, the whole is not positive or the part is more
    than the whole or less than nothing: then it is no proportion.

    >>> low, high = wilson(np.array([8.0, 3.0]), np.array([10.0, 0.0]))
    >>> [round(float(one), 4) for one in (low[0], high[0])], bool(np.isnan(low[1]))
    ([0.4902, 0.9433], True)
    """
    part, whole = np.asarray(part, dtype="float64"), np.asarray(whole, dtype="float64")
    sound = (whole > 0) & (part >= 0) & (part <= whole)
    n = np.where(sound, whole, np.nan)
    share = np.where(sound, part, np.nan) / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    spread = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # At none and at all the bound is exactly 0 or 1; the arithmetic misses it by a last digit.
    low = np.where(part == 0, np.where(sound, 0.0, np.nan), middle - spread)
    high = np.where(part == whole, np.where(sound, 1.0, np.nan), middle + spread)
    return low, high
