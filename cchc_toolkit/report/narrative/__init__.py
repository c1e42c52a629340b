"""The narrative as a notebook shows it: `letterhead`, `sections`, `closing`."""

from cchc_toolkit.blocks.display import Shown
from cchc_toolkit.report import Report
from cchc_toolkit.report.narrative.body import section_blocks
from cchc_toolkit.report.narrative.frame import closing_blocks, head_blocks

__all__ = ["closing", "letterhead", "section", "sections"]


def letterhead(report: Report) -> Shown:
    """Show the head of the report, down to its opening sentence."""
    return Shown(head_blocks(report), report.stamp)


def sections(report: Report) -> Shown:
    """Show every section of the report's form, in order; nothing where the form has none."""
    shown = Shown((), report.stamp)
    for one in report.form.outline:
        shown += section(report, one.id)
    return shown


def section(report: Report, section_id: str) -> Shown:
    """Show a section of the report by its Roman number."""
    return Shown(section_blocks(report, section_id), report.stamp)


def closing(report: Report) -> Shown:
    """Show the closing sentence and the signature."""
    return Shown(closing_blocks(report), report.stamp)
