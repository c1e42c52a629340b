"""A short report with every kind of block, as the render tests read it."""

from __future__ import annotations

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

FICTIONAL = "DỮ LIỆU MINH HOẠ"
LONG_WORD = "ĐơnVịTínhRấtDàiKhôngCóKhoảngTrắngNàoCảABC"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="200" height="40"><defs><clipPath id="c"><rect id="r" width="9" height="9"/></clipPath>'
    '<style>* {stroke: red}</style></defs><g clip-path="url(#c)"><use xlink:href="#r"/></g>'
    '<text x="5" y="20" font-family="Liberation Serif">Trực tuyến</text></svg>'
)
FRONT = Front(
    title="Báo cáo cải cách hành chính 6 tháng đầu năm 2024 của xã Phùng Minh",
    author="UBND xã Phùng Minh",
    commune="15109",
    commune_name="xã Phùng Minh",
    period="2024-6T",
    period_label="6 tháng đầu năm 2024",
    form="phu_luc_01b",
    stamp="1f3a9c20d1",
    mode="draft",
    marks=("DỰ THẢO", FICTIONAL),
    date="2024-06-05",
)
RATE = Run("99,39%", bold=True, figure="ty_le.dung_han", note='648 / 652 × 100 (mẫu: "tiếp nhận")')
LETTERHEAD = Letterhead(
    ("ỦY BAN NHÂN DÂN", "XÃ PHÙNG MINH"),
    "Số: 05/BC-UBND",
    "Phùng Minh, ngày 05 tháng 6 năm 2024",
    draft=True,
)
FORM_COLUMNS = (
    Column("STT", "center", 18),
    Column("Chỉ tiêu thống kê"),
    Column("Đơn vị tính", "center", 28, "Kết quả thống kê"),
    Column("Số liệu", "right", 24, "Kết quả thống kê"),
    Column("Ghi chú", "left", 24),
)


def paragraph(*runs: str | Run, mark: str = "") -> Paragraph:
    """Return a paragraph; plain strings become plain runs."""
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in runs), mark)


def form_row(at: int, label: str, style: str = "") -> Row:
    """Return a row of the appendix."""
    texts = (f"1.{at}.", label, "Hồ sơ", f"{at}.000", "")
    return Row(tuple(Run(text) for text in texts), style, 2, f"k{at}")


def form_rows() -> tuple[Row, ...]:
    """Return rows for two pages: a section, a part, many counts, a word too long for its cell."""
    counts = tuple(form_row(at, f"Chỉ tiêu số {at}") for at in range(3, 60))
    long = Row(tuple(map(Run, ("9.", LONG_WORD, LONG_WORD, "5.432.209.679.123", ""))))
    return (form_row(1, "Thủ tục", "section"), form_row(2, "Tại xã", "part"), *counts, long)


def report_blocks() -> tuple[Block, ...]:
    """Return the whole report: a body of two pages or less and an appendix of several."""
    gap = Run("[số hồ sơ quá hạn]", missing=True)
    return (
        FRONT,
        LETTERHEAD,
        Title("BÁO CÁO", "Cải cách hành chính 6 tháng", "(Số liệu đến hết ngày 05/6/2024)"),
        Addressee(("Ủy ban nhân dân huyện Ngọc Lặc",)),
        Heading(1, "I. Công tác chỉ đạo"),
        Heading(2, "1. Kết quả giải quyết"),
        paragraph("Giải quyết trước và đúng hạn ", RATE, ".", mark="-"),
        paragraph("Quá hạn: ", gap, " hồ sơ.", mark="+"),
        Chart("kenh", "Biểu đồ 1. Hồ sơ theo kênh", "Trực tuyến 526, trực tiếp 126 hồ sơ", SVG),
        paragraph("Trên đây là báo cáo./."),
        Signature("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Anh Tuấn", ("Như trên", "Lưu: VT")),
        AppendixTitle("Phụ lục", ("THỐNG KÊ SỐ LIỆU", "CẢI CÁCH HÀNH CHÍNH"), "Phụ lục 01b"),
        Table("phu-luc", "Thống kê số liệu", FORM_COLUMNS, form_rows(), ("[…]: chưa báo cáo.",)),
    )
