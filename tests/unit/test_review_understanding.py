"""How a finished report becomes a submission: places, links, the register, the page's pieces."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_texts import HEAD, review

from cchc_toolkit.review.output import as_object, findings_json
from cchc_toolkit.review.page import review_page
from cchc_toolkit.review.shown import citations_frame, page, review_frame, values_of_report

II = "II. KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH"


def test_a_passage_is_placed_by_a_label_that_is_shortened_or_misspelt() -> None:
    made = review(
        II,
        "5. Cải cách thủ tục hành chính",  # another number than the outline's
        "- Kết quả rà soát, cắt giảm, đơn giản hoá TTHC: 12 thủ tục.",
        "+ Kết quả thực hiện số hoá hồ sơ, giấy tờ, kết quả giải quyết: 40 hồ sơ.",
    )
    items = [place.item for place in made.reading.places]
    assert "II.2.ra_soat" in items
    assert "II.2.mot_cua.so_hoa" in items


def test_figures_without_a_row_come_from_the_prose() -> None:
    made = review(
        II,
        "5. Cải cách tài chính công",
        "+ Tiến độ, kết quả thực hiện thu ngân sách nhà nước theo Kế hoạch được Chính phủ giao: "
        "Thu ngân sách ước đạt 2.500.000 đồng/5.000.000 đồng, đạt 50% dự toán; chi ngân sách ước "
        "đạt 2.000.000 đồng/5.000.000 đồng, đạt 40% dự toán.",
    )
    values = made.reading.scope.submission.values
    assert values["bs.ngan_sach.thu"].text == "2.500.000"
    assert values["bs.ngan_sach.du_toan_chi"].text == "5.000.000"


def test_blank_zero_and_not_applicable_stay_apart() -> None:
    made = review(cells={"the_che.ban_hanh": "0", "the_che.ra_soat": "KAD"})
    values = made.reading.scope.submission.values
    assert values["the_che.ban_hanh"].state == "reported"
    assert values["the_che.ra_soat"].state == "not_applicable"
    assert values["the_che.kiem_tra"].state == "not_reported"


def test_a_document_cited_twice_is_one_and_the_office_issued_what_has_no_issuer() -> None:
    made = review(
        II,
        "3. Cải cách tổ chức bộ máy",
        "- Ban hành Kế hoạch số 12/KH-UBND ngày 05/3/2024 về triển khai Chỉ thị số 9/CT-UBND ngày "
        "01/3/2024 của UBND huyện Mẫu; thực hiện kế hoạch số 12/KH-UBND ngày 05/3/2024.",
    )
    papers = list(made.reading.scope.submission.documents.values())
    assert [(paper.number, paper.issuer) for paper in papers] == [
        ("12", "UBND xã Mẫu"),
        ("9", "UBND huyện Mẫu"),
    ]
    assert papers[0].implements == papers[1].id


def test_a_number_in_the_name_of_the_commune_is_no_figure() -> None:
    head = (HEAD[0], "XÃ MINH HOẠ 12", *HEAD[2:])
    made = review(II, "3. Cải cách tổ chức bộ máy", "- UBND xã Minh Hoạ 12 ổn định.", head=head)
    linked = {made.reading.issued.mentions[at].text for at in made.reading.links}
    assert "12" not in linked


def test_braces_of_a_report_are_not_placeholders() -> None:
    made = review(II, "3. Cải cách tổ chức bộ máy", "- Có {so:tthc.ho_so.tiep_nhan} người {x}.")
    assert all("{" not in text for text in _typed(made.reading.scope.submission.texts.values()))


def _typed(passages: object) -> list[str]:
    return [text for passage in passages for text in passage.paragraphs]  # type: ignore[attr-defined]


def test_the_page_escapes_what_a_report_says() -> None:
    line = "- Có <script>alert(1)</script> & “dấu” 05 cán bộ, gồm: 02 cán bộ và 02 công chức."
    made = review(II, "3. Cải cách tổ chức bộ máy", line)
    html = review_page(made)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert 'srcdoc="&lt;!DOCTYPE' in page(made)._repr_html_()


def test_frames_have_a_row_for_each_thing() -> None:
    made = review(
        II, "3. Cải cách tổ chức bộ máy", "- Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020."
    )
    assert len(review_frame(made)) == len(made.findings)
    assert list(citations_frame(made)["number"]) == ["30/2020/NĐ-CP"]
    assert "key" in values_of_report(made)


def test_the_json_says_which_report_it_is_about() -> None:
    made = review()
    told = as_object(made)
    assert (told["commune_name"], told["period"]) == ("Xã Mẫu", "2024-6T")
    assert findings_json(made) == findings_json(review())


_WORDS = st.sampled_from(
    [
        *("hồ sơ", "thủ tục", "12", "1.234", "99,5%", "gồm:", "trong đó", "/", "{so:x}", "…"),
        *("Kế hoạch số 5/KH-UBND ngày 31/02/2024", "Nghị định 61/2018/NĐ-CP", "I.", "- ", "+ "),
        *("xã Mẫu", "đồng", "không", ";", ".", "UBND xã", "mức độ 3", "từ ngày 1/1/2024"),
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(_WORDS, max_size=12).map(" ".join), max_size=8))
def test_no_text_breaks_the_review(lines: list[str]) -> None:
    made = review(II, "2. Cải cách thủ tục hành chính (TTHC)", *lines, table=False)
    assert review_page(made)
    for one in made.findings:
        for span in one.spans:
            assert 0 <= span.start <= span.end
