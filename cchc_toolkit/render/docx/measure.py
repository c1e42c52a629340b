"""How long a line of text is, for rules that are as long as the words above them."""

from __future__ import annotations

import functools
from pathlib import Path

from fontTools.ttLib import TTFont

from cchc_toolkit.render.printable import printable

MM_PER_POINT = 25.4 / 72


def text_width(text: str, file: Path, size: float) -> float:
    """Return the width in millimetres of a line set in a font file at a size in points.

    >>> from cchc_toolkit.render.fonts import bundled_font
    >>> round(text_width("Độc lập - Tự do - Hạnh phúc", bundled_font().files[1], 13), 1)
    56.1
    """
    widths, missing = read_widths(file)
    return sum(widths.get(ord(sign), missing) for sign in printable(text)) * size * MM_PER_POINT


def line_count(text: str, room: float, file: Path, size: float) -> int:
    """Return how many lines a text takes in a room of so many millimetres, at least one.

    >>> from cchc_toolkit.render.fonts import bundled_font
    >>> line_count("Chỉ tiêu thống kê", 20, bundled_font().files[1], 12)
    2
    """
    lines, used = 1, 0.0
    space = text_width(" ", file, size)
    for word in text.split():
        width = text_width(word, file, size)
        if used and used + space + width > room:
            lines, used = lines + 1, width
        else:
            used += width + (space if used else 0)
    return lines


@functools.cache
def read_widths(file: Path) -> tuple[dict[int, float], float]:
    """Return the width in ems of each letter by its code, and that of a letter it lacks."""
    with TTFont(file, lazy=True) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        widths = {code: metrics[name][0] / em for code, name in font.getBestCmap().items()}
        return widths, metrics[".notdef"][0] / em
