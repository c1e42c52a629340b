"""The Word report of real communes: beside its HTML, in Jupyter, and on LibreOffice's pages."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import FIXTURES, REAL, Batch
from docx import Document
from docx.oxml.ns import qn
from reading import pdf_pages, squeeze

from cchc_toolkit.catalogue import Form
from cchc_toolkit.documents import read_report

_UNSEEN = (
    r"<svg.*?</svg>",
    r'<caption class="unseen">.*?</caption>',
    r'<section class="notes".*?</section>',
    r"<[^>]*>",
)


@pytest.fixture(scope="module")
def documents(batch: Batch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Word report of each commune, as `--to docx` made it."""
    folder = tmp_path_factory.mktemp("word")
    for commune in FIXTURES:
        shutil.copy(batch.file(commune, "bao-cao.docx"), folder / f"{commune}.docx")
    return folder


@pytest.fixture(scope="module")
def printed(documents: Path) -> Path:
    """The same folder with a PDF of each, made by LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("không có LibreOffice trên máy này (apt-get install libreoffice-writer)")
    profile = (documents / "ho-so").as_uri()
    files = [str(documents / f"{commune}.docx") for commune in FIXTURES]
    subprocess.run(
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(documents), *files],
        capture_output=True, timeout=240, check=True,
    )  # fmt: skip
    return documents


def html_text(path: Path) -> str:
    """Return the report in the page: not its contents list, marks, notes and drawings."""
    source = path.read_text(encoding="utf-8")
    parts = re.findall(r"<header>.*?</header>|<main.*?</main>", source, flags=re.DOTALL)
    text = "".join(parts)
    for unseen in _UNSEEN:
        text = re.sub(unseen, "", text, flags=re.DOTALL)
    return squeeze(html.unescape(text))


def word_text(path: Path) -> str:
    root = Document(str(path)).element
    return squeeze("".join(node.text or "" for node in root.iter(qn("w:t"))))


@pytest.mark.parametrize("commune", FIXTURES)
def test_text_figures_and_order_are_those_of_the_html(
    batch: Batch, documents: Path, commune: str
) -> None:
    said = word_text(documents / f"{commune}.docx")
    assert len(said) > 3000
    assert said == html_text(batch.file(commune, "bao-cao.html"))


@pytest.mark.parametrize("commune", FIXTURES)
def test_the_tables_and_charts_are_all_there(documents: Path, commune: str) -> None:
    found = Document(str(documents / f"{commune}.docx"))
    names = [table.style.name for table in found.tables if table.style]
    assert names.count("Bảng số liệu") == 2
    assert names.count("Khung trình bày") == 2
    described = [node.get("descr", "") for node in found.element.iter(qn("wp:docPr"))]
    assert all(len(text) > 40 for text in described)
    ids = [node.get("id") for node in found.element.iter(qn("wp:docPr"))]
    assert len(set(ids)) == len(ids)


def test_reading_it_back_gives_the_values_of_the_html(
    batch: Batch, documents: Path, form: Form
) -> None:
    ours = read_report(documents / f"{REAL}.docx", form)
    theirs = read_report(batch.file(REAL, "bao-cao.html"), form)
    assert {k: row.number for k, row in ours.values().items()} == {
        k: row.number for k, row in theirs.values().items()
    }
    assert sum(row.number is not None for row in ours.values().values()) == 47
    assert [(m.number, m.unit) for m in ours.mentions] == [
        (m.number, m.unit) for m in theirs.mentions
    ]
    assert ours.letterhead == theirs.letterhead


@pytest.mark.slow
def test_jupyter_makes_the_same_document(batch: Batch, documents: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "jupyter", "nbconvert", "--to", "cchc-docx", "--output-dir",
         str(tmp_path), str(batch.file(REAL, "bao-cao.ipynb"))],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    made = (tmp_path / "bao-cao.docx").read_bytes()
    assert made == (documents / f"{REAL}.docx").read_bytes()


def test_it_is_saved_again_by_another_program(documents: Path) -> None:
    again = io.BytesIO()
    Document(str(documents / f"{REAL}.docx")).save(again)
    again.seek(0)
    assert len(Document(again).sections) == 3


@pytest.mark.slow
@pytest.mark.parametrize("commune", FIXTURES)
def test_libreoffice_prints_it_on_about_as_many_pages(
    batch: Batch, printed: Path, commune: str
) -> None:
    ours = pdf_pages(printed / f"{commune}.pdf")
    theirs = pdf_pages(batch.file(commune, "bao-cao.pdf"))
    assert abs(len(ours) - len(theirs)) <= max(2, len(theirs) // 10)
    for number, text in enumerate(ours, start=1):
        assert len(squeeze(text)) > 60, f"page {number} is empty"


@pytest.mark.slow
@pytest.mark.parametrize("commune", FIXTURES)
def test_pages_are_numbered_from_the_second_anew_in_each_appendix(
    printed: Path, commune: str
) -> None:
    since = 0
    for at, text in enumerate(pdf_pages(printed / f"{commune}.pdf")):
        since = 0 if at == 0 or re.search(r"(?m)^Phụ lục [IVX]+\s*$", text) else since + 1
        number = re.match(r"\s*(\d*)", text)
        assert number is not None
        assert number[1] == (str(since + 1) if since else ""), f"page {at + 1}"


@pytest.mark.slow
def test_the_header_row_stands_on_every_page_of_the_table(printed: Path) -> None:
    pages = pdf_pages(printed / f"{REAL}.pdf")
    first, second = (
        at for at, text in enumerate(pages) if re.search(r"(?m)^Phụ lục [IVX]+\s*$", text)
    )
    assert second - first > 5
    for text in pages[first:second]:
        assert "Chỉtiêuthốngkê" in squeeze(text)
        assert "DỰTHẢO" in squeeze(text)
