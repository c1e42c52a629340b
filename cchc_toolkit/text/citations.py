"""Documents cited in prose: type, number, day, issuer, subject, and which one implements which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cchc_toolkit.errors import DataError
from cchc_toolkit.text.formatting import parse_date
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.text.passage import Citation, Passage
from cchc_toolkit.text.sentences import sentence_spans
from cchc_toolkit.text.vocabulary import (
    AFTER_ISSUER,
    DOCUMENT_TYPES,
    ISSUERS,
    SUBJECT_OPENINGS,
    TYPE_OF_SYMBOL,
    any_of,
)

_SYMBOL = r"[A-ZĐ][A-ZĐa-zđ0-9&]*(?:-[A-ZĐ][\w&.]*\w|-[A-ZĐ]|(?:-\s|\s-)[A-ZĐ]{2,}\w*)*"
_HEAD = re.compile(
    rf"(?:\b(?P<type>(?i:{any_of(DOCUMENT_TYPES)}))\s*)?(?:(?P<so>\b[Ss]ố)\s*:?\s*)?"
    rf"(?P<number>(?<!\d)\d{{1,9}}(?:\s?/\s?(?:19|20)\d\d)?)\s?/\s?(?P<symbol>{_SYMBOL})"
)
_PLAIN = re.compile(  # without a symbol: "Quyết định số 766 ngày …", "Nghị định 61"
    r"\b(?P<type>(?i:Nghị định|Nghị quyết|Thông tư|Chỉ thị|Quyết định|Công văn|Kế hoạch))\s+"
    r"(?:[Ss]ố\s*)?(?P<number>\d{1,5}(?:/(?:19|20)\d\d)?)(?![\d/]|\s+[a-zà-ỹđ]+\s+\w+\s+\d)\b"
)
_DAY = re.compile(
    r"(?:\s*[,(]\s*từ\s+|\s*[,(]?\s*(?:(?:được )?ban hành\s+)?)ngày\s*"
    r"(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|[\d\s/.…]{2,12})"
)
_DAY_AHEAD = re.compile(
    r"\b(?:ngày|hôm|sáng|chiều) (?P<day>\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}"
    r"|\d{1,2} tháng \d{1,2} năm \d{4}),?(?: [^\W\d_]+){0,7}? "
    r"(?:ban hành|ra|ký|có|phê duyệt|làm|gửi|phát hành|lập|xây dựng)(?: văn bản)? $",
    re.IGNORECASE,
)
"""The day before the document: "Ngày 05/9/2022, UBND huyện ra Thông báo số 142/TB-UBND"."""
_NEXT_TITLE = r",\s*(?:Chủ nhiệm|Chủ tịch|Phó Chủ tịch)\b"
"""A comma within a name: "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"."""
_ISSUER = re.compile(
    rf"\s*[,)]?\s*của\s+(?P<issuer>(?i:(?:đồng chí\s+)?{any_of(ISSUERS)})"
    rf"(?:[^;.()“”\"\d,]|(?={_NEXT_TITLE}),|,(?=\s*(?:huyện|tỉnh|thành phố|thị xã)\b)){{0,90}}?)"
    rf"(?=\s*(?:$|[;.()“”\"\d]|(?!{_NEXT_TITLE}),|(?i:{any_of(AFTER_ISSUER)})\b"
    r"|và\s+(?:Quyết|Nghị|Kế|Công|Chỉ|Thông)\b))"
)
_SUBJECT = re.compile(rf"\s*[,):-]?\s*(?=(?i:{any_of(SUBJECT_OPENINGS)})\b)")
_CARRIES_OUT = re.compile(
    r"\b(?:triển khai|thực hiện|thi hành|hướng dẫn|cụ thể hóa|căn cứ|sửa đổi|bổ sung|theo)\b"
    r"(?! xong)[^.;)]{0,70}$"
)
_CHANGED_BY = re.compile(
    r"\b(?:sửa đổi|bổ sung|thay thế|điều chỉnh)\b[^.;]{0,40}\b(?:tại|bởi|bằng|theo)\b[^.;]{0,20}$"
)
"""Words that make the second of two documents the one that changes the first."""
_OPENS = re.compile(
    r"(?:^|[,.(“:]\s*)(?:(?:(?:tiếp tục|để|nhằm)\s+)?"
    r"(?:triển khai|thực hiện|thi hành|chấp hành|tiếp thu|quán triệt|cụ thể hóa"
    r"|căn cứ|theo)[^.;,]{0,40}|sau khi\b[^.;,]{0,60})$"
)
_LEAD = 300
_AHEAD = 100
_ISSUES = re.compile(
    r"\b(?:ban hành|xây dựng|đã có|tham mưu|cụ thể hóa bằng|làm ngay)\b[^.;]{0,60}$"
    r"|\b(?:ra|ký|làm|lập|soạn) ?$"
)
_ISSUED_FOR = re.compile(
    r"^ ?(?:được|đã)[^.;,]{0,30} (?:để|nhằm) (?:triển khai|thực hiện|thi hành|cụ thể hóa)\b[^.;,]*$"
)
_BACK = re.compile(
    r"\b(?:triển khai|thực hiện|thi hành|chấp hành|cụ thể hóa|căn cứ|theo|trên cơ sở)"
    rf"(?: [^\W\d_]+){{0,4}}? (?P<what>{DOCUMENT_TYPES}|chỉ đạo|yêu cầu)"
    r" (?:này|đó|ấy|đấy|nói trên|nêu trên|trên)\b",
    re.IGNORECASE,
)
"""Behind a document: what follows carries it out, "để triển khai công văn này"."""
_ANY_DOCUMENT = ("văn bản", "chỉ đạo", "yêu cầu")


@dataclass(frozen=True)
class _Head:
    """Type, number, day and issuer of a citation, with where they stand."""

    type: str
    number: str
    symbol: str
    day: date | None
    day_text: str
    issuer: str
    start: int
    end: int


def citations(passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """Return every document that the passages cite, in order, with the links between them."""
    found: list[Citation] = []
    for at, passage in enumerate(passages):
        found += _in_passage(passage, at, len(found))
    return tuple(found)


def _in_passage(passage: Passage, at: int, before: int) -> list[Citation]:
    text = passage.text
    heads = _dated(list(_heads(text)))
    if not heads:
        return []
    bounds = _bounds(text)
    links = [_implemented_by(text, heads, place, bounds) for place in range(len(heads))]
    cited = [
        _citation(passage, at, head, _subject_end(text, heads, place, links, bounds))
        for place, head in enumerate(heads)
    ]
    for place, parent in enumerate(links):
        if parent is not None and cited[parent].implements is None:
            cited[parent] = replace(cited[parent], implements=before + place)
    return cited


def _dated(heads: list[_Head]) -> list[_Head]:
    """Return citations, one without its day with the day that it has where it is cited before."""
    days: dict[tuple[str, str, str], date] = {}
    for place, head in enumerate(heads):
        key = (head.type, head.number, head.symbol)
        if head.day is not None:
            days.setdefault(key, head.day)
        elif key in days and not head.day_text:
            heads[place] = replace(head, day=days[key])
    return heads


def _citation(passage: Passage, at: int, head: _Head, end: int) -> Citation:
    subject = passage.text[head.end : end].strip(" ,.;:)(")
    if not _SUBJECT.match(passage.text, head.end):
        subject, end = "", head.end
    return Citation(
        type=head.type,
        number=head.number,
        symbol=head.symbol,
        date=head.day,
        date_as_printed=head.day_text,
        issuer=head.issuer,
        subject=subject,
        text=passage.text[head.start : head.end],
        passage=at,
        span=(head.start, head.end),
        extent=(head.start, end),
        where=passage.where_at(head.start),
    )


def _heads(text: str) -> Iterator[_Head]:
    end = 0
    found = sorted(
        [*_HEAD.finditer(text), *_PLAIN.finditer(text)], key=lambda one: (one.start(), -one.end())
    )
    for match in found:
        if match.start() < end or not _is_citation(match):
            continue
        head = _head(text, match)
        end = head.end
        yield head


def _is_citation(match: re.Match[str]) -> bool:
    """Whether a number and capitals are a document: it has a type, "số" or a dash in its symbol."""
    groups = match.groupdict()
    symbol = groups.get("symbol") or ""
    if not symbol:
        return True
    return bool(groups["type"] or groups["so"]) or "-" in symbol


def _head(text: str, match: re.Match[str]) -> _Head:
    symbol = re.sub(r"\s", "", match.groupdict().get("symbol") or "")
    end = match.end()
    day = _DAY.match(text, end)
    if day and not day["day"].strip(" /."):
        day = None
    end = day.end() - _trailing(day["day"]) if day else end
    ahead = None if day else _DAY_AHEAD.search(text[max(0, match.start() - _AHEAD) : match.start()])
    told = day or ahead
    issuer = _ISSUER.match(text, end)
    end = issuer.end() if issuer else end
    return _Head(
        type=_type(match["type"], symbol),
        number=re.sub(r"\s", "", match["number"]),
        symbol=symbol,
        day=_day(told["day"]) if told else None,
        day_text=told["day"].strip() if told else "",
        issuer=issuer["issuer"].strip() if issuer else "",
        start=match.start(),
        end=end,
    )


def _trailing(text: str) -> int:
    return len(text) - len(text.rstrip())


def _type(printed: str | None, symbol: str) -> str:
    """Return the type as printed with a capital, else the one that the symbol stands for.

    >>> _type("kế hoạch", "KH-UBND"), _type(None, "NĐ-CP"), _type(None, "UBND-VP")
    ('Kế hoạch', 'Nghị định', 'Công văn')
    """
    if printed:
        return printed[:1].upper() + printed[1:].lower()
    return TYPE_OF_SYMBOL.get(symbol.partition("-")[0], "Công văn" if "-" in symbol else "")


def _day(text: str) -> date | None:
    numbers = re.findall(r"\d+", text)
    if len(numbers) == 3 and len(numbers[2]) == 2:
        numbers[2] = f"20{numbers[2]}"
    try:
        return parse_date("/".join(numbers))
    except DataError:  # a day that does not exist or is not filled in: kept as printed
        return None


def _bounds(text: str) -> list[tuple[int, int]]:
    """Return the sentences, each cut at semicolons outside brackets: a citation stays in one."""
    bounds: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        depth, cut = 0, start
        for at in range(start, end):
            char = text[at]
            depth += (char in "(“") - (char in ")”")
            if char == ";" and depth <= 0:
                bounds.append((cut, at))
                cut = at + 1
        bounds.append((cut, end))
    return bounds


def _bound(bounds: list[tuple[int, int]], at: int) -> int:
    return next((end for start, end in bounds if start <= at < end), bounds[-1][1])


def _implemented_by(
    text: str, heads: list[_Head], place: int, bounds: list[tuple[int, int]]
) -> int | None:
    """Return which other citation says that it carries out this one, None for none.

    Either the one before, whose subject leads here ("về việc triển khai Chỉ thị số …", "(triển
    khai công văn số …"), or the one after ("Thực hiện Kế hoạch số …, xã ban hành Kế hoạch số …",
    "Nhận Công văn số …. Để triển khai công văn này xã ban hành Kế hoạch số …").
    """
    head = heads[place]
    if place:
        above = heads[place - 1]
        between = _last_words(text, above.end, head.start)
        same = head.start < _bound(bounds, above.start)
        told = _CARRIES_OUT.search(between) and not _CHANGED_BY.search(between)
        if same and told and (not _ISSUES.search(between) or _ISSUED_FOR.search(between)):
            return place - 1
    if place + 1 < len(heads):
        below = heads[place + 1]
        lead = _last_words(text, 0, head.start)
        between = _last_words(text, head.end, below.start)
        opens = below.start < _bound(bounds, head.start) and _OPENS.search(lead)
        if (opens or carried_out_behind(between, head.type)) and _ISSUES.search(between):
            return place + 1
        end = _bound(bounds, head.start)
        behind = text[below.end : end] if below.start < end else ""
        if below.type != head.type and carried_out_behind(behind, head.type, every=False):
            return place + 1  # "làm Kế hoạch số … để thực hiện công văn ấy"
    return None


def carried_out_behind(words: str, kind: str, *, every: bool = True) -> bool:
    """Whether words behind a document of a kind say that what follows carries it out.

    `every` says that words for any document are of it too.

    >>> carried_out_behind(" của Sở, để triển khai công văn này xã", "Công văn")
    True
    """
    found = _BACK.search(words)
    return found is not None and found["what"].lower() in (
        kind.lower(),
        *(_ANY_DOCUMENT if every else ()),
    )


def _last_words(text: str, start: int, end: int) -> str:
    """Return what stands right before a place, as a key: enough to see what leads there."""
    return compare_key(text[max(start, end - _LEAD) : end])


def _subject_end(
    text: str,
    heads: list[_Head],
    place: int,
    links: list[int | None],
    bounds: list[tuple[int, int]],
) -> int:
    """Return where the subject of a citation ends: its sentence, its bracket, or the next one."""
    head = heads[place]
    end = _bound(bounds, head.start)
    if place + 1 < len(heads) and links[place + 1] != place:
        end = min(end, heads[place + 1].start)
    depth = 0
    for at in range(head.end, end):
        depth += (text[at] == "(") - (text[at] == ")")
        opens_link = text[at] == "(" and _CARRIES_OUT.match(compare_key(text[at + 1 : at + 40]))
        if depth < 0 or opens_link:
            return at
    return end
