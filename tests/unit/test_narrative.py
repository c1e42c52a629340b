"""The prose of a report: nothing typed, nothing empty, nothing a commune writes ever runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from project import refusal
from readable import paragraphs, readable, runs_text

from cchc_toolkit.blocks import AppendixTitle, Block, Chart, Heading, Paragraph, Run
from cchc_toolkit.errors import UsageError
from cchc_toolkit.report import Report
from cchc_toolkit.report.charts import all_charts
from cchc_toolkit.report.narrative import closing, letterhead, section
from cchc_toolkit.report.narrative.sentence import fill
from cchc_toolkit.report.tables import appendix, figures
from cchc_toolkit.submission.filler import is_filler

Make = Callable[..., Report]

RECEIVED = "tthc.ho_so.tiep_nhan"
ON_TIME = "tthc.ho_so.dung_han.cap_xa"
RATE = "ty_le.dung_han.tren_tiep_nhan"
DOCUMENTS = [
    {"id": "kh", "type": "Kế hoạch", "number": "02", "symbol": "KH-UBND", "date": "2024-01-29",
     "issuer": "UBND xã", "subject": "về cải cách hành chính"},
    {"id": "cv", "as_printed": "Công văn số 21/UBND-VP, ngày 29/01/2014 về việc triển khai"},
]  # fmt: skip


def whole(report: Report) -> Iterator[Block]:
    yield from letterhead(report).blocks
    for part in report.form.outline:
        yield from section(report, part.id).blocks
    yield from closing(report).blocks


def said(report: Report, text: str) -> str:
    return runs_text(fill(text, report))


def bullet(report: Report, section_id: str, start: str) -> str:
    found = [text for text in paragraphs(section(report, section_id).blocks) if start in text]
    assert len(found) == 1
    return found[0]


# The whole of it


@pytest.mark.parametrize("mode", ["draft", "sign"])
def test_no_placeholder_is_left_over_and_no_paragraph_is_empty(
    make_report: Make, phung_minh: Report, mode: str
) -> None:
    for report in (phung_minh, make_report({}, mode=mode), make_report({RECEIVED: "0"}, mode=mode)):
        for block in whole(report):
            if isinstance(block, Paragraph):
                assert runs_text(block.runs).strip(), block
                assert all(run.text for run in block.runs)
        text = readable(whole(report))
        assert "{so:" not in text
        assert "{vb:" not in text
        assert "[]" not in text


def test_the_instructions_of_the_outline_are_not_printed(make_report: Make) -> None:
    report = make_report({"tthc.thong_ke.dang_ap_dung": "254"})
    told = [item.guidance for item in report.form.items.values() if item.guidance]
    told += [part.guidance for s in report.form.outline for part in s.parts if part.guidance]
    assert len(told) > 8
    text = readable(whole(report))
    assert [words for words in told if words.strip("():.") in text] == []
    assert "- Tổng hợp, cập nhật số lượng TTHC thuộc thẩm quyền giải quyết của địa phương: 254" in (
        text
    )
    assert "## 3. Đánh giá về công tác kiểm tra CCHC\n" in text


def test_the_appendix_of_figures_is_a_choice(make_report: Make) -> None:
    report = make_report({}, figures_appendix="false")
    assert figures(report).blocks == ()
    assert all_charts(report).blocks == ()
    title = appendix(report).blocks[0]
    assert isinstance(title, AppendixTitle)
    assert title.label == "Phụ lục", "a single appendix has no number"
    assert "chi tiết tại Phụ lục kèm theo Báo cáo này." in readable(closing(report).blocks)


def test_a_copy_to_sign_leaves_out_what_has_no_data_yet(make_report: Make) -> None:
    values = {RECEIVED: "652", ON_TIME: "648"}
    draft, final = (make_report(values, mode=mode) for mode in ("draft", "sign"))
    assert "chưa có số liệu" in readable(figures(draft).blocks)
    assert "chưa có số liệu" not in readable(figures(final).blocks)
    assert "99,39%" in readable(figures(final).blocks)
    drawn = [block for block in all_charts(final).blocks if isinstance(block, Chart)]
    assert [chart.caption.partition(":")[0] for chart in drawn] == [
        "Biểu đồ 1. Các tỷ lệ chính của kỳ báo cáo"
    ]
    assert "chưa có số liệu" not in drawn[0].svg + drawn[0].alt


def test_headings_stand_in_the_order_of_the_outline(make_report: Make) -> None:
    blocks = section(make_report({}), "II").blocks
    assert [(block.level, block.text) for block in blocks if isinstance(block, Heading)][:3] == [
        (1, "II. KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH"),
        (2, "1. Cải cách thể chế"),
        (2, "2. Cải cách thủ tục hành chính (TTHC)"),
    ]


def test_a_section_that_is_not_there(make_report: Make) -> None:
    report = make_report({})
    assert refusal(UsageError, lambda: section(report, "IIV")) == (
        'Đề cương không có phần "IIV".',
        "narrative.section",
        'Có phải ý bạn là "IV"?',
    )
    assert refusal(UsageError, lambda: section(report, "6"))[2] == "Các phần: I, II, III, IV, V."


# Numbers


def test_a_number_carries_its_key_and_its_origin(make_report: Make) -> None:
    report = make_report({RECEIVED: "652", ON_TIME: "648"})
    runs = fill(f"có {{so:{RECEIVED}}} hồ sơ, đạt {{so:{RATE}}}%", report)
    assert tuple(replace(run, note=run.note.partition(" Còn ở: ")[0]) for run in runs) == (
        Run("có "),
        Run(
            "652",
            figure=RECEIVED,
            note="3.3.1 Số lượng hồ sơ đã tiếp nhận: xã báo cáo 652. Nguồn: nguon:1.",
        ),
        Run(" hồ sơ, đạt "),
        Run(
            "99,39",
            figure=RATE,
            note="Tỷ lệ hồ sơ giải quyết đúng hạn trên số tiếp nhận: 648 / 652 × 100 = 99,39%. "
            "Chia cho số hồ sơ tiếp nhận. 3.3.2 Số lượng hồ sơ TTHC do UBND cấp xã tiếp nhận "
            "được giải quyết đúng hạn = 648; 3.3.1 Số lượng hồ sơ đã tiếp nhận = 652. "
            "Dòng 3.3.2 và 3.3.1 của biểu (theo số in).",
        ),
        Run("%"),
    )


def test_a_number_says_where_else_it_stands(make_report: Make) -> None:
    report = make_report({RECEIVED: "652", ON_TIME: "648"})
    item = "II.2.mot_cua.chat_luong"
    (_, said_there), (said_elsewhere,) = (
        [run.note.partition(" Còn ở: ")[2] for run in fill(text, report, here) if run.note]
        for text, here in ((f"{{so:{RECEIVED}}} {{so:{RATE}}}", item), (f"{{so:{RATE}}}", ""))
    )
    quality = "Kết quả thực hiện việc đánh giá chất lượng giải quyết TTHC"
    assert said_there == 'biểu đồ "Các tỷ lệ chính của kỳ báo cáo".'
    sentence = f'câu "Cải cách thủ tục hành chính (TTHC): {quality}"'
    assert said_elsewhere == f"{sentence}; {said_there}"
    undrawn = fill(f"{{so:{RATE}}}", replace(report, charts=False), item)
    assert "Còn ở" not in undrawn[0].note


@pytest.mark.parametrize(
    ("key", "cell", "printed"),
    [
        (RECEIVED, "4", "04"),
        (RECEIVED, "0", "0"),
        (RECEIVED, "1.234", "1.234"),
        ("bs.ngan_sach.thu", "5", "5"),
        ("bs.ngan_sach.ty_le_thu", "133,20", "133,2"),
        ("chi_dao.khao_sat.hinh_thuc", "0", "trực tuyến"),
        ("chi_dao.khao_sat.hinh_thuc", "7", "7"),
    ],
)
def test_how_prose_prints_a_cell(make_report: Make, key: str, cell: str, printed: str) -> None:
    assert said(make_report({key: cell}), f"{{so:{key}}}") == printed


@pytest.mark.parametrize(
    ("mode", "text", "expected"),
    [
        ("draft", f"đạt {{so:{RATE}}}%.", "đạt [không tính được: chưa có số liệu]."),
        ("sign", f"đạt {{so:{RATE}}}%.", "đạt [không tính được: chưa có số liệu]."),
        ("draft", f"{{so:{RECEIVED}}}/{{so:{ON_TIME}}}", "[chưa có số liệu]/[chưa có số liệu]"),
        ("draft", f"{{so:{RECEIVED}}} hồ sơ, 5%", "[chưa có số liệu] hồ sơ, 5%"),
    ],
)
def test_a_gap_swallows_the_percent_sign_that_follows_it(
    make_report: Make, mode: str, text: str, expected: str
) -> None:
    report = make_report({}, mode=mode)
    runs = fill(text, report)
    assert runs_text(runs) == expected
    gaps = [run for run in runs if run.text[0] == "["]
    assert gaps
    assert all(run.missing for run in gaps)


# Sentences of the outline

ASSIGNED = "bs.nhiem_vu_chinh_phu_giao"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({ASSIGNED: "3"}, "- Được giao 03 nhiệm vụ."),
        ({ASSIGNED: "0"}, "- Không có nhiệm vụ được giao."),
    ],
)
def test_a_number_speaks_where_the_commune_wrote_nothing(
    make_report: Make, cells: dict[str, str], expected: str
) -> None:
    assert expected in paragraphs(section(make_report(cells), "I").blocks)


@pytest.mark.parametrize("cell", ["", "KAD", "KCB"])
@pytest.mark.parametrize("mode", ["draft", "sign"])
def test_where_nothing_is_known_no_word_is_put_into_the_communes_mouth(
    make_report: Make, cell: str, mode: str
) -> None:
    blocks = section(make_report({ASSIGNED: cell}, mode=mode), "I").blocks
    gap = "[chưa có nội dung: nhiệm vụ được Chính phủ, Thủ tướng Chính phủ giao]"
    assert f"- {gap}" in paragraphs(blocks)
    runs = [run for b in blocks if isinstance(b, Paragraph) for run in b.runs]
    assert [run.missing for run in runs if run.text == gap] == [True]


def test_a_labelled_bullet_has_its_gap_after_its_label(make_report: Make) -> None:
    text = bullet(make_report({}), "II", "phát triển dữ liệu:")
    assert text == "- Kết quả xây dựng, phát triển dữ liệu: [chưa có nội dung]"


@pytest.mark.parametrize(
    ("item", "section_id", "printed"),
    [
        ("I.5.noi_dung", "I", "- Không có nhiệm vụ được giao."),
        ("V.noi_dung", "V", "Không phát sinh."),
        ("II.6.du_lieu", "II", "- Kết quả xây dựng, phát triển dữ liệu: không phát sinh."),
    ],
)
def test_the_communes_word_that_nothing_arose_is_printed_as_the_outline_says_it(
    make_report: Make, item: str, section_id: str, printed: str
) -> None:
    report = make_report({}, {item: {"state": "nothing_to_report"}}, mode="sign")
    assert printed in paragraphs(section(report, section_id).blocks)


def test_a_zero_sentence_needs_every_number_to_be_zero(make_report: Make) -> None:
    keys = ("chi_dao.kiem_tra.van_de", "chi_dao.kiem_tra.van_de_xu_ly_xong")

    def sentence(first: str, second: str) -> str:
        report = make_report(dict(zip(keys, (first, second), strict=True)))
        return paragraphs(section(report, "I").blocks)[2]

    assert sentence("0", "0") == "Qua kiểm tra không phát hiện vấn đề nào."
    assert sentence("2", "0") == "Qua kiểm tra đã phát hiện 02 vấn đề, đã xử lý xong 0 vấn đề."
    assert sentence("0", "") == (
        "Qua kiểm tra đã phát hiện 0 vấn đề, đã xử lý xong [chưa có số liệu] vấn đề."
    )


def test_what_a_commune_wrote_comes_before_what_the_form_would_say(make_report: Make) -> None:
    report = make_report({ASSIGNED: "3"}, {"I.5.noi_dung": ["Đã xong cả."]})
    assert "- Đã xong cả." in paragraphs(section(report, "I").blocks)


def test_bullets_of_a_commune_s_own(make_report: Make) -> None:
    texts = {"IV.1.noi_dung": ["- Một.", "+ Hai.", "Ba."], "II.1.thi_hanh": ["+ A.", "B."]}
    report = make_report({}, texts)
    assert paragraphs(section(report, "IV").blocks)[:3] == ["- Một.", "+ Hai.", "Ba."]
    under = paragraphs(section(report, "II").blocks)
    start = under.index("- Kết quả tổ chức thi hành pháp luật và theo dõi thi hành pháp luật:")
    assert under[start + 1 : start + 3] == ["+ A.", "B."]


# Citations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{vb:kh}", "Kế hoạch số 02/KH-UBND ngày 29/01/2024 của UBND xã về cải cách hành chính"),
        ("{vb:kh:ngan}", "Kế hoạch số 02/KH-UBND ngày 29/01/2024"),
        ("theo {vb:kh:ngan}.", "theo Kế hoạch số 02/KH-UBND ngày 29/01/2024."),
        ("{vb:cv}", "Công văn số 21/UBND-VP, ngày 29/01/2014 về việc triển khai"),
        ("{vb:cv:ngan}", "Công văn số 21/UBND-VP, ngày 29/01/2014"),
    ],
)
def test_citations_come_from_the_register(make_report: Make, text: str, expected: str) -> None:
    assert said(make_report({}, documents=DOCUMENTS), text) == expected


# Hostile text


@pytest.mark.parametrize(
    "text",
    [
        "{{so:tthc.ho_so.tiep_nhan}}",
        "<script>alert(1)</script>",
        '#import "/etc/passwd": *',
        "$x$ và $$\\input{/etc/passwd}$$",
        "{{ config.items() }} {% raw %}",
        "**đậm** [liên kết](javascript:alert(1))",
        "=HYPERLINK(1)",
        "../../etc/passwd",
        "a & b < c > d \" ' `",
    ],
)
def test_hostile_text_stays_as_written(make_report: Make, text: str) -> None:
    report = make_report({}, {"V.noi_dung": [text]})
    assert paragraphs(section(report, "V").blocks) == [text]


def test_bidi_marks_do_not_reach_the_page(make_report: Make) -> None:
    report = make_report({}, {"V.noi_dung": ["thu \u202e001\u202c đồng"]})
    assert paragraphs(section(report, "V").blocks) == ["thu 001 đồng"]


# Head and closing


def test_number_and_date_are_open_until_the_report_is_issued(make_report: Make) -> None:
    office = {"number": "5", "date": "05/6/2024"}
    draft, sign, issue = (
        make_report({}, office=office, mode=mode) for mode in ("draft", "sign", "issue")
    )
    assert (issue.document_number, issue.signing_date) == (
        "05/BC-UBND",
        "ngày 05 tháng 6 năm 2024",
    )
    for report in (draft, sign):
        assert (report.document_number, report.signing_date) == (
            "\u2003\u2003/BC-UBND",
            "ngày\u2003\u2003tháng\u2003\u2003năm 2024",
        )
    assert (draft.marks, sign.marks, issue.marks) == (("DỰ THẢO",), (), ())


def test_made_up_data_say_so_even_when_signed(make_report: Make) -> None:
    office = {"name": "Xã Minh Hoạ 01"}
    for mode, marks in (
        ("draft", ("DỰ THẢO", "DỮ LIỆU MINH HOẠ")),
        ("sign", ("DỮ LIỆU MINH HOẠ",)),
    ):
        assert make_report({}, code="99001", office=office, mode=mode).marks == marks


def test_the_closing_is_never_taken_in_as_what_the_commune_wrote(make_report: Make) -> None:
    report = make_report({}, office={"via": "Phòng Nội vụ"})
    first = closing(report).blocks[0]
    assert isinstance(first, Paragraph)
    assert is_filler(runs_text(first.runs), report.form.items["V.noi_dung"])


def test_the_closing_goes_through_an_office_if_there_is_one(make_report: Make) -> None:
    recipients = ["Đảng ủy xã"]
    report = make_report({}, office={"via": "Phòng Nội vụ", "recipients": recipients})
    text = readable(closing(report).blocks)
    assert (
        "Trên đây là kết quả thực hiện cải cách hành chính 6 tháng đầu năm 2024; số liệu thống kê "
        "chi tiết tại các Phụ lục kèm theo Báo cáo này. Ủy ban nhân dân xã Phùng Minh báo cáo "
        "Ủy ban nhân dân huyện Ngọc Lặc (báo cáo gửi qua Phòng Nội vụ)./." in text
    )
    assert "- Như trên\n- Đảng ủy xã\n- Lưu: VT\nTM. ỦY BAN NHÂN DÂN" in text
    assert "gửi qua" not in readable(closing(make_report({})).blocks)
