"""`cchc rap`: each line of the checklist has evidence or says what is missing; levels build up."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CELL = "x = 1\n" * 60


def rap(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cchc_toolkit", "rap", *words]
    kept = {key: value for key, value in os.environ.items() if key != "CCHC_HOME"}
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, env=kept, encoding="utf-8"
    )


def lines(root: Path) -> dict[str, bool]:
    done = rap(root, "--json")
    assert done.returncode == 0, done.stderr
    read = (json.loads(line) for line in done.stdout.splitlines())
    return {line["asks"]: line["met"] for line in read}


def write(root: Path, name: str, text: str = "") -> None:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def git(root: Path, *words: str) -> None:
    identity = ["-c", "user.name=Người thử", "-c", "user.email=thu@example.org"]
    subprocess.run(["git", "-C", root, *identity, *words], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, "params/2026-Q3.yml")
    return tmp_path


def test_a_bare_project_reaches_nothing_and_is_told_what_to_do(project: Path) -> None:
    said = rap(project).stdout
    assert "[thiếu] Có kiểm thử → thêm tests/test_….py" in said
    assert said.splitlines()[-1].startswith("Mức đạt: chưa đạt mức cơ bản; còn thiếu ")


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_project_climbs_level_by_level(project: Path) -> None:
    write(project, "README.md", "Chạy `cchc batch params/2026-Q3.yml`.")
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Bắt đầu\n\nReviewed-by: Trần B")
    assert "Mức đạt: chưa đạt" in rap(project).stdout, "nobody said where it is published"
    write(project, "rap.yml", "published: https://example.org/cchc\n")
    assert "Mức đạt: cơ bản (baseline)" in rap(project).stdout
    for name in ("data/2026-Q3/90001/indicators.csv", "notebooks/.giu", "requirements.txt",
                 "outputs/2026-Q3/run.json", "outputs/2026-Q3/90001/manifest.json",
                 "tests/test_so_lieu.py"):  # fmt: skip
        write(project, name)
    assert "Mức đạt: bạc (silver)" in rap(project).stdout
    write(project, ".github/workflows/quy.yml", "on:\n  schedule:\n    - cron: '0 6 15 3 *'\n")
    write(project, "CHANGELOG.md")
    assert "Mức đạt: vàng (gold); còn thiếu 0/18 dòng." in rap(project).stdout


def test_files_changed_by_hand_and_copied_cells_cost_their_lines(project: Path) -> None:
    write(project, "outputs/2026-Q3/90001/manifest.json")
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": [CELL]}]})
    write(project, "notebooks/mot.ipynb", notebook)
    met = lines(project)
    assert met["Kết quả do lệnh lập, ít làm tay"] and met["Hàm dùng lại được"]
    write(project, "outputs/2026-Q3/giu-lai/90001/2026-09-20/bao-cao.docx")
    write(project, "notebooks/hai.ipynb", notebook)
    met = lines(project)
    assert not met["Kết quả do lệnh lập, ít làm tay"] and not met["Hàm dùng lại được"]


def test_own_code_without_words_or_rules_costs_its_lines(project: Path) -> None:
    write(project, "README.md", "cchc batch")
    assert lines(project)["Mã đóng gói hẳn"], "no code of its own"
    write(project, "ma/tinh.py", "def tinh():\n    return 1\n")
    met = lines(project)
    for line in (
        "Mã có tài liệu, hàm có docstring",
        "Mã theo quy tắc viết chung",
        "Mã đóng gói hẳn",
    ):
        assert not met[line]
    write(project, "ma/tinh.py", 'def tinh():\n    """Trả về 1."""\n    return 1\n')
    assert lines(project)["Mã có tài liệu, hàm có docstring"]


def test_a_wrong_key_is_told(project: Path) -> None:
    write(project, "rap.yml", "reviewed: ai đó\n")
    done = rap(project)
    assert done.returncode == 3 and 'Không có khóa "reviewed".' in done.stderr
    assert "Traceback" not in done.stderr
