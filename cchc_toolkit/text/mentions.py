"""Figures in prose: each number that counts something, and the ratios that sentences state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_toolkit.text.passage import Citation, Mention, Passage, StatedRatio
from cchc_toolkit.text.sentences import sentence_spans
from cchc_toolkit.text.vocabulary import COUNTED, NOT_COUNTED, ORDINALS, any_of

_NUMERAL = re.compile(
    r"(?<![\w.,])(?<![^\W\d_]-)"
    r"(?P<number>\d+\.\d{1,2}(?=\s*%)|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
    r"(?![.,]?\d)(?=\W|$|đ\b|đồng\b)"
)
_UNIT = re.compile(
    rf"(?:\s*\([^()\d]{{3,80}}\))?\s*(?P<unit>{any_of(COUNTED)})(?!\w)", re.IGNORECASE
)
_WORDS = re.compile(r"\s+(?P<unit>[a-zà-ỹđ]+(?:\s+[a-zà-ỹđ]+)?)")
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}\s*[/.-]\s*\d{1,2}"
_SURELY_COUNTED = "hồ sơ|hs|người|lượt|phiếu|văn bản|hộ|thủ tục|tthc|đơn|trường hợp|trang"
"""Behind a number these make it a count: "ở thôn 752 hồ sơ" is no hamlet's name."""
_BEFORE_A_COUNT = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mỗi")
_NOT_COUNTED_BEFORE = "".join(rf"(?<!\b{word} )" for word in (*_BEFORE_A_COUNT, "các"))
"""Not behind a number: "cả hai đợt 950 trang" names no occasion."""
_WORDED = "|".join(
    (
        rf"(?<!mỗi )(?<!một )ngày\s+\d{{1,2}}(?!\d|\.\d{{3}})"
        rf"(?:\s*[/.-]\s*\d{{1,2}}(?:\s*[/.-]\s*{_YEAR})?)?"
        rf"(?:\s+tháng\s+\d{{1,2}})?(?:\s+năm\s+{_YEAR})?",
        rf"(?:từ|đến|hết|trước|sau|tới)\s+(?:ngày\s+)?{_DAY}(?!\d|\s*[/.]\d)",
        rf"tháng\s+(?:0?[1-9]|1[0-2])(?!\d|[.,]\d)(?:\s*[/-]\s*{_YEAR}|\s+năm\s+{_YEAR})?",
        rf"(?:0?[1-9]|1[0-2])\s*/\s*{_YEAR}\b",
        rf"(?:quý|quí)\s*(?:[1-4]|[IV]+)\b(?![.,]\d)(?:\s*[/-]\s*{_YEAR})?",
        r"\d{1,2}\s+tháng\b",
        rf"(?:năm|giai đoạn|nhiệm kỳ|niên độ|khóa|khoá)\s*\(?{_YEAR}"
        rf"(?:\s*(?:[-–—/,]|và|đến)\s*(?:năm\s+)?{_YEAR})*",
        rf"{_YEAR}\s*[-–—]\s*{_YEAR}\b",
        r"(?:đề án|dự án|chương trình)\s+(?:số\s+)?\d{1,3}(?:/\w[\w-]*)?\b",
        r"mức(?:\s+độ)?\s*\d(?!\d|\.\d|,\d+\s?(?:%|điểm)|\s?%)(?:\s*(?:,|và|\+|;|/|hoặc|-|–)\s*(?:mức(?:\s+độ)?\s*)?\d(?![\d.,]*\d))*",
        rf"{_NOT_COUNTED_BEFORE}(?<!\d )(?<!mô )(?<!loại )\b{any_of(ORDINALS)}"
        r"\s+\d+(?!\.\d{3}|,\d)[a-zđ]?\b"
        rf"(?!\s(?:{_SURELY_COUNTED}|(?:(?:nghìn|ngàn|triệu|tỷ|tỉ) )*đồng(?! chí))\b)",
        r"\d+\s*/\s*(?:\d{4}\s*/\s*)?(?:(?-i:[A-ZĐ]{2})|[^\W\d_]{2,5}-)[\w&]*(?:-[\w&]+)*",
        r"(?:TCVN|ISO|TCVN ISO|Windows|Office)\s*[\d:.]+",
        r"\d\.0\b|\b24\s*/\s*(?:24|7)\b",
        r"\d{1,2}\s*(?:h|giờ)\s*\d{2}\b",
    )
)
_NOT_FIGURES = re.compile(
    rf"{_DAY}\s*[/.-]\s*{_YEAR}"
    rf"|(?<!\w)(?=\w)(?:{_WORDED})"
    r"|(?<![\d.,])(?:\+84|0)\d{2,3}[ .]?\d{3}[ .]?\d{3,4}(?![\d.,]*\d)"
    r"|^(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*)\s*(?:[.)](?!\d)|/(?=\s))",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,200}|https?://\S{1,300}"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.vn\b(?:/\S{0,300})?",
    re.IGNORECASE,
)
_SIGN_OF_ADDRESS = re.compile(r"@|://|\.vn\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_OVER = re.compile(
    r"^[^.;:/\d]{0,60}?"
    r"(?:/|\btrên(?: tổng(?: số)?)?\b|\btrong(?: tổng)? số\b|\bso với(?: tổng số)?\b)"
    r"\s*(?:tổng số\s+|tổng\s+)?$",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"^[^.;/\d]{0,60}?(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|=|\()[^.;/\d]{0,30}$", re.IGNORECASE
)
_THRESHOLD = re.compile(
    r"\b(?:trên|dưới|quá|ít nhất|tối thiểu|tối đa|từ|ngưỡng|mức|vượt)\s*$|[≥≤<>]\s*$", re.IGNORECASE
)
_AND_UP = re.compile(
    r"\s*%\s*(?:\(?(?:trở (?:lên|xuống)|điểm|kế hoạch|chỉ tiêu|yêu cầu|số\b))", re.IGNORECASE
)
"""Around a percentage that is a mark to reach: "12/15 thôn đạt trên 90%"."""
_BEFORE = re.compile(r"^\s*%\s*\(?[^.;/\d()]{0,20}$|^\s*%?\s*\(\s*$")


def mentions(
    passages: Sequence[Passage], cited: Sequence[Citation]
) -> tuple[tuple[Mention, ...], tuple[StatedRatio, ...]]:
    """Return the figures of the prose in order, and which of them a sentence divides."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for citation in cited:
        spans.setdefault(citation.passage, []).append(citation.span)
    found: list[Mention] = []
    ratios: list[StatedRatio] = []
    for at, passage in enumerate(passages):
        own = list(_in_passage(passage, at, spans.get(at, [])))
        ratios += _ratios(passage, own, len(found))
        found += own
    return tuple(found), tuple(ratios)


def _in_passage(passage: Passage, at: int, cited: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    text = passage.text
    if not _DIGIT.search(text):
        return
    bare = masked(text, cited)
    sentences = sentence_spans(text)
    for found in _NUMERAL.finditer(bare):
        start, end = found.span("number")
        unit, unit_end = _unit(bare, end)
        if not unit and re.fullmatch(_YEAR, found["number"]):
            continue  # a bare year: "so với 2023"
        number, doubtful = _number(found["number"], unit)
        yield Mention(
            text=found["number"],
            number=number,
            unit=unit,
            quote=text[start:unit_end],
            sentence=next((text[a:b] for a, b in sentences if a <= start < b), text),
            passage=at,
            span=(start, end),
            where=passage.where_at(start),
            doubtful=doubtful,
        )


def masked(text: str, cited: Sequence[tuple[int, int]]) -> str:
    """Return the text with what is no figure (days, numbers of documents, years) as blanks.

    A blank is "§", which is neither a word nor part of a number, so that places stay the same.
    """
    for start, end in cited:
        text = f"{text[:start]}{'§' * (end - start)}{text[end:]}"
    if not _DIGIT.search(text):
        return text  # nothing in it can be taken for a figure
    if _SIGN_OF_ADDRESS.search(text):
        text = _ADDRESS.sub(_blank, text)
    return _NOT_FIGURES.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    return "§" * len(found[0])


def _unit(text: str, end: int) -> tuple[str, int]:
    """Return what a number counts, and where that ends; "" where no counted noun follows."""
    known = _UNIT.match(text, end)
    if known:
        return known["unit"], known.end("unit")
    words = _WORDS.match(text, end)
    if words and words["unit"].split()[0] not in NOT_COUNTED:
        unit = words["unit"]
        if unit.split()[-1] in NOT_COUNTED:
            unit = unit.split()[0]
        return unit, words.start("unit") + len(unit)
    return "", end


def _number(text: str, unit: str) -> tuple[Decimal, bool]:
    """Return the number, and whether it could be another one: `1.234%`.

    >>> _number("1.234", "hồ sơ"), _number("92.83", "%"), _number("1.234", "%")
    ((Decimal('1234'), False), (Decimal('92.83'), True), (Decimal('1.234'), True))
    """
    if unit == "%" and text.count(".") == 1 and "," not in text:
        return Decimal(text), True
    return Decimal(text.replace(".", "").replace(",", ".")), False


def _ratios(passage: Passage, own: Sequence[Mention], before: int) -> Iterator[StatedRatio]:
    text = passage.text
    for at in range(len(own) - 1):
        top, bottom = own[at], own[at + 1]
        between = text[top.span[1] : bottom.span[0]]
        if bottom.unit == "%" or top.unit == "%" or not _OVER.match(between):
            continue
        yield StatedRatio(before + at, before + at + 1, _stated(text, own, at, before), top.passage)


def _stated(text: str, own: Sequence[Mention], at: int, before: int) -> int | None:
    """Return the rate that a ratio states: the % right after it, or right before its bracket."""
    after = own[at + 2] if at + 2 < len(own) else None
    if after and _is_mark(text, after):
        return None
    if after and after.unit == "%" and _STATES.match(text[own[at + 1].span[1] : after.span[0]]):
        return before + at + 2
    ahead = own[at - 1] if at else None
    if ahead and ahead.unit == "%" and _BEFORE.match(text[ahead.span[1] : own[at].span[0]]):
        return before + at - 1
    return None


def _is_mark(text: str, rate: Mention) -> bool:
    """Whether a percentage is a mark that some reach and others do not, and so no quotient."""
    start, end = rate.span
    lead = text[max(0, start - 20) : start]
    return bool(_THRESHOLD.search(lead) or _AND_UP.match(text, end))
