"""cchc_toolkit: reports of administrative reform of Viet Nam's communes, checked and typeset.

The catalogue says what may be reported; a submission is what one commune reported; everything
after is a pure function of the two.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc_toolkit.analysis import plots
    from cchc_toolkit.analysis.collection import open_project as open
    from cchc_toolkit.analysis.frames import (
        catalogue_frame,
        figures_frame,
        findings_frame,
        trace_frame,
        values_frame,
    )
    from cchc_toolkit.analysis.peers import peers
    from cchc_toolkit.analysis.plots import style
    from cchc_toolkit.catalogue import load_form
    from cchc_toolkit.report import charts, narrative, report_of, tables
    from cchc_toolkit.report.authoring.own_figures import define
    from cchc_toolkit.report.authoring.words import figure, head, markdown, signature, table
    from cchc_toolkit.submission.params import load_params

__version__ = "0.1.0"

_MODULES = {
    "charts": "report.charts",
    "narrative": "report.narrative",
    "plots": "analysis.plots",
    "tables": "report.tables",
}
_NAMES = {
    "catalogue_frame": "analysis.frames",
    "define": "report.authoring.own_figures",
    "figure": "report.authoring.words",
    "figures_frame": "analysis.frames",
    "findings_frame": "analysis.frames",
    "head": "report.authoring.words",
    "load_form": "catalogue",
    "load_params": "submission.params",
    "markdown": "report.authoring.words",
    "open": "analysis.collection:open_project",
    "peers": "analysis.peers",
    "report_of": "report",
    "signature": "report.authoring.words",
    "style": "analysis.plots",
    "table": "report.authoring.words",
    "trace_frame": "analysis.frames",
    "values_frame": "analysis.frames",
}

__all__ = [
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


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: a report needs no pandas, a frame does."""
    if name in _MODULES:
        return import_module(f"{__name__}.{_MODULES[name]}")
    if name in _NAMES:
        module, _, called = _NAMES[name].partition(":")
        return getattr(import_module(f"{__name__}.{module}"), called or name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _show_as_printed() -> None:
    """In a notebook, show frames and figures as the report will print them."""
    import sys

    if "IPython.core.interactiveshell" in sys.modules:
        from cchc_toolkit.report.authoring.formats import register_here

        register_here()


_show_as_printed()


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
