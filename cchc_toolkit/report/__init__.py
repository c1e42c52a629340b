"""One report as a value, and what a notebook shows of it: narrative, tables, charts."""

from cchc_toolkit.report.report import (
    DRAFT_MARK,
    FICTIONAL_MARK,
    GAP,
    Report,
    build_report,
    figure_advice,
    preloaded_report,
    report_of,
)

__all__ = [
    "DRAFT_MARK",
    "FICTIONAL_MARK",
    "GAP",
    "Report",
    "build_report",
    "figure_advice",
    "preloaded_report",
    "report_of",
]
