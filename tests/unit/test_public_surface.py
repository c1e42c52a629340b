"""What `import cchc_toolkit` gives is a short list, and importing it loads no heavy library."""

from __future__ import annotations

import subprocess
import sys

import pytest

import cchc_toolkit

PUBLIC = [
    "catalogue_frame",
    "charts",
    "define",
    "figure",
    "figures_frame",
    "findings_frame",
    "head",
    "load_form",
    "load_params",
    "markdown",
    "narrative",
    "open",
    "peers",
    "plots",
    "report_of",
    "signature",
    "style",
    "table",
    "tables",
    "trace_frame",
    "values_frame",
]


def test_the_public_surface_is_exactly_this() -> None:
    assert cchc_toolkit.__all__ == PUBLIC
    assert dir(cchc_toolkit) == sorted([*PUBLIC, "__version__"])


@pytest.mark.parametrize("name", PUBLIC)
def test_every_name_is_there_and_says_what_it_is(name: str) -> None:
    assert getattr(cchc_toolkit, name).__doc__.strip()


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'utils'"):
        cchc_toolkit.utils  # noqa: B018 - asking is the test


def test_importing_the_package_imports_no_heavy_library() -> None:
    heavy = "{'pandas', 'matplotlib', 'papermill', 'typst', 'IPython'}"
    code = f"import sys, cchc_toolkit; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
