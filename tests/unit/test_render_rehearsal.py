"""A rehearsal in the parent of a batch leaves nothing behind but what every report shares."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import papermill.engines  # noqa: F401 - it imports our engine; the other way round is a circle
import pytest

from cchc_toolkit.blocks import Column, Front, Paragraph, Row, Run, Table
from cchc_toolkit.production.engine import _plainly_valid
from cchc_toolkit.production.warm_up import rehearse
from cchc_toolkit.render import pdf
from cchc_toolkit.report import build_report
from cchc_toolkit.submission.params import load_params
from cchc_toolkit.system.paths import project_root

PARAMS = project_root() / "params" / "2024-6T.yml"


def test_a_rehearsal_starts_no_thread_and_changes_no_report() -> None:
    params, threads = load_params(PARAMS), set(Path("/proc/self/task").iterdir())
    before = build_report("99001", params)
    rehearse("99001", params)
    assert set(Path("/proc/self/task").iterdir()) <= threads
    assert build_report("99001", params) == before


def test_a_commune_that_cannot_be_reported_stops_no_rehearsal(tmp_path: Path) -> None:
    rehearse("99001", replace(load_params(PARAMS), data=tmp_path))


@pytest.mark.parametrize(
    ("run", "cell"),
    [
        (Run("12", figure="a", note="b"), "12"),
        (Run(""), ""),
        (Run("", missing=True), {"text": "", "missing": True, "long": False}),
        (Run("1.234.567"), {"text": "1.234.567", "long": True}),
        (Run("một câu " * 10), {"text": "một câu " * 10, "long": False}),
        (Run("abcd\x0befgh"), {"text": "abcd\x0befgh", "long": True}),
    ],
)
def test_only_a_cell_that_needs_a_look_is_more_than_its_text(run: Run, cell: object) -> None:
    assert pdf._cell(run) == cell


def test_a_row_of_plain_texts_is_a_list_and_one_with_a_style_is_not() -> None:
    rows = (Row((Run("1"),)), Row((Run("1"),), style="total"))
    table = pdf._plain_table(Table("t", "", (Column("A"),), rows))
    assert table["rows"] == [["1"], {"style": "total", "cells": ["1"]}]


def test_neighbouring_runs_without_style_are_one_text() -> None:
    runs = (Run("Đạt "), Run("99,39%", note="648 / 652"), Run("!", bold=True), Run(" "))
    plain = pdf._plain(Paragraph(runs, mark="-"))
    assert plain["runs"] == ["Đạt 99,39%", {"bold": True, "text": "!"}, " "]


@pytest.mark.parametrize("text", ["Hoa\u0300", "A\x0bB", "A\tB", "A\u0085B", "A\ufeffB", "\\t"])
def test_every_text_reaches_the_page_as_it_may_stand_there(text: str) -> None:
    front = Front("t", "a", "99001", "", "2024-6T", "", "", "0" * 16, "draft")
    written = pdf.typesetter_input((front, Paragraph((Run(text),))), pdf.choose_font())
    read = json.loads(written)["parts"][0][1]["runs"][0]
    assert read == pdf.printable(text)


@pytest.mark.parametrize(
    ("data", "valid"),
    [
        ({"text/plain": "1", "application/x+json": {"a": [1]}}, True),
        ({"text/html": 1}, False),
        (None, False),
    ],
)
def test_what_is_not_plainly_valid_is_left_to_the_schema(data: object, valid: bool) -> None:
    assert _plainly_valid(data) is valid
