"""A change of form: last period's figures under this form's keys, or why there are none."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from project import OFFICE, cells

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.carried import CarriedRow
from cchc_toolkit.submission.history import read_earlier
from cchc_toolkit.submission.params import Params, load_params
from cchc_toolkit.workbook import entry_of, write_workbook

OLD, NEW, CODE = "bieu_06_kstt", "khoi_tao_2026_xa", "90112"
RECEIVED, LATE, SAID = "tthc.ho_so.tiep_nhan", "tthc.ho_so.da_giai_quyet.qua_han", "đổi cách đếm"


@pytest.fixture
def params(tmp_path: Path) -> Params:
    """A made-up commune that reported quarter II on one form and is to report III on another."""
    window = {"2026-Q2": ("15/3/2026", "14/6/2026"), "2026-Q3": ("15/6/2026", "14/9/2026")}
    for period, form in (("2026-Q2", OLD), ("2026-Q3", NEW)):
        first, last = window[period]
        said = {
            "period": period, "form": form, "window": {"from": first, "to": last},
            "data": str(tmp_path / "data"),
            "communes": {CODE: {**OFFICE, "name": "Xã Minh Hoạ Mới"}},
        }  # fmt: skip
        file = tmp_path / "params" / f"{period}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    folder = tmp_path / "data" / "2026-Q2" / CODE
    folder.mkdir(parents=True)
    figures = cells({"kstt.nhan": "130", "kstt.da_giai_quyet.qua_han": "2"})
    (folder / "indicators.csv").write_text(figures, encoding="utf-8")
    found = load_params(tmp_path / "params" / "2026-Q3.yml")
    earlier = (CarriedRow(OLD, RECEIVED, "kstt.nhan"), CarriedRow(OLD, LATE, "", SAID))
    return replace(found, form=replace(load_form(NEW), earlier=earlier))


def test_a_mapped_row_has_the_figure_of_the_row_that_it_goes_on(params: Params) -> None:
    (before,) = read_earlier(CODE, params)
    assert before.number(RECEIVED) == Decimal(130)
    assert before.submission is not None
    assert before.submission.form.id == NEW


def test_a_row_that_goes_on_nothing_has_none_and_says_why(params: Params) -> None:
    (before,) = read_earlier(CODE, params)
    assert before.number(LATE) is None
    assert before.apart[LATE] == SAID
    assert before.apart["the_che.ra_soat"] == "Biểu số 06/VPCP/KSTT không có dòng này"
    assert RECEIVED not in before.apart


def test_the_entry_workbook_shows_both(params: Params) -> None:
    book = openpyxl.load_workbook(BytesIO(write_workbook(entry_of(CODE, params))))
    sheet = book["Biểu số liệu"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    (head,) = [cell for row in sheet.iter_rows() for cell in row
               if str(cell.value).startswith("Kỳ trước: quý II năm 2026")]  # fmt: skip
    received, late = (
        sheet.cell(rows[key.replace("_", "-")], head.column) for key in (RECEIVED, LATE)
    )
    assert received.value == 130
    assert late.value == "không so được"
    assert late.comment is not None
    assert "đổi cách đếm" in late.comment.text
