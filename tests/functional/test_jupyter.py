"""The notebooks from top to bottom in Jupyter's own kernel, as a reader of them runs them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import COMPLETE, REAL, ROOT, Batch, make_project, side_by_side

NOTEBOOKS = sorted(
    path.stem
    for path in (ROOT / "notebooks").glob("*.ipynb")
    if path.stem not in ("compare", "ten_tasks")  # want periods: test_analyst_notebooks.py
)


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebooks as Jupyter saves them after running all cells, both run at a time."""
    project = make_project(tmp_path_factory.mktemp("jupyter") / "cchc")
    for source in sorted((ROOT / "data").glob("*/*")):  # it may compare any of them
        target = project.root / "data" / source.parent.name / source.name
        target.parent.mkdir(exist_ok=True)
        shutil.copytree(source, target)  # a linked folder is refused
    folder = project.root / "da-chay"
    options = ["--to", "notebook", "--execute", "--output-dir", str(folder)]
    side_by_side(
        project.root / "notebooks",
        *(["jupyter", "nbconvert", *options, f"{name}.ipynb"] for name in NOTEBOOKS),
    )
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_from_top_to_bottom(executed: Path, name: str) -> None:
    cells = json.loads((executed / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    streams = [out for cell in code for out in cell["outputs"] if out.get("name") == "stderr"]
    assert streams == []
    assert any("text/html" in out.get("data", {}) for cell in code for out in cell["outputs"])


def test_notebook_and_command_make_the_same_report(batch: Batch) -> None:
    """`report_of`, called as an analyst calls it, has the stamp of the issued report."""
    script = (
        "import cchc_toolkit as c, json, sys\n"
        f"reports = [c.report_of(code, '2024-6T') for code in ('{REAL}', '{COMPLETE}')]\n"
        "json.dump([r.stamp for r in reports], sys.stdout)"
    )
    project = batch.project
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.root / "notebooks", capture_output=True, text=True, check=True,
    )  # fmt: skip
    issued = [
        json.loads((project.made / code / "manifest.json").read_text(encoding="utf-8"))["stamp"]
        for code in (REAL, COMPLETE)
    ]
    assert json.loads(ran.stdout) == issued
