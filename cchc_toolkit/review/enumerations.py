"""R01 in a document: a list of parts in a sentence against the total that it opens with."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.checks.lists import gap_of, gravity, lists, say_gap
from cchc_toolkit.checks.located_finding import LocatedFinding
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.review.rule import ReviewRule
from cchc_toolkit.text.formatting import print_number


def enumerations(rule: ReviewRule, reading: UnderstoodReport) -> Iterator[LocatedFinding]:
    """Yield a finding for each list whose parts do not add up to its total."""
    mentions = reading.issued.mentions
    for found in lists([passage.text for passage in reading.issued.paragraphs], mentions):
        gap = gap_of(found, mentions)
        if gap is None:
            continue
        total = mentions[found.total].number
        yield rule.at(
            reading,
            [reading.mention_spot(at) for at in (found.total, *found.parts)],
            say_gap(found, mentions, gap),
            severity=gravity(found, gap),
            expected=print_number(total),
            found=print_number(total - gap),
        )
