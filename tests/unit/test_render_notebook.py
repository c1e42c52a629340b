"""Blocks out of executed notebooks, and the two exporters that read them."""

from __future__ import annotations

import copy
import json

import pytest
from nbconvert.exporters import get_exporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from render_sample import FRONT, paragraph, report_blocks

from cchc_toolkit.blocks import Block, to_json
from cchc_toolkit.blocks.values import MIME
from cchc_toolkit.errors import RenderError
from cchc_toolkit.render.exporters import CchcHtmlExporter, CchcPdfExporter
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.notebook import capture, require_front


def shown(*blocks: Block, kind: str = "display_data") -> NotebookNode:
    return new_output(kind, data={MIME: to_json(blocks), "text/plain": "…"})


def notebook(*outputs: NotebookNode) -> NotebookNode:
    note = new_markdown_cell("lời", metadata={"tags": ["remove-cell"]})
    cells = [note, *(new_code_cell("x", outputs=[each]) for each in outputs)]
    return new_notebook(cells=cells)


def test_blocks_come_in_cell_order_from_displays_and_results() -> None:
    blocks = report_blocks()
    nb = notebook(
        new_output("stream", name="stderr", text="nhật ký"),
        shown(*blocks[:3]),
        shown(*blocks[3:], kind="execute_result"),
    )
    before = copy.deepcopy(nb)
    assert capture(nb).blocks == blocks
    assert nb == before


def test_blocks_saved_as_text_are_read() -> None:
    text = json.dumps(to_json((FRONT,)), indent=1)
    lines = new_output("display_data", data={MIME: text.splitlines(keepends=True)})
    whole = new_output("display_data", data={MIME: json.dumps(to_json((paragraph("x"),)))})
    assert capture(notebook(lines, whole)).blocks == (FRONT, paragraph("x"))


def test_a_failed_cell_is_refused() -> None:
    failed = new_output("error", ename="ZeroDivisionError", evalue="division by zero")
    with pytest.raises(RenderError) as caught:
        capture(notebook(shown(FRONT), failed))
    assert str(caught.value) == (
        "Ô số 3 của sổ tay dừng vì lỗi ZeroDivisionError: division by zero.\n"
        "  Ở đâu: sổ tay, ô số 3: x\n"
        "  Cách sửa: Sửa nguyên nhân, chạy lại cả sổ tay rồi xuất."
    )


def test_no_blocks_are_refused() -> None:
    with pytest.raises(RenderError, match="Sổ tay không có khối nội dung nào để in"):
        require_front(capture(notebook()).blocks)


def test_blocks_that_do_not_open_with_a_front_are_refused() -> None:
    with pytest.raises(RenderError, match="Khối đầu tiên là 'paragraph', không phải 'front'"):
        require_front(capture(notebook(shown(paragraph("x")), shown(FRONT))).blocks)


def test_the_exporters_are_known_to_nbconvert_by_name() -> None:
    assert get_exporter("cchc-html") is CchcHtmlExporter
    assert get_exporter("cchc-pdf") is CchcPdfExporter


def test_the_html_exporter_gives_the_page() -> None:
    page, resources = CchcHtmlExporter().from_notebook_node(notebook(shown(*report_blocks())))
    assert page == render_html(report_blocks())
    assert resources["output_extension"] == ".html"


def test_a_notebook_without_a_letterhead_is_a_plain_document() -> None:
    nb = new_notebook(cells=[new_markdown_cell("# Sổ tay riêng\n\nMột đoạn."), new_code_cell("1")])
    page, _ = CchcHtmlExporter().from_notebook_node(nb)
    assert "<title>Sổ tay riêng</title>" in page
    assert "Một đoạn." in page
    assert 'class="letterhead"' not in page


def test_the_pdf_exporter_gives_bytes() -> None:
    nb = notebook(shown(FRONT, paragraph("x")))
    report, resources = CchcPdfExporter().from_notebook_node(nb)
    assert report.startswith(b"%PDF-1.7")
    assert resources["output_extension"] == ".pdf"
