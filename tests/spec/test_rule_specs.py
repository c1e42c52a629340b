"""C01-C12 and R01-R03: tiny submissions, what each rule finds, and what it leaves alone.

A rule that another file specifies is named there; the last test holds every declared rule to that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.periods import Window
from cchc_toolkit.checks import RULES, Finding, Scope, check
from cchc_toolkit.report import Report
from cchc_toolkit.submission import Submission, Waiver
from cchc_toolkit.submission.mode import Mode
from cchc_toolkit.submission.office import Office
from cchc_toolkit.text.formatting import parse_date

Finds = Callable[..., list[Finding]]

RECEIVED = "tthc.ho_so.tiep_nhan"
DIRECT, POST = f"{RECEIVED}.truc_tiep", f"{RECEIVED}.bcci"
LEVEL_3, LEVEL_4 = f"{RECEIVED}.truc_tuyen_muc_3", f"{RECEIVED}.truc_tuyen_muc_4"
ON_TIME = "tthc.ho_so.dung_han.cap_xa"
CHANNELS = {DIRECT: "126", POST: "0", LEVEL_3: "423", LEVEL_4: "103"}
ALL = '3.3.1 "Số lượng hồ sơ đã tiếp nhận"'


@pytest.fixture
def finds(make_report: Callable[..., Report]) -> Finds:
    """What one rule finds in a report of a few cells."""

    def found(rule: str, cells: dict[str, str], **said: Any) -> list[Finding]:
        report = make_report(cells, **said)
        return [one for one in (*report.findings, *report.shared) if one.rule == rule]

    return found


def short(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(one.severity, one.message) for one in findings]


# C01: a number within the range that the form allows


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        (RECEIVED, "-1", f"{ALL} ghi -1 Hồ sơ, phải ≥ 0."),
        (
            "tthc.mot_cua.quy_trinh_noi_bo_phe_duyet",
            "100,5",
            '3.2.5 "Tỷ lệ TTHC đã được phê duyệt quy trình nội bộ" ghi 100,5 %, phải ≤ 100.',
        ),
        ("bs.ngan_sach.thu", "-1.000", '"Thu ngân sách ước đạt" ghi -1.000 Đồng, phải ≥ 0.'),
    ],
)
def test_c01_finds_a_number_out_of_range(finds: Finds, key: str, text: str, message: str) -> None:
    (finding,) = finds("C01", {key: text})
    assert (finding.severity, finding.message) == ("chặn", message)
    assert (finding.keys, finding.values, finding.where) == ((key,), (text,), ("nguon:1",))
    assert finding.advice == "Kiểm tra lại số liệu gốc và đơn vị tính."
    assert (finding.expected, finding.found) == (message.split("phải ")[1][:-1], text)


@pytest.mark.parametrize("text", ["0", "100", "", "KAD", "KCB"])
def test_c01_takes_the_bounds_and_every_state(finds: Finds, text: str) -> None:
    assert finds("C01", {"tthc.mot_cua.quy_trinh_noi_bo_phe_duyet": text}) == []


def test_c01_leaves_a_rate_without_bounds_alone(finds: Finds) -> None:
    assert finds("C01", {"bs.ngan_sach.ty_le_thu": "133,2"}) == []


# C02: a coded answer that the form offers

SURVEY = "chi_dao.khao_sat.hinh_thuc"


def test_c02_finds_a_code_that_is_not_offered(finds: Finds) -> None:
    (finding,) = finds("C02", {SURVEY: "3"})
    assert (finding.severity, finding.message) == (
        "chặn",
        '1.4.2 "Hình thức khảo sát" ghi 3, biểu chỉ có: '
        "0 = Trực tuyến; 1 = Phát phiếu; 2 = Kết hợp.",
    )
    assert (finding.expected, finding.found) == ("0 | 1 | 2", "3")
    assert finding.advice == "Ghi một trong các mã in ở cột đơn vị tính."


@pytest.mark.parametrize("text", ["0", "2", "02", "1,0", "", "KAD", "KCB"])
def test_c02_takes_every_code_and_state(finds: Finds, text: str) -> None:
    assert finds("C02", {SURVEY: text}) == []


# C03: cells of the district


def test_c03_finds_a_district_s_cell(finds: Finds) -> None:
    (finding,) = finds("C03", {f"{DIRECT}.cap_huyen": "5"})
    assert (finding.severity, finding.message) == (
        "vừa",
        '"- Cấp huyện" thuộc "Tiếp nhận trực tiếp" là ô của cấp huyện, xã ghi 5.',
    )
    assert finding.advice == ("Chuyển số liệu sang dòng của cấp xã, hoặc để trống ô của cấp huyện.")


def test_c03_takes_a_zero_less_seriously(finds: Finds) -> None:
    assert [one.severity for one in finds("C03", {f"{DIRECT}.cap_huyen": "0"})] == ["thấp"]


@pytest.mark.parametrize("text", ["", "KAD", "KCB"])
def test_c03_leaves_states_alone(finds: Finds, text: str) -> None:
    assert finds("C03", {f"{DIRECT}.cap_huyen": text}) == []
    assert finds("C03", {f"{DIRECT}.cap_xa": "5"}) == []


# C04 and C05: the form and the commune on the last day


@pytest.mark.parametrize(
    ("last", "message"),
    [
        ("30/6/2025", None),
        ("01/7/2025", "Phụ lục 01b chỉ dùng đến 30/6/2025; kỳ này kết thúc 01/7/2025."),
    ],
)
def test_c04_finds_a_form_that_has_ended(finds: Finds, last: str, message: str | None) -> None:
    window = {"from": "10/11/2023", "to": last}
    expected = [("chặn", message)] if message else []
    assert short(finds("C04", {}, window=window)) == expected


@pytest.mark.parametrize(
    ("office", "fires"),
    [
        ({"valid_to": "30/6/2025"}, False),
        ({"valid_to": "05/6/2024"}, False),
        ({"valid_to": "04/6/2024"}, True),
        ({"valid_from": "06/6/2024"}, True),
        ({}, False),
    ],
)
def test_c05_finds_a_commune_that_is_not_there(
    finds: Finds, office: dict[str, str], fires: bool
) -> None:
    message = "Xã Phùng Minh (mã 15109) không tồn tại vào 05/6/2024."
    assert short(finds("C05", {}, office=office)) == ([("chặn", message)] if fires else [])


# C06: every item of the outline says something


def test_c06_finds_an_item_with_neither_text_nor_number(finds: Finds, form: Form) -> None:
    findings = finds("C06", {})
    assert len(findings) == sum(not item.lead for item in form.items.values())
    assert (findings[0].severity, findings[0].message) == (
        "thấp",
        'Mục I.1 chưa có nội dung: "hoạt động chỉ đạo, điều hành".',
    )
    assert findings[0].advice == (
        'Viết nội dung cho mục này; không có gì thì chọn "không phát sinh" ở biểu nhập.'
    )


@pytest.mark.parametrize(
    ("cells", "texts", "fires"),
    [
        ({}, {}, True),
        ({}, {"I.5.noi_dung": ["Không có nhiệm vụ được giao"]}, False),
        ({"bs.nhiem_vu_chinh_phu_giao": "0"}, {}, False),
        ({"bs.nhiem_vu_chinh_phu_giao": ""}, {}, True),
        ({"bs.nhiem_vu_chinh_phu_giao": "KAD"}, {}, True),
        ({}, {"I.5.noi_dung": ["\u200b"]}, True),
    ],
)
def test_c06_takes_a_text_or_one_number(
    finds: Finds, cells: dict[str, str], texts: dict[str, list[str]], fires: bool
) -> None:
    found = [one for one in finds("C06", cells, texts=texts) if "Mục I.5 " in one.message]
    assert bool(found) == fires


WRITE_HERE = ("biểu nhập Nội dung!E20", "narrative.yml, mục I.5.noi_dung")


def test_c06_blocks_a_copy_to_sign_and_says_where_to_write(finds: Finds) -> None:
    found = [one for one in finds("C06", {}, mode="sign") if "Mục I.5 " in one.message]
    assert [(one.severity, one.where) for one in found] == [("chặn", WRITE_HERE)]


def test_c06_takes_the_word_that_nothing_arose(finds: Finds) -> None:
    texts = {"I.5.noi_dung": {"state": "nothing_to_report"}}
    found = finds("C06", {}, texts=texts, mode="sign")
    assert not any("Mục I.5 " in one.message for one in found)


@pytest.mark.parametrize("rule", ["C06", "C09"])
def test_no_waiver_lets_a_copy_to_sign_be_unwritten(
    rule: str, make_submission: Callable[..., Submission]
) -> None:
    cell = {"bs.ngan_sach.thu": "3.900.000.000"}
    keys = ("bs.ngan_sach.du_toan_thu",) if rule == "C09" else ()
    waiver = Waiver(rule, keys, "Thôi.", "A", parse_date("31/12/2099"), "", "waivers.yml, mục 1")
    submission = replace(make_submission(cell), waivers=(waiver,))
    window = Window(parse_date("15/12/2023"), parse_date("14/6/2024"))
    modes: tuple[tuple[Mode, bool], ...] = (("draft", False), ("sign", True))
    for mode, blocks in modes:
        scope = Scope(submission, window, Office(), mode)
        found = [one for one in check(scope) if one.rule == rule]
        assert found
        assert any(one.blocking for one in found) == blocks
        assert all(bool(one.waived) != blocks for one in found)


# C07: invisible characters


def test_c07_tells_what_reading_took_out(finds: Finds) -> None:
    findings = finds("C07", {RECEIVED: "65\u200b2"}, texts={"V.noi_dung": ["Kh\u202eông"]})
    assert short(findings) == [
        ("thấp", "indicators.csv, dòng 2: bỏ ký tự vô hình."),
        ("thấp", "narrative.yml, mục V.noi_dung: bỏ ký tự vô hình."),
    ]
    assert findings[0].advice == "Gõ lại đoạn này nếu nội dung in ra khác ý định."


def test_c07_leaves_decomposed_vietnamese_alone(finds: Finds) -> None:
    assert finds("C07", {}, texts={"V.noi_dung": ["Kho\u0302ng co\u0301"]}) == []


# C08: an issued report has a number and a date


@pytest.mark.parametrize(
    ("mode", "office", "missing"),
    [
        ("draft", {}, []),
        ("sign", {}, []),
        ("issue", {}, ["số", "ngày"]),
        ("issue", {"number": "5"}, ["ngày"]),
        ("issue", {"date": "05/6/2024"}, ["số"]),
        ("issue", {"number": "5", "date": "05/6/2024"}, []),
    ],
)
def test_c08_finds_an_issued_report_that_is_not_numbered(
    finds: Finds, mode: str, office: dict[str, str], missing: list[str]
) -> None:
    assert short(finds("C08", {}, mode=mode, office=office)) == [
        ("chặn", f"Bản phát hành chưa có {what} văn bản.") for what in missing
    ]


# C09: no sentence with a gap


REVENUE, PLANNED = "bs.ngan_sach.thu", "bs.ngan_sach.du_toan_thu"


def test_c09_finds_the_outlines_sentence_with_a_gap(finds: Finds) -> None:
    for mode, severity in (("draft", "thấp"), ("sign", "chặn")):
        (finding,) = finds("C09", {REVENUE: "3.900.000.000"}, mode=mode)
        assert finding.severity == severity
        assert finding.message.startswith(
            'Mục II.5 "thu, chi ngân sách" có câu còn chỗ trống, chưa in được: '
        )
        assert PLANNED in finding.keys
        assert REVENUE not in finding.keys
        assert finding.where[0].startswith("biểu nhập Số liệu bổ sung!E")
        assert finding.where[-1] == "narrative.yml, mục II.5.thu_chi"


@pytest.mark.parametrize(
    ("cells", "text", "lacking"),
    [
        ({}, f"Thu {{so:{REVENUE}}} đồng.", [REVENUE]),
        ({REVENUE: "KCB"}, f"Thu {{so:{REVENUE}}} đồng.", [REVENUE]),
        ({REVENUE: "0"}, f"Thu {{so:{REVENUE}}} đồng.", []),
        ({REVENUE: "5", PLANNED: "0"}, "Đạt {so:ty_le.ngan_sach.thu}%.", [PLANNED]),
        ({}, "Chưa giao dự toán.", []),
    ],
)
def test_c09_finds_a_communes_sentence_with_a_gap(
    finds: Finds, cells: dict[str, str], text: str, lacking: list[str]
) -> None:
    found = finds("C09", cells, texts={"II.5.thu_chi": [text]}, mode="sign")
    assert [key for one in found for key in one.keys] == lacking


# C10: nothing arose, yet numbers


@pytest.mark.parametrize(("cell", "fires"), [("", False), ("0", False), ("3", True)])
def test_c10_finds_numbers_where_nothing_arose(finds: Finds, cell: str, fires: bool) -> None:
    texts = {"I.5.noi_dung": {"state": "nothing_to_report"}}
    name = 'I.5 "nhiệm vụ được Chính phủ, Thủ tướng Chính phủ giao"'
    message = f'Mục {name} ghi "không phát sinh" nhưng số liệu của mục là 3.'
    found = finds("C10", {"bs.nhiem_vu_chinh_phu_giao": cell}, texts=texts)
    assert short(found) == ([("chặn", message)] if fires else [])


# R01: the total is the sum of its parts


def test_r01_shows_the_sum_and_the_gap(finds: Finds) -> None:
    (finding,) = finds("R01", {RECEIVED: "652", **CHANNELS, DIRECT: "0"})
    assert (finding.severity, finding.message) == (
        "chặn",
        f"{ALL}: 0 + 0 + 423 + 103 = 526 ≠ 652, thiếu 126.",
    )
    assert finding.keys == (RECEIVED, DIRECT, POST, LEVEL_3, LEVEL_4)
    assert finding.values == ("652", "0", "0", "423", "103")
    assert (finding.expected, finding.found) == ("652", "526")
    assert finding.advice == ("Đối chiếu sổ theo dõi: sửa tổng hoặc phần còn thiếu trước khi ký.")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({RECEIVED: "600", **CHANNELS}, f"{ALL}: 126 + 0 + 423 + 103 = 652 ≠ 600, thừa 52."),
        (
            {RECEIVED: "652", LEVEL_3: "423", LEVEL_4: "103"},
            f"{ALL}: 423 + 103 = 526 ≠ 652, thiếu 126 "
            "(ô bỏ trống: Tiếp nhận trực tiếp, Tiếp nhận qua BCCI).",
        ),
        (
            {RECEIVED: "652", LEVEL_3: "423"},
            f"{ALL}: 423 ≠ 652, thiếu 229 (ô bỏ trống: Tiếp nhận trực tiếp, "
            "Tiếp nhận qua BCCI, Tiếp nhận trực tuyến mức độ 4).",
        ),
        (
            {RECEIVED: "0", **dict.fromkeys(CHANNELS, "0"), f"{DIRECT}.cap_xa": "1"},
            None,
        ),
        ({RECEIVED: "652", **CHANNELS}, None),
        ({RECEIVED: "652"}, None),
        ({RECEIVED: "", **CHANNELS}, None),
        ({RECEIVED: "KAD", **CHANNELS}, None),
        ({RECEIVED: "KCB", **CHANNELS}, None),
        ({RECEIVED: "526", **CHANNELS, DIRECT: "KAD"}, None),
        (
            {RECEIVED: "652", **CHANNELS, DIRECT: "KAD"},
            f"{ALL}: 0 + 423 + 103 = 526 ≠ 652, thiếu 126.",
        ),
        ({RECEIVED: "652", **CHANNELS, DIRECT: "KCB"}, None),
        ({RECEIVED: "652", LEVEL_3: "423", f"{LEVEL_4}.cap_xa": "KCB"}, None),
        (
            {RECEIVED: "500", **CHANNELS, DIRECT: "KCB"},
            f"{ALL}: 0 + 423 + 103 = 526 ≠ 500, thừa 26 (ô bỏ trống: Tiếp nhận trực tiếp).",
        ),
    ],
)
def test_r01_on_the_channels(finds: Finds, cells: dict[str, str], message: str | None) -> None:
    found = [one.message for one in finds("R01", cells) if one.keys[0] == RECEIVED]
    assert found == ([message] if message else [])


def test_r01_adds_the_parts_of_a_blank_part(finds: Finds) -> None:
    deep = {f"{key}.cap_xa": text for key, text in CHANNELS.items()}
    assert finds("R01", {RECEIVED: "652", **deep}) == []
    assert [one.message for one in finds("R01", {RECEIVED: "653", **deep})] == [
        f"{ALL}: 126 + 0 + 423 + 103 = 652 ≠ 653, thiếu 1."
    ]


def test_r01_leaves_a_part_larger_than_the_total_to_r02(finds: Finds) -> None:
    cells = {RECEIVED: "100", LEVEL_3: "423"}
    assert finds("R01", cells) == []
    assert len(finds("R02", cells)) == 1


# R02: a total is no smaller than a part, and not blank when parts are filled


def test_r02_shows_the_two_numbers(finds: Finds) -> None:
    key = "tthc.cong_khai.thanh_toan_truc_tuyen"
    (finding,) = finds("R02", {key: "0", f"{key}.cap_xa": "5"})
    assert (finding.severity, finding.message) == (
        "chặn",
        '3.4.3 "Số TTHC đã tích hợp dịch vụ thanh toán trực tuyến trên Cổng dịch vụ công." '
        'ghi 0, nhỏ hơn phần của nó "Cấp xã" ghi 5.',
    )
    assert (finding.expected, finding.found) == ("≥ 5", "0")
    assert finding.advice == "Đối chiếu hai dòng: một trong hai số đã ghi sai."


def test_r02_finds_a_blank_total_above_filled_parts(finds: Finds) -> None:
    key = "tthc.xin_loi"
    (finding,) = finds("R02", {key: "", f"{key}.cap_xa": "0", f"{key}.cap_huyen": "2"})
    assert (finding.severity, finding.message) == (
        "vừa",
        '3.5 "Số thư/ trường hợp đã công khai xin lỗi" để trống trong khi các dòng con có số: '
        "2 + 0.",
    )
    assert finding.advice == "Ghi tổng vào dòng này."


def test_r02_says_under_what_a_row_without_a_number_stands(finds: Finds) -> None:
    (finding,) = finds("R02", {f"{LEVEL_3}.cap_xa": "423"})
    assert finding.message == (
        f'"Tiếp nhận trực tuyến mức độ 3" ({ALL}) để trống trong khi các dòng con có số: 423.'
    )


@pytest.mark.parametrize(
    ("total", "part"),
    [("5", "5"), ("6", "5"), ("0", "0"), ("5", ""), ("5", "KAD"), ("0", "KCB"), ("KAD", ""),
     ("KCB", "5"), ("", ""), ("", "KAD"), ("", "KCB")],
)  # fmt: skip
def test_r02_leaves_alone(finds: Finds, total: str, part: str) -> None:
    key = "tthc.xin_loi"
    assert finds("R02", {key: total, f"{key}.cap_xa": part}) == []


# R03: a stated rate is the recomputed one, rounded

STATED = "bs.ho_so.ty_le_dung_han"
RATE = "Tỷ lệ hồ sơ giải quyết đúng hạn trên số tiếp nhận"
CELLS = {ON_TIME: "648", RECEIVED: "652"}


@pytest.mark.parametrize(
    ("stated", "severity", "message"),
    [
        (
            "99,38",
            "vừa",
            f"{RATE}: ghi 99,38%, tính lại 648 / 652 = 99,3865%, làm tròn là 99,39% "
            "(số đã ghi bị cắt bớt, không làm tròn).",
        ),
        (
            "98,39",
            "chặn",
            f"{RATE}: ghi 98,39%, tính lại 648 / 652 = 99,3865%, làm tròn là 99,39%.",
        ),
        ("100", "chặn", f"{RATE}: ghi 100%, tính lại 648 / 652 = 99,39%, làm tròn là 99%."),
    ],
)
def test_r03_tells_cut_off_from_wrong(
    finds: Finds, stated: str, severity: str, message: str
) -> None:
    (finding,) = finds("R03", {**CELLS, STATED: stated})
    assert (finding.severity, finding.message) == (severity, message)
    assert finding.keys == (STATED, ON_TIME, RECEIVED)
    assert finding.values == (stated, "648", "652")
    assert finding.found == stated
    assert finding.advice == "Ghi lại tỷ lệ theo tử số và mẫu số của báo cáo."


@pytest.mark.parametrize("stated", ["99,39", "99,4", "99", "99,387", "", "KAD", "KCB"])
def test_r03_takes_the_right_rate_at_any_number_of_decimals(finds: Finds, stated: str) -> None:
    assert finds("R03", {**CELLS, STATED: stated}) == []


@pytest.mark.parametrize("missing", [ON_TIME, RECEIVED])
@pytest.mark.parametrize("sign", ["", "KAD", "KCB"])
def test_r03_cannot_recompute_from_what_is_missing(finds: Finds, missing: str, sign: str) -> None:
    assert finds("R03", {**CELLS, missing: sign, STATED: "1"}) == []


def test_r03_leaves_a_rate_of_nothing_alone(finds: Finds) -> None:
    assert finds("R03", {ON_TIME: "0", RECEIVED: "0", STATED: "100"}) == []


def test_r03_takes_the_rate_that_the_report_itself_prints(finds: Finds) -> None:
    cells = {ON_TIME: "99.996", RECEIVED: "100.000"}
    assert finds("R03", {**cells, STATED: "99,99"}) == []


def test_r03_recomputes_a_stated_sum(finds: Finds) -> None:
    cells = {f"{LEVEL_3}.cap_xa": "423", f"{LEVEL_4}.cap_xa": "103"}
    assert finds("R03", {**cells, "bs.ho_so.muc_3_4": "526"}) == []
    assert finds("R03", {f"{LEVEL_3}.cap_xa": "423", "bs.ho_so.muc_3_4": "526"}) == []
    (finding,) = finds("R03", {**cells, "bs.ho_so.muc_3_4": "520"})
    assert (finding.severity, finding.message) == (
        "chặn",
        "Tổng số hồ sơ tiếp nhận trực tuyến mức độ 3 và 4: ghi 520, tính lại 423 + 103 = 526.",
    )
    assert finding.advice == "Ghi lại tổng theo các số của biểu, hoặc sửa các số đó."


# All of them


def test_findings_come_gravest_first_then_by_rule(make_report: Callable[..., Report]) -> None:
    report = make_report({RECEIVED: "-1", LEVEL_3: "5", SURVEY: "9", f"{DIRECT}.cap_huyen": "0"})
    order = ["chặn", "cao", "vừa", "thấp"]
    seen = [(order.index(one.severity), one.rule) for one in report.findings]
    assert [severity for severity, _ in seen] == sorted(severity for severity, _ in seen)
    assert [rule for severity, rule in seen if severity == 0][:2] == ["C01", "C02"]
    assert report.blocking == tuple(one for one in report.findings if one.severity == "chặn")


def test_a_finding_as_json(finds: Finds) -> None:
    (finding,) = finds("C02", {SURVEY: "3"})
    expected = {
        "rule": "C02",
        "severity": "chặn",
        "message": finding.message,
        "advice": finding.advice,
        "keys": [SURVEY],
        "values": ["3"],
        "stt": ["1.4.2."],
        "where": ["nguon:1"],
        "expected": "0 | 1 | 2",
        "found": "3",
    }
    written = finding.to_json()
    assert {name: written[name] for name in expected} == expected


def test_every_declared_rule_has_a_spec() -> None:
    tests = Path(__file__).parents[1]
    files = (*tests.glob("spec/**/*.py"), *tests.glob("unit/*.py"))
    specs = "".join(path.read_text(encoding="utf-8") for path in files)
    assert [rule.code for rule in RULES if f'"{rule.code}"' not in specs] == []
