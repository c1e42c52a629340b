"""What the tests share: the real form, submissions made of real files, goldens, the command.

Nothing here fakes a loader: a submission of a test is written to files and read back the way a
commune's is, so that a spec also holds the reading to its word.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from project import ROOT, Project

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.report import Report, build_report, report_of
from cchc_toolkit.submission import Submission
from cchc_toolkit.submission.issuing import issuing

# The same examples at every run: a test that fails today failed yesterday.
settings.register_profile("cchc", derandomize=True, database=None, deadline=None, max_examples=150)
settings.load_profile("cchc")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the files of tests/golden anew; read the diff before you commit it",
    )


@pytest.fixture(scope="session")
def form() -> Form:
    return load_form()


@pytest.fixture(scope="session")
def phung_minh() -> Report:
    """The draft of the real report, from the repository's own data and parameters."""
    return report_of("15109", "2024-6T", params=str(ROOT / "params" / "2024-6T.yml"))


@pytest.fixture
def new_project(tmp_path: Path) -> Callable[[], Project]:
    """A function that gives an empty project folder at every call."""
    numbers = itertools.count(1)

    def make() -> Project:
        folder = tmp_path / f"project-{next(numbers)}"
        folder.mkdir()
        return Project(folder)

    return make


@pytest.fixture
def project(new_project: Callable[[], Project]) -> Project:
    return new_project()


@pytest.fixture
def make_submission(new_project: Callable[[], Project]) -> Callable[..., Submission]:
    """A function from cells as written (`KAD`: not applicable, `KCB`: suppressed) to a submission.

    `texts` are paragraphs by outline item, `documents` are rows of the register.
    """

    def make(
        values: dict[str, str] | None = None,
        texts: dict[str, list[str]] | None = None,
        documents: list[dict[str, str]] | None = None,
    ) -> Submission:
        made = new_project()
        made.fill(values or {}, texts or {}, documents or [])
        return made.submission()

    return make


@pytest.fixture
def make_report(new_project: Callable[[], Project]) -> Callable[..., Report]:
    """As `make_submission`, with the parameters of the run and of the office as well."""

    def make(
        values: dict[str, str] | None = None,
        texts: dict[str, list[str]] | None = None,
        documents: list[dict[str, str]] | None = None,
        *,
        code: str = "15109",
        office: dict[str, Any] | None = None,
        **said: Any,
    ) -> Report:
        made = new_project()
        made.fill(values or {}, texts or {}, documents or [], code)
        issued = said.get("mode") == "issue"
        made.write_params(code, office, **({**said, "mode": "sign"} if issued else said))
        if issued:
            params = made.params()
            asked = params.office(code)
            return build_report(code, issuing(params, code, asked.number, asked.date))
        return made.report(code)

    return make


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """A function that compares a text with a file of tests/golden; a missing file fails."""
    folder = Path(__file__).parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{name} is missing; read the output, then run --update-golden"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def cchc(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """A function that runs the command in the repository and gives what it printed."""
    monkeypatch.chdir(ROOT)

    def run(*arguments: str) -> Result:
        from cchc_toolkit.cli import main

        return CliRunner().invoke(main, list(arguments))

    return run
