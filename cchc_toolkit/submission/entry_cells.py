"""Where the entry workbook of `cchc form` takes each figure and text: for messages that name it.

The workbook is written by these places, so what a message says is where the cell is.
"""

from __future__ import annotations

from collections.abc import Mapping

from cchc_toolkit.catalogue import Form
from cchc_toolkit.submission.submission import Passage

VALUES, SUPPLEMENT, TEXTS = "Biểu số liệu", "Số liệu bổ sung", "Nội dung"
"""Titles of the sheets that take figures and texts."""
FIRST_ROW = 6
"""The first row of entries on every sheet, from 1."""
VALUE_LETTER = TEXT_LETTER = "E"
"""The columns of figures and of texts."""
_FEWEST_ROWS = 2
"""Open rows of an item that has no text yet; with text there is one more than its paragraphs."""


def value_rows(form: Form) -> dict[str, tuple[str, int]]:
    """Return sheet and row (from 1) of every figure by key.

    >>> from cchc_toolkit.catalogue import load_form
    >>> value_rows(load_form("bieu_06_kstt"))["kstt.nhan"]
    ('Biểu số liệu', 6)
    """
    return {
        row.key: (sheet, at)
        for sheet, rows in ((VALUES, form.rows), (SUPPLEMENT, form.supplement))
        for at, row in enumerate(rows, FIRST_ROW)
    }


def text_rows(form: Form, texts: Mapping[str, Passage]) -> dict[str, tuple[int, int]]:
    """Return the first open row (from 1) and the number of open rows of every item by id."""
    found: dict[str, tuple[int, int]] = {}
    at = FIRST_ROW
    for section in form.outline:
        at += 1
        for part in section.parts:
            at += bool(part.heading)
            for item in part.items:
                rows = 1 if item.lead else open_rows(texts.get(item.id))
                if not item.lead:
                    found[item.id] = (at, rows)
                at += rows
    return found


def open_rows(passage: Passage | None) -> int:
    """Return how many rows an item has to be written in."""
    return max(_FEWEST_ROWS, len(passage.paragraphs) + 1 if passage else 0)


def value_cell(form: Form, key: str) -> str:
    """Return the cell of a figure as a message names it.

    >>> from cchc_toolkit.catalogue import load_form
    >>> value_cell(load_form("bieu_06_kstt"), "kstt.nhan")
    'biểu nhập Biểu số liệu!E6'
    """
    sheet, at = value_rows(form)[key]
    return f"biểu nhập {sheet}!{VALUE_LETTER}{at}"


def text_cell(form: Form, texts: Mapping[str, Passage], item: str) -> str:
    """Return the first cell of an item's text as a message names it, of a form made now.

    >>> from cchc_toolkit.catalogue import load_form
    >>> text_cell(load_form(), {}, "I.1.noi_dung")
    'biểu nhập Nội dung!E8'
    """
    return f"biểu nhập {TEXTS}!{TEXT_LETTER}{text_rows(form, texts)[item][0]}"
