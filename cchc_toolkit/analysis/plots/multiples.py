"""Small multiples: the course of each unit over the periods, with the median of its peers."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import pandas as pd

from cchc_toolkit.analysis.plots.footer import drawable, signed
from cchc_toolkit.analysis.plots.style import MUTED, PALETTE, canvases, printed
from cchc_toolkit.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST = 12


def multiples(
    frame: pd.DataFrame,
    units: list[str],
    *,
    title: str = "",
    unit_words: str = "",
    source: str = "",
) -> Figure:
    """Return a small chart for each of `units` (at most 12) over the same periods and scale.

    `frame` has `unit, name, period, value`, as `c.trend(…)` gives, for these units and the peers
    whose median is the dashed line. A gap in the data is a gap in the line.
    """
    if not 0 < len(units) <= _MOST:
        raise UsageError(
            f"Vẽ được từ 1 đến {_MOST} đơn vị, không phải {len(units)}.",
            where="multiples",
            advice="Chọn các đơn vị muốn xem bằng mã, ví dụ multiples(khung, ['15109']).",
        )
    periods = list(dict.fromkeys(drawable(frame)["period"].sort_values()))
    median = frame.groupby("period", observed=True)["value"].median().reindex(periods)
    columns = min(4, len(units))
    rows = ceil(len(units) / columns)
    figure, axes = canvases(rows, columns, 1.9 * columns + 0.6, 1.5 * rows + 1.1)
    for one, code in zip(axes, units, strict=False):
        mine = frame[frame["unit"] == code].set_index("period")
        _course(one, mine["value"].reindex(periods), median)
        one.set_title(str(mine["name"].iloc[0]) if len(mine) else code, fontsize=9.5)
        one.set_xticks(range(len(periods)), [str(p) for p in periods], rotation=60, fontsize=7.5)
    for unused in axes[len(units) :]:
        unused.set_visible(False)
    figure.suptitle(title, fontsize=12)
    figure.supylabel(unit_words, fontsize=9)
    peers = frame["unit"].nunique()
    return signed(figure, units, source=source, note=f"nét đứt: trung vị của {peers} đơn vị")


def _course(axes: Axes, values: pd.Series, median: pd.Series) -> None:
    places = range(len(values))
    axes.plot(places, median.to_numpy(float), color=MUTED, linewidth=0.9, linestyle="--")
    axes.plot(places, values.to_numpy(float), color=PALETTE[0], linestyle="-", marker="o", ms=3)
    last = values.last_valid_index()
    if last is not None:
        at = list(values.index).index(last)
        axes.annotate(
            printed(float(values[last]), 1), (at, float(values[last])), (0, 4),
            textcoords="offset points", ha="center", fontsize=8.5, weight="bold",
        )  # fmt: skip
