"""The sheet of texts: the outline of the sections, a few open rows for each item."""

from __future__ import annotations

from typing import Any

from cchc_toolkit.catalogue import Item, Part, Section
from cchc_toolkit.submission.entry_cells import open_rows
from cchc_toolkit.text.formatting import upper_first
from cchc_toolkit.workbook.entry import Entry
from cchc_toolkit.workbook.heights import height
from cchc_toolkit.workbook.sheet_header import finish, write_head
from cchc_toolkit.workbook.styles import Styles
from cchc_toolkit.workbook.texts import fitting
from cchc_toolkit.workbook.words import HEADER_ROW, NOTHING, TEXT_FIELDS, cell_key

_KEY, _ITEM, _LABEL, _NOTHING, _TEXT = range(len(TEXT_FIELDS))
_TITLE = "NỘI DUNG BÁO CÁO theo đề cương"
_HELP = (
    "Mỗi ô một đoạn; có số liệu mà để trống thì dùng câu mẫu; không có gì thì chọn “không phát "
    "sinh”. Giữ nguyên chữ trong ngoặc nhọn như {so:…}, {vb:…}."
)
_CHOICE = {
    "validate": "list",
    "source": [NOTHING],
    "error_title": "Chọn trong danh sách",
    "error_message": "Chọn “không phát sinh”, hoặc để trống và viết nội dung ở ô bên phải.",
}


class TextSheet:
    """The sheet of texts being written, from the top down."""

    def __init__(self, sheet: Any, entry: Entry, styles: Styles) -> None:
        self._sheet = sheet
        self._entry = entry
        self._styles = styles
        self._at = HEADER_ROW + 1

    def write(self, stamp: str) -> None:
        """Write the whole sheet."""
        write_head(self._sheet, _TITLE, self._entry, self._styles, _HELP, stamp)
        for column, field in enumerate(TEXT_FIELDS):
            hidden = {"hidden": True} if column == _KEY else {}
            self._sheet.set_column(column, column, field.width, None, hidden)
        for section in self._entry.form.outline:
            self._section(section)
        finish(self._sheet, self._entry, self._at - 1, _TEXT, frozen=_TEXT)

    def _section(self, section: Section) -> None:
        self._heading(section.id, section.heading)
        for part in section.parts:
            self._part(part)

    def _part(self, part: Part) -> None:
        if part.heading:
            self._heading(part.id, f"{part.heading} {part.guidance}".strip())
        for item in part.items:
            if item.lead:
                self._heading("", f"{item.mark} {item.label}".strip())
            else:
                self._item(item)

    def _heading(self, number: str, text: str) -> None:
        style = self._styles("section")
        self._sheet.set_row(self._at, height((text, TEXT_FIELDS[_LABEL].width), bold=True))
        self._sheet.write_string(self._at, _ITEM, number, style)
        self._sheet.write_string(self._at, _LABEL, text, style)
        for column in (_NOTHING, _TEXT):
            self._sheet.write_blank(self._at, column, None, style)
        self._at += 1

    def _item(self, item: Item) -> None:
        passage = self._entry.submission.texts.get(item.id)
        paragraphs = passage.paragraphs if passage else ()
        asked = f"{item.mark} {item.label or upper_first(item.topic) or item.guidance}".strip()
        for number in range(open_rows(passage)):
            text = paragraphs[number] if number < len(paragraphs) else ""
            self._choice(passage is not None and passage.nothing, first=number == 0)
            self._paragraph(item.id, asked if number == 0 else "", text)

    def _choice(self, nothing: bool, *, first: bool) -> None:
        """Write the cell in which "không phát sinh" is chosen: the first of an item's rows."""
        if not first:
            self._sheet.write_blank(self._at, _NOTHING, None, self._styles("locked"))
            return
        self._sheet.data_validation(self._at, _NOTHING, self._at, _NOTHING, _CHOICE)
        if nothing:
            self._sheet.write_string(self._at, _NOTHING, NOTHING, self._styles("state"))
        else:
            self._sheet.write_blank(self._at, _NOTHING, None, self._styles("state"))

    def _paragraph(self, key: str, asked: str, text: str) -> None:
        sheet, styles = self._sheet, self._styles
        sheet.set_row(self._at, self._height(asked, text))
        sheet.write_string(self._at, _KEY, cell_key(key), styles("hidden"))
        sheet.write_blank(self._at, _ITEM, None, styles("locked"))
        if asked:
            sheet.write_string(self._at, _LABEL, asked, styles("locked"))
        else:
            sheet.write_blank(self._at, _LABEL, None, styles("locked"))
        if text:
            where = f"{sheet.get_name()}, mục {key}"
            sheet.write_string(self._at, _TEXT, fitting(text, where), styles("text"))
        else:
            sheet.write_blank(self._at, _TEXT, None, styles("text"))
        self._at += 1

    @staticmethod
    def _height(asked: str, text: str) -> float | None:
        """Return the height of a row; none for an open one, so that it grows with what is typed."""
        if not asked and not text:
            return None
        label, own = TEXT_FIELDS[_LABEL].width, TEXT_FIELDS[_TEXT].width
        return height((asked, label), (text, own))
