"""The analysts' notebooks run from first cell to last, on what ships and on made-up periods."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import papermill
import pytest

from cchc_toolkit.sample import Country, write_country, write_part

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that ships, in a place of its own."""
    root = tmp_path_factory.mktemp("du-an")
    for folder in ("params", "data"):
        shutil.copytree(ROOT / folder, root / folder)
    (root / "outputs").mkdir()
    return root


def outputs(name: str, root: Path, **parameters: str) -> list[Any]:
    """Run a notebook in a project; return what its cells showed, a dict of kinds each."""
    ran = root / f"{name}.ipynb"
    papermill.execute_notebook(
        str(ROOT / "notebooks" / f"{name}.ipynb"), str(ran), parameters,
        cwd=str(root), progress_bar=False, log_output=False,
    )  # fmt: skip
    cells = nbformat.read(ran, as_version=4).cells
    shown = [output for cell in cells for output in cell.get("outputs", [])]
    assert [one for one in shown if one.output_type == "error"] == []
    assert [one for one in shown if one.get("name") == "stderr"] == []
    return [one.data for one in shown if "data" in one]


def words(shown: list[Any]) -> str:
    return " ".join(str(one.get(kind, "")) for one in shown for kind in ("text/plain", "text/html"))


def test_from_a_commune_in_trouble_to_the_source_of_a_number(shipped: Path) -> None:
    shown = outputs("explore", shipped)
    assert sum("image/png" in one or "image/svg+xml" in one for one in shown) == 3
    texts = words(shown)
    assert "21 đơn vị × 1 kỳ" in texts
    assert "bao-cao-phung-minh-2024-6t.txt:337" in texts, "the file and line of the number"


def test_a_province_gets_its_workbook_of_what_is_wrong(shipped: Path) -> None:
    outputs("data_quality", shipped, excel="outputs/chat-luong.xlsx")
    place = shipped / "outputs" / "chat-luong.xlsx"
    book = pd.read_excel(place, sheet_name=None, dtype=str, header=2)
    assert list(book) == ["Đầy đủ", "Phát hiện", "Chưa có", "Quy tắc × xã"]
    assert len(book["Đầy đủ"]) == 21
    assert {"15109"} <= set(book["Phát hiện"]["unit"])


def test_periods_are_compared_unit_by_unit(tmp_path: Path) -> None:
    country = Country(12, 4)
    write_country(country, tmp_path)
    for period, window in country.dates:
        write_part(country, tmp_path, period, window, country.codes)
    (tmp_path / "outputs").mkdir()
    shown = outputs("compare", tmp_path, units=",".join(country.codes[:3]), against="previous")
    assert sum("image/png" in one or "image/svg+xml" in one for one in shown) == 2
    assert "lũy kế" in words(shown)


@pytest.mark.slow
def test_ten_tasks_of_at_most_four_lines_each(tmp_path: Path) -> None:
    country = Country(12, 8)
    write_country(country, tmp_path)
    for period, window in country.dates:
        write_part(country, tmp_path, period, window, country.codes)
    (tmp_path / "outputs").mkdir()
    topic = ROOT / "notebooks" / "chuyen_de_tthc_truc_tuyen.ipynb"
    shown = outputs(
        "ten_tasks", tmp_path, period="2025-6T", commune=country.codes[0], against="year_ago",
        notebook=str(topic),
    )  # fmt: skip
    texts = words(shown)
    assert "indicators.csv, dòng" in texts, "the file and line of the number"
    assert "12/12" in texts, "the coverage of the totals"
    assert len(list((tmp_path / "outputs" / "2025-6T" / "chuyen-de").glob("*/bao-cao.pdf"))) == 12
    book = pd.read_excel(tmp_path / "outputs" / "phat-hien.xlsx", dtype=str, header=2)
    assert book["unit"].tolist() == list(country.codes)
    cells = nbformat.read(ROOT / "notebooks" / "ten_tasks.ipynb", as_version=4).cells
    tasks = [cell for cell in cells if cell.cell_type == "code"][2:]
    assert len(tasks) == 11, "the tenth goes back and forth"
    assert max(len(cell.source.splitlines()) for cell in tasks) <= 4


def test_the_example_of_the_page_runs(shipped: Path) -> None:
    page = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
    code = page.partition("```python\n")[2].partition("```")[0]
    assert "c.totals" in code
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=shipped, capture_output=True, text=True,
        check=False, env={**os.environ, "MPLBACKEND": "agg"}, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_without_pyarrow_the_table_says_what_to_install(shipped: Path) -> None:
    code = (
        "import sys, types\n"
        "def find(name, *_):\n"
        "    if name.partition('.')[0] == 'pyarrow':\n"
        "        raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, types.SimpleNamespace(find_spec=find))\n"
        "import cchc_toolkit; cchc_toolkit.open()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=shipped, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"}, encoding="utf-8",
    )  # fmt: skip
    assert "pip install 'cchc-toolkit[parquet]'" in done.stderr
