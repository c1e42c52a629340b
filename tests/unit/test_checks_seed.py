"""What the rules find in the real report, and that they find nothing in consistent ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import Finding, Scope, check
from cchc_toolkit.report import Report
from cchc_toolkit.sample import injected_faults, name_of, write_sample
from cchc_toolkit.submission import load_submission
from cchc_toolkit.submission.office import Office

KNOWN = [
    ("R01", "chặn", "tthc.ho_so.tiep_nhan"),  # A1: the channels do not add up
    ("R01", "chặn", "tthc.ho_so.dung_han.cap_xa"),  # A2
    ("R02", "chặn", "tthc.cong_khai.thanh_toan_truc_tuyen.cap_xa"),  # A7: total below its part
    ("R03", "vừa", "bs.ho_so.ty_le_dung_han"),  # A4: cut off
    ("R04", "cao", "bs.ho_so.ty_le_dung_han"),  # A5: no lawful denominator
    ("R07", "cao", "tthc.xin_loi"),  # A6: four not on time, no apology
    ("R02", "vừa", "tthc.ho_so.tiep_nhan.truc_tuyen_muc_3"),  # A8: blank over filled
    ("R15", "thấp", "cong_vu.ky_luat.cong_chuc"),  # A9
    ("R22", "cao", "bs.ngan_sach.chi"),  # A16: spending over 100 % at mid-year
    ("R22", "cao", "chi_dao.ke_hoach.nhiem_vu_hoan_thanh"),  # A18: the year's plan done by June
    ("R25", "thấp", "bs.ngan_sach.ty_le_thu"),  # A15 against A4: two manners of rounding
    ("R10", "chặn", "cv-21-2024"),  # B1: ten years before what it implements
    ("R10", "chặn", "cv-24-2024"),  # B2
    ("R13", "vừa", "cv-24-2024"),  # B2: a Saturday
    ("R11", "chặn", "cv-28-2024-02"),  # B4: number 28 twice
    ("R12", "vừa", "qd-139-2023"),  # B5
    ("R12", "vừa", "qd-161-2023"),  # B5
    ("R09", "chặn", "bs.ho_so.muc_4"),  # X1: procedures for dossiers
    ("R09", "chặn", "bs.ho_so.muc_3"),  # X1
    ("R08", "cao", "II.2.mot_cua.so_hoa"),  # X2: online figures under digitising
    ("R15", "vừa", "chi_dao.nhiem_vu_tinh_giao.tong_so"),  # X6: "none" in words, blank in the form
    ("R15", "vừa", "chinh_quyen_dien_tu.van_ban_dien_tu.van_ban_di"),  # X10: rate of nothing
    ("R18", "vừa", "IV.7.noi_dung"),  # X14: terms of before 15/8/2022
    ("R17", "cao", "tthc.ho_so.tiep_nhan.truc_tiep.cap_huyen"),  # X19: the district's form
    ("R27", "thấp", "II.2.mot_cua.ho_so"),  # said twice
]


@pytest.mark.parametrize(("rule", "severity", "key"), KNOWN)
def test_a_known_fault_of_the_real_report_is_found(
    phung_minh: Report, rule: str, severity: str, key: str
) -> None:
    found = [f for f in phung_minh.findings if f.rule == rule and key in f.keys]

    assert severity in {f.severity for f in found}


def test_the_likely_cells_of_the_real_report(phung_minh: Report) -> None:
    suspects = {
        (f.rule, f.keys[0]): (f.suspect, f.suggestion) for f in phung_minh.findings if f.suggestion
    }

    received = suspects["R01", "tthc.ho_so.tiep_nhan"]
    assert received[0] == "", "the 126 may have come in directly or by post"
    assert received[1].count("phải là 126") == 2
    on_time = suspects["R01", "tthc.ho_so.dung_han.cap_xa"]
    assert on_time[0] == ""
    assert on_time[1].count("phải là 122") == 2
    assert "29/01/2024" in suspects["R10", "cv-21-2024"][1]


WINDOWS = {
    "Q1": Window(date(2023, 12, 15), date(2024, 3, 14)),
    "6T": Window(date(2023, 12, 15), date(2024, 6, 14)),
    "Q3": Window(date(2024, 6, 15), date(2024, 9, 14)),
    "9T": Window(date(2023, 12, 15), date(2024, 9, 14)),
    "N": Window(date(2023, 12, 15), date(2024, 12, 14)),
}
OFFICE = Office(
    name="Xã Minh Hoạ", superior="Ủy ban nhân dân huyện Minh Hoạ", signatory="N", filed_by="VT, VP"
)


def checked(folder: Path, code: str, kind: str, seed: int) -> tuple[Finding, ...]:
    form, period = load_form(), Period(2024, kind)
    write_sample(folder, period, WINDOWS[kind], form, [code], seed=seed)
    submission = load_submission(folder, Commune(code, name_of(code)), period, form)
    return check(Scope(submission, WINDOWS[kind], OFFICE))


@pytest.mark.parametrize("kind", WINDOWS)
def test_a_consistent_commune_has_no_grave_finding(tmp_path: Path, kind: str) -> None:
    for number in range(12):
        found = checked(tmp_path, f"9{number:04d}", kind, seed=number)
        assert [f.message for f in found if f.severity != "thấp"] == []


@pytest.mark.parametrize("seed", range(8))
def test_every_injected_fault_is_found_where_it_is(tmp_path: Path, seed: int) -> None:
    found = checked(tmp_path, "99018", "6T", seed)
    truth = injected_faults(
        load_form(), "99018", name_of("99018"), Period(2024, "6T"), WINDOWS["6T"], seed
    )

    told = {(f.rule, key) for f in found for key in f.keys}
    assert [fault for fault in truth if fault not in told] == []
