"""What a form of the two levels counts besides that of before: from the same numbers."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_toolkit.sample.profile import Profile

_FILES = "tthc.ho_so."
_SAME = {
    "tthc.trung_tam.nhan_su": "bs.mot_cua.nhan_su",
    "chinh_quyen_dien_tu.dich_vu_cong.toan_trinh": "chinh_quyen_dien_tu.dich_vu_cong.muc_do_4",
    "chinh_quyen_dien_tu.dich_vu_cong.mot_phan": "chinh_quyen_dien_tu.dich_vu_cong.muc_do_3",
    f"{_FILES}tiep_nhan.toan_trinh": f"{_FILES}tiep_nhan.truc_tuyen_muc_4",
    f"{_FILES}tiep_nhan.mot_phan": f"{_FILES}tiep_nhan.truc_tuyen_muc_3",
    f"{_FILES}ky_truoc_chuyen_sang": "bs.ho_so.ky_truoc_chuyen_sang",
    f"{_FILES}da_giai_quyet": "bs.ho_so.da_giai_quyet",
    f"{_FILES}da_giai_quyet.qua_han": "bs.ho_so.qua_han",
    f"{_FILES}dang_giai_quyet": "bs.ho_so.dang_giai_quyet",
    f"{_FILES}dang_giai_quyet.trong_han": "bs.ho_so.dang_giai_quyet_trong_han",
    f"{_FILES}dang_giai_quyet.qua_han": "bs.ho_so.dang_giai_quyet_qua_han",
    "tthc.so_hoa.ket_qua": "bs.ho_so.so_hoa",
    "tthc.phan_anh.tiep_nhan": "bs.phan_anh.tiep_nhan",
    "tthc.phan_anh.da_xu_ly": "bs.phan_anh.tiep_nhan",
    "cong_vu.dao_tao": "bs.dao_tao.dang_hoc",
    "cong_vu.ky_luat.bi_ky_luat": "cong_vu.ky_luat.cong_chuc",
    "cong_vu.ky_luat.bi_ky_luat.lanh_dao": "cong_vu.ky_luat.lanh_dao_cap_xa",
    "chinh_quyen_dien_tu.chung_thu_so": "to_chuc.bien_che.co_mat",
    "chinh_quyen_dien_tu.van_ban_di": "chinh_quyen_dien_tu.van_ban_dien_tu.van_ban_di",
    "chinh_quyen_dien_tu.iso": "chinh_quyen_dien_tu.iso.ubnd_cap_xa",
}
"""Under another name, what a commune of before reports too."""
_SHARES = {
    "tthc.so_hoa.thanh_phan": (f"{_FILES}tiep_nhan", 0.7, 0.98),
    "tthc.thanh_toan.co_phi": (f"{_FILES}tiep_nhan", 0.4, 0.6),
    "tthc.thanh_toan.truc_tuyen": ("tthc.thanh_toan.co_phi", 0.5, 0.9),
    f"{_FILES}da_giai_quyet.truoc_han": (f"{_FILES}dung_han.cap_xa", 0.5, 0.8),
    "chinh_quyen_dien_tu.van_ban_di.dien_tu": ("chinh_quyen_dien_tu.van_ban_di", 0.9, 1.0),
}
"""A share, the same in every period: what only grows keeps growing."""


def of_today(profile: Profile, counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts that only a form of the two levels asks for, by key."""
    draw = profile.random("hai_cap")
    found = {key: counts[same] for key, same in _SAME.items()}
    for key, (whole, low, high) in _SHARES.items():
        found[key] = int({**counts, **found}[whole] * draw.uniform(low, high))
    on_time = counts[f"{_FILES}dung_han.cap_xa"]
    elsewhere = int(counts[f"{_FILES}tiep_nhan"] * draw.uniform(0.01, 0.08))
    return found | {
        f"{_FILES}da_giai_quyet.dung_han": on_time - found[f"{_FILES}da_giai_quyet.truoc_han"],
        f"{_FILES}phi_dia_gioi": elsewhere
        if counts["tthc.mot_cua.khong_phu_thuoc_dia_gioi"]
        else 0,
        "tthc.mot_cua.lien_thong": counts["tthc.mot_cua.lien_thong_cung_cap"]
        + counts["tthc.mot_cua.lien_thong_cac_cap"],
        "to_chuc.co_cau.phong": draw.randint(3, 4),
        "to_chuc.co_cau.don_vi_su_nghiep": draw.randint(4, 9),
        "cong_vu.vi_tri_viec_lam": 1,
    }
