"""What is installed is enough: a built wheel, and nothing of the repository beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASKED = ("--province", "Thanh Hóa", "--period", "2026-Q3", "--form", "khoi_tao_2026_xa")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel, as it stands in an environment."""
    pytest.importorskip("hatchling", reason="cần hatchling (pip install -e .[dev])")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def cchc(installed: Path, cwd: Path, *args: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", "from cchc_toolkit.cli import main; main()", *args],
        cwd=cwd, env={**os.environ, "PYTHONPATH": str(installed)}, capture_output=True,
        encoding="utf-8", timeout=240, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_wheel_makes_a_project_its_forms_and_a_report(installed: Path, tmp_path: Path) -> None:
    cchc(installed, tmp_path, "init", ".", *ASKED, "--commune", "Xã Kiên Thọ")
    cchc(installed, tmp_path, "form", "write", "--period", "2026-Q3", "--all")
    folder = tmp_path / "data" / "2026-Q3" / "15112"
    folder.mkdir(parents=True)
    text = "key,value,state,source,note\ntthc.ho_so.tiep_nhan,1000,,,SỐ LIỆU MINH HOẠ\n"
    (folder / "indicators.csv").write_text(text, encoding="utf-8")
    said = cchc(installed, tmp_path, "batch", "params/2026-Q3.yml")
    assert "Có 1/1 báo cáo" in said
    assert not list((tmp_path / "notebooks").iterdir())


def test_the_wheel_stays_small(installed: Path) -> None:
    size = sum(file.stat().st_size for file in installed.rglob("*") if file.is_file())
    assert size < 6_000_000
