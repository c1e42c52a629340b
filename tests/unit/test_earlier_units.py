"""Earlier figures are of the same unit, code and validity: a merged commune re-uses a code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from project import OFFICE, cells

from cchc_toolkit.submission.history import read_earlier
from cchc_toolkit.submission.params import Params, load_params
from cchc_toolkit.workbook import entry_of, write_workbook

KEY = "tthc.ho_so.tiep_nhan"
CODE = "90112"


@pytest.fixture
def params(tmp_path: Path) -> Params:
    """A made-up commune from 01/7/2025 that re-uses a code, figures of 2025-6T under that code."""
    return project(tmp_path, "01/7/2025")


def project(root: Path, valid_from: str) -> Params:
    folder = root / "data" / "2025-6T" / CODE
    folder.mkdir(parents=True)
    (folder / "indicators.csv").write_text(cells({KEY: "4321"}), encoding="utf-8")
    said = {
        "period": "2026-6T",
        "window": {"from": "15/12/2025", "to": "14/6/2026"},
        "data": str(root / "data"),
        "communes": {CODE: {**OFFICE, "name": "Xã Minh Hoạ Mới", "valid_from": valid_from}},
    }
    file = root / "params" / "2026-6T.yml"
    file.parent.mkdir()
    file.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return load_params(file)


def test_figures_under_the_code_of_another_unit_are_not_read(params: Params) -> None:
    (year_ago,) = read_earlier(CODE, params)
    assert year_ago.submission is None
    assert year_ago.number(KEY) is None
    assert year_ago.incomparable == (
        f"vào 14/6/2025, mã {CODE} chưa phải là Xã Minh Hoạ Mới: số liệu kỳ ấy là của đơn vị khác"
    )


def test_the_form_says_why_last_years_column_is_empty(params: Params, tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(write_workbook(entry_of(CODE, params)))
    sheet = load_workbook(file)["Biểu số liệu"]
    shown = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "4321" not in shown
    assert "Cùng kỳ năm trước (không so sánh được)" in shown
    assert any("không so sánh được: vào 14/6/2025" in text for text in shown)


def test_the_same_unit_still_sees_its_figures(tmp_path: Path) -> None:
    params = project(tmp_path, "")
    (year_ago,) = read_earlier(CODE, params)
    assert (str(year_ago.number(KEY)), year_ago.incomparable) == ("4321", "")
