"""The parts of the decree around the body: head, title, receivers, signature, appendix title."""

from __future__ import annotations

from cchc_toolkit.blocks.html import form_line, listed
from cchc_toolkit.blocks.paper import TEXT_WIDTH
from cchc_toolkit.blocks.values import Addressee, AppendixTitle, Letterhead, Signature, Title
from cchc_toolkit.render.docx.markup import cell, paragraph, row, rule, run, table, twips
from cchc_toolkit.render.docx.measure import MM_PER_POINT, text_width
from cchc_toolkit.render.fonts import Font

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

_LEFT, _GUTTER = 68.0, 2.0
_RIGHT = TEXT_WIDTH - _LEFT
_SIDES = [_LEFT, _RIGHT]
# A paragraph of one point follows such a table, or Word would join it to a table after it.
_APART = f'<w:tcMar><w:left w:w="{twips(_GUTTER)}" w:type="dxa"/></w:tcMar>'


def letterhead(block: Letterhead, font: Font) -> str:
    """Return the two-column head: issuer and nation with their rules, then number and date."""
    first = cell(_LEFT, _issuer(block, font)) + cell(_RIGHT, _nation(font), _APART)
    number = (
        lines("Sokyhieu", block.number)
        + lines("Trichyeu", block.about)
        + lines("Duthao", "DỰ THẢO" if block.draft else "")
    )
    second = cell(_LEFT, number) + cell(_RIGHT, lines("Diadanh", block.place_date), _APART)
    return table("Khungtrinhbay", _SIDES, row(first) + row(second)) + paragraph("Ngatphan")


def _issuer(block: Letterhead, font: Font) -> str:
    named = lines("Cochuquan", block.superior) + lines("Cobanhanh", *block.issuer)
    if not block.issuer:
        return named
    width = min(text_width(block.issuer[-1], font.files[1], 12), _LEFT)
    return named + rule(width * 0.45, _LEFT)


def _nation(font: Font) -> str:
    room = _RIGHT - _GUTTER
    width = text_width(MOTTO, font.files[1], 13)
    return lines("Quochieu", NATION) + lines("Tieungu", MOTTO) + rule(width, room)


def title(block: Title, font: Font) -> str:
    """Return the kind of document, its subject with a rule below, and the note."""
    parts = lines("Title", block.name) + lines("Subtitle", block.subject)
    if block.subject:
        width = min(text_width(block.subject, font.files[1], 14), TEXT_WIDTH)
        parts += rule(width * 0.4, TEXT_WIDTH)
    return parts + lines("Ghichuten", block.note)


def addressee(block: Addressee, font: Font) -> str:
    """Return one receiver on the line of `Kính gửi:`, or several below it, a line each."""
    if len(block.receivers) < 2:
        return lines("Kinhgui", *(f"Kính gửi: {name}" for name in block.receivers))
    items = listed(block.receivers)
    longest = max(text_width(item, font.files[0], 14) for item in items)
    lead = text_width("Kính gửi:", font.files[0], 14) + 0.6 * 14 * MM_PER_POINT
    side = max((TEXT_WIDTH - lead - longest) / 2, 0)
    first = paragraph("Noigui", run("Kính gửi:"), True, _placed(side, before=16, after=0))
    last = len(items) - 1
    return first + "".join(
        paragraph("Noigui", run(item), at < last, _placed(side + lead, 0, 10 if at == last else 0))
        for at, item in enumerate(items)
    )


def _placed(left: float, before: int, after: int) -> str:
    spacing = f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"/>'
    return f'{spacing}<w:ind w:left="{twips(left)}" w:firstLine="0"/>'


def signature(block: Signature) -> str:
    """Return receivers on the left, authority, role and name on the right, never broken."""
    items = listed(block.receivers)
    left = lines("Noinhan", "Nơi nhận:" if items else "") + lines("Danhsachnhan", *items)
    signer = lines("Chucvu", block.authority, block.role) + lines("Hoten", block.name)
    sides = cell(_LEFT, left) + cell(_RIGHT, signer, _APART)
    drawn = table("Khungtrinhbay", _SIDES, row(sides))
    return paragraph("Cachbang", keep_next=True) + drawn + paragraph("Ngatphan")


def appendix_title(block: AppendixTitle, font: Font) -> str:
    """Return label and name as one heading, then what it is attached to and its form."""
    named = "\n".join(line for line in (block.label, *block.title) if line)
    below = lines("Bieumau", form_line(block.form)) + lines("Kemtheo", block.attached)
    if block.attached:
        width = min(text_width(block.attached, font.files[2], 14), TEXT_WIDTH)
        below += rule(width * 0.4, TEXT_WIDTH)
    return lines("Tenphuluc", named) + below + paragraph("Cachbang", keep_next=True)


def lines(style: str, *texts: str, keep_next: bool = False) -> str:
    """Return a paragraph for each text that is not empty."""
    return "".join(paragraph(style, run(text), keep_next) for text in texts if text)
