"""The prose of a report as the texts of a submission: figures and citations as placeholders.

Only the words of the report itself, without the outline's labels, which are not the commune's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cchc_toolkit.checks.cited import Register
from cchc_toolkit.documents import ParsedReport
from cchc_toolkit.documents.understanding.links import Link
from cchc_toolkit.documents.understanding.placing import Place
from cchc_toolkit.submission import Passage, Submission
from cchc_toolkit.text.formatting import print_count_in_prose, print_number


def texts_of(
    issued: ParsedReport,
    found: Sequence[Place],
    linked: Mapping[int, Link],
    register: Register,
    submission: Submission,
) -> dict[str, Passage]:
    """Return what the report says under each item of the outline, one entry a paragraph."""
    pieces = _pieces(issued, linked, register, submission)
    paragraphs: dict[str, list[str]] = {}
    where: dict[str, list[str]] = {}
    for at, (passage, place) in enumerate(zip(issued.paragraphs, found, strict=True)):
        body = passage.text[place.start :].strip()
        if place.item and body:
            text = _with_placeholders(passage.text, place.start, pieces.get(at, ()))
            paragraphs.setdefault(place.item, []).append(text)
            where.setdefault(place.item, []).append(passage.where)
    return {
        item: Passage(tuple(said), "; ".join(dict.fromkeys(where[item])))
        for item, said in paragraphs.items()
    }


Piece = tuple[int, int, str]


def _pieces(
    issued: ParsedReport, linked: Mapping[int, Link], register: Register, submission: Submission
) -> dict[int, list[Piece]]:
    found: dict[int, list[Piece]] = {}
    for at, cited in enumerate(issued.citations):
        found.setdefault(cited.passage, []).append((*cited.span, f"{{vb:{register.ids[at]}}}"))
    for at, link in linked.items():
        mention = issued.mentions[at]
        name = _printable(link.key, mention.text, submission)
        if name:
            found.setdefault(mention.passage, []).append((*mention.span, f"{{so:{name}}}"))
    return {passage: sorted(pieces) for passage, pieces in found.items()}


def _printable(key: str, text: str, submission: Submission) -> str:
    """Return the key whose placeholder prints what the report says, "" where it would not."""
    ratio = submission.form.ratio.get(key)
    if ratio is not None:
        return key
    number = submission.value(key).number
    if number is None:
        return ""
    return key if text in (print_number(number), print_count_in_prose(number)) else ""


def _with_placeholders(text: str, start: int, pieces: Sequence[Piece]) -> str:
    return "".join(_joined(text, start, pieces)).strip()


def _joined(text: str, start: int, pieces: Sequence[Piece]) -> Iterator[str]:
    at = start
    for first, last, placeholder in pieces:
        if first < at:
            continue
        yield _plain(text[at:first])
        yield placeholder
        at = last
    yield _plain(text[at:])


def _plain(text: str) -> str:
    """Return text in which nothing can be taken for a placeholder."""
    return text.replace("{", "(").replace("}", ")")
