"""The one place that talks to matplotlib: marks in millimetres become SVG text.

A drawing is a tuple of marks (`Box`, `Stroke`, `Label`, `Dots`), frozen values in drawing order.
They go straight to matplotlib's SVG renderer: figures and artists would lay out and measure again
what is placed already, in ten times the time. The renderer is new for each drawing and reads
matplotlib's own defaults, so neither an earlier chart nor a user's rcParams can change a byte.
Text stays text, in the page's font.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, assert_never

import matplotlib as mpl
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform

from cchc_toolkit.report.charts.style import (
    FAMILIES,
    INK,
    PAPER,
    POINT,
    TEXT_SIZE,
    Align,
    Fill,
    text_style,
)

_EDGE_INK = "#404040"
_DASH, _DASH_GAP = 4.0, 2.5
"""Of a dashed line, as multiples of its pen."""
_READ_BY_RENDERER = ("font.", "hatch.", "path.", "svg.")
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
    with mpl.rc_context(_rc()):
        sheet = _Sheet(raw, width, height)
        for mark in marks:
            sheet.draw(mark)
        sheet.renderer.finalize()
    return _trimmed(raw.getvalue(), width, height, id_prefix)


@lru_cache(maxsize=1)
def _rc() -> dict[Any, Any]:
    """Return every setting that a drawing depends on, whatever the user's matplotlibrc says."""
    defaults = {
        key: value
        for key, value in mpl.rcParamsDefault.items()
        if key.startswith(_READ_BY_RENDERER)
    }
    return defaults | {
        "svg.fonttype": "none",
        "svg.hashsalt": "cchc-toolkit",
        "font.serif": list(FAMILIES[:-1]),  # what "serif" expands to in the SVG's font list
    }


class _Sheet:
    """A sheet of `width` × `height` mm under the pen; matplotlib counts points from below."""

    def __init__(self, raw: io.StringIO, width: float, height: float) -> None:
        self.height = height / POINT
        renderer: Any = RendererSVG  # matplotlib leaves it untyped
        self.renderer = renderer(width / POINT, self.height, raw, metadata=_NO_METADATA)

    def draw(self, mark: Mark) -> None:
        """Draw a mark over those that are there."""
        match mark:
            case Box():
                self._box(mark)
            case Stroke():
                self._stroke(mark)
            case Label():
                self._label(mark)
            case Dots():
                self._dots(mark)
            case _:
                assert_never(mark)

    def _box(self, box: Box) -> None:
        pen = self._pen(_EDGE_INK, box.edge)
        pen.set_joinstyle("miter")
        low, high = sorted((box.y0, box.y1))
        left, right = sorted((box.x0, box.x1))
        corners = ((left, low), (right, low), (right, high), (left, high), (left, low))
        outline = self._path(corners, closed=True)
        self.renderer.draw_path(
            pen, outline, IdentityTransform(), mpl.colors.to_rgb(box.fill.colour)
        )

    def _stroke(self, stroke: Stroke) -> None:
        pen = self._pen(stroke.colour, stroke.width)
        if stroke.dashed:
            pen.set_dashes(0, (_DASH * stroke.width, _DASH_GAP * stroke.width))
        line = self._path(((stroke.x0, stroke.y0), (stroke.x1, stroke.y1)))
        self.renderer.draw_path(pen, line, IdentityTransform())

    def _label(self, label: Label) -> None:
        # What `draw_text` would write, but for working out the same style for every label; and no
        # mathematics: "$" in a commune's text is a dollar sign.
        style = text_style(label.size, label.bold, label.italic, label.align, label.colour)
        place = {"x": _number(label.x / POINT), "y": _number(label.y / POINT)}
        self.renderer.writer.element("text", label.text, attrib={"style": style, **place})

    def _dots(self, dots: Dots) -> None:
        size = Affine2D().scale(dots.diameter / POINT / 2)
        self.renderer.draw_markers(
            self._pen(PAPER, 0.4),
            Path.unit_circle(),
            size,
            self._path(dots.points),
            IdentityTransform(),
            mpl.colors.to_rgb(dots.colour),
        )

    def _path(self, points: tuple[tuple[float, float], ...], *, closed: bool = False) -> Path:
        return Path([(x / POINT, self.height - y / POINT) for x, y in points], closed=closed)

    def _pen(self, colour: str, width: float) -> Any:
        pen = self.renderer.new_gc()
        pen.set_foreground(colour)
        pen.set_linewidth(width)
        return pen


def _number(value: float) -> str:
    """Return a number as matplotlib writes it."""
    return f"{value:f}".rstrip("0").rstrip(".")


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
