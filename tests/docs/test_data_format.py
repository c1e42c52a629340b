"""The example of docs/data-format.md, loaded by the real loader and printed by the real report."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_toolkit.blocks import Paragraph
from cchc_toolkit.report import Report, report_of
from cchc_toolkit.report.narrative.body import section_blocks
from cchc_toolkit.submission.documents_file import OPTIONAL as DOCUMENT_OPTIONAL
from cchc_toolkit.submission.documents_file import REQUIRED as DOCUMENT_REQUIRED
from cchc_toolkit.submission.load import FILES
from cchc_toolkit.submission.value import STATES
from cchc_toolkit.submission.values_file import OPTIONAL as VALUE_OPTIONAL
from cchc_toolkit.submission.values_file import REQUIRED as VALUE_REQUIRED

PAGE = (Path(__file__).parents[2] / "docs" / "data-format.md").read_text(encoding="utf-8")
NAMED_BLOCK = re.compile(r"^`([\w.-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
VALUE_ROW = re.compile(r"^\| `([\w.]+)` \| (\w+) \| ([\d.]*) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of the page's files, written as they stand on it."""
    root = tmp_path_factory.mktemp("data-format")
    folder = root / "data" / "2024-6T" / "99001"
    folder.mkdir(parents=True)
    blocks = dict(NAMED_BLOCK.findall(PAGE))
    assert set(blocks) == {"2024-6T.yml", *FILES}
    (root / "2024-6T.yml").write_text(blocks["2024-6T.yml"], encoding="utf-8")
    for name in FILES:
        (folder / name).write_text(blocks[name], encoding="utf-8")
    return report_of("99001", "2024-6T", params=str(root / "2024-6T.yml"), data=str(root / "data"))


def test_the_example_loads_to_the_values_that_the_page_names(example: Report) -> None:
    rows = VALUE_ROW.findall(PAGE)
    assert len(rows) == 5
    for key, state, number in rows:
        cell = example.submission.value(key)
        assert (key, cell.state) == (key, state)
        assert cell.number == (Decimal(number) if number else None)


def test_the_example_prints_the_lines_that_the_page_shows(example: Report) -> None:
    printed = {
        "".join(run.text for run in block.runs)
        for section in ("I", "II")
        for block in section_blocks(example, section)
        if isinstance(block, Paragraph)
    }
    shown = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[-1].splitlines()
    assert len(shown) == 4
    assert not set(shown) - printed


def test_the_stated_rate_of_the_example_is_the_recomputed_one(example: Report) -> None:
    assert "R03" not in {finding.rule for finding in example.findings}


def test_the_waiver_of_the_example_holds(example: Report) -> None:
    waived = [finding for finding in example.findings if finding.waived]
    assert [(finding.rule, finding.found) for finding in waived] == [("R04", "97,4")]
    assert "W01" not in {finding.rule for finding in example.findings}


@pytest.mark.parametrize(
    "name", [*STATES, *VALUE_REQUIRED, *VALUE_OPTIONAL, *DOCUMENT_REQUIRED, *DOCUMENT_OPTIONAL]
)
def test_every_column_and_state_is_explained(name: str) -> None:
    assert f"`{name}`" in PAGE
