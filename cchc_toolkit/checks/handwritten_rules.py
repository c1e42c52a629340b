"""What a commune typed, against the figures of the item it was typed for: rates, units, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.checks.finding import Finding, Severity
from cchc_toolkit.checks.handwritten_numbers import TypedNumber, typed_numbers
from cchc_toolkit.checks.lists import OPENS
from cchc_toolkit.checks.prose import Prose
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope, keys_of
from cchc_toolkit.checks.text_rules import wrong_rate
from cchc_toolkit.text.arithmetic import decimals_of, how_rounded, share
from cchc_toolkit.text.passage import Mention
from cchc_toolkit.text.units import same_unit

_STATES = re.compile(r"(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|đúng hạn|\()[^.;/\d%]{0,30}$", re.IGNORECASE)
_OF_OTHER_TIMES = re.compile(r"\s*[%)]*\s*(?:so với|trở lên|trở xuống|/năm)", re.IGNORECASE)
_MEASURED = ("%", "đồng")
_NEAR, _LONG = 3, 60
"""A list of documents opens right behind its opening word, and not far behind its count."""
_SMALL = 10
"""Smaller numbers meet by chance too often to say that one is another."""


def rates_of_items(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each rate typed alone that the figures of its item do not give."""
    text = scope.handwritten
    beside = {ratio.stated for ratio in text.ratios}
    for at, rate in enumerate(text.figures):
        alone = rate.unit == "%" and not rate.doubtful and at not in beside
        if not alone or not text.typed_figure(at):
            continue
        pairs = list(_pairs_of_item(scope, text.prose[rate.passage], rate))
        if pairs and not any(_agrees(rate.number, pair) for pair in pairs):
            nearest = min(pairs, key=lambda pair: abs(pair[0] * 100 / pair[1] - rate.number))
            grave: Severity = "cao" if len(pairs) == 1 else "vừa"
            yield from wrong_rate(rule, scope, at, nearest, grave)


def _pairs_of_item(scope: Scope, prose: Prose, rate: Mention) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield numerator and denominator of each rate that the item is about, () where none fits."""
    ahead, behind = prose.text[: rate.span[0]], prose.text[rate.span[1] :]
    item = scope.form.items.get(prose.item)
    if item is None or not _STATES.search(ahead) or _OF_OTHER_TIMES.match(behind):
        return
    for key in keys_of(item.sentence):
        ratio = scope.form.ratio.get(key)
        if ratio is None or not ratio.denominator or ratio.scale != 100:
            continue
        top, bottom = scope.added(ratio.numerator), scope.added(ratio.denominator)
        if top is not None and bottom:
            yield top, bottom


def _agrees(stated: Decimal, pair: tuple[Decimal, Decimal]) -> bool:
    decimals = decimals_of(stated)
    exact = pair[0] * 100 / pair[1]
    return how_rounded(stated, exact) == "rounded" or stated == share(*pair, decimals)


def units_typed(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each typed number that is a figure of its item, of another unit."""
    for prose in scope.prose:
        for typed in typed_numbers(prose):
            counted = typed.noun not in _MEASURED and typed.number >= _SMALL
            if counted and not _known_of_unit(scope, typed.number, typed.noun):
                yield from _of_other_unit(rule, scope, typed)


def _of_other_unit(rule: Rule, scope: Scope, typed: TypedNumber) -> Iterator[Finding]:
    for key, value in _figures_of(scope, typed.prose):
        row = scope.form.indicators[key]
        if value != typed.number or not row.true_unit or same_unit(row.true_unit, typed.noun):
            continue
        unit = row.true_unit.lower()
        yield rule.finding(
            scope,
            (typed.prose.item, key),
            f'Lời văn ghi "{typed.text} {typed.noun}", mà {typed.text} là số {unit}: {row.name}.',
            where=(typed.prose.source, scope.submission.value(key).source),
            values=("", scope.submission.value(key).text),
            quote=typed.prose.sentence(typed.place),
            expected=unit,
            found=typed.noun,
        )
        return


def _known_of_unit(scope: Scope, number: Decimal, noun: str) -> bool:
    return any(
        cell.number == number and same_unit(scope.form.indicators[key].true_unit, noun)
        for key, cell in scope.submission.values.items()
        if key in scope.form.indicators
    )


def _figures_of(scope: Scope, prose: Prose) -> Iterator[tuple[str, Decimal]]:
    item = scope.form.items.get(prose.item)
    for key in keys_of(item.sentence) if item is not None else ():
        number = scope.number(key) if key in scope.form.indicators else None
        if number is not None and scope.form.indicators[key].kind == "count":
            yield key, number


def documents_listed(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each typed count of documents that are not so many in its own list."""
    for at, prose in enumerate(scope.handwritten.prose):
        places = [cited.span[0] for cited in scope.handwritten.citations if cited.passage == at]
        for typed in typed_numbers(prose):
            opening = OPENS.search(prose.text, typed.place)
            if opening is None or not opening["whole"] or not same_unit("Văn bản", typed.noun):
                continue
            end = min(place for place in (*places, len(prose.text)) if place >= opening.end())
            listed = [place for place in places if place >= opening.end()]
            close = end - opening.end() <= _NEAR and opening.start() - typed.place <= _LONG
            if close and len(listed) > 1 and typed.number != len(listed):
                yield rule.finding(
                    scope,
                    (prose.item,),
                    f'Lời văn ghi "{typed.text} {typed.noun}", liệt kê {len(listed)} văn bản.',
                    where=(prose.source,),
                    quote=prose.sentence(typed.place),
                    expected=str(len(listed)),
                    found=typed.text,
                )
