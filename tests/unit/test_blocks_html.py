"""Each kind of block as HTML."""

from __future__ import annotations

import pytest
from render_sample import FORM_COLUMNS, FRONT, RATE, SVG, form_row, paragraph, report_blocks

from cchc_toolkit.blocks import (
    Addressee,
    Chart,
    Column,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    Title,
)
from cchc_toolkit.blocks.html import fragment, markup, note_id, notes_list
from cchc_toolkit.blocks.svg import inline_svg
from cchc_toolkit.errors import RenderError


def test_runs_show_style_gaps_and_line_breaks() -> None:
    runs = (Run("a & b", bold=True, italic=True), Run("", missing=True), Run("c\nd"))
    assert markup((Paragraph(runs),)) == (
        '<p class="body"><em><strong>a &amp; b</strong></em><mark class="gap">[…]</mark>c<br>d</p>'
    )


def test_a_noted_number_points_at_its_note() -> None:
    note = "648 / 652 × 100 (mẫu: &quot;tiếp nhận&quot;)"
    assert markup((Paragraph((RATE,)),)) == (
        f'<p class="body"><span class="so" tabindex="0" data-note="{note}" '
        f'aria-describedby="{note_id(RATE)}"><strong>99,39%</strong></span></p>'
    )


def test_a_figure_used_twice_is_noted_once() -> None:
    listed = notes_list((Paragraph((RATE,)), Paragraph((RATE, Run("x", note="khác")))))
    assert listed.count("<li") == 2
    assert notes_list((paragraph("không có số"),)) == ""


def test_a_table_head_groups_its_columns() -> None:
    table = Table("t", "Bảng", FORM_COLUMNS, (form_row(1, "Thủ tục", "section"),))
    html = markup((table,))
    assert (
        '<thead><tr><th scope="col" rowspan="2">STT</th>'
        '<th scope="col" rowspan="2">Chỉ tiêu thống kê</th>'
        '<th scope="colgroup" colspan="2">Kết quả thống kê</th>'
        '<th scope="col" rowspan="2">Ghi chú</th></tr>'
        '<tr><th scope="col">Đơn vị tính</th><th scope="col">Số liệu</th></tr></thead>'
    ) in html
    assert (
        '<tr class="section depth-2" data-key="k1"><td class="center">1.1.</td>'
        '<th scope="row" class="left">Thủ tục</th><td class="center">Hồ sơ</td>'
        '<td class="right">1.000</td><td class="left"></td></tr>'
    ) in html


def test_a_caption_that_does_not_show_is_still_said() -> None:
    table = Table("t", "Bảng", (Column("A"),), (Row((Run("1"),)),), show_caption=False)
    assert '<caption class="unseen">Bảng</caption>' in markup((table,))


def test_a_row_with_a_cell_too_few_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zip"):
        markup((Table("t", "", (Column("A"), Column("B")), (Row((Run("1"),)),)),))


def test_empty_texts_leave_no_element() -> None:
    html = markup((Letterhead((), "", ""), Title("BÁO CÁO", ""), Addressee(())))
    assert "<p></p>" not in html
    for name in ("superior", "issuer", "number", "date", "draft", "subject", "note", "addressee"):
        assert f'class="{name}"' not in html
    assert markup((Signature("", "", "", ()),)).count("<p") == 0


def test_receivers_are_listed_as_the_decree_does() -> None:
    html = markup((Signature("TM. UBND", "CHỦ TỊCH", "A", ("Như trên", "Lưu: VT")),))
    assert "<ul><li>- Như trên;</li><li>- Lưu: VT.</li></ul>" in html
    assert "TM. UBND<br>CHỦ TỊCH" in html


def test_headings_have_places_only_when_asked() -> None:
    heading = Heading(1, "I. Chung")
    assert markup((heading,)) == '<h2 class="level-1">I. CHUNG</h2>'
    assert markup((FRONT, heading), anchors=True) == '<h2 class="level-1" id="muc-1">I. CHUNG</h2>'


def test_a_drawing_keeps_its_names_to_itself() -> None:
    html = markup((Chart("kenh", "Biểu đồ", "Mô tả", SVG),))
    assert '<svg role="img" aria-label="Mô tả" id="bieu-do-kenh"' in html
    assert '<clipPath id="bieu-do-kenh-c">' in html
    assert 'clip-path="url(#bieu-do-kenh-c)"' in html
    assert '<use href="#bieu-do-kenh-r">' in html
    assert "<style>#bieu-do-kenh{* {stroke: red}}</style>" in html
    assert "<figcaption" in html


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        "<a href='http://x.vn'><text>x</text></a>",
        "<image href='http://x.vn/a.png'/>",
    ],
)
def test_a_drawing_brings_nothing_foreign(inside: str) -> None:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'>{inside}<g onclick='y()'/></svg>"
    assert inline_svg(svg, "c", "") == '<svg role="img" aria-label="" id="c"><g></g></svg>'


def test_a_style_sheet_cannot_end_early() -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg'><style>a&lt;/style&gt;&lt;b&gt;</style></svg>"
    assert inline_svg(svg, "c", "").count("</style>") == 1


@pytest.mark.parametrize("svg", ["<svg", "<svg/>", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"])
def test_what_is_no_drawing_is_refused(svg: str) -> None:
    with pytest.raises(RenderError) as caught:
        inline_svg(svg, "bieu-do-kenh", "")
    assert caught.value.problem.startswith("Hình của biểu đồ không phải SVG đọc được: ")
    assert caught.value.where == "biểu đồ bieu-do-kenh"


def test_a_fragment_brings_its_style_marks_and_notes() -> None:
    html = fragment(report_blocks())
    assert html.startswith("<style>.cchc.cchc.cchc.cchc {")  # weightier than JupyterLab's own rules
    assert f'<p class="front">{FRONT.title} · DỰ THẢO · DỮ LIỆU MINH HOẠ</p>' in html
    assert "Chú giải số liệu tính toán" in html
    assert "<script" not in html
