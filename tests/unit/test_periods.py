"""Two kinds of nine months: quarter III is three months, nine months add up from the start."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from project import refusal

from cchc_toolkit.catalogue.calendar import calendar_of, national_calendar, national_window
from cchc_toolkit.catalogue.periods import Period, Window, kinds, parse_period
from cchc_toolkit.errors import DataError, UsageError


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2024-Q1", "quý I năm 2024"),
        ("2026-Q2", "quý II năm 2026"),
        ("2026-Q3", "quý III năm 2026"),
        ("2026-Q4", "quý IV năm 2026"),
        ("2024-6T", "6 tháng đầu năm 2024"),
        ("2024-9T", "9 tháng đầu năm 2024"),
        ("2025-10T", "10 tháng đầu năm 2025"),
        ("2025-11T", "11 tháng đầu năm 2025"),
        ("2024-N", "năm 2024"),
        ("2026-T02", "tháng 2 năm 2026"),
        ("2026-T10", "tháng 10 năm 2026"),
    ],
)
def test_every_kind_reads_back_and_has_a_name(text: str, label: str) -> None:
    period = parse_period(text)
    assert (period.id, period.label) == (text, label)


def test_a_month_may_be_written_without_its_zero() -> None:
    assert parse_period("2026-T2") == Period(2026, "T02")


@pytest.mark.parametrize(
    "text",
    ["", "2024", "2024-Q5", "2024-6t", "24-6T", "2024_6T", "2024-6T ", "2024-6T\n", "../2024-6T",
     "２０２４-6T", "2024-T13", "2024-T0", "2024-T", "2024-8T"],
)  # fmt: skip
def test_other_texts_are_no_period(text: str) -> None:
    assert refusal(UsageError, lambda: parse_period(text)) == (
        f'"{text}" không phải là kỳ báo cáo.',
        "",
        "Ghi năm-kỳ: quý 2026-Q3; cộng dồn 2026-6T, 2026-9T, 2026-10T, 2026-11T; năm 2026-N; "
        "tháng 2026-T10.",
    )


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_a_window_of_its_months_and_a_deadline_after_it(kind: str) -> None:
    period = Period(2026, kind)
    schedule = national_calendar().schedule(period)
    months = kinds()[kind].last - kinds()[kind].first + 1
    assert abs(schedule.window.days - 30.4 * months) < 3
    assert schedule.window.last.month == kinds()[kind].last
    assert (schedule.deadline - schedule.window.last).days == 6


def test_quarters_and_months_follow_each_other_without_gap_or_overlap() -> None:
    for kind in (kind for kind in kinds() if kind[0] in "QT"):
        period = Period(2026, kind)
        before = period.preceding
        assert before is not None
        gap = national_window(period).first - national_window(before).last
        assert gap.days == 1


def test_a_project_has_dates_of_its_own_by_province_and_year(tmp_path: Path) -> None:
    file = tmp_path / "ky-bao-cao.csv"
    file.write_text(
        "kind,first,last,deadline,cumulative,province,since,until,source\n"
        "Q3,06/6,05/9,08/9,,,2024,2025,Công văn minh hoạ\n"
        "Q3,,,10/9,có,Tỉnh Minh Hoạ,2026,,\n",
        encoding="utf-8",
    )
    here = calendar_of("tỉnh minh họa", tmp_path)
    old = here.schedule(Period(2025, "Q3"))
    assert (str(old.window.first), str(old.deadline), old.cumulative) == (
        "2025-06-06", "2025-09-08", False,
    )  # fmt: skip
    now = here.schedule(Period(2026, "Q3"))
    assert (str(now.window.first), str(now.deadline), now.cumulative) == (
        "2026-06-15", "2026-09-10", True,
    )  # fmt: skip
    assert here.cumulative(2026) == ("Q1", "6T", "9T", "Q3", "10T", "11T", "N")
    elsewhere = calendar_of("Tỉnh khác", tmp_path)
    assert str(elsewhere.schedule(Period(2026, "Q3")).deadline) == "2026-09-20"
    assert calendar_of("", tmp_path / "khong-co") is national_calendar()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Q5,,,,,,,,", 'Cột kind ghi "Q5", không đọc được.'),
        ("Q3,31/2,,,,,,,", 'Cột first ghi "31/2", không đọc được.'),
        ("Q3,,,,x,,,,", 'Cột cumulative ghi "x", không đọc được.'),
        ("Q3,,,,,,năm nay,,", 'Cột since ghi "năm nay", không đọc được.'),
    ],
)
def test_a_broken_line_of_a_projects_dates_is_named(
    tmp_path: Path, line: str, problem: str
) -> None:
    header = "kind,first,last,deadline,cumulative,province,since,until,source"
    (tmp_path / "ky-bao-cao.csv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    said, where, _ = refusal(DataError, lambda: calendar_of("", tmp_path))
    assert (said, where) == (problem, "ky-bao-cao.csv, dòng 2")


def test_a_column_of_a_projects_dates_that_nobody_knows_is_named(tmp_path: Path) -> None:
    (tmp_path / "ky-bao-cao.csv").write_text("kind,frist\nQ3,6/6\n", encoding="utf-8")
    assert refusal(DataError, lambda: calendar_of("", tmp_path)) == (
        'Không có khóa "frist".',
        "ky-bao-cao.csv, dòng 2",
        'Có phải ý bạn là "first"?',
    )


def test_a_window_counts_both_its_ends() -> None:
    assert Window(date(2023, 11, 10), date(2024, 6, 5)).days == 209
    assert Window(date(2024, 6, 5), date(2024, 6, 5)).days == 1
