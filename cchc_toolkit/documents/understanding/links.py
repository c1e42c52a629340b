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

from cchc_toolkit.catalogue import Form, Item
from cchc_toolkit.checks.nouns import base_noun, counts, units
from cchc_toolkit.checks.scope import keys_of
from cchc_toolkit.documents import ParsedReport, compare_key
from cchc_toolkit.documents.understanding.context import Context, context_of
from cchc_toolkit.documents.understanding.placing import Place
from cchc_toolkit.documents.understanding.vocabulary import (
    label_levels,
    label_words,
    weight,
    words_of,
)
from cchc_toolkit.submission import Placeholder, split

_ENOUGH, _CLEAR = 0.9, 0.25
"""Weight of shared words that links, and by how much the best must lead the second."""
_SENTENCE_BONUS = 0.7
_LEVEL_UNSAID = 0.4
_NUMERAL = r"(?:[\d.,]*\d|(?:\[|\()[^\])]{2,40}(?:\]|\)))"


@dataclass(frozen=True)
class Link:
    """A figure of the prose and the indicator or rate that it states."""

    key: str
    sure: bool
    """Whether the outline's own sentence, or its only figure of this unit, says so."""
    rivals: tuple[str, ...] = ()
    """Other indicators that the sentence could mean as well."""
    worded: bool = False
    """Whether the whole sentence is worded as the outline words it."""


def links(
    issued: ParsedReport, found: Sequence[Place], form: Form, numbers: Mapping[str, Decimal]
) -> dict[int, Link]:
    """Return the link of each figure that has one, by its place in `ParsedReport.mentions`.

    `numbers` are those of the appendix: where a sentence could mean several rows, the one that
    agrees is taken, for a report must not be faulted for being short.
    """
    linked: dict[int, Link] = {}
    for passage, mentions in _by_passage(issued).items():
        place = found[passage]
        if place.part.split(".")[0] not in form.stating_sections:
            continue
        own = [at for at in mentions if issued.mentions[at].span[0] >= place.start]
        item = form.items.get(place.item)
        if item is not None and item.sentence:
            exact = dict(_by_template(issued, own, place, item))
            linked.update(exact or _in_order(issued, own, item, form))
        left = [at for at in own if at not in linked]
        for at in left:
            link = _by_words(issued, at, left, place, form, numbers)
            if link is not None:
                linked[at] = link
    return linked


def _by_passage(issued: ParsedReport) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for at, mention in enumerate(issued.mentions):
        found.setdefault(mention.passage, []).append(at)
    return found


def _by_template(
    issued: ParsedReport, own: Sequence[int], place: Place, item: Item
) -> Iterator[tuple[int, Link]]:
    """Yield the figures of a passage that is worded as the outline's own sentence."""
    if not own:
        return
    text = issued.paragraphs[issued.mentions[own[0]].passage].text
    key = compare_key(text)
    match = _template(item.sentence).search(key, max(0, place.start - 1))
    if match is None or len(key) != len(text):
        return
    starts = {issued.mentions[at].span[0]: at for at in own}
    for number, name in enumerate(keys_of(item.sentence), start=1):
        at = starts.get(match.start(number))
        if at is not None:
            yield at, Link(name, True, worded=True)


@lru_cache(maxsize=512)
def _template(sentence: str) -> re.Pattern[str]:
    parts = []
    for piece in split(sentence):
        if isinstance(piece, Placeholder):
            parts.append(f"({_NUMERAL})")
        else:
            words = r"\s*".join(re.escape(word) for word in compare_key(piece).split())
            parts.append(rf"\s*{words.removesuffix(re.escape('.'))}\s*")
    return re.compile("".join(parts))


def _in_order(
    issued: ParsedReport, own: Sequence[int], item: Item, form: Form
) -> Iterator[tuple[int, Link]] | dict[int, Link]:
    """Return the figures in the order in which the outline's sentence has theirs.

    Sure only where all units agree one by one; otherwise words must speak for each pair.
    """
    asked = _asked(item.sentence)
    nouns = [base_noun(issued.mentions[at].unit) for at in own]
    fits = [[_fits(form, name, noun) for name, _ in asked] for noun in nouns]
    if len(own) == len(asked) > 1 and all(fits[n][n] for n in range(len(own))):
        return {at: Link(name, True) for at, (name, _) in zip(own, asked, strict=True)}
    found: dict[int, Link] = {}
    following = 0
    for place, at in enumerate(own):
        context = context_of(issued, at)
        said = context.words - words_of(nouns[place])
        open_ = [
            (len(asked[number][1] & said), -number)
            for number in range(following, len(asked))
            if fits[place][number] and _levels_agree(form, asked[number][0], context)
        ]
        shared, number = max(open_, default=(0, 0))
        if shared:
            found[at] = Link(asked[-number][0], False)
            following = -number + 1
    return found


@lru_cache(maxsize=512)
def _asked(sentence: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the figures of a sentence, each with the words of its own clause around it."""
    pieces = list(split(sentence))
    found = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Placeholder):
            lead = pieces[at - 1] if at and isinstance(pieces[at - 1], str) else ""
            tail = pieces[at + 1] if at + 1 < len(pieces) else ""
            lead = re.split(r"[,;:]\s", str(lead))[-1]
            tail = re.split(r"[,;:/.]", tail)[0] if isinstance(tail, str) else ""
            found.append((piece.name, words_of(f"{lead} {tail}")))
    return tuple(found)


def _fits(form: Form, name: str, noun: str) -> bool:
    ratio = form.ratio.get(name)
    if ratio is not None:
        return noun == compare_key(ratio.unit)
    return counts(form.indicators[name], noun)


def _levels_agree(form: Form, name: str, context: Context) -> bool:
    ratio = form.ratio.get(name)
    key = ratio.stated if ratio is not None else name
    return not key or not context.levels or label_levels(form, key) == context.levels


def _by_words(
    issued: ParsedReport,
    at: int,
    left: Sequence[int],
    place: Place,
    form: Form,
    numbers: Mapping[str, Decimal],
) -> Link | None:
    mention = issued.mentions[at]
    noun = base_noun(mention.unit)
    named = _named(form, place, noun)
    context = context_of(issued, at)
    scored = sorted(
        (
            (_score(form, key, context, key in named), key)
            for key in _candidates(form, noun)
            if not context.levels or context.levels == label_levels(form, key)
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not scored:
        return None
    best, key = scored[0]
    close = [other for score, other in scored if score > best - _CLEAR]
    agreeing = [other for other in close if numbers.get(other) == mention.number]
    if len(named) == 1 and key == named[0] and _alone(issued, at, left):
        return Link(key, True)
    if best < _ENOUGH and not (key in named and agreeing):
        return None
    chosen = agreeing[0] if agreeing else key
    return Link(chosen, False, tuple(other for other in close if other != chosen))


def _score(form: Form, key: str, context: Context, named: bool) -> float:
    shared = context.words & label_words(form, key)
    unsaid = bool(label_levels(form, key)) and not context.levels
    return weight(form, shared) + named * _SENTENCE_BONUS - unsaid * _LEVEL_UNSAID


def _alone(issued: ParsedReport, at: int, left: Sequence[int]) -> bool:
    """Whether no other unlinked figure of the passage counts the same thing."""
    own = units(issued.mentions[at].unit)
    return not any(other != at and own & units(issued.mentions[other].unit) for other in left)


@lru_cache(maxsize=1024)
def _candidates(form: Form, noun: str) -> tuple[str, ...]:
    return tuple(row.key for row in form.fillable if form.applies(row) and counts(row, noun))


def _named(form: Form, place: Place, noun: str) -> tuple[str, ...]:
    """Return the indicators of the item's own sentence that the noun may count."""
    item = form.items.get(place.item)
    keys = []
    for key in keys_of(item.sentence) if item is not None else ():
        ratio = form.ratio.get(key)
        name = ratio.stated if ratio is not None else key
        row = form.indicators.get(name)
        if row is not None and counts(row, noun):
            keys.append(name)
    return tuple(dict.fromkeys(keys))
