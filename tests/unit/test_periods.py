"""Two kinds of nine months: quarter III is three months, nine months add up from the start."""

from __future__ import annotations

from datetime import date

import pytest
from project import refusal

from cchc_toolkit.catalogue.periods import KINDS, Period, Window, parse_period
from cchc_toolkit.errors import UsageError


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("Q1", "quý I 2024"),
        ("6T", "6 tháng đầu năm 2024"),
        ("Q3", "quý III 2024"),
        ("9T", "9 tháng đầu năm 2024"),
        ("N", "năm 2024"),
    ],
)
def test_every_kind_reads_back_and_has_a_name(kind: str, label: str) -> None:
    period = parse_period(f"2024-{kind}")
    assert (period, period.id, period.label) == (Period(2024, kind), f"2024-{kind}", label)


def test_every_kind_is_tested() -> None:
    assert set(KINDS) == {"Q1", "6T", "Q3", "9T", "N"}


@pytest.mark.parametrize(
    "text",
    ["", "2024", "2024-Q2", "2024-6t", "24-6T", "2024_6T", "2024-6T ", "2024-6T\n", "../2024-6T",
     "２０２４-6T"],
)  # fmt: skip
def test_other_texts_are_no_period(text: str) -> None:
    assert refusal(UsageError, lambda: parse_period(text)) == (
        f'"{text}" không phải là kỳ báo cáo.',
        "",
        "Ghi năm-kỳ: 2024-Q1, 2024-6T, 2024-Q3, 2024-9T hoặc 2024-N.",
    )


def test_a_window_counts_both_its_ends() -> None:
    assert Window(date(2023, 11, 10), date(2024, 6, 5)).days == 209
    assert Window(date(2024, 6, 5), date(2024, 6, 5)).days == 1
