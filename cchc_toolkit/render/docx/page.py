"""What stands on every page of the Word report: its size, number, marks, and a draft's identity."""

from __future__ import annotations

from cchc_toolkit.blocks.values import Front
from cchc_toolkit.render.docx.markup import NAMESPACES, paragraph, run, twips

_KINDS = ("header", "headerFirst", "footer", "footerFirst")
_WIDE = ("headerWide", "headerWideFirst", "footer", "footerFirst")
"""The ids of the relationships to headers and footers, of upright pages and of those on their side:
the number stands in the middle of each."""


_TAB = "<w:r><w:tab/></w:r>"
_SIZE = '<w:rPr><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>'
_NUMBER = (
    f'<w:r>{_SIZE}<w:fldChar w:fldCharType="begin"/></w:r>'
    f'<w:r>{_SIZE}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    f'<w:r>{_SIZE}<w:fldChar w:fldCharType="separate"/></w:r>'
    f"<w:r>{_SIZE}<w:t>2</w:t></w:r>"
    f'<w:r>{_SIZE}<w:fldChar w:fldCharType="end"/></w:r>'
)


_BESIDE = 40
"""Letters of marks that fit beside the number of the page."""


def section(*, names: bool, landscape: bool = False, opens: bool = True) -> str:
    """Return a section's properties: A4, the decree's margins, pages counted from 1.

    One that `names` no headers and footers inherits them; one that `opens` neither the body nor an
    appendix goes on counting its pages.
    """
    size = f'w:w="{twips(210)}" w:h="{twips(297)}"'
    if landscape:
        size = f'w:w="{twips(297)}" w:h="{twips(210)}" w:orient="landscape"'
    count, title = ('<w:pgNumType w:start="1"/>', "<w:titlePg/>") if opens else ("", "")
    return (
        f"<w:sectPr>{_references(_WIDE if landscape else _KINDS) if names else ''}"
        f'<w:type w:val="nextPage"/><w:pgSz {size}/>'
        f'<w:pgMar w:top="{twips(20)}" w:right="{twips(15)}" w:bottom="{twips(20)}" '
        f'w:left="{twips(30)}" w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>'
        f'{count}<w:cols w:space="720"/>{title}</w:sectPr>'
    )


def _references(kinds: tuple[str, ...]) -> str:
    return "".join(
        f'<w:{name[:6]}Reference w:type="{page}" r:id="{name}"/>'
        for name, page in zip(kinds, ("default", "first") * 2, strict=True)
    )


def furniture_xml(front: Front, *, wide: bool = False) -> dict[str, str]:
    """Return the headers and footers by the id that `section` gives them.

    With `wide`, those of pages that lie on their side too.
    """
    footer = paragraph("Footer", run(front.footer, '<w:color w:val="555555"/>'))
    feet = {"footer": _part("ftr", footer), "footerFirst": _part("ftr", footer)}
    return {**_headers(front, "header"), **(_headers(front, "headerWide") if wide else {}), **feet}


def _headers(front: Front, name: str) -> dict[str, str]:
    style = "Header" if name == "header" else "Headerngang"
    beside, below = _marks(front.marks, style)
    return {
        name: _part("hdr", paragraph(style, _TAB + _NUMBER + _TAB + beside) + below),
        # The first page of the body and of each appendix shows no number.
        f"{name}First": _part("hdr", paragraph(style, _TAB + _TAB + beside) + below),
    }


def _marks(marks: tuple[str, ...], style: str) -> tuple[str, str]:
    """Return the marks beside the page number, and a line below for the last where all are long."""
    last = len(marks) > 1 and sum(map(len, marks)) > _BESIDE
    runs = [run(mark, '<w:rStyle w:val="Dau"/>') for mark in marks]
    beside = run(" ").join(runs[:-1] if last else runs)
    return beside, paragraph(style, _TAB + _TAB + runs[-1]) if last else ""


def _part(name: str, content: str) -> str:
    return f"<w:{name} {NAMESPACES}>{content}</w:{name}>"
