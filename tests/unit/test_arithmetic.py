"""Half up, always; 100 only of all; and how a stated number came to be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_toolkit.text.arithmetic import half_up, how_rounded, share

AMOUNTS = st.integers(min_value=0, max_value=10**15)
PLACES = st.integers(min_value=0, max_value=6)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=8), PLACES)
def test_half_up_agrees_with_fractions(number: Decimal, places: int) -> None:
    exact = Fraction(number) * 10**places
    expected = floor(abs(exact) + Fraction(1, 2)) * (1 if exact >= 0 else -1)
    assert Fraction(half_up(number, places)) * 10**places == expected


@pytest.mark.parametrize(
    ("number", "places", "rounded"),
    [
        ("2.675", 2, "2.68"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("2.5", 0, "3"),
        ("1.005", 2, "1.01"),
    ],
)
def test_a_half_goes_away_from_zero(number: str, places: int, rounded: str) -> None:
    assert str(half_up(Decimal(number), places)) == rounded


@given(AMOUNTS, AMOUNTS.filter(bool), st.integers(min_value=0, max_value=4))
def test_a_share_is_100_only_of_all(numerator: int, denominator: int, places: int) -> None:
    result = share(Decimal(numerator), Decimal(denominator), places)
    assert (result == 100) == (numerator == denominator)
    step = Decimal(1).scaleb(-places)
    assert abs(Fraction(result) - Fraction(numerator * 100, denominator)) <= Fraction(step)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (648, 652, "99.39"),
        (99999, 100000, "99.99"),
        (9996, 10000, "99.96"),
        (100001, 100000, "100.01"),
        (0, 7, "0.00"),
        (7, 7, "100.00"),
        (2, 1, "200.00"),
    ],
)
def test_share(numerator: int, denominator: int, expected: str) -> None:
    assert str(share(Decimal(numerator), Decimal(denominator), 2)) == expected


def test_a_mean_of_one_hundred_is_no_share() -> None:
    assert share(Decimal(99999), Decimal(1000), 1, scale=1) == Decimal("100.0")


@pytest.mark.parametrize(
    ("stated", "exact", "how"),
    [
        ("99.39", "99.3865", "rounded"),
        ("99.38", "99.3865", "truncated"),
        ("99.37", "99.3865", "neither"),
        ("133.2", "133.1796", "rounded"),
        ("133.1", "133.1796", "truncated"),
        ("99", "99.3865", "rounded"),
        ("100", "99.3865", "neither"),
        ("50.00", "50", "rounded"),
        ("-0.5", "-0.55", "truncated"),
    ],
)
def test_how_rounded(stated: str, exact: str, how: str) -> None:
    assert how_rounded(Decimal(stated), Decimal(exact)) == how
