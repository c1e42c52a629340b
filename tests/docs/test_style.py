"""House rules that a script can see: sizes, exceptions, silent zeros, docstrings, NFC."""

from __future__ import annotations

import ast
import builtins
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_toolkit.catalogue import form_ids, load_form

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "cchc_toolkit").rglob("*.py"))
TEXTS = (".py", ".md", ".toml", ".yml", ".css", ".typ", ".j2", ".csv", ".ipynb", ".txt", ".cfg")
EXCUSED = re.compile(r"# noqa: BLE001 - \w+")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def text_files() -> list[Path]:
    """Return the project's own text files; the seed stays as received, the hostile as made."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("không phải bản sao git")
    paths = [ROOT / entry for entry in listed.stdout.decode().split("\0") if entry]
    left_out = {"raw", "99019"}
    return [p for p in paths if p.suffix in TEXTS and not left_out & set(p.parts) and p.is_file()]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_keeps_to_the_house_rules(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert len(source.splitlines()) <= 400, "split it: one noun a file"
    long = {f.name: _length(f) for f in functions(tree) if _length(f) > 40}
    assert long == {}, "split them: one screen a function"
    unexcused = [
        line for line in _blanket(tree) if not EXCUSED.search(source.splitlines()[line - 1])
    ]
    assert unexcused == [], "no blanket except: a bug is a traceback"
    assert _silent_zeros(tree) == [], "blank and zero are different things"
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", source), "open work belongs in an issue"
    assert _undocumented(tree) == []


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _blanket(tree: ast.AST) -> list[int]:
    """Return the lines of handlers that catch everything and do not raise it again.

    Where a process ends, one is needed; it says why beside its `noqa`.
    """
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
        and not any(isinstance(below, ast.Raise) for below in ast.walk(node))
    ]


def _silent_zeros(tree: ast.AST) -> list[int]:
    """Return the lines of `… or 0` and `fillna(0)`; an errno of 0 is no figure of a report."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            if getattr(node.values[0], "attr", "") == "errno":
                continue
            zeros: list[ast.expr] = node.values[1:]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "fillna":
            zeros = node.args
        else:
            continue
        found += [
            z.lineno
            for z in zeros
            if isinstance(z, ast.Constant) and z.value in (0, "0") and z.value is not False
        ]
    return found


def _undocumented(tree: ast.Module) -> list[str]:
    """Return the public functions, methods and classes at the top without a docstring."""
    missing = [] if ast.get_docstring(tree) else ["the module"]
    holders: list[ast.Module | ast.ClassDef] = [tree]
    holders += [n for n in tree.body if isinstance(n, ast.ClassDef) and not n.name.startswith("_")]
    for holder in holders:
        for node in holder.body:
            public = isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                missing.append(node.name)
    return missing


LEVELS_ELSEWHERE = {("cchc_toolkit/workbook/identity.py", "xa")}
"""Names of something else that happen to be spelt like a level: a field of the entry form."""


def test_no_two_modules_or_classes_of_a_room_share_a_name() -> None:
    modules: dict[tuple[str, str], list[str]] = {}
    for path in sorted((ROOT / "cchc_toolkit").rglob("*.py")):
        room = path.relative_to(ROOT / "cchc_toolkit").parts[0]
        if path.stem != "__init__":
            modules.setdefault((room, path.stem), []).append(name(path))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                assert not hasattr(builtins, node.name), f"{name(path)}: {node.name}"
                modules.setdefault((room, node.name), []).append(name(path))
    assert {one: places for one, places in modules.items() if len(places) > 1} == {}


def test_no_key_form_or_level_stands_in_code() -> None:
    """What is reported is declared in a form's folder; code that names a key serves one form."""
    forms = [load_form(form_id) for form_id in form_ids()]
    declared = {key for form in forms for key in (*form.keys, *form.level_names)}
    declared |= {*form_ids(), *(chart.id for form in forms for chart in form.charts)}
    declared |= {item for form in forms for item in form.items}
    named = {
        (name(path), node.value)
        for path in MODULES
        if "sample" not in path.relative_to(ROOT).parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in declared
    }
    assert named == LEVELS_ELSEWHERE


def test_all_text_is_nfc_utf8_with_plain_line_ends() -> None:
    wrong = []
    for path in text_files():
        content = path.read_bytes()
        text = content.decode("utf-8")
        if unicodedata.normalize("NFC", text) != text:
            wrong.append(f"{name(path)}: not NFC")
        if b"\r\n" in content and path.suffix != ".csv":
            wrong.append(f"{name(path)}: CRLF")
    assert wrong == []


def test_no_path_of_a_machine_is_written_down() -> None:
    pattern = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w+")
    wrong = [name(p) for p in text_files() if pattern.search(p.read_text(encoding="utf-8"))]
    assert [found for found in wrong if found != name(Path(__file__))] == []
