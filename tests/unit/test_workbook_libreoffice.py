"""The form in a real spreadsheet program: it opens, works its formulas out, and survives saving.

The warnings are compared with what the checks find in the same numbers, with nothing computed
beforehand in the file: each formula of the sheet is the rule it stands for.
"""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from test_workbook_round_trip import came_back
from test_workbook_write import stored_results
from workbook_files import PERIOD, REGISTER, SUPPLEMENT, VALUES, entry, letter, row_of

from cchc_toolkit.catalogue import Form, Indicator, load_form
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.checks import Earlier
from cchc_toolkit.submission import Value
from cchc_toolkit.workbook import Entry, read_workbook, write, write_workbook

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""
"""Have LibreOffice work out every formula when it opens a file."""
KEY = "chinh_quyen_dien_tu.mot_cua_dien_tu.ty_le_cap_xa_ket_noi"
"""Holds `_xa_`, which LibreOffice takes for an escape where it stands in a cell."""


def random_values(form: Form, seed: int) -> dict[str, Value]:
    """Return values with many blanks, states, sums that are right and sums that are not."""
    draw = random.Random(seed)  # noqa: S311 - made-up numbers
    blank, none, withheld = draw.choice([(0.1, 0.15, 0.2), (0.5, 0.6, 0.7), (0.3, 0.3, 0.3)])
    values = {}
    for row in form.fillable:
        if not form.applies(row) and draw.random() > 0.15:
            continue
        lot = draw.random()
        values[row.key] = (
            Value("not_reported") if lot < blank
            else Value("not_applicable") if lot < none
            else Value("suppressed") if lot < withheld
            else Value("reported", _number(row, draw), "x")
        )  # fmt: skip
    return values


def _number(row: Indicator, draw: random.Random) -> Decimal:
    if row.choices:
        return Decimal(draw.choice(row.choices)[0])
    if row.kind == "percent":
        return Decimal(draw.choice(["100", "0", "50.5", "99.38", "0.5", "99.40"]))
    return Decimal(draw.choice([0, 0, 1, 2, 3, 5, 10]))


def random_entry(seed: int) -> Entry:
    form = load_form() if seed % 4 else load_form("bieu_06_kstt")
    first = Period(2024, "Q1")
    before = entry(random_values(form, seed + 1000), form=form, period=first).submission
    earlier = (Earlier(first, None, before),) if seed % 2 else ()
    texts = {"I.1.noi_dung": ("Một đoạn.", "- Một gạch, =1+1", f"Tỷ lệ {{so:{KEY}}}.")}
    papers = {"a": letter("a", subject="=1+1", number="05"), "b": letter("b", implements="a")}
    return entry(
        random_values(form, seed), texts if form.outline else {}, papers, form=form,
        period=PERIOD, earlier=earlier,
    )  # fmt: skip


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, tuple[Entry, Path]]]:
    """Entries with the files that LibreOffice saved of their forms."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("không có LibreOffice trên máy này (apt-get install libreoffice-calc)")
    folder = tmp_path_factory.mktemp("calc")
    profile = folder / "ho-so"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    entries = {seed: random_entry(seed) for seed in range(1, 7)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "standing", lambda *_: frozenset())  # nothing computed beforehand
        for seed, sent in entries.items():
            (folder / f"{seed}.xlsx").write_bytes(write_workbook(sent))
    subprocess.run(
        [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "da-luu"),
         *(str(folder / f"{seed}.xlsx") for seed in entries)],
        capture_output=True, timeout=240, check=True,
    )  # fmt: skip
    yield {seed: (sent, folder / "da-luu" / f"{seed}.xlsx") for seed, sent in entries.items()}


def shown(path: Path, sent: Entry) -> dict[str, Any]:
    """Return the warning beside each open cell, as LibreOffice worked it out."""
    book = openpyxl.load_workbook(path, data_only=True)
    found = {}
    for title, rows in ((VALUES, sent.form.rows), (SUPPLEMENT, sent.form.supplement)):
        for row in rows:
            if row.fillable:
                cell = book[title].cell(row_of(book[title], row.key), 9)
                found[row.key] = cell.value or ""
    return found


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 7))
def test_each_formula_is_the_rule_it_stands_for(
    converted: dict[int, tuple[Entry, Path]], seed: int
) -> None:
    sent, path = converted[seed]
    expected = {key: said for key, said in stored_results(sent).items() if said}
    assert {key: said for key, said in shown(path, sent).items() if said} == expected
    assert expected


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 7))
def test_a_form_saved_by_libreoffice_reads_the_same(
    converted: dict[int, tuple[Entry, Path]], seed: int
) -> None:
    sent, path = converted[seed]
    found = read_workbook(path, load_form)
    if sent.form.outline:
        (mended,) = found.repairs  # LibreOffice broke the name in the text; it is put right
        assert mended.why == "khôi phục tên chỉ tiêu bị LibreOffice đổi"
    came_back(replace(found, repairs=()), sent)
    assert REGISTER in openpyxl.load_workbook(path, read_only=True).sheetnames
