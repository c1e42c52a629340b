"""The charts as a notebook shows them."""

from cchc_toolkit.blocks.display import Shown
from cchc_toolkit.charts.draw import Bar, horizontal_bars, reference_bars, stacked_share, strip
from cchc_toolkit.charts.of_report import (
    budget_against_estimate,
    dossiers_by_channel,
    overview_of_rates,
)
from cchc_toolkit.report import Report

__all__ = [
    "Bar",
    "all_charts",
    "budget_against_estimate",
    "dossiers_by_channel",
    "horizontal_bars",
    "overview_of_rates",
    "reference_bars",
    "stacked_share",
    "strip",
]


def all_charts(report: Report) -> Shown:
    """Show every chart of the report; nothing where the parameters leave charts out."""
    if not report.charts:
        return Shown(())
    return Shown(
        (
            dossiers_by_channel(report),
            budget_against_estimate(report),
            overview_of_rates(report),
        )
    )
