"""What the PDF promises: the decree's layout, searchable text, accessibility, equal bytes."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import io
import itertools
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from render_sample import FICTIONAL, FRONT, LONG_WORD, SVG, paragraph, report_blocks

from cchc_toolkit.blocks import (
    Addressee,
    AppendixTitle,
    Block,
    Chart,
    Column,
    Front,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    Title,
)
from cchc_toolkit.errors import RenderError
from cchc_toolkit.render import pdf as pdf_module
from cchc_toolkit.render import typesetter
from cchc_toolkit.render.fonts import bundled_font
from cchc_toolkit.render.pdf import render_pdf
from cchc_toolkit.render.watermark import watermark_svg

A4 = (595.3, 841.9)
TALL = SVG.replace('height="40"', 'height="300"')


@pytest.fixture(scope="module")
def report() -> bytes:
    return render_pdf(report_blocks(), bundled_font())


@pytest.fixture(scope="module")
def reader(report: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(report))


@pytest.fixture(scope="module")
def texts(reader: pypdf.PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def printed(*blocks: Block) -> str:
    front = dataclasses.replace(FRONT, marks=())
    pages = pypdf.PdfReader(io.BytesIO(render_pdf((front, *blocks), bundled_font()))).pages
    return "\n".join(page.extract_text() for page in pages)


def structure(reader: pypdf.PdfReader) -> Iterator[Any]:
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop(0).get_object()
        if not isinstance(element, dict):
            continue
        if "/S" in element:
            yield element
        below = element.get("/K", [])
        below = below.get_object() if hasattr(below, "get_object") else below
        waiting += below if isinstance(below, list) else [below]


def test_every_page_is_a4_and_bears_marks_and_identity(
    reader: pypdf.PdfReader, texts: list[str]
) -> None:
    assert len(texts) >= 3
    for page, text in zip(reader.pages, texts, strict=True):
        assert tuple(round(float(side), 1) for side in page.mediabox[2:]) == A4
        assert "DỰ THẢO" in text
        assert FICTIONAL in text
        assert "15109 · 2024-6T · 1f3a9c20d1" in text


def test_text_is_found_whole_and_in_nfc(texts: list[str]) -> None:
    text = "\n".join(texts)
    assert text == unicodedata.normalize("NFC", text)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-UBND",
        "Kính gửi: Ủy ban nhân dân huyện Ngọc Lặc",
        "I. CÔNG TÁC CHỈ ĐẠO",
        "- Giải quyết trước và đúng hạn 99,39%.",
        "+ Quá hạn: [số hồ sơ quá hạn] hồ sơ.",
        "- Như trên;",
        "- Lưu: VT.",
        "(Biểu mẫu: Phụ lục 01b)",
        "5.432.209.679.123",
    ):
        assert words in text
    assert LONG_WORD in text.replace("\n", "")


def test_the_watermark_adds_no_text(texts: list[str]) -> None:
    assert texts[1].count(FICTIONAL) == 1


def test_page_numbers_hide_on_first_pages_and_restart_in_the_appendix(
    reader: pypdf.PdfReader, texts: list[str]
) -> None:
    appendix = next(at for at, text in enumerate(texts) if "Phụ lục" in text)
    assert texts[appendix + 1].startswith("2 DỰ THẢO")
    assert texts[0].startswith("DỰ THẢO")
    assert texts[appendix].startswith("DỰ THẢO")
    assert reader.page_labels[appendix : appendix + 2] == ["PL1", "PL2"]


def test_the_header_row_repeats_on_every_page_of_a_table(texts: list[str]) -> None:
    appendix = next(at for at, text in enumerate(texts) if "Phụ lục" in text)
    for text in texts[appendix:]:
        assert "Kết quả thống kê" in text
        assert "Đơn vị tính" in text


def test_it_says_who_it_is(reader: pypdf.PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "vi"
    assert bool(root["/MarkInfo"]["/Marked"])
    assert reader.metadata is not None
    assert reader.metadata.title == FRONT.title
    assert reader.metadata.author == FRONT.author
    assert reader.metadata["/Keywords"] == "15109, 2024-6T, 1f3a9c20d1"
    assert reader.metadata.creation_date == datetime.datetime(2024, 6, 5, tzinfo=datetime.UTC)
    identity = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in identity
    assert "<pdfuaid:part>1</pdfuaid:part>" in identity


def test_it_is_tagged(reader: pypdf.PdfReader) -> None:
    elements = list(structure(reader))
    tags = {str(element["/S"]) for element in elements}
    assert {"/Title", "/H1", "/H2", "/P", "/Table", "/THead", "/TH", "/TD", "/Figure"} <= tags
    figures = [element for element in elements if element["/S"] == "/Figure"]
    assert [figure["/Alt"] for figure in figures] == ["Trực tuyến 526, trực tiếp 126 hồ sơ"]


def test_the_outline_names_headings_and_appendix(reader: pypdf.PdfReader) -> None:
    titles = [item["/Title"] for item in reader.outline if isinstance(item, dict)]
    assert titles == [
        "I. CÔNG TÁC CHỈ ĐẠO",
        "Phụ lục THỐNG KÊ SỐ LIỆU CẢI CÁCH HÀNH CHÍNH",
    ]


def test_only_the_chosen_font_is_embedded(reader: pypdf.PdfReader) -> None:
    fonts = {
        font.get_object()["/BaseFont"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {str(font).split("+")[1].split("-")[0] for font in fonts} == {"LiberationSerif"}
    assert all("+" in font for font in fonts)


def test_another_process_gives_the_same_bytes(report: bytes) -> None:
    script = (
        "import hashlib; from render_sample import report_blocks; "
        "from cchc_toolkit.render.pdf import render_pdf; "
        "print(hashlib.sha256(render_pdf(report_blocks())).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "CCHC_FONT": "bundled", "PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh"},
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == hashlib.sha256(report).hexdigest()


def test_rendering_another_report_first_changes_no_byte(report: bytes) -> None:
    printed(paragraph("Một báo cáo khác."))
    assert render_pdf(report_blocks(), bundled_font()) == report


def test_the_typesetter_has_nothing_to_warn_of() -> None:
    font = bundled_font()
    report = pdf_module.typesetter_input(report_blocks(), font)
    _, warnings = typesetter.compiler(font).compile_with_warnings(
        typesetter._document(report), format="pdf", pdf_standards=list(typesetter.STANDARDS)
    )
    assert [str(warning.message) for warning in warnings] == []


def test_what_a_commune_wrote_is_never_markup() -> None:
    words = "*đậm* _nghiêng_ #set text(red) $x$ @a <b> `c` \\ // {{7*7}} <script>"
    assert words in printed(paragraph(words))


def test_empty_texts_print_nothing() -> None:
    text = printed(
        Letterhead((), "", ""),
        Title("", "", ""),
        Addressee(()),
        Heading(1, ""),
        Paragraph(()),
        Signature("", "", "", ()),
        AppendixTitle("", ()),
        Table("t", "", (Column("Cột"),), ()),
    )
    head = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    identity = "15109 · 2024-6T · 1f3a9c20d1"
    assert text.split("\n") == [*head.split("\n"), identity, "Cột", identity]


def pages_of(*blocks: Block) -> list[list[str]]:
    """Return the lines of each page of a report without marks, its number left out."""
    front = dataclasses.replace(FRONT, marks=(), mode="sign")
    pages = pypdf.PdfReader(io.BytesIO(render_pdf((front, *blocks), bundled_font()))).pages
    lines = [[line.strip() for line in page.extract_text().splitlines()] for page in pages]
    return [[line for line in page if line and not line.isdigit()] for page in lines]


@pytest.mark.parametrize("above", range(26, 40))
def test_no_heading_and_no_words_that_introduce_others_end_a_page(above: int) -> None:
    pages = pages_of(
        *(paragraph(f"Đoạn {number}.") for number in range(above)),
        Heading(1, "III. Đánh giá"),
        Heading(2, "1. Hạn chế"),
        paragraph("Tồn tại, hạn chế:", mark="-"),
        *(paragraph(f"Mục {number}.", mark="+") for number in range(12)),
    )
    assert len(pages) == 2
    assert pages[0][-1].startswith(("Đoạn", "+ Mục"))


@pytest.mark.parametrize("above", range(36, 46))
def test_no_row_that_heads_others_ends_a_page(above: int) -> None:
    rows = [Row((Run(f"{at}"), Run("Tỷ lệ"))) for at in range(above)]
    rows[above:] = [
        Row((Run("7"), Run("Lĩnh vực")), "section"), Row((Run("7.1"), Run("Nhóm")), "section"),
        *(Row((Run(f"7.1.{at}"), Run("Số"))) for at in range(8)),
    ]  # fmt: skip
    columns = (Column("STT"), Column("Chỉ số"))
    for page in pages_of(Table("t", "", columns, tuple(rows), show_caption=False)):
        assert "Lĩnh vực" not in page[-1]
        assert "Nhóm" not in page[-1]


@pytest.mark.parametrize("rows", range(2, 32, 3))
def test_no_chart_stands_alone_on_the_last_page(rows: int) -> None:
    columns = (Column("STT"), Column("Chỉ số"))
    table = Table(
        "chi-so", "", columns, tuple(Row((Run(f"{at}"), Run("Tỷ lệ"))) for at in range(rows)),
        ("Tỷ lệ làm tròn nửa lên.",), show_caption=False,
    )  # fmt: skip
    charts = [Chart(f"b{at}", f"Biểu đồ {at}. Hồ sơ", "hồ sơ", TALL) for at in (1, 2)]
    for drawn in (charts[:1], charts):
        last = pages_of(AppendixTitle("Phụ lục II", ("CHỈ SỐ",)), table, *drawn)[-1]
        # Of a lone chart only its caption and the words of its drawing would be there.
        assert len(last) > 2, last


def test_a_copy_to_sign_has_no_code_at_its_foot_and_carries_it_inside() -> None:
    front = dataclasses.replace(FRONT, mode="sign")
    reader = pypdf.PdfReader(io.BytesIO(render_pdf((front, paragraph("Một.")), bundled_font())))
    assert FRONT.stamp not in "".join(page.extract_text() for page in reader.pages)
    assert reader.metadata is not None
    assert FRONT.stamp in str(reader.metadata["/Keywords"])


def test_several_receivers_stand_in_a_list() -> None:
    text = printed(Addressee(("Ủy ban nhân dân tỉnh", "Sở Nội vụ")))
    assert "- Ủy ban nhân dân tỉnh;\n- Sở Nội vụ." in text


def test_each_appendix_counts_its_own_pages() -> None:
    blocks = itertools.chain.from_iterable(
        (AppendixTitle(f"Phụ lục {number}", ("TÊN",)), paragraph("Nội dung"))
        for number in ("I", "II")
    )
    assert [
        line for line in printed(paragraph("Thân"), *blocks).split("\n") if line.isdigit()
    ] == []


def test_headings_that_skip_a_level_are_printed_all_the_same() -> None:
    assert "a) Một" in printed(Heading(2, "1. Đầu"), Heading(3, "a) Một"))


def test_a_row_longer_than_a_page_loses_nothing() -> None:
    row = Row((Run("dài " * 3000),))
    assert printed(Table("t", "Bảng", (Column("Cột"),), (row,))).count("dài") == 3000


def test_a_gap_without_text_still_shows() -> None:
    assert "[…]" in printed(Paragraph((Run("", missing=True),)))


def test_a_draft_without_a_date_is_dated_by_its_period() -> None:
    assert FRONT.day == datetime.date(2024, 6, 5)
    assert dataclasses.replace(FRONT, date="").day == datetime.date(2024, 1, 1)


def test_a_letter_no_font_has_prints_as_a_box_in_a_draft() -> None:
    assert "Tiếp nhận □ hồ sơ" in printed(paragraph("Tiếp nhận \U0001f600 hồ sơ"))


def test_a_letter_no_font_has_stops_a_report_to_be_signed_and_is_named_with_its_place() -> None:
    final = dataclasses.replace(FRONT, mode="sign")
    with pytest.raises(RenderError) as caught:
        render_pdf((final, paragraph("Tiếp nhận \U0001f600 hồ sơ")))
    assert str(caught.value) == (
        "Ký tự '\U0001f600' (U+1F600) không có trong phông chữ Liberation Serif, không in được.\n"
        "  Ở đâu: đoạn “Tiếp nhận \U0001f600 hồ sơ”\n"
        "  Cách sửa: Xóa hoặc thay ký tự này trong dữ liệu nộp (thường do dán từ Word hoặc Zalo)."
    )


def test_a_broken_chart_is_named() -> None:
    with pytest.raises(RenderError) as caught:
        printed(Chart("c", "Biểu đồ", "mô tả", "<svg"))
    assert caught.value.where == "hình của biểu đồ"


def test_control_signs_and_other_spellings_are_made_printable() -> None:
    assert "Hoà\tBình".replace("\t", " ") in printed(paragraph("Hoa\u0300\tBi\u0300nh\x0b\ufeff"))


def test_blocks_without_front_are_refused() -> None:
    with pytest.raises(RenderError, match="Khối đầu tiên là 'paragraph', không phải 'front'"):
        render_pdf((paragraph("x"),))


def test_watermark_is_outlines_of_every_mark() -> None:
    svg = watermark_svg(("DỰ THẢO", FICTIONAL), bundled_font().files[1])
    assert svg.count("<path") == 2
    assert "<text" not in svg


def test_no_marks_no_watermark() -> None:
    assert isinstance(FRONT, Front)
    assert watermark_svg((), bundled_font().files[1]) == ""
