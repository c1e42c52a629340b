"""`khai-bao.xlsx`: what was read of a form, for a person to correct in Excel."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from cchc_toolkit.adoption.draft import (
    DOUBTS,
    KINDS,
    ROLLUPS,
    ROWS,
    TABLES,
    Column,
    Draft,
    Line,
    Table,
    is_doubtful,
)

HEAD_SHEET = "Biểu"
HEAD: dict[str, tuple[str, str]] = {
    "id": ("Mã biểu", "Không đổi ở đây."),
    "label": ("Tên ngắn", "Như “Phụ lục 2”."),
    "title": ("Tiêu đề in trên biểu", "Mỗi dòng in một dòng."),
    "subject": ("Báo cáo về", "Viết thường, đứng được trong câu: cải cách hành chính."),
    "heading": ("Tên báo cáo", "Chỉ ghi khi khác “Báo cáo về”."),
    "levels": ("Các cấp", "mã=cách gọi, cách nhau bằng dấu |."),
    "level": ("Biểu của cấp", "Một mã cấp."),
    "reported_by": ("Cấp lập báo cáo", "Một mã cấp: ô của cấp này là ô phải điền."),
    "valid_from": ("Hiệu lực từ", "Ngày/tháng/năm; để trống nếu chưa rõ."),
    "valid_to": ("Hiệu lực đến", "Để trống nếu đang còn hiệu lực."),
    "usage": ("Dòng trong ngoặc dưới tiêu đề", ""),
    "mark": ("Dòng phải in trên mọi trang", ""),
}
"""What `form.yml` holds, and how the workbook calls it."""
_ADVICE = (
    "Sửa các ô trắng, lưu lại, rồi chạy: cchc form adopt --as {id}. Dòng tô vàng là chỗ công cụ "
    "chưa chắc. Thêm, xóa, đổi thứ tự dòng đều được; ba cột cuối chỉ để đọc."
)
_SPARE = 200
"""Empty lines that still have the lists of words, for lines that a person adds."""


def write_book(draft: Draft) -> bytes:
    """Return the workbook of a declaration; the same draft gives the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": "Khai báo biểu mẫu", "created": datetime(2020, 1, 1, tzinfo=UTC)})
    formats = _formats(book)
    _head(book, draft, formats)
    for table in TABLES:
        _Sheet(book, table, formats).fill(draft.lines(table))
    book.close()
    return stream.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 11, "text_wrap": True, "valign": "top"}
    box = {**base, "border": 1, "border_color": "#B8B8B8"}
    return {
        "plain": book.add_format({**box, "num_format": "@"}),
        "doubt": book.add_format({**box, "num_format": "@", "bg_color": "#FFF2B3"}),
        "heading": book.add_format({**box, "num_format": "@", "bold": True}),
        "read": book.add_format({**box, "num_format": "@", "font_color": "#595959"}),
        "number": book.add_format({**box, "font_color": "#595959"}),
        "header": book.add_format(
            {**box, "bold": True, "bg_color": "#DCE6F1", "valign": "vcenter"}
        ),
        "advice": book.add_format({**base, "italic": True}),
    }


def _head(book: Any, draft: Draft, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(HEAD_SHEET)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 2, 44)
    sheet.set_row(0, 34)
    sheet.merge_range(0, 0, 0, 2, _ADVICE.format(id=draft.head["id"]), formats["advice"])
    for column, text in enumerate(("Mục", "Nội dung", "Giải thích")):
        sheet.write_string(1, column, text, formats["header"])
    for row, (key, (name, help_text)) in enumerate(HEAD.items(), 2):
        said = draft.head.get(key, "")
        sheet.set_row(row, 15 * max(1, said.count("\n") + 1, -(-len(said) // 68)))
        sheet.write_string(row, 0, name, formats["heading"])
        sheet.write_string(row, 1, said, formats["plain"])
        sheet.write_string(row, 2, help_text, formats["read"])
    _page(sheet)


class _Sheet:
    """One table of the declaration as a sheet: headers, lines, words to choose from."""

    def __init__(self, book: Any, table: Table, formats: dict[str, Any]) -> None:
        self._sheet = book.add_worksheet(table.sheet)
        self._table, self._formats = table, formats
        self._columns = (*table.columns, *DOUBTS)

    def fill(self, lines: Sequence[Line]) -> None:
        """Write the headers and the lines, frozen, filtered and laid out for A4."""
        for at, column in enumerate(self._columns):
            self._sheet.set_column(at, at, column.width)
            self._sheet.write_string(0, at, column.header, self._formats["header"])
            if column.help:
                self._sheet.write_comment(0, at, column.help)
        self._sheet.set_row(0, 32)
        for row, line in enumerate(lines, 1):
            self._line(row, line)
        self._choices(len(lines))
        self._sheet.freeze_panes(1, 2 if self._table is ROWS else 1)
        self._sheet.autofilter(0, 0, max(len(lines), 1), len(self._columns) - 1)
        _page(self._sheet)

    def _line(self, row: int, line: Line) -> None:
        self._sheet.set_row(row, 15 * _height(self._columns, line))
        kind = (
            "doubt"
            if is_doubtful(line)
            else "heading"
            if line.get("kind") == "heading"
            else "plain"
        )
        for at, column in enumerate(self._columns):
            said = shown(self._table, column.field, line.get(column.field, ""))
            if column.field == "sure" and said:
                self._sheet.write_number(row, at, int(said), self._formats["number"])
            else:
                form = "read" if column in DOUBTS and kind != "doubt" else kind
                self._sheet.write_string(row, at, said, self._formats[form])

    def _choices(self, count: int) -> None:
        words = {"kind": list(KINDS.values()), "rollup": list(ROLLUPS.values()),
                 "part": ["x"], "extra": ["x"]}  # fmt: skip
        if self._table is not ROWS:
            return
        for at, column in enumerate(self._columns):
            if column.field in words:
                chosen = {"validate": "list", "source": words[column.field]}
                self._sheet.data_validation(1, at, count + _SPARE, at, chosen)


def shown(table: Table, field: str, said: str) -> str:
    """Return what the workbook shows for what the file says."""
    if table is not ROWS:
        return said
    words = {"kind": KINDS, "rollup": ROLLUPS, "part": {"sum": "x"}}.get(field, {})
    return words.get(said, said)


def _height(columns: Sequence[Column], line: Line) -> int:
    """Return how many lines of print the fullest cell of a line takes, six at most."""
    needed = (-(-len(line.get(column.field, "")) // max(1, column.width - 1)) for column in columns)
    return min(6, max(1, *needed))


def _page(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(8)  # A3: a line of rows.csv is wide
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.set_footer("&C&P/&N")
