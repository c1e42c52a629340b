"""The press: the bytes of a process that typesets for many are those of one that does so alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="cần fork và /proc của Linux"
)
CASES = Path(__file__).with_name("press_cases.py")


@pytest.mark.parametrize(
    "case",
    [
        pytest.param("same_bytes", id="sixty askers, each gets its own, as alone"),
        pytest.param("nothing_is_left", id="no process outlives the batch"),
        pytest.param("killed_all_the_time", id="killed again and again: replaced, same bytes"),
        pytest.param("no_place_left", id="with no press left, askers know at once"),
        pytest.param("too_slow", id="a report that takes too long costs its own time only"),
        pytest.param("an_asker_that_dies", id="the answer of a dead asker reaches nobody else"),
        pytest.param("refused_by_typst", id="what Typst refuses is said to the asker"),
        pytest.param("makes_way", id="after some reports a process makes way for a new one"),
    ],
)
def test_the_press(case: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "error", str(CASES), case],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
