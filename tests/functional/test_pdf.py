"""The PDF as paper and as a file: size, margins, fonts, page numbers, tags (Nghị định 30/2020)."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command import BLANK, FIXTURES, HOSTILE, REAL, Batch
from reading import pdf, pdf_pages, squeeze

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, (210 - 15) * MM, 20 * MM, (297 - 20) * MM
SLACK = 0.6  # points: a letter may lean over its box
EVERY = pytest.mark.parametrize("commune", FIXTURES)
HEADER = re.compile(r"Chỉtiêuthốngkê\(Sửdụngtrongkỳbáocáo")


def numbers(pages: tuple[str, ...]) -> list[str]:
    """Return the number that the first line of each page shows, "" for none."""
    return [re.match(r"(\d*)", text.strip())[1] if text else "" for text in pages]  # type: ignore[index]


def starts(pages: tuple[str, ...]) -> list[int]:
    """Return the places of the pages that begin the body or an appendix."""
    return [0] + [at for at, text in enumerate(pages) if re.search(r"(?m)^Phụ lục [IVX]+$", text)]


@EVERY
def test_every_page_is_a4_upright(batch: Batch, commune: str) -> None:
    for sheet in pdf(batch.file(commune, "bao-cao.pdf")).pages:
        assert float(sheet.mediabox.width) == pytest.approx(210 * MM, abs=0.1)
        assert float(sheet.mediabox.height) == pytest.approx(297 * MM, abs=0.1)
        assert sheet.rotation == 0


def words(path: Path) -> Iterator[tuple[int, str, float, float, float, float]]:
    """Yield page, word and box (left, top, right, bottom in points) of every word."""
    if shutil.which("pdftotext") is None:
        pytest.skip("không có pdftotext trên máy này (apt-get install poppler-utils)")
    found = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    body = re.sub(r"<head>.*?</head>", "", found, flags=re.DOTALL)
    body = re.sub(r"<!DOCTYPE[^>]*>", "", body).replace(' xmlns="http://www.w3.org/1999/xhtml"', "")
    for number, sheet in enumerate(ElementTree.fromstring(body).iter("page"), start=1):  # noqa: S314
        for word in sheet.iter("word"):
            left, top, right, bottom = (
                float(word.attrib[k]) for k in ("xMin", "yMin", "xMax", "yMax")
            )
            yield number, word.text or "", left, top, right, bottom


@EVERY
def test_text_stays_within_the_margins(batch: Batch, commune: str) -> None:
    outside = []
    for number, word, left, top, right, bottom in words(batch.file(commune, "bao-cao.pdf")):
        furniture = bottom < TOP or top > BOTTOM
        sides = left < LEFT - SLACK or right > RIGHT + SLACK
        ends = not furniture and (top < TOP - SLACK or bottom > BOTTOM + 4)
        if sides or ends:
            outside.append((number, word, round(left), round(top), round(right), round(bottom)))
    assert outside == []


def test_the_text_uses_the_whole_width(pdf_file: Path) -> None:
    found = list(words(pdf_file))
    assert min(left for *_, left, _, _, _ in found) == pytest.approx(LEFT, abs=1)
    assert max(right for *_, right, _ in found) == pytest.approx(RIGHT, abs=1)


@EVERY
def test_page_numbers(batch: Batch, commune: str) -> None:
    pages = pdf_pages(batch.file(commune, "bao-cao.pdf"))
    begins = starts(pages)
    assert len(begins) >= 3, "the body and two appendices"
    counted = []
    for at in range(len(pages)):
        since = at - max(begin for begin in begins if begin <= at)
        counted.append(str(since + 1) if since else "")
    assert numbers(pages) == counted


def test_page_numbers_stand_in_the_middle_of_the_top(pdf_file: Path) -> None:
    middle = (LEFT + RIGHT) / 2
    seen = 0
    for number, word, left, _, right, bottom in words(pdf_file):
        if bottom < TOP and word.isdigit():
            seen += 1
            assert (left + right) / 2 == pytest.approx(middle, abs=2), f"page {number}"
    assert seen == len(pdf_pages(pdf_file)) - len(starts(pdf_pages(pdf_file)))


def test_the_pages_of_an_appendix_are_named_apart(pdf_file: Path) -> None:
    labels = pdf(pdf_file).page_labels
    begins = starts(pdf_pages(pdf_file))
    assert labels[:2] == ["1", "2"]
    assert [labels[at] for at in begins[1:]] == ["PL1"] * (len(begins) - 1)


@EVERY
def test_the_header_row_stands_on_every_page_of_the_appendix(batch: Batch, commune: str) -> None:
    pages = pdf_pages(batch.file(commune, "bao-cao.pdf"))
    _, first, second, *_ = starts(pages)
    assert second - first > 5
    for text in pages[first:second]:
        assert HEADER.search(squeeze(text))


@EVERY
def test_one_family_of_fonts_embedded_and_readable(batch: Batch, commune: str) -> None:
    families = set()
    for sheet in pdf(batch.file(commune, "bao-cao.pdf")).pages:
        for font in sheet["/Resources"].get("/Font", {}).values():
            found = font.get_object()
            name = str(found["/BaseFont"]).lstrip("/")
            assert re.match(r"[A-Z]{6}\+", name), f"{name} is not a subset"
            assert "/ToUnicode" in found, f"text in {name} cannot be copied"
            inner = found["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(inner), f"{name} is not embedded"
            families.add(re.split(r"[-+]", name)[1])
    assert len(families) == 1
    assert families <= {"LiberationSerif", "TimesNewRomanPSMT", "TimesNewRomanPS"}


@EVERY
def test_tagged_titled_in_vietnamese(batch: Batch, commune: str) -> None:
    found = pdf(batch.file(commune, "bao-cao.pdf"))
    root = found.trailer["/Root"]
    assert root["/Lang"] == "vi"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert found.metadata is not None
    assert str(found.metadata.title).startswith(
        "Báo cáo cải cách hành chính 6 tháng đầu năm 2024 - Xã "
    )
    xmp = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfuaid:part>1<|pdfuaid:part=\"1\"", xmp)
    assert re.search(r"pdfaid:part>2<|pdfaid:part=\"2\"", xmp)
    assert commune in str(found.metadata["/Keywords"])


def test_headings_tables_and_drawings_are_tagged(pdf_file: Path) -> None:
    kinds: dict[str, int] = {}
    described = []
    waiting = [pdf(pdf_file).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if not isinstance(node, dict):
            continue
        kind = str(node.get("/S", ""))
        kinds[kind] = kinds.get(kind, 0) + 1
        if kind == "/Figure":
            described.append(str(node.get("/Alt", "")))
        below = node.get("/K", [])
        waiting += below if isinstance(below, list) else [below]
    assert {"/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= set(kinds)
    assert kinds["/Table"] == 2
    assert kinds["/TR"] > 165
    assert len([text for text in described if len(text) > 40]) == 3, "charts say what they show"


def test_the_outline_leads_to_sections_and_appendices(pdf_file: Path) -> None:
    titles = [entry["/Title"] for entry in pdf(pdf_file).outline if not isinstance(entry, list)]
    assert [title.split(".")[0] for title in titles[:5]] == ["I", "II", "III", "IV", "V"]
    assert len([title for title in titles if title.startswith("Phụ lục")]) >= 2


@pytest.mark.parametrize("commune", [REAL, BLANK, HOSTILE])
def test_no_page_is_empty(batch: Batch, commune: str) -> None:
    for number, text in enumerate(pdf_pages(batch.file(commune, "bao-cao.pdf")), start=1):
        assert len(squeeze(text)) > 120, f"page {number}"
