"""The charts as a notebook shows them, and the drawings they are made of."""

from __future__ import annotations

from cchc_toolkit.blocks.display import Shown
from cchc_toolkit.report import Report
from cchc_toolkit.report.charts.compare import comparison
from cchc_toolkit.report.charts.draw import (
    Bar,
    Reference,
    horizontal_bars,
    strip,
)
from cchc_toolkit.report.charts.form_charts import report_chart, report_charts
from cchc_toolkit.system.clock import timed

__all__ = [
    "Bar",
    "Reference",
    "all_charts",
    "chart",
    "compare",
    "horizontal_bars",
    "strip",
]


def all_charts(report: Report) -> Shown:
    """Show every chart of the report; nothing where form or parameters leave charts out."""
    with timed("charts"):
        drawn = report_charts(report) if report.charts and report.second_appendix else ()
    return Shown(drawn, report.stamp)


def chart(report: Report, chart_id: str) -> Shown:
    """Show one chart of the report by the id that its form's `charts.csv` gives it."""
    return Shown((report_chart(report, chart_id),), report.stamp)


def compare(report: Report, key: str, others: tuple[Report, ...]) -> Shown:
    """Show where a report's derived figure stands among those of other communes."""
    return Shown((comparison(report, key, others),), report.stamp)
