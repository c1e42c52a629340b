"""A project that adopts a form of its own, and the workbook that a clerk fills in on it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from command import ROOT, Project

FORM = ROOT / "tests" / "unit" / "adoption" / "hai_cap.txt"
ID, CODE, PERIOD = "tiep_dan_so", "99001", "2026-Q3"
PARAMS = f"""\
period: {PERIOD}
form: {ID}
window: {{from: 15/6/2026, to: 14/9/2026}}
communes:
  "{CODE}":
    name: Xã Minh Hoạ 01
    superior: Ủy ban nhân dân tỉnh Minh Hoạ
    place: Minh Hoạ
    signatory: Nguyễn Văn Minh Hoạ
"""


def project_of(root: Path) -> Project:
    """Return a project with parameters, and the official file of a form beside it."""
    for name in ("params", "data"):
        (root / name).mkdir()
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    (root / "params" / f"{PERIOD}.yml").write_text(PARAMS, encoding="utf-8")
    shutil.copy(FORM, root / "bieu.txt")
    return Project(root)


def filled(project: Project, figures: Mapping[str, Any]) -> Path:
    """Hand the form out and fill some of its cells; return the workbook."""
    done = project.cchc("form", "write", "--period", PERIOD, "--all")
    assert done.code == 0, done.said
    file = project.root / "outputs" / PERIOD / "bieu-mau" / f"{CODE}.xlsx"
    book = openpyxl.load_workbook(file)
    sheet = book["Biểu số liệu"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    for key, value in figures.items():
        sheet.cell(rows[key], 5).value = value
    book.save(file)
    return file


def sheet_rows(sheet: Any, header: str) -> tuple[int, dict[str, int]]:
    """Return the column of a header, and the row of each key."""
    columns = {sheet.cell(1, at).value: at for at in range(1, sheet.max_column + 1)}
    keys = {sheet.cell(row, columns["Khóa"]).value: row for row in range(2, sheet.max_row + 1)}
    return columns[header], keys
