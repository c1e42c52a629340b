"""Runs of a block as runs of Word."""

from __future__ import annotations

from cchc_toolkit.blocks.html import GAP
from cchc_toolkit.blocks.values import Run
from cchc_toolkit.render.docx.markup import escaped, run
from cchc_toolkit.render.docx.styles import ONE_WIDTH


def shown(content: Run) -> str:
    """Return what a run prints: a gap without words prints as `[…]`."""
    return content.text or GAP if content.missing else content.text


def run_text(content: Run, *, bold: bool = False, italic: bool = False, size: float = 0) -> str:
    """Return a run with its own looks and those of its place; `size` is in points, 0 for none.

    >>> run_text(Run("", missing=True))
    '<w:r><w:rPr><w:rStyle w:val="Chotrong"/></w:rPr><w:t xml:space="preserve">[…]</w:t></w:r>'
    """
    looks = '<w:rStyle w:val="Chotrong"/>' if content.missing else ""
    if content.code:
        looks += ONE_WIDTH
    if bold or content.bold:
        looks += "<w:b/><w:bCs/>"
    if italic or content.italic:
        looks += "<w:i/><w:iCs/>"
    if content.link:
        looks += '<w:color w:val="1A4F8B"/>'
    if size:
        looks += f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'
    drawn = run(shown(content), looks)
    return _leading_to(content.link, drawn) if content.link else drawn


def _leading_to(address: str, drawn: str) -> str:
    """Return runs that lead to an address when clicked; nothing of it can end the field."""
    code = f'HYPERLINK "{address.replace(chr(92), "%5C").replace(chr(34), "%22")}"'
    return f'<w:fldSimple w:instr="{escaped(code)}">{drawn}</w:fldSimple>'


def runs_text(contents: tuple[Run, ...]) -> str:
    """Return the runs of a paragraph one after another."""
    return "".join(map(run_text, contents))
