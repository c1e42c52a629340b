"""Parts of a whole for each unit, with what no part accounts for as a part of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from cchc_toolkit.analysis.plots.footer import drawable, signed
from cchc_toolkit.analysis.plots.style import INK, PALETTE, canvas, printed
from cchc_toolkit.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def channels(
    frame: pd.DataFrame, parts: dict[str, str], total: str, *, title: str = "", source: str = ""
) -> Figure:
    """Return a bar a unit of the shares of `parts` (column → words, at most 4) in column `total`.

    `frame` has `unit, name` and these columns, as `c.values(period, wide=…)` gives. What the parts
    leave of the total is an empty box; a unit whose parts exceed its total, or that lacks a number,
    is counted in the note and not drawn: a share of nothing is not zero.
    """
    if not 0 < len(parts) <= len(PALETTE):
        raise UsageError(
            f"Vẽ được từ 1 đến {len(PALETTE)} phần, không phải {len(parts)}.",
            where="channels",
            advice="Gộp các phần nhỏ trước khi vẽ.",
        )
    known = drawable(frame.dropna(subset=[*parts, total]))
    whole = known[total].astype("float64")
    shares = known[list(parts)].astype("float64").div(whole, axis=0) * 100
    fits = (whole > 0) & (shares.sum(axis=1) <= 100 + 1e-9)
    known, shares = known[fits], shares[fits]
    figure, axes = canvas(7.2, 1.7 + 0.26 * len(known))
    left = pd.Series(0.0, index=known.index)
    for (column, words), colour in zip(parts.items(), PALETTE, strict=False):
        _part(axes, shares[column], left, words, colour)
        left = left + shares[column]
    rest = (100 - left).clip(lower=0)
    axes.barh(range(len(known)), rest, left=left, color="#ffffff", edgecolor=INK, linewidth=0.6,
              label="không nằm trong phần nào")  # fmt: skip
    for place, number in enumerate(whole[fits]):
        axes.text(101, place, f"n = {printed(float(number))}", va="center", fontsize=8.5)
    axes.set_yticks(range(len(known)), known["name"], fontsize=8.5)
    axes.set(title=title, xlim=(0, 112), xlabel="% của tổng số")
    axes.invert_yaxis()
    figure.legend(loc="outside upper center", ncols=3, frameon=False, fontsize=9)
    left_out = len(frame) - len(known)
    note = f"{left_out} đơn vị thiếu số hoặc có phần vượt tổng" if left_out else ""
    return signed(figure, known["unit"], source=source, note=note)


def _part(axes: Axes, share: pd.Series, left: pd.Series, words: str, colour: str) -> None:
    axes.barh(range(len(share)), share, left=left, color=colour, label=words, linewidth=0)
    for place, (start, length) in enumerate(zip(left, share, strict=True)):
        if length >= 9:  # room for the number inside
            axes.text(start + length / 2, place, printed(length, 0), ha="center", va="center",
                      fontsize=8, color="#ffffff")  # fmt: skip
