"""Blank, zero, not applicable and suppressed stay four things from the file to the page."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from project import Project
from readable import paragraphs, row_text

from cchc_toolkit.analysis.frames import figures_frame, values_frame
from cchc_toolkit.blocks import Table
from cchc_toolkit.report import Report
from cchc_toolkit.report.narrative.body import section_blocks
from cchc_toolkit.report.tables import appendix
from cchc_toolkit.report.tables.appendix import print_cell
from cchc_toolkit.submission import NOT_REPORTED, Value

PLAN = "chi_dao.ke_hoach.nhiem_vu"
DONE = f"{PLAN}_hoan_thanh"
ITEM = "I.2.noi_dung"
TEXT = {ITEM: [f"Kế hoạch có {{so:{PLAN}}} nhiệm vụ, đạt {{so:ty_le.ke_hoach.hoan_thanh}}%."]}
STATES = pytest.mark.parametrize(
    ("cell", "state", "printed", "formula", "said"),
    [
        (
            "0",
            "reported",
            "0",
            "5 / 0 × 100 = không tính được: mẫu số bằng 0",
            "Kế hoạch có 0 nhiệm vụ, đạt [không tính được: mẫu số bằng 0].",
        ),
        (
            "",
            "not_reported",
            "",
            "5 / [chưa có số liệu] × 100 = không tính được: chưa có số liệu",
            "Kế hoạch có [chưa có số liệu] nhiệm vụ, đạt [không tính được: chưa có số liệu].",
        ),
        (
            "KAD",
            "not_applicable",
            "KAD",
            "5 / [không áp dụng] × 100 = không tính được: không áp dụng",
            "Kế hoạch có [không áp dụng] nhiệm vụ, đạt [không tính được: không áp dụng].",
        ),
        (
            "KCB",
            "suppressed",
            "KCB",
            "5 / [không công bố] × 100 = không tính được: không công bố",
            "Kế hoạch có [không công bố] nhiệm vụ, đạt [không tính được: không công bố].",
        ),
    ],
)


@STATES
def test_loaded_derived_and_printed(
    make_report: Callable[..., Report],
    cell: str,
    state: str,
    printed: str,
    formula: str,
    said: str,
) -> None:
    cells = {PLAN: cell, DONE: "5"}
    draft, sign = (make_report(cells, TEXT, mode=mode) for mode in ("draft", "sign"))
    assert draft.submission.value(PLAN).state == state
    assert draft.submission.value(PLAN).text == ("0" if cell == "0" else "")
    assert draft.figures["ty_le.ke_hoach.hoan_thanh"].formula == formula
    for report in (draft, sign):
        assert print_cell(report.submission.value(PLAN)) == printed
        assert said in paragraphs(section_blocks(report, "I"))


def test_a_cell_with_no_line_is_a_blank_one(make_report: Callable[..., Report]) -> None:
    report = make_report({})
    assert report.submission.value(PLAN) is NOT_REPORTED
    assert print_cell(Value("not_reported")) == ""


def test_the_appendix_explains_only_the_signs_it_uses(make_report: Callable[..., Report]) -> None:
    def table(cells: dict[str, str]) -> Table:
        (found,) = (b for b in appendix(make_report(cells)).blocks if isinstance(b, Table))
        return found

    assert table({PLAN: "0"}).notes == ()
    assert table({PLAN: "KAD"}).notes == ("KAD: không áp dụng.",)
    both = table({PLAN: "KAD", DONE: "KCB"})
    assert both.notes == ("KAD: không áp dụng.", "KCB: không công bố.")
    assert [row_text(row) for row in both.rows[2:4]] == [
        "1.1.1. | Số nhiệm vụ đề ra trong kế hoạch | Nhiệm vụ | KAD |",
        "1.1.2. | Số nhiệm vụ đã hoàn thành | Nhiệm vụ | KCB |",
    ]


@pytest.mark.parametrize(
    ("cell", "state"),
    [("0", "reported"), ("", "not_reported"), ("KAD", "not_applicable"), ("KCB", "suppressed")],
)
def test_in_a_frame_only_a_reported_number_is_a_number(
    project: Project, cell: str, state: str
) -> None:
    project.fill({PLAN: cell, DONE: "5"}, {}, [])
    project.write_params()
    file = str(project.params_file)
    values = values_frame("2024-6T", params=file).set_index("key")
    assert values.loc[PLAN, "state"] == state
    assert math.isnan(values.loc[PLAN, "value"]) == (state != "reported")
    figures = figures_frame("2024-6T", params=file).set_index("key")
    expected = "zero_denominator" if state == "reported" else state
    assert figures.loc["ty_le.ke_hoach.hoan_thanh", "state"] == expected
    assert math.isnan(figures.loc["ty_le.ke_hoach.hoan_thanh", "value"])
