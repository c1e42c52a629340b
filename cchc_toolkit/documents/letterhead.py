"""The head and the signature of a report: who, number, place and day, title, period, receivers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc_toolkit.catalogue.periods import Window
from cchc_toolkit.documents.parsed_report import Letterhead
from cchc_toolkit.documents.passages import heading
from cchc_toolkit.documents.spoken_period import SpokenPeriod, spoken_period
from cchc_toolkit.errors import DataError
from cchc_toolkit.text.formatting import parse_date
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.text.passage import Passage
from cchc_toolkit.text.vocabulary import ISSUERS

_NATION = re.compile(r"cộng hòa xã hội chủ nghĩa việt nam")
_MOTTO = re.compile(r"độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc")
_NUMBER = re.compile(
    r"Số\s*:?[\s.…_]*(?P<number>\d*)[\s.…_]*/[\s.…_]*(?P<symbol>[A-ZĐ][A-ZĐa-z0-9&]*(?:-[A-ZĐ][\w&]*)*)?"
)
_DAY = re.compile(
    r"(?:(?P<place>[^\n,;:]{2,60}),\s*ngày|(?:\bN|/\S{2,20}\s+n)gày(?=[^\n,;]{0,30}$))[\s.…_]*(?P<day>\d{0,2})"
    r"[\s.…_]*tháng[\s.…_]*(?P<month>\d{0,2})[\s.…_]*năm[\s.…_]*(?P<year>\d{0,4})",
    re.MULTILINE,
)
"""The day in words; without a place it ends its line."""
_SHORT_DAY = re.compile(
    r"^(?:Số\s*:?\s*\d*\s*/[^\s,;]+[,;]?\s+)?\(?"
    r"(?:(?P<place>[^\n,;:\d()]{2,40}),\s*(?:ngày\s+)?|ngày\s+)"
    r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})\)?\s*$",
    re.MULTILINE,
)
"""Place and day written short, on a line of their own or behind the number."""
_KIND = re.compile(r"^(báo cáo|thông báo|tờ trình|biên bản|kết luận|bc)\b(?! số)")
_ABOUT = re.compile(r"V/v\b|Về việc\b", re.IGNORECASE)
_TO = re.compile(r"^Kính gửi\s*:?\s*", re.IGNORECASE)
_PRINTED_DAY = r"(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2} tháng \d{1,2},? năm \d{4})"
_FIRST_DAY = r"(\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?)"
"""A day that may leave its year to the one behind: "01/9 - 30/9/2025"."""
_WINDOW = re.compile(
    rf"(?:tính\s+)?từ\s+(?:ngày\s+)?{_PRINTED_DAY}\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?"
    rf"{_PRINTED_DAY}",
    re.IGNORECASE,
)
_BRACKETED = re.compile(rf"\([^()\d]{{0,30}}{_FIRST_DAY}\s*[-–—]\s*{_PRINTED_DAY}\s*\)")
_CUED = re.compile(
    rf"\b(?:số liệu|kỳ báo cáo|kỳ)\b(?! kiểm tra)[^()\d\n]{{0,20}}{_FIRST_DAY}\s*"
    rf"(?:[-–—→]|->)\s*{_PRINTED_DAY}",
    re.IGNORECASE,
)
_CUED_TO = re.compile(
    rf"\bkỳ (?:số liệu|báo cáo)[: ]+{_FIRST_DAY}\s+đến\s+(?:hết\s+)?(?:ngày\s+)?{_PRINTED_DAY}",
    re.IGNORECASE,
)
_OF_DATA = re.compile(r"\b(?:số liệu|báo cáo|kết quả|kỳ|quý|tháng|năm)\b", re.IGNORECASE)
"""Words that make days beside them the window of the data; others say when something was done."""
_OF_SURVEY = re.compile(r"\b(?:khảo sát|điều tra|phiếu|cỡ mẫu|kiểm tra)\b", re.IGNORECASE)
_CUE = 60
_MARKS = {"dự thảo", "dữ liệu minh họa"}
_RECEIVERS = re.compile(r"^nơi nhận\s*:?")
_AUTHORITY = re.compile(r"^(TM|KT|TL|TUQ|Q)\s*\.", re.IGNORECASE)
_ROLE = re.compile(r"^(?:phó |quyền )?(?:chủ tịch|chánh văn phòng|trưởng ban|trưởng phòng)\b")
_OPENING = re.compile(r"^(?:thực hiện|căn cứ|theo|ủy ban nhân dân|ubnd|trong|để|triển khai)\b")
_ADDRESSEE = re.compile(
    rf"(?:{ISSUERS}|các|đồng chí|ông|bà|lãnh đạo|thường trực|tt)\b[^.:\d]{{0,80}}[.;,]?$"
)
"""A receiver below "Kính gửi"; any other line with a dash is the first of the prose."""
_YEAR = 12
_TITLE_LINES = 12
"""Lines below the word BÁO CÁO among which the addressee is looked for."""
_LONG = 90
"""Characters from which a line below the title is text and no longer its subject."""


@dataclass(frozen=True)
class Parts:
    """How many of the first lines are the head, and from which one on the foot and appendix."""

    head: int
    foot: int
    appendix: int


def split(lines: Sequence[Passage]) -> Parts:
    """Return where the prose starts and ends among the lines outside tables."""
    head = _head_end(lines)
    appendix = _appendix_start(lines, head)
    return Parts(head, _foot_start(lines, head, appendix), appendix)


def read_letterhead(
    head: Sequence[Passage], foot: Sequence[Passage], body: Sequence[Passage]
) -> Letterhead:
    """Return what head and foot say; the window may also stand in the first paragraphs."""
    text = "\n".join(line.text for line in head)
    number = _NUMBER.search(text)
    day = _DAY.search(text) or _SHORT_DAY.search(text)
    kind, title = _title(head)
    opening = "\n".join([text, *(one.text for one in body[:5])])
    told = "\n".join([text, *(one.text for one in body[:2])])
    spoken = spoken_period(title) or _period_beside(text, told)
    window = _data_window(text, opening, spoken)
    authority, role, name = _signer(foot)
    return Letterhead(
        issuer=_issuer(head),
        number=number["number"] if number else "",
        symbol=(number["symbol"] or "") if number else "",
        place=(day["place"] or "").strip() if day else "",
        date=_date(day) if day else None,
        date_as_printed=" ".join(day[0].split(",", 1)[-1].split()) if day else "",
        kind=kind,
        title=title,
        spoken=spoken,
        window=_window(window) if window else None,
        addressee=_addressee(head),
        recipients=_recipients(foot),
        authority=authority,
        role=role,
        name=name,
    )


def _data_window(head: str, opening: str, spoken: SpokenPeriod | None) -> re.Match[str] | None:
    """Return where head or opening say from which day to which the data are.

    Of several the one that is as long as the period of the title: others are of parts of it.
    """
    bracketed = _BRACKETED.search(head) or _CUED.search(opening)
    if bracketed:
        return bracketed
    told = [
        found
        for found in _WINDOW.finditer(opening)
        if found.start() < len(head) or _says_of_data(opening, found.start())
    ]
    long = (found for found in told if _is_long_enough(found, spoken))
    return next(long, next(iter(told), None)) or _CUED_TO.search(opening)


def _says_of_data(opening: str, at: int) -> bool:
    """Whether the words before a window make it that of the data, not of the people asked."""
    sentence = re.split(r"[.\n]", opening[:at])[-1]
    return bool(_OF_DATA.search(sentence[-_CUE:])) and not _OF_SURVEY.search(sentence)


def _is_long_enough(found: re.Match[str], spoken: SpokenPeriod | None) -> bool:
    window = _window(found)
    return (
        window is not None
        and spoken is not None
        and spoken.fewest_days <= window.days <= spoken.most_days
    )


def _period_beside(head: str, opening: str) -> SpokenPeriod | None:
    """Return the period that head or opening name besides the title.

    A bare "năm 2024" is one in the head only, and not as a part of a day: a plan has it too.
    """
    found = spoken_period(_WINDOW.sub("", _DAY.sub("", head)))
    if found is not None:
        return found
    said = spoken_period(opening)
    return said if said is not None and said.months < _YEAR else None


def _head_end(lines: Sequence[Passage]) -> int:
    """Return where the prose starts: at section I, or at the first text below the title.

    A text that starts in the middle has no head at all.
    """
    titled = closed = False
    to = below = -1
    for at, line in enumerate(lines[:60]):
        key = compare_key(line.text)
        if at < to:
            continue  # the title goes on until the addressee, however it is worded
        if heading(line.text)[0] and not line.mark and (titled or heading(line.text)[0] == 1):
            return at
        if _is_kind(line, key):
            titled, below = True, at + 1
            to = _addressed(lines, at)
        elif titled and _is_head(line, key):
            closed = closed or line.text.startswith("(") or bool(_TO.match(line.text))
        elif titled and (closed or _opens_prose(line, key, at == below)):
            return at
    return 0 if titled else _letter_head(lines)


def _letter_head(lines: Sequence[Passage]) -> int:
    """Return where the prose of a letter without a title begins: below number, day, receivers."""
    end = 0
    for at, line in enumerate(lines[:_TITLE_LINES]):
        if _is_head(line, compare_key(line.text)):
            end = at + 1
        elif not line.text.isupper() and not _ABOUT.match(line.text):
            break
    return end if any(_NUMBER.match(line.text) for line in lines[:end]) else 0


def _is_kind(line: Passage, key: str) -> bool:
    """Whether a line is the name of a kind of document, in capitals: "BÁO CÁO"."""
    kind = _KIND.match(key)
    return kind is not None and line.text[: kind.end()].isupper()


def _addressed(lines: Sequence[Passage], title: int) -> int:
    """Return where "Kính gửi" stands below a title and above section I, -1 if it does not."""
    for at, line in enumerate(lines[title + 1 : title + _TITLE_LINES], title + 1):
        if _TO.match(line.text):
            return at
        if heading(line.text)[0] == 1 and not line.mark:
            break
    return -1


def _opens_prose(line: Passage, key: str, below_kind: bool) -> bool:
    """Whether a line is text: the one right below the kind of document may be a long title."""
    long = len(line.text) > (_LONG * 2 if below_kind else _LONG)
    return bool(_OPENING.match(key)) or long or line.text.endswith((".", ":"))


def _is_head(line: Passage, key: str) -> bool:
    return bool(
        _TO.match(line.text)
        or key in _MARKS
        or _NATION.search(key)
        or _MOTTO.search(key)
        or _NUMBER.match(line.text)
        or _DAY.match(line.text)
        or line.text.startswith("(")
        or (line.mark == "-" and _ADDRESSEE.match(key))
    )


def _appendix_start(lines: Sequence[Passage], head: int) -> int:
    for at in range(head, len(lines)):
        text = lines[at].text
        if re.match(r"(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu số)\b", text) and len(text) < 120:
            return at
    return len(lines)


def _foot_start(lines: Sequence[Passage], head: int, appendix: int) -> int:
    for at in range(head, appendix):
        key = compare_key(lines[at].text)
        if _RECEIVERS.match(key) or (_AUTHORITY.match(lines[at].text) and lines[at].text.isupper()):
            return at
        if _ROLE.match(key) and lines[at].text.isupper() and at > appendix - 10:
            return at
    return appendix


def _issuer(head: Sequence[Passage]) -> str:
    """Return the capitals above the number, without the nation and the motto beside them."""
    names: list[str] = []
    for line in head:
        key = _MOTTO.sub("", _NATION.sub("", compare_key(line.text))).strip()
        if re.match(r"số\s*:", key) or _NUMBER.match(line.text) or _KIND.match(key):
            break
        name = line.text[: len(key)]
        if key and key not in _MARKS and name.isupper() and not line.mark:
            names.append(name)
    return " ".join(names)


def _title(head: Sequence[Passage]) -> tuple[str, str]:
    for at, line in enumerate(head):
        if _is_kind(line, compare_key(line.text)):
            end = len((_KIND.match(compare_key(line.text)) or line.text)[0])
            subject = [line.text[end:].strip()]
            for below in head[at + 1 :]:
                if _is_head(below, compare_key(below.text)):
                    break
                subject.append(below.text)
            return line.text[:end], " ".join(filter(None, subject))
    return "", ""


def _addressee(head: Sequence[Passage]) -> tuple[str, ...]:
    for at, line in enumerate(head):
        found = _TO.match(line.text)
        if found:
            listed = [one.text for one in head[at + 1 :] if one.mark == "-"]
            names = [line.text[found.end() :], *listed]
            return tuple(name.rstrip(" ;.") for name in names if name.strip(" ;.:"))
    return ()


def _recipients(foot: Sequence[Passage]) -> tuple[str, ...]:
    names = (line.text.rstrip(" ;.") for line in foot if line.mark == "-")
    return tuple(name for name in names if name)


def _signer(foot: Sequence[Passage]) -> tuple[str, str, str]:
    plain = [
        line.text
        for line in foot
        if not line.mark and not _RECEIVERS.match(compare_key(line.text)) and len(line.text) < 80
    ]
    authority = next((text for text in plain if _AUTHORITY.match(text)), "")
    role = next((t for t in plain if _ROLE.match(compare_key(t)) and t.isupper()), "")
    below = plain[plain.index(role) + 1 :] if role else []
    name = next((text for text in below if _looks_like_name(text)), "")
    return authority, role, name


def _looks_like_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and all(word[:1].isupper() for word in words)


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:  # parts left blank, or a day that does not exist
        return None


def _window(found: re.Match[str]) -> Window | None:
    opens, closes = (re.sub(r"\s*(?:[/.-]|tháng|,? năm)\s*", "/", day) for day in found.groups())
    opens += closes[-5:] if opens.count("/") == 1 else ""
    try:
        first, last = parse_date(opens), parse_date(closes)
    except DataError:
        return None
    return Window(first, last)
