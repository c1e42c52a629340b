"""What stands on every page of the Word report: its size, number, marks, and a draft's identity."""

from __future__ import annotations

from cchc_toolkit.blocks.values import Front
from cchc_toolkit.render.docx.markup import NAMESPACES, paragraph, run, twips

FURNITURE = ("header", "headerFirst", "footer", "footerFirst")
"""The ids of the relationships to the headers and footers, as the sections name them."""

_REFERENCES = "".join(
    f'<w:{kind}Reference w:type="{page}" r:id="{kind}{suffix}"/>'
    for kind in ("header", "footer")
    for page, suffix in (("default", ""), ("first", "First"))
)
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


def section(*, first: bool) -> str:
    """Return a section's properties: A4, the decree's margins, pages counted from 1.

    The first section names the headers and footers; the others inherit them.
    """
    return (
        f'<w:sectPr>{_REFERENCES if first else ""}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/>'
        f'<w:pgMar w:top="{twips(20)}" w:right="{twips(15)}" w:bottom="{twips(20)}" '
        f'w:left="{twips(30)}" w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    )


def furniture_xml(front: Front) -> dict[str, str]:
    """Return the headers and footers by the id that `section` gives them."""
    beside, below = _marks(front.marks)
    footer = paragraph("Footer", run(front.footer, '<w:color w:val="555555"/>'))
    return {
        "header": _part("hdr", paragraph("Header", _TAB + _NUMBER + _TAB + beside) + below),
        # The first page of the body and of each appendix shows no number.
        "headerFirst": _part("hdr", paragraph("Header", _TAB + _TAB + beside) + below),
        "footer": _part("ftr", footer),
        "footerFirst": _part("ftr", footer),
    }


def _marks(marks: tuple[str, ...]) -> tuple[str, str]:
    """Return the marks beside the page number, and a line below for the last where all are long."""
    last = len(marks) > 1 and sum(map(len, marks)) > _BESIDE
    runs = [run(mark, '<w:rStyle w:val="Dau"/>') for mark in marks]
    beside = run(" ").join(runs[:-1] if last else runs)
    return beside, paragraph("Header", _TAB + _TAB + runs[-1]) if last else ""


def _part(name: str, content: str) -> str:
    return f"<w:{name} {NAMESPACES}>{content}</w:{name}>"
