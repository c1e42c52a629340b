"""The first sheet: whose workbook it is and how it is filled in, in plain words."""

from __future__ import annotations

from typing import Any

from cchc_toolkit.figures.figure import STATE_WORDS
from cchc_toolkit.submission import State
from cchc_toolkit.submission.entry_cells import SUPPLEMENT, TEXTS, VALUES
from cchc_toolkit.text.formatting import print_date, upper_first
from cchc_toolkit.workbook.entry import Entry
from cchc_toolkit.workbook.heights import height
from cchc_toolkit.workbook.sheet_header import set_page
from cchc_toolkit.workbook.styles import Styles
from cchc_toolkit.workbook.words import REGISTER, SAME

_TITLE = "BIỂU NHẬP SỐ LIỆU BÁO CÁO"
_WIDTHS = (20.0, 84.0)
_STATES: dict[State, str] = {
    "reported": "đã ghi số ở cột Số liệu, kể cả số 0; cũng có thể để trống cột Trạng thái.",
    "not_reported": "có việc này, nhưng chưa tổng hợp được số. Để trống cả hai ô cũng là như vậy.",
    "not_applicable": "xã không có việc này, không thuộc thẩm quyền của xã.",
    "suppressed": "có số nhưng không được công bố.",
}
_STEPS = (
    "Chỉ điền các ô màu vàng nhạt; phím Tab đưa tới ô kế tiếp. Ô xám máy tự tính (tổng, tỷ lệ): "
    "ghi đủ các dòng con thì tổng hiện ra.",
    "Số 0 là một con số: có theo dõi và kết quả bằng 0. Không có số thì để trống ô số liệu và chọn "
    "ở cột Trạng thái (xem bảng dưới).",
    "Gõ liền chữ số: 1248, không gõ 1.248, không gõ đơn vị. Tỷ lệ ghi theo phần trăm: 99,5 % thì "
    "ghi 99,5 (máy dùng tiếng Anh: 99.5).",
    f"Số vẫn như kỳ trước: để trống ô số liệu, chọn “{SAME}” ở cột Trạng thái.",
    "Cột “Cần kiểm lại” báo ngay khi các số không khớp nhau. Kiểm lại; nếu số đúng là như vậy thì "
    "cứ để nguyên và nêu lý do ở cột Ghi chú.",
    f"Trang “{REGISTER}”: mỗi dòng một văn bản được nêu trong báo cáo; cột “Đọc là” cho biết máy "
    "hiểu ngày nào.",
    f"Trang “{TEXTS}”: mỗi ô một đoạn văn; muốn thêm đoạn trong cùng ô thì bấm Alt+Enter. "
    "Mục không có gì để báo cáo thì chọn “không phát sinh”; để trống là chưa viết.",
    "Không gộp ô, không xóa dòng, không chép đè cả dòng. Được phép kéo rộng cột, ẩn dòng, in ra.",
    "Tệp này chỉ dùng cho đơn vị và kỳ ghi ở trên. Lưu ở dạng .xlsx rồi gửi lại.",
)


def write_guide(sheet: Any, entry: Entry, styles: Styles) -> None:
    """Write the sheet: identity, steps, the four states."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    at = 0
    for text, style in ((f"{_TITLE} {entry.form.subject.upper()}", "title"), *_mark(entry)):
        sheet.write_string(at, 0, text, styles(style))
        at += 1
    for name, text in _owner(entry):
        at += 1
        _pair(sheet, at, name, text, styles)
    at = _heading(sheet, at + 2, "CÁCH ĐIỀN", styles)
    for number, text in enumerate(_steps(entry), 1):
        _pair(sheet, at, f"Bước {number}", text, styles)
        at += 1
    at = _heading(sheet, at + 1, "CỘT TRẠNG THÁI", styles)
    for state, word in STATE_WORDS.items():
        _pair(sheet, at, word, upper_first(_STATES[state]), styles)
        at += 1
    set_page(sheet, entry, landscape=False)
    sheet.protect("", {"select_locked_cells": True})


def _mark(entry: Entry) -> tuple[tuple[str, str], ...]:
    return tuple((mark, "mark") for mark in entry.marks)


def _owner(entry: Entry) -> tuple[tuple[str, str], ...]:
    first, last = print_date(entry.window.first), print_date(entry.window.last)
    deadline = entry.calendar.schedule(entry.period).deadline
    found = (
        ("Đơn vị", f"{entry.commune.name} (mã {entry.commune.code})"),
        ("Kỳ báo cáo", upper_first(entry.period.label)),
        ("Mốc số liệu", f"từ ngày {first} đến hết ngày {last}"),
        ("Biểu", f"{entry.form.label}: {' '.join(entry.form.title)}"),
        ("Gửi về", entry.office.via or entry.office.superior),
        ("Hạn gửi", f"chậm nhất ngày {print_date(deadline)}"),
    )
    return tuple(pair for pair in found if pair[1])


def _steps(entry: Entry) -> tuple[str, ...]:
    """Return the steps, without those for sheets that the form has no need of."""
    absent = f"“{TEXTS}”" if not entry.form.outline else "\0"
    first = f"Điền trang “{VALUES}”"
    also = f" rồi trang “{SUPPLEMENT}”" if entry.form.supplement else ""
    return (f"{first}{also}.", *(step for step in _STEPS if absent not in step))


def _heading(sheet: Any, at: int, text: str, styles: Styles) -> int:
    sheet.write_string(at, 0, text, styles("strong"))
    return at + 1


def _pair(sheet: Any, at: int, name: str, text: str, styles: Styles) -> None:
    sheet.set_row(at, height((name, _WIDTHS[0]), (text, _WIDTHS[1])))
    sheet.write_string(at, 0, name, styles("strong"))
    sheet.write_string(at, 1, text, styles("wrapped"))
