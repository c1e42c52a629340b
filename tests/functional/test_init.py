"""`cchc init`: from an empty folder to a project whose reports are made; nothing is overwritten."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from command import Project
from openpyxl import load_workbook

from cchc_toolkit.submission.params import load_params
from cchc_toolkit.system import paths
from cchc_toolkit.workbook.words import cell_key

ASKED = ("--province", "Thanh Hóa", "--period", "2026-Q3", "--form", "khoi_tao_2026_xa")
MARK = "BIỂU KHỞI TẠO, CHƯA PHẢI BIỂU CHÍNH THỨC"


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_province_of_today_starts_with_all_its_communes(empty: Project) -> None:
    done = empty.cchc("init", "du-an", *ASKED)
    assert done.code == 0, done.said
    root = empty.root / "du-an"
    names = {"params", "data", "notebooks", "forms", "outputs", "HUONG-DAN.md", ".gitignore",
             "HUONG-DAN-CAN-BO.md", "hinh"}  # fmt: skip
    assert {path.name for path in root.iterdir()} == names
    params = load_params(root / "params" / "2026-Q3.yml")
    assert len(params.communes) == 166
    office = params.office("15112")
    assert (office.name, office.place) == ("Xã Kiên Thọ", "Kiên Thọ")
    assert (office.superior, office.via) == ("Ủy ban nhân dân tỉnh Thanh Hóa", "Sở Nội vụ")
    assert str(params.window.last) == "2026-09-14"
    text = params.source.read_text(encoding="utf-8")
    assert "Hạn gửi báo cáo: 20/9/2026" in text
    assert "2026-Q3" in (root / "HUONG-DAN.md").read_text(encoding="utf-8")


def test_what_a_person_wrote_is_kept(empty: Project) -> None:
    guide = empty.root / "HUONG-DAN.md"
    guide.write_text("của tôi", encoding="utf-8")
    assert empty.cchc("init", ".", *ASKED).code == 0
    assert guide.read_text(encoding="utf-8") == "của tôi"
    empty.cchc("init", ".", *ASKED).refused(
        2, "không ghi đè", where="2026-Q3.yml", advice="Sửa tệp ấy"
    )


def test_what_is_not_given_is_asked(empty: Project) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "cchc_toolkit", "init", "--commune", "Kiên Thọ"],
        cwd=empty.root, input="thanh hoá\n2026-Q3\n\n", capture_output=True, encoding="utf-8",
        timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    params = load_params(empty.root / "params" / "2026-Q3.yml")
    assert (params.communes, params.form.id) == (("15112",), "khoi_tao_2026_xa")
    empty.cchc("init", "khac").refused(2, "Chưa đủ điều cần biết", advice="Ghi thêm --province")


@pytest.mark.parametrize(
    ("args", "words", "advice"),
    [
        (("--province", "Thanh Hoa"), 'Không có tỉnh, thành phố "Thanh Hoa"', "Thanh Hoá"),
        (("--period", "2026-Q9"), '"2026-Q9" không phải là kỳ', "2026-Q3"),
        (("--form", "phu_luc_01b"), "Phụ lục 01b không còn dùng", "khoi_tao_2026_xa"),
        (("--commune", "Xã Kiến Thọ"), 'Không có đơn vị "Xã Kiến Thọ"', "Xã Kiên Thọ"),
        (("--commune", "15109"), "không có xã, phường, đặc khu mã 15109", "Ghi tên"),
    ],
)  # fmt: skip
def test_a_wrong_answer_writes_nothing(
    empty: Project, args: tuple[str, ...], words: str, advice: str
) -> None:
    done = empty.cchc("init", "du-an", *ASKED, *args)
    assert done.code == 2, done.said
    assert words in done.said
    assert advice in done.said
    assert not (empty.root / "du-an").exists()


def test_the_next_period_keeps_the_offices_and_drops_the_last_number(empty: Project) -> None:
    assert empty.cchc("init", ".", *ASKED, "--commune", "Xã Kiên Thọ").code == 0
    empty.edit(
        "params/2026-Q3.yml",
        "    place: Kiên Thọ\n",
        '    place: Kiên Thọ\n    signatory: Lê Văn Minh Hoạ  # mới\n    number: "45"\n'
        "    date: 20/9/2026\n",
    )
    done = empty.cchc("init", ".", "--next-period")
    assert done.code == 0, done.said
    made = load_params(empty.root / "params" / "2026-N.yml")
    assert (str(made.window.first), str(made.window.last)) == ("2025-12-15", "2026-12-14")
    office = made.office("15112")
    assert (office.signatory, office.number, office.date) == ("Lê Văn Minh Hoạ", "", "")
    assert "# mới" in made.source.read_text(encoding="utf-8")
    assert empty.cchc("init", ".", "--next-period").code == 0
    assert (empty.root / "params" / "2027-Q1.yml").exists()


def test_units_and_form_of_before_do_not_go_on_into_today(empty: Project) -> None:
    asked = ("--province", "Thanh Hóa", "--period", "2025-6T", "--form", "phu_luc_01b")
    assert empty.cchc("init", ".", *asked, "--commune", "15109").code == 0
    empty.cchc("init", ".", "--next-period").refused(
        2, "1 xã không còn vào 14/9/2025: 15109", where="2025-6T.yml", advice="Lập tham số mới"
    )


def test_the_demo_is_reported_at_once_and_status_tells_old_copies(empty: Project) -> None:
    done = empty.cchc("init", "minh-hoa", "--demo")
    assert done.code == 0, done.said
    assert "Tiếp theo: cd minh-hoa && cchc batch params/2026-Q3.yml" in done.out
    root = empty.root / "minh-hoa"
    made = empty.cchc("batch", "params/2026-Q3.yml", "--only", "99001", cwd=root)
    assert made.code == 0, made.said
    page = (root / "outputs" / "2026-Q3" / "99001" / "bao-cao.html").read_text("utf-8")
    for words in (MARK, "DỮ LIỆU MINH HOẠ", "Ủy ban nhân dân tỉnh Minh Hoạ", "quý III năm 2026"):
        assert words in page
    assert "[chưa có nội dung]" not in page
    assert empty.cchc("init", ".", "--notebook", "commune_report.ipynb", cwd=root).code == 0
    status = ("status", "params/2026-Q3.yml", "--only", "99001")
    assert "commune_report.ipynb" not in empty.cchc(*status, cwd=root).out
    empty.edit("minh-hoa/notebooks/commune_report.ipynb", "Mỗi ô gọi", "Mỗi ô  gọi")
    assert "commune_report.ipynb là bản riêng" in empty.cchc(*status, cwd=root).out
    note = root / "notebooks" / ".commune_report.ipynb.goc"
    note.write_text("của phiên bản trước\n", encoding="utf-8")
    assert "commune_report.ipynb cũ hơn bản kèm gói" in empty.cchc(*status, cwd=root).out


def test_a_commune_of_today_goes_from_an_empty_folder_to_its_form_and_draft(
    empty: Project,
) -> None:
    """Plainly fictional figures under a real code, in a test folder only."""
    assert empty.cchc("init", ".", *ASKED, "--commune", "Xã Kiên Thọ").code == 0
    done = empty.cchc("form", "write", "--period", "2026-Q3", "--all")
    assert done.code == 0, done.said
    file = empty.root / "outputs" / "2026-Q3" / "bieu-mau" / "15112.xlsx"
    sheet = load_workbook(file)["Biểu số liệu"]
    assert MARK in str(sheet.cell(2, 2).value)
    book = load_workbook(file)
    figures = {
        "tthc.ho_so.tiep_nhan": 1000, "tthc.ho_so.tiep_nhan.toan_trinh": 600,
        "tthc.ho_so.tiep_nhan.mot_phan": 100, "tthc.ho_so.tiep_nhan.truc_tiep": 300,
        "tthc.ho_so.tiep_nhan.bcci": 0, "tthc.ho_so.da_giai_quyet": 900,
    }  # fmt: skip
    for row in book["Biểu số liệu"].iter_rows(min_row=6):
        for key, number in figures.items():
            if row[0].value == cell_key(key):
                row[4].value = number
    filled = empty.root / "da-dien.xlsx"
    book.save(filled)
    taken = empty.cchc("import", str(filled))
    assert taken.code == 0, taken.said
    made = empty.cchc("report", "--period", "2026-Q3", "--commune", "15112", "--to", "docx")
    assert made.code == 0, made.said
    page = (empty.root / "outputs" / "2026-Q3" / "15112" / "bao-cao.html").read_text("utf-8")
    assert MARK in page
    assert "Ủy ban nhân dân tỉnh Thanh Hóa" in page
    assert "quý III năm 2026" in page
    assert "1.000" in page
    signed = empty.cchc("report", "--period", "2026-Q3", "--commune", "15112", "--mode", "sign")
    assert signed.code == 4, signed.said
    assert "Mục I.1 chưa có nội dung" in signed.said


def test_a_form_is_taken_over_renamed_and_reported_on(empty: Project) -> None:
    """What README.vi.md says of a form of one's own."""
    assert empty.cchc("init", ".", *ASKED, "--commune", "Xã Kiên Thọ").code == 0
    done = empty.cchc("init", ".", "--copy-form", "khoi_tao_2026_xa")
    assert done.code == 0, done.said
    empty.cchc("init", ".", "--copy-form", "khoi_tao_2026_xa").refused(
        2, "không ghi đè", where="khoi_tao_2026_xa", advice="Chuyển bản ấy đi"
    )
    (empty.root / "forms" / "khoi_tao_2026_xa").rename(empty.root / "forms" / "bieu_thanh_hoa")
    head = "forms/bieu_thanh_hoa/form.yml"
    empty.edit(head, "id: khoi_tao_2026_xa", "id: bieu_thanh_hoa")
    empty.edit(head, f"mark: {MARK}\n", "")
    empty.edit("params/2026-Q3.yml", "form: khoi_tao_2026_xa", "form: bieu_thanh_hoa")
    done = empty.cchc("form", "write", "--period", "2026-Q3", "--all")
    assert done.code == 0, done.said
    sheet = load_workbook(empty.root / "outputs" / "2026-Q3" / "bieu-mau" / "15112.xlsx")
    assert MARK not in str(sheet["Biểu số liệu"].cell(2, 2).value)
    empty.edit(head, "reported_by: xa", "reported_by: tinh")
    broken = empty.cchc("form", "write", "--period", "2026-Q3", "--all")
    assert broken.code == 3, broken.said
    assert "cấp không có tên ở mục levels: tinh" in broken.said


def test_the_page_of_guidance_names_commands_that_exist() -> None:
    guide = paths.package_file("project", "HUONG-DAN.md").read_text(encoding="utf-8")
    for verb in ("form", "import", "check", "batch", "init", "status"):
        assert f"cchc {verb} " in guide
