"""The real report as the tool itself prints it: HTML and PDF made from its blocks."""

from __future__ import annotations

from cchc_toolkit import narrative, tables
from cchc_toolkit.blocks import Block
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.pdf import render_pdf
from cchc_toolkit.report import Report


def report_blocks(report: Report) -> tuple[Block, ...]:
    shown = narrative.letterhead(report) + narrative.sections(report)
    shown = shown + narrative.closing(report) + tables.appendix(report) + tables.figures(report)
    return shown.blocks


def tool_html(report: Report) -> bytes:
    return render_html(report_blocks(report)).encode()


def tool_pdf(report: Report) -> bytes:
    return render_pdf(report_blocks(report))
