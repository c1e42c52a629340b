"""R27, C01 in a document: empty bullets, gaps left open, cells that are no number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.checks.located_finding import LocatedFinding, Span
from cchc_toolkit.checks.text_rules import repeated_phrase
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.review.rule import ReviewRule

_GAP = re.compile(r"\[[^\]]{2,60}\](?!\()|…{2,}|\.{5,}|_{3,}|\bXX+\b")


def empty_bullets(rule: ReviewRule, reading: UnderstoodReport) -> Iterator[LocatedFinding]:
    """Yield a finding for each bullet that has its label and nothing behind it."""
    for at, (passage, place) in enumerate(
        zip(reading.issued.paragraphs, reading.places, strict=True)
    ):
        item = reading.form.items.get(place.item)
        if item is None or item.lead or not place.label:
            continue
        following = reading.places[at + 1] if at + 1 < len(reading.places) else None
        goes_on = following is not None and following.item == place.item and not following.label
        if not passage.text[place.start :].strip(" .:;-") and not goes_on:
            yield rule.at(
                reading,
                [Span("body", at, 0, len(passage.text))],
                f'Mục "{item.topic}" chỉ có đề mục, không có nội dung.',
                advice='Viết nội dung; nếu không phát sinh, ghi rõ "Không có".',
                keys=(item.id,),
            )


def repeated_words(rule: ReviewRule, reading: UnderstoodReport) -> Iterator[LocatedFinding]:
    """Yield a finding for each phrase twice in a row, the outline's own labels excepted."""
    for at, (passage, place) in enumerate(
        zip(reading.issued.paragraphs, reading.places, strict=True)
    ):
        lower = passage.text.lower()
        phrase = repeated_phrase(lower) if len(lower) == len(passage.text) else ""
        item = reading.form.items.get(place.item)
        if not phrase or (item is not None and phrase in f"{item.label} {item.guidance}".lower()):
            continue
        start = lower.find(phrase)
        yield rule.at(
            reading,
            [Span("body", at, start, start + len(phrase))],
            f'Cụm từ lặp lại: "{phrase}".',
            advice="Đọc lại và xoá chỗ lặp.",
            found=phrase,
        )


def open_gaps(rule: ReviewRule, reading: UnderstoodReport) -> Iterator[LocatedFinding]:
    """Yield a finding for each place that was left to be filled in."""
    for at, passage in enumerate(reading.issued.paragraphs):
        for match in _GAP.finditer(passage.text):
            yield rule.at(
                reading,
                [Span("body", at, *match.span())],
                f'Còn chỗ chưa điền: "{match[0]}".',
                severity="vừa",
                advice="Điền nội dung hoặc bỏ chỗ trống.",
                found=match[0],
            )


def unreadable_cells(rule: ReviewRule, reading: UnderstoodReport) -> Iterator[LocatedFinding]:
    """Yield a finding for each cell of the appendix that holds something else than a number."""
    for at, row in enumerate(reading.issued.rows):
        if row.state == "unreadable":
            yield rule.at(
                reading,
                [Span("row", at)],
                f'Ô số liệu của "{row.label}" ghi "{row.text}", không phải là số.',
                keys=(row.key,) if row.key else (),
                found=row.text,
            )
