"""The exporters that `jupyter nbconvert --to cchc-html|cchc-pdf|cchc-docx` finds by entry point.

They stand apart from what they call, since nbconvert takes a fifth of a second to import and a
batch renders without it.
"""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from cchc_toolkit.blocks.values import Block, Front
from cchc_toolkit.errors import CchcError
from cchc_toolkit.render import docx
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.notebook import capture, carried_blocks, require_front, title_of
from cchc_toolkit.render.pdf import render_pdf
from cchc_toolkit.report import Report, report_of


def _whole(nb: NotebookNode) -> tuple[Block, ...]:
    """Return the blocks of a notebook; one without a letterhead is a plain document."""
    captured = capture(nb, _report_of(nb))
    if any(isinstance(block, Front) for block in captured.blocks):
        require_front(captured.blocks)
        return captured.blocks
    if not captured.blocks:
        require_front(captured.blocks)
    title = title_of(nb, captured.blocks)
    return (Front(title, "", "", "", "", "", "", "", "draft"), *captured.blocks)


def _report_of(nb: NotebookNode) -> Report | None:
    """Return the report that a notebook shows, where the project that it was run in has it.

    Only the placeholders in its Markdown cells ask for it.
    """
    front = next((block for block in carried_blocks(nb) if isinstance(block, Front)), None)
    if front is None:
        return None
    try:
        report = report_of(front.commune, front.period, mode=front.mode)
    except CchcError:
        return None
    return report if report.stamp == front.stamp else None


class _CchcExporter(Exporter):
    """Executed notebook in, the file of its blocks out."""

    extension = ""

    def _file_extension_default(self) -> str:
        return self.extension

    def from_notebook_node(  # type: ignore[override]  # nbconvert types the base's own output
        self, nb: NotebookNode, resources: Any = None, **_kw: Any
    ) -> tuple[str | bytes, Any]:
        """Return the file and the resources; raise `RenderError` as `capture` does."""
        made = self.render(_whole(nb))
        return made, self._init_resources(resources)  # type: ignore[no-untyped-call]

    def render(self, blocks: tuple[Block, ...]) -> str | bytes:
        """Return the file of a report's blocks."""
        raise NotImplementedError


class CchcHtmlExporter(_CchcExporter):
    """One HTML file (`jupyter nbconvert --to cchc-html`)."""

    export_from_notebook = "CCHC HTML"
    output_mimetype = "text/html"
    extension = ".html"

    def render(self, blocks: tuple[Block, ...]) -> str:
        """Return the page of a report."""
        return render_html(blocks)


class CchcPdfExporter(_CchcExporter):
    """PDF/A-2a and PDF/UA-1 (`jupyter nbconvert --to cchc-pdf`)."""

    export_from_notebook = "CCHC PDF"
    output_mimetype = "application/pdf"
    extension = ".pdf"

    def render(self, blocks: tuple[Block, ...]) -> bytes:
        """Return the PDF of a report."""
        return render_pdf(blocks)


class CchcDocxExporter(_CchcExporter):
    """A Word document (`jupyter nbconvert --to cchc-docx`)."""

    export_from_notebook = "CCHC Word"
    output_mimetype = docx.MIMETYPE
    extension = ".docx"

    def render(self, blocks: tuple[Block, ...]) -> bytes:
        """Return the Word document of a report."""
        return docx.render_docx(blocks)
