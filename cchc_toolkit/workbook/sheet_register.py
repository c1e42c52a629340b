"""The sheet of documents: the register that the texts cite from."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from cchc_toolkit.submission import Document
from cchc_toolkit.workbook.entry import Entry
from cchc_toolkit.workbook.heights import height
from cchc_toolkit.workbook.lists import Lists
from cchc_toolkit.workbook.sheet_header import finish, write_head
from cchc_toolkit.workbook.styles import Styles
from cchc_toolkit.workbook.swapped import formula, in_words
from cchc_toolkit.workbook.texts import fitting
from cchc_toolkit.workbook.words import HEADER_ROW, NOTE_ROW, OWNER_ROW, REGISTER_FIELDS

OPEN_ROWS = 200
"""Rows that drop-downs and dates are checked in; more may be filled in below."""
_TITLE = "DANH MỤC VĂN BẢN được nêu trong báo cáo"
_HELP = (
    "Mỗi dòng một văn bản; mã là tên ngắn không dấu như kh-05-2024, để trống thì máy tự đặt. Ngày "
    "gõ 29/01/2024; máy tiếng Anh gõ 2024-01-29; cột “Đọc là” cho thấy máy hiểu ngày nào."
)
_NAMES = tuple(field.tag.partition(".")[2] for field in REGISTER_FIELDS)
_READ = set(_NAMES) - {"key", "said"}
_FIRST, _LAST = date(1945, 9, 2), date(2199, 12, 31)


def write_register(sheet: Any, entry: Entry, styles: Styles, lists: Lists, stamp: str) -> None:
    """Write the register with the documents that are stored already, open rows below."""
    _open_columns(sheet, styles)
    write_head(sheet, _TITLE, entry, styles, _HELP, stamp)
    first = HEADER_ROW + 1
    for at, document in enumerate(entry.submission.documents.values(), first):
        _write(sheet, at, document, styles)
    last = first + max(OPEN_ROWS, len(entry.submission.documents) + OPEN_ROWS // 2)
    _validate(sheet, first, last, lists)
    printed = first + len(entry.submission.documents) + _SPARE
    days = [document.date for document in entry.submission.documents.values()]
    for at, day in enumerate((*days, *[None] * _SAID), first):
        _say(sheet, at, entry, styles, day)
    finish(sheet, entry, printed, _NAMES.index("implements"), frozen=2)


_SPARE = 15
"""Open rows that are printed too, to be filled in by hand."""
_SAID = 60
"""Open rows beside which a date is shown in words."""


def _open_columns(sheet: Any, styles: Styles) -> None:
    """Open whole columns, so that there is no last row; the rows above the entries stay locked."""
    for at, field in enumerate(REGISTER_FIELDS):
        if at == 0:
            sheet.set_column(at, at, field.width, styles("hidden"), {"hidden": True})
        else:
            sheet.set_column(at, at, field.width, styles(_style(_NAMES[at])))
    for row in (OWNER_ROW, NOTE_ROW):
        sheet.set_row(row, None, styles("plain"))


def _style(name: str) -> str:
    return {"date": "date", "said": "said"}.get(name, "text")


def _say(sheet: Any, at: int, entry: Entry, styles: Styles, day: date | None) -> None:
    cell = f"{xl_col_to_name(_NAMES.index('date'))}{at + 1}"
    now = in_words(day, entry.window) if day else ""
    said = formula(cell, entry.window)
    sheet.write_formula(at, _NAMES.index("said"), said, styles("said"), now)


def _write(sheet: Any, at: int, document: Document, styles: Styles) -> None:
    texts = [
        (getattr(document, name), field.width)
        for name, field in zip(_NAMES, REGISTER_FIELDS, strict=True)
        if name in _READ and name != "date"
    ]
    sheet.set_row(at, height(*texts))
    for column, name in enumerate(_NAMES):
        if name not in _READ:
            continue
        value = getattr(document, name)
        if isinstance(value, date):
            day = datetime.combine(value, time())
            sheet.write_datetime(at, column, day, styles("date"))
        elif value:
            where = f"{sheet.get_name()}, văn bản {document.id}"
            sheet.write_string(at, column, fitting(value, where), styles("text"))


def _validate(sheet: Any, first: int, last: int, lists: Lists) -> None:
    columns = {name: at for at, name in enumerate(_NAMES)}
    own = f"=$B${first + 1}:$B${last + 1}"
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("type", {**_OTHER_TYPES, "source": lists.types}),
        ("date", _DATES),
        ("implements", {**_OWN_ID, "source": own}),
    )
    for name, options in asked:
        sheet.data_validation(first, columns[name], last, columns[name], options)


_OTHER_TYPES = {
    "validate": "list",
    "error_type": "information",
    "error_title": "Loại văn bản khác",
    "error_message": "Loại này không có trong danh sách. Vẫn ghi được nếu đúng là loại khác.",
}
_DATES = {
    "validate": "date",
    "criteria": "between",
    "minimum": _FIRST,
    "maximum": _LAST,
    "error_title": "Ngày không hợp lệ",
    "error_message": "Ghi ngày/tháng/năm, ví dụ 29/01/2024; máy tiếng Anh ghi 2024-01-29. Rồi xem "
    "cột “Đọc là”.",
}
_OWN_ID = {
    "validate": "list",
    "error_title": "Chưa có mã này",
    "error_message": "Chọn mã của một văn bản có trong danh mục này; văn bản gốc chưa có thì thêm "
    "một dòng cho nó trước.",
}
