"""The page of a whole country, 3,321 rows, in a real browser: quick to open, search and sort."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from browser import Browser

from cchc_toolkit.index import index_page, times_script
from cchc_toolkit.outcome import Outcome
from cchc_toolkit.params import load_params
from cchc_toolkit.sample import Country, write_country

COUNT = 3321
NAMES = ("An", "Ăn", "Ân", "Dư", "Đa", "E", "Ê", "Hoà", "Ô", "Ơ", "Ư", "Y")
"""In Vietnamese order; a machine's would put Ăn, Ân and Đa after Y."""

pytestmark = pytest.mark.browser


def outcomes(codes: tuple[str, ...]) -> tuple[Outcome, ...]:
    found = []
    for number, code in enumerate(codes):
        name = f"Xã Minh Hoạ {NAMES[(number * 7) % len(NAMES)]}"
        if number % 100 == 99:
            found.append(Outcome(code, name, "failed", {}, "", 1.0, 5, "Sổ tay dừng vì lỗi."))
            continue
        severities = {"chặn": int(number % 20 == 0), "cao": number % 3, "vừa": 0, "thấp": 4}
        found.append(Outcome(code, name, "made", severities, "98,78%", 0.2 + number / 10_000))
    return tuple(found)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("trang")
    country = Country(COUNT, 1)
    write_country(country, root)
    params = load_params(root / "params" / "2024-Q1.yml")
    made = outcomes(country.codes)
    (root / "index.html").write_text(index_page(params, made), encoding="utf-8")
    script = times_script(made, "2026-11-23T01:00:00+00:00", 800.0)
    (root / "run.js").write_text(script, encoding="utf-8")
    return root / "index.html"


@pytest.fixture
def opened(browser: Browser, page: Path) -> Browser:
    browser.open(page)
    return browser


def seconds(browser: Browser, script: str) -> float:
    """Return how long a script takes with the layout that it causes; an idle machine: below 1."""
    timed = f"""(() => {{
        const start = performance.now(); {script}; document.body.offsetHeight;
        return (performance.now() - start) / 1000 }})()"""
    return float(browser.run(timed))


def names(browser: Browser) -> list[str]:
    script = """Array.from(document.querySelectorAll("#reports tbody tr:not([hidden]) th"))
                .map(cell => cell.textContent)"""
    return list(browser.run(script))


def choose(text: str = "", wanted: str = "") -> str:
    return f"""
        const s = document.getElementById("search"), f = document.getElementById("filter");
        s.value = {text!r}; s.dispatchEvent(new Event("input"));
        f.value = {wanted!r}; f.dispatchEvent(new Event("change"))"""


def test_it_opens_soon_and_without_complaint(browser: Browser, page: Path) -> None:
    started = time.monotonic()
    browser.open(page)
    assert browser.run('document.querySelectorAll("#reports tbody tr").length') == COUNT
    assert time.monotonic() - started < 10  # a second and a half on a machine with nothing else
    assert browser.complaints() == []
    assert {Path(url).name for url in browser.requests()} == {"index.html", "run.js"}


def test_search_needs_no_diacritics(opened: Browser) -> None:
    assert seconds(opened, choose("hoa da")) < 10
    assert set(names(opened)) == {"Xã Minh Hoạ Đa"}
    assert opened.run('document.getElementById("shown").textContent') == str(len(names(opened)))
    opened.run(f"(() => {{{choose('90007')}}})()")
    assert len(names(opened)) == 1


def test_names_sort_the_vietnamese_way(opened: Browser) -> None:
    took = seconds(opened, """document.querySelector('[data-key="place"]').click()""")
    assert took < 10
    assert list(dict.fromkeys(names(opened))) == [f"Xã Minh Hoạ {name}" for name in NAMES]
    opened.run("""document.querySelector('[data-key="place"]').click()""")
    assert names(opened)[0] == "Xã Minh Hoạ Y"


@pytest.mark.parametrize(
    ("wanted", "count"), [("failed", 33), ("made", COUNT - 33), ("blocking", 167), ("", COUNT)]
)
def test_filters(opened: Browser, wanted: str, count: int) -> None:
    assert seconds(opened, choose("", wanted)) < 10
    assert len(names(opened)) == count


def test_the_slowest_are_named_from_a_file_beside_it(opened: Browser) -> None:
    said = opened.run("""Array.from(document.querySelectorAll("#slowest li"))
                         .map(item => item.textContent)""")
    assert len(said) == 20
    assert said[0].startswith("90001") is False
    assert "giây" in said[0]
    assert "run.js" in opened.run('document.getElementById("when").textContent')


def test_it_works_without_that_file(browser: Browser, page: Path, tmp_path: Path) -> None:
    alone = tmp_path / "index.html"
    alone.write_bytes(page.read_bytes())
    browser.open(alone)
    assert browser.run('document.getElementById("times").hidden') is True
    assert len(names(browser)) == COUNT


def test_the_page_has_no_clock(page: Path) -> None:
    assert "2026-11-23" not in page.read_text(encoding="utf-8")
    assert page.stat().st_size < 5_000_000
