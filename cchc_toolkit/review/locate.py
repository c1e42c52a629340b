"""Where in the report a finding of the engine is: by cell, by document, or by item and quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from cchc_toolkit.checks import Finding
from cchc_toolkit.checks.span import Part, Span
from cchc_toolkit.documents import Passage, compare_key, likeness
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.text.sentences import sentence_spans

_ALIKE = 0.5
_QUOTED = re.compile(r'"([^"]{3,80})"')


def located(reading: UnderstoodReport, finding: Finding) -> Finding:
    """Return a finding of the engine with the places of the report that show it."""
    if finding.spans:
        return finding
    if not finding.keys:
        spans = tuple(_of_document(reading, finding))
        where = tuple(map(reading.text.where, spans)) or finding.where
        return replace(finding, spans=spans, where=where)
    return replace(finding, spans=tuple(dict.fromkeys(_spans(reading, finding))))


def _of_document(reading: UnderstoodReport, finding: Finding) -> Iterator[Span]:
    """Yield where a finding about no cell or item stands: the form, or words of head or foot."""
    if finding.speaks_of == "form" and reading.issued.rows:
        yield Span("row", 0)
    quoted = _QUOTED.search(finding.message)
    words = quoted[1] if quoted is not None else "\n"
    parts: tuple[tuple[Part, tuple[Passage, ...]], ...] = (
        ("foot", reading.issued.foot),
        ("head", reading.issued.head),
    )
    places = (
        Span(part, at, start, start + len(words))
        for part, passages in parts
        for at, passage in enumerate(passages)
        if (start := passage.text.find(words)) >= 0
    )
    yield from islice(places, 1)


def _spans(reading: UnderstoodReport, finding: Finding) -> Iterator[Span]:
    if finding.suspect and finding.suspect in reading.form.indicators:
        yield from reading.cell_spans(finding.suspect)
    for key in finding.keys:
        if key in reading.register.documents:
            for place in reading.register.citations_of(key):
                yield reading.citation_span(place)
        elif key in reading.form.items:
            yield from _in_item(reading, key, finding)
        elif key in reading.form.indicators or key in reading.form.ratio:
            yield from reading.cell_spans(key)


def _in_item(reading: UnderstoodReport, item: str, finding: Finding) -> Iterator[Span]:
    """Yield the sentence of an item that a finding quotes, narrowed to the words that it found."""
    best, span = 0.0, None
    for at, (passage, place) in enumerate(
        zip(reading.issued.paragraphs, reading.places, strict=True)
    ):
        if place.item != item:
            continue
        for start, end in sentence_spans(passage.text):
            sentence = passage.text[max(start, place.start) : end]
            alike = likeness(sentence, finding.quote)
            if finding.found and compare_key(finding.found) in compare_key(sentence):
                alike += 0.3
            if alike > best and sentence:
                best = alike
                span = _narrowed(
                    passage.text, Span("body", at, max(start, place.start), end), finding
                )
    if span is not None and best >= _ALIKE:
        yield span


def _narrowed(text: str, span: Span, finding: Finding) -> Span:
    words = compare_key(finding.found)
    stretch = compare_key(text[span.start : span.end])
    at = stretch.find(words) if len(words) > 3 else -1
    if at < 0 or len(stretch) != span.end - span.start:
        return span
    return Span("body", span.at, span.start + at, span.start + at + len(words))
