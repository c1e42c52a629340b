"""A funnel: which rates lie further from the rest than their number of cases explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cchc_toolkit.analysis.plots.footer import drawable, signed
from cchc_toolkit.analysis.plots.style import INK, MUTED, PALETTE, canvas, logarithmic, printed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LIMITS = {"95%": 1.959964, "99,8%": 3.090232}
_NAMED = 8
"""So many of the farthest points carry their names."""


@dataclass(frozen=True)
class Spread:
    """The rate of all units together (0–1) and how much wider than chance they are spread."""

    rate: float
    dispersion: float
    """The mean squared z score with its tails drawn in: 1 where chance alone is at work."""

    def deviation(self, size: np.ndarray) -> np.ndarray:
        """Return the standard deviation of the rate of units with so many cases."""
        chance = self.rate * (1 - self.rate) / size
        return np.asarray(np.sqrt(chance * max(1.0, self.dispersion)))


def spread(numerator: pd.Series, denominator: pd.Series) -> Spread:
    """Return how rates are spread; a tenth at each end counts as the point before it.

    >>> spread(pd.Series([50, 10, 90]), pd.Series([100, 20, 180])).rate
    0.5
    """
    rate = float(numerator.sum() / denominator.sum())
    if rate in (0.0, 1.0):
        return Spread(rate, 1.0)
    z = (numerator / denominator - rate) / np.sqrt(rate * (1 - rate) / denominator)
    drawn_in = z.clip(z.quantile(0.1), z.quantile(0.9))
    return Spread(rate, float((drawn_in**2).mean()))


def funnel(frame: pd.DataFrame, *, own: str = "", title: str = "", source: str = "") -> Figure:
    """Return each unit's rate against its number of cases, with the limits of chance.

    `frame` has a row a unit with `unit, name, numerator, denominator`, as `c.figures(key, period)`
    gives; rows without a rate are left out and counted. `own` is the code to emphasise.
    """
    known = drawable(frame.dropna(subset=["numerator", "denominator"]))
    known = known[known["denominator"] > 0]
    numbers = known[["numerator", "denominator"]].astype("float64")
    whole = spread(numbers["numerator"], numbers["denominator"])
    rates = numbers["numerator"] / numbers["denominator"]
    figure, axes = canvas()
    axes.scatter(numbers["denominator"], 100 * rates, s=14, color=PALETTE[2], linewidths=0)
    _limits(axes, whole, numbers["denominator"])
    score = (rates - whole.rate).abs() / whole.deviation(numbers["denominator"].to_numpy())
    outside = score[score > _LIMITS["99,8%"]].nlargest(_NAMED).index
    _names(axes, known, 100 * rates, outside, own)
    axes.set(title=title, xlabel="Mẫu số (số trường hợp)", ylabel="Tỷ lệ (%)")
    logarithmic(axes)
    axes.set_ylim(*_reach(100 * rates))
    axes.grid(axis="y")
    return signed(figure, known["unit"], source=source, note=_note(whole, len(frame) - len(known)))


def _reach(rates: pd.Series) -> tuple[float, float]:
    margin = max(1.0, 0.08 * (rates.max() - rates.min()))
    return max(-1.0, rates.min() - margin), min(101.0, rates.max() + margin)


def _limits(axes: Axes, whole: Spread, sizes: pd.Series) -> None:
    size = np.geomspace(max(1.0, sizes.min() * 0.8), sizes.max() * 1.2, 200)
    axes.axhline(100 * whole.rate, color=INK, linewidth=0.9, linestyle="-")
    for (said, z), line in zip(_LIMITS.items(), ("--", ":"), strict=True):
        for side in (-1, 1):
            edge = 100 * (whole.rate + side * z * whole.deviation(size))
            axes.plot(size, edge.clip(0, 100), color=MUTED, linewidth=0.9, linestyle=line)
        axes.plot([], [], color=MUTED, linestyle=line, label=f"giới hạn {said}")
    axes.plot([], [], color=INK, linestyle="-", label=f"chung {printed(100 * whole.rate, 1)}%")
    axes.legend(frameon=False, fontsize=9, loc="lower right")


def _names(axes: Axes, known: pd.DataFrame, rates: pd.Series, outside: pd.Index, own: str) -> None:
    mine_first = dict.fromkeys([*known.index[known["unit"] == own], *outside])
    for number, place in enumerate(mine_first):
        row, mine = known.loc[place], known.loc[place, "unit"] == own
        at = (float(row["denominator"]), float(rates[place]))
        axes.scatter(*at, s=26, color=PALETTE[0 if mine else 1], zorder=3)
        weight = "bold" if mine else "normal"
        side, offset = ("left", (5, 3)) if number % 2 else ("right", (-5, -9))
        axes.annotate(
            row["name"], at, offset, textcoords="offset points", ha=side, fontsize=9, weight=weight
        )


def _note(whole: Spread, left_out: int) -> str:
    said = []
    if whole.dispersion > 1:
        said.append(
            f"phân tán gấp {printed(whole.dispersion, 1)} lần ngẫu nhiên, giới hạn đã nới theo"
        )
    if left_out:
        said.append(f"{left_out} đơn vị không có tỷ lệ")
    return "; ".join(said)
