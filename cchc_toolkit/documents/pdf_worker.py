"""The process that opens a PDF: words and ruled lines of each page, as JSON on standard output.

A PDF from outside is read by native code, in a process of its own with bounded memory and time:
whatever the file does, the caller gets an answer or an error. Run by `pdf.py` as a script, so
that it imports nothing of the package and starts fast. The answer is
`{"pages": [{"width", "height", "words": [[text, x0, x1, y, size]…],
"rules": [[x0, y0, x1, y1]…]}], "keywords": text}`
in points from the lower left corner, y of a word being its baseline; or `{"error": name}`.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

MAX_PAGES = 300
MAX_CHARS = 2_000_000
MAX_RULES = 20_000
MAX_KEYWORDS = 4_000
MEMORY = 800_000_000
SECONDS = 10
THIN, SHORT = 1.5, 4.0
"""Points: no rule of a table is thicker, or shorter."""
Matrix = tuple[float, float, float, float, float, float]
Word = tuple[str, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def main() -> None:
    """Read a PDF from standard input and write what is on its pages."""
    _limit()
    answer = read(sys.stdin.buffer.read())
    json.dump(answer, sys.stdout, ensure_ascii=True)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the caller's time limit is the only one
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def read(data: bytes) -> dict[str, Any]:
    """Return the pages of a PDF, or the name of what stood in the way."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        return {"error": "password" if locked else "broken"}
    count = pdfium.FPDF_GetPageCount(document)
    if count > MAX_PAGES:
        return {"error": "pages", "count": count}
    pages = [_page(document, at) for at in range(count)]
    return {"pages": [page for page in pages if page], "keywords": _keywords(document)}


def _keywords(document: Any) -> str:
    """Return the keywords among the properties of a document, "" without any."""
    buffer = (ctypes.c_char * MAX_KEYWORDS)()
    length = pdfium.FPDF_GetMetaText(document, b"Keywords", buffer, MAX_KEYWORDS)
    held = bytes(buffer)[: max(length - 2, 0)] if length <= MAX_KEYWORDS else b""
    return held.decode("utf-16-le", errors="replace")


def _page(document: Any, at: int) -> dict[str, Any] | None:
    page = pdfium.FPDF_LoadPage(document, at)
    if not page:
        return None
    text = pdfium.FPDFText_LoadPage(page)
    return {
        "width": pdfium.FPDF_GetPageWidthF(page),
        "height": pdfium.FPDF_GetPageHeightF(page),
        "words": list(_words(text)) if text else [],
        "rules": _rules(page),
    }


def _words(text: Any) -> Iterator[Word]:
    """Return runs of characters without a space between, upright ones only."""
    word, left, right, base, size = "", 0.0, 0.0, 0.0, 0.0
    for at in range(min(pdfium.FPDFText_CountChars(text), MAX_CHARS)):
        char = _char(text, at)
        if not char.strip():
            if word:
                yield word, left, right, base, size
            word = ""
            continue
        if abs(pdfium.FPDFText_GetCharAngle(text, at)) > 0.1:
            continue  # a watermark across the page
        x0, x1, y = _place(text, at)
        if word and (abs(y - base) > size / 2 or x0 - right > size or x0 < left - size):
            yield word, left, right, base, size
            word = ""
        if not word:
            left, base, size = x0, y, float(pdfium.FPDFText_GetFontSize(text, at)) or 1.0
        word, right = word + char, max(x1, x0)
    if word:
        yield word, left, right, base, size


def _char(text: Any, at: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text, at)
    if code in (2, 0xFFFE):
        return "-"  # how PDFium gives a hyphen at the end of a line
    return chr(code) if 32 <= code < 0xD800 or 0xDFFF < code < 0x110000 else " "


def _place(text: Any, at: int) -> tuple[float, float, float]:
    """Return the left and right edge of a character and its baseline."""
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, at, left, right, low, high)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, at, x, y)
    return left.value, right.value, y.value


def _rules(page: Any) -> list[tuple[float, float, float, float]]:
    """Return the upright and level lines of a page, thin boxes as the lines they are."""
    found: list[tuple[float, float, float, float]] = []
    stack = [
        (pdfium.FPDFPage_GetObject(page, at), _IDENTITY, 0)
        for at in range(min(pdfium.FPDFPage_CountObjects(page), MAX_RULES))
    ]
    seen = 0
    while stack and len(found) < MAX_RULES and seen < 10 * MAX_RULES:
        seen += 1
        item, outer, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            found += _straight(item, _times(_matrix(item), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 4:
            inner = _times(_matrix(item), outer)
            count = min(pdfium.FPDFFormObj_CountObjects(item), MAX_RULES)
            stack += [
                (pdfium.FPDFFormObj_GetObject(item, at), inner, depth + 1) for at in range(count)
            ]
    return found[:MAX_RULES]


def _straight(path: Any, matrix: Matrix) -> Iterator[tuple[float, float, float, float]]:
    count = pdfium.FPDFPath_CountSegments(path)
    if count > 2_000:
        return  # a drawn letter or picture, not a table
    segments = [pdfium.FPDFPath_GetPathSegment(path, at) for at in range(count)]
    kinds = [pdfium.FPDFPathSegment_GetType(segment) for segment in segments]
    if pdfium.FPDF_SEGMENT_BEZIERTO in kinds:
        return  # letters drawn as outlines, a watermark's: their straight strokes rule no table
    last: tuple[float, float] | None = None
    for segment, kind in zip(segments, kinds, strict=True):
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved((x.value, y.value), matrix)
        if kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            (x0, x1), (y0, y1) = (sorted(pair) for pair in zip(last, point, strict=True))
            if _is_rule(x1 - x0, y1 - y0):
                yield x0, y0, x1, y1
        last = point


def _is_rule(width: float, height: float) -> bool:
    return min(width, height) < THIN and max(width, height) > SHORT


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    (x, y), (a, b, c, d, e, f) = point, matrix
    return a * x + c * y + e, b * x + d * y + f


if __name__ == "__main__":
    main()
