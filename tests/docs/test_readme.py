"""README, CONTRIBUTING and the other hand-written pages: commands, links and names that hold."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import cchc_toolkit
from cchc_toolkit.checks import SEVERITIES
from cchc_toolkit.cli import main
from cchc_toolkit.errors import EXIT_CODES

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "README.vi.md",
    "GLOSSARY.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/README.md",
    "docs/architecture.md",
    "docs/data-format.md",
)
SET_UP = (
    "python3 -m venv .venv && .venv/bin/pip install -q -r requirements.lock && "
    ".venv/bin/pip install -q --no-build-isolation --no-deps -e . && "
)
MAIN_LINE = SET_UP + ".venv/bin/cchc batch params/2024-6T.yml"
TEST_LINE = SET_UP + ".venv/bin/python -m pytest -q -n 2 --dist loadfile"
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.-]*/[\w./-]+|[A-Z]+\.md|pyproject\.toml|environment\.yml|\w+\.lock")
"""A path in the project; a bare name is one only if it is a file of the top folder."""


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fenced(name: str) -> list[str]:
    return [block for _, block in FENCED.findall(read(name))]


def verbs(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every verb by its words, without the bare `cchc`."""
    if path:
        yield path
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from verbs(below, (*path, name))


def command_of(words: tuple[str, ...]) -> click.Command:
    found: click.Command = main
    for word in words:
        assert isinstance(found, click.Group)
        found = found.commands[word]
    return found


# The two commands


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_first_two_blocks_are_the_two_commands(name: str) -> None:
    assert fenced(name)[:2] == [f"{MAIN_LINE}\n", f"{TEST_LINE}\n"]


@pytest.mark.skipif(shutil.which("awk") is None, reason="no awk on this machine")
@pytest.mark.parametrize(("number", "line"), [(1, MAIN_LINE), (2, TEST_LINE)])
def test_ci_reads_the_same_two_lines(number: int, line: str) -> None:
    (program,) = re.findall(r"awk -v wanted=\"\$1\" '([^']+)' README\.md", read(".ci/run"))
    arguments = ["awk", "-v", f"wanted={number}", program, "README.md"]
    found = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout == f"{line}\n"


# Commands and examples


def said_commands() -> list[str]:
    lines = {
        line.split("#")[0].strip()
        for name in ("README.md", "README.vi.md")
        for block in fenced(name)
        for line in block.splitlines()
        if line.startswith("cchc ")
    }
    return sorted(lines)


@pytest.mark.parametrize("line", said_commands())
def test_a_command_that_is_shown_has_the_verb_and_the_options(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Commands name folders of the project, and reports that a fresh clone has not made yet.
    for name in ("data", "notebooks", "params"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "outputs" / "2024-6T").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    words, context = shlex.split(line)[1:], main.make_context("cchc", shlex.split(line)[1:])
    command: click.Command = main
    # Parses as the command would, without running it. Below the group, whose settings it inherits.
    while isinstance(command, click.Group):
        verb, *words = words
        command = command.commands[verb]
        context = command.make_context(verb, list(words), parent=context)


@pytest.mark.parametrize("words", list(verbs(main)))
def test_every_verb_has_help_and_is_documented(words: tuple[str, ...]) -> None:
    command = command_of(words)
    assert command.help
    assert f"## `cchc {' '.join(words)}`" in read("docs/cli.md")
    options = [param for param in command.params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_python_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = [block for kind, block in FENCED.findall(read("README.md")) if kind == "python"]
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(compile(example, "README.md", "exec"), names)  # noqa: S102 - our own page
    columns = ["commune", "period", "key", "label", "value", "state", "unit"]
    assert list(names["values"]) == columns  # type: ignore[call-overload]
    assert set(re.findall(r"import (.*)", example)[0].split(", ")) <= set(cchc_toolkit.__all__)


def test_exit_codes_are_those_of_the_program() -> None:
    vietnamese = re.findall(r"^\| (\d) \| (.+) \|$", read("README.vi.md"), re.MULTILINE)
    assert {int(code): said for code, said in vietnamese} == EXIT_CODES
    rows = re.findall(r"^\| (\d) \| (.+) \|$", read("README.md"), re.MULTILINE)
    assert [int(code) for code, _ in rows] == sorted(EXIT_CODES)


def test_the_vietnamese_page_explains_every_severity() -> None:
    for severity in SEVERITIES:
        assert f"\n| {severity} |" in read("README.vi.md")


# Links, files, pictures


@pytest.mark.parametrize("name", PAGES)
def test_relative_links_lead_to_files(name: str) -> None:
    folder = (ROOT / name).parent
    links = [link for link in LINK.findall(read(name)) if "://" not in link]
    missing = [link for link in links if not (folder / link.split("#")[0]).exists()]
    assert missing == []


def test_every_page_of_docs_is_listed() -> None:
    listed = set(LINK.findall(read("docs/README.md")))
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert pages <= listed


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_file_that_is_named_exists(name: str) -> None:
    words = [word for code in CODE.findall(FENCED.sub("", read(name))) for word in code.split()]
    named = {word.strip("(),;") for word in words if PATH.fullmatch(word.strip("(),;"))}
    named = {word for word in named if not word.startswith(("outputs", ".venv", "--"))}
    assert len(named) > 10
    assert sorted(word for word in named if not (ROOT / word).exists()) == []


@pytest.mark.parametrize("name", ["page-1.png", "page-appendix.png"])
def test_a_picture_is_small_and_shown(name: str) -> None:
    picture = ROOT / "docs" / "images" / name
    assert 10_000 < picture.stat().st_size < 150_000
    assert f"(docs/images/{name})" in read("README.md")


# Spelling


@pytest.mark.parametrize("name", PAGES)
def test_text_is_in_nfc_and_lines_do_not_run_on(name: str) -> None:
    text = read(name)
    assert unicodedata.is_normalized("NFC", text)
    prose = [line for line in FENCED.sub("", text).splitlines() if not line.startswith(("|", "!"))]
    assert [line for line in prose if len(line) > 110] == []
