"""Each layer imports only what stands below it; the contract is in pyproject.toml."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_imports_point_one_way() -> None:
    pytest.importorskip("importlinter", reason="cần import-linter (pip install -e .[dev])")
    ran = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()",
         "--no-cache"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 broken" in ran.stdout


def test_the_pure_layers_start_without_the_slow_libraries() -> None:
    """A report as a value needs no notebook, no typesetter and no data frame."""
    script = (
        "import sys, cchc_toolkit.report;"
        "print([m for m in ('pandas', 'matplotlib', 'papermill', 'nbconvert', 'typst')"
        " if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_command_answers_without_the_slow_libraries() -> None:
    script = (
        "import sys, cchc_toolkit.cli;"
        "print([m for m in ('pandas', 'matplotlib', 'papermill', 'nbconvert', 'typst')"
        " if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
