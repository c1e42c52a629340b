"""`so-lieu.xlsx`: what it says is the report's; numbers are numbers, text is text.

Read back with openpyxl, which shares no code with the writer, and opened by LibreOffice.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_toolkit.catalogue import Form
from cchc_toolkit.render.spreadsheet import LONGEST, Column, Sheet, workbook_bytes
from cchc_toolkit.render.statistics import SIGNS, render_statistics
from cchc_toolkit.report import Report

SHEETS = ["Bìa", "Ghi chú", "Chỉ tiêu", "Chỉ tiêu tính", "Phát hiện", "Văn bản"]
MakeReport = Callable[..., Report]
PLANNED = "chi_dao.ke_hoach.nhiem_vu"
DONE = "chi_dao.ke_hoach.nhiem_vu_hoan_thanh"
ISSUED = "chi_dao.ke_hoach.van_ban_chi_dao"


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def table(book: Any, name: str) -> list[dict[str, Any]]:
    """The rows of the one marked table of a sheet, by header."""
    sheet = book[name]
    (found,) = sheet.tables.values()
    head, *rows = (tuple(cell.value for cell in row) for row in sheet[found.ref])
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def book(phung_minh: Report) -> Any:
    return opened(render_statistics(phung_minh))


def test_every_value_reads_back_with_its_state(phung_minh: Report, book: Any) -> None:
    rows = table(book, "Chỉ tiêu")
    assert [row["Mã chỉ tiêu"] for row in rows] == [row.key for row in phung_minh.form.fillable]
    words = {"reported": "có số liệu", "not_reported": "chưa có số liệu",
             "not_applicable": "không áp dụng", "suppressed": "không công bố"}  # fmt: skip
    for row in rows:
        cell = phung_minh.submission.value(row["Mã chỉ tiêu"])
        indicator = phung_minh.form.indicators[row["Mã chỉ tiêu"]]
        assert row["Trạng thái"] == words[cell.state]
        assert (row["STT"] or "") == indicator.stt
        assert row["Chỉ tiêu"] == indicator.label
        assert (row["Nguồn"] or "") == cell.source
        if cell.number is None:
            assert row["Số liệu"] == SIGNS[cell.state]
        else:
            assert Decimal(str(row["Số liệu"])) == cell.number
            assert not isinstance(row["Số liệu"], str)


def test_the_four_states_stay_apart(make_report: MakeReport) -> None:
    report = make_report({PLANNED: "0", DONE: "KAD", ISSUED: "KCB"})
    rows = {row["Mã chỉ tiêu"]: row for row in table(opened(render_statistics(report)), "Chỉ tiêu")}
    shown = [rows[key]["Số liệu"] for key in (PLANNED, DONE, ISSUED, "chi_dao.kiem_tra.don_vi")
             if key in rows]  # fmt: skip
    assert shown[:3] == [0, "[z]", "[c]"]
    blank = next(row for key, row in rows.items() if key not in (PLANNED, DONE, ISSUED))
    assert (blank["Số liệu"], blank["Trạng thái"]) == ("[x]", "chưa có số liệu")


def test_figures_read_back_exactly_or_say_why_there_is_none(phung_minh: Report, book: Any) -> None:
    rows = table(book, "Chỉ tiêu tính")
    assert len(rows) == len(phung_minh.figures)
    for row, figure in zip(rows, phung_minh.figures.values(), strict=True):
        assert row["Mã chỉ số"] == figure.key
        assert row["Cách tính"] == figure.formula
        for header, number in (("Tử số", figure.numerator), ("Mẫu số", figure.denominator)):
            if number is not None:
                assert Decimal(str(row[header])) == number
            else:
                assert row[header] in SIGNS.values()
        if figure.value is None:
            assert row["Kết quả"] == SIGNS[figure.reason]
            assert row["Lý do không tính được"]
        else:
            assert Decimal(str(row["Kết quả"])) == figure.value


def test_a_zero_denominator_has_a_sign_of_its_own(make_report: MakeReport) -> None:
    report = make_report({PLANNED: "0", DONE: "0"})
    rows = table(opened(render_statistics(report)), "Chỉ tiêu tính")
    rate = next(row for row in rows if row["Mã chỉ số"] == "ty_le.ke_hoach.hoan_thanh")
    assert (rate["Kết quả"], rate["Tử số"], rate["Mẫu số"]) == ("[m]", 0, 0)
    assert rate["Lý do không tính được"] == "mẫu số bằng 0"


def test_a_side_that_cannot_be_added_up_says_why(make_report: MakeReport) -> None:
    report = make_report({PLANNED: "KCB", DONE: "KAD"})
    rows = table(opened(render_statistics(report)), "Chỉ tiêu tính")
    rate = next(row for row in rows if row["Mã chỉ số"] == "ty_le.ke_hoach.hoan_thanh")
    assert (rate["Tử số"], rate["Mẫu số"]) == ("[z]", "[c]")


def test_numbers_show_the_decimals_they_are_given_with(phung_minh: Report, book: Any) -> None:
    shown = {}
    sheet = book["Chỉ tiêu tính"]
    for row in sheet.iter_rows(min_row=5):
        shown[row[0].value] = row[2].number_format
    for key, figure in phung_minh.figures.items():
        if figure.value is not None:
            decimals = "." + "0" * figure.decimals if figure.decimals else ""
            assert shown[key] == f"#,##0{decimals}"


def test_findings_are_numbered_as_in_the_review(phung_minh: Report, book: Any) -> None:
    rows = table(book, "Phát hiện")
    assert [(row["Số"], row["Mức"], row["Quy tắc"], row["Phát hiện"]) for row in rows] == [
        (at, found.severity, found.rule, found.message)
        for at, found in enumerate(phung_minh.findings, start=1)
    ]
    assert all(row["Quy tắc nói gì"] for row in rows)


def test_documents_have_real_dates(phung_minh: Report, book: Any) -> None:
    rows = table(book, "Văn bản")
    papers = list(phung_minh.submission.documents.values())
    assert [row["Mã"] for row in rows] == [paper.id for paper in papers]
    for row, paper in zip(rows, papers, strict=True):
        if paper.date:
            assert row["Ngày ban hành"] == datetime(
                paper.date.year, paper.date.month, paper.date.day
            )
        assert (row["Số"] or "") == paper.number


def test_every_sign_and_note_in_a_table_is_explained(book: Any) -> None:
    explained = [row["Ký hiệu"] for row in table(book, "Ghi chú")]
    assert len(set(explained)) == len(explained)
    used = set()
    for name in SHEETS[2:]:
        for row in table(book, name):
            for header in ("Số liệu", "Kết quả", "Tử số", "Mẫu số", "Chú thích", "Ngày ban hành"):
                if isinstance(row.get(header), str):
                    used |= set(re.findall(r"\[[^\]]+\]", row[header]))
    assert "[x]" in used
    assert "[chú thích 1]" in used
    assert used <= set(explained)
    notes = [sign for sign in explained if "chú thích" in sign]
    assert notes == [f"[chú thích {at}]" for at in range(1, len(notes) + 1)]
    assert set(notes) <= used


def test_the_layout_is_one_that_a_screen_reader_can_follow(phung_minh: Report, book: Any) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book:
        (found,) = sheet.tables.values()
        assert sheet.merged_cells.ranges == set()
        assert sheet["A1"].value
        assert sheet["A2"].value == "DỰ THẢO"
        first, last = found.ref.split(":")
        assert (sheet.dimensions.split(":")[1], first[0]) == (last, "A")
        assert sheet.freeze_panes == f"A{sheet[first].row + 1}"
        assert all(any(cell.value is not None for cell in row) for row in sheet.iter_rows())
        assert all(sheet.column_dimensions[c.column_letter].width > 5 for c in sheet[1])
        assert sheet.oddFooter.left.text == f"15109 · 2024-6T · {phung_minh.stamp}"


def test_whose_it_is_and_what_it_is_stand_in_cover_and_properties(
    phung_minh: Report, book: Any
) -> None:
    said = {row["Mục"]: row["Nội dung"] for row in table(book, "Bìa")}
    assert said["Đơn vị báo cáo"] == "Xã Phùng Minh"
    assert said["Số liệu tính"] == "từ ngày 10/11/2023 đến hết ngày 05/6/2024"
    assert said["Nơi nhận báo cáo"] == "Ủy ban nhân dân huyện Ngọc Lặc"
    properties = book.properties
    assert properties.keywords == f"15109; 2024-6T; {phung_minh.stamp}"
    assert properties.title == "Số liệu báo cáo cải cách hành chính 6 tháng đầu năm 2024, " \
        "Xã Phùng Minh"  # fmt: skip
    assert properties.creator == "Ủy ban nhân dân xã Phùng Minh"
    assert properties.created.date() == properties.modified.date() == date(2024, 6, 5)


def test_marks_stand_on_every_sheet(make_report: MakeReport) -> None:
    made_up = make_report({PLANNED: "5"}, code="99001", office={"name": "Xã Minh Hoạ 01"})
    for sheet in opened(render_statistics(made_up)):
        assert sheet["A2"].value == "DỰ THẢO · DỮ LIỆU MINH HOẠ"


def test_an_empty_register_has_no_table_and_says_so(make_report: MakeReport) -> None:
    sheet = opened(render_statistics(make_report({PLANNED: "5"})))["Văn bản"]
    assert not sheet.tables
    assert sheet["A3"].value == "Xã không kê khai văn bản nào."


def test_the_same_report_gives_the_same_bytes(phung_minh: Report) -> None:
    first = render_statistics(phung_minh)
    assert render_statistics(phung_minh) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        text = "".join(package.read(name).decode() for name in package.namelist())
    assert "<f>" not in text
    assert 'TargetMode="External"' not in text
    assert not re.search(r"<definedName [^>]*>[^<]*http", text)


def one_cell(text: str) -> Any:
    sheet = Sheet("Trang", "Bang", "Bảng", (), (Column("Chữ", 20),), ((text,),))
    return opened(workbook_bytes((sheet,), {}, date(2024, 6, 5), ""))["Trang"]["A3"]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "05"])
def test_text_stays_text(text: str) -> None:
    cell = one_cell(text)
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == (text[0] in "=+-@")


def test_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    value = one_cell("ệ" * (LONGEST + 1)).value
    assert len(value) <= LONGEST
    assert value.endswith("… (cắt bớt: dài hơn một ô của bảng tính)")


@given(text=st.text(max_size=40))
@settings(max_examples=40)
def test_any_text_reads_back_as_printable_text(text: str) -> None:
    from cchc_toolkit.render.printable import printable

    clean = printable("".join(c for c in text if not "\ud800" <= c <= "\udfff"))
    read = one_cell(clean).value
    assert (read or "").replace("\r\n", "\n") == clean.replace("\r\n", "\n")


def test_a_number_too_long_for_a_spreadsheet_is_kept_as_text(
    make_report: MakeReport, form: Form
) -> None:
    money = next(row.key for row in form.fillable if row.kind == "money" and form.applies(row))
    report = make_report({money: "1234567890123456"})
    book = opened(render_statistics(report))
    row = next(row for row in table(book, "Chỉ tiêu") if row["Mã chỉ tiêu"] == money)
    assert row["Số liệu"] == "1.234.567.890.123.456"
    notes = {note["Ký hiệu"]: note["Ý nghĩa"] for note in table(book, "Ghi chú")}
    signs = re.findall(r"\[[^\]]+\]", row["Chú thích"])
    assert any("hơn 15 chữ số" in notes[sign] for sign in signs)


@pytest.mark.slow
def test_libreoffice_opens_it(phung_minh: Report, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("không có LibreOffice trên máy này (apt-get install libreoffice-calc)")
    file = tmp_path / "so-lieu.xlsx"
    file.write_bytes(render_statistics(phung_minh))
    home = (tmp_path / "home").as_uri()
    command = [program, f"-env:UserInstallation={home}", "--headless", "--convert-to", "ods"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)],
                   check=True, capture_output=True, timeout=180)  # fmt: skip
    with zipfile.ZipFile(tmp_path / "so-lieu.ods") as package:
        content = package.read("content.xml").decode()
    assert re.findall(r'<table:table table:name="([^"]*)"', content) == SHEETS
    assert "Err:" not in content
    assert 'office:value="5432209679"' in content
