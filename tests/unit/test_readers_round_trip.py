"""One report in every format reads back to the same figures, citations and appendix."""

from __future__ import annotations

import csv
import re
import time
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from corpus.tool import tool_html, tool_pdf
from corpus.word import ROOT, SEED, seed_docx

from cchc_toolkit.catalogue import Form
from cchc_toolkit.documents import ParsedReport, read_report
from cchc_toolkit.report import Report

CUT_OFF, ROUNDED = Decimal("99.38"), Decimal("99.39")
"""The rate that the seed prints cut off, and the tool prints rounded."""
SECONDS = {"txt": 10.0, "html": 20.0, "docx": 30.0, "pdf": 80.0}
"""Of processor time, a hundred times what each takes: a test of being linear, not of speed."""


@pytest.fixture(scope="module")
def seed(form: Form) -> ParsedReport:
    return read_report(SEED, form)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, phung_minh: Report) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    contents = {
        "seed.md": SEED.read_bytes(),
        "nfd.txt": unicodedata.normalize("NFD", SEED.read_text(encoding="utf-8")).encode(),
        "crlf.txt": SEED.read_bytes().replace(b"\n", b"\r\n"),
        "utf16.txt": SEED.read_text(encoding="utf-8").encode("utf-16"),
        "torn.docx": seed_docx(),
        "clean.docx": seed_docx(clean=True),
        "tool.html": tool_html(phung_minh),
        "tool.pdf": tool_pdf(phung_minh),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in contents}


NAMES = "seed.md nfd.txt crlf.txt utf16.txt torn.docx clean.docx tool.html tool.pdf"


@pytest.fixture(params=NAMES.split())
def other(request: pytest.FixtureRequest, files: dict[str, Path], form: Form) -> ParsedReport:
    started = time.process_time()
    issued = read_report(files[request.param], form)
    assert time.process_time() - started < SECONDS[issued.format]
    return issued


def figures(issued: ParsedReport) -> list[tuple[Decimal, str]]:
    found = [(mention.number, mention.unit) for mention in issued.mentions]
    return [(ROUNDED if number == CUT_OFF else number, unit) for number, unit in found]


def cited(issued: ParsedReport) -> list[Any]:
    """But for the capital of a document that is named, which the tool prints as the decree asks."""
    return [
        (
            one.type,
            one.number,
            one.symbol,
            one.date,
            one.issuer,
            one.subject.casefold(),
            None if one.implements is None else issued.citations[one.implements].number,
        )
        for one in issued.citations
    ]


def printed_by_us(issued: ParsedReport) -> bool:
    """The tool leaves out what the outline tells its author in brackets; others print it."""
    return issued.source.startswith("tool.")


def without_instruction(text: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", text, count=1)


def test_every_row_of_the_appendix_is_the_stored_one(
    other: ParsedReport, phung_minh: Report
) -> None:
    stored = phung_minh.submission
    found = other.values()
    assert [row.key for row in other.rows] == [row.key for row in phung_minh.form.rows]
    assert {key: row.number for key, row in found.items()} == {
        key: stored.value(key).number for key in found
    }
    assert sum(row.number is not None for row in found.values()) == 47
    assert {row.note for row in found.values()} == {"", "trực tuyến", "Một cửa điện tử"}
    assert min(row.sure for row in other.rows) > 0.9


def test_the_figures_of_the_prose_are_those_of_the_seed(
    other: ParsedReport, seed: ParsedReport
) -> None:
    assert figures(other) == figures(seed)
    assert len(other.mentions) == 34
    assert [(one.numerator, one.denominator, one.stated) for one in other.ratios] == [
        (one.numerator, one.denominator, one.stated) for one in seed.ratios
    ]


def test_the_citations_are_those_of_the_seed(other: ParsedReport, seed: ParsedReport) -> None:
    in_an_instruction = ("60/2021",) if printed_by_us(other) else ()
    wanted = [one for one in cited(seed) if one[1] not in in_an_instruction]
    assert cited(other) == wanted
    assert len(wanted) == 42 - len(in_an_instruction)


def test_the_paragraphs_stand_where_they_stood(other: ParsedReport, seed: ParsedReport) -> None:
    """Headings, bullets and sections agree; texts do apart from what the tool words itself."""
    places = [(one.section, one.level, one.mark) for one in other.paragraphs if one.section]
    outline = [place for place in places if place[1]]
    assert outline == [(one.section, one.level, one.mark) for one in seed.paragraphs if one.level]
    tidy = without_instruction if printed_by_us(other) else str
    texts = {tidy(one.text.casefold()) for one in seed.paragraphs}
    same = sum(tidy(one.text.casefold()) in texts for one in other.paragraphs)
    assert same >= len(texts) - 8  # an empty item, a rate cut off, the two lines of ours
    assert {one.text.split(" (")[0] for one in other.paragraphs if one.level} == {
        one.text.split(" (")[0] for one in seed.paragraphs if one.level
    }


def test_the_head_is_read(other: ParsedReport) -> None:
    head = other.letterhead
    assert head.issuer == "ỦY BAN NHÂN DÂN XÃ PHÙNG MINH"
    assert (head.number, head.symbol, head.place, head.date) == ("", "BC-UBND", "Phùng Minh", None)
    assert (head.kind, head.title) == ("BÁO CÁO", "Cải cách hành chính 6 tháng đầu năm 2024")
    assert head.period is not None
    assert head.period.id == "2024-6T"
    assert head.window is not None
    assert head.window.days == 209
    assert (head.role, head.name) == ("CHỦ TỊCH", "Nguyễn Anh Tuấn")
    assert "Phòng Nội vụ UBND huyện (báo cáo)" in head.recipients


def test_every_place_can_be_found_again(other: ParsedReport) -> None:
    for mention in other.mentions:
        text = other.paragraphs[mention.passage].text
        assert text[slice(*mention.span)] == mention.text
        assert mention.quote in text
        assert mention.sentence in text
        assert mention.where
    for citation in other.citations:
        text = other.paragraphs[citation.passage].text
        assert text[slice(*citation.span)] == citation.text
        assert citation.subject in text


def test_a_citation_of_a_second_line_says_its_own_line(seed: ParsedReport) -> None:
    """Line 27 goes on in line 29 behind a page break."""
    letter = next(one for one in seed.citations if one.number == "313")
    assert letter.where == "dòng 29"
    assert seed.paragraphs[letter.passage].where == "dòng 27"


def test_the_register_of_the_submission_is_among_the_citations(seed: ParsedReport) -> None:
    with (ROOT / "data/2024-6T/15109/documents.csv").open(encoding="utf-8") as stream:
        register = {row["id"]: row for row in csv.DictReader(stream)}
    found = {(one.type, one.number, one.symbol, str(one.date or "")): one for one in seed.citations}
    for row in register.values():
        citation = found[row["type"], row["number"], row["symbol"], row["date"]]
        if row["implements"]:
            assert citation.implements is not None
            aim, named = seed.citations[citation.implements], register[row["implements"]]
            assert (aim.number, aim.symbol) == (named["number"], named["symbol"])
        else:
            assert citation.implements is None


def test_the_ratios_of_the_seed(seed: ParsedReport) -> None:
    quotes = [
        tuple(
            seed.mentions[at].quote if at is not None else ""
            for at in (one.numerator, one.denominator, one.stated)
        )
        for one in seed.ratios
    ]
    assert quotes == [
        ("5.432.209.679 đồng", "4.078.860.239 đồng", "133,2%"),
        ("4.148.813.873 đồng", "4.078.860.239 đồng", "101,7%"),
        ("16 máy tính", "17 cán bộ, công chức", ""),
        ("09 cái", "17 cán bộ, công chức", ""),
    ]


def test_a_table_that_is_not_the_form_is_read_too(files: dict[str, Path], form: Form) -> None:
    assert read_report(files["torn.docx"], form).notes == ()
    assert read_report(files["tool.html"], form).notes == ()


def test_furniture_of_the_pages_is_not_text(files: dict[str, Path], form: Form) -> None:
    issued = read_report(files["tool.pdf"], form)
    texts = [one.text for one in (*issued.head, *issued.paragraphs, *issued.foot)]
    assert not any("2024-6T" in text for text in texts)
    assert not any(text.isdigit() for text in texts)
    assert sum("DỰ THẢO" in text for text in texts) <= 1  # the one of the head itself
