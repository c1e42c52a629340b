"""The form filled in LibreOffice by somebody at its keyboard, well and badly, and sent back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from command import COMPLETE, PERIOD, Project
from office import Office, has_uno

from cchc_toolkit.workbook.words import VALUES, cell_key

CODE = "99002"
TASKS, DONE, ISSUED = (
    "chi_dao.ke_hoach.nhiem_vu",
    "chi_dao.ke_hoach.nhiem_vu_hoan_thanh",
    "chi_dao.ke_hoach.van_ban_chi_dao",
)
RECEIVED, AT_THE_DESK = "tthc.ho_so.tiep_nhan", "tthc.ho_so.tiep_nhan.truc_tiep.cap_xa"
WAYS = tuple(f"{RECEIVED}.{way}.cap_xa" for way in ("bcci", "truc_tuyen_muc_3", "truc_tuyen_muc_4"))
RATE = "tthc.mot_cua.quy_trinh_noi_bo_phe_duyet.cap_xa"


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not has_uno(), reason="cần LibreOffice Calc và python3-uno"),
]


class Desk:
    """A commune's office: a project with its form, and a spreadsheet program."""

    def __init__(self, project: Project) -> None:
        self.project = project
        asked = project.cchc("form", "write", "--period", PERIOD, "--commune", CODE)
        assert asked.code == 0, asked.said
        self.form = project.root / "outputs" / PERIOD / "bieu-mau" / f"{CODE}.xlsx"
        sheet = openpyxl.load_workbook(self.form)[VALUES]
        keys = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
        self.rows = {key: at for at, key in enumerate(keys, 1)}

    def cell(self, key: str, column: str = "E", below: int = 0) -> str:
        return f"{column}{self.rows[cell_key(key)] + below}"

    def typed(self, name: str, *steps: tuple[Any, ...]) -> list[Any]:
        """Do the steps in the form, save it under a name, return what each step showed."""
        root = self.project.root
        return Office(root).work(self.form, root / f"{name}.xlsx", *steps)


@pytest.fixture
def office(new_project: Callable[..., Project]) -> Desk:
    return Desk(new_project(COMPLETE))


def test_a_form_filled_at_the_keyboard_becomes_a_report(office: Desk) -> None:
    """Warnings show while typing, locked cells stay, and what was typed is what is printed."""
    cell = office.cell
    shown = office.typed(
        "dien-dung",
        ("type", VALUES, cell(TASKS), "6"),
        ("type", VALUES, cell(DONE), "7"),
        ("read", VALUES, cell(DONE, "I")),
        ("type", VALUES, cell(DONE), "5"),
        ("read", VALUES, cell(DONE, "I")),
        ("type", VALUES, cell(TASKS, "C"), "nhãn sửa"),
        ("type", VALUES, cell(AT_THE_DESK), "=600+50"),
        ("read", VALUES, cell(RECEIVED, "I")),
        *(("type", VALUES, cell(key), number) for key, number in zip(WAYS, "020", strict=True)),
        ("read", VALUES, cell(RECEIVED, "I")),
        ("read", VALUES, cell(RECEIVED)),
        ("type", VALUES, cell(RATE), "99,5"),
        ("type", VALUES, cell(ISSUED, "F"), "không áp dụng"),
    )
    too_many = "Nhiệm vụ đã hoàn thành không nhiều hơn nhiệm vụ trong kế hoạch."
    assert shown[2].startswith(too_many)
    assert too_many not in shown[4]
    assert shown[5] == "Số nhiệm vụ đề ra trong kế hoạch"
    assert shown[7] == "Chưa cộng được: còn dòng con để trống; không có thì ghi 0."
    assert "Chưa cộng được" not in shown[11]
    assert shown[12] == "652", "the total fills itself"
    sent = office.project.cchc("import", "dien-dung.xlsx")
    assert sent.code == 0, sent.said
    assert [line for line in sent.out.splitlines() if "Sửa:" in line] == [
        f'  Sửa: {VALUES}!{cell(RATE)}: "99,5" đọc là "99,5" (số ghi dạng chữ)',
        f'  Sửa: {VALUES}!{cell(AT_THE_DESK)}: "=600+50" đọc là "650"'
        " (công thức, lấy kết quả đã tính)",
    ]
    made = office.project.cchc(
        "report", "--period", PERIOD, "--commune", CODE, "--to", "docx"
    )  # fmt: skip
    assert made.code == 0, made.said
    folder = office.project.root / "outputs" / PERIOD / CODE
    assert '<td class="right">652</td>' in (folder / "bao-cao.html").read_text("utf-8")
    for name in ("bao-cao.html", "bao-cao.pdf", "bao-cao.docx"):
        back = office.project.cchc("import", "--dry-run", str(folder / name), "--commune", CODE)
        assert back.code == 0, back.said
        assert f"\t{PERIOD}\t{CODE}\t" in back.out


def test_a_form_that_was_taken_apart_is_refused_by_the_cell(office: Desk) -> None:
    """Rows put in and hidden, columns moved: each figure is found, and the wrong one is named."""
    cell = office.cell
    office.typed(
        "xao-tron",
        ("type", VALUES, cell(TASKS), "06"),
        ("type", VALUES, cell(ISSUED), "12 cái"),
        ("unprotect", VALUES),
        ("insert_row", VALUES, office.rows[cell_key(TASKS)]),
        ("hide_row", VALUES, office.rows[cell_key(DONE)] + 1),
        ("swap_columns", VALUES, "E", "C"),
    )
    office.project.cchc("import", "xao-tron.xlsx").refused(
        3,
        '1.1.3 "Số văn bản chỉ đạo CCHC đã ban hành": "12 cái" không phải là số.',
        where=f"{VALUES}!{cell(ISSUED, 'C', 1)}",
        advice="Chỉ ghi chữ số, dấu phẩy thập phân; không ghi đơn vị.",
    )


def test_the_same_form_without_the_wrong_cell_is_taken(office: Desk) -> None:
    cell = office.cell
    office.typed(
        "xao-tron-dung",
        ("unprotect", VALUES),
        ("insert_row", VALUES, office.rows[cell_key(TASKS)]),
        ("type", VALUES, cell(TASKS, below=1), "6"),
        ("type", VALUES, cell(DONE, below=1), "-"),
        ("hide_row", VALUES, office.rows[cell_key(DONE)] + 1),
        ("swap_columns", VALUES, "E", "C"),
    )
    sent = office.project.cchc("import", "xao-tron-dung.xlsx")
    assert sent.code == 0, sent.said
    assert f'"-" đọc là "{"chưa có số liệu"}" (dấu gạch là chưa có số liệu)' in sent.out
    lines = (office.project.data(CODE) / "indicators.csv").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith(f"{TASKS},6,")], lines[:5]


def test_every_wrong_cell_is_named_in_one_go(office: Desk) -> None:
    cell = office.cell
    office.typed(
        "go-sai",
        ("unprotect", VALUES),
        ("type", VALUES, cell(DONE), "hai"),
        ("type", VALUES, cell(RECEIVED), "1.234"),
        ("type", VALUES, cell(AT_THE_DESK), "12 %"),
        ("merge", VALUES, f"{cell(ISSUED)}:{cell(ISSUED, below=1)}"),
    )
    sent = office.project.cchc("import", "go-sai.xlsx")
    sent.refused(3, "Có 4 lỗi trong tệp số liệu.", advice="Sửa từng dòng nêu trên rồi chạy lại.")
    for line in (
        f'{VALUES}!{cell(DONE)}: Chỉ tiêu 1.1.2 "Số nhiệm vụ đã hoàn thành": "hai" không phải là'
        " số. Bằng 0 thì ghi 0; không có số thì xóa ô này và chọn ở cột Trạng thái.",
        f"Ô bị gộp với ô khác ({cell(ISSUED)}:{cell(ISSUED, below=1)}), không rõ giá trị thuộc"
        " dòng nào. Bỏ gộp ô và ghi lại từng dòng.",
        f'{VALUES}!{cell(RECEIVED)}: Chỉ tiêu 3.3.1 "Số lượng hồ sơ đã tiếp nhận": "1,234" có phần'
        " thập phân",
        f'{VALUES}!{cell(AT_THE_DESK)}: Chỉ tiêu "- Cấp xã": "0,12" có phần thập phân',
    ):
        assert line in sent.said, sent.said
    assert not office.project.data(CODE).exists()
