"""Earlier figures are of the same unit, code and validity: a merged commune re-uses a code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from project import OFFICE, cells

from cchc_toolkit.outputs.manifest import _earlier as earlier_inputs
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


MEMBERS = {"15109": "652", "15112": "300", "15118": "48"}
"""The three communes that became xã Kiên Thọ; the numbers are made up."""


def kien_tho(root: Path, figures: dict[str, str], **office: str) -> Params:
    """A test folder of xã Kiên Thọ for 2026-6T, with made-up figures of the year before."""
    for code, number in figures.items():
        folder = root / "data" / "2025-6T" / code
        folder.mkdir(parents=True)
        rate = {"to_chuc.bien_che.ty_le_tinh_gian": "10"}
        (folder / "indicators.csv").write_text(cells({KEY: number, **rate}), encoding="utf-8")
    said = {
        "period": "2026-6T",
        "window": {"from": "15/12/2025", "to": "14/6/2026"},
        "data": str(root / "data"),
        "communes": {"15112": {**OFFICE, "name": "Xã Kiên Thọ", **office}},
    }
    file = root / "params" / "2026-6T.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return load_params(file)


def test_the_registry_knows_the_validity_that_nobody_says(tmp_path: Path) -> None:
    params = kien_tho(tmp_path, {"15112": "300"})
    assert str(params.commune("15112").valid_from) == "2025-07-01"


def test_last_year_of_a_merged_unit_is_the_sum_of_its_whole_parts(tmp_path: Path) -> None:
    (year_ago,) = read_earlier("15112", kien_tho(tmp_path, MEMBERS))
    assert year_ago.submission is not None
    cell = year_ago.submission.value(KEY)
    assert (str(cell.number), year_ago.incomparable) == ("1000", "")
    assert cell.source == (
        "tổng của Xã Phùng Minh (15109), Xã Phúc Thịnh (15112), Xã Kiên Thọ (15118)"
    )
    rate = year_ago.submission.value("to_chuc.bien_che.ty_le_tinh_gian")
    assert rate.state == "not_reported"


def test_a_sum_with_a_part_missing_is_no_sum(tmp_path: Path) -> None:
    some = {code: MEMBERS[code] for code in ("15109", "15112")}
    (year_ago,) = read_earlier("15112", kien_tho(tmp_path, some))
    assert year_ago.submission is None
    assert year_ago.incomparable == "chưa có số liệu của Xã Kiên Thọ (15118)"


def test_a_part_blank_in_one_commune_is_not_added_up(tmp_path: Path) -> None:
    (year_ago,) = read_earlier("15112", kien_tho(tmp_path, {**MEMBERS, "15118": ""}))
    assert year_ago.number(KEY) is None


def test_a_report_is_no_longer_current_when_a_parts_figures_change(tmp_path: Path) -> None:
    params = kien_tho(tmp_path, MEMBERS)
    before = earlier_inputs(params, "15112")
    assert {name.split("/")[1] for name in before} == {"15109", "indicators.csv", "15118"}
    file = tmp_path / "data" / "2025-6T" / "15118" / "indicators.csv"
    file.write_text(cells({KEY: "49"}), encoding="utf-8")
    assert earlier_inputs(params, "15112") != before


def test_a_unit_that_kept_code_and_name_is_another_since_the_merger(tmp_path: Path) -> None:
    params = kien_tho(tmp_path, {"15112": "1"})
    text = params.source.read_text(encoding="utf-8")
    text = text.replace("15112", "14848").replace("Xã Kiên Thọ", "Xã Tam Chung")
    params.source.write_text(text, encoding="utf-8")
    now = load_params(params.source).commune("14848")
    assert (str(now.valid_from), now.valid_to) == ("2025-07-01", None)
