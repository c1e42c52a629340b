"""How charts look: sizes, greys, fills, and the measuring and wrapping of text.

Text is measured with the vendored Liberation Serif, found by path, so that a layout never depends
on the fonts of the machine; it has the metrics of Times New Roman, in which the page shows it.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from cchc_toolkit.paths import package_file

POINT = 25.4 / 72
"""Millimetres in a point."""

TEXT_SIZE = 11.0
TICK_SIZE = 10.0
LINE_SPACING = 1.25  # room for stacked Vietnamese diacritics (Ế, Ộ) between lines

INK = "#1a1a1a"
MUTED = "#4d4d4d"
GRID = "#d4d4d4"
PAPER = "#ffffff"

FAMILIES = ("Times New Roman", "Liberation Serif", "serif")
MISSING_GLYPH = r"Glyph .* missing from font"
"""The warning for a sign our font lacks; it only measures, and the page may well have the sign."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Fill:
    """A colour, and a matplotlib hatch over it that tells it apart in print without colour."""

    colour: str
    hatch: str = ""


STRONG = Fill("#1f3f66")
PLAIN = Fill("#a8bdd3")
PARTS = (
    STRONG,
    Fill("#f2f2f2", "///"),
    Fill("#8fa9c4"),
    Fill(PAPER, "----"),
    Fill("#c9c9c9", "\\\\\\"),
    Fill(PAPER, "xxx"),
)
"""Fills of neighbouring parts: dark and light alternate, and no two share both tone and hatch."""


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = TEXT_SIZE, bold: bool = False) -> float:
    """Return the width of one line of text in mm, measured in Liberation Serif of `size` pt.

    >>> 26 < text_width("Hồ sơ trực tuyến") < 27
    True
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=MISSING_GLYPH)
        # The typed signature wants True or "TeX"; False is what Text itself passes for plain text.
        ismath: Any = False
        width, _, _ = text_to_path.get_text_width_height_descent(
            text, font(size, bold, False), ismath
        )
    return float(width) * POINT


def wrapped(
    text: str, width: float, size: float = TEXT_SIZE, bold: bool = False
) -> tuple[str, ...]:
    """Return the lines of text that fit `width` mm, as even in length as the words allow.

    A word wider than the line is cut; nothing is dropped.

    >>> wrapped("Tỷ lệ hồ sơ giải quyết đúng hạn", 35)
    ('Tỷ lệ hồ sơ giải', 'quyết đúng hạn')
    """
    lines = _greedy(text, width, size, bold)
    while len(lines) > 1:
        width -= 1
        tighter = _greedy(text, width, size, bold)
        if len(tighter) > len(lines) or " ".join(tighter) != " ".join(lines):
            break
        lines = tighter
    return lines


def _greedy(text: str, width: float, size: float, bold: bool) -> tuple[str, ...]:
    lines: list[str] = []
    for word in text.split(" "):
        pieces = _pieces(word, width, size, bold)
        joined = f"{lines[-1]} {pieces[0]}" if lines else pieces[0]
        if lines and text_width(joined, size, bold) <= width:
            lines[-1:] = [joined]
        else:
            lines.append(pieces[0])
        lines += pieces[1:]
    return tuple(lines)


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and text_width(pieces[-1] + char, size, bold) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


@lru_cache(maxsize=64)
def font(size: float, bold: bool, italic: bool) -> FontProperties:
    """Return the vendored face under the names that the page's font list shall have."""
    face = {(0, 0): "Regular", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[bold, italic]
    return FontProperties(
        fname=package_file("fonts", f"LiberationSerif-{face}.ttf"),
        family=list(FAMILIES),
        weight="bold" if bold else "normal",
        style="italic" if italic else "normal",
        variant="normal",
        stretch="normal",
        size=size,
    )
