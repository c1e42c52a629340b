"""What every sheet that is filled in has: tags, title, owner, headers, print set-up, protection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cchc_toolkit.text.formatting import print_date
from cchc_toolkit.workbook.entry import Entry
from cchc_toolkit.workbook.heights import LINE
from cchc_toolkit.workbook.styles import Styles
from cchc_toolkit.workbook.words import (
    FIELDS,
    HEADER_ROW,
    HEADER_TAG,
    NOTE_ROW,
    OWNER_ROW,
    OWNER_TAG,
    TAG_ROW,
    TITLE_ROW,
)

_A4, _FIRST_DATA = 9, HEADER_ROW + 1
_ALLOWED = {
    "select_locked_cells": False,
    "select_unlocked_cells": True,
    "format_rows": True,
    "format_columns": True,
}
"""Protection without a password: locked cells are out of the way of the Tab key, no more."""


def owner_line(entry: Entry) -> str:
    """Return the line that says whose sheet it is; a returned one must still say so."""
    window = entry.window
    return (
        f"{entry.commune.name} (mã {entry.commune.code}), kỳ báo cáo {entry.period.label}, số liệu "
        f"từ ngày {print_date(window.first)} đến hết ngày {print_date(window.last)}"
    )


def write_head(
    sheet: Any, title: str, entry: Entry, styles: Styles, word: str, stamp: str,
    headers: Sequence[str] = (),
) -> None:  # fmt: skip
    """Write the rows above the entries; `headers` replace those that the columns are named by."""
    fields = FIELDS[sheet.get_name()]
    for column, field in enumerate(fields):
        header = headers[column] if headers else field.header
        sheet.write_string(TAG_ROW, column, field.tag, styles("hidden"))
        sheet.write_string(HEADER_ROW, column, header, styles("header"))
    sheet.write_string(HEADER_ROW, 0, HEADER_TAG, styles("header"))
    sheet.write_string(OWNER_ROW, 0, f"{OWNER_TAG}:{stamp}", styles("hidden"))
    marked = " – ".join((*entry.marks, title))
    sheet.write_string(TITLE_ROW, 1, marked, styles("title"))
    sheet.write_string(OWNER_ROW, 1, owner_line(entry), styles("owner"))
    sheet.write_string(NOTE_ROW, 1, word, styles("help"))
    sheet.set_row(TAG_ROW, None, styles("hidden"), {"hidden": True})
    sheet.set_row(TITLE_ROW, 1.4 * LINE, styles("plain"))
    sheet.set_row(HEADER_ROW, 2 * LINE, styles("plain"))


def finish(sheet: Any, entry: Entry, last_row: int, last_column: int, frozen: int) -> None:
    """Freeze the headers, set the page up and protect the sheet; `frozen` columns stay in view."""
    sheet.freeze_panes(_FIRST_DATA, frozen)
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(TITLE_ROW, 0, last_row, last_column)
    set_page(sheet, entry, landscape=True)
    sheet.protect("", _ALLOWED)


def set_page(sheet: Any, entry: Entry, *, landscape: bool) -> None:
    """Set A4, one page wide, with whose sheet it is and the page number below."""
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.4, top=0.7, bottom=0.7)
    if entry.marks:
        sheet.set_header(f"&C{' – '.join(entry.marks)}")
    name = entry.commune.name.replace("&", "&&")
    sheet.set_footer(f"&L{name}, {entry.period.label}&RTrang &P/&N")
