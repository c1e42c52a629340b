"""Text that tries to be code comes out as plain words, and made-up data says that it is."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from command import COMPLETE, FIXTURES, HOSTILE, REAL, Batch
from reading import Page, page, pdf, pdf_pages, pdf_text, squeeze

from cchc_toolkit.sample.hostile import SPELLS
from cchc_toolkit.text.formatting import clean_text

INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
PICTURES = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001ffff]")
ESCAPED = re.compile(r"\\u(?:00ad|061c|200[bef]|202[a-e]|206\d|feff)", re.IGNORECASE)
"""The same signs as JSON may write them."""
FICTIONAL = [code for code in FIXTURES if code != REAL]
MARK = "DỮ LIỆU MINH HOẠ"
PRINTED = [squeeze(clean_text(spell)) for spell in SPELLS]


@pytest.mark.parametrize("spell", PRINTED)
def test_a_spell_is_words_in_the_html(batch: Batch, spell: str) -> None:
    assert spell in squeeze(page(batch.file(HOSTILE, "bao-cao.html")).text)


@pytest.mark.parametrize("spell", PRINTED)
def test_a_spell_is_words_in_the_pdf(batch: Batch, spell: str) -> None:
    printed = squeeze(pdf_text(batch.file(HOSTILE, "bao-cao.pdf")))
    # A letter that the font lacks is an empty box, which a reader of the page sees.
    assert spell in printed or (PICTURES.search(spell) and PICTURES.sub("□", spell) in printed)


def test_the_html_has_the_tags_of_a_harmless_report_and_no_other(batch: Batch) -> None:
    harmless = {tag for tag, _ in page(batch.file(COMPLETE, "bao-cao.html")).tags}
    hostile = page(batch.file(HOSTILE, "bao-cao.html"))
    assert {tag for tag, _ in hostile.tags} <= harmless
    assert not [link for link in hostile.named("a") if not link["href"].startswith("#")]


def test_the_pdf_runs_nothing_and_opens_nothing(batch: Batch) -> None:
    content = batch.file(HOSTILE, "bao-cao.pdf").read_bytes()
    for word in (b"/JavaScript", b"/JS ", b"/Launch", b"/URI", b"/OpenAction", b"/EmbeddedFile"):
        assert word not in content
    assert "/Names" not in pdf(batch.file(HOSTILE, "bao-cao.pdf")).trailer["/Root"] or (
        "/JavaScript" not in pdf(batch.file(HOSTILE, "bao-cao.pdf")).trailer["/Root"]["/Names"]
    )


def test_what_a_notebook_shows_of_it_is_harmless(batch: Batch) -> None:
    notebook = json.loads(batch.file(HOSTILE, "bao-cao.ipynb").read_text(encoding="utf-8"))
    shown = [
        "".join(output["data"]["text/html"])
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
        if "text/html" in output.get("data", {})
    ]
    assert len(shown) > 4
    tags = {tag for source in shown for tag, _ in Page(source).tags}
    assert not tags & {"script", "img", "iframe", "object", "link", "a", "meta"}
    text = squeeze("".join(Page(source).text for source in shown))
    assert [spell for spell in PRINTED if spell not in text] == []


def test_the_run_that_made_it_is_harmless(batch: Batch) -> None:
    index = page(batch.folder / "index.html")
    assert {script.get("src", "run.js") for script in index.named("script")} == {"run.js"}
    assert all("alert" not in value for _, found in index.tags for value in found.values())


@pytest.mark.parametrize("name", ["bao-cao.html", "bao-cao.ipynb", "figures.json", "findings.json"])
def test_no_invisible_sign_reaches_a_file(batch: Batch, name: str) -> None:
    text = unescape(batch.file(HOSTILE, name).read_text(encoding="utf-8"))
    assert INVISIBLE.findall(text) == []
    assert ESCAPED.findall(text) == []


def test_no_invisible_sign_reaches_the_pdf_and_a_finding_says_so(batch: Batch) -> None:
    assert INVISIBLE.findall("".join(pdf_pages(batch.file(HOSTILE, "bao-cao.pdf")))) == []
    findings = json.loads(batch.file(HOSTILE, "findings.json").read_text(encoding="utf-8"))
    assert [found for found in findings["findings"] if found["rule"] == "C07"]


@pytest.mark.parametrize("commune", FICTIONAL)
def test_made_up_data_says_so_on_every_page(batch: Batch, commune: str) -> None:
    for number, text in enumerate(pdf_pages(batch.file(commune, "bao-cao.pdf")), start=1):
        assert MARK in text, f"page {number}"
    report = page(batch.file(commune, "bao-cao.html"))
    assert MARK in report.text
    assert any(MARK in found.get("data-marks", "") for found in report.named("div"))


def test_real_data_is_not_called_made_up(batch: Batch) -> None:
    for name in ("bao-cao.html", "bao-cao.ipynb"):
        assert "MINH HOẠ" not in batch.file(REAL, name).read_text(encoding="utf-8").upper()
    assert all(
        "MINH HOẠ" not in text.upper() for text in pdf_pages(batch.file(REAL, "bao-cao.pdf"))
    )
    assert all("DỰ THẢO" in text for text in pdf_pages(batch.file(REAL, "bao-cao.pdf")))
