"""R27, C01 in a document: empty bullets, cells that are no number."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.checks import Finding, Rule
from cchc_toolkit.checks.span import Span
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.text.sentences import sentence_spans

_LONG_SENTENCE = 60
"""Characters from which a sentence said twice is a copy."""


def empty_bullets(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
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
                reading.scope,
                [Span("body", at, 0, len(passage.text))],
                f'Mục "{item.topic}" chỉ có đề mục, không có nội dung.',
                advice='Viết nội dung; nếu không phát sinh, ghi rõ "Không có".',
                keys=(item.id,),
            )


def copied_sentences(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each long sentence that stands in the report twice, word for word."""
    seen: dict[str, int] = {}
    for at, passage in enumerate(reading.issued.paragraphs):
        for start, end in sentence_spans(passage.text):
            key = compare_key(passage.text[start:end]).strip(" .;,:")
            if len(key) < _LONG_SENTENCE or passage.level:
                continue
            if key in seen:
                yield rule.at(
                    reading.scope,
                    [Span("body", at, start, end)],
                    f'Một câu viết hai lần: "{passage.text[start:end]}"',
                    advice="Bỏ câu chép lại, hoặc viết nội dung riêng.",
                    found=passage.text[start:end],
                )
            seen.setdefault(key, at)


def unreadable_cells(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each cell of the appendix that holds something else than a number."""
    for at, row in enumerate(reading.issued.rows):
        if row.state == "unreadable":
            yield rule.at(
                reading.scope,
                [Span("row", at)],
                f'Ô số liệu của "{row.label}" ghi "{row.text}", không phải là số.',
                keys=(row.key,) if row.key else (),
                found=row.text,
            )
