"""R08, R09: what a text says against the data, by number and by what is counted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.catalogue import Form
from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.handwritten_numbers import TypedNumber, typed_numbers
from cchc_toolkit.checks.handwritten_rules import units_typed
from cchc_toolkit.checks.prose import Prose
from cchc_toolkit.checks.relation_rules import broken_relations
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope, keys_of
from cchc_toolkit.checks.text_rules import none_of_text
from cchc_toolkit.submission import split
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.units import noun_at, same_unit

_WORDS = 2
"""So many words before a number tell which figure of the outline it is."""


def wrong_unit(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each figure that a text counts in another unit than its own."""
    if scope.text.by_hand:
        yield from units_typed(rule, scope)
    for prose in scope.prose:
        for mention in prose.mentions:
            unit = unit_of(scope.form, mention.key)
            noun = noun_at(prose.lower, mention.end)
            if noun and unit and not same_unit(unit, noun):
                said = f"{prose.text[mention.start : mention.end]} {noun}"
                yield rule.finding(
                    scope,
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
    yield from none_of_text(rule, scope)
    yield from _other_subject(rule, scope)


def _typed_numbers(rule: Rule, scope: Scope, prose: Prose) -> Iterator[Finding]:
    """Yield a finding for each typed number whose unit the item has a figure for, all different."""
    for typed in typed_numbers(prose):
        number, noun = typed.number, typed.noun
        rivals = _figures(scope, prose, noun)
        worded = _worded(scope, typed)
        meant = rivals.get(worded)
        if not rivals or number == meant:
            continue
        if meant is None and number in _numbers_of_unit(scope, noun):
            continue
        near = min(rivals, key=lambda name: (abs(rivals[name] - number), name))
        key = near if meant is None else worded
        yield rule.finding(
            scope,
            (prose.item, key),
            f'Lời văn ghi "{typed.text} {noun}", số liệu ghi {print_number(rivals[key])}: '
            f"{_label(scope.form, key)}.",
            severity="chặn" if meant is not None else "cao" if len(rivals) == 1 else "vừa",
            where=(prose.source, scope.submission.value(key).source),
            values=("", scope.submission.value(key).text),
            quote=prose.sentence(typed.place),
            advice="Thay số gõ tay bằng {so:" + key + "} để lời văn luôn theo số liệu.",
            expected=print_number(rivals[key]),
            found=typed.text,
        )


def _worded(scope: Scope, typed: TypedNumber) -> str:
    """Return the figure that a typed number is, going by the outline's own words; "" for none.

    The two words before it and the one behind are those of the item's sentence.
    """
    item = scope.form.items.get(typed.prose.item)
    ahead = typed.prose.lower[: typed.place].split()[-_WORDS:]
    behind = typed.prose.lower[typed.place + len(typed.text) :].split()[:1]
    pieces = tuple(split(item.sentence)) if item is not None else ()
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if isinstance(piece, str) or not isinstance(before, str) or not isinstance(after, str):
            continue
        words = before.lower().split()[-_WORDS:]
        if len(words) == _WORDS and words == ahead and after.lower().split()[:1] == behind:
            return piece.name
    return ""


def _figures(scope: Scope, prose: Prose, noun: str) -> dict[str, Decimal]:
    """Return the reported figures of an item that may be counted by a noun, by key."""
    item = scope.form.items.get(prose.item)
    named = keys_of(item.sentence) if item is not None else ()
    keys = dict.fromkeys((*named, *(mention.key for mention in prose.mentions)))
    return {
        key: number
        for key in keys
        if same_unit(unit_of(scope.form, key), noun)
        and (number := _reported(scope, key)) is not None
    }


def _reported(scope: Scope, key: str) -> Decimal | None:
    """Return the number of an indicator, or of a figure that adds some up."""
    ratio = scope.form.ratio.get(key)
    if ratio is None:
        return scope.number(key) if key in scope.form.indicators else None
    return None if ratio.denominator else scope.added(ratio.numerator)


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
        yield rule.finding(
            scope,
            (name, *dict.fromkeys(given)),
            f'Mục "{item.topic}" không có số liệu của chính nó ({wanted.strip(chr(34))}), chỉ nêu: '
            f"{', '.join(dict.fromkeys(_label(scope.form, key) for key in given))}.",
            severity="cao",
            where=tuple(prose.source for prose in paragraphs),
            quote=" ".join(prose.text for prose in paragraphs),
            advice="Ghi số liệu đúng nội dung của mục, chuyển các số này về mục của chúng.",
        )
