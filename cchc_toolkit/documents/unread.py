"""What a file holds that its reader cannot take in: said loudly, lest silence pass for no fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cchc_toolkit.documents.pdf_page import Page

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_SCAN_WIDTH, _SCAN_HEIGHT = 4_300_000, 4_300_000
"""EMU (about 12 cm): a picture at least as large both ways is a page, not a seal or a logo."""
_FEW = 20
"""Characters below which a page has no text of its own."""
_MANY_LINES = 8
_GAP = 6.0
"""Points to each side of the fold of a sheet that no line of two pages crosses."""


def unread_of_pages(pages: Sequence[Page]) -> Iterator[str]:
    """Yield what the pages of a PDF hold that was not read, or may be read in a wrong order."""
    bare = [
        page.number
        for page in pages
        if not page.grids and sum(len(line.text) for line in page.lines) < _FEW
    ]
    if bare:
        yield (
            f"{_pages(bare)} không có lớp chữ (trang quét hoặc ảnh): số liệu ở đó chưa được kiểm. "
            "Cần bản Word hoặc PDF có chữ của các trang này."
        )
    twofold = [page.number for page in pages if _two_on_a_sheet(page)]
    if twofold:
        yield (
            f"{_pages(twofold)} có hai trang trên một mặt giấy: chữ có thể bị đọc sai thứ tự. "
            "Cần bản một trang một mặt."
        )


def _pages(numbers: Iterable[int]) -> str:
    return f"Trang {', '.join(map(str, numbers))}"


def _two_on_a_sheet(page: Page) -> bool:
    """Whether a wide page has lines on both sides of its middle and none across it."""
    if page.width <= page.height or page.grids:
        return False
    middle = page.width / 2
    left = [line for line in page.lines if line.x1 < middle - _GAP]
    right = [line for line in page.lines if line.x0 > middle + _GAP]
    both = len(left) + len(right)
    return min(len(left), len(right)) >= _MANY_LINES and both >= len(page.lines) - 2


def unread_of_word(body: Any) -> Iterator[str]:
    """Yield what the body of a Word file holds that was not read, or that paper does not show."""
    scans = [
        one
        for one in body.iter(_EXTENT)
        if _size(one, "cx") >= _SCAN_WIDTH and _size(one, "cy") >= _SCAN_HEIGHT
    ]
    if scans:
        yield (
            f"Có {len(scans)} ảnh cỡ trang giấy (có thể là trang quét, phụ lục chụp): số liệu "
            "trong ảnh chưa được kiểm. Cần bảng số liệu dạng chữ."
        )
    if any(_is_hidden(run) for run in body.iter(f"{_W}r")):
        yield (
            "Có chữ ẩn (hidden text): không in ra giấy nhưng vẫn nằm trong tệp và vẫn được đọc. "
            "Cần bỏ chữ ẩn hoặc cho hiện lên."
        )
    if next(body.iter(f"{_W}object", f"{_W}altChunk"), None) is not None:
        yield "Có đối tượng nhúng (bảng tính, tệp khác): nội dung bên trong chưa được đọc."


def _size(node: Any, name: str) -> int:
    value = node.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else 0


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    on = mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")
    return on and any((text.text or "").strip() for text in run.iter(f"{_W}t"))
