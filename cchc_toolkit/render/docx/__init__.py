"""The Word report, laid out as Nghị định 30/2020/NĐ-CP asks, for the office to edit and sign.

Text, figures and order are those of the HTML and the PDF; looks are styles, so an edit moves
nothing else. Same blocks and same font give the same bytes.
"""

from __future__ import annotations

from cchc_toolkit.blocks.values import Block, Chart, Table
from cchc_toolkit.render.docx.body import Placed, document_xml
from cchc_toolkit.render.docx.charts import picture_of, prepare_charts
from cchc_toolkit.render.docx.measure import read_widths
from cchc_toolkit.render.docx.package import packed, picture_id
from cchc_toolkit.render.docx.page import furniture_xml
from cchc_toolkit.render.fonts import Font, choose_font
from cchc_toolkit.render.notebook import require_front

MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render_docx(blocks: tuple[Block, ...], font: Font | None = None) -> bytes:
    """Return the Word document of a report whose first block is its `Front`.

    The document always names Times New Roman; `font` draws the charts and measures the rules.
    Raises `RenderError` where there is no `Front` or a chart's SVG cannot be drawn.
    """
    front = require_front(blocks)
    font = font or choose_font()
    pictures = [picture_of(block, font) for block in blocks if isinstance(block, Chart)]
    placed = [Placed(picture, picture_id(at)) for at, picture in enumerate(pictures)]
    return packed(
        document_xml(blocks, font, placed),
        furniture_xml(front, wide=any(isinstance(b, Table) and b.landscape for b in blocks)),
        [picture.png for picture in pictures],
        front,
    )


def prepare_word(font: Font) -> None:
    """Read fonts and template once, for the processes that will be forked from this one."""
    prepare_charts(font)
    for file in font.files[:2]:
        read_widths(file)
