"""The sheet of texts: the outline of the sections, a few open rows for each item."""

from __future__ import annotations

from typing import Any

from cchc_toolkit.catalogue import Item, Part, Section
from cchc_toolkit.text.formatting import upper_first
from cchc_toolkit.workbook.entry import Entry
from cchc_toolkit.workbook.heights import height
from cchc_toolkit.workbook.sheet_header import finish, write_head
from cchc_toolkit.workbook.styles import Styles
from cchc_toolkit.workbook.texts import fitting
from cchc_toolkit.workbook.words import HEADER_ROW, TEXT_FIELDS, cell_key

FEWEST_ROWS = 2
"""Open rows of an item that has no text yet; with text there is one more than its paragraphs."""
_KEY, _ITEM, _LABEL, _TEXT = range(len(TEXT_FIELDS))
_TITLE = "NỘI DUNG BÁO CÁO theo đề cương"
_HELP = (
    "Mỗi ô một đoạn văn; mục để trống thì báo cáo dùng câu mẫu. Giữ nguyên chữ trong ngoặc nhọn "
    "như {so:…}, {vb:…}: khi in, máy thay bằng số liệu và tên văn bản."
)


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
            self._heading(part.id, part.heading)
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
        self._sheet.write_blank(self._at, _TEXT, None, style)
        self._at += 1

    def _item(self, item: Item) -> None:
        passage = self._entry.submission.texts.get(item.id)
        paragraphs = passage.paragraphs if passage else ()
        asked = f"{item.mark} {item.label or upper_first(item.topic) or item.guidance}".strip()
        for number in range(max(FEWEST_ROWS, len(paragraphs) + 1)):
            text = paragraphs[number] if number < len(paragraphs) else ""
            self._paragraph(item.id, asked if number == 0 else "", text)

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
