"""The marks of a report drawn large and light across the page, as outlines.

Outlines and not letters: a reader who copies or searches the page finds its text only.
"""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

WIDTH, HEIGHT = 210.0, 297.0
"""Of the drawing, in millimetres: a page of A4."""
COLOUR = "#ededed"
LENGTH = 235.0
"""The longest line may be this long across the page, in millimetres."""
TALLEST = 26.0
"""Height of an em, at most, in millimetres."""
UNITS = 1000
"""Of the outlines, to the em: a fortieth of a millimetre at most."""


@functools.lru_cache(maxsize=32)
def watermark_svg(marks: tuple[str, ...], bold_file: Path) -> str:
    """Return an A4 page of SVG with the marks drawn from corner to corner, "" without marks.

    >>> from cchc_toolkit.render.fonts import bundled_font
    >>> watermark_svg(("DỰ THẢO",), bundled_font().files[1])[:45]
    '<svg xmlns="http://www.w3.org/2000/svg" width'
    >>> watermark_svg((), bundled_font().files[1])
    ''
    """
    if not marks:
        return ""
    with TTFont(bold_file, lazy=True) as font:
        lines = [_outline(font, unicodedata.normalize("NFC", mark)) for mark in marks]
    longest = max(width for _, width in lines)
    em = min(TALLEST, LENGTH / longest)
    pitch = em * 1.25
    start = -pitch * (len(lines) - 1) / 2 + em * 0.35
    paths = "".join(
        f'<path d="{path}" transform="translate({-width * em / 2:.2f} {start + pitch * at:.2f}) '
        f'scale({em / UNITS:.6f})"/>'
        for at, (path, width) in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><g fill="{COLOUR}" '
        f'transform="translate({WIDTH / 2} {HEIGHT / 2}) rotate(-52)">{paths}</g></svg>'
    )


class _CubicPen(SVGPathPen):  # type: ignore[misc]  # fontTools is untyped
    """Writes every curve with whole numbers and as PDF has it.

    The outlines stand on every page; a quadratic curve would be written there in thirds.
    """

    _qCurveToOne = BasePen._qCurveToOne  # noqa: N815 - the name is that of fontTools


def _outline(font: TTFont, text: str) -> tuple[str, float]:
    """Return the outline of a line of text, `UNITS` to the em, baseline at 0; its width in ems."""
    glyphs, cmap, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
    pen = _CubicPen(glyphs, ntos=lambda number: str(round(number)))
    at = 0.0
    for letter in text:
        glyph = glyphs[cmap.get(ord(letter), ".notdef")]
        glyph.draw(TransformPen(pen, (UNITS / em, 0, 0, -UNITS / em, at * UNITS, 0)))
        at += glyph.width / em
    return pen.getCommands(), at
