"""The reported numbers of a fictional commune, besides its dossiers and its documents."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.sample.dossiers import dossiers
from cchc_toolkit.sample.profile import QUARTERS, Profile
from cchc_toolkit.sample.today import of_today
from cchc_toolkit.text.arithmetic import half_up, share

_SIX = 6
"""The six fields of reform that every plan names."""


def numbers(form: Form, profile: Profile, period: Period) -> dict[str, Decimal]:
    """Return a number for every cell of a complete commune by key, counts of documents excepted.

    The quarters of a year add up: 6T = Q1 + Q2, 9T = 6T + Q3, N = 9T + Q4.
    """
    quarters = QUARTERS[period.kind]
    counts: dict[str, int] = dossiers(profile, period.year, quarters)
    added: Counter[str] = Counter()
    for number in quarters:
        draw = profile.random(period.year, number, "hoat_dong")
        added.update(
            {**_activity(profile, draw), **_people(profile, draw), **_money(profile, draw)}
        )
    counts |= {**added, **_procedures(profile), **_standing(profile, period.year)}
    counts |= _choices(profile, period.year, quarters)
    found = {key: Decimal(count) for key, count in counts.items()}
    found |= _percents(profile)
    whole = {row.key for row in form.fillable if row.integer and form.applies(row)}
    today = of_today(profile, counts)
    found |= {key: Decimal(count) for key, count in today.items() if key in whole}
    return found | _stated(form, found)


def _activity(profile: Profile, draw: random.Random) -> dict[str, int]:
    issues, reviewed, given = draw.randint(0, 3), draw.randint(0, 6), draw.randint(0, 4)
    proposed, late = draw.randint(0, min(2, reviewed)), draw.choice((0, 0, 0, 1))
    issued, classes = draw.choice((0, 0, 0, 0, 1)), draw.randint(0, 2)
    return {
        "chi_dao.ke_hoach.nhiem_vu_hoan_thanh": int(profile.tasks * draw.uniform(0.18, 0.25)),
        "chi_dao.kiem_tra.van_de": issues,
        "chi_dao.kiem_tra.van_de_xu_ly_xong": draw.randint(0, issues),
        "chi_dao.nhiem_vu_tinh_giao.tong_so": given + late,
        "chi_dao.nhiem_vu_tinh_giao.dung_han": draw.randint(given // 2, given),
        "chi_dao.nhiem_vu_tinh_giao.qua_han": late,
        "chi_dao.khao_sat.so_phieu": draw.choice((0, 1)) * round(70 * profile.size),
        "the_che.ban_hanh": issued,
        "the_che.ban_hanh.cap_xa": issued,
        "the_che.kiem_tra": draw.randint(0, 3),
        "the_che.ra_soat": reviewed,
        "the_che.kien_nghi_xu_ly": proposed,
        "the_che.da_xu_ly": draw.randint(0, proposed),
        "tthc.thong_ke.cong_bo_moi": draw.randint(0, 5),
        "tthc.thong_ke.bai_bo_thay_the": draw.randint(0, 4),
        "bs.tuyen_truyen.tin_bai": draw.randint(2, 9),
        "bs.nhiem_vu_chinh_phu_giao": 0,
        "bs.sang_kien": draw.choice((0, 0, 0, 0, 1)),
        "bs.phap_luat.lop": classes,
        "bs.phap_luat.nguoi": sum(draw.randint(40, 95) for _ in range(classes)),
        "bs.tthc.ra_soat": draw.randint(8, 30),
        "bs.phan_anh.tiep_nhan": draw.choice((0, 0, 1, 2)),
        "bs.kien_nghi_thanh_tra": draw.choice((0, 0, 0, 1)),
        "chinh_quyen_dien_tu.van_ban_dien_tu.van_ban_di": round(90 * profile.papers_a_day),
    }


def _people(profile: Profile, draw: random.Random) -> dict[str, int]:
    hired, appointed = draw.choice((0, 0, 0, 1)), draw.choice((0, 0, 0, 1))
    disciplined = draw.choice((0,) * 20 + (1,))
    return {
        # Never more in four quarters than in all the years since 2015.
        "to_chuc.bien_che.tinh_gian": int(profile.staff_cut >= 4 and draw.random() < 0.2),
        "cong_vu.vi_tri_viec_lam.co_vi_pham": 0,
        "cong_vu.tuyen_dung.cong_chuc": hired,
        "cong_vu.tuyen_dung.cong_chuc_dac_biet": 0,
        "cong_vu.tuyen_dung.xet_chuyen_len_huyen": 0,
        "cong_vu.bo_nhiem.lanh_dao_ubnd": appointed,
        "cong_vu.ky_luat.lanh_dao_cap_xa": 0,
        "cong_vu.ky_luat.cong_chuc": disciplined,
        "cong_vu.ky_luat.cong_chuc.cap_xa": disciplined,
        "bs.tuyen_dung": hired,
        "bs.bo_nhiem": appointed,
        "bs.nang_ngach": draw.choice((0, 0, 0, 1)),
        "bs.ky_luat": disciplined,
        "bs.thu_hut_nhan_tai": 0,
    }


def _money(profile: Profile, draw: random.Random) -> dict[str, int]:
    return {
        "bs.ngan_sach.thu": int(profile.revenue * draw.uniform(0.2, 0.28)),
        "bs.ngan_sach.chi": int(profile.spending * draw.uniform(0.17, 0.24)),
        "bs.dau_tu_cong.giai_ngan": int(profile.investment * draw.uniform(0.05, 0.22)),
    }


def _procedures(profile: Profile) -> dict[str, int]:
    draw = profile.random("thu_tuc")
    same, across = draw.randint(2, 8), draw.randint(10, 30)
    paid, total = draw.randint(5, 40), profile.procedures
    return {
        "tthc.thong_ke.dang_ap_dung": total,
        "tthc.thong_ke.dang_ap_dung.cap_xa": total,
        "tthc.mot_cua.tai_cap_xa": total - draw.randint(0, 6),
        "tthc.mot_cua.lien_thong_cung_cap": same,
        "tthc.mot_cua.lien_thong_cung_cap.cap_xa": same,
        "tthc.mot_cua.lien_thong_cac_cap": across,
        "tthc.mot_cua.lien_thong_cac_cap.cap_xa": across,
        "tthc.mot_cua.khong_phu_thuoc_dia_gioi": draw.randint(0, 12),
        "tthc.cong_khai.thanh_toan_truc_tuyen": paid,
        "tthc.cong_khai.thanh_toan_truc_tuyen.cap_xa": paid,
        "chinh_quyen_dien_tu.dich_vu_cong.muc_do_3": profile.procedures_level_3,
        "chinh_quyen_dien_tu.dich_vu_cong.muc_do_4": profile.procedures_level_4,
    }


def _standing(profile: Profile, year: int) -> dict[str, int]:
    """Return what stands for the whole year: the plan, the staff, the machines, the estimates."""
    draw = profile.random(year, "ca_nam")
    second_degree, higher, theory = (draw.randint(0, 2) for _ in range(3))
    scanners, printers = draw.randint(1, 4), profile.computers // 2 + draw.randint(0, 4)
    return {
        "chi_dao.ke_hoach.nhiem_vu": profile.tasks,
        "bs.ke_hoach.noi_dung": _SIX,
        "to_chuc.bien_che.duoc_giao": profile.staff_assigned,
        "to_chuc.bien_che.co_mat": profile.staff_present,
        "to_chuc.bien_che.hop_dong_lao_dong": draw.randint(0, 2),
        "cong_vu.vi_tri_viec_lam.co_quan_hanh_chinh": 1,
        "bs.bien_che.cong_chuc_xa": profile.officials,
        "bs.mot_cua.may_tinh": draw.randint(2, 6),
        "bs.mot_cua.may_scan": draw.randint(1, scanners),
        "bs.mot_cua.may_in": draw.randint(1, 3),
        "bs.mot_cua.nhan_su": draw.randint(4, 7),
        "bs.trang_bi.may_tinh": profile.computers,
        "bs.trang_bi.may_scan": scanners,
        "bs.trang_bi.may_in": printers,
        "bs.dao_tao.dang_hoc": second_degree + higher + theory + draw.randint(0, 2),
        "bs.dao_tao.van_bang_2": second_degree,
        "bs.dao_tao.nang_cao": higher,
        "bs.dao_tao.ly_luan_chinh_tri": theory,
        "bs.ngan_sach.du_toan_thu": profile.revenue,
        "bs.ngan_sach.du_toan_chi": profile.spending,
        "bs.dau_tu_cong.ke_hoach": profile.investment,
    }


def _choices(profile: Profile, year: int, quarters: tuple[int, ...]) -> dict[str, int]:
    """Return the coded answers; a dialogue in one quarter is a dialogue in the whole period."""
    draw = profile.random("lua_chon")
    talks = [profile.random(year, number, "doi_thoai").random() < 0.4 for number in quarters]
    return {
        "chi_dao.khao_sat.hinh_thuc": profile.survey_way,
        "chi_dao.doi_thoai": int(any(talks)),
        "cong_vu.ky_luat.ke_hoach_kiem_tra": 1,
        "chinh_quyen_dien_tu.hop_truc_tuyen": draw.choice((1, 2)),
        "chinh_quyen_dien_tu.van_ban_dien_tu.ket_noi_lien_thong": 1,
        "chinh_quyen_dien_tu.mot_cua_dien_tu.ket_noi_cap_tinh": 1,
        "chinh_quyen_dien_tu.iso.ubnd_cap_xa": draw.choice((0, 1, 1)),
    }


def _percents(profile: Profile) -> dict[str, Decimal]:
    draw = profile.random("ty_le")
    approved, digital, electronic = (Decimal(draw.choice((100, 100, 98, 95))) for _ in range(3))
    before = profile.staff_assigned + profile.staff_cut
    return {
        "tthc.mot_cua.quy_trinh_noi_bo_phe_duyet": approved,
        "tthc.mot_cua.quy_trinh_noi_bo_phe_duyet.cap_xa": approved,
        "tthc.mot_cua.quy_trinh_noi_bo_dien_tu_hoa": digital,
        "tthc.mot_cua.quy_trinh_noi_bo_dien_tu_hoa.cap_xa": digital,
        "to_chuc.bien_che.ty_le_tinh_gian": half_up(Decimal(profile.staff_cut * 100) / before, 2),
        "chinh_quyen_dien_tu.chung_thu_so": Decimal(100),
        "chinh_quyen_dien_tu.van_ban_dien_tu.van_ban_di.chi_dien_tu": electronic,
        "chinh_quyen_dien_tu.van_ban_dien_tu.van_ban_di.song_song_giay": 100 - electronic,
    }


def _stated(form: Form, found: dict[str, Decimal]) -> dict[str, Decimal]:
    """Return the rates that a commune states itself, from its own numbers, as the form declares."""
    stated = {}
    for ratio in form.ratios:
        if ratio.stated and ratio.denominator:
            numerator = sum((found[key] for key in ratio.numerator), Decimal(0))
            denominator = sum((found[key] for key in ratio.denominator), Decimal(0))
            stated[ratio.stated] = share(numerator, denominator, ratio.decimals, ratio.scale)
    return stated
