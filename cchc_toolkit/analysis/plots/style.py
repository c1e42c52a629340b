"""How an analyst's own charts look: this package's font, a palette that survives a grey printer."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cchc_toolkit.report.authoring.drawing import FONT, know_font
from cchc_toolkit.text.formatting import print_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, MUTED, GRID = "#1a1a1a", "#595959", "#d4d4d4"
PALETTE = ("#12304f", "#9c3413", "#3b7a57", "#b8741a")
"""From dark to light: 3:1 or more against paper, each step told apart in grey as well."""
PALE = "#a8bdd3"
"""The many that the eye may pass over: dots and bars behind the one that is looked at."""


def style() -> None:
    """Set font, palette and Vietnamese letters for every chart that matplotlib draws from here on.

    >>> style()
    >>> import matplotlib as mpl
    >>> mpl.rcParams["font.family"]
    ['Liberation Serif']
    """
    import matplotlib as mpl
    from cycler import cycler

    know_font()
    looks: dict[Any, Any] = {
        "font.family": [FONT],
        "mathtext.fontset": "custom",
        "mathtext.rm": FONT,
        "mathtext.cal": FONT,
        "mathtext.sf": FONT,
        "mathtext.tt": FONT,
        "mathtext.it": f"{FONT}:italic",
        "mathtext.bf": f"{FONT}:bold",
        "font.size": 11,
        "axes.prop_cycle": cycler(color=PALETTE) + cycler(linestyle=("-", "--", "-.", ":")),
        "axes.edgecolor": MUTED,
        "axes.labelcolor": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "grid.color": GRID,
        "text.color": INK,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "figure.dpi": 110,
    }
    mpl.rcParams.update(looks)


def canvas(width: float = 7.2, height: float = 4.2) -> tuple[Figure, Axes]:
    """Return a figure of `width` × `height` inches in this style, not shown twice by a notebook."""
    figure, axes = canvases(1, 1, width, height)
    return figure, axes[0]


def canvases(rows: int, columns: int, width: float, height: float) -> tuple[Figure, list[Axes]]:
    """Return a figure of rows × columns axes that share their scales, left to right, then down."""
    from matplotlib import pyplot

    style()
    figure, axes = pyplot.subplots(
        rows, columns, figsize=(width, height), squeeze=False, sharex=True, sharey=True,
        layout="constrained",
    )  # fmt: skip
    pyplot.close(figure)
    for one in axes.flat:
        for axis in (one.xaxis, one.yaxis):
            axis.set_major_formatter(lambda value, _: printed(value))
    return figure, list(axes.flat)


def logarithmic(axes: Axes) -> None:
    """Set the horizontal scale to logarithms, with whole numbers that a reader knows."""
    from matplotlib.ticker import LogLocator, NullFormatter

    axes.set_xscale("log")
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter(lambda value, _: printed(value))
    axes.xaxis.set_minor_formatter(NullFormatter())


def printed(value: float, decimals: int | None = None) -> str:
    """Return a number the Vietnamese way: to six digits, or to `decimals`.

    >>> printed(1234.5), printed(99.386, 1)
    ('1.234,5', '99,4')
    """
    text = f"{value:.6g}" if decimals is None else f"{value:.{decimals}f}"
    return print_number(Decimal(text), decimals)
