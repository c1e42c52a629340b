"""R20 in a document: the same people are counted alike wherever the report counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from cchc_toolkit.checks import Finding, Rule
from cchc_toolkit.checks.span import Span
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.sentences import sentence_spans

_KINDS = ("cán bộ", "công chức", "viên chức")
_PEOPLE = r"(?:cán bộ|công chức|viên chức)(?:, (?:công chức|viên chức)| và (?:công|viên) chức)*"
_NUMBER = r"(?<![\d.,/])(?P<number>\d{1,3})(?![\d.,/%]*\d|\s*%|/)"
_WHERE = r"(?: (?:của |trong |toàn )?(?:ubnd |cơ quan |đơn vị )?(?:xã|phường|cơ quan|đơn vị))?"
_WHOLE = (
    re.compile(
        rf"\btổng số (?P<who>{_PEOPLE}){_WHERE}(?: hiện có| có mặt| hiện nay)*"
        r"(?: tại thời điểm[^,.;\d]{1,20}?)?(?: là| có|:)? "
        rf"{_NUMBER}(?: (?:người|đồng chí|{_PEOPLE}))?(?![^\W\d_])"
    ),
    re.compile(rf"\btổng số(?: là| có|:)? {_NUMBER} (?P<who>{_PEOPLE})\b(?! (?:được|tham gia|đi))"),
    re.compile(
        rf"\b(?:cơ quan|xã|phường) (?:hiện )?có {_NUMBER} (?P<who>{_PEOPLE})"
        r"(?=[,.;]|$| trong đó| và \d| trên (?:tổng số )?\d{1,3} biên chế)"
    ),
    re.compile(rf"\bmáy[^.;/]{{0,25}}/\s?(?P<number>\d{{1,3}}) (?P<who>{_PEOPLE})(?![^\W\d_])"),
)
"""Where all the people of the office are counted: a total, and what equipment is divided by."""
_PART = re.compile(
    rf"\b(?:nhân sự|bố trí|phân công)[^.;\d]{{0,30}} {_NUMBER} (?P<who>người|đồng chí|{_PEOPLE})"
    r"(?![^\W\d_])"
)
_DESK = re.compile(r"\b(?:bộ phận (?:một cửa|tiếp nhận)|trung tâm phục vụ hành chính công)\b")
_OTHERS = re.compile(
    r"\b(?:cùng kỳ|đầu năm|(?:năm|kỳ|quý|tháng) trước|so với|trước (?:khi|sắp)|huyện|tỉnh|thôn|"
    r"trường|trạm|giáo viên|được giao|không chuyên trách|tinh giản|nghỉ hưu)\b"
)
"""Words of a sentence that counts other people, or the same ones at another time."""


@dataclass(frozen=True)
class _Count:
    """People as a sentence counts them; no kinds where it only says "người"."""

    number: int
    kinds: frozenset[str]
    part: bool
    said: str
    span: Span


def same_people(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield one finding where counts of the office's people cannot all be right."""
    counts = tuple(_counts(reading))
    against = [pair for pair in combinations(counts, 2) if _disagree(*pair)]
    if not against:
        return
    told = list({(one.said, one.span.at): one for one in counts}.values())
    yield rule.at(
        reading.scope,
        [one.span for one in told],
        f"Người của cơ quan đếm ở nhiều nơi không khớp nhau: {_listed(told, reading, rule.code)}.",
        severity=None if any(_same_kind(*pair) for pair in against) else "thấp",
        found="; ".join(one.said for one in told),
    )


def _counts(reading: UnderstoodReport) -> Iterator[_Count]:
    for at, passage in enumerate(reading.issued.paragraphs):
        lower = passage.text.lower()
        if len(lower) != len(passage.text):
            continue
        desk = _DESK.search(lower) is not None
        for start, end in sentence_spans(passage.text):
            for pattern in (*_WHOLE, *((_PART,) if desk else ())):
                for found in pattern.finditer(lower, start, end):
                    if not _OTHERS.search(lower, start, found.end()):
                        yield _count(found, at, passage.text, pattern is _PART)


def _count(found: re.Match[str], at: int, text: str, part: bool) -> _Count:
    kinds = frozenset(kind for kind in _KINDS if kind in found["who"])
    start, end = found.start("number"), found.end()
    said = text[start:end]
    if found.start("who") < start:
        said = f"{found['number']} {found['who']}"
    said += " ở bộ phận một cửa" if part else ""
    return _Count(int(found["number"]), kinds, part, said, Span("body", at, start, end))


def _disagree(one: _Count, other: _Count) -> bool:
    """Whether two counts cannot both be right: alike and not equal, or a part above its whole."""
    if one.part and other.part:
        return False
    if one.part or other.part:
        part, whole = (one, other) if one.part else (other, one)
        own = part.kinds or {"công chức"}
        return own <= whole.kinds and part.number > whole.number
    if one.kinds == other.kinds:
        return one.number != other.number
    small, large = sorted((one, other), key=lambda count: len(count.kinds))
    return small.kinds < large.kinds and small.number > large.number


def _same_kind(one: _Count, other: _Count) -> bool:
    return bool(one.kinds and other.kinds)


def _listed(counts: Sequence[_Count], reading: UnderstoodReport, rule: str) -> str:
    told = [f'"{one.said}" ({reading.text.where(one.span)})' for one in counts]
    keys = dict.fromkeys(
        key for one in reading.form.relations_of.get(rule, ()) for key in one.right.keys
    )
    for key in keys:
        number = reading.number(key)
        if number is not None:
            name = reading.form.full_name(reading.form.indicators[key])
            told.append(f"phụ lục {name} {print_number(number)}")
    return "; ".join(told)
