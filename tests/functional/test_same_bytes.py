"""The same inputs give the same bytes: run after run, whichever way the notebook is run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command import (
    COMPLETE,
    EVERY_FORMAT,
    OFFICE_FILES,
    OUTPUTS,
    REAL,
    Batch,
    Project,
    make_project,
    side_by_side,
)


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """15109 once more: stock kernel, one worker, other folder, clock zone, tongue and hash seed."""
    project = make_project(tmp_path_factory.mktemp("noi-khac") / "dự án", (REAL, COMPLETE))
    elsewhere = {
        "PYTHONHASHSEED": "123",
        "TZ": "Asia/Ho_Chi_Minh",
        "LANG": "C",
        "LC_ALL": "C",
        "HOME": str(project.root),
    }
    done = project.cchc(
        "batch", "../params/2024-6T.yml", "--only", REAL, "--only", COMPLETE,
        "--workers", "1", "--engine", "kernel", *EVERY_FORMAT,
        cwd=project.root / "notebooks", env=elsewhere,
    )  # fmt: skip
    assert done.code == 0, done.said
    return project.made


@pytest.mark.slow
@pytest.mark.parametrize("commune", [REAL, COMPLETE])
@pytest.mark.parametrize("name", (*OUTPUTS, *OFFICE_FILES))
def test_another_run_elsewhere_gives_the_same_bytes(
    batch: Batch, again: Path, commune: str, name: str
) -> None:
    assert (again / commune / name).read_bytes() == batch.file(commune, name).read_bytes()


def test_deleting_the_outputs_loses_nothing_and_a_second_run_replaces_the_first(
    batch: Batch, tmp_path: Path
) -> None:
    project = Project(tmp_path / "cchc")
    shutil.copytree(batch.project.root, project.root)
    shutil.rmtree(project.made / REAL)
    stray = project.made / COMPLETE / "cu.txt"
    stray.write_text("từ lần chạy trước", encoding="utf-8")
    done = project.cchc(
        "batch", "params/2024-6T.yml", "--force", *EVERY_FORMAT,
        "--only", REAL, "--only", COMPLETE,
    )  # fmt: skip
    assert done.code == 0, done.said
    for commune in (REAL, COMPLETE):
        for name in (*OUTPUTS, *OFFICE_FILES):
            made = (project.made / commune / name).read_bytes()
            assert made == batch.file(commune, name).read_bytes(), f"{commune} {name}"
    assert not stray.exists()
    assert project.hidden() == []


@pytest.fixture(scope="module")
def converted(batch: Batch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Jupyter's own command makes of the executed notebook, both ways at a time."""
    folder = tmp_path_factory.mktemp("nbconvert")
    notebook = batch.file(REAL, "bao-cao.ipynb")
    side_by_side(
        folder,
        *(
            ["jupyter", "nbconvert", "--to", exporter, "--output-dir", str(folder), str(notebook)]
            for exporter in ("cchc-html", "cchc-pdf")
        ),
    )
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bao-cao.html", "bao-cao.pdf"])
def test_jupyter_nbconvert_gives_the_bytes_of_the_batch(
    batch: Batch, converted: Path, name: str
) -> None:
    assert (converted / name).read_bytes() == batch.file(REAL, name).read_bytes()
