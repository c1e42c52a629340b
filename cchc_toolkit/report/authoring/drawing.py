"""A figure of matplotlib as a drawing: vectors, this package's font, the same bytes every time."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from cchc_toolkit.blocks import Chart
from cchc_toolkit.system import paths

FONT = "Liberation Serif"


def drawn(figure: Any, *, alt: str = "", caption: str = "") -> Chart:
    """Return a figure as a chart; without `alt`, what its titles and axes say stands for it."""
    import matplotlib as mpl

    know_font()
    looks: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": "cchc",
        "font.family": ["sans-serif"],
        "font.sans-serif": [FONT],
        "font.serif": [FONT],
        "mathtext.fontset": "custom",
        "mathtext.rm": FONT,
        "mathtext.it": f"{FONT}:italic",
        "mathtext.bf": f"{FONT}:bold",
    }
    written = io.StringIO()
    # Marks behind the text of a page show through a ground that says nothing.
    ground = "none" if figure.get_facecolor() == (1.0, 1.0, 1.0, 1.0) else "auto"
    with mpl.rc_context(looks), _decimal_commas(figure):
        figure.savefig(
            written, format="svg", bbox_inches="tight", facecolor=ground, metadata={"Date": None}
        )
    svg = written.getvalue()
    name = hashlib.sha256(svg.encode()).hexdigest()[:8]
    return Chart(f"hinh-{name}", caption, alt or described(figure), svg)


@contextmanager
def _decimal_commas(figure: Any) -> Iterator[None]:
    """Have the axes that number themselves do so with a decimal comma."""
    from matplotlib.ticker import FuncFormatter, ScalarFormatter

    changed = []
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        own = axis.get_major_formatter()
        if type(own) is ScalarFormatter:
            changed.append((axis, own))
            axis.set_major_formatter(FuncFormatter(_with_comma(axis, own)))
    try:
        yield
    finally:
        for axis, own in changed:
            axis.set_major_formatter(own)


def _with_comma(axis: Any, own: Any) -> Callable[[float, int | None], str]:
    def printed(value: float, position: int | None = None) -> str:
        own.set_axis(axis)
        own.set_locs(axis.get_majorticklocs())
        return str(own(value, position)).replace(".", ",")

    return printed


@cache
def know_font() -> None:
    """Tell matplotlib where the package's font lies, once.

    A machine's own font of this name, which may lack Vietnamese letters, is not considered.
    """
    from matplotlib import font_manager

    known = font_manager.fontManager.ttflist
    known[:] = [entry for entry in known if entry.name != FONT]
    for file in sorted(paths.package_file("text", "fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(str(file))


def described(figure: Any) -> str:
    """Return what the titles, axes and legend of a figure say, for who cannot see it."""
    heading = figure.get_suptitle() if hasattr(figure, "get_suptitle") else ""
    parts = [heading] if heading else []
    for axes in figure.axes:
        labels = [text.get_text() for text in getattr(axes.get_legend(), "texts", ())]
        said = (
            ("", axes.get_title()),
            ("trục ngang: ", axes.get_xlabel()),
            ("trục dọc: ", axes.get_ylabel()),
            ("chú giải: ", ", ".join(labels)),
        )
        parts += [f"{what}{text}" for what, text in said if text]
    return f"Biểu đồ. {'; '.join(parts)}." if parts else "Biểu đồ không có tên và chú thích trục."
