"""A form of one's own that changes: a little, too much, and one that takes another's place."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command import Project
from own_form import CODE, ID, PARAMS, PERIOD, filled, project_of, sheet_rows

SOLVED, MONEY = "tiep_cong_dan.don_giai_quyet", "chuyen_doi_so.kinh_phi_chuyen_doi"
FIGURES = {
    "tiep-cong-dan.buoi-tiep-cong-dan": 12, "tiep-cong-dan.don-nhan.khieu-nai": 5,
    "tiep-cong-dan.don-nhan.to-cao": 2, "tiep-cong-dan.don-nhan.kien-nghi-phan-anh": 4,
    "tiep-cong-dan.don-giai-quyet": 9, "chuyen-doi-so.kinh-phi-chuyen-doi": 499.5,
    "chuyen-doi-so.ban-hanh-ke-hoach": "1 = Có",
}  # fmt: skip
NEXT = "2026-Q4"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The form is adopted and handed out; the workbook that came back lies in the project."""
    made = project_of(tmp_path_factory.mktemp("bieu-doi"))
    done = made.cchc("form", "adopt", "bieu.txt", "--as", ID)
    assert done.code == 0, done.said
    filled(made, FIGURES).rename(made.root / "nhan.xlsx")
    return made


def change(project: Project, row: str, **cells: Any) -> None:
    """Correct cells of a row of the declaration by header, as a person does, and read it back."""
    file = project.root / "forms" / ID / "khai-bao.xlsx"
    book = openpyxl.load_workbook(file)
    for header, value in cells.items():
        column, keys = sheet_rows(book["Dòng"], header.replace("_", " "))
        book["Dòng"].cell(keys[row], column).value = value
    book.save(file)
    done = project.cchc("form", "adopt", "--as", ID)
    assert done.code == 0, done.said


def add_row(project: Project, below: str, label: str, key: str) -> None:
    """Add a row to the workbook of the declaration, like the one above it."""
    file = project.root / "forms" / ID / "khai-bao.xlsx"
    book = openpyxl.load_workbook(file)
    sheet = book["Dòng"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    at = sheet_rows(sheet, "Khóa")[1][below] + 1
    sheet.insert_rows(at)
    for column in columns.values():
        sheet.cell(at, column).value = sheet.cell(at - 1, column).value
    for header, value in (("Khóa", key), ("Chỉ tiêu", label), ("STT in", "4a")):
        sheet.cell(at, columns[header]).value = value
    book.save(file)


@pytest.fixture(scope="module")
def minor(project: Project) -> str:
    """What is said when the workbook comes back to a form with one row more and a mended label."""
    add_row(project, SOLVED, "Số đơn chuyển kỳ sau", "tiep_cong_dan.don_chuyen")
    change(project, "tiep_cong_dan.buoi_tiep_cong_dan", Chỉ_tiêu="Số buổi tiếp công dân định kỳ")
    done = project.cchc("import", "nhan.xlsx", "--received", "18/9/2026")
    assert done.code == 0, done.said
    return done.out


def stored(project: Project) -> dict[str, str]:
    file = project.root / "data" / PERIOD / CODE / "indicators.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["key"]: row["value"] for row in csv.DictReader(stream)}


def test_a_minor_version_still_takes_the_workbooks_that_are_out(
    project: Project, minor: str
) -> None:
    assert f"nhan.xlsx\t{PERIOD}\t{CODE}\tnhận" in minor
    assert "có thêm 1 dòng từ khi tệp này được tạo, tệp chưa hỏi" in minor
    assert "Số đơn chuyển kỳ sau" in minor
    assert "đã sửa nhãn “Số buổi tiếp công dân” thành" in minor
    found = stored(project)
    assert (found[SOLVED], found["tiep_cong_dan.buoi_tiep_cong_dan"]) == ("9", "12")
    assert found[MONEY] == "499,5", "a part of a million makes sense"


def test_a_major_version_is_refused_with_what_to_do(project: Project, minor: str) -> None:
    before = stored(project)
    change(project, SOLVED, Loại="phần trăm", Đơn_vị_in="%", Cộng_các_xã="không")
    done = project.cchc("import", "nhan.xlsx")
    done.refused(
        3, "Từ chối: Biểu mẫu số 03-MH đã thay đổi từ khi tệp này được tạo: đổi khóa, loại",
        'đơn vị của dòng 4 "Số đơn đã giải quyết"', where="nhan.xlsx",
        advice="đưa bản mới vào dưới mã khác",
    )  # fmt: skip
    assert stored(project) == before
    change(project, SOLVED, Loại="số đếm", Đơn_vị_in="Đơn", Cộng_các_xã="cộng")


def test_a_form_that_takes_anothers_place_carries_its_figures_over(
    project: Project, minor: str
) -> None:
    text = (project.root / "bieu.txt").read_text(encoding="utf-8")
    solved = "4\tSố đơn đã giải quyết\tĐơn\t"
    assert solved in text
    new = text.replace(solved, f"{solved[:-4]}Vụ việc\t\n5\tSố đơn công dân tự rút\tĐơn\t")
    new = new.replace("5\tTỷ lệ đơn", "6\tTỷ lệ đơn")
    (project.root / "bieu-moi.txt").write_text(new, encoding="utf-8")
    done = project.cchc("form", "adopt", "bieu-moi.txt", "--as", "bieu_moi", "--replaces", ID)
    assert done.code == 0, done.said
    params = PARAMS.replace(PERIOD, NEXT).replace(ID, "bieu_moi")
    params = params.replace("15/6/2026", "15/9/2026").replace("14/9/2026", "14/12/2026")
    (project.root / "params" / f"{NEXT}.yml").write_text(params, encoding="utf-8")
    assert project.cchc("form", "write", "--period", NEXT, "--all").code == 0
    shown = before_column(project.root / "outputs" / NEXT / "bieu-mau" / f"{CODE}.xlsx")
    assert shown["Tổng số đơn đã nhận"] == (11, "")
    assert shown["Kinh phí chuyển đổi số được giao"] == (499.5, "")
    assert shown["Đã ban hành kế hoạch chuyển đổi số"] == (1, "")
    none = "không so được"
    assert shown["Số đơn đã giải quyết"] == (
        none, "Không so được: đổi đơn vị: Đơn thành Vụ việc.",
    )  # fmt: skip
    assert shown["Số đơn công dân tự rút"] == (
        none,
        "Không so được: dòng mới của biểu này.",
    )


def before_column(file: Path) -> dict[str, tuple[Any, str]]:
    """Return what the column of last period shows and says, by the label of the row."""
    sheet = openpyxl.load_workbook(file)["Biểu số liệu"]
    rows = sheet.iter_rows(min_row=6)
    return {
        str(row[2].value): (row[6].value, row[6].comment.text if row[6].comment else "")
        for row in rows
    }
