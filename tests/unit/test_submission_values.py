"""`indicators.csv`: what stands in a cell is read or refused, never mended."""

from __future__ import annotations

from decimal import Decimal

import pytest
from project import Project, refusal

from cchc_toolkit.errors import DataError
from cchc_toolkit.submission import Value

RECEIVED = 'Chỉ tiêu 3.3.1 "Số lượng hồ sơ đã tiếp nhận": '
RATE = 'Chỉ tiêu "Tỷ lệ hồ sơ giải quyết trước và đúng hạn nêu trong lời văn": '
ONLY_DIGITS = (
    "Chỉ ghi chữ số, dấu phẩy thập phân; không ghi đơn vị. Ô chưa có số liệu thì để trống."
)
WITH_STATE = "Ô có số thì để trống cột state; ô không áp dụng thì để trống cột value."


def write(project: Project, *lines: str, header: str = "key,value,state,source") -> None:
    project.write("indicators.csv", "\n".join([header, *lines]) + "\n")


def test_the_four_states_and_zero(project: Project) -> None:
    write(
        project,
        "tthc.ho_so.tiep_nhan,652,,bao-cao.txt:316",
        "tthc.ho_so.dung_han.cap_xa,0,reported,",
        "the_che.ban_hanh,,,",
        "the_che.kiem_tra,,not_applicable,",
        "the_che.ra_soat,,suppressed,",
        'bs.ho_so.ty_le_dung_han,"99,38",,',
    )
    submission = project.submission()
    assert submission.values == {
        "tthc.ho_so.tiep_nhan": Value("reported", Decimal(652), "652", "bao-cao.txt:316"),
        "tthc.ho_so.dung_han.cap_xa": Value("reported", Decimal(0), "0", "indicators.csv, dòng 3"),
        "the_che.ban_hanh": Value("not_reported", source="indicators.csv, dòng 4"),
        "the_che.kiem_tra": Value("not_applicable", source="indicators.csv, dòng 5"),
        "the_che.ra_soat": Value("suppressed", source="indicators.csv, dòng 6"),
        "bs.ho_so.ty_le_dung_han": Value(
            "reported", Decimal("99.38"), "99,38", "indicators.csv, dòng 7"
        ),
    }
    assert submission.value("the_che.da_xu_ly") == Value("not_reported")


def test_notes_and_units_of_the_form(project: Project) -> None:
    header = "key,value,state,source,note,unit,label"
    write(project, "chi_dao.khao_sat.so_phieu,20,,s,trực tuyến,Phiếu,bỏ qua", header=header)
    assert project.submission().value("chi_dao.khao_sat.so_phieu") == Value(
        "reported", Decimal(20), "20", "s", "trực tuyến"
    )


def test_values_do_not_change(project: Project) -> None:
    write(project, "the_che.ban_hanh,1,,s")
    submission = project.submission()
    with pytest.raises(TypeError):
        submission.values["the_che.ban_hanh"] = Value("not_reported")  # type: ignore[index]
    with pytest.raises(AttributeError):
        submission.digest = ""  # type: ignore[misc]


def test_a_value_has_a_number_exactly_when_it_is_reported() -> None:
    for wrong in (("reported", None), ("not_reported", Decimal(0)), ("suppressed", Decimal(1))):
        with pytest.raises(ValueError, match="exactly when it is reported"):
            Value(*wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "problem", "advice"),
    [
        (
            "tthc.ho_so.tiep_nha,1,,",
            'Không có chỉ tiêu "tthc.ho_so.tiep_nha".',
            'Có phải ý bạn là "tthc.ho_so.tiep_nhan"?',
        ),
        (",1,,", 'Không có chỉ tiêu "".', 'Xem "cchc catalogue" để biết các chỉ tiêu.'),
        (
            "tthc.ho_so,1,,",
            '"tthc.ho_so" là dòng tiêu đề của biểu, không nhận số liệu.',
            "Bỏ dòng này.",
        ),
        ("tthc.ho_so.tiep_nhan,abc,,", f'{RECEIVED}"abc" không phải là số.', ONLY_DIGITS),
        ("tthc.ho_so.tiep_nhan,-,,", f'{RECEIVED}"-" không phải là số.', ONLY_DIGITS),
        ("tthc.ho_so.tiep_nhan,１２,,", f'{RECEIVED}"１２" không phải là số.', ONLY_DIGITS),
        ("tthc.ho_so.tiep_nhan,0x1A,,", f'{RECEIVED}"0x1A" không phải là số.', ONLY_DIGITS),
        ("tthc.ho_so.tiep_nhan,=1+1,,", f'{RECEIVED}"=1+1" không phải là số.', ONLY_DIGITS),
        (
            'tthc.ho_so.tiep_nhan,"1,5",,',
            f'{RECEIVED}"1,5" có phần thập phân, chỉ tiêu này đếm bằng số nguyên.',
            "Ghi số nguyên; dấu phẩy là dấu thập phân, dấu chấm ngăn hàng nghìn.",
        ),
        ("bs.ho_so.ty_le_dung_han,12 %,,", f'{RATE}"12 %" không phải là số.', ONLY_DIGITS),
        (
            "bs.ho_so.ty_le_dung_han,1.234,,",
            f'{RATE}Số "1.234" đọc được hai cách: 1234 hoặc 1,234.',
            "Ghi 1234 nếu là số nguyên, 1,234 nếu là số thập phân.",
        ),
        (
            "bs.ho_so.ty_le_dung_han,99.38,,",
            f'{RATE}"99.38" không phải là số.',
            "Dấu thập phân là dấu phẩy: ghi 99,38.",
        ),
        (
            "tthc.ho_so.tiep_nhan,,KAD,",
            'Trạng thái "KAD" không đúng.',
            "Để trống hoặc ghi một trong: reported, not_reported, not_applicable, suppressed.",
        ),
        (
            "tthc.ho_so.tiep_nhan,,not_aplicable,",
            'Trạng thái "not_aplicable" không đúng.',
            'Có phải ý bạn là "not_applicable"?',
        ),
        (
            "tthc.ho_so.tiep_nhan,5,not_applicable,",
            'Trạng thái "not_applicable" không đi với giá trị "5".',
            WITH_STATE,
        ),
        (
            "tthc.ho_so.tiep_nhan,,reported,",
            'Trạng thái "reported" không đi với giá trị "".',
            WITH_STATE,
        ),
    ],
)
def test_a_line_that_cannot_be_read(project: Project, line: str, problem: str, advice: str) -> None:
    write(project, line)
    assert refusal(DataError, project.submission) == (problem, "indicators.csv, dòng 2", advice)


def test_a_key_with_two_lines(project: Project) -> None:
    write(project, "the_che.ban_hanh,1,,", "the_che.ban_hanh,,,")
    assert refusal(DataError, project.submission) == (
        'Chỉ tiêu "the_che.ban_hanh" có hai dòng.',
        "indicators.csv, dòng 3",
        "Giữ lại một dòng.",
    )


def test_a_line_that_stands_elsewhere_says_so(project: Project) -> None:
    """What a line says is remembered from file to file: with its place, which is part of it."""
    write(project, "the_che.ban_hanh,1,,")
    first = project.submission().value("the_che.ban_hanh")
    write(project, "the_che.kiem_tra,2,,", "the_che.ban_hanh,1,,")
    second = project.submission().value("the_che.ban_hanh")
    assert (first.source, first.line) == ("indicators.csv, dòng 2", 2)
    assert (second.source, second.line) == ("indicators.csv, dòng 3", 3)


def test_a_number_in_another_unit(project: Project) -> None:
    write(project, "bs.ngan_sach.thu,5432,,,Triệu đồng", header="key,value,state,source,unit")
    assert refusal(DataError, project.submission) == (
        'Đơn vị "Triệu đồng" không phải đơn vị của chỉ tiêu "Thu ngân sách ước đạt" (Đồng).',
        "indicators.csv, dòng 2",
        "Đổi số liệu về đúng đơn vị của biểu.",
    )


def test_every_problem_of_a_file_is_told_at_once(project: Project) -> None:
    write(project, "the_che.ban_han,1,,", "the_che.kiem_tra,2,,", "the_che.ra_soat,x,,")
    assert refusal(DataError, project.submission) == (
        "Có 2 lỗi trong tệp số liệu.",
        '\n    indicators.csv, dòng 2: Không có chỉ tiêu "the_che.ban_han". '
        'Có phải ý bạn là "the_che.ban_hanh"?'
        '\n    indicators.csv, dòng 4: Chỉ tiêu 2.3 "Số VBQPPL đã rà soát": '
        f'"x" không phải là số. {ONLY_DIGITS}',
        "Sửa từng dòng nêu trên rồi chạy lại.",
    )


def test_invisible_characters_are_taken_out_and_told(project: Project) -> None:
    write(project, "the_che.ban_hanh,1\u200b2,,s")
    submission = project.submission()
    assert submission.value("the_che.ban_hanh") == Value("reported", Decimal(12), "12", "s")
    assert submission.repairs == ("indicators.csv, dòng 2: bỏ ký tự vô hình",)
