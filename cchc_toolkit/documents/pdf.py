"""A report saved as PDF: lines of text and ruled tables; furniture of pages is left out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cchc_toolkit.documents.pdf_page import Page, PageLine, page_of
from cchc_toolkit.documents.raw import Line, Piece, Raw
from cchc_toolkit.documents.unread import unread_of_pages
from cchc_toolkit.errors import DataError, ReaderStoppedError

TIMEOUT = 20
"""Seconds for one file; 21 pages take less than one."""
_WORKER = Path(__file__).with_name("pdf_worker.py")
_MARK = re.compile(r"(?:[-–+•]|\d{1,2}(?:\.\d{1,2})*\.|[IVX]+\.|[a-zđ]\))\s")
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
_MARGIN = 0.09
"""Share of the height, at top and bottom, in which page numbers, marks and footers stand."""


def read_pdf(data: bytes, where: str) -> Raw:
    """Return the paragraphs and ruled tables of a PDF; raise `DataError` where it has none."""
    answer = _ask(data, where)
    pages = [page_of(found, number) for number, found in enumerate(answer["pages"], 1)]
    if sum(len(line.text) for page in pages for line in page.lines) < 20 and not any(
        page.grids for page in pages
    ):
        raise DataError(
            "PDF không có lớp chữ (bản quét hoặc ảnh chụp).",
            where=where,
            advice="Dùng tệp Word, hoặc PDF xuất thẳng từ Word; bản quét cần nhận dạng chữ trước.",
        )
    furniture = _furniture(pages)
    pieces: list[Piece] = []
    above: PageLine | None = None
    for page in pages:
        for item in page.in_order():
            if not isinstance(item, PageLine):
                pieces.append(item)
                above = None
            elif not _is_furniture(item, page, furniture):
                pieces.append(Line(item.text, item.where, _goes_on(above, item)))
                above = item
    unread = tuple(unread_of_pages(pages))
    return Raw("pdf", tuple(pieces), unread=unread, keywords=answer["keywords"])


def _ask(data: bytes, where: str) -> dict[str, Any]:
    """Return what the worker found; raise `DataError` for each way it can fail."""
    done = _run(data)
    if done is None or done.returncode < 0:  # out of time, or stopped by a signal: once more
        done = _run(data)
    if done is None:
        raise _stopped("PDF đọc quá lâu nên đã dừng.", where)
    if done.returncode < 0:
        raise _stopped("PDF hỏng hoặc quá nặng để đọc.", where)
    if done.returncode != 0:
        raise _error("PDF hỏng hoặc quá nặng để đọc.", where)
    answer: dict[str, Any] = json.loads(done.stdout)
    problem = answer.get("error")
    if problem == "password":
        raise DataError(
            "PDF được đặt mật khẩu.",
            where=where,
            advice="Mở bằng mật khẩu, in lại (Print to PDF) thành tệp không có mật khẩu.",
        )
    if problem == "pages":
        raise DataError(
            f"PDF có {answer['count']} trang, quá dài so với một báo cáo.",
            where=where,
            advice="Tách riêng các trang của báo cáo và phụ lục.",
        )
    if problem or not answer.get("pages"):
        raise _error("PDF hỏng hoặc bị cắt cụt.", where)
    return answer


def _run(data: bytes) -> subprocess.CompletedProcess[bytes] | None:
    """Return what the worker left behind, None where it ran out of time."""
    try:
        return subprocess.run(
            [sys.executable, "-I", str(_WORKER)],
            input=data,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None


def _stopped(problem: str, where: str) -> DataError:
    return ReaderStoppedError(problem, where=where, advice=_error(problem, where).advice)


def _error(problem: str, where: str) -> DataError:
    return DataError(
        problem, where=where, advice="Chép lại tệp từ nơi gửi, hoặc xuất lại PDF từ Word."
    )


def _furniture(pages: list[Page]) -> frozenset[str]:
    """Return the texts, digits aside, that stand in the margins of at least half the pages."""
    if len(pages) < 3:
        return frozenset()
    found = Counter(
        text for page in pages for text in {_bare(line.text) for line in _in_margins(page)}
    )
    return frozenset(text for text, times in found.items() if times * 2 >= len(pages))


def _in_margins(page: Page) -> Iterator[PageLine]:
    low, high = page.height * _MARGIN, page.height * (1 - _MARGIN)
    return (line for line in page.lines if not low < line.y < high)


def _bare(text: str) -> str:
    return re.sub(r"\d+", "", text).strip()


def _is_furniture(line: PageLine, page: Page, furniture: frozenset[str]) -> bool:
    if page.height * _MARGIN < line.y < page.height * (1 - _MARGIN):
        return False
    return _bare(line.text) in furniture or bool(_PAGE_NUMBER.fullmatch(line.text.strip()))


def _goes_on(above: PageLine | None, line: PageLine) -> bool:
    """Say whether a line goes on from the one above: had its first word fitted there, it does not.

    A line with a bullet or a number, or indented further than the one above, opens a paragraph.
    """
    if above is None or abs(above.size - line.size) > 1:
        return False
    beside = line.x0 > above.x1 or line.x1 < above.x0
    if above.page == line.page and beside and line.x0 > line.margin + 4:
        return False  # two columns side by side
    ended = above.text.endswith((".", ":", ";"))
    if _MARK.match(line.text) and (ended or line.x0 > line.margin + 3):
        return False
    if line.x0 > above.x0 + 4 and above.x0 < above.margin + 4:
        return False
    fits = above.x1 + line.first + 0.3 * line.size < above.right - 1
    far = above.page == line.page and above.y - line.y > 1.9 * max(line.size, line.leading)
    return not fits and not far
