"""R08, R09 in a document: what the prose says against the appendix, by number and by unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from cchc_toolkit.checks import Finding, Rule, Severity
from cchc_toolkit.checks.nouns import base_noun, counts, units
from cchc_toolkit.checks.scope import keys_of
from cchc_toolkit.checks.suspects import is_broken
from cchc_toolkit.documents import Mention, compare_key, likeness
from cchc_toolkit.documents.understanding.context import context_of
from cchc_toolkit.documents.understanding.links import Link
from cchc_toolkit.documents.understanding.understood_report import UnderstoodReport
from cchc_toolkit.documents.understanding.vocabulary import label_levels, label_words, weight
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_SMALL = 10
"""Smaller numbers meet by chance too often to say that one is another."""
_TELLING = 0.9
_CERTAIN = 0.8
"""How sure the row of an appendix must be for a finding that blocks."""


def prose_against_appendix(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding where prose and appendix, or two passages, give one figure two numbers."""
    of_other_unit = {at for at, _ in _of_other_unit(reading)}
    for at, link in reading.links.items():
        if at not in of_other_unit:
            yield from _against_row(rule, reading, at, link)
    if reading.issued.rows:  # which item a figure answers is known by the form alone
        yield from _stated_twice(rule, reading, of_other_unit)
        yield from _near_misses(rule, reading, of_other_unit)


def _against_row(rule: Rule, reading: UnderstoodReport, at: int, link: Link) -> Iterator[Finding]:
    mention = reading.issued.mentions[at]
    keys = _keys(reading, link)
    numbers = [reading.number(key) for key in keys]
    if not keys or any(key not in reading.rows for key in keys):
        return
    if all(number is None for number in numbers):
        if mention.number and not link.rivals:
            yield _blank_row(rule, reading, at, keys)
        return
    known = [number for number in numbers if number is not None]
    added = sum(known, Decimal(0))
    if len(known) < len(numbers) or added == mention.number:
        return
    terms = " + ".join(print_number(number) for number in known)
    shown = f"{terms} = {print_number(added)}" if len(known) > 1 else terms
    names = " + ".join(_name(reading, key) for key in keys)
    rows = [span for key in keys for span in reading.cell_spans(key)]
    wrong = len(keys) == 1 and _row_is_wrong(reading, keys[0], at)
    spans = [*rows, reading.figure_span(at)] if wrong else [reading.figure_span(at), *rows]
    yield rule.at(
        reading.scope,
        spans,
        f'Lời văn ghi "{mention.quote}", phụ lục ghi {shown}: {names}.',
        severity=_severity(reading, link, keys),
        keys=keys,
        expected=mention.text if wrong else print_number(added),
        found=print_number(added) if wrong else mention.text,
        suspect=keys[0] if wrong else "",
        suggestion=_row_suggestion(mention.number) if wrong else _slip(mention.number, added),
    )


def _row_suggestion(number: Decimal) -> str:
    return (
        f"Nhiều khả năng ô của phụ lục phải là {print_number(number)}: số này khớp các số khác "
        "của báo cáo."
    )


def _row_is_wrong(reading: UnderstoodReport, key: str, at: int) -> bool:
    """Whether the rest of the report speaks for the prose: another passage, or a relation."""
    number = reading.issued.mentions[at].number
    others = [other for other in reading.stated_in.get(key, ()) if other != at]
    if any(reading.issued.mentions[other].number == number for other in others):
        return True
    values = dict(reading.scope.submission.values)
    values[key] = replace(values[key], number=number)
    submission = replace(reading.scope.submission, values=MappingProxyType(values))
    changed = replace(reading.scope, submission=submission)
    return any(
        is_broken(reading.scope, relation) and not is_broken(changed, relation)
        for relation in reading.form.relations_with[key]
        if relation.kind in ("identity", "at_most")
    )


def _keys(reading: UnderstoodReport, link: Link) -> tuple[str, ...]:
    """Return the rows whose numbers add up to what a link states; () for a rate."""
    ratio = reading.form.ratio.get(link.key)
    if ratio is not None:
        return () if ratio.denominator else ratio.numerator
    row = reading.form.indicators[link.key]
    return () if row.supplementary else (link.key,)


def _severity(reading: UnderstoodReport, link: Link, keys: tuple[str, ...]) -> Severity:
    certain = all(reading.rows[key].sure >= _CERTAIN for key in keys)
    if link.sure and certain and not link.rivals:
        return "chặn"
    return "vừa" if link.rivals else "cao"


def _slip(one: Decimal, other: Decimal) -> str:
    """Say which of two numbers looks like a slip of the pen for the other, "" if neither."""
    how = slip(one, other)
    if not how:
        return ""
    return (
        f"Nhiều khả năng một trong hai số gõ nhầm ({how}): "
        f"{print_number(one)} và {print_number(other)}."
    )


def _blank_row(rule: Rule, reading: UnderstoodReport, at: int, keys: tuple[str, ...]) -> Finding:
    mention = reading.issued.mentions[at]
    names = " + ".join(_name(reading, key) for key in keys)
    return rule.at(
        reading.scope,
        [reading.figure_span(at), *(span for key in keys for span in reading.cell_spans(key))],
        f'Lời văn ghi "{mention.quote}", phụ lục để trống: {names}.',
        severity="vừa",
        advice="Điền ô của phụ lục, hoặc sửa lời văn.",
        keys=keys,
        expected=mention.text,
        suspect=keys[0],
        suggestion=f"Nhiều khả năng ô của phụ lục phải là {print_number(mention.number)}.",
    )


def _stated_twice(rule: Rule, reading: UnderstoodReport, skipped: set[int]) -> Iterator[Finding]:
    """Yield a finding for each figure without a row that two passages give differently."""
    for key, places in reading.stated_in.items():
        row = reading.form.indicators.get(key)
        told = [at for at in places if at not in skipped and _by_name(reading, at)]
        if row is None or not row.supplementary or len(told) < 2:
            continue
        mentions = [reading.issued.mentions[at] for at in told]
        if len({mention.number for mention in mentions}) < 2 or row.kind == "percent":
            continue
        if reading.form.ratio.get(reading.links[told[0]].key):
            continue  # already compared with the rows that it adds up
        yield rule.at(
            reading.scope,
            [reading.figure_span(at) for at in told],
            f"Báo cáo ghi {' và '.join(f'“{mention.quote}”' for mention in mentions)} cho cùng "
            f"một nội dung: {row.label}.",
            severity="cao" if all(reading.links[at].sure for at in told) else "vừa",
            keys=(key,),
            expected=mentions[0].text,
            found=mentions[-1].text,
            suggestion=_slip(mentions[0].number, mentions[-1].number),
        )


def _by_name(reading: UnderstoodReport, at: int) -> bool:
    return not reading.links[at].rivals


def _near_misses(rule: Rule, reading: UnderstoodReport, skipped: set[int]) -> Iterator[Finding]:
    """Yield a finding for each unlinked figure that is a slip of the pen for one of its unit."""
    for at, mention in enumerate(reading.issued.mentions):
        if at in reading.links or at in skipped or mention.number < _SMALL * 10:
            continue
        same = _numbers_of_unit(reading, mention)
        if not same or mention.number in same:
            continue
        meant = sorted(number for number in same if slip(mention.number, number))
        if len(meant) == 1:
            keys = same[meant[0]]
            yield rule.at(
                reading.scope,
                [reading.figure_span(at), *reading.cell_spans(keys[0])],
                f'Lời văn ghi "{mention.quote}", báo cáo không có số này; gần nhất là '
                f"{print_number(meant[0])}: {_name(reading, keys[0])}.",
                severity="vừa",
                keys=keys[:1],
                expected=print_number(meant[0]),
                found=mention.text,
                suggestion=_slip(mention.number, meant[0]),
            )


def _numbers_of_unit(reading: UnderstoodReport, mention: Mention) -> dict[Decimal, list[str]]:
    found: dict[Decimal, list[str]] = {}
    for key, cell in reading.scope.submission.values.items():
        row = reading.form.indicators.get(key)
        if row is not None and cell.number is not None and counts(row, mention.unit):
            found.setdefault(cell.number, []).append(key)
    return found


def wrong_units(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    """Yield a finding for each figure counted in a unit that is not its own, here or in a row."""
    for at, key in _of_other_unit(reading):
        mention, row = reading.issued.mentions[at], reading.form.indicators[key]
        own = print_number(mention.number)
        yield rule.at(
            reading.scope,
            [reading.figure_span(at), *reading.cell_spans(key)],
            f'Lời văn ghi "{mention.quote}", mà {own} là số {row.true_unit.lower()}: '
            f"{_name(reading, key)}{_right_number(reading, at)}.",
            keys=(key,),
            expected=row.true_unit.lower(),
            found=base_noun(mention.unit),
            suggestion=f'Nhiều khả năng phải viết "{mention.text} {row.true_unit.lower()}".',
        )
    yield from _units_of_rows(rule, reading)


def _name(reading: UnderstoodReport, key: str) -> str:
    """Return the name of a row, with the one above it where it has no number of its own."""
    row = reading.form.indicators[key]
    name, under = row.name.replace('"- ', '"'), reading.form.under(row)
    return f"{name} của {under}" if under else name


def _right_number(reading: UnderstoodReport, at: int) -> str:
    """Say what the appendix has for the noun that was written, where it has it."""
    link = reading.links.get(at)
    number = reading.number(link.key) if link is not None else None
    if link is None or number is None:
        return ""
    name = _name(reading, link.key)
    return f"; còn {name} là {print_number(number)}"


def _of_other_unit(reading: UnderstoodReport) -> Iterator[tuple[int, str]]:
    """Yield each figure whose number is a known one of another unit, with that one's key."""
    for at, mention in enumerate(reading.issued.mentions):
        noun = base_noun(mention.unit)
        if mention.number < _SMALL or noun in ("%", "đồng", "") or not units(noun):
            continue
        if not _known_noun(noun) or mention.number in _numbers_of_unit(reading, mention):
            continue
        key = _owner(reading, at)
        if key:
            yield at, key


def _known_noun(noun: str) -> bool:
    return noun not in units(noun)


def _owner(reading: UnderstoodReport, at: int) -> str:
    """Return the row of another unit that has a figure's number and shares its words."""
    mention, context = reading.issued.mentions[at], context_of(reading.issued, at)
    place = reading.places[mention.passage]
    named = _named(reading, place.item)
    found: list[tuple[float, str]] = []
    for key, cell in reading.scope.submission.values.items():
        row = reading.form.indicators.get(key)
        if row is None or cell.number != mention.number or row.kind != "count":
            continue
        levels = label_levels(reading.form, key)
        if not row.true_unit or counts(row, mention.unit):
            continue
        if levels != context.levels and (context.levels or key not in named):
            continue
        words = weight(reading.form, context.words & label_words(reading.form, key))
        if levels or words >= _TELLING or key in named:
            found.append((words + len(levels) + (key in reading.rows), key))
    return max(found)[1] if found else ""


def _named(reading: UnderstoodReport, name: str) -> set[str]:
    """Return the indicators of an item's sentence, those that state its rates and sums too."""
    item = reading.form.items.get(name)
    keys = set(keys_of(item.sentence)) if item is not None else set()
    return keys | {reading.form.ratio[key].stated for key in keys if key in reading.form.ratio}


def _units_of_rows(rule: Rule, reading: UnderstoodReport) -> Iterator[Finding]:
    for key, row in reading.rows.items():
        printed = reading.form.indicators[key].unit
        if not row.unit or not printed or row.sure < _CERTAIN:
            continue
        if compare_key(row.unit) != compare_key(printed) and likeness(row.unit, printed) < 0.5:
            yield rule.at(
                reading.scope,
                reading.cell_spans(key),
                f'{_name(reading, key)}: phụ lục ghi đơn vị tính "{row.unit}", biểu '
                f'quy định "{printed}".',
                severity="vừa",
                advice="Ghi đúng đơn vị tính của biểu và kiểm tra số theo đơn vị đó.",
                keys=(key,),
                expected=printed,
                found=row.unit,
            )
