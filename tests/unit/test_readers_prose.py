"""Figures, ratios and citations in sentences of every kind that reports hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_toolkit.catalogue import Form
from cchc_toolkit.documents import ParsedReport
from cchc_toolkit.documents.raw import Line, Raw
from cchc_toolkit.documents.read import understood
from cchc_toolkit.text.citations import citations
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.mentions import mentions
from cchc_toolkit.text.passage import Passage


def read(*texts: str, form: Form) -> ParsedReport:
    lines = (Line(f"- {text}", f"dòng {at}", False) for at, text in enumerate(texts, 1))
    return understood(Raw("txt", tuple(lines)), form, "báo cáo")


def figures(text: str) -> list[str]:
    passages = [Passage(text, "dòng 1")]
    found, _ = mentions(passages, citations(passages))
    return [f"{one.number} {one.unit}".strip() for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuyên truyền 02 tin bài và 01 phóng sự.", ["2 tin bài", "1 phóng sự"]),
        ("Tiếp nhận 1.234 hồ sơ, tăng 12 hồ sơ.", ["1234 hồ sơ", "12 hồ sơ"]),
        ("đạt 133,2% dự toán, bằng 133,2 % cùng kỳ", ["133.2 %", "133.2 %"]),
        ("Thu 1234,5 triệu đồng; chi 1.234,5 tỷ đồng.", ["1234.5 triệu đồng", "1234.5 tỷ đồng"]),
        ("Bố trí 02 (hai) công chức, 500.000đ/người.", ["2 công chức", "500000 đ"]),
        ("Số hồ sơ: 652. Đúng hạn 648, quá hạn 4.", ["652", "648", "4"]),
        ("với tổng số 71 người tham gia", ["71 người"]),
        ("có 526 hồ sơ mức độ 3,4. Trong đó: 103 thủ tục mức độ 4", ["526 hồ sơ", "103 thủ tục"]),
        ("mức độ 3 có 111 TTHC, mức độ 4 có 46 TTHC", ["111 TTHC", "46 TTHC"]),
        ("16 máy tính/17 cán bộ, công chức", ["16 máy tính", "17 cán bộ, công chức"]),
        ("đợt 2 có 10 người, lần 3 có 5 người", ["10 người", "5 người"]),
        ("Năm 2023 có 05 văn bản, so với 2022 tăng 2 văn bản", ["5 văn bản", "2 văn bản"]),
    ],
)
def test_numbers_that_count_are_figures(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ngày 05/6/2024, ngày 05 tháng 6 năm 2024, 05/6/2024, tháng 6/2024",
        "từ ngày 15/12/2023 đến hết ngày 14/6/2024; từ 15/12 đến 14/6",
        "năm 2024, các năm 2021, 2022 và 2023; giai đoạn 2021 – 2030, 2021-2025",
        "6 tháng đầu năm 2024, 9 tháng, quý I/2024, quý 3 năm 2024",
        "Đề án 06, Chương trình 02-CTr/TU, mức độ 3, mức độ 3 và 4, mức 3,4",
        "Quyết định số 766/QĐ-TTg, Nghị định 61/2018/NĐ-CP, số 01/2020/TT-VPCP, Nghị quyết 76",
        "Điều 12, khoản 3, Phụ lục 01b, Biểu số 06, văn bằng 2, thôn 5, tổ 3",
        "điện thoại 0912 345 678, 0373.123.456; ttpvhcc15109@thanhhoa.gov.vn, xa15109.gov.vn",
        "TCVN ISO 9001:2015, Covid-19, 4G, 24/7, vào 8h30, cách mạng 4.0",
        "3.3.1. Số lượng hồ sơ",
        "1. Cải cách thể chế",
        "2) Tuyên truyền",
    ],
)
def test_numbers_that_name_are_no_figures(text: str) -> None:
    assert figures(text) == []


def test_a_number_that_can_be_two_is_marked(form: Form) -> None:
    issued = read("Đạt 92.83% và 1.234% và 12,5%.", form=form)
    assert [(one.number, one.doubtful) for one in issued.mentions] == [
        (Decimal("92.83"), True),
        (Decimal("1.234"), True),
        (Decimal("12.5"), False),
    ]


@given(st.integers(0, 10**12), st.sampled_from(["hồ sơ", "đồng", "thủ tục", "người"]))
def test_every_whole_number_is_read_as_printed(number: int, unit: str) -> None:
    assert figures(f"Có {print_number(number)} {unit}.") == [f"{number} {unit}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giải quyết 648/652 hồ sơ, đạt 99,38%.", ("648", "652 hồ sơ", "99,38%")),
        ("Tỷ lệ đúng hạn 99,39% (648/652 hồ sơ).", ("648", "652 hồ sơ", "99,39%")),
        (
            "Giải quyết 648 hồ sơ trong tổng số 652 hồ sơ, chiếm tỷ lệ 99,4%.",
            ("648 hồ sơ", "652 hồ sơ", "99,4%"),
        ),
        ("Máy in 09 cái/17 cán bộ.", ("09 cái", "17 cán bộ", "")),
    ],
)
def test_ratios_are_linked(text: str, expected: tuple[str, str, str], form: Form) -> None:
    issued = read(text, form=form)
    (ratio,) = issued.ratios
    places = (ratio.numerator, ratio.denominator, ratio.stated)
    assert tuple(issued.mentions[p].quote if p is not None else "" for p in places) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Công văn số 21/UBND-VP, ngày 29/01/2024 về việc đôn đốc.",
            ("Công văn", "21", "UBND-VP", date(2024, 1, 29), "", "về việc đôn đốc"),
        ),
        (
            "kế hoạch số 18/KH-UBND, ngày 06 tháng 02 năm 2024 về theo dõi",
            ("Kế hoạch", "18", "KH-UBND", date(2024, 2, 6), "", "về theo dõi"),
        ),
        (
            "Nghị quyết số 76/2021/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình",
            (
                "Nghị quyết", "76/2021", "NQ-CP", date(2021, 7, 15), "Chính phủ",
                "ban hành Chương trình",
            ),
        ),
        (
            "Thông tư số 02/2017/TT-VPCP ngày 31/10/2017 của Bộ trưởng, Chủ nhiệm Văn phòng "
            "Chính phủ hướng dẫn về nghiệp vụ; và khác",
            (
                "Thông tư", "02/2017", "TT-VPCP", date(2017, 10, 31),
                "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "hướng dẫn về nghiệp vụ",
            ),
        ),
        ("Nghị định 61 của Chính phủ", ("Nghị định", "61", "", None, "Chính phủ", "")),
        ("số 5/TTr-UBND ngày 5-3-2024", ("Tờ trình", "5", "TTr-UBND", date(2024, 3, 5), "", "")),
        ("Công văn số 30/UBND-VP ngày 31/02/2024", ("Công văn", "30", "UBND-VP", None, "", "")),
    ],
)  # fmt: skip
def test_citations(text: str, expected: tuple[object, ...]) -> None:
    (found,) = citations([Passage(text, "dòng 1")])
    assert (
        found.type, found.number, found.symbol, found.date, found.issuer, found.subject,
    ) == expected  # fmt: skip


def test_a_day_that_does_not_exist_is_kept_as_printed() -> None:
    (found,) = citations([Passage("Công văn số 30/UBND-VP ngày 31/02/2024", "dòng 1")])
    assert (found.date, found.date_as_printed) == (None, "31/02/2024")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "Công văn số 1/UBND-VP về việc triển khai Chỉ thị số 2/CT-TTg ngày 01/01/2024",
            [1, None],
        ),
        ("Công văn số 1/UBND-VP (triển khai công văn số 2/UBND-NV của huyện).", [1, None]),
        ("Thực hiện Kế hoạch số 1/KH-UBND, xã ban hành Kế hoạch số 2/KH-UBND.", [None, 0]),
        ("Kế hoạch số 1/KH-UBND về A. Kế hoạch số 2/KH-UBND về B.", [None, None]),
        (
            "Nhận Công văn số 1/SNV-VP. Để triển khai công văn này, xã ra Kế hoạch số 2/KH-UBND. "
            "Xã đã ban hành Kế hoạch số 3/KH-UBND.",
            [None, 0, None],
        ),
        ("Có Công văn số 1/SNV-VP; theo văn bản này xã đã ra Kế hoạch số 2/KH-UBND.", [None, 0]),
        (
            "Có Công văn số 1/SNV-VP; theo kế hoạch này xã đã ra Quyết định số 2/QĐ-UBND.",
            [None, None],
        ),
        ("Sau khi Sở có Công văn số 1/SNV-VP, xã đã ký Kế hoạch số 2/KH-UBND.", [None, 0]),
        ("Kế hoạch số 1/KH-UBND được lập để thực hiện Công văn số 2/SNV-VP.", [1, None]),
        ("Ban hành Kế hoạch số 1/KH-UBND về A; Kế hoạch số 2/KH-UBND về B.", [None, None]),
        (
            "Xã ra Kế hoạch số 1/KH-UBND (thay Kế hoạch số 2/KH-UBND đã thực hiện xong), "
            "Quyết định số 3/QĐ-UBND.",
            [None, None, None],
        ),
        (
            "Có Công văn số 1/UBND-NV hướng dẫn thêm chỉ tiêu, xã đã điều chỉnh kế hoạch nêu "
            "trên tại Quyết định số 2/QĐ-UBND.",
            [None, None],
        ),
    ],
)
def test_which_document_carries_out_which(text: str, links: list[int | None]) -> None:
    assert [one.implements for one in citations([Passage(text, "")])] == links
