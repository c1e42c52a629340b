"""Numbers between Decimal and the cells of a spreadsheet, which keep fifteen digits."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

DIGITS = 15
"""Digits that every spreadsheet keeps and shows; a longer number is written as text."""
DECIMALS = 6
"""Decimals that are read; what a formula gives beyond them is its division's, not a report's."""
_FIXED = re.compile(r"(?:#,##)?0\.(0+)")


def as_number(number: Decimal) -> float | int | None:
    """Return what a spreadsheet holds for a number, None where it would not hold it exactly.

    >>> as_number(Decimal("99.38")), as_number(Decimal("1234567890123456"))
    (99.38, None)
    """
    if len(number.as_tuple().digits) > DIGITS:
        return None
    whole = number == number.to_integral_value()
    return int(number) if whole else float(number)


def decimals_kept(number: Decimal) -> int:
    """Return how many decimals a number is written with where its last one is zero, else 0.

    A spreadsheet drops the zero of 99,40; a format with two decimals keeps it.

    >>> decimals_kept(Decimal("99.40")), decimals_kept(Decimal("99.4")), decimals_kept(Decimal(5))
    (2, 0, 0)
    """
    digits, exponent = number.as_tuple().digits, int(number.as_tuple().exponent)
    return -exponent if exponent < 0 and digits[-1] == 0 else 0


def from_cell(number: float | int, number_format: str) -> Decimal:
    """Return the number that a cell holds, with the decimals that a fixed format shows.

    >>> from_cell(99.4, "0.00"), from_cell(9.949999999999999, "General")
    (Decimal('99.40'), Decimal('9.95'))
    """
    found = Decimal(f"{number:.{DIGITS}g}") if isinstance(number, float) else Decimal(number)
    fixed = _FIXED.fullmatch(number_format)
    shown = found.quantize(Decimal(1).scaleb(-len(fixed[1]))) if fixed else found
    return shown if shown == found else found


def cut_decimals(number: Decimal) -> Decimal:
    """Return a number with no more decimals than are read.

    >>> cut_decimals(Decimal("33.3333333333333"))
    Decimal('33.333333')
    """
    if -int(number.as_tuple().exponent) <= DECIMALS:
        return number
    return number.quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_UP).normalize()


def plain_text(number: Decimal) -> str:
    """Return a number as a value's text: decimal comma, no dots, so that it reads one way only.

    >>> plain_text(Decimal("1234567.50")), plain_text(Decimal("1E+3"))
    ('1234567,50', '1000')
    """
    return f"{number:f}".replace(".", ",")
