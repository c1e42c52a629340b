"""Small parts of the real report as text a person can read in a diff.

`pytest tests/golden --update-golden` writes them anew; nothing else does.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from readable import block_text, paragraphs, readable, row_text

from cchc_toolkit.blocks import Block, Chart, Heading, Paragraph, Table
from cchc_toolkit.catalogue import Form
from cchc_toolkit.report import Report
from cchc_toolkit.report.charts import all_charts
from cchc_toolkit.report.narrative import closing, letterhead, section
from cchc_toolkit.report.tables import appendix, figures
from cchc_toolkit.submission.filler import UNWRITTEN

Golden = Callable[[str, str], None]
RULES = {"C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "R01", "R02", "R03"}
"""The rules of structure and arithmetic; what others find is golden where they are specified."""


def test_head_of_the_draft(phung_minh: Report, golden: Golden) -> None:
    golden("dau-bao-cao.txt", readable(letterhead(phung_minh).blocks))


def test_part_ii_2(phung_minh: Report, golden: Golden) -> None:
    golden("phan-ii-2.txt", readable(part(section(phung_minh, "II").blocks, "2.")))


def test_an_item_of_every_other_section(phung_minh: Report, golden: Golden) -> None:
    parts = [("I", "5."), ("III", "2."), ("IV", "7.")]
    blocks = [
        block for at, number in parts for block in part(section(phung_minh, at).blocks, number)
    ]
    golden("phan-i-iii-iv-v.txt", readable([*blocks, *section(phung_minh, "V").blocks]))


@pytest.mark.parametrize(
    ("name", "number"), [("cau-mac-dinh.txt", "3"), ("cau-khi-bang-0.txt", "0")]
)
def test_default_sentences_of_a_commune_that_wrote_nothing(
    make_report: Callable[..., Report], form: Form, golden: Golden, name: str, number: str
) -> None:
    """What the outline says by itself where every number is 3, and where every one is 0."""
    cells = {row.key: number for row in form.fillable if row.kind in ("count", "money")}
    report = make_report(cells)
    said = [text for one in form.outline for text in paragraphs(section(report, one.id).blocks)]
    golden(name, "\n".join(text for text in said if UNWRITTEN not in text) + "\n")


def test_closing(phung_minh: Report, golden: Golden) -> None:
    golden("ket-bao-cao.txt", readable(closing(phung_minh).blocks))


def test_first_rows_of_the_appendix(phung_minh: Report, golden: Golden) -> None:
    title, table = appendix(phung_minh).blocks
    assert isinstance(table, Table)
    head = " | ".join(column.header for column in table.columns)
    rows = [row_text(row) for row in table.rows[:12]]
    golden("phu-luc-12-dong-dau.txt", "\n".join([block_text(title), "", head, *rows, ""]))


def test_table_of_figures(phung_minh: Report, golden: Golden) -> None:
    golden("bang-chi-so.txt", readable(figures(phung_minh).blocks))


def test_findings(phung_minh: Report, golden: Golden) -> None:
    kept = ("rule", "severity", "message", "stt", "values", "expected", "found")
    lines = [
        json.dumps({name: found.to_json()[name] for name in kept}, ensure_ascii=False)
        for found in phung_minh.findings
        if found.rule in RULES
    ]
    golden("phat-hien.jsonl", "\n".join(lines) + "\n")


def test_alternative_texts_of_the_charts(phung_minh: Report, golden: Golden) -> None:
    charts = [block for block in all_charts(phung_minh).blocks if isinstance(block, Chart)]
    golden("bieu-do.txt", readable(charts))


def test_notes_of_the_figures_in_part_ii_2(phung_minh: Report, golden: Golden) -> None:
    blocks = part(section(phung_minh, "II").blocks, "2.")
    runs = [run for block in blocks if isinstance(block, Paragraph) for run in block.runs]
    golden("chu-thich-ii-2.txt", "".join(f"{run.text}: {run.note}\n" for run in runs if run.note))


def test_a_missing_golden_fails(golden: Golden, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        pytest.skip("goldens are being written")
    with pytest.raises(AssertionError, match=r"^khong-co\.txt is missing"):
        golden("khong-co.txt", "")


def part(blocks: tuple[Block, ...], number: str) -> list[Block]:
    """Return the blocks from a heading of the second level to the next."""
    found: list[Block] = []
    inside = False
    for block in blocks:
        if isinstance(block, Heading):
            inside = block.text.startswith(number)
        if inside:
            found.append(block)
    return found
