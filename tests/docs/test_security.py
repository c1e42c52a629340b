"""SECURITY.md and the declared libraries keep to what they promise."""

from __future__ import annotations

import re
import tomllib
from itertools import chain

import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from project import ROOT

MENDED = {
    "defusedxml": "0.7.1",
    "distributed": "2026.1.1",
    "jinja2": "3.1.6",
    "jupyterlab": "4.4.8",
    "nbconvert": "7.17.1",
    "orjson": "3.11.6",
    "pyarrow": "23.0.1",
    "pypdf": "6.6",
    "tqdm": "4.66.3",
}
"""The first version without the holes that were known when this was written."""
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def minima() -> dict[str, Version]:
    listed = chain(DECLARED["dependencies"], *DECLARED["optional-dependencies"].values())
    asked = (Requirement(one) for one in listed)
    return {
        one.name.lower(): Version(bound.version)
        for one in asked
        for bound in one.specifier
        if bound.operator == ">="
    }


@pytest.mark.parametrize("library", MENDED)
def test_no_version_with_known_holes_may_be_installed(library: str) -> None:
    assert minima()[library] >= Version(MENDED[library])


def test_the_guard_against_xml_bombs_comes_with_the_package() -> None:
    assert any(Requirement(one).name == "defusedxml" for one in DECLARED["dependencies"])


def test_every_test_that_a_promise_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", SECURITY)
    assert len(named) > 6
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_no_page_of_ours_allows_inline_styles_or_scripts() -> None:
    files = chain.from_iterable((ROOT / "cchc_toolkit").rglob(f"*.{end}") for end in ("py", "j2"))
    assert [path.name for path in files if "'unsafe-" in path.read_text(encoding="utf-8")] == []


def test_it_says_what_is_promised_and_what_is_not() -> None:
    for said in ("No script", "Nothing outside is fetched", "`--scheduler` trusts its cluster"):
        assert said in SECURITY
