"""R12, R14 in a document: days that lie ahead, and the window against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cchc_toolkit.catalogue.periods import Window
from cchc_toolkit.checks import Finding, Rule
from cchc_toolkit.checks.span import Part, Span
from cchc_toolkit.documents.spoken_period import SpokenPeriod, spoken_period
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.errors import DataError
from cchc_toolkit.text.formatting import parse_date, print_date

_DAY = r"(\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4})"
_WINDOW = re.compile(rf"từ\s+(?:ngày\s+)?{_DAY}\s+đến\s+(?:hết\s+)?(?:ngày\s+)?{_DAY}", re.I)
_CLOSING = re.compile(r"\bbáo cáo\b", re.I)
_NEW_UNITS = date(2025, 7, 1)
"""From this day on communes of two tiers report: their first window starts here."""


def dates_ahead(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each document of another office that is dated after the report."""
    latest = _latest(reading)
    own = {paper.id for paper in reading.scope.own_documents}
    for at, cited in enumerate(reading.issued.citations):
        if _ahead(cited.date, latest) and reading.register.ids[at] not in own:
            # the engine has the documents of the commune itself
            yield rule.at(
                reading.scope,
                [reading.citation_span(at)],
                f"{cited.text}: ngày ban hành sau ngày {_shown(latest)} của báo cáo.",
                expected=f"≤ {_shown(latest)}",
                found=_shown(cited.date),
            )


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
        return
    window, spans = head.window, window_spans(reading)
    shown = f"{print_date(window.first)} – {print_date(window.last)}"
    if window.first > window.last:
        yield rule.at(
            reading.scope, spans, f"Kỳ số liệu {shown}: ngày đầu sau ngày cuối.", found=shown
        )
    elif head.spoken is not None and not _fits(window, head.spoken):
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


def _fits(window: Window, spoken: SpokenPeriod) -> bool:
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
                try:
                    days = [parse_date(re.sub(r"\s", "", day)) for day in match.groups()]
                except DataError:
                    continue
                yield Span(part, at, *match.span()), Window(days[0], days[1])


def _other_window(rule: Rule, reading: UnderstoodReport, window: Window) -> Iterator[Finding]:
    for span, other in _windows(reading):
        if other != window and other.last.year == window.last.year and other.days > 20:
            yield rule.at(
                reading.scope,
                [span, *window_spans(reading)],
                f"Lời văn ghi kỳ số liệu {print_date(other.first)} – {print_date(other.last)}, "
                f"phần đầu ghi {print_date(window.first)} – {print_date(window.last)}.",
                found=f"{print_date(other.first)} – {print_date(other.last)}",
            )


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
        if "kết quả" in passage.text.lower():
            yield rule.at(
                reading.scope,
                [Span("body", at, 0, len(passage.text))],
                f"Câu này nói kỳ {said.label}, tên báo cáo là {period.label}.",
                advice="Sửa cho thống nhất; có thể câu được chép từ báo cáo khác.",
                expected=period.label,
                found=said.label,
            )
