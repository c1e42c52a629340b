"""The exporters that `jupyter nbconvert --to cchc-html|cchc-pdf|cchc-docx` finds by entry point.

They stand apart from what they call, since nbconvert takes a fifth of a second to import and a
batch renders without it.
"""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from cchc_toolkit.blocks.values import Block
from cchc_toolkit.render import docx
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.notebook import blocks_of
from cchc_toolkit.render.pdf import render_pdf


class _CchcExporter(Exporter):
    """Executed notebook in, the file of its blocks out."""

    extension = ""

    def _file_extension_default(self) -> str:
        return self.extension

    def from_notebook_node(  # type: ignore[override]  # nbconvert types the base's own output
        self, nb: NotebookNode, resources: Any = None, **_kw: Any
    ) -> tuple[str | bytes, Any]:
        """Return the file and the resources; raise `RenderError` as `blocks_of` does."""
        made = self.render(blocks_of(nb))
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
