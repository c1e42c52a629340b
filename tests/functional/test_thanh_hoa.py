"""A province starts with a wheel and an empty folder, and has a commune's copy to sign in Word.

The commune is one of today's; its figures are plainly made up, say so, and stay in this test.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from installed import Installed
from office import Office, has_uno
from reading import pdf_text, squeeze

from cchc_toolkit.catalogue import Indicator, load_form
from cchc_toolkit.submission.entry_cells import SUPPLEMENT, TEXTS, VALUES
from cchc_toolkit.workbook.words import cell_key

FORM = load_form("khoi_tao_2026_xa")
CODE, PERIOD = "15112", "2026-Q3"
ONE = ("--period", PERIOD, "--commune", CODE)
MADE_UP = "DỮ LIỆU MINH HOẠ"
FILES = "tthc.ho_so."
FIGURES: dict[str, float] = {
    f"{FILES}tiep_nhan.toan_trinh": 400, f"{FILES}tiep_nhan.mot_phan": 300,
    f"{FILES}tiep_nhan.truc_tiep": 250, f"{FILES}tiep_nhan.bcci": 50,
    f"{FILES}ky_truoc_chuyen_sang": 10, f"{FILES}da_giai_quyet.truoc_han": 700,
    f"{FILES}da_giai_quyet.dung_han": 290, f"{FILES}da_giai_quyet.qua_han": 5,
    f"{FILES}dang_giai_quyet.trong_han": 14, f"{FILES}dang_giai_quyet.qua_han": 1,
    "tthc.xin_loi": 6, "tthc.thong_ke.dang_ap_dung": 300, "tthc.mot_cua.tai_cap_xa": 290,
    "tthc.mot_cua.quy_trinh_noi_bo_dien_tu_hoa": 99.5,
    "chinh_quyen_dien_tu.dich_vu_cong.toan_trinh": 100,
    "chinh_quyen_dien_tu.dich_vu_cong.mot_phan": 150, "tthc.thanh_toan.co_phi": 200,
    "tthc.thanh_toan.truc_tuyen": 120, "to_chuc.bien_che.duoc_giao": 40,
    "to_chuc.bien_che.co_mat": 38, "chi_dao.ke_hoach.nhiem_vu": 30,
    "chi_dao.ke_hoach.nhiem_vu_hoan_thanh": 10, "bs.ngan_sach.thu": 1_000_000_000,
    "bs.ngan_sach.du_toan_thu": 5_000_000_000, "bs.ngan_sach.chi": 900_000_000,
    "bs.ngan_sach.du_toan_chi": 4_500_000_000,
    "bs.dau_tu_cong.ke_hoach": 1_000_000_000, "bs.dau_tu_cong.giai_ngan": 200_000_000,
    "chinh_quyen_dien_tu.van_ban_di": 500, "chinh_quyen_dien_tu.van_ban_di.dien_tu": 480,
}  # fmt: skip
"""Every other count is 0."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not has_uno(), reason="cần LibreOffice Calc và python3-uno"),
]


def filled(form: Path) -> list[tuple[Any, ...]]:
    """Return the steps that fill every open cell of a handed out form, and read two totals."""
    book = openpyxl.load_workbook(form)
    steps = [("fill", title, _figures(book[title])) for title in (VALUES, SUPPLEMENT)]
    rows = _rows(book[VALUES])
    totals = [f"E{rows[cell_key(f'{FILES}{name}')]}" for name in ("tiep_nhan", "da_giai_quyet")]
    return [*steps, ("fill", TEXTS, _texts(book[TEXTS])), *(("read", VALUES, at) for at in totals)]


def _rows(sheet: Any) -> dict[str, int]:
    return {sheet.cell(row, 1).value: row for row in range(sheet.max_row, 5, -1)}


def _figures(sheet: Any) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    rows = _rows(sheet)
    for row in FORM.fillable:
        at = rows.get(cell_key(row.key), 0)
        if at and not sheet.cell(at, 5).protection.locked:
            cells |= _answer(row, at) | {f"H{at}": MADE_UP}
    return cells


def _answer(row: Indicator, at: int) -> dict[str, Any]:
    if row.key == "chi_dao.khao_sat.hinh_thuc":  # no survey was held
        return {f"F{at}": "không áp dụng"}
    if row.choices:
        code, answer = row.choices[0]
        return {f"E{at}": f"{code} = {answer}"}
    return {f"E{at}": FIGURES.get(row.key, 0)}


def _texts(sheet: Any) -> dict[str, Any]:
    rows = _rows(sheet)
    said = f"Đã thực hiện theo kế hoạch ({MADE_UP})."
    return {f"E{at}": said for key, at in rows.items() if key and key[:1] != "@"}


def test_from_an_empty_folder_and_a_wheel_to_a_copy_to_sign(
    installed: Installed, tmp_path: Path
) -> None:
    installed.done(
        tmp_path, "init", ".", "--province", "Thanh Hóa", "--period", PERIOD, "--form", FORM.id
    )
    installed.done(tmp_path, "form", "write", *ONE)
    handed = tmp_path / "outputs" / PERIOD / "bieu-mau" / f"{CODE}.xlsx"
    received, solved = Office(tmp_path).work(handed, tmp_path / "nhan.xlsx", *filled(handed))[-2:]
    assert (received, solved) == ("1,000", "995"), "the totals fill themselves"
    said = installed.done(tmp_path, "import", "nhan.xlsx", "--received", "25/9/2026")
    assert f"nhan.xlsx\t{PERIOD}\t{CODE}\tnhận\t001" in said
    assert "muộn 5 ngày so với hạn gửi 20/9/2026" in said
    assert "[chặn]" not in installed.done(tmp_path, "check", *ONE)
    installed.done(tmp_path, "report", *ONE)
    report = tmp_path / "outputs" / PERIOD / CODE
    assert "DỰ THẢO" in (report / "bao-cao.html").read_text(encoding="utf-8")
    installed.cchc(tmp_path, "report", *ONE, "--mode", "sign").refused(4, "[họ và tên người ký]")
    params = tmp_path / "params" / f"{PERIOD}.yml"
    text = params.read_text(encoding="utf-8")
    params.write_text(text.replace("[họ và tên người ký]", "Nguyễn Văn Minh Hoạ"), "utf-8")
    installed.done(tmp_path, "report", *ONE, "--mode", "sign", "--to", "docx")
    for words in (squeeze(pdf_text(report / "bao-cao.pdf")), _word(report / "bao-cao.docx")):
        for part in ("Kính gửi: Ủy ban nhân dân tỉnh Thanh Hóa", "1.000", "995", "quý III năm 2026",
                     "NguyễnVănMinhHoạ", FORM.mark, MADE_UP):  # fmt: skip
            assert squeeze(part) in words, part
        assert "[" not in words
        assert "DỰTHẢO" not in words


def _word(path: Path) -> str:
    """Return all that a Word file prints, headers too, without white space."""
    import docx

    document = docx.Document(str(path))
    parts = [document.element.body, *(s.header._element for s in document.sections)]
    runs = (node.text or "" for part in parts for node in part.iter() if node.tag.endswith("}t"))
    return squeeze("".join(runs))
