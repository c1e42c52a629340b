"""The outline of the prose, where the file of a form has one: sections, parts, what to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_toolkit.adoption.draft import Line
from cchc_toolkit.documents.passages import loose, paragraphs, placed
from cchc_toolkit.documents.raw import Line as TextLine
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.text.passage import Passage

_FEWEST_SECTIONS = 2
_LONGEST = 400
"""Characters of a passage of guidance; a file with longer ones is a report that somebody wrote."""
_AFTER = re.compile(r"nơi nhận\b|phụ lục\b|biểu (?:mẫu )?số\b")
"""Where an outline is over."""
_NUMBERING = re.compile(
    r"^(?:phần |mục )?(?:[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*)\s*[.):/-]\s*", re.IGNORECASE
)


def outline_lines(lines: Sequence[TextLine]) -> tuple[Line, ...]:
    """Return the outline as lines of its table, none where the file has no outline."""
    passages = list(_body(placed(paragraphs(loose(lines)))))
    if len({one.section for one in passages if one.level == 1}) < _FEWEST_SECTIONS:
        return ()
    written = any(len(one.text) > _LONGEST for one in passages if not one.level)
    return tuple(_lines(passages, written))


def _body(passages: Iterator[Passage]) -> Iterator[Passage]:
    """Yield the passages from the first section to the end of the last."""
    for passage in passages:
        if passage.section and _AFTER.match(compare_key(passage.text)):
            return
        if passage.section:
            yield passage


def _lines(passages: Sequence[Passage], written: bool) -> Iterator[Line]:
    section: dict[str, str] = {}
    part: dict[str, str] = {}
    items = 0
    for at, passage in enumerate(passages):
        if passage.level == 1:
            section = {"section": passage.section, "section_heading": _bare(passage.text)}
            part, items = {"part": passage.section, "heading": ""}, 0
            empty = _is_last_or_before(passages, at, (1,))
        elif passage.level == 2:
            part, items = {"part": passage.section, "heading": _bare(passage.text)}, 0
            empty = _is_last_or_before(passages, at, (1, 2))
        else:
            items += 1
            yield _item(section | part, passage, items, written)
            continue
        if empty:
            yield {**section, **part, "id": f"{part['part']}.noi_dung", "where": passage.where}


def _is_last_or_before(passages: Sequence[Passage], at: int, levels: tuple[int, ...]) -> bool:
    """Whether a heading has nothing below it."""
    return at + 1 == len(passages) or passages[at + 1].level in levels


def _item(place: dict[str, str], passage: Passage, count: int, written: bool) -> Line:
    text = _bare(passage.text) if passage.level else passage.text
    label, _, rest = text.partition(":")
    labelled = text.endswith(":") or (bool(rest) and len(label.split()) <= 12)
    guidance = (rest if labelled else text).strip()
    return {
        **place,
        "id": f"{place['part']}.{count}",
        "mark": passage.mark,
        "label": f"{label.strip()}:" if labelled else "",
        "guidance": "" if written else guidance,
        "sure": "60" if written else "90",
        "why": "tệp là báo cáo đã viết: không lấy lời văn làm hướng dẫn" if written else "",
        "where": passage.where,
    }


def _bare(text: str) -> str:
    return _NUMBERING.sub("", text).strip()
