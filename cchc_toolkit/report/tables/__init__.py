"""The tables as a notebook shows them: `appendix`, `figures`."""

from cchc_toolkit.blocks.display import Shown
from cchc_toolkit.report import Report
from cchc_toolkit.report.tables.appendix import appendix_blocks
from cchc_toolkit.report.tables.figures import figure_blocks

__all__ = ["appendix", "figures"]


def appendix(report: Report) -> Shown:
    """Show the appendix of the form, `Phụ lục I`, or `Phụ lục` where it is the only one."""
    label = "Phụ lục I" if report.second_appendix else "Phụ lục"
    return Shown(appendix_blocks(report, label, attached_to(report)), report.stamp)


def figures(report: Report) -> Shown:
    """Show Phụ lục II: the derived figures with what they were made from, if the report has it."""
    if not report.second_appendix:
        return Shown((), report.stamp)
    return Shown(figure_blocks(report, "Phụ lục II", attached_to(report)), report.stamp)


def attached_to(report: Report) -> str:
    """Return the line that ties an appendix to its report (NĐ 30/2020, Phụ lục I, mục III.1)."""
    return (
        f"(Kèm theo Báo cáo số {report.document_number} {report.signing_date} "
        f"của {report.office.body})"
    )
