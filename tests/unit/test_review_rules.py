"""What only a finished document shows: each rule fires, does not fire, and marks its place."""

from __future__ import annotations

import pytest
from review_texts import FOOT, HEAD, found, review, said

from cchc_toolkit.review.rules import RULES

II_2 = (
    "II. KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH",
    "2. Cải cách thủ tục hành chính (TTHC)",
)
II_3 = (II_2[0], "3. Cải cách tổ chức bộ máy")
II_5 = (II_2[0], "5. Cải cách tài chính công")
HO_SO = "+ Tổng hợp, cập nhật kết quả giải quyết hồ sơ TTHC tại các cấp chính quyền ở địa phương:"
SO_LUONG = (
    "- Tổng hợp, cập nhật số lượng TTHC thuộc thẩm quyền giải quyết của địa phương (Tổng số TTHC):"
)
CELLS = {
    "tthc.ho_so.tiep_nhan": "310",
    "tthc.ho_so.dung_han.cap_xa": "310",
    "tthc.thong_ke.dang_ap_dung": "187",
    "tthc.thong_ke.dang_ap_dung.cap_xa": "187",
}


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("Thu được 250 đồng/300 đồng, đạt 83,3% dự toán.", ""),
        ("Thu được 250 đồng/300 đồng, đạt 83,33% dự toán.", ""),
        ("Thu được 200 đồng/300 đồng, đạt 66,6% dự toán.", "vừa"),  # cut, not rounded
        ("Thu được 250 đồng/300 đồng, đạt 88,3% dự toán.", "chặn"),
        ("Thu được 250 đồng/300 đồng, đạt 833% dự toán.", "chặn"),
    ],
)
def test_a_rate_is_recomputed_from_its_own_sentence(sentence: str, severity: str) -> None:
    rates = found(review(*II_5, f"- {sentence}"), "R03")
    assert [one.severity for one in rates] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("Có 05 cán bộ dự lớp, gồm: 02 công chức và 03 cán bộ.", ""),
        ("Có 05 cán bộ dự lớp, gồm: 02 công chức và 02 cán bộ.", "cao"),
        ("Có 05 cán bộ dự lớp. Trong đó: 02 công chức, 04 cán bộ.", "cao"),
        ("Có 25 hồ sơ, trong đó 10 hồ sơ đất đai, 12 hồ sơ xây dựng.", ""),  # not all are named
        ("Có 25 hồ sơ, trong đó 10 hồ sơ đất đai, 17 hồ sơ xây dựng.", "cao"),
        ("Có 25 hồ sơ, gồm: 10 hồ sơ đất đai và 02 lớp tập huấn.", ""),  # other things counted
    ],
)
def test_a_list_adds_up_to_the_total_it_opens_with(sentence: str, severity: str) -> None:
    sums = found(review(*II_3, f"- {sentence}"), "R01")
    assert [one.severity for one in sums] == ([severity] if severity else [])


def test_prose_that_agrees_with_the_appendix_is_left_alone() -> None:
    made = review(*II_2, f"{SO_LUONG} 187 thủ tục.", f"{HO_SO} 310 hồ sơ.", cells=CELLS)
    assert not found(made, "R08")
    assert not found(made, "R09")


def test_prose_against_the_appendix_marks_both_and_names_the_slip() -> None:
    made = review(*II_2, f"{SO_LUONG} 178 thủ tục.", cells=CELLS)
    (one,) = found(made, "R08")
    assert one.severity == "chặn"
    assert "đảo hai chữ số" in one.suggestion
    assert said(made, one) == ["178 thủ tục"]
    assert made.reading.issued.rows[one.spans[1].at].key == "tthc.thong_ke.dang_ap_dung"


def test_a_link_that_is_not_certain_never_blocks() -> None:
    made = review(*II_2, f"{HO_SO} đã trả 301 hồ sơ.", cells=CELLS)
    assert all(one.severity != "chặn" for one in found(made, "R08"))


def test_prose_with_a_number_where_the_appendix_is_blank() -> None:
    made = review(*II_2, f"{SO_LUONG} 187 thủ tục.")
    (one,) = found(made, "R08")
    assert (one.severity, one.suspect) == ("vừa", "tthc.thong_ke.dang_ap_dung")


def test_two_passages_that_agree_against_a_row_make_the_row_the_suspect() -> None:
    prose = (f"{HO_SO} tiếp nhận 310 hồ sơ.", f"{HO_SO} tiếp nhận 310 hồ sơ.")
    made = review(*II_2, *prose, cells={**CELLS, "tthc.ho_so.tiep_nhan": "130"})
    assert {one.suspect for one in found(made, "R08")} == {"tthc.ho_so.tiep_nhan"}


def test_prose_that_says_none_where_the_appendix_has_some() -> None:
    line = "- Kết quả xây dựng, ban hành văn bản quy phạm pháp luật: không ban hành văn bản QPPL."
    heading = (II_2[0], "1. Cải cách thể chế")
    assert found(review(*heading, line, cells={"the_che.ban_hanh": "2"}), "R08", "phụ lục ghi 2")
    assert not found(review(*heading, line, cells={"the_che.ban_hanh": "0"}), "R08")


def test_dossiers_said_as_procedures() -> None:
    made = review(*II_2, f"{HO_SO} tiếp nhận 310 thủ tục.", cells=CELLS)
    (one,) = found(made, "R09")
    assert one.severity == "chặn"
    assert (one.found, one.expected) == ("thủ tục", "hồ sơ")
    assert said(made, one) == ["310 thủ tục"]


def test_a_number_of_both_units_is_no_wrong_unit() -> None:
    cells = {**CELLS, "tthc.ho_so.tiep_nhan": "187", "tthc.ho_so.dung_han.cap_xa": "187"}
    assert not found(review(*II_2, f"{SO_LUONG} 187 thủ tục.", cells=cells), "R09")


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        ("Quyết định số 12/QĐ-UBND ngày 30/02/2024", "không có ngày"),
        ("Chỉ thị số 9/CT-TTg ngày 20/8/2024 của Thủ tướng Chính phủ", "sau ngày 17/6/2024"),
    ],
)
def test_days_that_do_not_exist_or_lie_ahead(citation: str, words: str) -> None:
    assert found(review(*II_3, f"- Thực hiện {citation} về việc họp."), "R12", words)


def test_a_day_of_the_calendar_is_left_alone() -> None:
    line = "- Thực hiện Chỉ thị số 9/CT-TTg ngày 29/02/2024 của Thủ tướng Chính phủ."
    assert not found(review(*II_3, line), "R12")


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ("từ ngày 15/12/2024 đến hết ngày 14/6/2024", "ngày đầu sau ngày cuối"),
        ("từ ngày 15/12/2022 đến hết ngày 14/6/2024", "không ứng với kỳ"),
        ("từ ngày 15/12/2022 đến hết ngày 14/6/2023", "không ứng với kỳ"),
        ("từ ngày 15/12/2023 đến hết ngày 20/6/2024", "trước ngày chốt số liệu"),
        ("từ ngày 15 tháng 12 năm 2023 đến hết ngày 20 tháng 6 năm 2024", "trước ngày chốt"),
    ],
)
def test_a_window_that_contradicts_itself_the_period_or_the_day(window: str, words: str) -> None:
    head = (*HEAD[:6], f"(Số liệu tính {window})", *HEAD[7:])
    assert found(review(head=head), "R14", words)


def test_a_window_that_fits_is_left_alone() -> None:
    assert not found(review(), "R14")


def test_a_closing_sentence_about_another_period() -> None:
    closing = "Ủy ban nhân dân xã Mẫu báo cáo kết quả thực hiện cải cách hành chính"
    other = (f"{closing} 9 tháng đầu năm 2023./.", *FOOT[1:])
    same = (f"{closing} 6 tháng năm 2024./.", *FOOT[1:])
    assert found(review(*II_3, "- Ổn định.", foot=other), "R14", "9 tháng đầu năm 2023")
    assert not found(review(*II_3, "- Ổn định.", foot=same), "R14")
    sent = "Xã kính gửi Phòng bản báo cáo cải cách hành chính quý I năm 2023./."
    asked = "Xã kính gửi Phòng ý kiến về báo cáo khác, như báo cáo quý I năm 2023./."
    assert found(review(*II_3, "- Ổn định.", foot=(sent, *FOOT[1:])), "R14", "quý I năm 2023")
    assert not found(review(*II_3, "- Ổn định.", foot=(asked, *FOOT[1:])), "R14")


@pytest.mark.parametrize(
    "line",
    [
        "Ngày {}, UBND xã ký Kế hoạch số 21/KH-UBND để triển khai Công văn số 88/UBND-NV ngày "
        "18/3/2024.",
        "Tiếp thu ý kiến tại Công văn số 88/UBND-NV ngày 18/3/2024, xã lập Kế hoạch số 21/KH-UBND "
        "ngày {}.",
        "Được nhắc bằng Công văn số 88/UBND-NV ngày 18/3/2024, xã có Kế hoạch số 21/KH-UBND ngày "
        "{} nhằm thực hiện công văn ấy.",
        "Ngày 18/3/2024, huyện ra Công văn số 88/UBND-NV. Để thực hiện Công văn số 88/UBND-NV, xã "
        "ban hành Kế hoạch số 21/KH-UBND ngày {}.",
    ],
)
def test_a_document_is_not_older_than_the_one_it_carries_out(line: str) -> None:
    assert found(review(*II_3, f"- {line.format('11/3/2024')}"), "R10", "có trước")
    assert not found(review(*II_3, f"- {line.format('25/3/2024')}"), "R10")


@pytest.mark.parametrize(
    ("line", "rule", "late", "early"),
    [
        ("Số liệu lấy từ đầu kỳ cho tới hết ngày {}.", "R14", "20/6/2024", "14/6/2024"),
        ("Trong kỳ (15/12/2023 - {}) xã nhận 310 hồ sơ.", "R14", "20/6/2024", "14/6/2024"),
        ("Ngày {}, Chủ tịch ký Quyết định số 61/QĐ-UBND.", "R12", "20/6/2024", "12/6/2024"),
        ("Xã đề nghị Sở cho bán trụ sở cũ trước ngày {}.", "R12", "30/4/2024", "30/9/2024"),
    ],
)
def test_days_in_prose_are_held_against_the_day_signed(
    line: str, rule: str, late: str, early: str
) -> None:
    head = (*HEAD[:6], *HEAD[7:])
    assert found(review(f"{line.format(late)}", head=head), rule)
    assert not found(review(f"{line.format(early)}", head=head), rule)


def test_sections_that_skip_a_number() -> None:
    skipped = review("I. CHỈ ĐẠO", "1. Kế hoạch", "Đã ban hành.", "3. Kiểm tra", "Đã kiểm tra.")
    assert found(skipped, "R16", 'Mục "3."')
    assert not found(review("I. CHỈ ĐẠO", "1. Kế hoạch", "Xong.", "2. Kiểm tra"), "R16", "Mục")


@pytest.mark.parametrize(
    ("sentence", "fires"),
    [
        ("Ủy ban nhân dân xã Kiên Thọ đã ban hành văn bản.", True),
        ("Ủy ban nhân dân xã Mẫu đã ban hành văn bản.", False),
        ("UBND xã đã ban hành văn bản.", False),
        ("UBND xã để giao dịch.", False),
        ("UBND xã Kiên Thọ đã hỗ trợ người dân nộp hồ sơ.", True),
        ("Đoàn của xã sang xã Kiên Thọ học cách làm; UBND xã Kiên Thọ cho mượn 02 mẫu.", False),
        ("So với xã Kiên Thọ, xã làm chậm hơn: UBND xã Kiên Thọ đã lắp máy từ năm 2022.", False),
        ("UBND xã Kiên Thọ đã tặng xã 02 máy tính.", False),
        ("Đồng chí Chủ tịch UBND xã Kiên Thọ ngồi quầy nghe dân nói.", True),
        ("Đồng chí Chủ tịch UBND xã Trần Văn Thọ ngồi quầy nghe dân nói.", False),
        ("Thứ Tư, Chủ tịch xã Kiên Thọ tiếp dân tại quầy.", True),
        ("Thứ Tư, cùng Chủ tịch xã Kiên Thọ tiếp dân vùng giáp ranh.", False),
        ("Bà con xã Kiên Thọ phấn khởi khi nhận kết quả tại nhà.", True),
    ],
)
def test_another_commune_left_in_the_text(sentence: str, fires: bool) -> None:
    assert bool(found(review(*II_3, f"- {sentence}"), "R23")) is fires


@pytest.mark.parametrize(
    ("dropped", "words"),
    [
        ("Kính gửi: Ủy ban nhân dân huyện Mẫu.", "Kính gửi"),
        ("- Như trên;", "Như trên"),
        ("TM. ỦY BAN NHÂN DÂN", "không ghi thẩm quyền"),
        ("Số liệu chi tiết tại Phụ lục kèm theo./.", "không chỉ dẫn tới phụ lục"),
    ],
)
def test_a_part_that_the_decree_wants_and_is_not_there(dropped: str, words: str) -> None:
    head = tuple(line for line in HEAD if line != dropped)
    foot = tuple(line for line in FOOT if line != dropped)
    assert found(review(*II_3, "- Ổn định.", head=head, foot=foot), "R26", words)
    assert not found(review(*II_3, "- Ổn định."), "R26", words)


def test_number_and_day_left_open_unless_it_is_a_draft() -> None:
    open_head = (*HEAD[:2], "Số: /BC-UBND", "Mẫu, ngày tháng năm 2024", *HEAD[4:])
    assert found(review(head=open_head), "R26", "chưa ghi số và ngày")
    assert not found(review(head=("DỰ THẢO", *open_head)), "R26", "chưa ghi")


def test_a_number_left_open_is_grave_in_bare_text_too() -> None:
    open_head = (*HEAD[:2], "Số: /BC-UBND", *HEAD[3:])
    assert [
        one.severity for one in found(review(head=open_head, kind="txt"), "R26", "chưa ghi số")
    ] == ["cao"]


def test_a_day_written_short_is_a_day() -> None:
    made = review(head=(*HEAD[:3], "Mẫu, ngày 17/6/2024", *HEAD[4:]))
    assert str(made.reading.issued.letterhead.date) == "2024-06-17"
    assert not found(made, "R26", "chưa ghi")


@pytest.mark.parametrize(("kind", "severities"), [("docx", {"cao", "vừa"}), ("txt", {"thấp"})])
def test_what_bare_text_does_not_show_of_a_page_is_only_a_remark(
    kind: str, severities: set[str]
) -> None:
    foot = tuple(line for line in FOOT if line != "TM. ỦY BAN NHÂN DÂN")
    made = review(head=(*HEAD[:2], *HEAD[4:]), foot=foot, kind=kind)
    told = [*found(made, "R26", "chưa ghi số"), *found(made, "R26", "không ghi thẩm quyền")]
    assert len(told) == 2
    assert {one.severity for one in told} == severities


def test_a_bullet_with_its_label_only() -> None:
    heading = (II_2[0], "6. Xây dựng và phát triển Chính quyền điện tử, Chính quyền số")
    line = "- Kết quả xây dựng, phát triển dữ liệu"
    other = "- Kết quả xây dựng, phát triển đô thị thông minh: chưa triển khai."
    assert found(review(*heading, f"{line}.", other), "R27", "chỉ có đề mục")
    assert not found(review(*heading, f"{line}: đã làm sạch.", other), "R27", "chỉ có")


def test_a_gap_left_open() -> None:
    assert found(review(*II_3, "- Tổng số …… công chức."), "R27", "chưa điền")


def test_a_cell_that_is_no_number() -> None:
    assert found(review(cells={**CELLS, "tthc.ho_so.tiep_nhan": "31O"}), "C01", '"31O"')
    assert not found(review(cells=CELLS), "C01")


def test_a_report_without_an_appendix_is_not_faulted_for_its_cells() -> None:
    made = review(*II_2, f"{SO_LUONG} 187 thủ tục.", table=False)
    assert not [one for one in made.findings if one.rule in ("R02", "R15", "R17")]
    assert any("phụ lục" in note for note in made.notes)


STAFF = "- Tổng số công chức xã là 09 công chức."


@pytest.mark.parametrize(
    ("other", "severity"),
    [
        ("- Tổng số công chức của xã hiện có: 11 người.", "vừa"),
        ("- Trang bị 16 máy tính/08 cán bộ, công chức.", "vừa"),
        ("- Bộ phận Một cửa được bố trí 10 công chức.", "vừa"),
        ("- Nhân sự của Bộ phận Một cửa bố trí 10 người.", "thấp"),
    ],
)
def test_the_same_people_counted_in_several_places(other: str, severity: str) -> None:
    (one,) = found(review(*II_3, STAFF, other), "R20", "không khớp nhau")
    assert one.severity == severity
    assert '"09 công chức"' in one.message
    assert len(one.spans) == 2


@pytest.mark.parametrize(
    "other",
    [
        "- Tổng số công chức của xã hiện có: 9 người.",
        "- Trang bị 16 máy tính/17 cán bộ, công chức.",
        "- Bộ phận Một cửa được bố trí 05 công chức, 02 máy tính.",
        "- Tổng số viên chức là 12 người.",
        "- Tổng số công chức đầu năm là 11 người.",
        "- Tổng số công chức của các trường trên địa bàn là 30 người.",
        "- Tổng số công chức được tập huấn là 07 người.",
        "- Phân công 12 người trực lễ hội.",
    ],
)
def test_people_counted_otherwise_are_others(other: str) -> None:
    assert not found(review(*II_3, STAFF, other), "R20")


def test_every_rule_says_what_it_wants_and_what_to_do() -> None:
    for rule in RULES:
        assert rule.says.endswith(".")
        assert rule.advice.endswith(".")
