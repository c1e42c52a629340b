"""What cannot be printed ends no work: letters, pipes whose reader went, full disks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import Project
from country import make_country, reports

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/dev/full").exists(), reason="cần /dev/full và sh"),
]
BATCH = "-m cchc_toolkit batch params/2024-Q1.yml --workers 2"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_country(tmp_path / "cchc", 3)


def run(project: Project, line: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{sys.executable} {line}"],
        cwd=project.root, env={**os.environ, **env}, capture_output=True, check=False, timeout=240,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "env", "code", "said"),
    [
        (f"{BATCH} | cat", {"PYTHONIOENCODING": "cp1258"}, 0, ""),
        (f"{BATCH} | true", {}, 0, ""),
        (f"{BATCH} > /dev/full", {}, 5, "Không in ra được hết: đĩa đã đầy."),
        (f"{BATCH} >&- 2>&-", {}, 0, ""),
        (f"{BATCH} --log /dev/full", {}, 0, "Không ghi tiếp được nhật ký /dev/full: đĩa đã đầy."),
    ],
    ids=["letters", "broken pipe", "full", "closed", "log"],
)
def test_every_report_is_made(
    project: Project, line: str, env: dict[str, str], code: int, said: str
) -> None:
    done = run(project, line, **env)
    shown = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in shown, shown
    assert done.returncode == code, shown
    assert shown.count(said) == 1 or not said, shown
    folder = project.root / "outputs" / "2024-Q1"
    assert len(reports(folder)) == 3
    assert json.loads((folder / "run.json").read_text("utf-8"))["made"] == 3
    assert (folder / "index.html").exists()


def test_a_name_with_escape_codes_does_not_reach_the_terminal(project: Project) -> None:
    (project.root / "x\x1b]0;lừa\x07\x1b[31m.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = run(project, "-m cchc_toolkit import x*.csv --period 2024-Q1")
    shown = done.stdout + done.stderr
    assert b"\x1b" not in shown and b"\x07" not in shown
    assert "x\\x1b]0;lừa\\x07\\x1b[31m.csv".encode() in shown
    assert b"Traceback" not in shown
