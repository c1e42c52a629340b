"""Completeness at a glance: units down, sections across, the darker the fuller."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.plots.footer import drawable, signed
from cchc_toolkit.analysis.plots.style import INK, PALETTE, canvas, printed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOST, _WIDE = 60, 15
"""Units that are drawn, and letters of a line above a column."""


def heat_map(frame: pd.DataFrame, *, title: str = "", source: str = "") -> Figure:
    """Return shares (0–1) as squares: a row a unit, the emptiest first; columns are sections.

    `frame` is indexed by `unit` or by `unit, name`, as `c.completeness(by="section")` gives. Of
    more than 60 units the 60 emptiest are drawn; a share that does not apply is crossed out.
    """
    order = drawable(frame).mean(axis=1).sort_values(kind="stable").index
    shown = frame.loc[order].head(_MOST).astype("float64")
    names = [fill(str(name), _WIDE) for name in shown.columns]
    lines = max((name.count("\n") for name in names), default=0)
    figure, axes = canvas(1.8 + 0.95 * len(names), 1.4 + 0.16 * lines + 0.19 * len(shown))
    from matplotlib.colors import LinearSegmentedColormap

    colours = LinearSegmentedColormap.from_list("giay", ["#ffffff", PALETTE[0]])
    axes.set_facecolor("#eeeeee")
    numbers = shown.to_numpy()
    edges = [np.arange(size + 1) - 0.5 for size in numbers.shape[::-1]]
    axes.pcolormesh(*edges, numbers, cmap=colours, vmin=0, vmax=1)  # a notebook drops pictures
    axes.invert_yaxis()
    for (row, column), share in np.ndenumerate(numbers):
        said = "×" if np.isnan(share) else printed(100 * float(share), 0)
        ink = "#ffffff" if share > 0.5 else INK
        axes.text(column, row, said, ha="center", va="center", fontsize=7.5, color=ink)
    axes.set_xticks(range(len(names)), names, fontsize=8)
    axes.set_yticks(range(len(shown)), [_name(index) for index in shown.index], fontsize=8)
    axes.xaxis.tick_top()
    axes.set_title(title)
    note = "số trong ô: % số dòng đã điền; ×: không áp dụng"
    if len(shown) < len(frame):
        note = f"{len(shown)} đơn vị thiếu nhiều nhất trong {len(frame)}; {note}"
    return signed(figure, (_code(index) for index in shown.index), source=source, note=note)


def _name(index: object) -> str:
    return str(index[-1] if isinstance(index, tuple) else index)


def _code(index: object) -> str:
    return str(index[0] if isinstance(index, tuple) else index)
