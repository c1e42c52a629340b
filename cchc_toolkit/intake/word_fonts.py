"""Word files in fonts from before Unicode: the font of each run says how its letters are meant."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cchc_toolkit.documents.zips import check_package
from cchc_toolkit.intake.cleaning import clean, repair_of
from cchc_toolkit.submission.delivery import Repair
from cchc_toolkit.text.legacy_text import Encoding, convert, detect, of_font

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _R, _T, _TBL = (f"{_W}{name}" for name in ("p", "r", "t", "tbl"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DEEPEST = 20
"""Styles that are based on one another; more go in a circle."""
_Texts = list[Any]


def in_unicode_fonts(data: bytes, where: str) -> tuple[bytes, tuple[Repair, ...]]:
    """Return a Word file with its old letters turned into Unicode, and what was turned.

    A file without any comes back byte for byte, and so does one that is broken: its reader says
    how. Raises `DataError` for a package that is not safe to open.
    """
    check_package(data, where)
    document = _opened(data)
    if document is None:
        return data, ()
    repairs = tuple(_converted(document, where))
    if not any("bảng mã" in repair.why for repair in repairs):
        return data, repairs
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue(), repairs


def _opened(data: bytes) -> Document | None:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(data))
        _ = document.styles.element, document.element.body  # they fail late in a broken package
        return document
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, TypeError, SyntaxError):
        return None


def _converted(document: Document, where: str) -> Iterator[Repair]:
    fonts = _Fonts(document)
    body = document.element.body
    found = detect("".join(node.text or "" for node in p.iter(_T)) for p in body.iter(_P))
    for place, paragraph in _paragraphs(body):
        for texts, font in _stretches(paragraph, fonts):
            encoding = of_font(font) or found
            yield from _mend(texts, encoding, _in_capitals(font), f"{where}, {place}")


def _paragraphs(body: Any) -> Iterator[tuple[str, Any]]:
    """Yield every paragraph with where it stands, as the reader of Word files counts."""
    number = tables = 0
    for node in body.iter(_P, _TBL):
        inside = next(node.iterancestors(_TBL), None) is not None
        if node.tag == _TBL:
            tables += not inside
        elif inside:
            yield f"bảng {tables}", node
        else:
            number += 1
            yield f"đoạn {number}", node


def _stretches(paragraph: Any, fonts: _Fonts) -> Iterator[tuple[_Texts, str]]:
    """Yield the texts of a paragraph that follow one another in fonts of one kind.

    VNI writes a letter and its mark apart, and Word may break a run between the two.
    """
    texts: _Texts = []
    font = ""
    for run in paragraph.iter(_R):
        name = fonts.of(run, paragraph)
        for node in run:
            if node.tag == _T:
                if texts and _kind(name) != _kind(font):
                    yield texts, font
                    texts = []
                texts.append(node)
                font = name
            elif texts and node.tag != f"{_W}rPr":
                yield texts, font
                texts = []
    if texts:
        yield texts, font


def _kind(font: str) -> tuple[Encoding | None, bool]:
    return of_font(font), _in_capitals(font)


def _in_capitals(font: str) -> bool:
    """Whether a font shows small letters as capitals: `.VnTimeH`."""
    return font.lower().startswith(".vn") and font.endswith("H")


def _mend(texts: _Texts, encoding: Encoding | None, capitals: bool, where: str) -> Iterator[Repair]:
    found = "".join(node.text or "" for node in texts)
    taken = found if encoding is None else convert(found, encoding)
    taken = taken.upper() if capitals else taken
    if taken != found:
        for node in texts:
            node.text = ""
        texts[0].text = taken
        texts[0].set(_SPACE, "preserve")
    repair = repair_of(where, found.strip(), clean(taken), encoding)
    if repair is not None and "khoảng trắng" not in repair.why:
        yield repair


class _Fonts:
    """The font of a run: its own, its style's, its paragraph's style's, the document's."""

    def __init__(self, document: Document) -> None:
        styles = document.styles.element
        self._styles = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
        self._default = self._named(styles.iterfind(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        self._known: dict[str, str] = {}

    def of(self, run: Any, paragraph: Any) -> str:
        """Return the name of the font, "" where nothing names one."""
        own = self._named(run.iterfind(f"{_W}rPr"))
        return (
            own
            or self._of_style(run.find(f"{_W}rPr/{_W}rStyle"))
            or self._of_style(paragraph.find(f"{_W}pPr/{_W}pStyle"))
            or self._default
        )

    def _of_style(self, node: Any) -> str:
        name = node.get(f"{_W}val", "") if node is not None else "Normal"
        if name not in self._known:
            self._known[name] = self._followed(name)
        return self._known[name]

    def _followed(self, name: str) -> str:
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return ""
            font = self._named(style.iterfind(f"{_W}rPr"))
            if font:
                return font
            base = style.find(f"{_W}basedOn")
            name = base.get(f"{_W}val", "") if base is not None else ""
        return ""

    @staticmethod
    def _named(properties: Iterable[Any]) -> str:
        for one in properties:
            fonts = one.find(f"{_W}rFonts")
            if fonts is not None:
                return fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or ""
        return ""
