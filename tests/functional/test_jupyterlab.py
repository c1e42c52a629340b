"""What an author sees in JupyterLab itself: the places of things, in its light and dark looks.

JupyterLab has a style of its own for whatever a cell shows; a report must look like one anyway.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from browser import Browser
from command import REAL, Batch
from nbformat.v4 import new_code_cell, new_notebook

pytest.importorskip("jupyterlab")
CELLS = (
    "import matplotlib.pyplot as plt\nimport pandas as pd\n"
    f"from cchc_toolkit import head, report_of\nreport = report_of('{REAL}', '2024-6T')",
    "head(report, subject='Chuyên đề thử')",
    "pd.DataFrame({'Xã': ['Phùng Minh'], 'Số hồ sơ': [652]})",
    "pd.DataFrame([range(14)], columns=[f'Tháng {n}/2024' for n in range(14)])",
    "fig, ax = plt.subplots()\nax.bar(['một', 'hai'], [1, 2]);",
    "report_of('15109', '2024-Q2')",
)
MEASURES = """(() => {
  const box = node => {
    const range = document.createRange(); range.selectNodeContents(node);
    const one = node.getBoundingClientRect(), words = range.getBoundingClientRect();
    return {left: one.left, right: one.right, top: one.top, bottom: one.bottom,
            middle: (words.left + words.right) / 2, width: one.width, height: one.height};
  };
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const one = query => document.querySelector(query);
  const looks = (node, pseudo) => getComputedStyle(node, pseudo);
  const issuer = one(".letterhead .issuer"), motto = one(".letterhead .motto");
  const rule = looks(issuer, "::after");
  return {
    head: box(one(".letterhead")),
    sides: all(".letterhead .side").map(side => ({box: box(side),
      lines: all("p", side).map(line => box(line).middle)})),
    motto: box(motto), mottoRule: looks(motto).borderBottomWidth,
    rule: {width: rule.width, left: rule.marginLeft, right: rule.marginRight,
           line: rule.borderTopWidth, display: rule.display},
    title: box(one(".title h1")),
    tables: all(".sheet").map(sheet => ({box: box(sheet), table: box(sheet.querySelector("table")),
      border: looks(sheet.querySelector("td")).borderTopWidth,
      letters: looks(sheet.querySelector("td")).color,
      ground: looks(sheet.querySelector("table")).backgroundColor})),
    charts: all("figure.chart svg").map(box),
    room: all(".jp-OutputArea-child .cchc").map(box),
    errors: all('[data-mime-type="application/vnd.jupyter.error"], '
                + '[data-mime-type="application/vnd.jupyter.stderr"]')
      .map(node => ({text: node.innerText.trim(), box: box(node)})),
    light: document.body.dataset.jpThemeLight,
  };
})()"""


@dataclass(frozen=True)
class Lab:
    """A JupyterLab that runs, and the port that it answers at."""

    port: int

    def theme(self, name: str) -> None:
        """Choose JupyterLab's looks, as a user does in its settings."""
        settings = json.dumps({"raw": json.dumps({"theme": name})}).encode()
        path = "/lab/api/settings/@jupyterlab/apputils-extension:themes"
        call = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        call.request("PUT", path, settings, {"Content-Type": "application/json"})
        assert call.getresponse().status == 204
        call.close()

    def shown(self, browser: Browser, notebook: str, outputs: int) -> Any:
        """Open a notebook and return the places of what it shows."""
        there = f"document.querySelectorAll('.jp-OutputArea .cchc').length >= {outputs}"
        browser.visit(f"http://127.0.0.1:{self.port}/lab/tree/{notebook}?reset", there)
        time.sleep(1)  # for fonts and the looks, which nothing announces
        return browser.run(MEASURES)


@pytest.fixture(scope="module")
def lab(batch: Batch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab with two notebooks: an executed report, and one with an error in it."""
    root = tmp_path_factory.mktemp("lab")
    folder = root / "so-tay"
    folder.mkdir()
    shutil.copy(batch.file(REAL, "bao-cao.ipynb"), folder / "bao-cao.ipynb")
    _executed(batch, folder / "thu.ipynb")
    kinds = ("CONFIG", "DATA", "RUNTIME")
    env = dict(os.environ) | {f"JUPYTER_{kind}_DIR": str(root / kind) for kind in kinds}
    env |= {f"JUPYTERLAB_{kind}_DIR": str(root / kind) for kind in ("SETTINGS", "WORKSPACES")}
    files = [str(path) for path in folder.iterdir()]
    subprocess.run([sys.executable, "-m", "jupyter", "trust", *files], env=env, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
         "--ServerApp.port_retries=0", "--IdentityProvider.token=", "--LabApp.news_url=",
         "--ServerApp.disable_check_xsrf=True", f"--ServerApp.root_dir={folder}"],
        env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(port)
        yield Lab(port)
    finally:
        server.terminate()
        server.wait(30)


def _executed(batch: Batch, place: Path) -> None:
    """Write a notebook as JupyterLab saves it after running all cells, the last of which fails."""
    notebook = new_notebook(cells=[new_code_cell(source) for source in CELLS])
    written = batch.project.root / "notebooks" / place.name
    nbformat.write(notebook, written)
    options = ["--to", "notebook", "--execute", "--allow-errors", "--output-dir", str(place.parent)]
    command = [sys.executable, "-m", "jupyter", "nbconvert", *options, str(written)]
    subprocess.run(command, check=True, capture_output=True)
    written.unlink()


def _wait(port: int) -> None:
    deadline = time.monotonic() + 120
    while True:
        with socket.socket() as call:
            if call.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < deadline, "JupyterLab did not start"
        time.sleep(0.3)


@pytest.fixture(scope="module")
def seen(lab: Lab, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The places of what each notebook shows, in light looks and in dark ones."""
    size = {"width": 1400, "height": 12000, "deviceScaleFactor": 1, "mobile": False}
    browser.call("Emulation.setDeviceMetricsOverride", **size)  # all of it, for cells out of sight
    found, pictures = {}, tmp_path_factory.mktemp("man-hinh")
    for looks in ("Light", "Dark"):
        lab.theme(f"JupyterLab {looks}")
        for notebook, outputs in (("bao-cao", 6), ("thu", 4)):
            name = f"{notebook}-{looks.lower()}"
            found[name] = lab.shown(browser, f"{notebook}.ipynb", outputs)
            browser.picture(pictures / f"{name}.png")
    browser.call("Emulation.clearDeviceMetricsOverride")
    return found


SEEN = [f"{notebook}-{looks}" for notebook in ("bao-cao", "thu") for looks in ("light", "dark")]


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEN)
def test_the_letterhead_stands_as_on_the_page(seen: dict[str, Any], name: str) -> None:
    found = seen[name]
    assert found["light"] == ("true" if name.endswith("light") else "false")
    left, right = found["sides"][0], found["sides"][1]
    assert left["box"]["right"] <= right["box"]["left"]
    assert right["box"]["right"] == pytest.approx(found["head"]["right"], abs=1)
    assert right["box"]["width"] == pytest.approx(95 / 25.4 * 96, abs=1), "95 mm, as on the page"
    for side in found["sides"]:
        middle = (side["box"]["left"] + side["box"]["right"]) / 2
        assert side["lines"], "every side has words"
        for line in side["lines"]:
            assert line == pytest.approx(middle, abs=2), "each line in the middle of its column"
    middle = (found["head"]["left"] + found["head"]["right"]) / 2
    assert found["title"]["middle"] == pytest.approx(middle, abs=2)


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEN)
def test_rules_stand_below_their_words(seen: dict[str, Any], name: str) -> None:
    found = seen[name]
    rule, motto, right = found["rule"], found["motto"], found["sides"][1]["box"]
    assert rule["display"] == "block"
    assert float(rule["line"].removesuffix("px")) > 0
    assert float(rule["width"].removesuffix("px")) == pytest.approx(18 / 25.4 * 96, abs=1)
    assert rule["left"] == rule["right"], "in the middle below the issuer"
    assert float(found["mottoRule"].removesuffix("px")) > 0
    assert motto["width"] < right["width"] * 0.75, "as long as the motto, not as its column"
    assert motto["middle"] == pytest.approx((right["left"] + right["right"]) / 2, abs=2)


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEN)
def test_tables_and_charts_are_seen_inside_the_width(seen: dict[str, Any], name: str) -> None:
    found = seen[name]
    left = min(room["left"] for room in found["room"])
    right = max(room["right"] for room in found["room"])
    assert found["tables"]
    assert found["charts"]
    for table in found["tables"]:
        assert table["box"]["height"] > 20
        assert left - 1 <= table["box"]["left"] < table["box"]["right"] <= right + 1
        assert float(table["border"].removesuffix("px")) > 0
        assert (table["letters"], table["ground"]) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    for chart in found["charts"]:
        assert chart["width"] > 150
        assert chart["height"] > 50
        assert left - 1 <= chart["left"] < chart["right"] <= right + 1


@pytest.mark.slow
@pytest.mark.parametrize("looks", ["light", "dark"])
def test_a_wide_table_scrolls_and_an_error_is_one_short_message(
    seen: dict[str, Any], looks: str
) -> None:
    found = seen[f"thu-{looks}"]
    narrow, wide = found["tables"]
    assert narrow["table"]["width"] <= narrow["box"]["width"] + 1
    assert wide["table"]["width"] == pytest.approx(252 / 25.4 * 96, abs=1)
    (error,) = found["errors"]
    problem, where, advice = error["text"].splitlines()
    assert problem == "Không đọc được tệp tham số: không có tệp hoặc thư mục này."
    assert where == "  Ở đâu: params/2024-Q2.yml"
    assert advice.startswith("  Cách sửa: Kiểm tra đường dẫn")
    assert error["box"]["height"] < 120
