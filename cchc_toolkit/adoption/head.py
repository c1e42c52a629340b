"""What stands above a form: its name, its title, whose it is, when it is used."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_toolkit.adoption.levels import NAMES, levels_in, levels_of_form
from cchc_toolkit.adoption.source import Source, without_markdown
from cchc_toolkit.text.formatting import upper_first
from cchc_toolkit.text.likeness import compare_key

_LABEL = re.compile(
    r"(?:phụ lục|biểu(?: mẫu)?(?: số)?|mẫu(?: số)?)\s*:?\s*[\w./-]{1,24}", re.IGNORECASE
)
_OPENING = re.compile(
    r"^(?:(?:báo cáo|thống kê|tổng hợp|biểu|bảng|tình hình|số liệu|kết quả|về|thực hiện|công tác"
    r"|,)\s*)+"
)
_BRACKETS = re.compile(r"\(([^()]*(?:sử dụng|ban hành|kèm theo)[^()]*)\)", re.IGNORECASE)
_SECTION = re.compile(r"(?:phần |mục )?[ivx]{1,5}\s*[.):/-]\s*\S", re.IGNORECASE)
"""A line that opens a section of the outline."""
_WHOSE = re.compile(r"\s+(?:của|trên địa bàn|tại)\b.*")


def head_of(source: Source, form_id: str) -> dict[str, str]:
    """Return the head of a form, as `form.yml` has it; what the file does not say is blank."""
    title = _title(source.above) or _title(_before_sections(source))
    said = " ".join(title)
    levels = levels_of_form(said, [row.label for row in source.rows])
    owner = next(iter(levels_in(said)), levels[0])
    usage = _usage(source)
    return {
        "id": form_id,
        "label": _label(source.above) or form_id,
        "title": "\n".join(title) or form_id,
        "subject": _subject(said),
        "levels": "|".join(f"{level}={NAMES[level]}" for level in levels),
        "level": owner,
        "reported_by": levels[0],
        "valid_from": "",
        "valid_to": "",
        "usage": usage,
    }


def _label(lines: Sequence[str]) -> str:
    found = (_LABEL.match(line) for line in lines)
    return next((upper_first(one[0].strip(" :")) for one in found if one), "")


def _title(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines in capitals nearest to the table, label and brackets left out.

    Sections of an outline that stand between the two are none of it, however they are written.

    >>> _title(["THỐNG KÊ TIẾP CÔNG DÂN", "I. KẾT QUẢ TIẾP DÂN", "II. KHÓ KHĂN VÀ KIẾN NGHỊ"])
    ('THỐNG KÊ TIẾP CÔNG DÂN',)
    """
    title: list[str] = []
    for line in reversed(lines):
        bare = line.strip()
        if _SECTION.match(bare):
            if title:
                break
            continue
        if bare.startswith("(") or compare_key(bare).startswith("đơn vị tính"):
            continue
        capitals = bare.isupper() and not _LABEL.fullmatch(bare) and len(bare.split()) > 2
        if capitals:
            title.append(bare)
        elif title:
            break
    return tuple(reversed(title))


def _before_sections(source: Source) -> tuple[str, ...]:
    """Return the lines above the outline of the file, none where it has no outline."""
    lines = [without_markdown(line.text) for line in source.lines]
    first = next((at for at, line in enumerate(lines) if _SECTION.match(line.strip())), 0)
    return tuple(lines[:first])


def _subject(title: str) -> str:
    """Return what a report on the form is about, inside a sentence.

    >>> _subject("THỐNG KÊ SỐ LIỆU VỀ KẾT QUẢ CÔNG TÁC CẢI CÁCH HÀNH CHÍNH CỦA UBND HUYỆN")
    'cải cách hành chính'
    """
    key = _WHOSE.sub("", _OPENING.sub("", " ".join(title.lower().split())))
    return key.strip(" ,.") or "cải cách hành chính"


def _usage(source: Source) -> str:
    for text in (source.header, *source.above):
        found = _BRACKETS.search(text)
        if found:
            return f"({found[1].strip()})"
    return ""
