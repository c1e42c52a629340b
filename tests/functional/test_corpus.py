"""Labelled reports by another hand: what the review finds in them must not get worse."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def scored(name: str) -> Any:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        corpora = importlib.import_module("corpora")
        return corpora.scored(ROOT / "tests" / "corpus" / name)
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


@pytest.fixture(scope="module")
def score() -> Any:
    return scored("reports")


BLIND = (("blind-2", 0.98), ("blind-3", 0.92), ("blind-4", 0.96), ("blind-5", 0.97))
"""What is found of faults and left in peace there now that their misses have been mended."""


@pytest.mark.parametrize(("name", "recall"), BLIND)
def test_what_was_mended_in_a_blind_set_stays(name: str, recall: float) -> None:
    found = scored(name)

    assert found.recall >= recall, found.missed
    assert len(found.false) <= 1, found.false
    assert found.blocking == 0


def test_most_faults_are_found(score: Any) -> None:
    assert score.recall >= 0.9, score.missed


def test_next_to_nothing_else_is_said(score: Any) -> None:
    assert score.precision >= 0.96, score.false


def test_no_false_alarm_stops_a_report(score: Any) -> None:
    assert score.blocking == 0, score.false


def test_clean_reports_are_left_in_peace(score: Any) -> None:
    assert score.quiet >= score.clean - 1, score.false
