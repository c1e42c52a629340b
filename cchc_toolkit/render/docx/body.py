"""The blocks of a report as the body of a Word document: one section for each appendix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_toolkit.blocks.html import DEEPEST_ITEM, heading_text
from cchc_toolkit.blocks.paper import turned
from cchc_toolkit.blocks.values import (
    Addressee,
    AppendixTitle,
    Block,
    Chart,
    Front,
    Heading,
    Item,
    Letterhead,
    Paragraph,
    Preformatted,
    Quote,
    Signature,
    Table,
    Title,
)
from cchc_toolkit.render.docx import head
from cchc_toolkit.render.docx.charts import Picture
from cchc_toolkit.render.docx.markup import NAMESPACES, escaped, paragraph, run, twips
from cchc_toolkit.render.docx.page import section
from cchc_toolkit.render.docx.tables import data_table
from cchc_toolkit.render.docx.text import runs_text
from cchc_toolkit.render.fonts import Font

_BULLETS = {"": "Normal", "-": "Gachdau1", "+": "Gachdau2"}
_INDENT, _HANGING = 12.7, 8.0
"""Millimetres from the margin to a list, and from an item's mark to its words."""
_DEEPEST = 9
"""Word's last level of headings."""


@dataclass(frozen=True)
class Placed:
    """A picture and the id of its relationship."""

    picture: Picture
    relation: str


def document_xml(blocks: Sequence[Block], font: Font, pictures: Sequence[Placed]) -> str:
    """Return the part `word/document.xml`; `pictures` are those of the charts, in order."""
    return f"<w:document {NAMESPACES}><w:body>{_body(blocks, font, pictures)}</w:body></w:document>"


def _body(blocks: Sequence[Block], font: Font, pictures: Sequence[Placed]) -> str:
    parts: list[str] = []
    waiting = iter(pictures)
    ranks = iter(_ranks(blocks))
    sides = turned(blocks)
    ends = _sections(blocks, sides)
    for at, block in enumerate(blocks):
        if at in ends:
            _close(parts)
            # The properties of a section stand in its last paragraph.
            parts.append(paragraph("Ngatphan", properties=ends[at]))
        if isinstance(block, Chart):
            keep = at + 2 == len(blocks) and isinstance(blocks[-1], Chart)
            parts.append(_chart(block, next(waiting), len(parts) + 1, keep_next=keep))
        elif isinstance(block, Heading):
            parts.append(_heading(block, next(ranks)))
        elif isinstance(block, Item | Quote | Preformatted):
            parts.append(_authored(block))
        elif isinstance(block, Paragraph):
            follows = blocks[at + 1] if at + 1 < len(blocks) else None
            keep = block.leads or isinstance(follows, Signature)
            parts.append(_paragraph(block, keep_next=keep))
        else:
            parts.append(_other(block, font))
    _close(parts)
    # Word wants a paragraph after a table that ends the document.
    return "".join(parts) + paragraph("Ngatphan") + ends[len(blocks)]


def _close(parts: list[str]) -> None:
    """Take off the space below a table that ends a section.

    Below one that fills its page to the foot it would stand on an empty page of its own.
    """
    if parts:
        parts[-1] = parts[-1].removesuffix(paragraph("Cachbang"))


def _sections(blocks: Sequence[Block], sides: Sequence[bool]) -> dict[int, str]:
    """Return the properties of each section by the place of the block that it ends before.

    A section ends before an appendix, and where the pages begin or cease to lie on their side.
    """
    ends: dict[int, str] = {}
    opens, begun = True, False
    for at in range(1, len(blocks) + 1):
        appendix = at < len(blocks) and isinstance(blocks[at], AppendixTitle)
        if at == len(blocks) or appendix or sides[at] != sides[at - 1]:
            names = not begun or any(sides)
            ends[at] = section(names=names, landscape=sides[at - 1], opens=opens)
            opens, begun = appendix, True
    return ends


def _other(block: Block, font: Font) -> str:  # noqa: PLR0911 - a line a kind of block
    match block:
        case Letterhead():
            return head.letterhead(block, font)
        case Title():
            return head.title(block, font)
        case Addressee():
            return head.addressee(block, font)
        case Signature():
            return head.signature(block)
        case AppendixTitle():
            return head.appendix_title(block, font)
        case Table():
            return data_table(block, font)
        case Front():
            return ""  # its title and marks belong to the pages around the blocks
        case _:
            raise AssertionError(block.kind)


def _ranks(blocks: Sequence[Block]) -> Iterator[int]:
    """Return the outline level of each heading; it never skips one, whatever its own level."""
    rank = 0
    for block in blocks:
        if isinstance(block, Heading):
            rank = min(block.level, rank + 1, _DEEPEST)
            yield rank
        elif isinstance(block, AppendixTitle):
            rank = 1


def _heading(block: Heading, rank: int) -> str:
    return head.lines(f"Heading{rank}", heading_text(block))


def _paragraph(block: Paragraph, *, keep_next: bool) -> str:
    if not block.runs:
        return ""
    lead = run(f"{block.mark} ") if block.mark else ""
    style = _BULLETS.get(block.mark, "Gachdau1")
    return paragraph(style, lead + runs_text(block.runs), keep_next)


def _authored(block: Item | Quote | Preformatted) -> str:
    """Return an item of a list, a quotation or lines of one width."""
    if isinstance(block, Preformatted):
        return paragraph("Mayin", run(block.text))
    if isinstance(block, Quote):
        return paragraph("Trichdan", runs_text(block.runs))
    inward = twips(_INDENT + _HANGING * min(block.level, DEEPEST_ITEM))
    first = f'w:hanging="{twips(_HANGING)}"' if block.mark else 'w:firstLine="0"'
    place = f'<w:tabs><w:tab w:val="left" w:pos="{inward}"/></w:tabs>'
    place += f'<w:ind w:left="{inward}" {first}/>'
    lead = run(block.mark) + "<w:r><w:tab/></w:r>" if block.mark else ""
    return paragraph("Mucliet", lead + runs_text(block.runs), properties=place)


def _chart(block: Chart, placed: Placed, number: int, *, keep_next: bool) -> str:
    """Return a picture above its caption; `keep_next` for the chart before the last one."""
    drawn = paragraph("Hinh", _drawing(block, placed, number), keep_next=bool(block.caption))
    return drawn + head.lines("Caption", block.caption, keep_next=keep_next)


def _drawing(block: Chart, placed: Placed, number: int) -> str:
    size = f'cx="{placed.picture.width}" cy="{placed.picture.height}"'
    said = escaped(" ".join((block.alt or block.caption).split()))
    named = f'id="{number}" name="{escaped(block.id)}" descr="{said}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/><wp:docPr {named}/>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        "<a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{placed.relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
