"""What adopting a form reads right, against declarations made by hand."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "benchmarks"))

import adoption  # noqa: E402

SCORES = {one.name: one for one in adoption.scores(pdf=False)}


@pytest.mark.parametrize("name", list(SCORES))
def test_a_form_is_read_as_well_as_it_must_be(name: str) -> None:
    one = SCORES[name]
    assert one.count == one.wanted
    low = [field for field, least in adoption.WANTED.items() if one.shares[field] < least]
    assert low == []


def test_a_row_that_is_lost_costs() -> None:
    wanted = adoption.shipped("bieu_06_kstt")
    lost = adoption.score("x", wanted[1:], wanted)
    assert not lost.good
    assert lost.shares["rows"] < 0.5


def test_no_key_id_or_number_of_the_form_it_is_measured_on_stands_in_the_code() -> None:
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for file in (ROOT / "cchc_toolkit" / "adoption").rglob("*.py")
    )
    # Doctests may show a number that a form prints; the code may know none.
    code = re.sub(r'""".*?"""', "", code, flags=re.DOTALL)
    form = adoption.load_form("phu_luc_01b")
    long_keys = [row.key for row in form.rows if row.key.count(".")]
    numbers = [row.stt for row in form.rows if row.stt.count(".") > 1]
    labels = [row.label for row in form.rows if len(row.label) > 20]
    for words in (long_keys, numbers, labels, [form.id, form.label]):
        assert [word for word in words if word in code] == []
