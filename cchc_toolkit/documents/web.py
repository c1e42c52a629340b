"""A report saved as a web page: by this tool, by Word, or by a portal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cchc_toolkit.documents.raw import (
    MAX_COLUMNS,
    Grid,
    GridRow,
    Line,
    Piece,
    Raw,
    cell_text,
    walked,
)
from cchc_toolkit.errors import DataError

MAX_TAGS = 100_000
"""Tags of a page; a report of 21 pages has 3,000."""
_UNSEEN = (
    "script style svg nav template head noscript footer iframe object colgroup caption math select "
    "textarea button input title"
)
_SILENT = frozenset(_UNSEEN.split())
_PARTING = (
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd section article main header body html form pre hr "
    "blockquote figure figcaption aside address center details summary"
)
_BLOCK = frozenset(_PARTING.split())

_FRAMES = (
    "Trang có khung nhúng (trang hoặc tệp khác): nội dung bên trong chưa được đọc. "
    "Cần tệp của phần ấy."
)


def read_web(text: str, where: str) -> Raw:
    """Return the paragraphs and tables of a page; raise `DataError` for one that is too large."""
    from bs4 import BeautifulSoup

    if text.count("<") > MAX_TAGS:
        raise DataError(
            "Trang web có quá nhiều thẻ so với một báo cáo.",
            where=where,
            advice="Xuất lại báo cáo thành .docx hoặc .pdf.",
        )
    soup = BeautifulSoup(text, "lxml")
    unread = (_FRAMES,) if soup.find(["iframe", "frame", "object", "embed"]) else ()
    return Raw("html", tuple(_WebWalk().pieces(soup)), unread=unread, keywords=_keywords(soup))


def _keywords(soup: Any) -> str:
    """Return what a page of ours says in its head of whose it is, as other formats write it."""
    found = (soup.find("meta", {"name": f"cchc-{name}"}) for name in ("commune", "period"))
    return "; ".join(str(one.get("content", "")) for one in found if one is not None)


class _WebWalk:
    """One pass over the page, which counts paragraphs and tables."""

    def __init__(self) -> None:
        self._paragraphs = 0
        self._tables = 0
        self._text: list[str] = []

    def pieces(self, root: Any) -> Iterator[Piece]:
        """Return lines and tables in order; hidden parts and in-page links are left out."""
        stack: list[tuple[Any, Iterator[Any]]] = [(root, iter(root.contents))]
        while stack:
            node = next(stack[-1][1], None)
            if node is None:
                closed, _ = stack.pop()
                if closed.name in _BLOCK:
                    yield from self._flush()
            elif node.name is None:
                self._text.append(_plain(node))
            elif node.name == "br":
                self._text.append("\n")
            elif node.name == "table":
                yield from self._flush()
                yield from self._table(node)
            elif not _hidden(node):
                if node.name in _BLOCK:
                    yield from self._flush()
                stack.append((node, iter(node.contents)))
        yield from self._flush()

    def _table(self, node: Any) -> Iterator[Grid]:
        """Yield a table, then those that stand in its cells."""
        self._tables += 1
        yield _table(node, f"bảng {self._tables}")
        for inner in node.find_all("table"):
            if inner.find_parent("table") is node and not _hidden(inner):
                yield from self._table(inner)

    def _flush(self) -> Iterator[Line]:
        text, self._text = "".join(self._text), []
        if not text.strip():
            return
        self._paragraphs += 1
        for line in text.split("\n"):
            if line.strip():
                yield Line(line, f"đoạn {self._paragraphs}")


def _plain(node: Any) -> str:
    """Return the text of a node, a line break of the source as the space that it shows as."""
    from bs4.element import NavigableString

    # Comments, doctypes and CDATA are subclasses, and no text that a reader sees.
    return str(node).replace("\r", " ").replace("\n", " ") if type(node) is NavigableString else ""


def _hidden(node: Any) -> bool:
    if node.name in _SILENT or node.get("aria-hidden") == "true" or node.has_attr("hidden"):
        return True
    style = str(node.get("style", "")).replace(" ", "").lower()
    if "display:none" in style or "mso-hide" in style:
        return True
    # "Skip to the content" and the like: a link within the page is no part of its text.
    link = str(node.get("href", ""))
    return node.name == "a" and node.parent.name == "body" and link.startswith("#")


def _table(node: Any, name: str) -> Grid:
    rows: list[GridRow] = []
    covered: dict[int, int] = {}
    """Column to the number of rows below that a cell above still covers."""
    for at, row in enumerate(_own_rows(node), 1):
        rows.append(GridRow(tuple(_cells(row, covered)), f"{name}, dòng {at}"))
    return Grid(tuple(rows), name)


def _own_rows(table: Any) -> Iterator[Any]:
    """Return the rows of a table, not those of one inside a cell."""
    inside = walked(table, lambda node: node.name in ("thead", "tbody", "tfoot"))
    return (node for node in inside if node.name == "tr")


def _cells(row: Any, covered: dict[int, int]) -> Iterator[str]:
    column = 0
    for cell in row.contents:
        if cell.name not in ("td", "th") or column >= MAX_COLUMNS:
            continue
        while covered.get(column, 0) > 0:
            covered[column] -= 1
            column += 1
            yield ""
        across, down = _span(cell, "colspan"), _span(cell, "rowspan")
        for _ in range(across):
            covered[column] = down - 1
            column += 1
        yield _cell_lines(cell)
        yield from [""] * (across - 1)
    while covered.get(column, 0) > 0:
        covered[column] -= 1
        column += 1
        yield ""


def _cell_lines(cell: Any) -> str:
    """Return the text of a cell, a line for each of its paragraphs and line breaks.

    A table in the cell is a table of its own.
    """
    found: list[str] = []
    own = cell.find_parent("table")
    for node in cell.descendants:
        if node.find_parent("table") is not own:
            continue
        if node.name is None:
            if node.parent.name not in _SILENT:
                found.append(_plain(node))
        elif node.name == "br" or node.name in _BLOCK:
            found.append("\n")
    lines = (cell_text(line) for line in "".join(found).split("\n"))
    return "\n".join(line for line in lines if line)


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name, "1"))
    small = value.isascii() and value.isdigit() and len(value) < 6
    return max(1, min(int(value), MAX_COLUMNS)) if small else 1
