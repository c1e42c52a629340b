"""Frames and figures in a notebook, as the report will print them: told to IPython once.

A notebook that imports `cchc_toolkit` shows a short frame and every figure of matplotlib in the
looks of the report, and carries their blocks. What does not fit on a page stays as its own library
shows it; the report then says why it cannot print it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

from cchc_toolkit.blocks.display import Shown
from cchc_toolkit.errors import CchcError

_NAMED = re.compile(r'\s*<div id="(\w+)"')
SHORT = 60
"""Rows of a frame that pandas shows whole; of a longer one nobody sees all in a notebook."""


def load_ipython_extension(shell: Any) -> None:
    """Register with IPython (`--ext cchc_toolkit.report.authoring.formats`)."""
    shell.config.InlineBackend.figure_formats = set()  # a figure's vectors are all that it needs
    _register(shell)


def _register(shell: Any) -> None:
    bundles = shell.display_formatter.mimebundle_formatter
    for module, name, show in _SHOWN:
        bundles.for_type_by_name(module, name, show)


def register_here() -> None:
    """Register with the IPython that this process runs in, if it runs in one."""
    interactive = sys.modules.get("IPython.core.interactiveshell")
    if interactive is not None and interactive.InteractiveShell.initialized():
        _register(interactive.InteractiveShell.instance())


def _frame(frame: Any, **_: Any) -> Any:
    from cchc_toolkit.report.authoring.frame_table import frame_table

    if len(frame) > SHORT:
        return None
    try:
        return _bundle(Shown((frame_table(frame),), authored=True))
    except CchcError:
        return None


def _styler(styler: Any, **_: Any) -> Any:
    """Show a styled frame under a name that does not change from run to run."""
    return {"text/html": styler.set_uuid("cchc").to_html(), "text/plain": "<Styler>"}


def _great_table(table: Any, **_: Any) -> Any:
    """Show a table of great_tables under a name that does not change from run to run."""
    html = table._repr_html_()
    named = _NAMED.match(html)
    html = html.replace(named[1], "cchc") if named else html
    return {"text/html": html, "text/plain": "<GT>"}


def _figure(figure: Any, **_: Any) -> Any:
    from cchc_toolkit.report.authoring.drawing import drawn

    return _bundle(Shown((drawn(figure),), authored=True, alt_made=True))


def _bundle(shown: Shown) -> dict[str, Any]:
    return shown._repr_mimebundle_()


_SHOWN: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("pandas", "DataFrame", _frame),
    ("pandas.core.frame", "DataFrame", _frame),
    ("pandas", "Series", _frame),
    ("pandas.core.series", "Series", _frame),
    ("pandas.io.formats.style", "Styler", _styler),
    ("great_tables.gt", "GT", _great_table),
    ("matplotlib.figure", "Figure", _figure),
)
"""pandas 3 says that its frames live in `pandas` itself."""
