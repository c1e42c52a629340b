"""Files that are not what they seem end in one clear message, never in a traceback."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from corpus import hostile
from corpus.word import SEED, saved, seed_docx

from cchc_toolkit.catalogue import Form
from cchc_toolkit.documents import read_report
from cchc_toolkit.errors import DataError

DOCX = seed_docx()
AS_XLSX = "Biểu nhập liệu: lưu thành .xlsx. Báo cáo: chọn tệp .docx, .pdf, .html hoặc .txt."
AS_DOCX = "Mở bằng Word hoặc LibreOffice, chọn Lưu thành (Save As) .docx rồi đọc lại."
AGAIN = "Chép lại tệp từ nơi gửi, mở thử bằng Word."
Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return make


@pytest.mark.parametrize(
    ("name", "content", "problem", "advice"),
    [
        ("a.docx", b"", "Tệp rỗng.", "Chọn lại tệp báo cáo đã ban hành."),
        ("a.txt", b"\xef\xbb\xbf \r\n\n", "Tệp rỗng.", "Chọn lại tệp báo cáo đã ban hành."),
        ("a.docx", hostile.ole("WordDocument"), "Tệp là Word đời cũ (.doc).", AS_DOCX),
        (
            "a.docx",
            hostile.ole("EncryptedPackage"),
            "Tệp được đặt mật khẩu.",
            "Bỏ mật khẩu (Tệp, Thông tin, Bảo vệ tài liệu) rồi lưu lại.",
        ),
        (
            "a.docx",
            hostile.ole("Workbook"),
            "Tệp là bảng tính Excel đời cũ (.xls), không phải báo cáo.",
            AS_XLSX,
        ),
        (
            "a.ods",
            hostile.packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
            "Tệp là bảng tính OpenDocument (.ods), không phải báo cáo.",
            AS_XLSX,
        ),
        ("a.docx", hostile.OLE, "Tệp nhị phân lạ, không đọc được.", AS_DOCX),
        ("a.docx", b"{\\rtf1 x}", "Tệp là định dạng RTF, chưa đọc được.", AS_DOCX),
        (
            "a.pdf",
            b"\x89PNG\r\n\x1a\n",
            "Tệp là ảnh, không có chữ để đọc.",
            "Dùng tệp Word hoặc PDF có chữ (không phải ảnh chụp, ảnh quét).",
        ),
        (
            "a.docx",
            hostile.packed({"xl/workbook.xml": b"<a/>"}),
            "Tệp là bảng tính Excel (.xlsx), không phải báo cáo.",
            "Chọn đúng tệp báo cáo .docx.",
        ),
        (
            "a.docx",
            hostile.packed({"a.txt": b"x"}),
            "Tệp là tệp nén (zip), không phải tài liệu Word.",
            "Chọn đúng tệp báo cáo .docx.",
        ),
        (
            "a.docx",
            hostile.packed({"META-INF/manifest.xml": b"x"}),
            "Tệp là văn bản OpenDocument (.odt), chưa đọc được.",
            AS_DOCX,
        ),
        ("a.docx", DOCX[: len(DOCX) // 2], "Tệp hỏng hoặc bị cắt cụt.", AGAIN),
        (
            "a.docx",
            hostile.zip_bomb(DOCX),
            "Tệp Word bung ra quá lớn so với nội dung cần có, không đọc để giữ an toàn.",
            "Kiểm tra nơi gửi; bỏ ảnh và tệp nhúng rồi lưu lại.",
        ),
        (
            "a.docx",
            hostile.lying_bomb(DOCX),
            "Tệp Word hỏng, bị cắt cụt hoặc được mã hóa.",
            "Chép lại tệp từ nơi gửi, mở thử bằng Word rồi lưu lại.",
        ),
        (
            "a.docx",
            hostile.entity_bomb(DOCX),
            "Tệp Word có khai báo XML lạ (DOCTYPE), không an toàn để đọc.",
            "Mở bằng Word, lưu thành tệp mới.",
        ),
        (
            "a.docx",
            hostile.with_part(DOCX, "word/document.xml", b"<w:document"),
            "Tệp Word hỏng: các phần bên trong không đọc được.",
            "Mở bằng Word (Word sẽ sửa tệp), lưu lại rồi đọc lại.",
        ),
        (
            "a.txt",
            b"B\xe1o c\xe1o",
            "Tệp không phải chữ Unicode UTF-8 (sai từ byte 1).",
            'Mở tệp, chọn Lưu thành với bảng mã "UTF-8"; phông TCVN3, VNI cần đổi trước.',
        ),
        ("a.txt", b"a\0b", "Tệp nhị phân lạ, không phải chữ.", "Chọn đúng tệp báo cáo."),
        (
            "a.html",
            b"<html>" + b"<b>" * 200_000,
            "Trang web có quá nhiều thẻ so với một báo cáo.",
            "Xuất lại báo cáo thành .docx hoặc .pdf.",
        ),
        (
            "a.html",
            b"<html><body></body></html>",
            "Tệp không có chữ nào.",
            "Chọn đúng tệp báo cáo.",
        ),
        (
            "a.pdf",
            b"%PDF-1.7\n",
            "PDF hỏng hoặc bị cắt cụt.",
            "Chép lại tệp từ nơi gửi, hoặc xuất lại PDF từ Word.",
        ),
        (
            "a.pdf",
            hostile.scanned_pdf(),
            "PDF không có lớp chữ (bản quét hoặc ảnh chụp).",
            "Dùng tệp Word, hoặc PDF xuất thẳng từ Word; bản quét cần nhận dạng chữ trước.",
        ),
        (
            "a.pdf",
            hostile.many_pages_pdf(),
            "PDF có 5000 trang, quá dài so với một báo cáo.",
            "Tách riêng các trang của báo cáo và phụ lục.",
        ),
        (
            "a.pdf",
            hostile.locked_pdf(),
            "PDF được đặt mật khẩu.",
            "Mở bằng mật khẩu, in lại (Print to PDF) thành tệp không có mật khẩu.",
        ),
    ],
)
def test_each_wrong_file_is_named(
    name: str, content: bytes, problem: str, advice: str, write: Write, form: Form
) -> None:
    with pytest.raises(DataError) as caught:
        read_report(write(name, content), form)
    assert caught.value.problem == problem
    assert caught.value.advice == advice
    assert caught.value.where.startswith(name)


@pytest.mark.slow
@pytest.mark.parametrize("content", [hostile.inflating_pdf(), hostile.nested_forms_pdf()])
def test_a_pdf_bomb_is_stopped(content: bytes, write: Write, form: Form) -> None:
    with pytest.raises(DataError) as caught:
        read_report(write("a.pdf", content), form)
    assert caught.value.problem in (
        "PDF hỏng hoặc quá nặng để đọc.",
        "PDF đọc quá lâu nên đã dừng.",
    )


def test_a_file_that_is_not_there(tmp_path: Path, form: Form) -> None:
    with pytest.raises(DataError) as caught:
        read_report(tmp_path / "khong-co.docx", form)
    assert caught.value.problem.startswith("Không mở được tệp: ")
    assert caught.value.where == "khong-co.docx"


def test_a_folder_is_no_file(tmp_path: Path, form: Form) -> None:
    with pytest.raises(DataError, match="Không mở được tệp"):
        read_report(tmp_path, form)


def test_the_content_decides_and_the_name_is_noted(write: Write, form: Form) -> None:
    issued = read_report(write("bao-cao.pdf", DOCX), form)
    assert issued.format == "docx"
    assert issued.notes == ("Tên tệp đuôi .pdf nhưng nội dung là docx; đọc theo nội dung.",)


def test_macros_are_not_run_and_said(write: Write, form: Form) -> None:
    issued = read_report(write("bao-cao.docm", hostile.macro_docx(DOCX)), form)
    assert issued.notes == ("Tệp có macro: chỉ đọc chữ, không chạy macro.",)
    assert len(issued.values()) == 165


@pytest.mark.parametrize(
    "text",
    [
        "1." * 500_000,
        "(" * 500_000,
        "a" * 1_000_000,
        "1/" * 400_000,
        "- Có 02 lớp\n" * 50_000,
        "Kế hoạch số 1/KH-UBND ngày 01/01/2024 của UBND xã " * 20_000,
        "STT\tChỉ tiêu\tSố liệu\n" + "1.\tmột dòng lạ\t5\n" * 50_000,
        "<html><body><table><tr>" + "<td colspan=100 rowspan=100>x" * 20_000,
        "<html><body>" + "<div>" * 20_000 + "x",
    ],
    ids=range(9),
)
def test_long_and_deep_texts_take_bounded_time(text: str, write: Write, form: Form) -> None:
    started = time.process_time()
    try:
        read_report(write("dai.txt", text.encode()), form)
    except DataError as error:
        assert error.problem
    assert time.process_time() - started < 60


def test_a_report_in_another_layout_gives_what_can_be_read(write: Write, form: Form) -> None:
    text = "Xã đã tiếp nhận 652 hồ sơ, giải quyết đúng hạn 648 hồ sơ.\n\nTuyên truyền 02 buổi.\n"
    issued = read_report(write("tin.txt", text.encode()), form)
    assert [one.quote for one in issued.mentions] == ["652 hồ sơ", "648 hồ sơ", "02 buổi"]
    assert issued.notes == (
        "Không nhận ra phần đầu văn bản (cơ quan, số, ngày, tên báo cáo).",
        "Không nhận ra các mục I, II, III… của báo cáo.",
        "Không thấy bảng phụ lục thống kê (cột STT, Chỉ tiêu, Số liệu).",
    )


def test_reading_changes_nothing(form: Form) -> None:
    before = SEED.read_bytes()
    assert read_report(SEED, form) == read_report(SEED, form)
    assert SEED.read_bytes() == before


def test_stars_between_digits_stay_in_prose_and_appendix_of_a_word_file(
    write: Write, form: Form
) -> None:
    """Without them 12*34*56 would be a number that nobody wrote."""
    document = docx.Document(io.BytesIO(seed_docx(clean=True)))
    (said,) = [one for one in document.paragraphs if "652 hồ sơ" in one.text]
    said.text = said.text.replace("652", "12*34*56")
    (cell,) = [
        row.cells[3]
        for row in document.tables[-1].rows
        if (row.cells[0].text, row.cells[3].text) == ("3.3.1", "652")
    ]
    cell.text = "6*5*2"
    report = read_report(write("a.docx", saved(document)), form)
    assert [one.text for one in report.paragraphs if "12*34*56 hồ sơ" in one.text]
    row = report.values()["tthc.ho_so.tiep_nhan"]
    assert (row.text, row.number) == ("6*5*2", None)
    assert not {Decimal(652), Decimal(123456)} & {one.number for one in report.mentions}
