"""Change against size: what moved by more than its number of cases explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from cchc_toolkit.analysis.plots.footer import drawable, signed
from cchc_toolkit.analysis.plots.style import INK, PALE, PALETTE, canvas, logarithmic

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NAMED = 8


def change_plot(
    frame: pd.DataFrame, *, title: str = "", unit_words: str = "điểm phần trăm", source: str = ""
) -> Figure:
    """Return each unit's change against its number of cases; dark where it is more than noise.

    `frame` has `unit, name, change, denominator, signal` (bool), as `c.change(…)` gives. The eight
    greatest changes that are signal carry their names.
    """
    known = drawable(frame.dropna(subset=["change", "denominator"]))
    known = known[known["denominator"] > 0]
    signal = known["signal"].astype("boolean").fillna(False).astype(bool)
    figure, axes = canvas()
    axes.axhline(0, color=INK, linewidth=0.8, linestyle="-")
    for said, rows, colour in (
        ("trong khoảng ngẫu nhiên", known[~signal], PALE),
        ("ngoài khoảng ngẫu nhiên", known[signal], PALETTE[1]),
    ):
        axes.scatter(
            rows["denominator"].astype("float64"), rows["change"].astype("float64"),
            s=14, color=colour, linewidths=0, label=f"{said} ({len(rows)})",
        )  # fmt: skip
    named = known[signal]["change"].astype("float64").abs().nlargest(_NAMED).index
    for name, size, change in known.loc[named, ["name", "denominator", "change"]].to_numpy():
        at = (float(size), float(change))
        axes.annotate(name, at, (4, 3), textcoords="offset points", fontsize=9)
    axes.set(title=title, xlabel="Mẫu số (số trường hợp)", ylabel=f"Thay đổi ({unit_words})")
    logarithmic(axes)
    axes.grid(axis="y")
    axes.legend(frameon=False, fontsize=9)
    left_out = len(frame) - len(known)
    note = f"{left_out} đơn vị không so sánh được" if left_out else ""
    return signed(figure, known["unit"], source=source, note=note)
