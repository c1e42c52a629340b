"""R23 in a document: offices of a level that is no more, spoken of as if they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cchc_toolkit.catalogue.calendar import national_window
from cchc_toolkit.checks import Finding, Rule
from cchc_toolkit.checks.span import Part, Span
from cchc_toolkit.checks.terms import Term, terms_out_of_date
from cchc_toolkit.documents import Passage
from cchc_toolkit.documents.spoken_period import SpokenPeriod
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.text.formatting import print_date
from cchc_toolkit.text.sentences import sentence_spans

_PAST = re.compile(
    r"\b(?:cũ|trước đây|trước (?:ngày )?0?1/0?7|trước khi|trước sắp xếp|nhập|sáp nhập|thành lập|"
    r"hình thành|bàn giao|kết thúc|giải thể|không còn|"
    r"chuyển (?:từ|về(?! (?:[^\W\d_]+ ){1,8}?(?:huyện|quận|thị xã)\b)))\b",
    re.IGNORECASE,
)
_FIRST_HALF = re.compile(
    r"\b(?:6 tháng đầu|quý (?:I|II))\b(?!(?: ?/ ?| năm )(?!2025))", re.IGNORECASE
)
"""Words of the half year in which the level was still there."""
_OF_DISTRICT = re.compile(
    r"\b(?i:phòng|thanh tra|văn phòng|trung tâm|công an|chi cục|hạt kiểm lâm)"
    r"(?: (?:[^\W\d_]+|-)){0,8}? (?:huyện|quận|thị xã)"
    r"(?: [A-ZĐ]\w*|(?! \w)|(?= (?!đã|vừa)[a-zà-ỹđ]))"
    r"|\b(?i:UBND|HĐND|ủy ban nhân dân|hội đồng nhân dân|công an) (?:huyện|quận|thị xã)\b"
    r"|\b(?i:(?:đề nghị|kiến nghị|đề xuất(?: với)?|trình|xin ý kiến)(?: (?:UBND|lãnh đạo))?)"
    r" (?:cấp )?(?:huyện|quận|thị xã)\b(?! (?:đã|vừa))"
    r"|\b(?i:(?:hai|0?2) cấp,?(?: (?:gồm|là|bao gồm):?|:| ?\()[^.;)]*\bhuyện)\b"
    r"|\b(?i:(?:theo|thực hiện|vận hành)(?: mô hình)? chính quyền(?: địa phương)? (?:ba|0?3) cấp)\b"
)
"""An office with its level, its name or no more: "Phòng Tư pháp huyện Mẫu", "trình huyện"; or the
level itself: "chính quyền hai cấp (tỉnh, huyện, xã)"."""
_WORD = re.compile(r"\s+(\w+)")
_LEVEL = re.compile(r"\s+(?:huyện|thị xã|quận)\b")
_ENDED = 2025
_LATE = 120
"""So many days after its closing a report is signed at most, else the year of one is wrong."""
_LONGEST_NAME = 4
_EARLIER = re.compile(r"\b(?:20[01]\d|202[0-4])\b|/0?[1-6]/2025\b|tháng 0?[1-6](?:/| năm )2025")


def abolished_offices(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each office of a level that had ended when the report was written."""
    head = reading.issued.letterhead
    closing = head.window.last if head.window is not None else None
    last = _last_day(closing, head.date) or _end_of(head.spoken)
    if last is None:
        return
    terms = [term for term in terms_out_of_date(rule.code, last) if term.severity == "cao"]
    for part, at, passage in _passages(reading):
        lower = passage.text.lower()
        for start, end in sentence_spans(passage.text):
            if _is_past(passage.text[start:end], last):
                continue
            found = _first(terms, lower[start:end], passage.text[start:end])
            if found is None:
                continue
            place, word, term = found
            stop = _end_of_name(passage.text, start + place + len(word))
            said = passage.text[start + place : stop]
            yield rule.at(
                reading.scope,
                [Span(part, at, start + place, stop)],
                f'Báo cáo nêu "{said}", vào {print_date(last)} không còn cơ quan này '
                f"({term.source}).",
                advice=f'Dùng "{term.instead}", hoặc ghi rõ là cơ quan cũ.',
                found=said,
                expected=term.instead,
            )


def _is_past(sentence: str, last: date) -> bool:
    """Whether a sentence speaks of the time before the offices ended."""
    first_half = last.year == _ENDED and _FIRST_HALF.search(sentence)
    return bool(_PAST.search(sentence) or _EARLIER.search(sentence) or first_half)


def _last_day(closing: date | None, signed: date | None) -> date | None:
    """Return the day that a report speaks for: its closing, but the day signed if that is far."""
    if closing is None or signed is None:
        return closing or signed
    return closing if (signed - closing).days <= _LATE else signed


def _end_of(spoken: SpokenPeriod | None) -> date | None:
    """Return the first day of the last month of a period: the report was not written before."""
    return date(spoken.year, spoken.last, 1) if spoken is not None else None


def replaced_documents(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each document that another had replaced before the report's period ended.

    Passages that answer the outline are left to the rule about any text.
    """
    head = reading.issued.letterhead
    period = head.spoken.period if head.spoken is not None else None
    ends = [national_window(period).last] if period is not None else []
    ends += [head.window.last] if head.window is not None else []
    if not ends:
        return
    terms = terms_out_of_date(rule.code, max(ends))
    for at, cited in enumerate(reading.issued.citations):
        passage = reading.issued.paragraphs[cited.passage].text
        term = next((one for one in terms if one.find(cited.text.lower()) >= 0), None)
        start, end = next(
            (s for s in sentence_spans(passage) if s[0] <= cited.span[0] < s[1]), (0, len(passage))
        )
        told = term is not None and term.find(passage[start:end].lower()) >= 0
        if re.search(r"\btrước (?:thời điểm|khi|ngày|đây)\b", passage[start : cited.span[0]], re.I):
            continue
        if term is None or not told or reading.places[cited.passage].item:
            continue
        yield rule.at(
            reading.scope,
            [reading.citation_span(at)],
            f'"{cited.text}": đến {print_date(max(ends))} đã được {term.instead} thay thế '
            f"({term.source}).",
            found=cited.text,
            expected=term.instead,
        )


def _end_of_name(text: str, at: int) -> int:
    """Return where the words that begin with a capital end: "Phòng Nội vụ huyện Mẫu" is one."""
    level = _LEVEL.match(text, at)
    at = level.end() if level is not None else at
    for _ in range(_LONGEST_NAME):
        word = _WORD.match(text, at)
        if word is None or not word[1][0].isupper():
            break
        at = word.end()
    return at


def _passages(reading: UnderstoodReport) -> Iterator[tuple[Part, int, Passage]]:
    for at, passage in enumerate(reading.issued.head):
        if passage.text.lower().startswith("kính gửi") or passage.mark:
            yield "head", at, passage
    for at, passage in enumerate(reading.issued.paragraphs):
        yield "body", at, passage


def _first(terms: list[Term], lower: str, text: str) -> tuple[int, str, Term] | None:
    """Return where a sentence names an office of the level: by a term, or by its level and name."""
    for term in terms:
        for word in term.words:
            place = lower.find(word)
            if place >= 0:
                return place, word, term
        named = _OF_DISTRICT.search(text)
        if named is not None:
            return named.start(), named[0], term
    return None
