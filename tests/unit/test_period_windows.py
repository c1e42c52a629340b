"""R14 over windows: quarters and months adjoin, sums begin on one day, local dates count."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.calendar import Calendar, calendar_of, national_calendar
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window, parse_period
from cchc_toolkit.checks import RULES, Earlier, Scope
from cchc_toolkit.submission import Submission
from cchc_toolkit.submission.office import Office

R14 = next(rule for rule in RULES if rule.code == "R14")
OFFICE = Office("Xã Minh Hoạ 01", "Ủy ban nhân dân tỉnh Minh Hoạ", place="", signatory="")


def submission(period: Period) -> Submission:
    nothing = MappingProxyType({})
    commune = Commune("99001", "Xã Minh Hoạ 01")
    return Submission(commune, period, load_form(), nothing, nothing, nothing, digest="")


def said(
    period: str,
    window: tuple[date, date],
    *earlier: Earlier,
    calendar: Calendar | None = None,
) -> list[str]:
    scope = Scope(
        submission(parse_period(period)),
        Window(*window),
        OFFICE,
        earlier=earlier,
        calendar=calendar or national_calendar(),
    )
    return [finding.message for finding in R14.finds(R14, scope)]


def before(period: str, first: date, last: date) -> Earlier:
    return Earlier(parse_period(period), Window(first, last))


THIRD = (date(2026, 6, 15), date(2026, 9, 14))


def test_a_quarter_begins_where_the_one_before_ends() -> None:
    second = before("2026-Q2", date(2026, 3, 15), date(2026, 6, 14))
    assert said("2026-Q3", THIRD, second) == []
    over = before("2026-Q2", date(2026, 3, 15), date(2026, 6, 20))
    assert said("2026-Q3", THIRD, over) == [
        "Kỳ số liệu 15/6/2026 – 14/9/2026 chồng 6 ngày lên kỳ 2026-Q2 (15/3/2026 – 20/6/2026)."
    ]
    short = before("2026-Q2", date(2026, 3, 15), date(2026, 6, 10))
    assert said("2026-Q3", THIRD, short) == [
        "Kỳ số liệu 15/6/2026 – 14/9/2026 bỏ trống 4 ngày sau kỳ 2026-Q2 (15/3/2026 – 10/6/2026)."
    ]


def test_a_month_adjoins_the_month_before_over_the_new_year() -> None:
    december = before("2025-T12", date(2025, 11, 15), date(2025, 12, 16))
    assert said("2026-T01", (date(2025, 12, 15), date(2026, 1, 14)), december) == [
        "Kỳ số liệu 15/12/2025 – 14/01/2026 chồng 2 ngày lên kỳ 2025-T12 (15/11/2025 – 16/12/2025)."
    ]


def test_the_year_before_does_not_touch_a_quarter() -> None:
    assert said("2026-Q3", THIRD, before("2025-N", date(2024, 12, 15), date(2026, 1, 1))) == []


def test_a_provinces_own_window_is_the_usual_one_there(tmp_path) -> None:  # type: ignore[no-untyped-def]
    window = (date(2026, 6, 6), date(2026, 9, 5))
    (remark,) = said("2026-Q3", window)
    assert "khác mốc chung toàn quốc" in remark
    (tmp_path / "ky-bao-cao.csv").write_text("kind,first,last\nQ3,6/6,5/9\n", encoding="utf-8")
    local = calendar_of("", tmp_path)
    assert said("2026-Q3", window, calendar=local) == []
    (remark,) = said("2026-Q3", THIRD, calendar=local)
    assert "khác mốc của địa phương 06/6/2026 – 05/9/2026" in remark
