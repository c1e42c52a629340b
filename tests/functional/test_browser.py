"""The page of a run and a report in a real browser, from the disk and without network."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from browser import Browser
from command import CONTRADICTORY, FIXTURES, HOSTILE, OUTPUTS, PERIOD, REAL, Batch, make_project
from pypdf import PdfReader
from reading import squeeze

pytestmark = pytest.mark.browser

SHOWN = "[...document.querySelectorAll('#reports tbody tr')].filter(r => !r.hidden)"
CODES = f"{SHOWN}.map(r => r.cells[0].textContent.trim())"
NAMES = f"{SHOWN}.map(r => r.cells[1].textContent.trim())"


def search(browser: Browser, words: str) -> list[str]:
    """Type words into the search box; return the codes that stay."""
    script = (
        "(() => { const box = document.getElementById('search');"
        f" box.value = {json.dumps(words)}; box.dispatchEvent(new Event('input'));"
        f" return {CODES}; }})()"
    )
    return list(browser.run(script))


def choose(browser: Browser, value: str) -> list[str]:
    """Choose a filter; return the codes that stay."""
    script = (
        "(() => { const list = document.getElementById('filter');"
        f" list.value = {json.dumps(value)}; list.dispatchEvent(new Event('change'));"
        f" return list.value === {json.dumps(value)} ? {CODES} : null; }})()"
    )
    return list(browser.run(script))


def sort_by(browser: Browser, column: str) -> list[str]:
    browser.run(f"document.querySelector('button[data-key={column}]').click()")
    return list(browser.run(NAMES))


def quiet(browser: Browser, path: Path) -> None:
    """Assert that the page complained of nothing and asked for nothing but itself."""
    assert browser.complaints() == []
    asked = {address for address in browser.requests() if not address.startswith("data:")}
    beside = path.resolve().with_name("run.js").as_uri()  # when the run was, for the index
    assert asked - {beside} == {path.resolve().as_uri()}


@pytest.fixture
def index(browser: Browser, batch: Batch) -> Browser:
    browser.open(batch.folder / "index.html")
    return browser


def test_the_index_opens_quietly(index: Browser, batch: Batch) -> None:
    assert index.run(CODES) == list(FIXTURES)
    quiet(index, batch.folder / "index.html")


@pytest.mark.parametrize(
    "words", ["phung minh", "Phùng Minh", "PHUNG", "minh  phùng", "Phu\u0300ng", REAL]
)
def test_search_needs_no_diacritics(index: Browser, words: str) -> None:
    assert search(index, words) == [REAL]
    assert index.run("document.getElementById('shown').textContent") == "1"


def test_search_for_nothing_there_and_for_nothing(index: Browser) -> None:
    assert search(index, "<script>") == []
    assert search(index, "") == list(FIXTURES)


def test_filters(index: Browser) -> None:
    blocking = choose(index, "blocking")
    assert {REAL, CONTRADICTORY} <= set(blocking) < set(FIXTURES)
    assert choose(index, "failed") == []
    assert choose(index, "made") == list(FIXTURES)
    assert not set(choose(index, "clean")) & set(blocking)
    assert choose(index, "") == list(FIXTURES)


def test_search_and_filter_together(index: Browser) -> None:
    choose(index, "blocking")
    assert search(index, "minh hoa") == [c for c in choose(index, "blocking") if c != REAL]


def test_sorting_by_findings_and_by_code(index: Browser) -> None:
    index.run("document.querySelector('button[data-key=s0]').click()")
    counts = index.run(f"{SHOWN}.map(r => +r.dataset.s0)")
    assert counts == sorted(counts)
    index.run("document.querySelector('button[data-key=s0]').click()")
    assert index.run(f"{SHOWN}.map(r => +r.dataset.s0)") == sorted(counts, reverse=True)
    index.run("document.querySelector('button[data-key=code]').click()")
    assert index.run(CODES) == sorted(FIXTURES)
    assert (
        index.run("document.querySelector('button[data-key=code]').parentNode.ariaSort")
        == "ascending"
    )


def test_names_sort_in_vietnamese_order_and_failures_are_shown(
    browser: Browser, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "cchc")
    names = [
        "Xã Đông Sơn",
        "Xã Ân Nghĩa",
        "Xã Dương Hà",
        "Xã An Lạc",
        "Xã Ăn Khê",
        "Xã Ô Mễ",
        "Xã Ơ Hạ",
        "Xã Ong Chúa",
    ]
    lines = "".join(f'  "0000{at}":\n    name: {name}\n' for at, name in enumerate(names))
    project.edit("params/2024-6T.yml", "communes:\n", f"communes:\n{lines}")
    only = [word for at in range(len(names)) for word in ("--only", f"0000{at}")]
    assert project.cchc("batch", "params/2024-6T.yml", *only).code == 3
    browser.open(project.root / "outputs" / PERIOD / "index.html")
    ordered = [
        "Xã An Lạc",
        "Xã Ăn Khê",
        "Xã Ân Nghĩa",
        "Xã Dương Hà",
        "Xã Đông Sơn",
        "Xã Ong Chúa",
        "Xã Ô Mễ",
        "Xã Ơ Hạ",
    ]
    assert sort_by(browser, "place") == ordered
    assert sort_by(browser, "place") == ordered[::-1]
    assert len(choose(browser, "failed")) == len(names)
    assert choose(browser, "made") == []
    assert search(browser, "dong son") == []
    choose(browser, "")
    assert search(browser, "dong son") == ["00000"]


def test_links_of_the_index_open(index: Browser, batch: Batch) -> None:
    links = index.run("[...document.querySelectorAll('td.links a')].map(a => a.href)")
    made = {path.resolve().as_uri() for path in batch.folder.glob("*/*")}
    promised = {batch.file(c, name).resolve().as_uri() for c in FIXTURES for name in OUTPUTS}
    assert promised <= set(links) <= made


def test_a_count_of_the_matrix_leads_to_that_finding_in_the_review(
    index: Browser, batch: Batch
) -> None:
    index.run("location.hash = '#ma-tran'; dispatchEvent(new HashChangeEvent('hashchange'))")
    cells = index.run(
        "[...document.querySelectorAll('#grid tbody a')]"
        ".map(a => [a.getAttribute('href'), a.textContent, a.getAttribute('aria-label')])"
    )
    counted = 0
    for commune in FIXTURES:
        found = json.loads(batch.file(commune, "findings.json").read_bytes())["findings"]
        mine = [cell for cell in cells if cell[0].startswith(f"{commune}/")]
        assert len(mine) == len({finding["rule"] for finding in found})
        for href, text, label in mine:
            first = found[int(href.partition("#f")[2]) - 1]
            assert f", {first['rule']}: " in label
            assert first["severity"] in label
            same = [finding for finding in found if finding["rule"] == first["rule"]]
            assert int(text.split("\xa0")[0]) == len(same)
            counted += len(same)
    assert counted > 50
    quiet(index, batch.folder / "index.html")
    href = next(href for href, _, _ in cells if href.startswith(REAL))
    name, _, place = href.partition("#")
    first = json.loads(batch.file(REAL, "findings.json").read_bytes())["findings"]
    index.open(batch.folder / name)
    shown = index.run(f"document.getElementById({place!r}).innerText")
    assert shown.startswith(f"[{place[1:]}] {first[int(place[1:]) - 1]['message']}")


@pytest.mark.parametrize("commune", [REAL, HOSTILE])
def test_a_report_opens_quietly(browser: Browser, batch: Batch, commune: str) -> None:
    path = batch.file(commune, "bao-cao.html")
    browser.open(path)
    assert browser.run("document.documentElement.lang") == "vi"
    assert "BÁO CÁO" in browser.run("document.querySelector('h1').innerText")
    assert browser.run("document.images.length + document.scripts.length") == 0
    quiet(browser, path)


def test_columns_keep_the_widths_of_the_form(browser: Browser, batch: Batch) -> None:
    browser.open(batch.file(REAL, "bao-cao.html"))
    widths = browser.run(
        "[...document.querySelectorAll('#bang-phu-luc col, table col')].slice(0, 5)"
        ".map(col => getComputedStyle(col).width)"
    )
    millimetre = 96 / 25.4
    first = float(widths[0].removesuffix("px"))
    assert first / millimetre == pytest.approx(round(first / millimetre), abs=0.01)
    assert len(set(widths)) > 2, "the label takes the rest"
    drawn = "getComputedStyle(document.querySelector('figure svg text')).fontFamily"
    assert "Liberation Serif" in browser.run(drawn)


def test_a_figure_shows_its_formula_when_it_has_the_focus(browser: Browser, batch: Batch) -> None:
    browser.open(batch.file(REAL, "bao-cao.html"))
    shown = browser.run(
        "(() => { const found = [...document.querySelectorAll('.so')]"
        ".find(e => e.innerText === '99,39'); found.focus();"
        " const style = getComputedStyle(found, '::after');"
        " return [document.activeElement === found,"
        " style.content, style.visibility, style.display]; })()"
    )
    assert shown[0]
    assert "648 / 652 × 100 = 99,39%" in shown[1]
    assert shown[2] == "visible"
    assert shown[3] != "none"
    hidden = browser.run(
        "(() => { document.activeElement.blur(); const e = document.querySelector('.so');"
        " return getComputedStyle(e, '::after').content; })()"
    )
    assert "×" not in hidden


@pytest.mark.parametrize("width", [1280, 390])
def test_a_report_never_scrolls_sideways(browser: Browser, batch: Batch, width: int) -> None:
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=900,
        deviceScaleFactor=1,
        mobile=False,
    )
    try:
        for path in (batch.file(HOSTILE, "bao-cao.html"), batch.folder / "index.html"):
            browser.open(path)
            overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert browser.run(overflow) <= 0, path.name
    finally:
        browser.call("Emulation.clearDeviceMetricsOverride")


def test_a_report_prints_on_a4_with_the_header_row_on_every_page(
    browser: Browser, batch: Batch
) -> None:
    browser.open(batch.file(REAL, "bao-cao.html"))
    printed = PdfReader(BytesIO(browser.print_pdf()))
    sheet = printed.pages[0].mediabox
    assert (round(float(sheet.width)), round(float(sheet.height))) == (595, 842)
    texts = [squeeze(found.extract_text()) for found in printed.pages]
    with_header = [at for at, text in enumerate(texts) if "Chỉtiêuthốngkê" in text]
    assert len(with_header) > 4
    assert with_header == list(range(with_header[0], with_header[-1] + 1))
    whole = "".join(texts)
    assert "Mụclục" not in whole, "the list of contents is for the screen"
    assert "648/652×100=99,39%" in whole, "the notes are printed"


def test_the_letterhead_stands_in_the_middle_in_jupyterlab_too(
    browser: Browser, batch: Batch, tmp_path: Path
) -> None:
    """JupyterLab sets every paragraph of an output to the left, the letterhead's too."""
    notebook = json.loads(batch.file(REAL, "bao-cao.ipynb").read_text(encoding="utf-8"))
    shown = [
        out["data"]["text/html"] for cell in notebook["cells"] for out in cell.get("outputs", [])
    ]
    lab = (
        ".jp-RenderedHTMLCommon p { text-align: left; margin: 0; margin-bottom: 1em }"
        ".jp-RenderedHTMLCommon ul { list-style: disc }"
        ".jp-RenderedHTMLCommon h1 { font-size: 26px; text-align: left }"
    )
    file = tmp_path / "lab.html"
    file.write_text(
        f"<meta charset=utf-8><style>{lab}</style>"
        f"<div class=jp-RenderedHTMLCommon>{''.join(shown)}</div>",
        encoding="utf-8",
    )
    browser.open(file)
    for place in (".letterhead p", ".title p", "p.addressee", ".signer p", ".appendix p"):
        script = (
            f"[...document.querySelectorAll('.cchc {place}')]"
            ".map(p => getComputedStyle(p).textAlign)"
        )
        found = browser.run(script)
        assert found, place
        assert set(found) == {"center"}, place
