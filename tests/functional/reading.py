"""What a reader finds on the pages: text, tags and tables of the HTML, text of the PDF.

Words are compared without white space, so that it does not matter where a line ends.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

from pypdf import PdfReader

_INLINE = {"span", "strong", "em", "b", "i", "mark", "a", "text", "tspan"}
_UNSEEN = {"style", "script", "title"}
_VOID = {"meta", "link", "br", "img", "col", "input", "hr", "base", "embed", "source"}


class Page(HTMLParser):
    """An HTML page as a browser that runs nothing sees it."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self._words: list[str] = []
        self._open: list[str] = []
        self._rows: list[list[str]] | None = None
        self.feed(source)
        self.close()

    @property
    def text(self) -> str:
        return "".join(self._words)

    def named(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of every element with this tag."""
        return [attributes for name, attributes in self.tags if name == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if tag not in _VOID:
            self._open.append(tag)
        if tag not in _INLINE:
            self._words.append("\n")
        if tag == "table":
            self._rows = self.tables.setdefault(attributes.get("id", ""), [])
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag not in _INLINE:
            self._words.append("\n")
        if tag == "table":
            self._rows = None

    def handle_data(self, data: str) -> None:
        if _UNSEEN & set(self._open):
            return
        self._words.append(data)
        if self._rows and self._rows[-1] and {"td", "th"} & set(self._open):
            self._rows[-1][-1] += data


@functools.lru_cache(maxsize=32)
def page(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=32)
def pdf(path: Path) -> PdfReader:
    return PdfReader(path)


@functools.lru_cache(maxsize=32)
def pdf_pages(path: Path) -> tuple[str, ...]:
    """Return the text of each page, in the order of its content."""
    return tuple(sheet.extract_text() for sheet in pdf(path).pages)


def without_furniture(text: str) -> str:
    """Return a page's text without the line above it (number, marks) and the one below it."""
    lines = text.splitlines()
    if lines and re.fullmatch(r"\d*\s*(DỰ THẢO)?\s*(DỮ LIỆU MINH HOẠ)?\s*", lines[0]):
        lines = lines[1:]
    if lines and re.fullmatch(r"\d{5} · \S+ · [0-9a-f]{16}", lines[-1]):
        lines = lines[:-1]
    return "\n".join(lines)


@functools.lru_cache(maxsize=32)
def pdf_text(path: Path) -> str:
    """Return the whole text of a PDF without page furniture."""
    return "\n".join(without_furniture(text) for text in pdf_pages(path))


def squeeze(text: str) -> str:
    """Return the text in NFC without any white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))
