"""Runs of a block as runs of Word."""

from __future__ import annotations

from cchc_toolkit.blocks.html import GAP
from cchc_toolkit.blocks.values import Run
from cchc_toolkit.render.docx.markup import run


def shown(content: Run) -> str:
    """Return what a run prints: a gap without words prints as `[…]`."""
    return content.text or GAP if content.missing else content.text


def run_text(content: Run, *, bold: bool = False, italic: bool = False, size: float = 0) -> str:
    """Return a run with its own looks and those of its place; `size` is in points, 0 for none.

    >>> run_text(Run("", missing=True))
    '<w:r><w:rPr><w:rStyle w:val="Chotrong"/></w:rPr><w:t xml:space="preserve">[…]</w:t></w:r>'
    """
    looks = '<w:rStyle w:val="Chotrong"/>' if content.missing else ""
    if bold or content.bold:
        looks += "<w:b/><w:bCs/>"
    if italic or content.italic:
        looks += "<w:i/><w:iCs/>"
    if size:
        looks += f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'
    return run(shown(content), looks)


def runs_text(contents: tuple[Run, ...]) -> str:
    """Return the runs of a paragraph one after another."""
    return "".join(map(run_text, contents))
