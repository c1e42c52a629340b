"""A form that a project adopted goes the whole way: out, in, checked, reported on, reviewed.

Its keys, sections and levels are its own, and it has no charts. The figures are fictional.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from command import ROOT, Done, Project
from own_form import CODE, FORM, ID, PERIOD, filled, project_of, sheet_rows

FIGURES = {
    "tiep-dan.buoi": 12,
    "tiep-cong-dan.luot-nguoi-tiep": 40,
    "tiep-cong-dan.luot-nguoi-tiep.cap-xa": 40,
    "tiep-cong-dan.don-nhan": 10,
    "tiep-cong-dan.don-nhan.khieu-nai": 5,
    "tiep-cong-dan.don-nhan.to-cao": 2,
    "tiep-cong-dan.don-nhan.kien-nghi-phan-anh": 4,
    "tiep-cong-dan.don-giai-quyet": 9,
    "chuyen-doi-so.kinh-phi-chuyen-doi": 500,
    "chuyen-doi-so.ban-hanh-ke-hoach": "1",
}
"""What the clerk types; the parts of the petitions add up to 11, not 10."""


def correct(book_file: Path) -> None:
    """Do what a person does in Excel: another key, another section's name, no charts."""
    book = openpyxl.load_workbook(book_file)
    rows = book["Dòng"]
    column, keys = sheet_rows(rows, "Khóa")
    rows.cell(keys["tiep_cong_dan.buoi_tiep_cong_dan"], column).value = "tiep_dan.buoi"
    charts = book["Biểu đồ"]
    charts.delete_rows(2, charts.max_row)
    outline = book["Đề cương"]
    for row in outline.iter_rows():
        for cell in row:
            if cell.value == "TIẾP CÔNG DÂN":
                cell.value = "TIẾP DÂN VÀ GIẢI QUYẾT ĐƠN"
    rules = book["Quy tắc"]
    rules.delete_rows(2, rules.max_row)
    book.save(book_file)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return project_of(tmp_path_factory.mktemp("bieu-rieng"))


@pytest.fixture(scope="module")
def adopted(project: Project) -> Done:
    done = project.cchc("form", "adopt", "bieu.txt", "--as", ID)
    assert done.code == 0, done.said
    return done


@pytest.fixture(scope="module")
def corrected(project: Project, adopted: Done) -> Done:
    book = project.root / "forms" / ID / "khai-bao.xlsx"
    correct(book)
    mine = book.read_bytes()
    done = project.cchc("form", "adopt", "--as", ID)
    assert done.code == 0, done.said
    assert book.read_bytes() == mine, "the workbook of a person stays as it is"
    return done


@pytest.fixture(scope="module")
def imported(project: Project, corrected: Done) -> Done:
    target = filled(project, FIGURES)
    done = project.cchc("import", str(target), "--period", PERIOD)
    assert done.code == 0, done.said
    return done


@pytest.fixture(scope="module")
def report(project: Project, imported: Done) -> Path:
    done = project.cchc(
        "report", "--period", PERIOD, "--commune", CODE, "--to", "docx", "--to", "xlsx"
    )
    assert done.code == 0, done.said
    return project.root / "outputs" / PERIOD / CODE


def test_adopting_says_what_was_read_and_what_to_look_at(project: Project, adopted: Done) -> None:
    assert f"Đã ghi biểu {ID} vào forms/{ID}: 17 dòng" in adopted.out
    assert "tô vàng trong forms/tiep_dan_so/khai-bao.xlsx" in adopted.out
    assert f"cchc form adopt --as {ID}" in adopted.out
    assert adopted.err == ""


def test_an_adopted_form_is_not_adopted_again(project: Project, corrected: Done) -> None:
    before = {f.name: f.read_bytes() for f in (project.root / "forms" / ID).iterdir()}
    again = project.cchc("form", "adopt", "bieu.txt", "--as", ID)
    again.refused(2, f"Đã có biểu {ID}", where=f"forms/{ID}", advice="khai-bao.xlsx")
    assert before == {f.name: f.read_bytes() for f in (project.root / "forms" / ID).iterdir()}


def test_what_a_person_corrected_is_the_declaration(project: Project, corrected: Done) -> None:
    folder = project.root / "forms" / ID
    assert "\ntiep_dan.buoi,1," in (folder / "rows.csv").read_text(encoding="utf-8")
    assert "TIẾP DÂN VÀ GIẢI QUYẾT ĐƠN" in (folder / "outline.yml").read_text(encoding="utf-8")
    assert len((folder / "charts.csv").read_text(encoding="utf-8").splitlines()) == 1
    assert "17 dòng" in corrected.out


def test_check_tells_that_the_parts_do_not_add_up(project: Project, imported: Done) -> None:
    done = project.cchc("check", "--period", PERIOD)
    assert "R01" in done.said
    assert "Tổng số đơn đã nhận" in done.said


def test_the_report_of_an_adopted_form_is_whole(report: Path) -> None:
    names = {path.name for path in report.iterdir()}
    assert {"bao-cao.html", "bao-cao.pdf", "bao-cao.docx", "so-lieu.xlsx", "ra-soat.html"} <= names
    page = (report / "bao-cao.html").read_text(encoding="utf-8")
    assert "I. TIẾP DÂN VÀ GIẢI QUYẾT ĐƠN" in page
    assert "II. CHUYỂN ĐỔI SỐ" in page
    assert "<svg" not in page
    assert "Triệu đồng" in page
    findings = (report / "findings.json").read_text(encoding="utf-8")
    assert '"R01"' in findings


def test_a_report_on_an_adopted_form_can_be_reviewed(project: Project, report: Path) -> None:
    done = project.cchc("review", str(report / "bao-cao.docx"), "--form", ID)
    assert done.code == 4, done.said
    assert "5 + 2 + 4 = 11 ≠ 10" in done.said


def test_frames_hold_what_was_reported_on_an_adopted_form(project: Project, imported: Done) -> None:
    code = (
        "import cchc_toolkit as cchc, json;"
        f"found = cchc.values_frame('{PERIOD}');"
        "print(json.dumps({str(k): str(v) for k, v in zip(found['key'], found['value'])}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=project.root, capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout)["tiep_cong_dan.luot_nguoi_tiep"].startswith("40")


def test_a_file_that_somebody_edited_is_not_written_over(project: Project, report: Path) -> None:
    rows = project.root / "forms" / ID / "rows.csv"
    rows.write_text(rows.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    mine = rows.read_bytes()
    done = project.cchc("form", "adopt", "--as", ID)
    done.refused(3, "Có người đã sửa tay rows.csv", where=f"forms/{ID}", advice="khai-bao.xlsx")
    assert rows.read_bytes() == mine


def test_the_recipe_of_the_readme_is_followed_to_the_letter(project: Project) -> None:
    text = (ROOT / "README.vi.md").read_text(encoding="utf-8")
    (block,) = (
        one for one in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) if "form adopt" in one
    )
    shutil.copy(FORM, project.root / "bieu-cua-tinh.txt")
    lines = [line.split("#")[0].split() for line in block.splitlines()]
    assert [line[:3] for line in lines[::2]] == [
        ["cchc", "form", "adopt"],
        ["cchc", "form", "check"],
    ]
    for _, *words in lines:
        done = project.cchc(*words)
        assert done.code == 0, done.said
    # The last one shows the form, and a report on it whose figures are made up.
    assert "\n    a) Tại cấp tỉnh  [Lượt người; tinh; phần của tổng]\n" in done.out
    (page,) = (project.root / "xem-thu" / "bieu_tinh").glob("*/99001/bao-cao.html")
    assert "DỮ LIỆU MINH HOẠ" in page.read_text(encoding="utf-8")
    assert "R01" not in (page.parent / "findings.json").read_text(encoding="utf-8")


def test_a_file_that_is_not_there_is_told(project: Project) -> None:
    done = project.cchc("form", "adopt", "khong-co.docx", "--as", "khong_co")
    done.refused(3, "Không mở được tệp", where="khong-co.docx")
    assert not (project.root / "forms" / "khong_co").exists()


def test_list_tells_whose_a_form_is_and_whether_it_holds(project: Project, adopted: Done) -> None:
    done = project.cchc("form", "list", "--on", "14/9/2026")
    lines = {line.split("\t")[0]: line.split("\t")[1:] for line in done.out.splitlines()}
    assert lines[ID] == ["dự án", "đang có hiệu lực", "17 dòng", "Biểu mẫu số 03-MH"]
    assert lines["phu_luc_01b"][:2] == ["gói", "hết hiệu lực sau 30/6/2025"]


def test_check_finds_nothing_wrong_with_an_adopted_form(project: Project, adopted: Done) -> None:
    done = project.cchc("form", "check", ID)
    assert done.code == 0, done.said
    assert f"forms/{ID}: 0 chỗ sai" in done.out
    project.cchc("form", "check", "khong_co").refused(2, 'Không có biểu "khong_co"')
