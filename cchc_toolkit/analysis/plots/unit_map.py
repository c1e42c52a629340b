"""A map: one figure of every unit, where the project has boundaries."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.plots.boundaries import read_boundaries
from cchc_toolkit.analysis.plots.footer import drawable, signed
from cchc_toolkit.analysis.plots.style import INK, MUTED, canvas, printed

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch, PathPatch

_STEPS = ("#e3ebf3", "#b9cbdd", "#86a3c0", "#4d7098", "#12304f")
"""Light to dark in even steps of grey."""


def unit_map(
    frame: pd.DataFrame,
    boundaries: str | Path,
    *,
    value: str = "value",
    code: str = "",
    title: str = "",
    unit_words: str = "%",
    source: str = "",
) -> Figure:
    """Return the units of `boundaries` (GeoJSON or TopoJSON by unit code) shaded by a column.

    `frame` has `unit` and `value`. Classes hold about as many units each; a unit with no number is
    hatched and counted, one with no boundary is counted.
    """
    shapes = read_boundaries(Path(boundaries), code)
    known = drawable(frame[frame["unit"].isin(shapes)].dropna(subset=[value]))
    numbers = known.set_index("unit")[value].astype("float64")
    edges = np.unique(np.quantile(numbers, np.linspace(0, 1, len(_STEPS) + 1)))
    classes = np.clip(np.searchsorted(edges, numbers, side="right") - 1, 0, max(0, len(edges) - 2))
    shade = dict(zip(numbers.index, classes, strict=True))
    figure, axes = canvas(7.2, 6.4)
    for unit, rings in shapes.items():
        axes.add_patch(_area(rings, shade.get(unit)))
    axes.autoscale_view()
    latitude = np.mean([y for rings in shapes.values() for ring in rings for _, y in ring])
    axes.set_aspect(1 / np.cos(np.radians(latitude)))
    axes.set_axis_off()
    axes.set_title(title)
    axes.legend(handles=_legend(edges), title=unit_words, frameon=False, fontsize=9, loc="best")
    missing, placeless = len(shapes) - len(numbers), len(frame) - frame["unit"].isin(shapes).sum()
    note = f"{missing} vùng chưa có số liệu" if missing else ""
    if placeless:
        note = f"{note}; {placeless} đơn vị không có ranh giới".lstrip("; ")
    return signed(figure, numbers.index, source=source, note=note)


def _legend(edges: np.ndarray) -> list[Patch]:
    """Return a key for each class; where all numbers are one, that one."""
    from matplotlib.patches import Patch

    ends = list(pairwise(edges)) or [(edges[0], edges[0])]
    words = [
        printed(low, 1) + (f" – {printed(high, 1)}" if high > low else "") for low, high in ends
    ]
    none = Patch(facecolor="#ffffff", edgecolor=MUTED, hatch="////", label="chưa có số liệu")
    shades = zip(_STEPS, words, strict=False)
    return [*(Patch(facecolor=shade, edgecolor=MUTED, label=word) for shade, word in shades), none]


def _area(rings: list[list[tuple[float, float]]], step: int | None) -> PathPatch:
    from matplotlib import patches
    from matplotlib.path import Path as Outline

    outline = Outline.make_compound_path(*(Outline(ring, closed=True) for ring in rings))
    if step is None:
        return patches.PathPatch(
            outline, facecolor="#ffffff", edgecolor=MUTED, hatch="////", linewidth=0.4
        )
    return patches.PathPatch(outline, facecolor=_STEPS[step], edgecolor=INK, linewidth=0.3)
