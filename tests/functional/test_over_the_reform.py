"""`cchc roll-up` over 01/7/2025: units of today in earlier periods, provinces by either borders."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from command import Project
from reform import RATE, RECEIVED, write

OLD = {
    "15109": ("Xã Phùng Minh", "652", "600"), "15112": ("Xã Phúc Thịnh", "300", "300"),
    "15118": ("Xã Kiên Thọ", "48", "0"), "15061": ("Thị trấn Ngọc Lặc", "10", "1"),
}  # fmt: skip
NEW = {"15112": ("Xã Kiên Thọ", "1100", "1089")}
NORTH = {"00691": ("Phường Trần Phú", "5", "5"), "02200": ("Phường Phan Thiết", "7", "7")}


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("qua-sap-nhap")
    write(root, {"2025-6T": ("15/12/2024", "14/6/2025", OLD),
                 "2025-9T": ("15/12/2024", "14/9/2025", NEW)})  # fmt: skip
    return Project(root)


def rows(folder: Path, sheet: str) -> list[list[str]]:
    book = openpyxl.load_workbook(folder / "so-lieu.xlsx")
    return [["" if cell is None else str(cell) for cell in row]
            for row in book[sheet].iter_rows(min_row=4, values_only=True)]  # fmt: skip


def test_a_unit_of_today_is_followed_through_its_whole_predecessors(followed: Project) -> None:
    file = "params/2025-9T.yml"
    done = followed.cchc("roll-up", file, "--series", RECEIVED, "--series", RATE)
    assert done.code == 0, done.said
    folder = followed.root / "outputs" / "2025-9T" / "tong-hop" / "cap-tinh-38"
    found = {(row[0], row[4]): row for row in rows(folder, "Diễn biến") if row[1] == "15112"}
    before, after = found[RECEIVED, "2025-6T"], found[RECEIVED, "2025-9T"]
    assert before[2] == after[2] == "Xã Kiên Thọ"
    assert (before[5], before[6]) == ("1.000", "2025-6T: 15109 + 15112 + 15118")
    assert after[5] == "1.100"
    assert (found[RATE, "2025-6T"][5], found[RATE, "2025-9T"][5]) == ("90,00", "99,00")
    page = (folder / "bao-cao.html").read_text(encoding="utf-8")
    assert "DIỄN BIẾN QUA CÁC KỲ" in page
    assert "địa giới ngày 14/6/2025" in page
    assert "1.010" in page  # the province of then, the divided Ngọc Lặc too


def test_provinces_are_by_the_borders_asked_for(tmp_path: Path) -> None:
    write(tmp_path, {"2025-6T": ("15/12/2024", "14/6/2025", NORTH)})
    project = Project(tmp_path)
    then = project.cchc("roll-up", "params/2025-6T.yml")
    assert "Tỉnh Hà Giang: 1/" in then.out
    assert "Tỉnh Tuyên Quang: 1/" in then.out
    now = project.cchc("roll-up", "params/2025-6T.yml", "--borders", "now", "--series", RECEIVED)
    assert "Tỉnh Tuyên Quang: 2/" in now.out
    assert "Hà Giang" not in now.out
    folder = tmp_path / "outputs" / "2025-6T" / "tong-hop" / "cap-tinh-08-dia-gioi-nay"
    page = (folder / "bao-cao.html").read_text(encoding="utf-8")
    said = "địa giới hiện nay (từ 01/7/2025), khi ấy gồm Tỉnh Hà Giang, Tỉnh Tuyên Quang"
    assert page.count(said) == 2  # of the whole report, and of each line of the course


def test_a_divided_predecessor_is_told(tmp_path: Path) -> None:
    write(tmp_path, {
        "2025-6T": ("15/12/2024", "14/6/2025", {"06079": ("Xã Hồng Phong", "10", "1")}),
        "2025-9T": ("15/12/2024", "14/9/2025", {"06079": ("Xã Hồng Phong", "20", "20")}),
    })  # fmt: skip
    project = Project(tmp_path)
    done = project.cchc("roll-up", "params/2025-9T.yml", "--series", RECEIVED)
    assert done.code == 0, done.said
    folder = tmp_path / "outputs" / "2025-9T" / "tong-hop" / "cap-tinh-20"
    before = next(row for row in rows(folder, "Diễn biến") if row[4] == "2025-6T")
    assert (before[5], before[7]) == (
        "", "không so sánh được: chỉ một phần Xã Hồng Phong (06079) nhập vào Xã Hồng Phong"
    )  # fmt: skip


def test_a_course_of_what_does_not_add_up_is_refused(followed: Project) -> None:
    done = followed.cchc("roll-up", "params/2025-9T.yml", "--series", "tthc.ho_so.tiep_nha")
    done.refused(2, "không có trong biểu", where="--series", advice="tthc.ho_so.tiep_nhan")


def test_an_area_of_which_nothing_came_in_has_no_totals(tmp_path: Path) -> None:
    write(tmp_path, {"2025-9T": ("15/12/2024", "14/9/2025", NEW)})
    (tmp_path / "data" / "2025-9T" / "15112" / "indicators.csv").unlink()
    done = Project(tmp_path).cchc("roll-up", "params/2025-9T.yml")
    assert (done.code, "Tỉnh Thanh Hoá: 0/166 đơn vị có số liệu" in done.out) == (0, True), (
        done.said
    )
