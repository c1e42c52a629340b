"""The identity guard: whose report every output says it is, read back from its very bytes.

A report of the wrong commune in the right folder is the worst that a batch can do. So nothing is
believed that was passed along in memory: just before publishing (`refuse_mixed`), and whenever a
report is verified, commune, period and stamp are read out of the notebook, the page, the PDF (its
metadata and the foot of every page) and the JSON files, and compared with what was asked for.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from cchc_toolkit.blocks.identity import Identity, read_identity
from cchc_toolkit.blocks.values import MIME, Front
from cchc_toolkit.errors import RenderError
from cchc_toolkit.outputs.pdf_identity import UnreadableError, claims_of_pdf
from cchc_toolkit.text import json_text

_META = re.compile(r'<meta name="cchc-(commune|period|stamp)" content="([^"]*)">')
_FOOTER = re.compile(r"<footer>([^<]*)</footer>\s*</body>")
_DOCX_KEYWORDS = re.compile(r"<cp:keywords>([^<]*)</cp:keywords>")
_DOCX_TEXT = re.compile(r"<w:t[^>]*>([^<]*)</w:t>")
_SHEET_FOOTER = re.compile(r"<oddFooter>&amp;L([^<]*?)&amp;R")
_DRAFT = '<meta name="cchc-mode" content="draft">'
"""Only a draft has a foot: the page of a copy to sign carries no code (`Front.footer`)."""
_HEAD_LENGTH = 4096
"""The identity of a page stands in its first lines; a report's text comes much later."""


@dataclass(frozen=True)
class Claim:
    """What one place in an output says of whose it is; None where it says nothing."""

    place: str
    identity: Identity | None


def refuse_mixed(outputs: Mapping[str, bytes], asked: Identity) -> None:
    """Raise `RenderError` unless every output says, wherever it must, that it is the one asked for.

    >>> mine = Identity("99001", "2024-6T", "66de8575f30c92d5")
    >>> refuse_mixed({"figures.json": json_text.compact(mine.to_json())}, mine)
    >>> refuse_mixed({"figures.json": b"{}"}, mine)
    Traceback (most recent call last):
    ...
    cchc_toolkit.errors.RenderError: Báo cáo lẫn xã, kỳ hoặc số liệu khác với yêu cầu.
      Ở đâu: 99001, kỳ 2024-6T; figures.json: không ghi mã nhận dạng
      Cách sửa: Không dùng báo cáo này; kiểm tra ô tham số và ô đọc số liệu của sổ tay.
    """
    wrong = strangers(outputs, asked)
    if wrong:
        raise RenderError(
            "Báo cáo lẫn xã, kỳ hoặc số liệu khác với yêu cầu.",
            where=f"{asked.commune}, kỳ {asked.period}; {'; '.join(wrong[:3])}",
            advice="Không dùng báo cáo này; kiểm tra ô tham số và ô đọc số liệu của sổ tay.",
        )


def strangers(outputs: Mapping[str, bytes], asked: Identity) -> tuple[str, ...]:
    """Return what each place says, in Vietnamese, that does not say the identity asked for."""
    return tuple(
        f"{name}{claim.place and f' ({claim.place})'}: {_said(claim.identity)}"
        for name, content in outputs.items()
        for claim in claims(name, content)
        if claim.identity != asked
    )


def claims(name: str, content: bytes) -> tuple[Claim, ...]:
    """Return what a file says of whose it is, a claim for each place that must say it.

    A file that cannot be read, or of an unknown kind, makes one empty claim: it proves nothing.
    """
    read = _READERS.get(name[name.rfind(".") :])
    try:
        found = tuple(read(content)) if read else ()
    except (ValueError, KeyError, TypeError, AttributeError, UnreadableError, zipfile.BadZipFile):
        found = ()
    return found or (Claim("", None),)


def _said(identity: Identity | None) -> str:
    return "không ghi mã nhận dạng" if identity is None else f"ghi {identity}"


def _of_json(content: bytes) -> Iterator[Claim]:
    yield Claim("", _of_mapping(json_text.read(content)))


def _of_mapping(found: Mapping[str, Any]) -> Identity:
    return Identity(found["commune"], found["period"], found["stamp"])


def _of_html(content: bytes) -> Iterator[Claim]:
    page = content.decode("utf-8")
    said = _META.findall(page[:_HEAD_LENGTH])
    metas = {name: unescape(value) for name, value in said}
    yield Claim("phần đầu", _of_mapping(metas) if len(said) == len(metas) else None)
    footers = _FOOTER.findall(page[-_HEAD_LENGTH:])
    if footers or _DRAFT in page[:_HEAD_LENGTH]:
        yield Claim("chân trang", read_identity(unescape(footers[-1])) if footers else None)


def _of_pdf(content: bytes) -> Iterator[Claim]:
    for place, words in claims_of_pdf(content):
        yield Claim(place, read_identity(words))


def _of_xlsx(content: bytes) -> Iterator[Claim]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        yield _of_keywords(package)
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                said = _SHEET_FOOTER.findall(package.read(name).decode("utf-8"))
                yield Claim(name, read_identity(unescape(said[0])) if said else None)


def _of_keywords(package: zipfile.ZipFile) -> Claim:
    """Read the keywords among the properties of an office document."""
    keywords = _DOCX_KEYWORDS.findall(package.read("docProps/core.xml").decode("utf-8"))
    return Claim("siêu dữ liệu", read_identity(unescape(keywords[0])) if keywords else None)


def _of_docx(content: bytes) -> Iterator[Claim]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        yield _of_keywords(package)
        feet = {
            name: "".join(_DOCX_TEXT.findall(package.read(name).decode("utf-8")))
            for name in package.namelist()
            if name.startswith("word/footer")
        }
        for name, said in feet.items() if any(feet.values()) else ():
            yield Claim(name, read_identity(unescape(said)))


def _of_notebook(content: bytes) -> Iterator[Claim]:
    """Read the metadata and whatever a cell shows: it carries the stamp of its report."""
    notebook = json_text.read(content)
    whole = _of_mapping(notebook["metadata"]["cchc"])
    yield Claim("siêu dữ liệu", whole)
    given = notebook["metadata"]["papermill"]["parameters"]
    yield Claim("tham số", Identity(given["commune"], given["period"], whole.stamp))
    for number, cell in enumerate(notebook["cells"]):
        for output in cell.get("outputs", ()):
            carried = output.get("data", {}).get(MIME)
            if carried is not None:
                yield from _of_blocks(f"ô {number}", carried, whole)


def _of_blocks(place: str, carried: Mapping[str, Any], whole: Identity) -> Iterator[Claim]:
    stamp = carried.get("stamp")
    # A frame or figure of the author's own may know of no report; one that knows must know this.
    if stamp or not carried.get("authored"):
        yield Claim(place, Identity(whole.commune, whole.period, stamp) if stamp else None)
    for block in carried["blocks"]:
        if block["kind"] == Front.kind:
            yield Claim(f"{place}, phần mở đầu", _of_mapping(block))


_READERS: dict[str, Callable[[bytes], Iterator[Claim]]] = {
    ".json": _of_json,
    ".html": _of_html,
    ".pdf": _of_pdf,
    ".docx": _of_docx,
    ".xlsx": _of_xlsx,
    ".ipynb": _of_notebook,
}
