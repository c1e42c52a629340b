"""What is wrong with parameters or form is told once a run, and charged to no commune."""

from __future__ import annotations

import json

import pytest
from command import BLANK, COMPLETE, FIXTURES, REAL, Batch

from cchc_toolkit.outputs.shared_faults import HEADING

FORM, WINDOW, FILED = "Số thứ tự in trên", "khác mốc chung toàn quốc", '"Lưu: VT" thiếu'


@pytest.mark.parametrize("words", [FORM, WINDOW])
def test_one_fault_of_all_communes_stands_once_on_the_terminal_and_the_page(
    batch: Batch, words: str
) -> None:
    page = (batch.folder / "index.html").read_text(encoding="utf-8")
    told = [line for line in batch.done.out.splitlines() if words in line]
    assert len(told) == 1
    assert f"{len(FIXTURES)} xã" in told[0]
    assert batch.done.out.count(HEADING) == 1
    assert page.count(words) == 1


def test_the_record_of_the_run_counts_the_communes_that_share_it(batch: Batch) -> None:
    record = json.loads((batch.folder / "run.json").read_text(encoding="utf-8"))
    shared = {(one["rule"], one["speaks_of"]): one["communes"] for one in record["shared"]}
    assert shared[("R16", "form")] == shared[("R14", "parameters")] == len(FIXTURES)
    assert shared[("R26", "parameters")] == 1  # the others have a filing office
    assert all("shared" not in report for report in record["reports"])


@pytest.mark.parametrize("commune", [REAL, COMPLETE, BLANK])
def test_no_report_is_charged_with_it(batch: Batch, commune: str) -> None:
    for name in ("findings.json", "ra-soat.html"):
        content = batch.file(commune, name).read_text(encoding="utf-8")
        assert not [words for words in (FORM, WINDOW, FILED) if words in content]


def test_check_tells_it_once_too(batch: Batch) -> None:
    codes = [word for code in (COMPLETE, BLANK) for word in ("--commune", code)]
    done = batch.project.cchc("check", "--period", "2024-6T", *codes)
    assert done.out.count(FORM) == done.out.count(WINDOW) == 1
    lines = batch.project.cchc("check", "--period", "2024-6T", "--json", *codes).out.splitlines()
    found = [json.loads(line) for line in lines]
    assert [one["communes"] for one in found if FORM in one["message"]] == [2]
