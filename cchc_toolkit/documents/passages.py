"""Lines to paragraphs: what a page break or an editor tore apart is joined, headings get a place.

Each format says of a line whether it goes on from the one above. Where it says nothing (a blank
line that a scan left in the middle of a sentence), the text decides: a paragraph does not end in
the middle of a sentence, and does not start with a small letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cchc_toolkit.documents.raw import Line, glued, strip_emphasis, tidy, torn
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.text.passage import Passage
from cchc_toolkit.text.vocabulary import HANGING

_BULLET = re.compile(r"^(?:[-–—•▪●◦‣➢✓*]\s*)?(\+)\s*(?=\S)|^([-–—•▪●◦‣➢✓*])(?:\s+|(?=[^\W\d]))")
_MARKDOWN_HEAD = re.compile(r"^#{1,6}\s+")
_ROMAN = re.compile(r"^(?!V/v\b)(?:PHẦN|Phần|MỤC|Mục)?\s*([IVX]{1,5})\s*[.:\-–/]\s*(?=\S)")
_NUMBERED = re.compile(
    r"^(\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)]\s*(?=[^\W\d])|^(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\W\d])"
)
_LETTERED = re.compile(r"^[a-zđ]\)\s")
_ENDS = tuple(".:;!?…”")


@dataclass
class _Torn:
    """A paragraph under way: its lines cleaned, and where each stands."""

    mark: str
    lines: list[tuple[str, str]]

    @property
    def last(self) -> str:
        return self.lines[-1][0]

    def passage(self) -> Passage:
        text = ""
        places: list[tuple[int, str]] = []
        for line, where in self.lines:
            text = glued(text, line)
            places.append((len(text) - len(line), where))
        return Passage(text, self.lines[0][1], mark=self.mark, places=tuple(places))


def loose(lines: Iterable[Line]) -> list[tuple[Line, Passage]]:
    """Return each line that has text as a passage of its own: clean, its bullet told apart."""
    found: list[tuple[Line, Passage]] = []
    for line in lines:
        text = _MARKDOWN_HEAD.sub("", tidy(strip_emphasis(_bulleted(line.text))))
        if text.strip("-–—_=. "):
            # A line that goes on may start with the dash of "2023 – 2025".
            mark, text = ("", text) if line.wrapped else _mark(text)
            found.append((line, Passage(text, line.where, mark=mark, places=((0, line.where),))))
    return found


def paragraphs(lines: Iterable[tuple[Line, Passage]]) -> list[Passage]:
    """Return loose lines put together to paragraphs; no section yet.

    >>> torn = (Line("- Vị trí, nhiệm vụ,", "dòng 1"), Line("quyền hạn: 02 đề án", "dòng 3"))
    >>> [(one.mark, one.text, one.where_at(20)) for one in paragraphs(loose(torn))]
    [('-', 'Vị trí, nhiệm vụ, quyền hạn: 02 đề án', 'dòng 3')]
    """
    found: list[_Torn] = []
    for line, passage in lines:
        if found and _goes_on(found[-1], line, passage.mark, passage.text):
            found[-1].lines.append((passage.text, line.where))
        else:
            found.append(_Torn(passage.mark, [(passage.text, line.where)]))
    return [torn.passage() for torn in found]


def placed(passages_: Iterable[Passage]) -> Iterator[Passage]:
    """Return the passages with level and section: `I.` and `1.` open a section, text stays in it.

    >>> texts = ("I. CHỈ ĐẠO", "1. Kế hoạch", "Đã ban hành.")
    >>> [(one.level, one.section) for one in placed(Passage(text, "") for text in texts)]
    [(1, 'I'), (2, 'I.1'), (0, 'I.1')]
    """
    section = ""
    for passage in passages_:
        level, name = heading(passage.text) if not passage.mark else (0, "")
        if level == 1:
            section = name
        elif level:
            section = ".".join(part for part in (section.split(".")[0], name) if part)
        yield replace(passage, level=level, section=section)


def heading(text: str) -> tuple[int, str]:
    """Return the level and number of a heading, (0, "") for text.

    >>> heading("II. KẾT QUẢ"), heading("3.1. Thống kê"), heading("V/v rà soát văn bản")
    ((1, 'II'), (3, '3.1'), (0, ''))
    """
    roman = _ROMAN.match(text)
    if roman:
        return 1, roman[1]
    numbered = _NUMBERED.match(text)
    if numbered:
        number = numbered[1] or numbered[2]
        return 2 + number.count("."), number
    return 0, ""


def _bulleted(text: str) -> str:
    """Return text with a Markdown bullet `* ` as a dash, before asterisks are dropped."""
    return re.sub(r"^\s*\*\s+", "- ", text)


def _mark(text: str) -> tuple[str, str]:
    """Return the bullet of a line and its text without.

    >>> _mark("- + Có 03 cán bộ"), _mark("– Nguyên nhân:"), _mark("Đạt 5")
    (('+', 'Có 03 cán bộ'), ('-', 'Nguyên nhân:'), ('', 'Đạt 5'))
    """
    bullet = _BULLET.match(text)
    if not bullet:
        return "", text
    return ("+" if bullet[1] else "-"), text[bullet.end() :]


def _goes_on(above: _Torn, line: Line, mark: str, text: str) -> bool:
    if line.wrapped is not None:
        return line.wrapped
    if mark or heading(text)[0] or _LETTERED.match(text):
        return False
    if torn(above.last, text):
        return True
    if above.last.endswith(_ENDS):
        return False
    opens_small = text[:1].islower() or text[:1] in "(,;)" or text[:1].isdigit()
    words = compare_key(above.last).rsplit(maxsplit=1)
    return opens_small or above.last.endswith(",") or bool(words and words[-1] in HANGING)
