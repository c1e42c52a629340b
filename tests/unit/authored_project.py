"""A report of the seed commune, for tests of what an author adds."""

from __future__ import annotations

from functools import cache

from project import ROOT

from cchc_toolkit.report import Report, build_report
from cchc_toolkit.submission.params import load_params


@cache
def report() -> Report:
    """Return the report of commune 15109 for 2024-6T."""
    return build_report("15109", load_params(ROOT / "params" / "2024-6T.yml"))
