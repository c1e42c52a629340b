"""A notebook that goes wrong: its report fails and says why, the others are made."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from command import COMPLETE, OF_THE_RUN, Done, Project, make_project
from reading import page

GOOD, RAISES, DIES, HANGS, OTHER = "99001", "99002", "99003", "99004", "99005"
Ran = tuple[Project, Done]
MISCHIEF = {
    RAISES: 'raise ValueError("ô này hỏng")',
    DIES: "import os\n    os._exit(1)",
    HANGS: "import time\n    time.sleep(600)",
    OTHER: f'commune = "{GOOD}"',
}
REASONS = {
    RAISES: "ValueError: ô này hỏng",
    DIES: "",
    HANGS: "giây",
    OTHER: "đọc báo cáo của xã khác (99001, kỳ 2024-6T)",
}


def mischievous(project: Project) -> str:
    """Write a notebook that goes wrong in a way of its own for each commune; return its path."""
    path = project.root / "notebooks" / "commune_report.ipynb"
    notebook = nbformat.read(path, as_version=4)
    code = "\n".join(f'if commune == "{who}":\n    {what}' for who, what in MISCHIEF.items())
    at = 1 + next(
        n for n, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", [])
    )
    notebook.cells.insert(at, nbformat.v4.new_code_cell(code, id="pha"))
    nbformat.write(notebook, path.with_name("pha.ipynb"))
    return "notebooks/pha.ipynb"


def run_mischief(project: Project, engine: str, seconds: int, *wrong: str) -> Done:
    """Make the good report and these wrong ones from the mischievous notebook."""
    project.copy_data(COMPLETE, *wrong)
    only = [word for code in (GOOD, *wrong) for word in ("--only", code)]
    return project.cchc(
        "batch", "params/2024-6T.yml", "--notebook", mischievous(project), "--workers", "3",
        "--timeout", str(seconds), "--engine", engine, *only,
    )  # fmt: skip


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    if not hasattr(os, "fork"):
        pytest.skip("hệ điều hành này không có fork")
    project = make_project(tmp_path_factory.mktemp("nong") / "cchc", [COMPLETE])
    return project, run_mischief(project, "warm", 8, *MISCHIEF)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    # A stock kernel imports everything within the time of a cell, so it gets more of it.
    project = make_project(tmp_path_factory.mktemp("nhan") / "cchc", [COMPLETE])
    return project, run_mischief(project, "kernel", 6, DIES, HANGS)


def only_the_good_one_was_made(ran: Ran) -> None:
    project, done = ran
    assert done.code == 1, done.said
    assert "Traceback" not in done.said
    assert " 1/" in done.out.splitlines()[-1]
    assert {path.name for path in project.made.iterdir()} - OF_THE_RUN == {GOOD, "loi"}
    assert project.hidden() == []


@pytest.mark.slow
def test_the_good_report_is_made_and_only_that(warm: Ran) -> None:
    only_the_good_one_was_made(warm)


@pytest.mark.slow
def test_a_stock_kernel_that_dies_or_hangs_stops_no_other(kernel: Ran) -> None:
    only_the_good_one_was_made(kernel)
    project, _ = kernel
    found = outcomes(project)
    assert "tiến trình chạy sổ tay (kernel) bị dừng đột ngột" in found[DIES]["problem"]
    assert "một ô chạy quá 6 giây" in found[HANGS]["problem"]
    for commune in (DIES, HANGS):
        assert found[commune]["exit_code"] == 5
        kept = nbformat.read(project.made / "loi" / f"{commune}.ipynb", as_version=4)
        assert f'commune = "{commune}"' in "".join(cell.source for cell in kept.cells)


def outcomes(project: Project) -> dict[str, dict[str, str]]:
    run = json.loads((project.made / "run.json").read_text(encoding="utf-8"))
    return {report["commune"]: report for report in run["reports"]}


@pytest.mark.slow
@pytest.mark.parametrize("commune", MISCHIEF)
def test_each_failure_says_why(warm: Ran, commune: str) -> None:
    project, done = warm
    found = outcomes(project)[commune]
    assert (found["status"], found["exit_code"]) == ("failed", 5)
    assert REASONS[commune] in found["problem"]
    assert "Ở đâu: " in found["problem"]
    assert "Cách sửa: " in found["problem"]
    assert found["problem"] in done.out
    assert found["problem"] in page(project.made / "index.html").text


@pytest.mark.slow
@pytest.mark.parametrize("commune", [RAISES, HANGS])
def test_the_failed_notebook_is_kept(warm: Ran, commune: str) -> None:
    project, _ = warm
    kept = nbformat.read(project.made / "loi" / f"{commune}.ipynb", as_version=4)
    assert f'commune = "{commune}"' in "".join(cell.source for cell in kept.cells)
    if commune == RAISES:
        errors = [
            out
            for c in kept.cells
            if c.cell_type == "code"
            for out in c.outputs
            if out.output_type == "error"
        ]
        assert [error.evalue for error in errors] == ["ô này hỏng"]


New = Callable[..., Project]


def test_a_notebook_that_lacks_a_parameter(new_project: New) -> None:
    project = new_project(COMPLETE)
    project.edit("notebooks/commune_report.ipynb", "mode: str = ", "mod: str = ")
    done = project.report(COMPLETE)
    done.refused(2, 'không có tham số "mode"', where="commune_report.ipynb", advice='"mod"')
    assert not (project.root / "outputs").exists()


@pytest.mark.parametrize(
    ("content", "problem"),
    [(None, "Không đọc được sổ tay"), ("{}", "không phải là sổ tay")],
    ids=["missing", "not a notebook"],
)
def test_a_notebook_that_is_none(new_project: New, content: str | None, problem: str) -> None:
    project = new_project(COMPLETE)
    if content is not None:
        Path(project.root / "notebooks" / "la.ipynb").write_text(content, encoding="utf-8")
    done = project.report(COMPLETE, "--notebook", "notebooks/la.ipynb")
    done.refused(2, problem, where="la.ipynb", advice="commune_report.ipynb")
    assert not (project.root / "outputs").exists()


@pytest.mark.slow
def test_a_notebook_that_shows_no_report(new_project: New) -> None:
    project = new_project(COMPLETE)
    path = project.root / "notebooks" / "commune_report.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [c for c in notebook.cells if "letterhead" not in c.source]
    nbformat.write(notebook, path)
    project.report(COMPLETE).refused(5, "Khối đầu tiên", where="sổ tay")
    assert not (project.made / COMPLETE).exists()
    assert project.hidden() == []
