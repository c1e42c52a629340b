"""A province starts with a wheel and an empty folder, and has a commune's copy to sign in Word.

On the form that comes with the package, and on one of its own that it adopts. The commune is one of
today's; its figures are plainly made up, say so, and stay in this test.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from installed import ROOT, Installed
from office import Office, has_uno
from reading import pdf_text, squeeze

from cchc_toolkit.catalogue import Form, Indicator, read_form
from cchc_toolkit.catalogue.places import package_forms
from cchc_toolkit.submission.entry_cells import SUPPLEMENT, TEXTS, VALUES
from cchc_toolkit.workbook.words import cell_key

CODE, PERIOD = "15112", "2026-Q3"
ONE = ("--period", PERIOD, "--commune", CODE)
MADE_UP = "DỮ LIỆU MINH HOẠ"
STARTER, OWN = "khoi_tao_2026_xa", "tiep_dan_so"
OWN_FILE = ROOT / "tests" / "unit" / "adoption" / "hai_cap.txt"
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
"""What the clerk types on the form of the package; every other count is 0."""
PETITIONS, VISITORS = "tiep_cong_dan.don_nhan", "tiep_cong_dan.luot_nguoi_tiep"
OWN_FIGURES: dict[str, float] = {
    "tiep_cong_dan.buoi_tiep_cong_dan": 12, f"{VISITORS}.cap_xa": 40,
    f"{PETITIONS}.khieu_nai": 5, f"{PETITIONS}.to_cao": 2, f"{PETITIONS}.kien_nghi_phan_anh": 1004,
    "tiep_cong_dan.don_giai_quyet": 1000, "tiep_cong_dan.ty_le_don_giai": 99,
    "chuyen_doi_so.kinh_phi_chuyen_doi": 500, "chuyen_doi_so.kinh_phi_giai_ngan": 450,
    "chuyen_doi_so.kinh_phi_giai_ngan.chi_an_toan_thong": 45,
}  # fmt: skip
"""The same on the form of its own."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not has_uno(), reason="cần LibreOffice Calc và python3-uno"),
]


@dataclass(frozen=True)
class Way:
    """A commune's way with a form: what is typed, which totals fill themselves, what is printed."""

    form: Form
    typed: Mapping[str, float]
    totals: Mapping[str, str]
    printed: tuple[str, ...]

    def steps(self, handed: Path) -> list[tuple[Any, ...]]:
        """Return the steps that fill every open cell of a handed out form, and read its totals."""
        book = openpyxl.load_workbook(handed)
        filled = [
            ("fill", title, self._figures(book[title]))
            for title in (VALUES, SUPPLEMENT)
            if title in book.sheetnames
        ]
        rows = _rows(book[VALUES])
        totals = [("read", VALUES, f"E{rows[cell_key(key)]}") for key in self.totals]
        return [*filled, ("fill", TEXTS, _texts(book[TEXTS])), *totals]

    def _figures(self, sheet: Any) -> dict[str, Any]:
        cells: dict[str, Any] = {}
        rows = _rows(sheet)
        for row in self.form.fillable:
            at = rows.get(cell_key(row.key), 0)
            if at and not sheet.cell(at, 5).protection.locked:
                cells |= self._answer(row, at) | {f"H{at}": MADE_UP}
        return cells

    def _answer(self, row: Indicator, at: int) -> dict[str, Any]:
        if row.key == "chi_dao.khao_sat.hinh_thuc":  # no survey was held
            return {f"F{at}": "không áp dụng"}
        if row.choices:
            code, answer = row.choices[0]
            return {f"E{at}": f"{code} = {answer}"}
        return {f"E{at}": self.typed.get(row.key, 0)}


def _rows(sheet: Any) -> dict[str, int]:
    return {sheet.cell(row, 1).value: row for row in range(sheet.max_row, 5, -1)}


def _texts(sheet: Any) -> dict[str, Any]:
    rows = _rows(sheet)
    said = f"Đã thực hiện theo kế hoạch ({MADE_UP})."
    return {f"E{at}": said for key, at in rows.items() if key and key[:1] != "@"}


def of_the_package(_: Installed, __: Path) -> Way:
    """Return the way with the form that a province can start with."""
    form = read_form(package_forms()[STARTER])
    totals = {f"{FILES}tiep_nhan": "1,000", f"{FILES}da_giai_quyet": "995"}
    return Way(form, FIGURES, totals, ("1.000", "995", form.mark))


def of_its_own(installed: Installed, root: Path) -> Way:
    """Return the way with a form that the province adopts from its official file, and corrects."""
    shutil.copy(OWN_FILE, root / "bieu.txt")
    installed.done(root, "form", "adopt", "bieu.txt", "--as", OWN)
    book = openpyxl.load_workbook(root / "forms" / OWN / "khai-bao.xlsx")
    for row in book["Đề cương"].iter_rows():
        for cell in row:
            cell.value = "TIẾP DÂN" if cell.value == "TIẾP CÔNG DÂN" else cell.value
    book.save(root / "forms" / OWN / "khai-bao.xlsx")
    installed.done(root, "form", "adopt", "--as", OWN)
    assert f"forms/{OWN}: 0 chỗ sai" in installed.done(root, "form", "check", OWN)
    printed = ("I. TIẾP DÂN", "(Biểu mẫu số 03-MH)", "1.011", "Triệu đồng", "99")
    return Way(read_form(root / "forms" / OWN), OWN_FIGURES, {PETITIONS: "1,011"}, printed)


@pytest.mark.parametrize("way_with", [of_the_package, of_its_own])
def test_from_an_empty_folder_and_a_wheel_to_a_copy_to_sign(
    installed: Installed, tmp_path: Path, way_with: Callable[[Installed, Path], Way]
) -> None:
    way = way_with(installed, tmp_path)
    started = ("init", ".", "--province", "Thanh Hóa", "--period", PERIOD, "--form", way.form.id)
    installed.done(tmp_path, *started)
    _hand_out_and_take_in(installed, tmp_path, way)
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
        for part in ("Kính gửi: Ủy ban nhân dân tỉnh Thanh Hóa", "quý III năm 2026",
                     "NguyễnVănMinhHoạ", MADE_UP, *way.printed):  # fmt: skip
            assert squeeze(part) in words, part
        assert "[" not in words
        assert "DỰTHẢO" not in words
    _review(installed, tmp_path, way)


def _hand_out_and_take_in(installed: Installed, root: Path, way: Way) -> None:
    installed.done(root, "form", "write", *ONE)
    handed = root / "outputs" / PERIOD / "bieu-mau" / f"{CODE}.xlsx"
    shown = Office(root).work(handed, root / "nhan.xlsx", *way.steps(handed))
    assert shown[-len(way.totals) :] == list(way.totals.values()), "the totals fill themselves"
    said = installed.done(root, "import", "nhan.xlsx", "--received", "25/9/2026")
    assert f"nhan.xlsx\t{PERIOD}\t{CODE}\tnhận\t001" in said
    assert "muộn 5 ngày so với hạn gửi 20/9/2026" in said


def _review(installed: Installed, root: Path, way: Way) -> None:
    """Send the Word file back through the review: it keeps to its form, and nothing blocks it."""
    word = f"outputs/{PERIOD}/{CODE}/bao-cao.docx"
    said = installed.done(root, "review", word, "--form", way.form.id, "--output", "ra-soat")
    assert "đề cương" not in said
    assert "[chặn]" not in said


def _word(path: Path) -> str:
    """Return all that a Word file prints, headers too, without white space."""
    import docx

    document = docx.Document(str(path))
    parts = [document.element.body, *(s.header._element for s in document.sections)]
    runs = (node.text or "" for part in parts for node in part.iter() if node.tag.endswith("}t"))
    return squeeze("".join(runs))
