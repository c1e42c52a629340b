"""The page of a whole country, 3,321 rows, in a real browser: quick to open, search and sort."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from browser import Browser

from cchc_toolkit.checks import RULES, SEVERITIES
from cchc_toolkit.outputs.outcome import Outcome, RuleCount
from cchc_toolkit.outputs.run_page import index_page, times_script
from cchc_toolkit.sample import Country, write_country
from cchc_toolkit.submission.params import load_params
from cchc_toolkit.text.formatting import print_number

COUNT = 3321
NAMES = ("An", "Ăn", "Ân", "Dư", "Đa", "E", "Ê", "Hoà", "Ô", "Ơ", "Ư", "Y")
"""In Vietnamese order; a machine's would put Ăn, Ân and Đa after Y."""

pytestmark = pytest.mark.browser


def hits_of(number: int) -> tuple[RuleCount, ...]:
    """A third of the rules for each commune, never the same ones; numbers as the review counts."""
    found, first = [], 1
    for at, rule in enumerate(RULES):
        if (at * 7 + number) % 3 == 0:
            grave = (at // 2 + number) % 3 + 1 if at else 0
            count = 1 + (at * number) % 4
            found.append(RuleCount(rule.code, SEVERITIES[grave], count, first))
            first += count
    return tuple(found)


def outcomes(codes: tuple[str, ...]) -> tuple[Outcome, ...]:
    found = []
    for number, code in enumerate(codes):
        name = f"Xã Minh Hoạ {NAMES[(number * 7) % len(NAMES)]}"
        if number % 100 == 99:
            found.append(Outcome(code, name, "failed", {}, "", 1.0, 5, "Sổ tay dừng vì lỗi."))
            continue
        severities = {"chặn": int(number % 20 == 0), "cao": number % 3, "vừa": 0, "thấp": 4}
        seconds = 0.2 + number / 10_000
        hits = hits_of(number)
        found.append(Outcome(code, name, "made", severities, "98,78%", seconds, hits=hits))
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


RESET = """(() => {
    document.querySelectorAll("[data-severity]").forEach(box => { if (!box.checked) box.click() });
    for (const id of ["search", "filter", "rule"]) {
        const field = document.getElementById(id);
        if (field.value === "") continue;
        field.value = "";
        field.dispatchEvent(new Event(id === "search" ? "input" : "change"));
    }
    for (const code of document.querySelectorAll("[data-key=code], [data-column=code]")) {
        const sorted = code.parentNode;
        while (sorted.getAttribute("aria-sort") !== "ascending") { code.click() }
    }
})()"""
"""The page as it is when it has just been opened: opening takes seconds, this does not."""


@pytest.fixture
def ready(browser: Browser, page: Path) -> Browser:
    if browser.run("location.href").partition("#")[0] != page.resolve().as_uri():
        browser.open(page)
    browser.run(RESET)
    return browser


@pytest.fixture
def opened(ready: Browser) -> Browser:
    ready.run("location.hash = ''")
    settled(ready, "reports")
    return ready


def act(browser: Browser, script: str) -> None:
    """Run a script and the layout that it causes."""
    browser.run(f"(() => {{ {script}; document.body.offsetHeight }})()")


def names(browser: Browser) -> list[str]:
    script = """Array.from(document.querySelectorAll("#reports tbody tr:not([hidden]) th"))
                .map(cell => cell.textContent)"""
    return list(browser.run(script))


def choose(text: str = "", wanted: str = "") -> str:
    return f"""
        const s = document.getElementById("search"), f = document.getElementById("filter");
        s.value = {text!r}; s.dispatchEvent(new Event("input"));
        f.value = {wanted!r}; f.dispatchEvent(new Event("change"))"""


def test_it_opens_without_complaint(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.run('document.querySelectorAll("#reports tbody tr").length') == COUNT
    assert browser.complaints() == []
    assert {Path(url).name for url in browser.requests()} == {"index.html", "run.js"}


def test_search_needs_no_diacritics(opened: Browser) -> None:
    act(opened, choose("hoa da"))
    assert set(names(opened)) == {"Xã Minh Hoạ Đa"}
    assert opened.run('document.getElementById("shown").textContent') == str(len(names(opened)))
    opened.run(f"(() => {{{choose('90007')}}})()")
    assert len(names(opened)) == 1


def test_names_sort_the_vietnamese_way(opened: Browser) -> None:
    act(opened, """document.querySelector('[data-key="place"]').click()""")
    assert list(dict.fromkeys(names(opened))) == [f"Xã Minh Hoạ {name}" for name in NAMES]
    opened.run("""document.querySelector('[data-key="place"]').click()""")
    assert names(opened)[0] == "Xã Minh Hoạ Y"


@pytest.mark.parametrize(
    ("wanted", "count"), [("failed", 33), ("made", COUNT - 33), ("blocking", 167), ("", COUNT)]
)
def test_filters(opened: Browser, wanted: str, count: int) -> None:
    act(opened, choose("", wanted))
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
    until(browser, 'document.documentElement.className === "there"')
    assert browser.run('document.getElementById("times").hidden') is True
    assert len(names(browser)) == COUNT


MATRIX_ROWS = "Array.from(document.querySelectorAll('#grid tbody tr'))"


@pytest.fixture
def matrix(ready: Browser) -> Browser:
    ready.run("location.hash = '#ma-tran'")
    settled(ready, "grid")
    return ready


def settled(browser: Browser, part: str) -> None:
    """Wait until the page has followed its address: it is told of the change a moment later."""
    until(browser, f"document.getElementById('{part}').offsetParent !== null")


def until(browser: Browser, there: str) -> None:
    """Wait until an expression is true: all rows but the first hundred come after the load."""
    deadline = time.monotonic() + 120
    while not browser.run(there):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def told(browser: Browser) -> str:
    return str(browser.run("document.getElementById('told').textContent"))


def columns(browser: Browser) -> list[str]:
    script = "[...document.querySelectorAll('#grid thead button')].map(b => b.textContent)"
    return list(browser.run(script))[3:]


def matrix_rows(browser: Browser) -> list[list[str]]:
    script = f"{MATRIX_ROWS}.map(tr => [...tr.cells].map(td => td.textContent))"
    return [[text.replace("\xa0", " ") for text in row] for row in browser.run(script)]


def expected_row(number: int) -> list[str]:
    """The counts of a commune as the matrix prints them, in the order of the rules' codes."""
    signs = dict(zip(SEVERITIES, "✕▲●○", strict=True))
    found = {hit.rule: f"{hit.count} {signs[hit.severity]}" for hit in hits_of(number)}
    return [found.get(code, "") for code in sorted(rule.code for rule in RULES)]


def test_the_matrix_shows_what_every_rule_found(matrix: Browser) -> None:
    assert told(matrix) == f"3.321 xã, {len(RULES)} quy tắc có lỗi."
    assert columns(matrix) == sorted(rule.code for rule in RULES)
    for number, row in enumerate(matrix_rows(matrix)[:12]):
        assert row[1] == str(90001 + number)
        assert row[2] == str(sum(hit.count for hit in hits_of(number)))
        assert row[3:] == expected_row(number)
    headed = matrix.run("""[...document.querySelectorAll("#grid thead button")].slice(3)
                           .map(b => b.getAttribute("aria-label"))""")
    says = {rule.code: rule.says for rule in RULES}
    assert headed == [
        f"{code}: {says[code]}, {print_number(hit_by(code))} xã" for code in columns(matrix)
    ]


def hit_by(code: str) -> int:
    numbers = (number for number in range(COUNT) if number % 100 != 99)
    return sum(any(hit.rule == code for hit in hits_of(number)) for number in numbers)


def test_only_rows_that_may_be_seen_are_made_and_scrolling_makes_more(matrix: Browser) -> None:
    assert len(matrix_rows(matrix)) < 100
    for _ in range(3):
        before = len(matrix_rows(matrix))
        matrix.run("""document.getElementById("grid").scrollTop = 1e7""")
        deadline = time.monotonic() + 120
        while len(matrix_rows(matrix)) == before:
            assert time.monotonic() < deadline
    assert [row[1] for row in matrix_rows(matrix)] == [
        str(90001 + number) for number in range(len(matrix_rows(matrix)))
    ]


def test_all_rows_can_be_made_at_once(matrix: Browser) -> None:
    act(matrix, "document.querySelectorAll('#more button')[1].click()")
    rows = matrix_rows(matrix)
    assert len(rows) == COUNT
    assert rows[99][2] == "Chưa lập được"
    assert matrix.run("document.getElementById('more').hidden") is True


def test_a_count_leads_to_the_first_finding_in_the_review(matrix: Browser) -> None:
    found = matrix.run(f"""{MATRIX_ROWS}.slice(0, 9).map(tr =>
        [...tr.querySelectorAll("a")].map(a => a.getAttribute("href")))""")
    for number, links in enumerate(found):
        hits = sorted(hits_of(number), key=lambda hit: hit.rule)
        assert links == [f"{90001 + number}/ra-soat.html#f{hit.first}" for hit in hits]
    said = matrix.run(f"{MATRIX_ROWS}[0].querySelector('a').getAttribute('aria-label')")
    assert said == "Xã Minh Hoạ An, C01: 1 lỗi mức chặn"


def test_the_matrix_sorts_by_any_column_the_gravest_first(matrix: Browser) -> None:
    column = sorted(rule.code for rule in RULES).index("R03")
    button = f"document.querySelector('[data-column=\"{column}\"]').click()"
    act(matrix, button)
    rank = {sign: -at for at, sign in enumerate("✕▲●○")}
    shown = [row[3 + column].split() for row in matrix_rows(matrix)]
    keys = [(rank[sign], int(count)) for count, sign in shown]
    assert keys == sorted(keys, reverse=True)
    matrix.run(button)
    assert {row[-1] if len(row) < 4 else row[3 + column] for row in matrix_rows(matrix)} <= {
        "", "Chưa lập được"
    }  # fmt: skip
    matrix.run("document.querySelector('[data-column=place]').click()")
    assert {row[0] for row in matrix_rows(matrix)} == {"Xã Minh Hoạ An"}
    matrix.run("document.querySelector('[data-column=total]').click()")
    totals = [int(row[2]) for row in matrix_rows(matrix)]
    assert totals == sorted(totals, reverse=True)
    head = "document.querySelector('[data-column=total]').parentNode.getAttribute('aria-sort')"
    assert matrix.run(head) == "descending"


def test_the_matrix_filters_by_rule_severity_and_name(matrix: Browser) -> None:
    choose_rule = """(() => {{ const list = document.getElementById("rule");
        list.value = [...list.options].find(o => o.textContent.startsWith({!r})).value;
        list.dispatchEvent(new Event("change")) }})()"""
    code = RULES[0].code
    act(matrix, choose_rule.format(f"{code} – "))
    assert told(matrix).startswith(f"{print_number(hit_by(code))} xã")
    matrix.run(choose_rule.format("Mọi"))
    boxes = "[...document.querySelectorAll('[data-severity]')]"
    matrix.run(f"{boxes}.slice(1).forEach(box => box.click())")
    assert columns(matrix) == [code]  # the only rule that the made-up outcomes break as chặn
    assert {row[3] for row in matrix_rows(matrix) if len(row) > 3} <= {
        "", *(f"{count} ✕" for count in range(1, 5))
    }  # fmt: skip
    matrix.run(f"{boxes}.slice(1).forEach(box => box.click())")
    act(matrix, choose("hoa da"))
    assert {row[0] for row in matrix_rows(matrix)} == {"Xã Minh Hoạ Đa"}


@pytest.mark.parametrize("width", [1280, 390])
def test_the_matrix_scrolls_in_its_own_box(matrix: Browser, width: int) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    matrix.call("Emulation.setDeviceMetricsOverride", **size)
    try:
        page = "document.documentElement"
        assert matrix.run(f"{page}.scrollWidth - {page}.clientWidth") <= 0
        box = "document.getElementById('grid')"
        assert matrix.run(f"{box}.scrollWidth - {box}.clientWidth") > 0
    finally:
        matrix.call("Emulation.clearDeviceMetricsOverride")


def test_the_matrix_complains_of_nothing_and_asks_for_nothing(matrix: Browser) -> None:
    assert matrix.complaints() == []
    assert {Path(url).name for url in matrix.requests()} <= {"index.html", "index.html#", "run.js"}


def test_the_list_is_whole_without_scripts(browser: Browser, page: Path) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(page)
        parts = browser.call("DOM.getDocument", depth=1)["root"]["nodeId"]
        rows = browser.call("DOM.querySelectorAll", nodeId=parts, selector=".reports tbody tr")
        shown = browser.call("DOM.querySelectorAll", nodeId=parts, selector="[hidden]")
        assert len(rows["nodeIds"]) == COUNT
        assert (
            len(shown["nodeIds"]) == 6
        )  # the two ways to look, the matrix with its choices, run.js
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def test_the_page_has_no_clock(page: Path) -> None:
    assert "2026-11-23" not in page.read_text(encoding="utf-8")
    assert page.stat().st_size < 5_000_000
