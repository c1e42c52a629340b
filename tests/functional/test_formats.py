"""Formats beside HTML and PDF: made where asked for, kept, and guarded like every other output."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from command import COMPLETE, PERIOD, Batch, Project


def test_a_format_is_made_on_request_and_then_kept(new_project: Callable[..., Project]) -> None:
    project = new_project(COMPLETE)
    run = ("batch", f"params/{PERIOD}.yml", "--only", COMPLETE)
    made = project.made / COMPLETE
    assert project.cchc(*run).code == 0
    assert not (made / "bao-cao.docx").exists()
    page = (made / "bao-cao.html").read_bytes()

    asked = project.cchc(*run, "--to", "docx")
    assert asked.code == 0, asked.said
    assert "giữ nguyên" not in asked.said, "made without it, so it had to be made again"
    assert (made / "bao-cao.docx").is_file()
    assert (made / "bao-cao.html").read_bytes() == page, "one format more changes no other"

    for again in ((), ("--to", "docx")):
        assert "1 giữ nguyên" in project.cchc(*run, *again).said
    assert (made / "bao-cao.docx").is_file()


def test_the_parameters_may_ask_for_formats(new_project: Callable[..., Project]) -> None:
    project = new_project(COMPLETE)
    project.edit(f"params/{PERIOD}.yml", "charts: true", "charts: false\nformats: [docx]")
    done = project.report(COMPLETE)
    assert done.code == 0, done.said
    assert (project.made / COMPLETE / "bao-cao.docx").is_file()


def test_an_unknown_format_is_refused(new_project: Callable[..., Project]) -> None:
    project = new_project(COMPLETE)
    project.edit(f"params/{PERIOD}.yml", "charts: true", "formats: [doc]")
    refused = project.report(COMPLETE)
    refused.refused(2, 'Định dạng "doc" không có', where=f"{PERIOD}.yml", advice="docx")
    assert not project.made.exists()


@pytest.mark.parametrize("name", ["bao-cao.docx", "ra-soat.html"])
def test_another_communes_file_is_found_out(batch: Batch, name: str) -> None:
    mine, theirs = batch.file(COMPLETE, name), batch.file("15109", name)
    kept = mine.read_bytes()
    try:
        shutil.copy(theirs, mine)
        said = batch.project.cchc("verify", str(batch.folder / COMPLETE)).said
    finally:
        mine.write_bytes(kept)
    assert f"{name}: đã bị sửa" in said
    assert f"ghi 15109 · {PERIOD}" in said


def test_the_review_page_lists_what_the_findings_say(batch: Batch) -> None:
    page = batch.file("15109", "ra-soat.html").read_text(encoding="utf-8")
    assert page.count('<li id="f') == page.count("<b>Cách sửa:</b>") > 40
    assert '<meta name="cchc-commune" content="15109">' in page
    assert "http" not in page.split("</head>")[1], "one file, offline"
