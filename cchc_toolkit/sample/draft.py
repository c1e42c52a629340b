"""A fictional submission before it is written: cells, register and texts as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.sample.profile import Profile
from cchc_toolkit.submission import Document, Value
from cchc_toolkit.text.arithmetic import decimals_of
from cchc_toolkit.text.formatting import print_number

Cells = Mapping[str, Value]
BLANK, NOT_APPLICABLE = Value("not_reported"), Value("not_applicable")


@dataclass(frozen=True)
class Draft:
    """Cells by key (one for every row that it knows), the register, paragraphs by outline item."""

    cells: Cells
    register: tuple[Document, ...]
    texts: Mapping[str, tuple[str, ...]]

    def number(self, key: str) -> Decimal:
        """Return the number of a cell that is known to have one."""
        number = self.cells[key].number
        if number is None:
            raise ValueError(f"{key} has no number")
        return number


OPTIONAL = (
    "tthc.thong_ke.bai_bo_thay_the",
    "to_chuc.bien_che.hop_dong_lao_dong",
    "cong_vu.vi_tri_viec_lam.co_vi_pham",
    "cong_vu.tuyen_dung.cong_chuc_dac_biet",
    "cong_vu.tuyen_dung.xet_chuyen_len_huyen",
    "bs.dao_tao.van_bang_2",
    "bs.dao_tao.nang_cao",
)
"""Cells that offices often leave open; no total and no figure needs them."""
_POST = tuple(
    f"tthc.ho_so.{row}"
    for row in ("tiep_nhan.bcci", "tiep_nhan.bcci.cap_xa", "dung_han.cap_xa.bcci")
)


def cells(form: Form, profile: Profile, numbers: Mapping[str, Decimal], period: str) -> Cells:
    """Return a cell for every row that it knows: blank where only a district answers.

    An indicator that a form was given since, and that has no number here, has no cell either.
    """
    draw = profile.random(period, "de_trong")
    left_blank = set(draw.sample(OPTIONAL, draw.randint(0, 3)))
    excluded = _not_applicable(profile, numbers)
    found = {}
    for row in form.fillable:
        if row.key in excluded:
            found[row.key] = NOT_APPLICABLE
        elif row.key in numbers and row.key not in left_blank:
            found[row.key] = reported(row, numbers[row.key])
        elif row.key in OPTIONAL or not form.applies(row):
            found[row.key] = BLANK
    return found


def _not_applicable(profile: Profile, numbers: Mapping[str, Decimal]) -> set[str]:
    excluded = set() if profile.post else set(_POST)
    if profile.staff_cut == 0:
        excluded.add("to_chuc.bien_che.ty_le_tinh_gian")
    if numbers["chi_dao.khao_sat.so_phieu"] == 0:
        excluded.add("chi_dao.khao_sat.hinh_thuc")
    elsewhere = "tthc.mot_cua.khong_phu_thuoc_dia_gioi"
    if numbers[elsewhere] == 0 and "tthc.ho_so.phi_dia_gioi" not in numbers:  # a sentence says both
        excluded.add(elsewhere)
    return excluded


def reported(row: Indicator, number: Decimal) -> Value:
    """Return a cell with a number as a Vietnamese clerk types it: whole, or with a comma."""
    if row.integer:
        return Value("reported", number, str(int(number)))
    decimals = decimals_of(number)
    return Value("reported", number, print_number(number, decimals))
