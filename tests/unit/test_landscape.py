"""A wide table lies on its side in PDF and Word, scrolls in HTML, and nothing around it turns."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from pypdf import PdfReader

from cchc_toolkit.blocks import (
    AppendixTitle,
    Block,
    Column,
    Front,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
)
from cchc_toolkit.render.docx import render_docx
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.pdf import render_pdf

FRONT = Front(
    "Thử", "Tác giả", "99001", "Xã Minh Hoạ 01", "2024-6T", "6T", "x", "0" * 16, "draft",
    ("DỰ THẢO", "DỮ LIỆU MINH HOẠ"),
)  # fmt: skip
WIDE = Table(
    "rong", "Bảng rộng", tuple(Column(f"Cột {n}", "right", 21) for n in range(12)),
    (Row(tuple(Run(f"{n}.000") for n in range(12))),), ("Nguồn: ví dụ",), landscape=True,
)  # fmt: skip
BLOCKS: tuple[Block, ...] = (
    FRONT, Heading(1, "I. Trước"), Paragraph((Run("Lời trước."),)),
    Heading(2, "1. Bảng ngang"), WIDE, Paragraph((Run("Lời sau."),)),
    AppendixTitle("Phụ lục", ("TÊN",)), WIDE,
)  # fmt: skip
UPRIGHT, ON_ITS_SIDE = (595, 842), (842, 595)


def test_pages_of_the_pdf_turn_for_the_table_and_what_leads_to_it() -> None:
    pages = PdfReader(io.BytesIO(render_pdf(BLOCKS))).pages
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages]
    assert sizes == [UPRIGHT, ON_ITS_SIDE, UPRIGHT, ON_ITS_SIDE]
    texts = [page.extract_text() for page in pages]
    for text, words in zip(
        texts, ("Lời trước", "1. Bảng ngang", "Lời sau", "Phụ lục"), strict=True
    ):
        assert words in text
    assert "11.000" in texts[1]
    assert "Nguồn: ví dụ" in texts[1]
    assert texts[1].splitlines()[0].startswith("2"), "pages go on counting"
    assert not texts[3].startswith("2"), "an appendix begins anew"


def test_sections_of_the_word_file_turn_and_count_on() -> None:
    with zipfile.ZipFile(io.BytesIO(render_docx(BLOCKS))) as package:
        xml = package.read("word/document.xml").decode()
        assert "word/headerWide.xml" in package.namelist()
    sections = re.findall(r"<w:sectPr>.*?</w:sectPr>", xml)
    assert ["landscape" in said for said in sections] == [False, True, False, True]
    assert ["pgNumType" in said for said in sections] == [True, False, False, True]
    assert ['"headerWide"' in said for said in sections] == [False, True, False, True]
    before, _, after = xml.partition("1. Bảng ngang")
    assert before.count("<w:sectPr>") == 1
    assert after.index("11.000") < after.index("<w:sectPr>")
    (width,) = set(re.findall(r'<w:tblW w:w="(\d+)"', xml))
    assert int(width) == pytest.approx(252 * 1440 / 25.4, abs=12)


def test_a_word_file_without_a_wide_table_has_no_wide_header() -> None:
    with zipfile.ZipFile(io.BytesIO(render_docx(BLOCKS[:3]))) as package:
        assert "word/headerWide.xml" not in package.namelist()


def test_the_page_lets_a_wide_table_scroll() -> None:
    page = render_html(BLOCKS)
    assert page.count('<div class="sheet wide" role="region" tabindex="0"') == 2
    assert "@page wide { size: A4 landscape; }" in page
