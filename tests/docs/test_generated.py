"""The generated pages of docs/ stand on disk as the code would write them today."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"
HELPERS = ("content_pages", "program_pages", "markdown_text")
NAMES = (
    "catalogue.md",
    "cli.md",
    "figures.md",
    "huong-dan-can-bo.md",
    "modules.md",
    "outline.md",
    "parameters.md",
    "rules.md",
)


@pytest.fixture(scope="module")
def generate() -> Iterator[ModuleType]:
    """docs/generate.py as a module, as it is when it is run: its own folder first."""
    sys.path.insert(0, str(DOCS))
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(DOCS))
    for name in HELPERS:
        sys.modules.pop(name, None)


def test_every_generated_page_is_known(generate: ModuleType) -> None:
    notice = generate.NOTICE
    marked = {p.name for p in DOCS.glob("*.md") if notice in p.read_text(encoding="utf-8")}
    assert marked == set(generate.PAGES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_current(generate: ModuleType, name: str) -> None:
    found = (DOCS / name).read_text(encoding="utf-8")
    assert found == generate.page(name), "run: python docs/generate.py"


def test_the_width_of_the_terminal_does_not_matter(
    generate: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow = generate.page("cli.md")
    monkeypatch.setenv("COLUMNS", "200")
    assert generate.page("cli.md") == narrow


def test_check_shows_what_differs_and_writes_nothing(
    generate: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate.main(["--folder", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == set(NAMES)
    assert generate.main(["--check", "--folder", str(tmp_path)]) == 0
    capsys.readouterr()

    page = tmp_path / "rules.md"
    changed = page.read_text(encoding="utf-8").replace("| R01 |", "| R00 |")
    page.write_text(changed, encoding="utf-8")
    assert generate.main(["--check", "--folder", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "-| R00 |" in said.out
    assert "+| R01 |" in said.out
    assert "differs: docs/rules.md" in said.out
    assert said.err == "Run: python docs/generate.py\n"
    assert page.read_text(encoding="utf-8") == changed


def test_no_page_holds_a_machine_path_or_an_object_address(generate: ModuleType) -> None:
    for name in NAMES:
        text = generate.page(name)
        assert str(DOCS.parent) not in text
        assert " at 0x" not in text
