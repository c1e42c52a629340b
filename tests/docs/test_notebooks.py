"""The notebooks as files: thin, stored without outputs, parameters declared and explained."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import papermill
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
REPORT = ROOT / "notebooks" / "commune_report.ipynb"
EVERY = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code(path: Path) -> list[nbformat.NotebookNode]:
    cells = nbformat.read(path, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "code"]


def parameters(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in code(path) if "parameters" in cell.metadata.get("tags", [])]


@EVERY
def test_stored_without_outputs_and_valid(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in code(path):
        assert cell.outputs == []
        assert cell.execution_count is None
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)


@EVERY
def test_opens_with_words_for_its_reader(path: Path) -> None:
    first = nbformat.read(path, as_version=4).cells[0]
    assert first.cell_type == "markdown"
    assert re.search("[ăâđêôơưáàảãạ]", first.source), "in Vietnamese"


@EVERY
def test_nothing_is_caught_and_nothing_is_installed(path: Path) -> None:
    for cell in code(path):
        tree = ast.parse(cell.source)
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Try)]
        assert "%pip" not in cell.source
        assert "warnings" not in cell.source


def test_the_report_notebook_is_thin() -> None:
    allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.Expr, ast.AnnAssign)
    for cell in code(REPORT):
        if cell in parameters(REPORT):
            continue
        tree = ast.parse(cell.source)
        assert all(isinstance(node, allowed) for node in tree.body), cell.source
        imported = [
            getattr(node, "module", None) or node.names[0].name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        assert all(module.split(".")[0] == "cchc_toolkit" for module in imported), imported
        constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        assert not [value for value in constants if isinstance(value, int | float)], cell.source
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.BinOp | ast.Lambda)]


def test_the_report_notebook_has_one_cell_of_explained_parameters() -> None:
    (cell,) = parameters(REPORT)
    tree = ast.parse(cell.source)
    assert all(isinstance(node, ast.AnnAssign) for node in tree.body)
    for node in tree.body:
        assert isinstance(node, ast.AnnAssign)
        assert isinstance(node.value, ast.Constant), "a literal"
    for line in cell.source.splitlines():
        assert re.fullmatch(r"\w+: \w+ = \S.*  # \S.*", line), line


def test_papermill_reads_every_parameter_with_its_type_and_help() -> None:
    declared = papermill.inspect_notebook(str(REPORT))
    assert {name: found["inferred_type_name"] for name, found in declared.items()} == {
        "commune": "str",
        "period": "str",
        "params": "str",
        "data": "str",
        "mode": "str",
        "with_charts": "bool",
        "as_of": "str",
    }
    assert all(found["help"] for found in declared.values())


def test_the_report_notebook_shows_the_sections_in_reading_order() -> None:
    source = "\n".join(cell.source for cell in code(REPORT))
    order = ["letterhead", "sections", "closing", "appendix", "figures", "all_charts"]
    places = [source.index(words) for words in order]
    assert places == sorted(places)
