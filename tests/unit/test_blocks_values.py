"""Blocks go into a notebook and come back as they were."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project import refusal

from cchc_toolkit.blocks import (
    Addressee,
    AppendixTitle,
    Block,
    Chart,
    Column,
    Front,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    Title,
    from_json,
    to_json,
)
from cchc_toolkit.errors import UsageError
from cchc_toolkit.report import Report
from cchc_toolkit.report.narrative import closing, letterhead, section
from cchc_toolkit.report.tables import appendix, figures

TEXTS = st.text(max_size=8)
TUPLES = st.lists(TEXTS, max_size=3).map(tuple)
RUNS = st.builds(Run, TEXTS, st.booleans(), st.booleans(), st.booleans(), TEXTS, TEXTS)
RUN_TUPLES = st.lists(RUNS, max_size=3).map(tuple)
COLUMNS = st.lists(st.builds(Column, TEXTS, TEXTS, st.integers(), TEXTS), max_size=2).map(tuple)
ROWS = st.lists(st.builds(Row, RUN_TUPLES, TEXTS, st.integers(), TEXTS), max_size=2).map(tuple)
BLOCKS = st.one_of(
    st.builds(Front, *[TEXTS] * 9, marks=TUPLES),
    st.builds(Letterhead, TUPLES, TEXTS, TEXTS, TEXTS, st.booleans()),
    st.builds(Title, TEXTS, TEXTS, TEXTS),
    st.builds(Addressee, TUPLES),
    st.builds(Heading, st.integers(), TEXTS),
    st.builds(Paragraph, RUN_TUPLES, TEXTS),
    st.builds(Signature, TEXTS, TEXTS, TEXTS, TUPLES),
    st.builds(AppendixTitle, TEXTS, TUPLES, TEXTS, TEXTS),
    st.builds(Table, TEXTS, TEXTS, COLUMNS, ROWS, TUPLES, st.booleans()),
    st.builds(Chart, TEXTS, TEXTS, TEXTS, TEXTS),
)


@given(st.lists(BLOCKS, max_size=4).map(tuple))
def test_blocks_survive_json(blocks: tuple[Block, ...]) -> None:
    assert from_json(json.loads(json.dumps(to_json(blocks)))) == blocks


def test_the_blocks_of_the_real_report_survive_json(phung_minh: Report) -> None:
    shown = (
        letterhead(phung_minh), section(phung_minh, "II"), closing(phung_minh),
        appendix(phung_minh), figures(phung_minh),
    )  # fmt: skip
    for part in shown:
        assert from_json(json.loads(json.dumps(to_json(part.blocks)))) == part.blocks


def test_defaults_are_left_out() -> None:
    assert to_json((Paragraph((Run("a"),)),)) == {
        "schema": "cchc-blocks/1",
        "blocks": [{"kind": "paragraph", "runs": [{"text": "a"}]}],
    }


@pytest.mark.parametrize(("data", "found"), [({}, "None"), ({"schema": "x/2"}, "'x/2'")])
def test_blocks_of_another_schema(data: dict[str, str], found: str) -> None:
    assert refusal(UsageError, lambda: from_json(data)) == (
        f"Khối nội dung thuộc lược đồ {found}, bản này đọc 'cchc-blocks/1'.",
        "đầu ra của sổ tay",
        "Chạy lại sổ tay bằng bản cchc_toolkit đang dùng.",
    )


def test_blocks_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Run("a").text = "b"  # type: ignore[misc]
