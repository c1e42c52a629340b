"""Forms over time: the project's own, which hold on a day, the starter of today's commune."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from project import ROOT, Project, refusal

from cchc_toolkit.catalogue import form_ids, forms_in_force, load_form
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.checks.terms import terms_out_of_date
from cchc_toolkit.errors import UsageError
from cchc_toolkit.project.next_period import next_period_text
from cchc_toolkit.workbook import entry_of, write_workbook

STARTER = "khoi_tao_2026_xa"
MARK = "BIỂU KHỞI TẠO, CHƯA PHẢI BIỂU CHÍNH THỨC"
NOW = date(2026, 9, 14)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_forms_in_force_are_those_of_the_day() -> None:
    assert [form.id for form in forms_in_force(NOW, "xa")] == ["bieu_06_kstt", STARTER]
    assert [form.id for form in forms_in_force(date(2024, 6, 5), "xa")] == [
        "bieu_06_kstt",
        "phu_luc_01b",
    ]


def test_an_expired_form_is_refused_with_those_in_force(project: Project) -> None:
    project.write_params(period="2026-Q3", window={"from": "15/6/2026", "to": "14/9/2026"})
    assert refusal(UsageError, project.params().refuse_expired_form) == (
        "Phụ lục 01b chỉ dùng đến 30/6/2025, kỳ 2026-Q3 kết thúc 14/9/2026.",
        "params.yml, mục form",
        "Ghi form là một biểu còn hiệu lực: bieu_06_kstt (Biểu số 06/VPCP/KSTT); "
        "khoi_tao_2026_xa (Biểu khởi tạo cấp xã 2026).",
    )
    project.write_params()
    project.params().refuse_expired_form()


def test_the_starter_is_for_communes_and_in_the_terms_of_today() -> None:
    form = load_form(STARTER)
    assert form.level == "xa"
    assert all(form.applies(row) for row in form.fillable)
    assert (form.repeated_numbers, form.stray_rows) == ((), ())
    said = " ".join(
        [
            *(row.label for row in form.indicators.values()),
            *(f"{item.label} {item.sentence} {item.topic}" for item in form.items.values()),
        ]
    ).lower()
    old = [*terms_out_of_date("R18", NOW), *terms_out_of_date("R23", NOW)]
    assert [term.words for term in old if term.find(said) >= 0] == []
    assert "cấp huyện" not in said
    for today in (
        "toàn trình", "một phần", "trung tâm phục vụ hành chính công", "số hóa",
        "không phụ thuộc địa giới",
    ):  # fmt: skip
        assert today in said


def test_every_sheet_of_the_starter_says_that_nobody_has_issued_it(project: Project) -> None:
    project.write_params(
        code="99001",
        office={"name": "Xã Minh Hoạ 01"},
        period="2026-Q3",
        form=STARTER,
        window={"from": "15/6/2026", "to": "14/9/2026"},
    )
    file = project.root / "form.xlsx"
    file.write_bytes(write_workbook(entry_of("99001", project.params())))
    for sheet in load_workbook(file).worksheets:
        if sheet.sheet_state == "visible":
            assert MARK in str(sheet.oddHeader.center.text)
            shown = [
                str(cell) for row in sheet.iter_rows(max_row=3, values_only=True) for cell in row
            ]
            assert any(MARK in text for text in shown)


def test_a_projects_form_is_found_first_and_read_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("params", "data", "forms"):
        (tmp_path / name).mkdir()
    packaged = ROOT / "cchc_toolkit" / "catalogue" / "forms" / STARTER
    own = tmp_path / "forms" / "bieu_cua_tinh"
    shutil.copytree(packaged, own)
    head = own / "form.yml"
    head.write_text(head.read_text(encoding="utf-8").replace(STARTER, "bieu_cua_tinh"))
    monkeypatch.chdir(tmp_path)
    assert "bieu_cua_tinh" in form_ids()
    assert load_form("bieu_cua_tinh").label == "Biểu khởi tạo cấp xã 2026"
    text = head.read_text(encoding="utf-8").replace("label: Biểu khởi tạo cấp xã 2026", "label: B")
    head.write_text(text, encoding="utf-8")
    assert load_form("bieu_cua_tinh").label == "B"
    monkeypatch.chdir(ROOT)
    assert "bieu_cua_tinh" not in form_ids()


def test_the_next_period_takes_the_form_that_follows_an_expired_one(tmp_path: Path) -> None:
    """Not the first by name: the one that asks most of what the old form asked."""
    project = Project(tmp_path)
    project.write_params("99001", {"name": "Xã Minh Hoạ 01"})
    text = "period: 2024-6T\nform: phu_luc_01b\n"
    made = next_period_text(project.params(), text, Period(2026, "Q3"))
    assert f"form: {STARTER}\n" in made
