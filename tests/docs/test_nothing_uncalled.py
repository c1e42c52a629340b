"""What nothing in the package calls goes, or is excused here by name with its reason."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "cchc_toolkit"
_ANALYST = "for analysts in a notebook (docs/api, tests/unit/test_public_surface.py)"
_ENTRY_POINT = "named as an entry point in pyproject.toml"
_BY_HAND = "makes the fictional communes of data/, by hand when an indicator is added"
EXCUSED: dict[str, str] = {
    "catalogue_frame": _ANALYST,
    **dict.fromkeys(
        ("figures_frame", "findings_frame", "trace_frame", "unit_map", "values_frame"), _ANALYST
    ),
    "WarmEngine": _ENTRY_POINT,
    "CchcHtmlExporter": _ENTRY_POINT,
    "CchcPdfExporter": _ENTRY_POINT,
    "CchcDocxExporter": _ENTRY_POINT,
    "write_sample": _BY_HAND,
}
Definition = tuple[str, str]
"""Name and file of a function, class or method."""
Use = tuple[str, tuple[Definition, ...]]
"""A name and what it is read in, from the outermost."""


def defined(tree: ast.AST, where: str) -> Iterator[Definition]:
    """Yield what has a name of its own; not commands, and not hooks of a class from elsewhere."""
    for node in ast.walk(tree):
        hooks = isinstance(node, ast.ClassDef) and bool(node.bases)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.ClassDef) and not hooks:
                command = any(isinstance(one, ast.Call) for one in child.decorator_list)
                plain = not child.name.startswith("__")
                if plain and not (command and isinstance(child, ast.FunctionDef)):
                    yield child.name, where


def used(node: ast.AST, where: str, inside: tuple[Definition, ...] = ()) -> Iterator[Use]:
    """Yield every name that is read, with what it is read in; `__all__` only hands on."""
    for child in ast.iter_child_nodes(node):
        around = inside
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            around = (*inside, (child.name, where))
        elif isinstance(child, ast.Name) and isinstance(child.ctx, ast.Load):
            yield child.id, inside
        elif isinstance(child, ast.Attribute):
            yield child.attr, inside
        elif isinstance(child, ast.ImportFrom):
            yield from ((one.name, inside) for one in child.names if one.asname)
        yield from used(child, where, around)


def words_of_pages() -> set[str]:
    """Return the words of the templates and of the notebooks that ship: they call too."""
    templates = [page.read_text(encoding="utf-8") for page in PACKAGE.rglob("*.j2")]
    cells = [
        "".join(cell["source"])
        for notebook in ROOT.glob("notebooks/*.ipynb")
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    ]
    return set(re.findall(r"\w+", " ".join([*templates, *cells])))


@cache
def uncalled() -> frozenset[Definition]:
    """Return what nothing calls but itself and what is uncalled too; what is excused does call."""
    trees = {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    places = {definition for where, tree in trees.items() for definition in defined(tree, where)}
    names = {name for name, _ in places}
    reads = (use for where, tree in trees.items() for use in used(tree, where))
    uses = {use for use in reads if use[0] in names}
    words = words_of_pages()
    found: frozenset[Definition] = frozenset()
    while True:
        mute = {one for one in found if one[0] not in EXCUSED}
        called = {name for name, inside in uses if not mute.intersection(inside)}
        more = frozenset(one for one in places if one[0] not in called | words)
        if more == found:
            return found
        found = more


def test_everything_is_called_or_excused() -> None:
    assert sorted(one for one in uncalled() if one[0] not in EXCUSED) == []


def test_no_excuse_is_stale() -> None:
    assert sorted(set(EXCUSED) - {name for name, _ in uncalled()}) == []
