"""Every derived figure: a tiny submission, the figure, what is expected. This is its documentation.

Each figure is shown with its value, with a denominator of zero, with a blank, a not applicable and
a suppressed cell, and with the arithmetic that a reader sees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest

from cchc_toolkit.catalogue import Form
from cchc_toolkit.figures import Figure, derive
from cchc_toolkit.submission import Submission

Make = Callable[..., Submission]

RECEIVED = "tthc.ho_so.tiep_nhan"
ON_TIME = "tthc.ho_so.dung_han.cap_xa"
LEVEL_3 = f"{RECEIVED}.truc_tuyen_muc_3.cap_xa"
LEVEL_4 = f"{RECEIVED}.truc_tuyen_muc_4.cap_xa"
PENDING = "bs.ho_so.dang_giai_quyet_trong_han"
ONLINE = "chinh_quyen_dien_tu.dich_vu_cong"
PROCEDURES = "tthc.thong_ke.dang_ap_dung.cap_xa"
PRESENT = "to_chuc.bien_che.co_mat"
PLAN = "chi_dao.ke_hoach.nhiem_vu"
BUDGET = "bs.ngan_sach"


@dataclass(frozen=True)
class Spec:
    """Cells as written, numerator before denominator, and the formula a reader sees."""

    top: dict[str, str]
    bottom: dict[str, str]
    formula: str
    rule: str


SPECS: dict[str, Spec] = {
    "ty_le.dung_han.tren_tiep_nhan": Spec(
        {ON_TIME: "648"}, {RECEIVED: "652"}, "648 / 652 × 100 = 99,39%", "TREN_TIEP_NHAN"
    ),
    "ty_le.dung_han.tt01": Spec(
        {ON_TIME: "648"}, {"bs.ho_so.da_giai_quyet": "650"}, "648 / 650 × 100 = 99,69%", "TT01"
    ),
    "ty_le.dung_han.den_han": Spec(
        {ON_TIME: "648"}, {"bs.ho_so.den_han": "649"}, "648 / 649 × 100 = 99,85%", "DEN_HAN"
    ),
    "ty_le.dung_han.qd766": Spec(
        {ON_TIME: "640", PENDING: "8"},
        {RECEIVED: "652"},
        "(640 + 8) / 652 × 100 = 99,39%",
        "QD766",
    ),
    "tong.ho_so.muc_3_4": Spec({LEVEL_3: "423", LEVEL_4: "103"}, {}, "423 + 103 = 526 hồ sơ", ""),
    "ty_le.truc_tuyen.tren_tiep_nhan": Spec(
        {LEVEL_3: "423", LEVEL_4: "103"},
        {RECEIVED: "652"},
        "(423 + 103) / 652 × 100 = 80,67%",
        "TREN_TIEP_NHAN",
    ),
    "ty_le.truc_tuyen.muc_4": Spec(
        {LEVEL_4: "103"},
        {LEVEL_3: "423", LEVEL_4: "103"},
        "103 / (423 + 103) × 100 = 19,58%",
        "TREN_TRUC_TUYEN",
    ),
    "ty_le.tthc.truc_tuyen": Spec(
        {f"{ONLINE}.muc_do_3": "111", f"{ONLINE}.muc_do_4": "46"},
        {PROCEDURES: "254"},
        "(111 + 46) / 254 × 100 = 61,81%",
        "TREN_TTHC",
    ),
    "ty_le.ngan_sach.thu": Spec(
        {f"{BUDGET}.thu": "5.432.209.679"},
        {f"{BUDGET}.du_toan_thu": "4.078.860.239"},
        "5.432.209.679 / 4.078.860.239 × 100 = 133,2%",
        "TREN_DU_TOAN",
    ),
    "ty_le.ngan_sach.chi": Spec(
        {f"{BUDGET}.chi": "4.148.813.873"},
        {f"{BUDGET}.du_toan_chi": "4.078.860.239"},
        "4.148.813.873 / 4.078.860.239 × 100 = 101,7%",
        "TREN_DU_TOAN",
    ),
    "ty_le.bien_che.co_mat": Spec(
        {PRESENT: "17"},
        {"to_chuc.bien_che.duoc_giao": "18"},
        "17 / 18 × 100 = 94,44%",
        "TREN_BIEN_CHE",
    ),
    "binh_quan.may_tinh": Spec(
        {"bs.trang_bi.may_tinh": "16"}, {PRESENT: "17"}, "16 / 17 = 0,94 máy/người", "TREN_CO_MAT"
    ),
    "binh_quan.may_in": Spec(
        {"bs.trang_bi.may_in": "7"}, {PRESENT: "17"}, "7 / 17 = 0,41 máy/người", "TREN_CO_MAT"
    ),
    "ty_le.ke_hoach.hoan_thanh": Spec(
        {f"{PLAN}_hoan_thanh": "5"}, {PLAN: "6"}, "5 / 6 × 100 = 83,33%", "TREN_KE_HOACH"
    ),
}
COMPLETENESS = "ty_le.day_du"
BY_CELLS = pytest.mark.parametrize("key", SPECS)
RATES = pytest.mark.parametrize("key", [key for key, spec in SPECS.items() if spec.bottom])


def figure(make_submission: Make, key: str, cells: dict[str, str]) -> Figure:
    return derive(make_submission(cells))[key]


def without_value(found: Figure) -> tuple[str, str]:
    assert found.value is None
    return found.reason, found.printed


def test_every_declared_figure_has_a_spec_and_every_spec_a_figure(form: Form) -> None:
    assert set(form.ratio) == {*SPECS, COMPLETENESS}


@BY_CELLS
def test_the_value_and_the_arithmetic_that_is_shown(make_submission: Make, key: str) -> None:
    spec = SPECS[key]
    found = figure(make_submission, key, {**spec.top, **spec.bottom})
    assert (found.formula, found.rule, found.reason) == (spec.formula, spec.rule, "")
    assert found.with_unit == spec.formula.rpartition(" = ")[2]
    assert [cell.key for cell in found.numerator_inputs] == list(spec.top)
    assert [cell.key for cell in found.denominator_inputs] == list(spec.bottom)


@RATES
def test_a_denominator_of_zero_is_a_reason_and_no_number(make_submission: Make, key: str) -> None:
    spec = SPECS[key]
    cells = {**spec.top, **dict.fromkeys(spec.bottom, "0")}
    assert without_value(figure(make_submission, key, cells)) == (
        "zero_denominator",
        "không tính được: mẫu số bằng 0",
    )


@RATES
def test_a_numerator_of_zero_is_zero(make_submission: Make, key: str) -> None:
    spec = SPECS[key]
    cells = {**spec.bottom, **dict.fromkeys(spec.top, "0")}
    found = figure(make_submission, key, cells)
    assert (found.value, found.reason) == (0, "")


@BY_CELLS
@pytest.mark.parametrize(
    ("sign", "reason", "printed"),
    [
        ("", "not_reported", "không tính được: chưa có số liệu"),
        ("KCB", "suppressed", "không tính được: không công bố"),
    ],
)
def test_one_unknown_cell_on_either_side_leaves_no_figure(
    make_submission: Make, key: str, sign: str, reason: str, printed: str
) -> None:
    whole = {**SPECS[key].top, **SPECS[key].bottom}
    for cell in whole:
        found = figure(make_submission, key, {**whole, cell: sign})
        assert without_value(found) == (reason, printed), cell
        absent = {name: text for name, text in whole.items() if name != cell}
        assert figure(make_submission, key, absent).reason == "not_reported", cell


@BY_CELLS
def test_a_side_that_does_not_apply_leaves_no_figure(make_submission: Make, key: str) -> None:
    spec = SPECS[key]
    for side in filter(None, (spec.top, spec.bottom)):
        cells = {**spec.top, **spec.bottom, **dict.fromkeys(side, "KAD")}
        assert without_value(figure(make_submission, key, cells)) == (
            "not_applicable",
            "không tính được: không áp dụng",
        )


def test_a_cell_that_does_not_apply_adds_nothing_to_a_sum(make_submission: Make) -> None:
    found = figure(make_submission, "tong.ho_so.muc_3_4", {LEVEL_3: "423", LEVEL_4: "KAD"})
    assert (found.value, found.formula) == (
        Decimal(423),
        "423 + [không áp dụng] = 423 hồ sơ",
    )


def test_a_blank_outweighs_a_suppressed_cell(make_submission: Make) -> None:
    found = figure(make_submission, "tong.ho_so.muc_3_4", {LEVEL_3: "", LEVEL_4: "KCB"})
    assert found.reason == "not_reported"


def test_the_hundred_is_all_and_nothing_less(make_submission: Make) -> None:
    def on_time(done: str, received: str) -> str:
        cells = {ON_TIME: done, RECEIVED: received}
        return figure(make_submission, "ty_le.dung_han.tren_tiep_nhan", cells).with_unit

    assert on_time("99.999", "100.000") == "99,99%"
    assert on_time("100.000", "100.000") == "100,00%"
    assert on_time("100.001", "100.000") == "100,01%"


def test_the_longest_numbers_still_divide(make_submission: Make) -> None:
    cells = {f"{BUDGET}.thu": "9" * 16, f"{BUDGET}.du_toan_thu": "1"}
    found = figure(make_submission, "ty_le.ngan_sach.thu", cells)
    assert found.printed == "999.999.999.999.999.900,0"


def test_a_figure_as_json_keeps_every_digit(make_submission: Make) -> None:
    cells = {ON_TIME: "648", RECEIVED: "652"}
    found = figure(make_submission, "ty_le.dung_han.tren_tiep_nhan", cells)
    assert found.to_json() == {
        "key": "ty_le.dung_han.tren_tiep_nhan",
        "label": "Tỷ lệ hồ sơ giải quyết đúng hạn trên số tiếp nhận",
        "value": "99.39",
        "reason": "",
        "printed": "99,39",
        "unit": "%",
        "decimals": 2,
        "numerator": "648",
        "denominator": "652",
        "rule": "TREN_TIEP_NHAN",
        "formula": "648 / 652 × 100 = 99,39%",
        "inputs": [
            {
                "key": ON_TIME,
                "label": "Số lượng hồ sơ TTHC do UBND cấp xã tiếp nhận được giải quyết đúng hạn",
                "stt": "3.3.2.",
                "text": "648",
                "source": "nguon:1",
            },
            {
                "key": RECEIVED,
                "label": "Số lượng hồ sơ đã tiếp nhận",
                "stt": "3.3.1",
                "text": "652",
                "source": "nguon:2",
            },
        ],
        "source": "Dòng 3.3.2 và 3.3.1 của biểu (theo số in)",
    }


def test_a_figure_has_a_value_or_a_reason_never_both() -> None:
    rest = (None, None, "", "%", 2, 100, (), (), "")
    for value, reason in ((None, ""), (Decimal(1), "not_reported")):
        with pytest.raises(ValueError, match="either a value or a reason"):
            Figure("k", "l", value, reason, *rest)  # type: ignore[arg-type]


# Completeness: cells of the form that a commune fills, blank or answered


def test_completeness_counts_the_cells_of_a_commune(make_submission: Make, form: Form) -> None:
    cells = sum(form.applies(row) for row in form.rows)
    found = figure(make_submission, COMPLETENESS, {RECEIVED: "652", ON_TIME: "0"})
    assert (found.numerator, found.denominator) == (2, cells)
    assert (found.rule, found.value) == ("MUC_DO_DAY_DU", Decimal("2.44"))
    assert found.formula == "2 / 82 × 100 = 2,44%"


def test_a_state_is_an_answer_and_a_blank_is_none(make_submission: Make) -> None:
    cells = {RECEIVED: "0", ON_TIME: "KAD", PLAN: "KCB", PRESENT: ""}
    assert figure(make_submission, COMPLETENESS, cells).numerator == 3


def test_cells_of_the_district_and_of_the_supplement_do_not_count(make_submission: Make) -> None:
    cells = {f"{RECEIVED}.bcci.cap_huyen": "1", "bs.ngan_sach.thu": "1"}
    assert figure(make_submission, COMPLETENESS, cells).value == 0


def test_an_empty_report_is_not_complete_at_all(make_submission: Make) -> None:
    assert figure(make_submission, COMPLETENESS, {}).printed == "0,00"
