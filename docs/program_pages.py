"""Pages about the program: the command, the parameters, the modules."""

from __future__ import annotations

import ast
import inspect
import itertools
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import papermill
from click.testing import CliRunner
from markdown_text import plain, table

import cchc_toolkit
from cchc_toolkit.catalogue.periods import kinds
from cchc_toolkit.cli import main as cchc
from cchc_toolkit.errors import EXIT_CODES
from cchc_toolkit.project.clerks_guide import clerks_guide
from cchc_toolkit.submission.office import Office
from cchc_toolkit.submission.params import OFFICE_KEYS, TOP_KEYS
from cchc_toolkit.system import paths

PROJECT = Path(__file__).parents[1]
WIDTH = 80

TOP_SAYS = {
    "period": "The period, such as `2024-6T`. Required.",
    "province": "Whose dates of periods hold: `params/ky-bao-cao.csv`, else nationwide.",
    "form": "Id of a form, a folder of `cchc_toolkit/catalogue/forms/`; else the default one.",
    "window": "First and last day of the data: `from` and `to`, day/month/year. Required.",
    "mode": "`draft` (unless given) or `sign`, a clean copy to sign with number and date"
    " left open; `final` is its old name.",
    "charts": "`true` (unless given) or `false`.",
    "figures_appendix": "`true` (unless given) or `false`: an appendix of derived figures, charts.",
    "issuer": "Who issues what the province or district sends out (`cchc roll-up`, `remind`, "
    "`feedback`): the keys of a commune below.",
    "reports": "Reports besides the statutory one: a list of `name`, `notebook`, `title`,"
    " `formats`; see [authoring.md](authoring.md).",
    "formats": "What each report is written as besides HTML and PDF: a list of `docx`, `xlsx`.",
    "data": "Folder of the data; `data` unless given; `../…` starts from where the file lies.",
    "output": "Folder to write to; `outputs` unless given.",
    "defaults": "What holds for every commune that does not say otherwise: the keys below.",
    "communes": "Code of five digits → the keys below. Codes stay text. Required.",
}
OFFICE_SAYS = {
    "symbol": "Symbol of the document, after the number.",
    "authority": "In whose name it is signed, above the role.",
    "role": "Role of who signs.",
    "signatory": "Full name of who signs, without titles.",
    "valid_from": "First day of the commune under this code and name; open if blank.",
    "valid_to": "Last day of the commune under this code and name; open if blank.",
}
"""For the fields that have no docstring of their own in `cchc_toolkit/submission/office.py`."""
REQUIRED_OFFICE = ("name", "superior", "place", "signatory")


def cli_page() -> Iterator[str]:
    """Yield the page of the command: the help of every verb, and the exit codes."""
    yield from ("# The `cchc` command", "")
    yield "Every verb of the command with the text of its `--help`."
    yield from ("", "## Exit codes", "")
    yield from table(("Code", "Meaning"), [(str(code), said) for code, said in EXIT_CODES.items()])
    yield ""
    yield "130 stands for a run that was stopped from the keyboard; reports already made stay."
    for path in _verbs(cchc):
        title = " ".join(("cchc", *path))
        yield from ("", f"## `{title}`", "", "```text", _help(path), "```")


def _verbs(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, below in sorted(command.commands.items()):
            yield from _verbs(below, (*path, name))


def _help(path: tuple[str, ...]) -> str:
    # Through the root, since a verb inherits its settings; the epilogue lists the exit codes
    # again, and once at the head of the page is enough.
    arguments = [*path, "--help"]
    said = CliRunner().invoke(cchc, arguments, prog_name="cchc", terminal_width=WIDTH)
    text = said.output.split("\n  Exit codes:")[0]
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def parameters_page() -> Iterator[str]:
    """Yield the page of the parameters: the file of a run, and the notebooks' own."""
    yield from ("# Parameters", "", "## `params/<period>.yml`", "")
    yield from (
        "Every value is read as text. An unknown key stops everything before anything runs, with",
        "the nearest right name.",
        "",
    )
    yield from table(("Key", "Meaning"), [(f"`{key}`", TOP_SAYS[key]) for key in TOP_KEYS])
    yield from ("", "Kinds of period:", "")
    yield from table(
        ("Kind", "As a report names it"),
        [(f"`{kind.id}`", kind.title.format(year="2026")) for kind in kinds().values()],
    )
    yield from ("", "## A commune, and `defaults`", "")
    said = OFFICE_SAYS | _docstrings(Office)
    blank = Office()
    rows = [(f"`{key}`", said[key], _default(getattr(blank, key), key)) for key in OFFICE_KEYS]
    yield from table(("Key", "Meaning", "Unless given"), rows)
    for notebook in sorted(PROJECT.glob("notebooks/*.ipynb")):
        yield from _notebook(notebook)


def _default(value: Any, key: str) -> str:
    if key in REQUIRED_OFFICE:
        return "required"
    return f"`{value}`" if value else ""


def _docstrings(cls: type[Any]) -> dict[str, str]:
    """Return the docstring below each field of a class, in one line."""
    tree = ast.parse(inspect.getsource(cls))
    found: dict[str, str] = {}
    (body,) = (
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__
    )
    for field, below in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr):
            found[ast.unparse(field.target)] = " ".join(ast.literal_eval(below.value).split())
    return {key: text for key, text in found.items() if key in {f.name for f in fields(cls)}}


def _notebook(file: Path) -> Iterator[str]:
    declared = papermill.inspect_notebook(str(file))
    if not declared:
        return
    yield from ("", f"## `notebooks/{file.name}`", "")
    rows = [
        (f"`{name}`", said["inferred_type_name"], f"`{said['default']}`", plain(said["help"]))
        for name, said in declared.items()
    ]
    yield from table(("Parameter", "Type", "Default", "Meaning"), rows)


def modules_page() -> Iterator[str]:
    """Yield the page of the modules: the layers of the import contract, the public names."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    contract, of_wings = project["tool"]["importlinter"]["contracts"]
    wings = {name.rpartition(".")[2] for name in of_wings["forbidden_modules"]}
    rooms = [name for layer in reversed(contract["layers"]) for name in layer.split(" | ")]
    yield from ("# Modules", "", "## Rooms", "")
    yield from (
        "A module imports only from rooms above its own in this table. The contract stands in",
        "`pyproject.toml`, one line a room, and exhaustive: `lint-imports` fails until a new room",
        "has its place there. A second says that the core never imports a wing:",
        f"{', '.join(f'`{name}`' for name in rooms if name in wings)}.",
        "",
    )
    rows = [
        (str(number), f"`{name}`", plain(_first_line(name)))
        for number, name in enumerate(rooms, start=1)
    ]
    yield from table(("No.", "Room", "What it is"), rows)
    yield from (
        "",
        "## Public names",
        "",
        "What `cchc_toolkit` itself gives; the rest may change.",
        "",
    )
    names = [(name, getattr(cchc_toolkit, name)) for name in sorted(cchc_toolkit.__all__)]
    yield from table(("Name", "What it is"), [_public(name, value) for name, value in names])


def _first_line(module: str) -> str:
    file = paths.package_file(f"{module}.py")
    file = file if file.exists() else paths.package_file(module, "__init__.py")
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return " ".join(said.split("\n\n")[0].split())


def _public(name: str, value: Any) -> tuple[str, str]:
    said = " ".join((inspect.getdoc(value) or "").split("\n\n")[0].split())
    return f"`{name}{_signature(value) if callable(value) else ''}`", plain(said)


def _signature(function: Any) -> str:
    found = inspect.signature(function)
    given = [p.replace(annotation=_Bare(p.annotation)) for p in found.parameters.values()]
    return str(found.replace(parameters=given, return_annotation=_Bare(found.return_annotation)))


class _Bare:
    """An annotation that prints without quotation marks."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def clerks_page() -> Iterator[str]:
    """The guide that `cchc init` writes for clerks, with its pictures."""
    yield from clerks_guide("../cchc_toolkit/project/hinh").splitlines()
