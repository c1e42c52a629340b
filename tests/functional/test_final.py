"""The report to be signed: refused while a blocking finding stands, made clean otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from command import COMPLETE, CONTRADICTORY, PERIOD, REAL, Batch, Project
from reading import page, pdf, pdf_pages, pdf_text, squeeze

New = Callable[..., Project]


def test_the_real_report_is_refused_and_every_reason_is_named(
    batch: Batch, new_project: New
) -> None:
    project = new_project(REAL)
    project.edit(
        "params/2024-6T.yml",
        "filed_by: VT\n",
        'filed_by: VT\n    number: "5"\n    date: 05/6/2024\n',
    )
    done = project.report(REAL, "--mode", "final")
    findings = json.loads(batch.file(REAL, "findings.json").read_text(encoding="utf-8"))["findings"]
    blocking = [found for found in findings if found["severity"] == "chặn"]
    done.refused(4, f"còn {len(blocking)} lỗi mức chặn", where=REAL, advice="draft")
    assert [found["rule"] for found in blocking][:3] == ["R01", "R01", "R02"]
    for found in blocking:
        assert f"{found['rule']}: {found['message']}" in done.err
    assert not (project.made / REAL).exists()
    assert project.hidden() == []


def test_a_final_report_needs_a_number_and_a_date(new_project: New) -> None:
    project = new_project(COMPLETE)
    done = project.report(COMPLETE, "--mode", "final")
    done.refused(
        4, "C08: Bản trình ký chưa có số văn bản.", "C08: Bản trình ký chưa có ngày văn bản."
    )
    assert not project.made.exists() or list(project.made.iterdir()) == []


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A clean commune with number 5 and a date, beside one that is refused."""
    from command import make_project

    project = make_project(tmp_path_factory.mktemp("ky") / "cchc", (COMPLETE, CONTRADICTORY))
    project.edit(
        "params/2024-6T.yml",
        "name: Xã Minh Hoạ 01\n",
        'name: Xã Minh Hoạ 01\n    number: "5"\n    date: 05/6/2024\n',
    )
    done = project.cchc(
        "batch",
        "params/2024-6T.yml",
        "--mode",
        "final",
        "--only",
        COMPLETE,
        "--only",
        CONTRADICTORY,
    )
    assert done.code == 1, done.said
    return project


def test_number_and_date_are_printed_as_the_decree_says(signed: Project) -> None:
    folder = signed.made / COMPLETE
    for text in (page(folder / "bao-cao.html").text, pdf_text(folder / "bao-cao.pdf")):
        assert squeeze("Số: 05/BC-UBND") in squeeze(text)
        assert squeeze("Minh Hoạ, ngày 05 tháng 6 năm 2024") in squeeze(text)
        assert squeeze("(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 6 năm 2024") in squeeze(text)


def test_nothing_says_draft(signed: Project) -> None:
    folder = signed.made / COMPLETE
    source = (folder / "bao-cao.html").read_text(encoding="utf-8")
    assert "DỰ THẢO" not in source
    assert "[" not in page(folder / "bao-cao.html").text
    for text in pdf_pages(folder / "bao-cao.pdf"):
        assert "DỰ THẢO" not in text
        assert "DỮ LIỆU MINH HOẠ" in text, "a made-up report says so even when final"
    assert "DỰ THẢO" not in page(signed.made / "index.html").text
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["mode"], manifest["period"]) == ("final", PERIOD)


def test_the_pdf_bears_the_date_of_signing(signed: Project) -> None:
    metadata = pdf(signed.made / COMPLETE / "bao-cao.pdf").metadata
    assert metadata is not None
    assert str(metadata["/CreationDate"]).startswith("D:20240605")


def test_the_refused_one_stops_no_other_and_leaves_nothing(signed: Project) -> None:
    assert not (signed.made / CONTRADICTORY).exists()
    assert "Chưa lập được (mã thoát 4)" in page(signed.made / "index.html").text
