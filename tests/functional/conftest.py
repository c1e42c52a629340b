"""One run of the real command that most functional tests look at, and a project for each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import Browser, find_chromium
from command import EVERY_FORMAT, FIXTURES, REAL, Batch, Project, make_project
from installed import Installed, install

collect_ignore = ["office_typist.py"]
"""Run by the system's Python, which has LibreOffice's `uno`; the doctests cannot import it."""


@pytest.fixture(scope="session")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """The reports of the real commune and of the four special ones, in every format."""
    project = make_project(tmp_path_factory.mktemp("du-an") / "cchc", FIXTURES)
    only = [word for code in FIXTURES for word in ("--only", code)]
    done = project.cchc("batch", "params/2024-6T.yml", "--workers", "2", *EVERY_FORMAT, *only)
    assert done.code == 0, done.said
    return Batch(project, done)


@pytest.fixture(scope="session")
def html(batch: Batch) -> Path:
    """The real commune's HTML report."""
    return batch.file(REAL, "bao-cao.html")


@pytest.fixture(scope="session")
def pdf_file(batch: Batch) -> Path:
    """The real commune's PDF report."""
    return batch.file(REAL, "bao-cao.pdf")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The package as a built wheel installs it, in an environment of its own."""
    return install(tmp_path_factory.mktemp("goi-cai"))


@pytest.fixture
def new_project(tmp_path: Path) -> Callable[..., Project]:
    """Make a project of this test's own with the data of the communes named."""
    return lambda *communes: make_project(tmp_path / "cchc", communes)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A headless Chromium, driven through a pipe; the test is skipped where there is none."""
    program = find_chromium()
    if program is None:
        pytest.skip("không có Chromium trên máy này (apt-get install chromium)")
    with Browser(program, tmp_path_factory.mktemp("chromium")) as found:
        yield found
