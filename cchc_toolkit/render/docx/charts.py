"""A chart's drawing as a picture for Word, which cannot show SVG everywhere.

The same typesetter and font draw it as in the PDF, so the letters are the same.
"""

from __future__ import annotations

import functools
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import typst

from cchc_toolkit.blocks.values import Chart
from cchc_toolkit.errors import RenderError
from cchc_toolkit.render.fonts import Font
from cchc_toolkit.render.typesetter import EPOCH, font_folder

DPI = 300
EMU_PER_INCH = 914400
_TEMPLATE = Path(__file__).with_name("chart.typ")


@dataclass(frozen=True)
class Picture:
    """A PNG and its printed size in English Metric Units (36000 to the millimetre)."""

    png: bytes
    width: int
    height: int


def picture_of(chart: Chart, font: Font) -> Picture:
    """Return the chart at 300 dots an inch; raise `RenderError` where its SVG cannot be drawn."""
    try:
        png = _compiler(font).compile(
            format="png", ppi=DPI, sys_inputs={"svg": chart.svg}, timestamp=EPOCH
        )
    except typst.TypstError as error:
        raise RenderError(
            f"Không vẽ được hình của biểu đồ: {error.message}",
            where=f"biểu đồ {chart.id}",
            advice="Vẽ lại biểu đồ bằng bộ công cụ.",
        ) from error
    return _sized(cast("bytes", png))


def prepare_charts(font: Font) -> None:
    """Read the font and the template; nothing is drawn yet."""
    _compiler(font)


def _sized(png: bytes) -> Picture:
    # Width and height stand in the header that opens every PNG.
    width, height = struct.unpack(">II", png[16:24])
    return Picture(png, width * EMU_PER_INCH // DPI, height * EMU_PER_INCH // DPI)


@functools.lru_cache(maxsize=4)
def _compiler(font: Font) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder(font))])
    return typst.Compiler(str(_TEMPLATE), font_paths=fonts, ignore_system_fonts=True)
