"""Charts for analysts, each from a frame of `cchc_toolkit.open`; reports print them as vectors."""

from __future__ import annotations

from cchc_toolkit.analysis.plots.change_plot import change_plot
from cchc_toolkit.analysis.plots.channels import channels
from cchc_toolkit.analysis.plots.funnel import funnel
from cchc_toolkit.analysis.plots.heat_map import heat_map
from cchc_toolkit.analysis.plots.intervals import intervals
from cchc_toolkit.analysis.plots.multiples import multiples
from cchc_toolkit.analysis.plots.style import style
from cchc_toolkit.analysis.plots.unit_map import unit_map

__all__ = [
    "change_plot",
    "channels",
    "funnel",
    "heat_map",
    "intervals",
    "multiples",
    "style",
    "unit_map",
]
