"""Parquet taken in, in a process of its own: pyarrow starts threads, and others fork here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CASES = Path(__file__).with_name("intake_parquet_cases.py")


def test_the_cases_of_parquet() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(CASES)],
        cwd=CASES.parents[2], capture_output=True, encoding="utf-8", timeout=200, check=False,
    )  # fmt: skip
    if ran.returncode == pytest.ExitCode.NO_TESTS_COLLECTED:
        pytest.skip("cần pyarrow (pip install -e .[parquet])")
    assert ran.returncode == 0, ran.stdout
    assert "8 passed" in ran.stdout
