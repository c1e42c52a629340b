"""Decimal arithmetic for printed figures: half-up rounding, and how a stated rate was rounded."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal

Rounding = Literal["rounded", "truncated", "neither"]

_HUNDRED = Decimal(100)


def half_up(number: Decimal, decimals: int) -> Decimal:
    """Return the number rounded half up (away from zero at the half).

    >>> half_up(Decimal("2.675"), 2), half_up(Decimal("-0.5"), 0)
    (Decimal('2.68'), Decimal('-1'))
    """
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def share(numerator: Decimal, denominator: Decimal, decimals: int, scale: int = 100) -> Decimal:
    """Return numerator / denominator × scale, half up, where 100 % means equality and nothing less.

    A share that would round up to 100 although the numerator is smaller stays one last digit
    below (99,996 % prints 99,99): a reader takes "100 %" as "all". The denominator is not zero.

    >>> share(Decimal(648), Decimal(652), 2)
    Decimal('99.39')
    >>> share(Decimal(99999), Decimal(100000), 2)
    Decimal('99.99')
    """
    result = half_up(numerator * scale / denominator, decimals)
    if scale == 100 and result == _HUNDRED and numerator != denominator:
        step = Decimal(1).scaleb(-decimals)
        return _HUNDRED - step if numerator < denominator else _HUNDRED + step
    return result


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a number is written with.

    >>> decimals_of(Decimal("99.30")), decimals_of(Decimal("1E2"))
    (2, 0)
    """
    return max(0, -int(number.as_tuple().exponent))


def how_rounded(stated: Decimal, exact: Decimal) -> Rounding:
    """Say whether a stated number is the exact one rounded, only cut off, or neither.

    The number of decimals is the one the stated number is written with.

    >>> how_rounded(Decimal("99.38"), Decimal(64800) / 652)
    'truncated'
    >>> how_rounded(Decimal("133.2"), Decimal("133.1796"))
    'rounded'
    """
    decimals = decimals_of(stated)
    if stated == half_up(exact, decimals):
        return "rounded"
    if stated == exact.quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN):
        return "truncated"
    return "neither"
