"""Where in the report a finding of the engine is: by cell, by document, or by item and quote."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.checks import Finding
from cchc_toolkit.checks.located_finding import Marked, Spot
from cchc_toolkit.documents import compare_key, likeness
from cchc_toolkit.documents.understanding.reading import Reading
from cchc_toolkit.text.sentences import sentence_spans

_ALIKE = 0.5


def located(reading: Reading, finding: Finding) -> Marked:
    """Return a finding of the engine with the places of the report that show it."""
    return Marked(finding, tuple(dict.fromkeys(_spots(reading, finding))))


def _spots(reading: Reading, finding: Finding) -> Iterator[Spot]:
    if finding.suspect and finding.suspect in reading.form.indicators:
        yield from reading.cell_spots(finding.suspect)
    for key in finding.keys:
        if key in reading.register.documents:
            for place in reading.register.citations_of(key):
                yield reading.citation_spot(place)
        elif key in reading.form.items:
            yield from _in_item(reading, key, finding)
        elif key in reading.form.indicators or key in reading.form.ratio:
            yield from reading.cell_spots(key)


def _in_item(reading: Reading, item: str, finding: Finding) -> Iterator[Spot]:
    """Yield the sentence of an item that a finding quotes, narrowed to the words that it found."""
    best, spot = 0.0, None
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
                spot = _narrowed(
                    passage.text, Spot("body", at, max(start, place.start), end), finding
                )
    if spot is not None and best >= _ALIKE:
        yield spot


def _narrowed(text: str, spot: Spot, finding: Finding) -> Spot:
    words = compare_key(finding.found)
    stretch = compare_key(text[spot.start : spot.end])
    at = stretch.find(words) if len(words) > 3 else -1
    if at < 0 or len(stretch) != spot.end - spot.start:
        return spot
    return Spot("body", spot.at, spot.start + at, spot.start + at + len(words))
