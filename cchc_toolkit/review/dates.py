"""R12, R14 in a document: days that lie ahead, and the window against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from cchc_toolkit.catalogue.periods import Window
from cchc_toolkit.checks import Finding, Rule
from cchc_toolkit.checks.span import Part, Span
from cchc_toolkit.documents.spoken_period import SpokenPeriod, spoken_period
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.text.formatting import print_date
from cchc_toolkit.text.sentences import sentence_spans

DAY = r"(?:\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|\d{1,2} tháng \d{1,2},? năm \d{4}(?!\d))"
"""A day in numbers or in words, which `day_of` reads."""
_WINDOW = re.compile(
    rf"từ\s+(?:ngày\s+)?({DAY})\s+đến\s+(?:hết\s+)?(?:ngày\s+)?({DAY})", re.IGNORECASE
)
_CLOSED = re.compile(
    r"\b(?:số liệu|kết quả)(?: (?:được|đã))?(?: (?:tính|chốt))? (?:đến|tới)\s+"
    rf"(?:hết\s+)?(?:ngày\s+)?(?P<day>{DAY})"
    r"|\b(?:đến|tới|chốt|khóa sổ|(?:chốt|lấy|cắt) số liệu|thời điểm)"
    r"(?:,? (?:đến|tới|số liệu|hết|cuối|vào|lúc|thời điểm|là|tại"
    r"|\d{1,2}(?: giờ|h)(?: \d\d)?))*[: ]+"
    rf"(?:ngày\s+)?(?P<other>{DAY})",
    re.I,
)
_OF_DATA = re.compile(
    r"\b(?:số liệu|con số|dữ liệu|thống kê|lũy kế|kết quả|(?:được|đã) (?:tính|lấy|chốt))\b", re.I
)
_NOT_YET = re.compile(r"\b(?:ước|dự kiến|sẽ|gửi|thời hạn|hạn|kế hoạch|chậm nhất)\b", re.I)
"""Words of a day that the data do not reach yet."""
_OPENING = 3
_ANY_DAY = (
    re.compile(
        r"(?<![\d/.,])(?:ngày\s+)?(?P<day>0?[1-9]|[1-9]\d)\s?/\s?(?P<month>0?[1-9]|1\d)"
        r"\s?/\s?(?P<year>(?:19|20)\d\d)(?![\d/])"
    ),
    re.compile(
        r"\b(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|đến|tới|từ|hết|và)\s+(?P<day>\d{1,2})\s+tháng\s+"
        r"(?P<month>\d{1,2})(?:(?:\s+năm\s+|/)(?P<year>\d{4}))?(?![\d/]|[.,]\d)",
        re.I,
    ),
    re.compile(
        r"\b(?:ngày|hôm|sáng|trưa|chiều|tối|đêm) (?P<day>\d{1,2})/(?P<month>\d{1,2})(?P<year>)"
        r"(?![\d/]|[.,]\d)",
        re.I,
    ),
)
"""A day in numbers, in words, and without its year."""
_BY_THE_MOON = 30
"""The last day of any month of the moon: "ngày 30 tháng 2 âm lịch"."""
_WEEK = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_WEEKDAY = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEK)})[ ,(]{{1,3}}(?:ngày )?(?P<day>\d{{1,2}}/\d{{1,2}}/\d{{4}})",
    re.IGNORECASE,
)
_LEAP = 2024
_CLOSING = re.compile(r"\bbáo cáo\b|^trên đây\b", re.I)
_OF_THIS = re.compile(
    r"\bkết quả\b|^(?:trên )?đây\b"
    r"|\b(?:xin|kính|trân trọng) (?:gửi|trình|báo cáo)\b"
    r"(?!.*\b(?:tại|theo|trong|như) (?:bản )?báo cáo)",
    re.I,
)
"""Words by which a sentence speaks of the report that it is in."""
_SHOWN = 160
_HANDING_OVER = timedelta(days=31)
_NEW_UNITS = date(2025, 7, 1)
"""From this day on communes of two tiers report: their first window starts here."""


def dates_ahead(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each document that is dated after the report.

    Where the report tells its window the engine has the documents of the commune itself.
    """
    latest = _latest(reading)
    told = "window" not in reading.scope.unknown
    own = {paper.id for paper in reading.scope.own_documents} if told else set()
    for at, cited in enumerate(reading.issued.citations):
        if _ahead(cited.date, latest) and reading.register.ids[at] not in own:
            yield rule.at(
                reading.scope,
                [reading.citation_span(at)],
                f"{cited.text}: ngày ban hành sau ngày {_shown(latest)} của báo cáo.",
                expected=f"≤ {_shown(latest)}",
                found=_shown(cited.date),
            )


def days_of_prose(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each day outside citations that no calendar has."""
    every: list[tuple[Part, int, str]] = [
        ("head", at, line.text) for at, line in enumerate(reading.issued.head)
    ]
    every += [("body", at, one.text) for at, one in enumerate(reading.issued.paragraphs)]
    for part, at, text in every:
        for found in chain.from_iterable(one.finditer(text) for one in _ANY_DAY):
            day, month, year = (int(found[name] or _LEAP) for name in ("day", "month", "year"))
            inside = part == "body" and reading.issued.in_citation(at, found.start())
            moon = day == _BY_THE_MOON and "âm lịch" in text.lower()
            if inside or moon or _exists(day, month, year):
                continue
            yield rule.at(
                reading.scope,
                [Span(part, at, *found.span())],
                f'Lời văn ghi "{found[0]}": không có ngày này.',
                advice="Kiểm tra lại ngày, tháng.",
                found=found[0],
            )


def days_of_the_week(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each day that falls on another day of the week than is written."""
    for at, passage in enumerate(reading.issued.paragraphs):
        for found in _WEEKDAY.finditer(passage.text):
            day = day_of(found["day"])
            said = _WEEK.index(found["weekday"].lower())
            if day is not None and day.weekday() != said:
                right = _WEEK[day.weekday()]
                yield rule.at(
                    reading.scope,
                    [Span("body", at, *found.span())],
                    f'Lời văn ghi "{found[0]}", ngày {print_date(day)} là {right}.',
                    expected=right,
                    found=found["weekday"],
                )


def _exists(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def day_of(text: str) -> date | None:
    """Return the day that three numbers are, None where they are none.

    >>> day_of("ngày 05/3/2024"), day_of("30/02/2024"), day_of("05/3")
    (datetime.date(2024, 3, 5), None, None)
    """
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    if len(numbers) != 3 or not _exists(*numbers):
        return None
    return date(numbers[2], numbers[1], numbers[0])


def _ahead(day: date | None, latest: date | None) -> bool:
    return day is not None and latest is not None and day > latest


def _shown(day: date | None) -> str:
    return print_date(day) if day is not None else ""


def _latest(reading: UnderstoodReport) -> date | None:
    head = reading.issued.letterhead
    days = [head.date, head.window.last if head.window else None]
    return max((day for day in days if day is not None), default=None)


def window_against_report(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding where the window contradicts itself, the period, the day, or the text."""
    head = reading.issued.letterhead
    if head.window is None:
        yield from _signed_early(rule, reading)
        return
    window, spans = head.window, window_spans(reading)
    shown = f"{print_date(window.first)} – {print_date(window.last)}"
    if window.first > window.last:
        yield rule.at(
            reading.scope, spans, f"Kỳ số liệu {shown}: ngày đầu sau ngày cuối.", found=shown
        )
    elif head.spoken is not None and not any(
        fits_period(one, head.spoken) for one in (window, _joined(reading, window))
    ):
        yield rule.at(
            reading.scope,
            spans,
            f"Kỳ số liệu {shown} ({window.days} ngày) không ứng với kỳ "
            f"{head.spoken.label} nêu ở tên báo cáo.",
            expected=head.spoken.label,
            found=shown,
        )
    if head.date is not None and head.date < window.last:
        yield rule.at(
            reading.scope,
            spans,
            f"Ngày ký {print_date(head.date)} trước ngày chốt số liệu {print_date(window.last)}.",
            advice="Sửa ngày ký hoặc mốc chốt số liệu.",
            found=print_date(head.date),
        )
    yield from _other_window(rule, reading, window)


def _signed_early(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding where a report without a window tells results of days after its signing."""
    signed = reading.issued.letterhead.date
    for part, at, text in _opening(reading) if signed is not None else ():
        for found in _CLOSED.finditer(text):
            day = day_of(found["day"] or found["other"])
            if day is None or signed is None or day <= signed:
                continue
            start, end = next(s for s in sentence_spans(text) if s[0] <= found.start() < s[1])
            said = text[start:end]
            if found["other"] and (_NOT_YET.search(said) or not _OF_DATA.search(said)):
                continue
            yield rule.at(
                reading.scope,
                [Span(part, at, *found.span())],
                f'Lời văn ghi "{found[0]}", mà ngày ký là {print_date(signed)}.',
                advice="Sửa ngày ký hoặc mốc chốt số liệu.",
                found=print_date(signed),
            )


def _opening(reading: UnderstoodReport) -> Iterator[tuple[Part, int, str]]:
    """Yield the lines of the head and the first of the prose, where the data are told of."""
    for at, line in enumerate(reading.issued.head):
        yield "head", at, line.text
    for at, passage in enumerate(reading.issued.paragraphs[:_OPENING]):
        yield "body", at, passage.text


def _joined(reading: UnderstoodReport, window: Window) -> Window:
    """Return a window with those that go on behind it: of the old units and the new one.

    Between the two may lie the days of handing over.
    """
    for _, other in sorted(_windows(reading), key=lambda one: one[1].first):
        if timedelta(0) < other.first - window.last <= _HANDING_OVER:
            window = Window(window.first, other.last)
    return window


def fits_period(window: Window, spoken: SpokenPeriod) -> bool:
    """Whether a window of data can be that of a period; a new commune's starts with itself."""
    fewest = 1 if window.first == _NEW_UNITS else spoken.fewest_days
    right_length = fewest <= window.days <= spoken.most_days
    return window.last.year == spoken.year and right_length


def window_spans(reading: UnderstoodReport) -> list[Span]:
    """Return where a report says its window, none where it does not."""
    found = list(_windows(reading))
    return [found[0][0]] if found else []


def _windows(reading: UnderstoodReport) -> Iterator[tuple[Span, Window]]:
    parts: tuple[tuple[Part, tuple[object, ...]], ...] = (
        ("head", reading.issued.head),
        ("body", reading.issued.paragraphs),
    )
    for part, passages in parts:
        for at, passage in enumerate(passages):
            for match in _WINDOW.finditer(getattr(passage, "text", "")):
                first, last = map(day_of, match.groups())
                if first is not None and last is not None:
                    yield Span(part, at, *match.span()), Window(first, last)


def _other_window(rule: Rule, reading: UnderstoodReport, window: Window) -> Iterator[Finding]:
    found = list(_windows(reading))
    for span, other in found:
        lines = reading.issued.head if span.part == "head" else reading.issued.paragraphs
        days = {day_of(one) for one in re.findall(DAY, lines[span.at].text)}
        if {window.first, window.last} <= days:
            continue  # told beside the other and so told apart from it
        if other != window and other.last.year == window.last.year and other.days > 20:
            yield rule.at(
                reading.scope,
                [span, *window_spans(reading)],
                f"Lời văn ghi kỳ số liệu {print_date(other.first)} – {print_date(other.last)}, "
                f"phần đầu ghi {print_date(window.first)} – {print_date(window.last)}.",
                found=f"{print_date(other.first)} – {print_date(other.last)}",
            )


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def other_period(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding where opening or closing sentence name another period than the title."""
    period = reading.issued.letterhead.spoken
    if period is None:
        return
    paragraphs = reading.issued.paragraphs
    for at in {0, 1, len(paragraphs) - 1, len(paragraphs) - 2}:
        passage = paragraphs[at] if 0 <= at < len(paragraphs) else None
        if passage is None or passage.level or not _CLOSING.search(passage.text):
            continue
        said = spoken_period(passage.text)
        if said is None or (said.year, said.first, said.last) == (
            period.year,
            period.first,
            period.last,
        ):
            continue
        loose = said.months == 12  # "năm 2024" alone is part of other phrases
        if loose and said.year == period.year:
            continue
        if _OF_THIS.search(passage.text):
            yield rule.at(
                reading.scope,
                [Span("body", at, 0, len(passage.text))],
                f'Câu "{_shortened(passage.text)}" nói kỳ {said.label}, tên báo cáo là '
                f"{period.label}.",
                advice="Sửa cho thống nhất; có thể câu được chép từ báo cáo khác.",
                expected=period.label,
                found=said.label,
            )
