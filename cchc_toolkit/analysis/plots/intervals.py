"""One unit among its peers: every rate with its interval and what it is a rate of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from cchc_toolkit.analysis.plots.footer import drawable, signed
from cchc_toolkit.analysis.plots.style import INK, MUTED, PALETTE, canvas, printed

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def intervals(
    frame: pd.DataFrame, own: str, *, most: int = 40, title: str = "", source: str = ""
) -> Figure:
    """Return rates with their 95 % intervals from highest to lowest, `own` emphasised.

    `frame` has `unit, name, value, low, high, denominator` (percent), as `c.peers(…)` and
    `c.figures(…)` give. Of more than `most` units those nearest in rank to `own` are shown, and the
    note says of how many. A unit without a rate is counted, never drawn as zero.
    """
    known = drawable(frame.dropna(subset=["value"])).sort_values("value", kind="stable")
    known = known.reset_index(drop=True)
    shown = _nearest(known, own, most)
    figure, axes = canvas(7.2, 1.2 + 0.22 * len(shown))
    median = float(known["value"].median())
    axes.axvline(median, color=MUTED, linewidth=0.8, linestyle="--")
    axes.text(median, len(shown), f"Trung vị {printed(median, 1)}", ha="center", fontsize=9)
    columns = ["unit", "value", "low", "high", "denominator"]
    for place, (unit, value, low, high, of) in enumerate(shown[columns].to_numpy()):
        mine = unit == own
        colour = PALETTE[1] if mine else PALETTE[0]
        axes.plot([low, high], [place, place], color=colour, linewidth=1.3, linestyle="-")
        axes.scatter(value, place, s=30 if mine else 14, color=colour, zorder=3)
        axes.text(
            1.01, place, f"{printed(value, 1)}  (n = {printed(of)})",
            transform=axes.get_yaxis_transform(), va="center", fontsize=8.5,
            weight="bold" if mine else "normal", color=INK,
        )  # fmt: skip
    axes.set_yticks(range(len(shown)), shown["name"], fontsize=8.5)
    for label, unit in zip(axes.get_yticklabels(), shown["unit"], strict=True):
        label.set_fontweight("bold" if unit == own else "normal")
    axes.set(title=title, xlabel="Tỷ lệ (%), khoảng tin cậy 95%", ylim=(-0.8, len(shown) + 0.6))
    left_out = len(frame) - len(known)
    note = f"{left_out} đơn vị không có tỷ lệ" if left_out else ""
    if len(shown) < len(known):
        note = f"{len(shown)} đơn vị gần nhất trong {len(known)}" + (f"; {note}" if note else "")
    return signed(figure, shown["unit"], source=source, note=note)


def _nearest(known: pd.DataFrame, own: str, most: int) -> pd.DataFrame:
    """Return `most` rows around the own one in rank; the first ones where it is not there."""
    at = known.index[known["unit"] == own]
    middle = int(at[0]) if len(at) else 0
    first = max(0, min(middle - most // 2, len(known) - most))
    return known.iloc[first : first + most]
