"""R08, R09: what a text says against the data, by number and by what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.catalogue import Form
from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.prose import Prose
from cchc_toolkit.checks.relation_rules import broken_relations
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope, keys_of
from cchc_toolkit.checks.units import noun_at, same_unit
from cchc_toolkit.errors import DataError
from cchc_toolkit.formatting import parse_number, print_number

_NUMBER = re.compile(
    r"(?<![\w./,-])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\w/])|(?<![\w./,-])\d+(?:,\d+)?(?![\w/])"
)


def wrong_unit(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each figure that a text counts in another unit than its own."""
    for prose in scope.prose:
        for mention in prose.mentions:
            unit = unit_of(scope.form, mention.key)
            noun = noun_at(prose.lower, mention.end)
            if noun and unit and not same_unit(unit, noun):
                said = f"{prose.text[mention.start : mention.end]} {noun}"
                yield rule.about(
                    (prose.item, mention.key),
                    f'Lời văn ghi "{said}", còn chỉ tiêu này đếm bằng {unit.lower()}: '
                    f"{_label(scope.form, mention.key)}.",
                    where=(prose.source, scope.submission.value(mention.key).source),
                    values=("", scope.submission.value(mention.key).text),
                    quote=prose.sentence(mention.start),
                    expected=unit.lower(),
                    found=noun,
                )


def unit_of(form: Form, key: str) -> str:
    """Return the true unit of an indicator or a derived figure, "" if it has none."""
    if key in form.ratio:
        return form.ratio[key].unit
    row = form.indicators.get(key)
    return row.true_unit if row is not None and row.kind != "choice" else ""


def _label(form: Form, key: str) -> str:
    if key in form.ratio:
        return form.ratio[key].label
    return form.indicators[key].name


def prose_against_data(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding where a text and the data disagree, or a text is about something else."""
    yield from broken_relations(rule, scope)
    for prose in scope.prose:
        yield from _typed_numbers(rule, scope, prose)
    yield from _other_subject(rule, scope)


def _typed_numbers(rule: Rule, scope: Scope, prose: Prose) -> Iterator[Finding]:
    """Yield a finding for each typed number whose unit the item has a figure for, all different."""
    for match in _NUMBER.finditer(prose.text):
        if not prose.is_typed(match.start()):
            continue
        noun = noun_at(prose.lower, match.end())
        number = _number(match[0])
        if not noun or number is None:
            continue
        rivals = _figures(scope, prose, noun)
        if not rivals or number in _numbers_of_unit(scope, noun):
            continue
        key = min(rivals, key=lambda name: (abs(rivals[name] - number), name))
        row = scope.form.indicators[key]
        yield rule.about(
            (prose.item, key),
            f'Lời văn ghi "{match[0]} {noun}", số liệu ghi {print_number(rivals[key])}: '
            f"{row.name}.",
            severity="cao" if len(rivals) == 1 else "vừa",
            where=(prose.source, scope.submission.value(key).source),
            values=("", scope.submission.value(key).text),
            quote=prose.sentence(match.start()),
            advice="Thay số gõ tay bằng {so:" + key + "} để lời văn luôn theo số liệu.",
            expected=print_number(rivals[key]),
            found=match[0],
        )


def _number(text: str) -> Decimal | None:
    try:
        return parse_number(text, integer="," not in text)
    except DataError:
        return None


def _figures(scope: Scope, prose: Prose, noun: str) -> dict[str, Decimal]:
    """Return the reported figures of an item that may be counted by a noun, by key."""
    item = scope.form.items.get(prose.item)
    named = keys_of(item.sentence) if item is not None else ()
    keys = dict.fromkeys((*named, *(mention.key for mention in prose.mentions)))
    return {
        key: number
        for key in keys
        if key in scope.form.indicators
        and same_unit(scope.form.indicators[key].true_unit, noun)
        and (number := scope.number(key)) is not None
    }


def _numbers_of_unit(scope: Scope, noun: str) -> set[Decimal]:
    """Return every reported number that a noun may count: a typed number may repeat any of them."""
    return {
        number
        for key, cell in scope.submission.values.items()
        if (number := cell.number) is not None
        and key in scope.form.indicators
        and same_unit(scope.form.indicators[key].true_unit, noun)
    }


def _other_subject(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each item that gives figures, none of them the one it is about."""
    said: dict[str, list[Prose]] = {}
    for prose in scope.prose:
        said.setdefault(prose.item, []).append(prose)
    for name, paragraphs in said.items():
        item = scope.form.items.get(name)
        keys = keys_of(item.sentence) if item is not None else ()
        given = [mention.key for prose in paragraphs for mention in prose.mentions]
        unknown = keys and all(scope.number(key) is None for key in keys)
        if item is None or not unknown or not given or set(given) & set(keys):
            continue
        wanted = _label(scope.form, keys[0])
        yield rule.about(
            (name, *dict.fromkeys(given)),
            f'Mục "{item.topic}" không có số liệu của chính nó ({wanted.strip(chr(34))}), chỉ nêu: '
            f"{', '.join(dict.fromkeys(_label(scope.form, key) for key in given))}.",
            severity="cao",
            where=tuple(prose.source for prose in paragraphs),
            quote=" ".join(prose.text for prose in paragraphs),
            advice="Ghi số liệu đúng nội dung của mục, chuyển các số này về mục của chúng.",
        )
