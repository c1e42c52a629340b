"""Which indicator each figure of the prose states: by the outline's sentence, noun and words.

Nothing here knows a wording or a number of any report: the form's own sentences, labels and units
say what can be stated where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from cchc_toolkit.catalogue import Form, Indicator, Item
from cchc_toolkit.checks.scope import keys_of
from cchc_toolkit.checks.units import same_unit, units_of
from cchc_toolkit.readers import Issued, Mention, compare_key
from cchc_toolkit.review.placing import Place
from cchc_toolkit.review.vocabulary import label_words, weight, words_of
from cchc_toolkit.submission import Placeholder, split

_ENOUGH, _CLEAR = 0.9, 0.25
"""Weight of shared words that links, and by how much the best must lead the second."""
_SENTENCE_BONUS = 0.7
_NUMERAL = r"(?:§+|[\d.,]*\d|(?:\[|\()[^\])]{2,40}(?:\]|\)))"
_LAST = re.compile(r"[,;:()]|\bvà\b")


@dataclass(frozen=True)
class Link:
    """A figure of the prose and the indicator or rate that it states."""

    mention: int
    key: str
    sure: bool
    """Whether the outline's own sentence, or its only figure of this unit, says so."""
    rivals: tuple[str, ...] = ()
    """Other indicators that the sentence could mean as well."""


def links(
    issued: Issued, found: Sequence[Place], form: Form, numbers: Mapping[str, Decimal]
) -> dict[int, Link]:
    """Return the link of each figure that has one, by its place in `Issued.mentions`.

    `numbers` are those of the appendix: where a sentence could mean several rows, the one that
    agrees is taken, for a report must not be faulted for being short.
    """
    linked: dict[int, Link] = {}
    for passage, mentions in _by_passage(issued).items():
        place = found[passage]
        own = [at for at in mentions if issued.mentions[at].span[0] >= place.start]
        item = form.items.get(place.item)
        if item is not None:
            linked.update(_by_template(issued, own, place, item))
        left = [at for at in own if at not in linked]
        for at in left:
            link = _by_words(issued, at, left, place, form, numbers)
            if link is not None:
                linked[at] = link
    return linked


def _by_passage(issued: Issued) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for at, mention in enumerate(issued.mentions):
        found.setdefault(mention.passage, []).append(at)
    return found


def _by_template(
    issued: Issued, own: Sequence[int], place: Place, item: Item
) -> Iterator[tuple[int, Link]]:
    """Yield the figures of a passage that is worded as the outline's own sentence."""
    if not item.sentence or not own:
        return
    passage = issued.paragraphs[issued.mentions[own[0]].passage]
    match = _template(item.sentence).search(compare_key(passage.text), max(0, place.start - 1))
    if match is None or len(compare_key(passage.text)) != len(passage.text):
        return
    starts = {issued.mentions[at].span[0]: at for at in own}
    for number, key in enumerate(keys_of(item.sentence), start=1):
        at = starts.get(match.start(number))
        if at is not None:
            yield at, Link(at, key, True)


@lru_cache(maxsize=512)
def _template(sentence: str) -> re.Pattern[str]:
    parts = []
    for piece in split(sentence):
        if isinstance(piece, Placeholder):
            parts.append(f"({_NUMERAL})")
        else:
            words = re.escape(compare_key(piece)).replace("\\ ", r"\s*")
            parts.append(rf"\s*{words}\s*" if words else r"\s*")
    return re.compile("".join(parts).rstrip(r"\s*").removesuffix(r"\."))


def _by_words(
    issued: Issued,
    at: int,
    left: Sequence[int],
    place: Place,
    form: Form,
    numbers: Mapping[str, Decimal],
) -> Link | None:
    mention = issued.mentions[at]
    named = _named(form, place, mention)
    context = context_words(issued, at)
    scored = sorted(
        (
            (weight(form, context & label_words(form, key)) + (key in named) * _SENTENCE_BONUS, key)
            for key in _candidates(form, place, mention.unit)
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not scored:
        return None
    best, key = scored[0]
    close = [other for score, other in scored if score > best - _CLEAR]
    agreeing = [other for other in close if numbers.get(other) == mention.number]
    if len(named) == 1 and key == named[0] and _alone(issued, at, left, form):
        return Link(at, key, numbers.get(key) is not None)
    if best < _ENOUGH:
        return None
    return Link(at, agreeing[0] if agreeing else key, False, tuple(close[1:]))


def _alone(issued: Issued, at: int, left: Sequence[int], form: Form) -> bool:
    """Whether no other unlinked figure of the passage counts the same thing."""
    units = _units(form, issued.mentions[at].unit)
    return not any(
        other != at and units & _units(form, issued.mentions[other].unit) for other in left
    )


def _units(form: Form, noun: str) -> frozenset[str]:  # noqa: ARG001 - one signature with the others
    return units_of(compare_key(noun)) or frozenset({noun})


@lru_cache(maxsize=4096)
def _candidates(form: Form, place: Place, noun: str) -> tuple[str, ...]:
    """Return the indicators that a noun may count, at a place where figures are reported."""
    if place.part.split(".")[0] in ("III", "IV", "V"):
        return ()  # an assessment or a plan states no figure of the period
    return tuple(row.key for row in form.fillable if "xa" in row.levels and counts(row, noun))


def counts(row: Indicator, noun: str) -> bool:
    """Whether a noun of the prose may count an indicator.

    >>> from cchc_toolkit.catalogue import load_form
    >>> row = load_form().indicators["tthc.ho_so.tiep_nhan"]
    >>> counts(row, "hồ sơ"), counts(row, "thủ tục")
    (True, False)
    """
    noun = compare_key(noun)
    known = units_of(noun)
    if row.kind == "choice" or not noun:
        return False
    if row.kind == "money":
        return noun == "đồng"
    if row.kind == "percent":
        return noun == "%"
    return bool(known) and any(same_unit(row.true_unit, noun) for _ in (0,)) and _declared(row)


def _declared(row: Indicator) -> bool:
    """An indicator without a unit could be counted by every noun, so by none for certain."""
    return bool(row.true_unit)


def _named(form: Form, place: Place, mention: Mention) -> tuple[str, ...]:
    """Return the indicators of the item's own sentence that the noun may count."""
    item = form.items.get(place.item)
    if item is None:
        return ()
    keys = []
    for key in keys_of(item.sentence):
        ratio = form.ratio.get(key)
        name = ratio.stated if ratio is not None else key
        row = form.indicators.get(name)
        if row is not None and counts(row, mention.unit):
            keys.append(name)
    return tuple(dict.fromkeys(keys))


def context_words(issued: Issued, at: int) -> frozenset[str]:
    """Return the words around a figure: back to the figure before, on to the end of its clause."""
    mention = issued.mentions[at]
    text = issued.paragraphs[mention.passage].text
    before = issued.mentions[at - 1] if at else None
    start = before.span[1] if before and before.passage == mention.passage else 0
    start = max(start, text.rfind(". ", 0, mention.span[0]) + 1, mention.span[0] - 90)
    after = issued.mentions[at + 1] if at + 1 < len(issued.mentions) else None
    end = after.span[0] if after and after.passage == mention.passage else len(text)
    stop = _LAST.search(text, mention.span[1])
    tail = text[mention.span[1] : min(end, mention.span[1] + 60)]
    if stop and not re.match(r",\s*\d", text[stop.start() :]):
        tail = text[mention.span[1] : min(end, stop.start(), mention.span[1] + 60)]
    behind = re.match(r"[^.;]*", tail)
    lead = text[start : mention.span[0]]
    lead = lead[max(lead.rfind(";"), lead.rfind(":")) + 1 :]
    levels = " ".join(re.findall(r"mức(?: độ)? [34](?:\s*(?:,|và)\s*[34])?", lead + text[mention.span[1] : mention.span[1] + 40]))
    return words_of(f"{lead} {behind[0] if behind else ''} {levels if 'mức' in tail or 'mức' in lead else ''}")
