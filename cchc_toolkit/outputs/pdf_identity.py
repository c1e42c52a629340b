"""Reading out of a PDF that Typst wrote whose report it is: its metadata and the foot of each page.

A PDF library needs a tenth of a second for it; a batch has a hundredth to spare. Only what our own
typesetter writes is understood; anything else is refused, never guessed at.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

INFO, XMP = "Info", "XMP"
_KEYWORDS = re.compile(rb"/Keywords\s?\(([^()\\]*)\)")
_XMP_KEYWORDS = re.compile(rb"<pdf:Keywords>([^<]*)</pdf:Keywords>")
_PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R[^>]*?/Contents (\d+) 0 R")
_FOOTER_MARK = b"/Subtype/Footer"
_FOOTER = re.compile(rb"/Subtype/Footer.*?/(f\d+) [\d.]+ Tf.*?\[(.*?)\]TJ", re.DOTALL)
_GLYPHS = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4,})>")
_LENGTH = re.compile(rb"/Length (\d+)")
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class UnreadableError(Exception):
    """The PDF is not as our typesetter writes it."""


def claims_of_pdf(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Yield place and words for each place that names commune, period and stamp.

    A copy to sign has no foot; where one page has one, all must. Raises `UnreadableError` unless
    metadata and every foot are there to be read.
    """
    yield INFO, _one(_KEYWORDS.findall(pdf)).decode("latin-1")
    yield XMP, _one(_XMP_KEYWORDS.findall(pdf)).decode("utf-8")
    objects = _Objects(pdf)
    pages = _PAGE.findall(pdf)
    if not pages:
        raise UnreadableError("no page")
    if not any(objects.has_footer(int(contents)) for _, contents in pages):
        return
    for number, (resources, contents) in enumerate(pages, start=1):
        yield f"trang {number}", objects.footer(int(resources), int(contents))


def _one(found: list[bytes]) -> bytes:
    if len(found) != 1:
        raise UnreadableError("keywords")
    return found[0]


class _Objects:
    """The numbered objects of a PDF with a plain table of their places."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._letters: dict[int, dict[bytes, str]] = {}
        self._read: dict[tuple[int, bytes], str] = {}
        table = _after(re.search(rb"startxref\s+(\d+)", pdf[-64:]))
        self._table = pdf.find(b"\n", pdf.find(b"xref", table) + 5) + 1

    def has_footer(self, contents: int) -> bool:
        """Return whether a page has a foot."""
        return _FOOTER_MARK in self._stream(contents)

    def footer(self, resources: int, contents: int) -> str:
        """Return what the foot of a page prints."""
        stream = self._stream(contents)
        found = _FOOTER.match(stream, stream.rfind(_FOOTER_MARK))
        if found is None or stream.count(_FOOTER_MARK) != 1:
            raise UnreadableError("footer")
        named = re.search(rb"/%s (\d+) 0 R" % found[1], self._object(resources))
        return self._printed(_after(named), found[2])

    def _printed(self, font: int, shown: bytes) -> str:
        """Return the text of a shown string; every page's foot is the same, so read it once."""
        if (font, shown) not in self._read:
            letters = self._letters_of(font)
            glyphs = b"".join(_ESCAPED.sub(_unescaped, run) for run in _GLYPHS.findall(shown))
            pairs = (glyphs[at : at + 2] for at in range(0, len(glyphs), 2))
            self._read[font, shown] = "".join(letters.get(pair, "\ufffd") for pair in pairs)
        return self._read[font, shown]

    def _letters_of(self, font: int) -> dict[bytes, str]:
        if font not in self._letters:
            place = _after(re.search(rb"/ToUnicode (\d+) 0 R", self._object(font)))
            self._letters[font] = {
                bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
                for glyph, text in _PAIR.findall(self._stream(place))
            }
        return self._letters[font]

    def _object(self, number: int) -> bytes:
        """Return an object without its stream."""
        start = self._start(number)
        end = self._pdf.find(b"endobj", start)
        body = self._pdf.find(b"stream", start, end)
        return self._pdf[start : body if body >= 0 else end]

    def _start(self, number: int) -> int:
        """Return where an object stands: the table has a line of twenty bytes for each."""
        line = self._pdf[self._table + 20 * number : self._table + 20 * number + 10]
        if not line.isdigit() or not self._pdf.startswith(b"%d 0 obj" % number, int(line)):
            raise UnreadableError("object")
        return int(line)

    def _stream(self, number: int) -> bytes:
        head = self._object(number)
        at = self._start(number) + len(head) + len(b"stream")
        at += 2 if self._pdf[at : at + 1] == b"\r" else 1
        raw = self._pdf[at : at + _after(_LENGTH.search(head))]
        try:
            return zlib.decompress(raw) if b"/FlateDecode" in head else raw
        except zlib.error as error:
            raise UnreadableError("stream") from error


def _after(found: re.Match[bytes] | None) -> int:
    if found is None:
        raise UnreadableError("number")
    return int(found[1])


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes((int(code, 8),)) if code.isdigit() else _CONTROLS.get(code, code)
