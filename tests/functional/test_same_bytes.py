"""The same inputs give the same bytes: run after run, whichever way the notebook is run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import COMPLETE, OUTPUTS, REAL, Batch, Project, make_project


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
        "--workers", "1", "--engine", "kernel",
        cwd=project.root / "notebooks", env=elsewhere,
    )  # fmt: skip
    assert done.code == 0, done.said
    return project.made


@pytest.mark.slow
@pytest.mark.parametrize("commune", [REAL, COMPLETE])
@pytest.mark.parametrize("name", OUTPUTS)
def test_another_run_elsewhere_gives_the_same_bytes(
    batch: Batch, again: Path, commune: str, name: str
) -> None:
    assert (again / commune / name).read_bytes() == batch.file(commune, name).read_bytes()


def test_nothing_is_lost_by_deleting_the_outputs(batch: Batch, tmp_path: Path) -> None:
    project = Project(tmp_path / "cchc")
    shutil.copytree(batch.project.root, project.root)
    before = {name: (project.made / REAL / name).read_bytes() for name in OUTPUTS}
    shutil.rmtree(project.root / "outputs")
    done = project.report(REAL)
    assert done.code == 0, done.said
    assert before == {name: (project.made / REAL / name).read_bytes() for name in OUTPUTS}


def test_a_second_run_replaces_the_first_whole(batch: Batch, tmp_path: Path) -> None:
    project = Project(tmp_path / "cchc")
    shutil.copytree(batch.project.root, project.root)
    stray = project.made / COMPLETE / "cu.txt"
    stray.write_text("từ lần chạy trước", encoding="utf-8")
    assert project.report(COMPLETE).code == 0
    assert not stray.exists()
    assert project.hidden() == []


@pytest.mark.slow
@pytest.mark.parametrize(("exporter", "ending"), [("cchc-html", "html"), ("cchc-pdf", "pdf")])
def test_jupyter_nbconvert_gives_the_bytes_of_the_batch(
    batch: Batch, tmp_path: Path, exporter: str, ending: str
) -> None:
    notebook = batch.file(REAL, "bao-cao.ipynb")
    ran = subprocess.run(
        [sys.executable, "-m", "jupyter", "nbconvert", "--to", exporter,
         "--output-dir", tmp_path, notebook],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    made = tmp_path / f"bao-cao.{ending}"
    assert made.read_bytes() == batch.file(REAL, f"bao-cao.{ending}").read_bytes()
