"""The one place that talks to matplotlib: marks in millimetres become SVG text.

A drawing is a tuple of marks (`Box`, `Stroke`, `Label`, `Dots`), frozen values in drawing order.
Each is drawn on a figure of its own with matplotlib's own defaults, so neither an earlier chart
nor a user's rcParams can change a byte. Text stays text, in the page's font.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, assert_never

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from cchc_toolkit.charts.style import (
    FAMILIES,
    INK,
    PAPER,
    POINT,
    TEXT_SIZE,
    Align,
    Fill,
    font,
)

_HATCH_INK = "#404040"
_DRAWN_FROM = ("figure.", "font.", "hatch.", "lines.", "patch.", "path.", "svg.", "text.")
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


@dataclass(frozen=True)
class Box:
    """A filled rectangle with the corners (x0, y0) and (x1, y1) in mm; `edge` is a pen in pt."""

    x0: float
    y0: float
    x1: float
    y1: float
    fill: Fill
    edge: float = 0


@dataclass(frozen=True)
class Stroke:
    """A straight line in mm, drawn with a pen of `width` pt."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.6
    colour: str = INK
    dashed: bool = False


@dataclass(frozen=True)
class Label:
    """One line of text; (x, y) in mm is on its baseline, `align` says which end of it."""

    x: float
    y: float
    text: str
    size: float = TEXT_SIZE
    align: Align = "left"
    bold: bool = False
    italic: bool = False
    colour: str = INK


@dataclass(frozen=True)
class Dots:
    """Equal dots at `points` (mm); `diameter` in mm."""

    points: tuple[tuple[float, float], ...]
    diameter: float
    colour: str


Mark = Box | Stroke | Label | Dots


def svg(marks: tuple[Mark, ...], width: float, height: float, id_prefix: str) -> str:
    """Return the marks as SVG text of `width` × `height` mm, y downwards, later marks on top.

    The same marks give the same bytes. Every id starts with `id_prefix`, so that several charts
    can stand in one HTML page; a prefix that is no plain name raises `ValueError`.

    >>> text = svg((Label(1, 5, "Đúng hạn < 100%"),), 40, 8, "c1")
    >>> text.startswith('<svg width="40mm" height="8mm"'), "Đúng hạn &lt; 100%" in text
    (True, True)
    """
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", id_prefix) is None:
        raise ValueError(f"id_prefix {id_prefix!r} is not a plain ASCII name")
    raw = io.StringIO()
    with mpl.rc_context(_rc()), warnings.catch_warnings():
        # Our font only measures; the page may well have a font for a sign that ours lacks.
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from font")
        figure = Figure(figsize=(width / 25.4, height / 25.4), dpi=72, frameon=False)
        to_points = Affine2D().scale(1 / POINT, -1 / POINT).translate(0, height / POINT)
        for depth, mark in enumerate(marks):
            figure.add_artist(_artist(mark, to_points, depth))
        canvas: Any = FigureCanvasSVG(figure)  # its stub leaves print_svg untyped
        canvas.print_svg(raw, metadata=_NO_METADATA)
    return _trimmed(raw.getvalue(), width, height, id_prefix)


@lru_cache(maxsize=1)
def _rc() -> dict[Any, Any]:
    """Return every setting that a drawing depends on, whatever the user's matplotlibrc says."""
    defaults = {
        key: value for key, value in mpl.rcParamsDefault.items() if key.startswith(_DRAWN_FROM)
    }
    return defaults | {
        "svg.fonttype": "none",
        "svg.hashsalt": "cchc-toolkit",
        "font.serif": list(FAMILIES[:-1]),  # what "serif" expands to in the SVG's font list
        "hatch.linewidth": 0.5,
    }


def _artist(mark: Mark, to_points: Transform, depth: int) -> Artist:
    match mark:
        case Box():
            return _rectangle(mark, to_points, depth)
        case Stroke():
            return _line(mark, to_points, depth)
        case Label():
            return _text(mark, to_points, depth)
        case Dots():
            return _dots(mark, to_points, depth)
        case _:
            assert_never(mark)


def _rectangle(box: Box, to_points: Transform, depth: int) -> Artist:
    return Rectangle(
        (min(box.x0, box.x1), min(box.y0, box.y1)),
        abs(box.x1 - box.x0),
        abs(box.y1 - box.y0),
        facecolor=box.fill.colour,
        edgecolor=_HATCH_INK if box.edge or box.fill.hatch else "none",
        linewidth=box.edge,
        hatch=box.fill.hatch or None,
        transform=to_points,
        zorder=depth,
    )


def _line(stroke: Stroke, to_points: Transform, depth: int) -> Artist:
    return Line2D(
        (stroke.x0, stroke.x1),
        (stroke.y0, stroke.y1),
        linewidth=stroke.width,
        color=stroke.colour,
        linestyle=(0, (4, 2.5)) if stroke.dashed else "-",
        solid_capstyle="butt",
        transform=to_points,
        zorder=depth,
    )


def _text(label: Label, to_points: Transform, depth: int) -> Artist:
    return Text(
        label.x,
        label.y,
        label.text,
        color=label.colour,
        horizontalalignment=label.align,
        verticalalignment="baseline",
        fontproperties=font(label.size, label.bold, label.italic),
        parse_math=False,  # "$" in a commune's text is a dollar sign
        usetex=False,
        transform=to_points,
        zorder=depth,
    )


def _dots(dots: Dots, to_points: Transform, depth: int) -> Artist:
    return Line2D(
        [x for x, _ in dots.points],
        [y for _, y in dots.points],
        linestyle="none",
        marker="o",
        markersize=dots.diameter / POINT,
        markerfacecolor=dots.colour,
        markeredgecolor=PAPER,
        markeredgewidth=0.4,
        transform=to_points,
        zorder=depth,
    )


def _trimmed(raw: str, width: float, height: float, id_prefix: str) -> str:
    """Drop prolog and page-wide style, size in mm, prefix the ids; text content stays as it is."""
    root, _, body = raw[raw.index("<svg") :].partition(">")
    box = root[root.index("viewBox=") :].split('"')[1]
    body = body[: body.rindex("</svg>")]
    body = re.sub(r"\s*<defs>\s*<style[^>]*>[^<]*</style>\s*</defs>", "", body, count=1)
    # Only inside tags: in text, matplotlib writes "<" and ">" as entities.
    body = re.sub(r"<[^<>]+>", lambda tag: _prefixed(tag[0], id_prefix), body)
    head = (
        f'<svg width="{width:.6g}mm" height="{height:.6g}mm" viewBox="{box}" version="1.1" '
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'style="stroke-linejoin: round; stroke-linecap: butt; overflow: visible">'
    )
    return f"{head}{body.rstrip()}\n</svg>"


def _prefixed(tag: str, id_prefix: str) -> str:
    return re.sub(r'( id="|url\(#|href="#)', rf"\g<1>{id_prefix}-", tag)
