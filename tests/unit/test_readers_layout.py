"""Lines to paragraphs, heads and signatures, Word's numbers and tables, pages of a PDF."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import docx
import pytest
from corpus.word import saved
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.periods import Window
from cchc_toolkit.documents.parsed_report import Letterhead
from cchc_toolkit.documents.passages import heading, loose, paragraphs
from cchc_toolkit.documents.pdf_page import page_of
from cchc_toolkit.documents.raw import Grid, Line
from cchc_toolkit.documents.read import understood
from cchc_toolkit.documents.spoken_period import spoken_period
from cchc_toolkit.documents.text import read_text
from cchc_toolkit.documents.web import read_web
from cchc_toolkit.documents.word import read_word
from cchc_toolkit.text.likeness import compare_key

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def joined(text: str) -> list[str]:
    lines = [piece for piece in read_text(text).pieces if isinstance(piece, Line)]
    return [one.text for one in paragraphs(loose(lines))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nhiệm vụ,\n\nquyền hạn", ["nhiệm vụ, quyền hạn"]),
        ("theo Kế hoạch được\n\nChính phủ giao", ["theo Kế hoạch được Chính phủ giao"]),
        ("kiến nghị (nếu\n\ncó) của dân", ["kiến nghị (nếu có) của dân"]),
        ("của Bộ phận Một cửa\n\nỦy ban nhân dân", ["của Bộ phận Một cửa", "Ủy ban nhân dân"]),
        ("cụ thể:\n\n- không\n\n+ có", ["cụ thể:", "không", "có"]),
        ("Đã xong.\n\nđang làm", ["Đã xong.", "đang làm"]),
        ("số 27/CT-\nTTg ngày 01/01/2024", ["số 27/CT-TTg ngày 01/01/2024"]),
        ("## I. CHUNG\n\n* Có **02** lớp", ["I. CHUNG", "Có 02 lớp"]),
        ("---\n\n***", []),
        (
            "Một dòng dài hơn năm mươi ký tự do trình soạn thảo ngắt ra\nThành hai dòng liền nhau",
            ["Một dòng dài hơn năm mươi ký tự do trình soạn thảo ngắt ra Thành hai dòng liền nhau"],
        ),
    ],
)
def test_what_was_torn_is_joined(text: str, expected: list[str]) -> None:
    assert joined(text) == expected


def test_a_line_that_goes_on_may_start_with_a_dash() -> None:
    lines = (Line("giai đoạn 2023", "trang 1"), Line("– 2025. Công văn", "trang 2", True))
    (found,) = paragraphs(loose(lines))
    assert (found.mark, found.text) == ("", "giai đoạn 2023 – 2025. Công văn")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IV. PHƯƠNG HƯỚNG", (1, "IV")),
        ("Phần II. KẾT QUẢ", (1, "II")),
        ("12. Việc khác", (2, "12")),
        ("1.2 Việc khác", (3, "1.2")),
        ("1.234 hồ sơ", (0, "")),
        ("05 hồ sơ", (0, "")),
        ("Internet. Mạng", (0, "")),
    ],
)
def test_headings(text: str, expected: tuple[int, str]) -> None:
    assert heading(text) == expected


@given(st.text(alphabet="hoàảáaòóqúyưỳthiêể \t\u0300\u0301", max_size=30))
def test_a_key_is_the_same_for_every_spelling(text: str) -> None:
    key = compare_key(text)
    assert compare_key(unicodedata.normalize("NFD", text)) == key
    assert compare_key(key) == key
    assert compare_key(text.upper()) == compare_key(text.upper().lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("toàn", "tòan"), ("qúy", "quý")],
)
def test_either_place_of_the_tone(one: str, other: str) -> None:
    assert compare_key(one) == compare_key(other)


@pytest.mark.parametrize(("one", "other"), [("hoa", "hòa"), ("quy", "quý"), ("của", "cua")])
def test_another_tone_is_another_word(one: str, other: str) -> None:
    assert compare_key(one) != compare_key(other)


HEAD = """ỦY BAN NHÂN DÂN
XÃ KIÊN THỌ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 05/BC-UBND

Kiên Thọ, ngày 05 tháng 9 năm 2025

BÁO CÁO
Kết quả công tác cải cách hành chính
quý III năm 2025

Kính gửi:
- Sở Nội vụ tỉnh Thanh Hóa;
- Văn phòng UBND tỉnh.

Thực hiện chế độ báo cáo (số liệu từ 15/6/2025 đến 14/9/2025), xã báo cáo như sau:

I. CHỈ ĐẠO

- Đã ban hành 02 văn bản./.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lê Thị Hoà
"""


def test_head_and_signature(form: Form) -> None:
    issued = understood(read_text(HEAD), form, "a.txt")
    assert issued.letterhead == Letterhead(
        issuer="ỦY BAN NHÂN DÂN XÃ KIÊN THỌ",
        number="05",
        symbol="BC-UBND",
        place="Kiên Thọ",
        date=date(2025, 9, 5),
        date_as_printed="ngày 05 tháng 9 năm 2025",
        kind="BÁO CÁO",
        title="Kết quả công tác cải cách hành chính quý III năm 2025",
        spoken=spoken_period("quý III năm 2025"),
        window=Window(date(2025, 6, 15), date(2025, 9, 14)),
        addressee=("Sở Nội vụ tỉnh Thanh Hóa", "Văn phòng UBND tỉnh"),
        recipients=("Như trên", "Lưu: VT"),
        authority="TM. ỦY BAN NHÂN DÂN",
        role="PHÓ CHỦ TỊCH",
        name="Lê Thị Hoà",
    )
    assert [one.section for one in issued.paragraphs] == ["", "I", "I"]
    assert [one.quote for one in issued.mentions] == ["02 văn bản"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công tác CCHC quý I năm 2024", "2024-Q1"),
        ("CCHC Quý 3/2025", "2025-Q3"),
        ("CCHC 06 tháng năm 2024", "2024-6T"),
        ("CCHC 9 tháng đầu năm 2022", "2022-9T"),
        ("CCHC năm 2023", "2023-N"),
    ],
)
def test_periods_of_titles(text: str, expected: str) -> None:
    said = spoken_period(text)
    assert said is not None
    assert said.period is not None
    assert said.period.id == expected


def test_a_title_without_a_period() -> None:
    assert spoken_period("Công tác cải cách hành chính quý IV") is None


def numbered(document: Any, text: str, level: int, number: str = "1") -> None:
    paragraph = document.add_paragraph(text)
    properties = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", str(level)), ("w:numId", number)):
        child = OxmlElement(name)
        child.set(qn("w:val"), value)
        properties.append(child)
    paragraph._p.get_or_add_pPr().append(properties)


def test_automatic_numbers_and_bullets_of_word_are_read() -> None:
    document = docx.Document()
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    levels = (("upperRoman", "%1."), ("decimal", "%2."), ("bullet", ""))
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    root.append(parse_xml(f'<w:abstractNum {W} w:abstractNumId="7">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="1"><w:abstractNumId w:val="7"/></w:num>'))
    for text, level in (("A", 0), ("B", 1), ("C", 1), ("D", 2), ("E", 0), ("F", 1)):
        numbered(document, text, level)
    texts = [
        piece.text for piece in read_word(saved(document), "a").pieces if isinstance(piece, Line)
    ]
    assert texts == ["I. A", "1. B", "2. C", "+ D", "II. E", "1. F"]


def test_deleted_text_of_word_is_not_read_and_said() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Có 02")
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>9</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t> lớp</w:t></w:r></w:ins>"))
    raw = read_word(saved(document), "a")
    assert [piece.text for piece in raw.pieces if isinstance(piece, Line)] == ["Có 02 lớp"]
    assert raw.notes == (
        "Tệp còn sửa đổi chưa chấp nhận (Track Changes): đọc như đã chấp nhận hết.",
    )


def test_merged_cells_of_word_keep_their_columns() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "dọc"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "ngang"
    table.cell(1, 2).text = "cuối"
    (grid,) = (one for one in read_word(saved(document), "a").pieces if isinstance(one, Grid))
    assert [row.cells for row in grid.rows] == [("dọc", "ngang", ""), ("", "", "cuối")]


def test_merged_cells_of_a_page_keep_their_columns() -> None:
    raw = read_web(
        "<table><tr><td rowspan=2>dọc<td colspan=2>ngang<tr><td><td>cuối</table><p>sau", "a"
    )
    grid = raw.pieces[0]
    assert isinstance(grid, Grid)
    assert [row.cells for row in grid.rows] == [("dọc", "ngang", ""), ("", "", "cuối")]


def test_hidden_parts_of_a_page_are_not_read() -> None:
    raw = read_web(
        '<body><a href="#x">Tới nội dung</a><script>1</script><p hidden>2<p style="display: none">3'
        "<!-- 4 --><svg><text>5</text></svg><nav>6</nav><div>Có <b>02</b>\nlớp<br>và 03 buổi</div>",
        "a",
    )
    assert [one.text for one in raw.pieces if isinstance(one, Line)] == ["Có 02 lớp", "và 03 buổi"]


def test_words_of_a_pdf_fall_into_the_cells_of_its_rules() -> None:
    lines = [[10, y, 110, y] for y in (10, 40, 70)]
    walls = [[x, 10, x, 70] for x in (10, 60, 110)]
    words = [
        ["một", 15, 30, 55, 10],
        ["hai", 65, 80, 55, 10],
        ["ba-", 15, 30, 25, 10],
        ["bốn", 15, 30, 13, 10],
    ]
    page = page_of({"height": 100, "width": 120, "words": words, "rules": [*lines, *walls]}, 3)
    (found,) = page.grids
    assert [row.cells for row in found.grid.rows] == [("một", "hai"), ("ba-bốn", "")]
    assert found.grid.rows[1].where == "trang 3, dòng 2"
    assert page.lines == ()


def test_a_rule_that_is_not_drawn_merges_two_cells() -> None:
    lines = [[10, 10, 110, 10], [60, 40, 110, 40], [10, 70, 110, 70]]
    walls = [[x, 10, x, 70] for x in (10, 60, 110)]
    words = [["một", 15, 30, 25, 10], ["hai", 65, 80, 55, 10]]
    page = page_of({"height": 100, "width": 120, "words": words, "rules": [*lines, *walls]}, 1)
    assert [row.cells for row in page.grids[0].grid.rows] == [("một", "hai"), ("", "")]
