"""Parts that hide figures: pages without text, two pages on a sheet, hidden sheets, frames.

Each is read, or said loudly to be unread; none is passed over.
"""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest
import typst
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.documents import read_report
from cchc_toolkit.errors import DataError
from cchc_toolkit.review import Review, review_issued

FORM = load_form()
SAID = (
    "BÁO CÁO",
    "Công tác cải cách hành chính 6 tháng đầu năm 2024",
    "Xã tiếp nhận 500 hồ sơ, trong đó trực tuyến 400 hồ sơ, đạt 70%.",
)
RATE = "400/500 = 80%"
ROWS = (("Quý", "Nhận", "Trả"), ("I", "120", "110"), ("II", "130", "125"), ("Cộng", "260", "235"))
FOOTING = "120 + 130 = 250 ≠ 260"
FLOATS = '<w:tblpPr w:vertAnchor="text" w:horzAnchor="margin" w:tblpY="1"/>'


def review(file: Path, appendix: Path | None = None) -> Review:
    return review_issued(read_report(file, FORM, appendix), FORM)


def messages(made: Review) -> str:
    return "\n".join(one.message for one in made.findings)


def printed(folder: Path, source: str) -> Path:
    """Print Typst source as a PDF; `trang.png` is the picture of a page."""
    Image.new("RGB", (60, 80), "white").save(folder / "trang.png")
    (folder / "a.typ").write_text(source, encoding="utf-8")
    typst.compile(folder / "a.typ", output=folder / "a.pdf")
    return folder / "a.pdf"


def test_a_pdf_of_pictures_is_refused_with_what_to_do(tmp_path: Path) -> None:
    file = printed(tmp_path, '#image("trang.png", width: 100%)')
    with pytest.raises(DataError) as raised:
        review(file)
    assert raised.value.problem == "PDF không có lớp chữ (bản quét hoặc ảnh chụp)."
    assert "nhận dạng chữ" in raised.value.advice


def test_a_page_that_is_a_picture_is_named(tmp_path: Path) -> None:
    text = "\n\n".join(SAID)
    made = review(printed(tmp_path, f'{text}\n#pagebreak()\n#image("trang.png", width: 100%)'))
    (told,) = made.unread
    assert told.startswith("Trang 2 không có lớp chữ")
    assert RATE in messages(made)


def test_two_pages_on_a_sheet_are_told_and_read_side_by_side(tmp_path: Path) -> None:
    filler = "\n\n".join(f"{n}. Xã họp với các thôn để phân công rõ việc." for n in range(1, 13))
    left, right = "\n\n".join((*SAID, filler)), f"{filler}\n\nTổ chức 6 lớp với 300 học viên, bình"
    page = f"#set page(flipped: true)\n#grid(columns: (1fr, 1fr), gutter: 2cm)[{left}][{right}"
    made = review(printed(tmp_path, f"{page} quân 60 học viên/lớp.]"))
    (told,) = made.unread
    assert told.startswith("Trang 1 có hai trang trên một mặt giấy")
    assert RATE in messages(made)
    assert "300/6 = 50" in messages(made)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read_and_named(tmp_path: Path, state: str) -> None:
    book = openpyxl.Workbook()
    for row in (("Tháng", "Nhận"), ("Tháng 4", 120), ("Tháng 5", 130), ("Cộng", 250)):
        book.active.append(row)
    draft = book.create_sheet("Nháp")
    draft.sheet_state = state
    for row in (("Tháng", "Nhận"), ("Tháng 4", 120), ("Tháng 5", 130), ("Cộng", 270)):
        draft.append(row)
    book.save(tmp_path / "phu-luc.xlsx")
    (tmp_path / "a.txt").write_text("\n\n".join(SAID), encoding="utf-8")
    made = review(tmp_path / "a.txt", tmp_path / "phu-luc.xlsx")
    assert made.unread == ('phu-luc.xlsx: trang tính ẩn "Nháp" không đọc.',)
    assert "270" not in messages(made)


def table(more: str = "") -> str:
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>' for c in row)}</w:tr>"
        for row in ROWS
    )
    return f"<w:tbl {nsdecls('w')}><w:tblPr>{more}</w:tblPr><w:tblGrid/>{rows}</w:tbl>"


def in_a_box(made: Document) -> None:
    box = f"<w:txbxContent>{table()}<w:p/></w:txbxContent>"
    shape = f'<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox>{box}'
    run = f"<w:r {nsdecls('w')}>{shape}</v:textbox></v:shape></w:pict></w:r>"
    made.add_paragraph()._p.append(parse_xml(run))


def afloat(made: Document) -> None:
    made.element.body.insert(-1, parse_xml(table(FLOATS)))


def in_a_cell(made: Document) -> None:
    cell = made.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].add_run("Số liệu của xã:")
    cell._tc.append(parse_xml(table()))
    cell.add_paragraph("hết bảng")


@pytest.mark.parametrize("put", [in_a_box, afloat, in_a_cell])
def test_a_table_in_a_frame_is_added_up_and_remarked_upon(tmp_path: Path, put: object) -> None:
    made = docx.Document()
    for text in SAID:
        made.add_paragraph(text)
    assert callable(put)
    put(made)
    made.save(str(tmp_path / "a.docx"))
    found = review(tmp_path / "a.docx")
    assert FOOTING in messages(found)
    assert found.unread == ()
    annotated(found, tmp_path / "a.docx")


def annotated(made: Review, file: Path) -> None:
    from cchc_toolkit.review.annotated import annotated as written

    back = docx.Document(io.BytesIO(written(made, file)))
    (remark,) = [one for one in back.comments if FOOTING in one.text]
    (start,) = back.element.body.xpath(f'.//w:commentRangeStart[@w:id="{remark.comment_id}"]')
    assert start.getnext().xpath("string()") == "260"


def test_a_table_in_a_cell_of_a_web_page_is_added_up(tmp_path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    said = "".join(f"<p>{text}</p>" for text in SAID)
    page = f"<body>{said}<table><tr><td>Số liệu:<table>{rows}</table></td></tr></table></body>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    made = review(tmp_path / "a.html")
    assert FOOTING in messages(made)
    assert made.unread == ()


@pytest.mark.parametrize(
    "frame", ['<iframe src="b.html"></iframe>', '<object data="b.pdf"></object>']
)
def test_a_page_in_a_page_is_told(tmp_path: Path, frame: str) -> None:
    said = "".join(f"<p>{text}</p>" for text in SAID)
    (tmp_path / "a.html").write_text(f"<body>{said}{frame}</body>", encoding="utf-8")
    made = review(tmp_path / "a.html")
    assert [told.partition(":")[0] for told in made.unread] == [
        "Trang có khung nhúng (trang hoặc tệp khác)"
    ]
    assert RATE in messages(made)
