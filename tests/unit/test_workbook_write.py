"""The form as it is handed out: what is open, what is refused while typing, what is shown."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from openpyxl.utils import range_boundaries
from workbook_files import (
    CHOICE,
    COUNT,
    HIDDEN,
    RATE,
    REGISTER,
    SUPPLEMENT,
    TEXTS,
    VALUES,
    entry,
    figure,
    letter,
    loaded,
    reported,
    row_of,
)

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.checks import RULES, Earlier
from cchc_toolkit.submission import Value
from cchc_toolkit.workbook import write_workbook
from cchc_toolkit.workbook.compiled import compiled
from cchc_toolkit.workbook.entry_warnings import standing
from cchc_toolkit.workbook.plan import plan_of
from cchc_toolkit.workbook.write import prepared

DISTRICT = "chi_dao.kiem_tra.co_quan_cap_huyen"
TITLES = ["Hướng dẫn", VALUES, SUPPLEMENT, REGISTER, TEXTS, HIDDEN]


@pytest.fixture(scope="module")
def book() -> Any:
    return loaded(write_workbook(entry()))


def filled() -> Any:
    values = {
        COUNT: reported("6"),
        DISTRICT: reported("2"),
        RATE: Value("not_applicable"),
        CHOICE: reported("1"),
    }
    before = {COUNT: reported("4"), RATE: Value("suppressed"), CHOICE: reported("0")}
    sent = entry(values, {}, {"a": letter("a")})
    earlier = [
        Earlier(period, None, entry(cells, period=period).submission)
        for period, cells in (
            (Period(2024, "Q1"), before),
            (Period(2023, "6T"), {COUNT: reported("3")}),
        )
    ]
    return entry(values, {}, {"a": letter("a")}, earlier=tuple(earlier)), sent


def test_the_sheets_come_in_order_and_the_last_is_out_of_sight(book: Any) -> None:
    assert book.sheetnames == TITLES
    states = [sheet.sheet_state for sheet in book.worksheets]
    assert states == ["visible"] * 5 + ["veryHidden"]


def test_a_form_without_texts_and_supplement_has_no_empty_sheets() -> None:
    small = loaded(write_workbook(entry(form=load_form("bieu_06_kstt"))))
    assert small.sheetnames == ["Hướng dẫn", VALUES, REGISTER, HIDDEN]


def test_all_that_is_printed_is_nfc_and_says_that_it_is_made_up(book: Any) -> None:
    for sheet in book.worksheets[:-1]:
        texts = [c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
        assert all(unicodedata.is_normalized("NFC", text) for text in texts)
        assert any("DỮ LIỆU MINH HOẠ" in text for text in texts), sheet.title
        assert sheet.oddHeader.center.text == "DỮ LIỆU MINH HOẠ"
        assert any("(mã 99001)" in text for text in texts), sheet.title


def test_only_the_cells_that_apply_to_a_commune_are_open(book: Any) -> None:
    form, plan = load_form(), plan_of(load_form(), entry().submission)
    for row in form.fillable:
        for column in (5, 6, 8):
            cell = figure(book, row.key, column)
            filled = row.key in plan.computed and column != 8
            assert cell.protection.locked is (filled or not form.applies(row)), row.key
        assert figure(book, row.key, 3).protection.locked
    for title in (VALUES, SUPPLEMENT, REGISTER, TEXTS):
        protection = book[title].protection
        assert protection.sheet and not protection.password
        # The key of the next cell is Tab: what is locked cannot be selected.
        assert (protection.selectLockedCells, protection.selectUnlockedCells) == (True, False)


def test_a_district_cell_that_holds_something_is_open_to_be_taken_out() -> None:
    sent, _ = filled()
    cell = figure(loaded(write_workbook(sent)), DISTRICT)
    assert (cell.value, cell.protection.locked) == (2, False)


def test_what_is_stored_and_what_was_reported_before_stands_beside(book: Any) -> None:
    sent, _ = filled()
    made = loaded(write_workbook(sent))
    header = [made[VALUES].cell(5, column).value for column in (7, 11)]
    assert header == ["Kỳ trước: quý I năm 2024", "Cùng kỳ năm trước: 6 tháng đầu năm 2023"]
    assert [figure(made, COUNT, c).value for c in (5, 7, 11)] == [6, 4, 3]
    assert [figure(made, RATE, c).value for c in (5, 6, 7)] == [
        None, "không áp dụng", "không công bố"
    ]  # fmt: skip
    assert [figure(made, CHOICE, c).value for c in (5, 7)] == ["1 = Phát phiếu", 0]
    assert book[VALUES].cell(5, 7).value == "Kỳ trước (không có)"


def rules_at(sheet: Any, row: int, column: int) -> list[Any]:
    """Return the validations of a cell."""
    found = []
    for validation in sheet.data_validations.dataValidation:
        for part in str(validation.sqref).split():
            left, top, right, bottom = range_boundaries(part)
            if top <= row <= bottom and left <= column <= right:
                found.append(validation)
    return found


def test_what_is_no_answer_is_refused_in_vietnamese_while_typing(book: Any) -> None:
    sheet = book[VALUES]
    (whole,) = rules_at(sheet, row_of(sheet, COUNT), 5)
    (rate,) = rules_at(sheet, row_of(sheet, f"{RATE}.cap_xa"), 5)
    (choice,) = rules_at(sheet, row_of(sheet, CHOICE), 5)
    (state,) = rules_at(sheet, row_of(sheet, COUNT), 6)
    assert (whole.type, whole.formula1, rate.type, rate.formula2) == (
        "whole",
        "0",
        "decimal",
        "100",
    )
    assert (choice.type, state.type) == ("list", "list")
    for rule in (whole, rate, choice, state):
        assert rule.errorTitle and rule.error
        assert len(rule.errorTitle) <= 32 and len(rule.error) <= 255
    assert listed(book, state.formula1) == [
        "có số liệu", "chưa có số liệu", "không áp dụng", "không công bố"
    ]  # fmt: skip
    assert listed(book, choice.formula1) == ["0 = Trực tuyến", "1 = Phát phiếu", "2 = Kết hợp"]


def listed(book: Any, source: str) -> list[str]:
    """Return the items of a drop-down."""
    cells = source.partition("!")[2].replace("$", "")
    return [row[0].value for row in book[HIDDEN][cells]]


def test_pages_are_a4_with_their_headers_repeated(book: Any) -> None:
    for sheet in book.worksheets[:-1]:
        assert sheet.page_setup.paperSize == 9
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (
            0, True
        )  # fmt: skip
    for title in (VALUES, SUPPLEMENT, REGISTER, TEXTS):
        assert book[title].print_title_rows == "$5:$5"
        assert book[title].freeze_panes.endswith("6")


def test_every_cell_of_a_figure_has_a_name(book: Any) -> None:
    form = load_form()
    names = dict(book.defined_names.items())
    assert set(names) == {f"cchc.{row.key}" for row in form.fillable}
    row = row_of(book[VALUES], COUNT)
    assert names[f"cchc.{COUNT}"].attr_text == f"'{VALUES}'!$E${row}"


def test_formulas_keep_to_what_spreadsheets_take(book: Any) -> None:
    formulas = [
        cell.value
        for title in (VALUES, SUPPLEMENT)
        for row in book[title].iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(formulas) > 400
    assert max(map(len, formulas)) < 8192
    for formula in formulas:
        for literal in formula.split('"')[1::2]:
            assert len(literal) <= 255


# -- the warnings that stand when the file is opened


def warned(sent: Any, key: str) -> str:
    """Return the warning beside a cell as the file holds it."""
    return str(stored_results(sent).get(key, ""))


def stored_results(sent: Any) -> dict[str, str]:
    done, plan = prepared(sent)
    made = compiled(plan, sent.period.kind, sent.cumulates)
    holding = standing(done.scope, made.warnings)
    return {
        row.indicator.key: " ".join(w.text for w in row.warnings if w.id in holding)
        for rows in made.rows.values()
        for row in rows
    }


def test_a_wrong_sum_a_large_part_and_a_blank_total_are_told() -> None:
    total, direct, post = (
        "tthc.ho_so.tiep_nhan", "tthc.ho_so.tiep_nhan.truc_tiep", "tthc.ho_so.tiep_nhan.bcci",
    )  # fmt: skip
    wrong = entry({total: reported("10"), direct: reported("3"), post: reported("4")})
    assert "Khác tổng các dòng con" in warned(wrong, total)
    large = entry({total: reported("2"), direct: reported("3")})
    assert "Nhỏ hơn một dòng con." in warned(large, total)
    blank = entry({direct: reported("3")})
    assert "Chưa cộng được: còn dòng con để trống" in warned(blank, total)
    none = entry({total: Value("suppressed"), direct: reported("3")})
    assert warned(none, total) == ""
    right = entry({total: reported("7"), direct: reported("3"), post: reported("4")})
    assert "tổng" not in warned(right, total)


def test_a_rate_that_is_not_the_quotient_is_told() -> None:
    rate, above, below = (
        "bs.ngan_sach.ty_le_thu", "bs.ngan_sach.thu", "bs.ngan_sach.du_toan_thu",
    )  # fmt: skip
    numbers = {above: reported("133"), below: reported("100")}
    assert "khác kết quả tính lại" in warned(entry({**numbers, rate: reported("134")}), rate)
    assert "tính lại" not in warned(entry({**numbers, rate: reported("133")}), rate)


def test_a_cumulative_number_that_falls_is_told_only_beside_its_own_year() -> None:
    key = "chi_dao.ke_hoach.nhiem_vu_hoan_thanh"
    for period, falls in ((Period(2024, "Q1"), True), (Period(2023, "N"), False)):
        before = Earlier(period, None, entry({key: reported("9")}, period=period).submission)
        sent = entry({key: reported("5")}, earlier=(before,))
        assert ("lũy kế" in warned(sent, key)) is falls


def test_the_warnings_are_those_of_the_checks() -> None:
    """Whatever the relations of the form give as a finding, the sheet says beside a cell."""
    form = load_form()
    numbers = [Decimal(n) for n in (3, 0, 7, 1, 12, 5)]
    values = {
        row.key: Value("reported", numbers[at % 6], str(numbers[at % 6]))
        for at, row in enumerate(form.fillable)
        if form.applies(row) and not row.choices and at % 5
    }
    sent = entry(values)
    made = compiled(plan_of(form, sent.submission), sent.period.kind, sent.cumulates)
    relations = {relation.id: relation for relation in form.all_relations}
    told = {relations[i].keys for i in standing(sent.scope, made.warnings) if i in relations}
    found = set()
    for rule in RULES:
        if rule.code in ("R05", "R06", "R20", "R21", "R22"):
            found |= {finding.keys for finding in rule.finds(rule, sent.scope)}
    assert found <= told
    assert len(found) > 8


def test_a_submission_is_not_changed_by_writing_it() -> None:
    sent, same = filled()
    write_workbook(sent)
    assert sent.submission == same.submission
    assert isinstance(sent.submission.values, MappingProxyType)
