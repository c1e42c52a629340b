"""The Word report as a file: text, styles, sections, tables, and the order Word asks for."""

from __future__ import annotations

import dataclasses
import html
import io
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree
from render_sample import FRONT, LETTERHEAD, SVG, paragraph, report_blocks

from cchc_toolkit.blocks import (
    Addressee,
    AppendixTitle,
    Block,
    Chart,
    Column,
    Heading,
    Row,
    Run,
    Signature,
    Table,
    to_json,
)
from cchc_toolkit.blocks.html import markup
from cchc_toolkit.errors import RenderError
from cchc_toolkit.render.docx import render_docx
from cchc_toolkit.render.exporters import CchcDocxExporter

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDERS = {
    "pPr": "pStyle keepNext keepLines widowControl pBdr tabs spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u bdr shd lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW gridSpan vMerge tcMar vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop autoHyphenation characterSpacingControl compat "
    "themeFontLang decimalSymbol listSeparator",
}
"""Children of each element in the order of ECMA-376; Word repairs or refuses another."""


@pytest.fixture(scope="module")
def report() -> bytes:
    return render_docx(report_blocks())


def part(data: bytes, name: str) -> Any:
    """Return the root of a part of the file."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def body(*blocks: Block) -> Any:
    """Return the document of a report with these blocks."""
    return part(render_docx((FRONT, *blocks)), "word/document.xml")


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def text_of(root: Any) -> str:
    return "".join(node.text or "" for node in root.iter(f"{W}t"))


def html_text(blocks: tuple[Block, ...]) -> str:
    """Return what the HTML shows of the blocks: no drawings, no captions for screen readers."""
    source = markup(blocks)
    for unseen in (r"<svg.*?</svg>", r'<caption class="unseen">.*?</caption>', r"<[^>]*>"):
        source = re.sub(unseen, "", source, flags=re.DOTALL)
    return html.unescape(source)


def styled(root: Any, style: str) -> list[Any]:
    """Return the paragraphs in a style."""
    return [
        node.getparent().getparent()
        for node in root.iter(f"{W}pStyle")
        if node.get(f"{W}val") == style
    ]


def test_it_says_what_the_html_says_in_the_same_order(report: bytes) -> None:
    said = text_of(part(report, "word/document.xml"))
    assert squeeze(said) == squeeze(html_text(report_blocks()))


def test_every_element_stands_where_word_wants_it(report: bytes) -> None:
    names = [name for name in zipfile.ZipFile(io.BytesIO(report)).namelist() if "word/" in name]
    for name in names:
        if not name.endswith(".xml"):
            continue
        for element in part(report, name).iter():
            kind = etree.QName(element).localname
            if kind in ORDERS:
                found = [etree.QName(child).localname for child in element]
                order = ORDERS[kind].split()
                assert [order.index(child) for child in found] == sorted(
                    order.index(child) for child in found
                ), f"{name}: {kind}"


def test_word_knows_the_styles(report: bytes) -> None:
    styles = Document(io.BytesIO(report)).styles
    known = {style.name for style in styles}
    assert {"Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Caption"} <= known
    assert {"Tiêu ngữ", "Nơi nhận", "Bảng số liệu", "Tên phụ lục", "Chỗ trống"} <= known
    normal = styles["Normal"].paragraph_format
    assert round(normal.first_line_indent.mm, 1) == 12.7
    assert (normal.space_after.pt, normal.alignment) == (6, 3)
    caption = styles["Caption"].paragraph_format
    assert caption.first_line_indent == 0, "only Normal and headings move the first line in"
    used = {node.get(f"{W}val") for node in part(report, "word/document.xml").iter(f"{W}pStyle")}
    assert used <= {style.style_id for style in styles}


def test_every_script_is_set_in_times_and_in_vietnamese(report: bytes) -> None:
    defaults = part(report, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    fonts = defaults.find(f"{W}rFonts")
    assert set(fonts.attrib.values()) == {"Times New Roman"}
    assert {etree.QName(name).localname for name in fonts.attrib} == {
        "ascii",
        "hAnsi",
        "eastAsia",
        "cs",
    }
    assert defaults.find(f"{W}sz").get(f"{W}val") == "28"
    assert defaults.find(f"{W}lang").get(f"{W}val") == "vi-VN"


def test_body_and_appendix_are_sections_that_count_their_own_pages(report: bytes) -> None:
    sections = Document(io.BytesIO(report)).sections
    assert len(sections) == 2
    for section in sections:
        edges = (section.top_margin, section.bottom_margin, section.left_margin)
        assert [round(edge.mm) for edge in (*edges, section.right_margin)] == [20, 20, 30, 15]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert section.different_first_page_header_footer
    starts = part(report, "word/document.xml").iter(f"{W}pgNumType")
    assert [node.get(f"{W}start") for node in starts] == ["1", "1"]


def test_marks_stand_on_every_page_and_a_number_from_the_second(report: bytes) -> None:
    later, first = part(report, "word/header.xml"), part(report, "word/headerFirst.xml")
    for header in (later, first):
        assert "DỰ THẢO DỮ LIỆU MINH HOẠ" in text_of(header)
    assert [node.text.strip() for node in later.iter(f"{W}instrText")] == ["PAGE"]
    assert list(first.iter(f"{W}instrText")) == []
    for name in ("word/footer.xml", "word/footerFirst.xml"):
        assert text_of(part(report, name)) == "15109 · 2024-6T · 1f3a9c20d1"


def test_the_properties_of_the_document(report: bytes) -> None:
    properties = Document(io.BytesIO(report)).core_properties
    assert properties.title == FRONT.title
    assert properties.author == properties.last_modified_by == "UBND xã Phùng Minh"
    assert properties.subject == "6 tháng đầu năm 2024 · xã Phùng Minh"
    assert properties.keywords == "15109; 2024-6T; 1f3a9c20d1"
    assert properties.language == "vi-VN"
    assert f"{properties.created:%d/%m/%Y}" == f"{properties.modified:%d/%m/%Y}" == "05/06/2024"


def test_header_rows_repeat_and_group_cells_are_merged(report: bytes) -> None:
    table = part(report, "word/document.xml").findall(f".//{W}tbl")[-1]
    rows = table.findall(f"{W}tr")
    repeated = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert repeated == rows[:2]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert all(row.find(f"{W}trPr/{W}trHeight") is not None for row in repeated), (
        "LibreOffice cuts a merged header cell on later pages unless the rows are tall enough"
    )
    spans = [node.get(f"{W}val") for node in rows[0].iter(f"{W}gridSpan")]
    assert spans == ["2"]
    assert len(list(rows[0].iter(f"{W}vMerge"))) == len(list(rows[1].iter(f"{W}vMerge"))) == 3
    grid = [int(node.get(f"{W}w")) for node in table.find(f"{W}tblGrid")]
    assert sum(grid) == pytest.approx(165 * 1440 / 25.4, abs=3)
    assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Thống kê số liệu"


def test_a_row_taller_than_a_page_may_break_and_a_long_number_shrinks() -> None:
    columns = (Column("Tên"), Column("Số", "right", 20))
    rows = (Row((Run("dài " * 2000), Run("1"))), Row((Run("ngắn"), Run("5.432.209.679"))))
    document = body(Table("t", "Bảng", columns, rows))
    _, tall, short = document.findall(f".//{W}tr")
    assert tall.find(f"{W}trPr") is None
    assert short.find(f"{W}trPr/{W}cantSplit") is not None
    sizes = [int(node.get(f"{W}val")) for node in short.iter(f"{W}sz")]
    assert len(sizes) == 1
    assert 14 < sizes[0] < 24


def test_sections_totals_parts_and_gaps_look_like_it() -> None:
    columns = (Column("Tên"), Column("Số", "right", 20))
    rows = (Row((Run("Mục"), Run("")), "section"), Row((Run("Tại xã"), Run("2")), "part"))
    document = body(Table("t", "", columns, rows), paragraph(Run("", missing=True)))
    _, section, inside = document.findall(f".//{W}tr")
    assert section.find(f".//{W}r/{W}rPr/{W}b") is not None
    label, number = inside.findall(f"{W}tc")
    assert label.find(f".//{W}i") is not None
    indent = label.find(f".//{W}ind")
    assert (indent.get(f"{W}left"), indent.get(f"{W}firstLine")) == ("170", "0")
    assert number.find(f".//{W}i") is None
    gap = document.find(f".//{W}rStyle").getparent().getparent()
    assert (gap.find(f"{W}rPr/{W}rStyle").get(f"{W}val"), text_of(gap)) == ("Chotrong", "[…]")


def test_a_chart_is_a_picture_with_its_words_and_stays_with_its_caption(report: bytes) -> None:
    document = part(report, "word/document.xml")
    (drawing,) = document.iter(f"{W}drawing")
    (described,) = [node.get("descr") for node in drawing.iter("{*}docPr")]
    assert described == "Trực tuyến 526, trực tiếp 126 hồ sơ"
    (figure,) = styled(document, "Hinh")
    assert figure.find(f"{W}pPr/{W}keepNext") is not None
    assert text_of(figure.getnext()) == "Biểu đồ 1. Hồ sơ theo kênh"
    picture = zipfile.ZipFile(io.BytesIO(report)).read("word/media/hinh1.png")
    assert picture.startswith(b"\x89PNG")
    (extent,) = drawing.iter("{*}extent")
    # The drawing is 200 by 40 points wide.
    assert int(extent.get("cx")) / 12700 == pytest.approx(150, abs=60)


def test_a_huge_drawing_fits_the_page() -> None:
    huge = SVG.replace('width="200" height="40"', 'width="90000" height="90000"')
    (extent,) = body(Chart("lon", "", "Lớn", huge)).iter("{*}extent")
    assert int(extent.get("cx")) <= 165 * 36000 + 4000
    assert int(extent.get("cy")) <= 200 * 36000 + 4000


def test_a_drawing_that_is_none_is_refused() -> None:
    with pytest.raises(RenderError, match="Không vẽ được hình của biểu đồ") as raised:
        body(Chart("hong", "", "Hỏng", "<p>"))
    assert raised.value.where == "biểu đồ hong"
    assert raised.value.advice == "Vẽ lại biểu đồ bằng bộ công cụ."


def test_a_report_without_a_front_is_refused() -> None:
    with pytest.raises(RenderError, match="Khối đầu tiên là 'letterhead'"):
        render_docx((LETTERHEAD,))


def test_the_outline_never_skips_a_level_and_knows_the_appendix() -> None:
    document = body(
        Heading(1, "I. Một"), Heading(3, "a) Sâu"), Heading(2, "1. Hai"),
        AppendixTitle("Phụ lục", ("SỐ LIỆU",)), Heading(3, "Trong phụ lục"),
    )  # fmt: skip
    found = [
        (node.get(f"{W}val"), text_of(node.getparent().getparent()))
        for node in document.iter(f"{W}pStyle")
        if node.get(f"{W}val").startswith(("Heading", "Tenphuluc"))
    ]
    assert found == [
        ("Heading1", "I. MỘT"),
        ("Heading2", "a) Sâu"),
        ("Heading2", "1. Hai"),
        ("Tenphuluc", "Phụ lụcSỐ LIỆU"),
        ("Heading2", "Trong phụ lục"),
    ]


def test_several_receivers_stand_on_lines_of_their_own() -> None:
    document = body(Addressee(("UBND huyện", "Phòng Nội vụ")))
    assert [text_of(node) for node in styled(document, "Noigui")] == [
        "Kính gửi:",
        "- UBND huyện;",
        "- Phòng Nội vụ.",
    ]


def kept(document: Any, style: str) -> list[bool]:
    """Return which paragraphs of a style stay on the page of what follows them."""
    return [node.find(f"{W}pPr/{W}keepNext") is not None for node in styled(document, style)]


def test_headings_are_not_justified_and_words_that_introduce_others_are_not_left_behind() -> None:
    blocks = (paragraph("Nguyên nhân:", mark="-"), paragraph("Do mất điện.", mark="-"))
    document = body(*blocks)
    assert kept(document, "Gachdau1") == [True, False]
    styles = part(render_docx((FRONT, *blocks)), "word/styles.xml")
    (heading,) = styles.findall(f"{W}style[@{W}styleId='Heading1']")
    assert heading.find(f"{W}pPr/{W}jc").get(f"{W}val") == "left"
    assert heading.find(f"{W}pPr/{W}keepNext") is not None


def test_the_last_chart_is_not_alone_and_a_copy_to_sign_has_no_code_at_its_foot() -> None:
    charts = [Chart(f"b{at}", f"Biểu đồ {at}. Hồ sơ", "hồ sơ", SVG) for at in (1, 2, 3)]
    assert kept(body(*charts), "Caption") == [False, True, False]
    signed = render_docx((dataclasses.replace(FRONT, mode="sign"), *charts))
    assert FRONT.stamp not in text_of(part(signed, "word/footer.xml"))
    assert FRONT.stamp in "".join(part(signed, "docProps/core.xml").itertext())


def test_a_signature_is_whole_and_never_alone() -> None:
    signature = Signature("TM. UBND", "CHỦ TỊCH", "Nguyễn Văn A", ("Như trên",))
    document = body(paragraph("Trước."), paragraph("Trên đây là báo cáo./."), signature)
    kept = [node.find(f"{W}pPr/{W}keepNext") is not None for node in styled(document, "Normal")]
    assert kept == [False, True]
    assert document.find(f".//{W}trPr/{W}cantSplit") is not None


def test_no_space_follows_a_table_that_ends_a_section() -> None:
    """Below a table that fills its page it would make an empty one."""
    table = Table("t", "", (Column("STT"),), (Row((Run("1"),)),), show_caption=False)
    first, second = AppendixTitle("Phụ lục I", ("A",)), AppendixTitle("Phụ lục II", ("B",))
    inside = list(body(first, table, second, table).find(f"{W}body"))
    closing = [at for at, one in enumerate(inside) if one.find(f".//{W}sectPr") is not None]
    assert len(closing) > 1
    for at in (*filter(None, closing), len(inside) - 2):
        assert inside[at - 1].tag == f"{W}tbl"


def test_a_row_that_heads_others_stays_with_them() -> None:
    rows = (Row((Run("7"), Run("Lĩnh vực")), "section"), Row((Run("7.1"), Run("Số"))))
    columns = (Column("STT"), Column("Chỉ số"))
    document = body(Table("t", "", columns, rows, show_caption=False))
    kept = [node.find(f"{W}pPr/{W}keepNext") is not None for node in styled(document, "Obang12")]
    assert kept == [True, True, False, False]


def test_rules_are_borders_as_long_as_the_decree_says(report: bytes) -> None:
    rules = styled(part(report, "word/document.xml"), "Duongke")
    rooms = (68, 95, 165)
    lengths = []
    for node, room in zip(rules, rooms, strict=True):
        assert node.find(f"{W}pPr/{W}pBdr/{W}bottom") is not None
        side = int(node.find(f"{W}pPr/{W}ind").get(f"{W}left")) * 25.4 / 1440
        lengths.append(round(room - 2 * side))
    issuer, motto, subject = lengths
    assert motto == 56, "as long as the motto"
    assert 10 < issuer < 25, "a third to a half of the issuer"
    assert 20 < subject < 40, "a third to a half of the subject"


HOSTILE = '=HYPERLINK("http://x"),\x00\x0b<w:br/>&amp;{ PAGE }\ud800\ufffe'


def test_what_a_commune_wrote_is_plain_text() -> None:
    cell = Row((Run(HOSTILE), Run("@SUM(1)")))
    document = body(
        paragraph(HOSTILE), Table("t", HOSTILE, (Column("A"), Column("B", width=20)), (cell,))
    )
    shown = '=HYPERLINK("http://x"),<w:br/>&amp;{ PAGE }\ufffd'
    assert text_of(document).count(shown) == 3
    kinds = {etree.QName(node).localname for node in document.iter()}
    assert not kinds & {"hyperlink", "fldSimple", "fldChar", "instrText", "altChunk", "object"}


def test_nothing_floats_and_nothing_leads_outside(report: bytes) -> None:
    package = zipfile.ZipFile(io.BytesIO(report))
    for name in package.namelist():
        content = package.read(name).decode("utf-8", "replace")
        for word in ("TargetMode", "wp:anchor", "txbxContent", "tblpPr", "framePr", "vbaProject"):
            assert word not in content, name


def test_the_same_bytes_in_another_process(report: bytes, tmp_path: Path) -> None:
    out = tmp_path / "lai.docx"
    script = (
        "import pathlib, render_sample\n"
        "from cchc_toolkit.render.docx import render_docx\n"
        f"pathlib.Path({str(out)!r}).write_bytes(render_docx(render_sample.report_blocks()))"
    )
    subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parent,
        env={
            "PYTHONHASHSEED": "7",
            "TZ": "Asia/Ho_Chi_Minh",
            "PATH": "",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        },
        check=True,
    )
    assert out.read_bytes() == report
    dates = {entry.date_time for entry in zipfile.ZipFile(out).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_a_draft_without_date_and_long_names_still_has_properties() -> None:
    front = dataclasses.replace(FRONT, title="Báo cáo " * 80, marks=(), date="")
    properties = Document(io.BytesIO(render_docx((front,)))).core_properties
    assert len(properties.title) == 255
    assert f"{properties.created:%Y-%m-%d}" == "2024-01-01"


def test_the_exporter_reads_an_executed_notebook() -> None:
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    from cchc_toolkit.blocks.values import MIME

    blocks = (FRONT, paragraph("Tiếng Việt"))
    output = new_output("display_data", {MIME: to_json(blocks)})
    notebook = new_notebook(cells=[new_code_cell(outputs=[output])])
    document, resources = CchcDocxExporter().from_notebook_node(notebook)
    assert document == render_docx(blocks)
    assert resources["output_extension"] == ".docx"
