"""What typed words say wrong: sums, rates, units, none, days that no calendar has, open gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.checks.finding import Finding, Severity
from cchc_toolkit.checks.handwritten_numbers import TypedNumber, typed_numbers
from cchc_toolkit.checks.lists import OPENS, gap_of, gravity, lists, say_gap
from cchc_toolkit.checks.prose import Prose
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope, keys_of
from cchc_toolkit.checks.zero_statement import says_none
from cchc_toolkit.text.arithmetic import half_up, how_rounded, share
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.passage import Mention, StatedRatio
from cchc_toolkit.text.units import same_unit

_STATES = re.compile(r"(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|đúng hạn|\()[^.;/\d%]{0,30}$", re.IGNORECASE)
_OF_OTHER_TIMES = re.compile(r"\s*[%)]*\s*(?:so với|trở lên|trở xuống|/năm)", re.IGNORECASE)
_GAP = re.compile(r"\[[^\]]{2,60}\](?!\()|…{2,}|\.{5,}|_{3,}|\bXX+\b")
_MEASURED = ("%", "đồng")
_NEAR, _LONG = 3, 60
"""A list of documents opens right behind its opening word, and not far behind its count."""
_SMALL = 10
"""Smaller numbers meet by chance too often to say that one is another."""


def lists_typed(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each typed list whose parts do not add up to its total."""
    typed = scope.typed
    for found in lists([prose.text for prose in typed.prose], typed.figures):
        gap = gap_of(found, typed.figures)
        if gap is None or not any(map(typed.is_typed, (found.total, *found.parts))):
            continue
        total = typed.figures[found.total]
        yield _about(
            rule,
            typed.prose[total.passage],
            total,
            say_gap(found, typed.figures, gap),
            severity=gravity(found, gap),
            expected=print_number(total.number),
            found=print_number(total.number - gap),
        )


def rates_typed(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each typed rate that its sentence or its item's figures do not give."""
    typed = scope.typed
    beside = {ratio.stated: ratio for ratio in typed.ratios if ratio.stated is not None}
    for at, rate in enumerate(typed.figures):
        ratio = beside.get(at)
        if rate.unit != "%" or rate.doubtful or not _bears_typing(scope, at, ratio):
            continue
        if ratio is not None:
            pairs = [
                (typed.figures[ratio.numerator].number, typed.figures[ratio.denominator].number)
            ]
        else:
            pairs = list(_pairs_of_item(scope, typed.prose[rate.passage], rate))
        pairs = [pair for pair in pairs if pair[1]]
        if pairs and not any(_agrees(rate.number, pair) for pair in pairs):
            yield _wrong_rate(rule, typed.prose[rate.passage], rate, pairs, sure=ratio is not None)


def _bears_typing(scope: Scope, at: int, ratio: StatedRatio | None) -> bool:
    """Whether a rate or an amount beside it was typed."""
    places = (at,) if ratio is None else (at, ratio.numerator, ratio.denominator)
    return any(map(scope.typed.is_typed, places))


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
        top, bottom = _sum(scope, ratio.numerator), _sum(scope, ratio.denominator)
        if top is not None and bottom:
            yield top, bottom


def _sum(scope: Scope, keys: tuple[str, ...]) -> Decimal | None:
    numbers = [scope.number(key) for key in keys if key in scope.form.indicators]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(keys) else None


def _agrees(stated: Decimal, pair: tuple[Decimal, Decimal]) -> bool:
    decimals = max(0, -int(stated.as_tuple().exponent))
    exact = pair[0] * 100 / pair[1]
    return how_rounded(stated, exact) == "rounded" or stated == share(*pair, decimals)


def _wrong_rate(
    rule: Rule, prose: Prose, rate: Mention, pairs: list[tuple[Decimal, Decimal]], *, sure: bool
) -> Finding:
    decimals = max(0, -int(rate.number.as_tuple().exponent))
    nearest = min(pairs, key=lambda pair: abs(pair[0] * 100 / pair[1] - rate.number))
    exact = nearest[0] * 100 / nearest[1]
    cut = how_rounded(rate.number, exact) == "truncated"
    right = print_number(share(*nearest, decimals), decimals)
    grave: Severity = "chặn" if sure else "cao" if len(pairs) == 1 else "vừa"
    return _about(
        rule,
        prose,
        rate,
        f"Lời văn ghi {rate.quote}, tính lại {print_number(nearest[0])}/{print_number(nearest[1])} "
        f"= {print_number(half_up(exact, 4))}%, làm tròn là {right}%"
        + (" (số đã ghi bị cắt bớt, không làm tròn)." if cut else "."),
        severity="vừa" if cut else grave,
        expected=f"{right}%",
        found=rate.text,
    )


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
        yield rule.about(
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


def none_typed(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding where a text says that there is none and the data have some."""
    for prose in scope.prose:
        item = scope.form.items.get(prose.item)
        if item is None or not item.zero:
            continue
        said = prose.text.strip(" .;-").lower()
        if not said or any(char.isdigit() for char in said):
            continue
        if len(said) > 2 * len(item.zero):
            continue  # it says more than that there is none
        some = [(key, number) for key, number in _figures_of(scope, prose) if number]
        if some and says_none(said, item.zero):
            key, number = some[0]
            yield rule.about(
                (prose.item, key),
                f'Lời văn ghi "{said}", số liệu ghi {print_number(number)}: '
                f"{scope.form.indicators[key].name}.",
                severity="cao",
                where=(prose.source, scope.submission.value(key).source),
                values=("", scope.submission.value(key).text),
                quote=prose.text,
                expected=print_number(number),
                found="0",
            )


def papers_listed(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each typed count of documents that are not so many in its own list."""
    for at, prose in enumerate(scope.typed.prose):
        places = [cited.span[0] for cited in scope.typed.cited if cited.passage == at]
        for typed in typed_numbers(prose):
            opening = OPENS.search(prose.text, typed.place)
            if opening is None or not opening["whole"] or not same_unit("Văn bản", typed.noun):
                continue
            end = min(place for place in (*places, len(prose.text)) if place >= opening.end())
            listed = [place for place in places if place >= opening.end()]
            close = end - opening.end() <= _NEAR and opening.start() - typed.place <= _LONG
            if close and len(listed) > 1 and typed.number != len(listed):
                yield rule.about(
                    (prose.item,),
                    f'Lời văn ghi "{typed.text} {typed.noun}", liệt kê {len(listed)} văn bản.',
                    where=(prose.source,),
                    quote=prose.sentence(typed.place),
                    expected=str(len(listed)),
                    found=typed.text,
                )


def unreal_days(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each typed citation whose day no calendar has."""
    for _, cited, prose in scope.typed.citations_typed():
        if cited.date is None and re.search(r"\d", cited.date_as_printed):
            yield rule.about(
                (prose.item,),
                f'{cited.text}: không có ngày "{cited.date_as_printed.strip()}".',
                where=(prose.source,),
                quote=cited.text,
                advice="Kiểm tra lại ngày của văn bản được dẫn.",
                found=cited.date_as_printed,
            )


def open_gaps(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each place that was left to be filled in."""
    for prose in scope.prose if _GAP.search(scope.all_prose.upper()) else ():
        found = _GAP.search(prose.text)
        if found is not None and prose.is_typed(found.start()):
            yield rule.about(
                (prose.item,),
                f'Còn chỗ chưa điền: "{found[0]}".',
                severity="vừa",
                where=(prose.source,),
                quote=prose.sentence(found.start()),
                advice="Điền nội dung hoặc bỏ chỗ trống.",
                found=found[0],
            )


def _about(
    rule: Rule,
    prose: Prose,
    figure: Mention,
    message: str,
    *,
    severity: Severity,
    expected: str,
    found: str,
) -> Finding:
    return rule.about(
        (prose.item,),
        message,
        severity=severity,
        where=(prose.source,),
        quote=figure.sentence,
        expected=expected,
        found=found,
    )
