"""The charts as a notebook shows them, and the drawings they are made of."""

from __future__ import annotations

from collections.abc import Callable

from cchc_toolkit.blocks.display import Shown
from cchc_toolkit.blocks.values import Chart
from cchc_toolkit.report import Report
from cchc_toolkit.report.charts import report_charts
from cchc_toolkit.report.charts.compare import comparison
from cchc_toolkit.report.charts.draw import (
    Bar,
    horizontal_bars,
    reference_bars,
    stacked_share,
    strip,
)
from cchc_toolkit.system.clock import timed

__all__ = [
    "Bar",
    "all_charts",
    "budget_against_estimate",
    "compare",
    "dossiers_by_channel",
    "horizontal_bars",
    "overview_of_rates",
    "reference_bars",
    "stacked_share",
    "strip",
]

_OF_A_REPORT: tuple[Callable[[Report], Chart], ...] = (
    report_charts.dossiers_by_channel,
    report_charts.budget_against_estimate,
    report_charts.overview_of_rates,
)


def all_charts(report: Report) -> Shown:
    """Show every chart of the report; nothing where the parameters leave charts out."""
    with timed("charts"):
        drawn = tuple(chart(report) for chart in _OF_A_REPORT) if report.charts else ()
    return Shown(drawn, report.stamp)


def dossiers_by_channel(report: Report) -> Shown:
    """Show the dossiers received, a bar for each channel."""
    return Shown((report_charts.dossiers_by_channel(report),), report.stamp)


def budget_against_estimate(report: Report) -> Shown:
    """Show revenue and spending as shares of their estimates."""
    return Shown((report_charts.budget_against_estimate(report),), report.stamp)


def overview_of_rates(report: Report) -> Shown:
    """Show the main rates side by side."""
    return Shown((report_charts.overview_of_rates(report),), report.stamp)


def compare(report: Report, key: str, others: tuple[Report, ...]) -> Shown:
    """Show where a report's derived figure stands among those of other communes."""
    return Shown((comparison(report, key, others),), report.stamp)
