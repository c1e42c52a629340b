"""Where a form prints no numbers, how far a label stands in says what it stands under."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from docx.shared import Cm
from openpyxl.styles import Alignment

from cchc_toolkit.adoption.source import read_source
from cchc_toolkit.adoption.tree import places

HEADER = ("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu")
LINES = (
    ("1", "Số hồ sơ tiếp nhận", "Hồ sơ", 0, None),
    ("", "Trực tuyến", "Hồ sơ", 1, 0),
    ("", "Toàn trình", "Hồ sơ", 2, 1),
    ("", "Một phần", "Hồ sơ", 2, 1),
    ("", "Trực tiếp", "Hồ sơ", 1, 0),
    ("2", "Số hồ sơ đã giải quyết", "Hồ sơ", 0, None),
    ("", "Quá hạn", "Hồ sơ", 2, 5),
    ("", "Trước hạn", "Hồ sơ", 1, 5),
)
"""Number, label, unit, how far it stands in, the place of the row above it."""


def sheet(folder: Path) -> Path:
    book = openpyxl.Workbook()
    table = book.active
    assert table is not None
    table.append(HEADER)
    for stt, label, unit, step, _ in LINES:
        table.append((stt, label, unit, ""))
        table.cell(table.max_row, 2).alignment = Alignment(indent=step)
    book.save(folder / "bieu.xlsx")
    return folder / "bieu.xlsx"


def paper(folder: Path) -> Path:
    document = docx.Document()
    table = document.add_table(0, len(HEADER))
    for texts, step in ((HEADER, 0), *((line[:3], line[3]) for line in LINES)):
        for cell, text in zip(table.add_row().cells, texts, strict=False):
            cell.text = text
            cell.paragraphs[0].paragraph_format.left_indent = Cm(step * 0.75)
    document.save(str(folder / "bieu.docx"))
    return folder / "bieu.docx"


def blanks(folder: Path) -> Path:
    rows = [HEADER, *((stt, "  " * step + label, unit, "") for stt, label, unit, step, _ in LINES)]
    text = "\n".join("\t".join(row) for row in rows)
    (folder / "bieu.txt").write_text(text, encoding="utf-8")
    return folder / "bieu.txt"


@pytest.mark.parametrize("write", [sheet, paper, blanks])
def test_a_row_stands_under_the_one_that_it_stands_in_from(write, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    rows = read_source(write(tmp_path)).rows
    assert [row.label.strip() for row in rows] == [label for _, label, *_ in LINES]
    found = places(rows)
    assert [place.parent for place in found] == [parent for *_, parent in LINES]
    assert all(place.sure >= 90 for place in found), "no person has to look at what is shown"


def test_a_row_without_indentation_is_left_for_a_person_to_look_at(tmp_path: Path) -> None:
    text = "\n".join("\t".join(row) for row in (HEADER, *((*line[:3], "") for line in LINES)))
    (tmp_path / "bieu.txt").write_text(text, encoding="utf-8")
    found = places(read_source(tmp_path / "bieu.txt").rows)
    assert [place.sure for place in found if place.parent is not None] == [65] * 6
