"""What stands below an analyst's chart: where the numbers are from, of how many, made up or not."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill
from typing import TYPE_CHECKING

from cchc_toolkit.analysis.plots.style import MUTED
from cchc_toolkit.catalogue.communes import is_fictional
from cchc_toolkit.errors import DataError

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

FICTIONAL = "DỮ LIỆU MINH HOẠ"
SOURCE = "Nguồn: báo cáo của các xã, phường"


def drawable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that a chart is drawn of; raise `DataError` if there is none."""
    if rows.empty:
        raise DataError(
            "Không đơn vị nào có số để vẽ.",
            where="plots",
            advice="Xem problems() và completeness() của kỳ: số liệu chưa nộp hay còn để trống.",
        )
    return rows


def signed(figure: Figure, units: Iterable[str], *, source: str = "", note: str = "") -> Figure:
    """Return the figure with its source, the number of units and what must be known to read it.

    Figures of made-up communes are marked so on the chart itself.
    """
    codes = set(map(str, units))
    marks = [FICTIONAL] if any(map(is_fictional, codes)) else []
    said = [*marks, source or SOURCE, f"n = {len(codes)} đơn vị", *([note] if note else [])]
    words = fill(". ".join(said) + ".", int(15 * figure.get_figwidth()))
    figure.supxlabel(words, fontsize=8.5, color=MUTED, x=0.01, ha="left")
    return figure
