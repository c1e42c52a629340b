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
    ("case", "promises"),
    [
        pytest.param("same_bytes", 3, id="sixty askers, each gets its own, as alone"),
        pytest.param("nothing_is_left", 2, id="no process outlives the batch"),
        pytest.param("killed_all_the_time", 3, id="killed again and again: replaced, same bytes"),
        pytest.param("no_place_left", 3, id="with no press left, askers know at once"),
        pytest.param("too_slow", 2, id="a report that takes too long costs its own time only"),
        pytest.param("an_asker_that_dies", 1, id="the answer of a dead asker reaches nobody else"),
        pytest.param("refused_by_typst", 2, id="what Typst refuses is said to the asker"),
        pytest.param("makes_way", 2, id="after some reports a process makes way for a new one"),
    ],
)
def test_the_press(case: str, promises: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "error", str(CASES), case],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ended.returncode, ended.stdout.split()) == (0, ["True"] * promises), ended.stderr
