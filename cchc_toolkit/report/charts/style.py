"""How charts look: sizes, greys, fills, and the measuring and wrapping of text.

Text is measured with the vendored Liberation Serif, found by path, so that a layout never depends
on the fonts of the machine; it has the metrics of Times New Roman, in which the page shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from fontTools.ttLib import TTFont

from cchc_toolkit.system.paths import package_file

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

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Fill:
    """A colour that a shape is filled with."""

    colour: str


STRONG = Fill("#1f3f66")
PLAIN = Fill("#a8bdd3")


@lru_cache(maxsize=4096)  # wrapping asks for the same words at one width after another
def text_width(text: str, size: float = TEXT_SIZE, bold: bool = False) -> float:
    """Return the width of one line of text in mm, measured in Liberation Serif of `size` pt.

    A sign that the font lacks counts as a full square: the page will show it in another font.

    >>> 26 < text_width("Hồ sơ trực tuyến") < 27
    True
    """
    advances = _advances(bold)
    return sum([advances.get(char, 1.0) for char in text]) * size * POINT


@lru_cache(maxsize=2)
def _advances(bold: bool) -> dict[str, float]:
    """Return the advance of every sign in the face, in em."""
    name = "Bold" if bold else "Regular"
    with TTFont(package_file("text", "fonts", f"LiberationSerif-{name}.ttf")) as face:
        units, metrics = face["head"].unitsPerEm, face["hmtx"].metrics
        return {chr(code): metrics[name][0] / units for code, name in face.getBestCmap().items()}


@lru_cache(maxsize=512)
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
    if text_width(word, size, bold) <= width:
        return [word]
    pieces = [""]
    for char in word:
        if pieces[-1] and text_width(pieces[-1] + char, size, bold) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


@lru_cache(maxsize=256)
def text_style(size: float, bold: bool, italic: bool, align: Align, colour: str) -> str:
    """Return the CSS of a text, under the names that the page's font list shall have.

    >>> text_style(10, False, True, "right", INK)[:55]
    "font-style: italic; font-size: 10px; font-family: 'Time"
    """
    families = ", ".join(name if name == "serif" else f"'{name}'" for name in FAMILIES)
    anchor = {"left": "start", "center": "middle", "right": "end"}[align]
    slant, weight = ("font-style: italic; " if italic else ""), "font-weight: 700; " if bold else ""
    return (
        f"{slant}{weight}font-size: {size:g}px; font-family: {families}; "
        f"text-anchor: {anchor}; fill: {colour}"
    )
