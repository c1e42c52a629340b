"""Lines to paragraphs: what a page break or an editor tore apart is joined, headings get a place.

Each format says of a line whether it goes on from the one above. Where it says nothing (a blank
line that a scan left in the middle of a sentence), the text decides: a paragraph does not end in
the middle of a sentence, and does not start with a small letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cchc_toolkit.formatting import clean_text
from cchc_toolkit.readers.compare import compare_key
from cchc_toolkit.readers.issued import Passage
from cchc_toolkit.readers.raw import Line, strip_emphasis

_BULLET = re.compile(r"^(?:[-–—•▪●◦*]\s*)?(\+)\s*(?=\S)|^([-–—•▪●◦*])(?:\s+|(?=[^\W\d]))")
_MARKDOWN_HEAD = re.compile(r"^#{1,6}\s+")
_ROMAN = re.compile(r"^(?:PHẦN|Phần|MỤC|Mục)?\s*([IVX]{1,5})\s*[.:\-–/]\s*(?=\S)")
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)]\s*(?=[^\W\d])|^(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\W\d])")
_LETTERED = re.compile(r"^[a-zđ]\)\s")
_ENDS = tuple(".:;!?…”")
_HANGING = frozenset(
    ["được", "của", "và", "các", "về", "theo", "do", "bởi", "tại", "trong", "cho", "với", "đến", "từ", "là", "những", "số", "ngày", "bằng", "trên", "dưới", "hoặc", "như", "để", "khi", "có", "không", "việc", "qua", "giữa", "gồm", "thuộc"]
)
"""Words that no paragraph ends with: what follows belongs to it, small letter or not."""


@dataclass(frozen=True)
class _Torn:
    """A paragraph under way: its lines cleaned, and where each stands."""

    mark: str
    lines: tuple[tuple[str, str], ...]

    @property
    def last(self) -> str:
        return self.lines[-1][0]

    def passage(self) -> Passage:
        text = ""
        places: list[tuple[int, str]] = []
        for line, where in self.lines:
            if text and not _broken_word(text, line):
                text += " "
            places.append((len(text), where))
            text += line
        return Passage(text, self.lines[0][1], mark=self.mark, places=tuple(places))


def passages(lines: Iterable[Line], *, joined: bool = True) -> list[Passage]:
    """Return the paragraphs of lines, headings and bullets told apart; no section yet.

    With `joined` False each line stays a passage: the head and the foot of a report.
    """
    found: list[_Torn] = []
    for line in lines:
        text = _MARKDOWN_HEAD.sub("", clean_text(strip_emphasis(_bulleted(line.text))))
        if not text.strip("-–—_=. "):
            continue
        mark, text = _mark(text)
        fresh = _Torn(mark, ((text, line.where),))
        if joined and found and _goes_on(found[-1], line, mark, text):
            found[-1] = replace(found[-1], lines=(*found[-1].lines, (text, line.where)))
        else:
            found.append(fresh)
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

    >>> heading("II. KẾT QUẢ"), heading("3.1. Thống kê"), heading("Đã ban hành 02 văn bản.")
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
    if mark or heading(text)[0] or _LETTERED.match(text):
        return False
    if line.wrapped is not None:
        return line.wrapped
    if above.last.endswith(_ENDS):
        return False
    opens_small = text[:1].islower() or text[:1] in "(,;)" or text[:1].isdigit()
    words = compare_key(above.last).rsplit(maxsplit=1)
    return opens_small or above.last.endswith(",") or bool(words and words[-1] in _HANGING)


def _broken_word(text: str, line: str) -> bool:
    """Whether a line broke at a hyphen within a number such as 27/CT-TTg."""
    return text.endswith("-") and text[-2:-1].strip() != "" and line[:1].isalpha()
