"""The clerk's path from the form to the issued report and the next batch; nothing is lost."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from command import COMPLETE, PERIOD, Project, make_project
from reading import Page, pdf_text, squeeze

from cchc_toolkit.submission.entry_cells import TEXTS
from cchc_toolkit.workbook.words import cell_key

PARAMS = f"params/{PERIOD}.yml"
SIGN = ("--mode", "sign", "--to", "docx")
BATCH = ("batch", PARAMS, "--only", COMPLETE)
ISSUE = ("issue", COMPLETE, "--period", PERIOD, "--number", "45", "--date", "21/6/2024")
NEXT_LEVEL = "IV.7.noi_dung"


def rows_of(sheet: Any, item: str) -> list[int]:
    return [row for row in range(1, 400) if sheet.cell(row, 1).value == cell_key(item)]


def page_now(path: Path) -> Page:
    """Return a page as it stands now: the same path is made several times over."""
    return Page(path.read_text(encoding="utf-8"))


class Clerk:
    """A clerk with a filled form; the last two items of the outline are not written yet."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.form = project.root / "outputs" / PERIOD / "bieu-mau" / f"{COMPLETE}.xlsx"

    def types(self, item: str, **cells: Any) -> None:
        """Fill the choice and the text of an item in its first row, and clear the other rows."""
        book = openpyxl.load_workbook(self.form)
        for at, row in enumerate(rows_of(book[TEXTS], item)):
            for name, value in cells.items():
                cell = book[TEXTS].cell(row, {"nothing": 4, "text": 5}[name])
                cell.value = value if at == 0 else None
        book.save(self.form)

    def imports(self, *args: str) -> Any:
        return self.project.cchc("import", str(self.form), "--accept-removals", *args)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in which the report has been issued after a bad form was mended."""
    project = make_project(tmp_path_factory.mktemp("di") / "cchc", (COMPLETE,))
    clerk = Clerk(project)
    assert project.cchc("form", "write", "--period", PERIOD, "--commune", COMPLETE).code == 0
    clerk.types("V.noi_dung", nothing="không phát sinh", text="Đề nghị tập huấn.")
    clerk.imports().refused(3, "vừa chọn “không phát sinh” vừa có nội dung")
    clerk.types("V.noi_dung", nothing=None, text=None)
    clerk.types(NEXT_LEVEL, text=None)
    assert clerk.imports().code == 0
    draft = project.report(COMPLETE)
    assert draft.code == 0, draft.said
    said = page_now(project.made / COMPLETE / "bao-cao.html").text
    assert "[chưa có nội dung: kiến nghị, đề xuất]" in said
    refused = project.report(COMPLETE, *SIGN)
    refused.refused(4, "Mục V chưa có nội dung", f"biểu nhập {TEXTS}!E", where=COMPLETE)
    early = project.cchc(
        "issue", COMPLETE, "--period", PERIOD, "--number", "45", "--date", "21/6/2024"
    )
    early.refused(2, "Chưa có bản trình ký còn nguyên để phát hành: mới có dự thảo")
    clerk.types("V.noi_dung", nothing="không phát sinh")
    clerk.types(NEXT_LEVEL, text="Duy trì họp giao ban hằng tháng.")
    assert clerk.imports().code == 0
    signed = project.report(COMPLETE, *SIGN)
    assert signed.code == 0, signed.said
    clean = page_now(project.made / COMPLETE / "bao-cao.html").text
    assert "Không phát sinh." in clean
    assert "[" not in clean
    issued = project.cchc(
        "issue", COMPLETE, "--period", PERIOD, "--number", "45", "--date", "21/6/2024"
    )
    assert issued.code == 0, issued.said
    assert "đã phát hành số 45/BC-UBND ngày 21/6/2024" in issued.out
    return project


def kept(project: Project) -> Path:
    return project.root / "phat-hanh" / PERIOD / COMPLETE


def test_what_was_issued_has_number_date_data_and_hashes(walked: Project) -> None:
    folder = kept(walked) / "lan-1-so-45"
    for text in (pdf_text(folder / "bao-cao.pdf"), page_now(folder / "bao-cao.html").text):
        assert squeeze("Số: 45/BC-UBND") in squeeze(text)
        assert squeeze("ngày 21 tháng 6 năm 2024") in squeeze(text)
        assert "DỰ THẢO" not in text
    assert (folder / "bao-cao.docx").is_file()
    record = json.loads((folder / "phat-hanh.json").read_bytes())
    assert (record["number"], record["date"], record["version"]) == ("45", "21/6/2024", 2)
    assert set(record["files"]) == set(contents(folder)) - {"phat-hanh.json"}
    stored = (walked.data(COMPLETE) / "narrative.yml").read_bytes()
    assert (folder / "so-lieu" / "narrative.yml").read_bytes() == stored
    verified = walked.cchc("verify", str(folder))
    assert verified.code == 0, verified.said
    assert not os.access(folder / "bao-cao.docx", os.W_OK) or os.getuid() == 0


def test_the_next_batch_and_a_deleted_outputs_leave_it_alone(walked: Project) -> None:
    before = contents(kept(walked))
    assert walked.cchc(*BATCH).code == 0
    assert contents(kept(walked)) == before
    said = page_now(walked.made / "index.html").text
    assert "Đã phát hành số 45/BC-UBND ngày 21/6/2024" in said
    status = walked.cchc("status", PARAMS, "--only", COMPLETE)
    assert "phát hành số 45/BC-UBND ngày 21/6/2024" in status.out
    shutil.rmtree(walked.root / "outputs")
    assert contents(kept(walked)) == before
    assert walked.cchc(*BATCH).code == 0


def test_the_page_of_a_run_leads_to_the_issued_pdf(walked: Project) -> None:
    page = walked.made / "index.html"
    walked.cchc(*BATCH)
    (found,) = re.findall(r'<a class="issued" href="([^"]*)">', page.read_text("utf-8"))
    linked = (page.parent / unquote(found)).resolve()
    assert linked == (kept(walked) / "lan-1-so-45" / "bao-cao.pdf").resolve()
    assert linked.is_file()
    place = walked.root / "chung"
    assert walked.cchc(*BATCH, "--publish", place.as_uri()).code == 0
    published = (place / PERIOD / "index.html").read_text("utf-8")
    assert "Đã phát hành số 45/BC-UBND ngày 21/6/2024</small>" in published
    assert "phat-hanh" not in published, "what is not published is not linked"


def test_a_draft_leaves_a_copy_to_sign_until_its_data_change_and_then_keeps_it(
    new_project: Callable[..., Project],
) -> None:
    project = new_project(COMPLETE)
    assert project.report(COMPLETE, *SIGN).code == 0
    signed = contents(project.made / COMPLETE)
    done = project.cchc(*BATCH, "--to", "xlsx")
    assert done.code == 0, done.said
    assert "giữ nguyên bản trình ký" in done.out
    assert contents(project.made / COMPLETE) == signed
    assert "trình ký; còn nguyên" in project.cchc("status", PARAMS, "--only", COMPLETE).out
    listed = (project.made / "index.html").read_text("utf-8")
    assert "<small>Trình ký" in listed
    assert '<span class="mark">DỰ THẢO' not in listed, "there is none among them"
    project.edit(f"data/{PERIOD}/{COMPLETE}/indicators.csv", "bs.sang_kien,", "bs.sang_kien,1")
    done = project.cchc(*BATCH)
    assert done.code == 0, done.said
    aside = project.made / "giu-lai" / COMPLETE
    names = {path.name.partition("_trinh-ky_")[2]: path for path in aside.iterdir()}
    assert set(names) == {"bao-cao.docx", "bao-cao.html", "bao-cao.pdf"}
    assert all(path.read_bytes() == signed[name] for name, path in names.items())
    page = (project.made / "index.html").read_text("utf-8")
    for path in names.values():
        assert f"Giữ lại bản trình ký trước: giu-lai/{COMPLETE}/{path.name}" in done.said
        assert path.name in page
    assert "Giữ lại bản trình ký trước:" in page
    assert "<small>Dự thảo" in page
    assert '<span class="mark">DỰ THẢO' in page
    project.cchc(*ISSUE).refused(2, "Chưa có bản trình ký còn nguyên để phát hành")


def test_a_draft_asked_for_by_name_keeps_the_copy_to_sign(
    new_project: Callable[..., Project],
) -> None:
    project = new_project(COMPLETE)
    assert project.report(COMPLETE, *SIGN).code == 0
    signed = contents(project.made / COMPLETE)
    done = project.report(COMPLETE)
    assert "đã lập" in done.out
    assert "Giữ lại bản trình ký trước: giu-lai/" in done.out
    (kept_pdf,) = (project.made / "giu-lai" / COMPLETE).glob("*_trinh-ky_bao-cao.pdf")
    assert kept_pdf.read_bytes() == signed["bao-cao.pdf"]


def test_a_second_issue_is_refused_unless_it_replaces_and_the_old_one_stays(
    walked: Project,
) -> None:
    before = contents(kept(walked))
    assert walked.report(COMPLETE, *SIGN).code == 0
    again = ("issue", COMPLETE, "--period", PERIOD, "--number", "52", "--date", "25/6/2024")
    walked.cchc(*again).refused(2, "đã phát hành, số 45/BC-UBND ngày 21/6/2024", advice="--replace")
    assert contents(kept(walked)) == before
    done = walked.cchc(*again, "--replace")
    assert done.code == 0, done.said
    after = contents(kept(walked))
    assert {name: after[name] for name in before} == before
    assert "lan-2-so-52/bao-cao.pdf" in after


@pytest.mark.parametrize(
    ("number", "day", "problem"),
    [("", "21/6/2024", "Chưa có số văn bản."), ("45", "", "Chưa có ngày văn bản."),
     ("45/BC", "21/6/2024", 'Số văn bản "45/BC" không đúng.'), ("45", "31/6/2024", "31/6/2024")],
)  # fmt: skip
def test_number_and_date_must_be_said(walked: Project, number: str, day: str, problem: str) -> None:
    asked = ("issue", COMPLETE, "--period", PERIOD, "--number", number, "--date", day)
    walked.cchc(*asked).refused(2, problem)


def test_what_a_person_made_in_a_reports_folder_is_kept(
    new_project: Callable[..., Project],
) -> None:
    project = new_project(COMPLETE)
    assert project.cchc(*BATCH, "--to", "docx").code == 0
    folder = project.made / COMPLETE
    edited, note = folder / "bao-cao.docx", folder / "ghi chú.txt"
    edited.write_bytes(edited.read_bytes() + b"edited by hand")
    note.write_text("hỏi lại thôn 3", encoding="utf-8")
    mine = edited.read_bytes()
    for path in (edited, note):
        os.utime(path, (1_718_900_000, 1_718_900_000))
    done = project.cchc(*BATCH)
    assert done.code == 0, done.said
    aside = project.made / "giu-lai" / COMPLETE
    names = ["2024-06-20_bao-cao.docx", "2024-06-20_ghi chú.txt"]
    assert sorted(path.name for path in aside.iterdir()) == names
    assert (aside / names[0]).read_bytes() == mine
    assert (folder / "bao-cao.docx").is_file(), "asking for fewer formats removes none"
    for name in names:
        assert f"Giữ lại tệp đã sửa tay: giu-lai/{COMPLETE}/{name}" in done.said
        assert name in page_now(project.made / "index.html").text
    assert project.report(COMPLETE, "--to", "docx").code == 0
    assert sorted(path.name for path in aside.iterdir()) == names, "nothing is kept twice"
    assert project.cchc("verify", str(folder)).code == 0


def test_another_notebook_does_not_overwrite_the_report(
    new_project: Callable[..., Project],
) -> None:
    project = new_project(COMPLETE)
    assert project.report(COMPLETE).code == 0
    before = contents(project.made / COMPLETE)
    other = project.root / "notebooks" / "rieng.ipynb"
    shutil.copy(project.root / "notebooks" / "commune_report.ipynb", other)
    done = project.report(COMPLETE, "--notebook", "notebooks/rieng.ipynb")
    done.refused(2, 'Thư mục đã có báo cáo của sổ tay "commune_report.ipynb"', advice="--output")
    assert contents(project.made / COMPLETE) == before
    assert (
        project.report(COMPLETE, "--notebook", "notebooks/rieng.ipynb", "--output", "rieng").code
        == 0
    )
