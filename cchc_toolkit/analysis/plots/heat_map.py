"""Completeness at a glance: units down, sections across, the darker the fuller."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.plots.footer import drawable, signed
from cchc_toolkit.analysis.plots.style import INK, PALETTE, canvas, printed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOST = 60


def heat_map(frame: pd.DataFrame, *, title: str = "", source: str = "") -> Figure:
    """Return shares (0–1) as squares: a row a unit, the emptiest first; columns are sections.

    `frame` is indexed by `unit` or by `unit, name`, as `c.completeness(by="section")` gives. Of
    more than 60 units the 60 emptiest are drawn; a share that does not apply is crossed out.
    """
    order = drawable(frame).mean(axis=1).sort_values(kind="stable").index
    shown = frame.loc[order].head(_MOST).astype("float64")
    figure, axes = canvas(1.8 + 0.75 * len(shown.columns), 1.4 + 0.19 * len(shown))
    from matplotlib.colors import LinearSegmentedColormap

    colours = LinearSegmentedColormap.from_list("giay", ["#ffffff", PALETTE[0]])
    axes.set_facecolor("#eeeeee")
    numbers = shown.to_numpy()
    axes.imshow(numbers, cmap=colours, vmin=0, vmax=1, aspect="auto")
    for (row, column), share in np.ndenumerate(numbers):
        said = "×" if np.isnan(share) else printed(100 * float(share), 0)
        ink = "#ffffff" if share > 0.5 else INK
        axes.text(column, row, said, ha="center", va="center", fontsize=7.5, color=ink)
    axes.set_xticks(range(len(shown.columns)), [str(name) for name in shown.columns], fontsize=9)
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
