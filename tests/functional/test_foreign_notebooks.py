"""Notebooks of others, run in any Jupyter, converted by its own `nbconvert`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from command import COMPLETE, make_project
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from reading import page, pdf, pdf_text, squeeze
from test_authored import docx_text

PLAIN = (
    new_markdown_cell("# Sổ tay của người khác\n\nLời văn **đậm**, [liên kết](https://vi-du.vn)."),
    new_code_cell("import pandas as pd\npd.DataFrame({'Cột': ['a', 'b'], 'Số': [1.5, 22]})"),
    new_code_cell("print('in ra', 6 * 7)"),
)
DRAWN = (
    new_code_cell(
        "#| fig-cap: Hình vẽ PNG\n#| fig-alt: Cột tăng dần\n"
        "import matplotlib.pyplot as plt\nplt.bar([1, 2], [3, 4]);"
    ),
    new_code_cell("from IPython.display import Math, display\ndisplay(Math('x^2 + 1'))"),
    new_code_cell("{'kết quả': [1, 2]}"),
)
OURS = (
    new_code_cell(
        "from cchc_toolkit import head, report_of, signature\n"
        f"report = report_of('{COMPLETE}', '2024-6T')"
    ),
    new_code_cell("head(report, subject='Chuyên đề ngoài')"),
    new_markdown_cell("Xã tiếp nhận {so:tthc.ho_so.tiep_nhan} hồ sơ."),
    new_code_cell("signature(report)"),
)
NOTEBOOKS = {"nguoi-khac": PLAIN, "hinh-ve": DRAWN, "cua-minh": OURS}
SAID = {
    "nguoi-khac": ("SỔ TAY CỦA NGƯỜI KHÁC", "Lời văn", "đậm", "Cột", "1,5", "in ra 42"),
    "hinh-ve": ("Hình vẽ PNG", "x² + 1", "{'kết quả': [1, 2]}"),
    "cua-minh": (
        "ỦY BAN NHÂN DÂN", "XÃ MINH HOẠ 01", "Chuyên đề ngoài", "Xã tiếp nhận 662 hồ sơ.",
        "Nguyễn Văn Minh Hoạ",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three notebooks as executed, and converted to every format of ours."""
    project = make_project(tmp_path_factory.mktemp("ngoai") / "cchc", [COMPLETE])
    folder = project.root / "notebooks"
    files = []
    for name, cells in NOTEBOOKS.items():
        nbformat.write(new_notebook(cells=list(cells)), folder / f"{name}.ipynb")
        files.append(f"{name}.ipynb")
    _nbconvert(folder, "notebook", "--execute", "--inplace", *files)
    for kind in ("html", "pdf", "docx"):
        _nbconvert(folder, f"cchc-{kind}", *files)
    return folder


def _nbconvert(folder: Path, to: str, *words: str) -> None:
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", to, *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_any_notebook_becomes_a_document(converted: Path, name: str) -> None:
    texts = {
        "html": page(converted / f"{name}.html").text,
        "pdf": pdf_text(converted / f"{name}.pdf"),
        "docx": docx_text(converted / f"{name}.docx"),
    }
    for kind, text in texts.items():
        whole = squeeze(text)
        assert [said for said in SAID[name] if squeeze(said) not in whole] == [], kind


@pytest.mark.slow
def test_a_plain_document_has_a_title_and_pictures_have_words(converted: Path) -> None:
    assert pdf(converted / "nguoi-khac.pdf").metadata.title == "Sổ tay của người khác"
    alts = [svg["aria-label"] for svg in page(converted / "hinh-ve.html").named("svg")]
    assert alts == ["Cột tăng dần"]
