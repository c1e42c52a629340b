"""Typst with one font: what `pdf` says of a report in, the pages out.

The template `report.typ` gets one JSON string, so text that a commune wrote is never read as
markup. Same text and same font give the same bytes, whatever this process typeset before: nothing
of the clock, the machine or an earlier report goes in.
"""

from __future__ import annotations

import datetime
import functools
import shutil
from pathlib import Path
from typing import Literal, cast

import typst

from cchc_toolkit.render.fonts import BUNDLED_DIR, ONE_WIDTH, Font
from cchc_toolkit.system.temporary import temporary_folder

TEMPLATE = Path(__file__).with_name("report.typ")
STANDARDS: tuple[Literal["ua-1", "a-2a"], ...] = ("ua-1", "a-2a")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""Stands where Typst would ask the clock; the document's own date is that of the report."""


def typeset(report: str, font: Font) -> bytes:
    """Return the PDF of a report that comes as JSON; raise `typst.TypstError` as Typst does.

    What this process typeset before makes it quicker, at half the cost and below, and changes
    nothing.
    """
    pdf = compiler(font).compile(
        _document(report),
        format="pdf",
        pdf_standards=list(STANDARDS),
        timestamp=EPOCH,
    )
    return cast("bytes", pdf)


def _document(report: str) -> bytes:
    """Return the document that hands the report to the template.

    In a text of Typst's only a backslash and a quote mean anything, and both are escaped.
    """
    text = report.replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "{TEMPLATE.name}": report\n#report(json(bytes("{text}")))'.encode()


@functools.lru_cache(maxsize=4)
def compiler(font: Font) -> typst.Compiler:
    """Return a compiler that knows this font and Typst's own, and none of the machine's.

    It reads no file but the template, and keeps it and the fonts from one report to the next.
    """
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder(font))])
    return typst.Compiler(root=str(TEMPLATE.parent), font_paths=fonts, ignore_system_fonts=True)


def font_folder(font: Font) -> Path:
    """Return a folder with the font's files only; Typst reads every font of a folder it gets."""
    if not font.is_times:
        return font.files[0].parent
    folder = temporary_folder()
    for file in (*font.files, BUNDLED_DIR / ONE_WIDTH):
        shutil.copy(file, folder)
    return folder
