"""The font a report is set in: Times New Roman where it is whole, else the one in the package.

The decree asks for Times New Roman. Where a machine lacks it (or has a copy without Vietnamese
letters), the package's own Liberation Serif stands in: its letters are exactly as wide, so lines
and pages break at the same places.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from cchc_toolkit.errors import UsageError

TIMES = "Times New Roman"
BUNDLED = "Liberation Serif"
BUNDLED_DIR = Path(__file__).parents[1] / "text" / "fonts"
ONE_WIDTH = "LiberationMono-Regular.ttf"
"""The file in it with letters of one width, for what programs print."""
STYLES = ("Regular", "Bold", "Italic", "Bold Italic")


@dataclass(frozen=True)
class Font:
    """A family of four styles: regular, bold, italic, bold italic.

    `files` and `sha256` (hexadecimal, of each file) stand in the order of `STYLES`.
    """

    family: str
    files: tuple[Path, ...]
    sha256: tuple[str, ...]
    is_times: bool


def choose_font(system_dirs: Iterable[Path] | None = None) -> Font:
    """Return Times New Roman if its four styles cover Vietnamese, else the bundled font.

    `system_dirs` are the folders to look in (this machine's usual ones by default), not their
    subfolders. `CCHC_FONT_DIR` names a folder to look in first; `CCHC_FONT=bundled` looks
    nowhere. Raises `UsageError` where one of the two cannot be followed.

    >>> choose_font(system_dirs=[]).family
    'Liberation Serif'
    """
    wish = os.environ.get("CCHC_FONT", "")
    if wish not in ("", "bundled"):
        raise UsageError(
            f"CCHC_FONT={wish!r} không dùng được.",
            where="biến môi trường CCHC_FONT",
            advice='Ghi "bundled" để dùng phông kèm theo, hoặc bỏ biến này.',
        )
    if wish == "bundled":
        return bundled_font()
    folders = _usual_folders() if system_dirs is None else tuple(system_dirs)
    for folder in (*_first_folder(), *folders):
        if found := _times_in(folder):
            return found
    return bundled_font()


@functools.cache
def bundled_font() -> Font:
    """Return the Liberation Serif that lies in the package."""
    names = ("Regular", "Bold", "Italic", "BoldItalic")
    files = tuple(BUNDLED_DIR / f"LiberationSerif-{name}.ttf" for name in names)
    return Font(BUNDLED, files, tuple(_sha256(file) for file in files), is_times=False)


@functools.cache
def vietnamese_letters() -> frozenset[str]:
    """Return the letters and signs a Vietnamese report needs, in NFC.

    >>> {"ệ", "Ữ", "đ", "–"} <= vietnamese_letters(), len(vietnamese_letters())
    (True, 238)
    """
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    letters = {unicodedata.normalize("NFC", a + b) for a, b in itertools.product(vowels, tones)}
    ascii_signs = {chr(code) for code in range(0x20, 0x7F)}
    return frozenset(letters | ascii_signs | set("đĐ–—…“”‘’×·"))


def covers(file: Path, letters: Iterable[str]) -> bool:
    """Return whether a font file has a glyph for every letter."""
    return not missing_letters(file, letters)


def missing_letters(file: Path, letters: Iterable[str]) -> tuple[str, ...]:
    """Return the letters that a font file has no glyph for, sorted, each once."""
    known = _code_points(file)
    return tuple(sorted({letter for letter in letters if ord(letter) not in known}))


@functools.cache
def _code_points(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _first_folder() -> tuple[Path, ...]:
    named = os.environ.get("CCHC_FONT_DIR", "")
    if not named:
        return ()
    if not Path(named).is_dir():
        raise UsageError(
            f"Không có thư mục phông {named!r}.",
            where="biến môi trường CCHC_FONT_DIR",
            advice="Ghi thư mục chứa times.ttf, timesbd.ttf, timesi.ttf, timesbi.ttf.",
        )
    return (Path(named),)


def _usual_folders() -> tuple[Path, ...]:
    home = Path.home()
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    local = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
    shared = Path("/usr/share/fonts")
    return (
        windows,
        local,
        home / "Library/Fonts",
        Path("/Library/Fonts"),
        Path("/System/Library/Fonts/Supplemental"),
        home / ".fonts",
        home / ".local/share/fonts",
        Path("/usr/local/share/fonts"),
        shared / "truetype/msttcorefonts",
        shared / "msttcorefonts",
        shared / "TTF",
    )


@functools.cache
def _times_in(folder: Path) -> Font | None:
    """Return Times New Roman if this folder holds all four styles with Vietnamese letters."""
    styles: dict[str, Path] = {}
    for file in _candidates(folder):
        style = _times_style(file)
        if style and style not in styles and covers(file, vietnamese_letters()):
            styles[style] = file
    if set(styles) != set(STYLES):
        return None
    files = tuple(styles[style] for style in STYLES)
    return Font(TIMES, files, tuple(_sha256(file) for file in files), is_times=True)


def _candidates(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        file
        for file in folder.iterdir()
        if file.suffix.lower() == ".ttf" and file.name.lower().startswith("times")
    )


def _times_style(file: Path) -> str:
    """Return the style of a Times New Roman file, "" if it is another or a broken font."""
    try:
        # A stream of our own: the library leaves the file of a broken font open.
        with file.open("rb") as stream, TTFont(stream, lazy=True) as font:
            names = font["name"]
            family, style = names.getDebugName(1), names.getDebugName(2)
    except (TTLibError, OSError):
        return ""
    return str(style) if family == TIMES and style in STYLES else ""


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
