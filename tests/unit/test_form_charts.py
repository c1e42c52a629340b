"""The charts of a report: whole and parts, the gap between them, the time gone by, captions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cchc_toolkit.blocks import Chart
from cchc_toolkit.report import Report
from cchc_toolkit.report.charts.form_charts import report_chart

Make = Callable[..., Report]

RECEIVED = "tthc.ho_so.tiep_nhan"
DIRECT, POST, LEVEL_3, LEVEL_4 = (
    f"{RECEIVED}.{channel}.cap_xa"
    for channel in ("truc_tiep", "bcci", "truc_tuyen_muc_3", "truc_tuyen_muc_4")
)
PARTS = {DIRECT: "100", POST: "0", LEVEL_3: "423", LEVEL_4: "103"}


def channels(report: Report) -> Chart:
    return report_chart(report, "bieu-do-kenh")


def test_the_whole_stands_beside_its_parts(make_report: Make) -> None:
    chart = channels(make_report(PARTS | {RECEIVED: "626"}))
    assert "tổng số: 626; tiếp nhận trực tiếp: 100" in chart.alt
    assert "Không nằm trong phần nào" not in chart.svg
    assert chart.caption.endswith("tiếp nhận trực tuyến mức độ 3 nhiều nhất, 423 trong tổng số 626")


@pytest.mark.parametrize(
    ("whole", "said"),
    [("652", "không nằm trong phần nào: 26"), ("600", "các phần vượt tổng số: 26")],
)
def test_what_no_part_accounts_for_is_a_bar_of_its_own(
    make_report: Make, whole: str, said: str
) -> None:
    chart = channels(make_report(PARTS | {RECEIVED: whole}))
    assert said in chart.alt and chart.caption.endswith(said)
    assert said.partition(":")[0].capitalize() in chart.svg


def test_a_blank_part_leaves_the_gap_unknown(make_report: Make) -> None:
    chart = channels(make_report({RECEIVED: "652", LEVEL_3: "423"}))
    assert "không nằm trong phần nào" not in chart.alt
    assert "chưa có số liệu" in chart.alt


def test_a_rate_says_what_it_is_a_rate_of(make_report: Make) -> None:
    report = make_report({RECEIVED: "652", "tthc.ho_so.dung_han.cap_xa": "648"})
    assert "99,39% (648/652)" in report_chart(report, "bieu-do-ty-le").svg


def test_money_against_its_estimate_has_units_and_the_time_gone_by(make_report: Make) -> None:
    report = make_report({"bs.ngan_sach.thu": "5432", "bs.ngan_sach.du_toan_thu": "4078"})
    chart = report_chart(report, "bieu-do-ngan-sach")
    assert "133,2% (5.432/4.078 đồng)" in chart.svg
    assert "Năm đã qua 42,9%" in chart.svg, "5 June is day 157 of the 366 of 2024"
    assert "có vạch ở 100% (Dự toán = 100%), có vạch ở 42,9% (Năm đã qua 42,9%)" in chart.alt
