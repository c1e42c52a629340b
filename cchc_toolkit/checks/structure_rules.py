"""C01-C13: is each cell of the kind, range, choice and level that the form declares?

What cannot be read at all (text for a number, an unknown key, a repeated row) stops at loading.
"""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.catalogue import Item
from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope, keys_of
from cchc_toolkit.submission.entry_cells import text_cell, value_cell
from cchc_toolkit.submission.save import TEXTS_FILE, VALUES_FILE
from cchc_toolkit.text.formatting import print_date, print_number


def out_of_range(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each number below the least or above the greatest possible."""
    for row in scope.form.fillable:
        number = scope.number(row.key)
        if number is None:
            continue
        low = row.minimum is not None and number < row.minimum
        high = row.maximum is not None and number > row.maximum
        if low or high:
            bound = row.minimum if low else row.maximum
            limit = f"{'≥' if low else '≤'} {print_number(bound)}" if bound is not None else ""
            yield rule.finding(
                scope,
                (row.key,),
                f"{row.name} ghi {print_number(number)} {row.true_unit}, phải {limit}.",
                expected=limit,
                found=print_number(number),
            )


def unknown_choice(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each coded answer that the form does not offer."""
    for row in scope.form.fillable:
        number = scope.number(row.key)
        if row.choices and number is not None and not row.choice(number):
            offered = "; ".join(f"{code} = {answer}" for code, answer in row.choices)
            yield rule.finding(
                scope,
                (row.key,),
                f"{row.name} ghi {print_number(number)}, biểu chỉ có: {offered}.",
                expected=" | ".join(code for code, _ in row.choices),
                found=print_number(number),
            )


def wrong_level(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each number in a cell that only a district fills."""
    for row in scope.form.fillable:
        number = scope.number(row.key)
        if number is not None and not scope.form.applies(row):
            parent = scope.form.indicators.get(row.parent)
            under = f" thuộc {parent.name}" if parent else ""
            yield rule.finding(
                scope,
                (row.key,),
                f"{row.name}{under} là ô của cấp huyện, xã ghi {print_number(number)}.",
                severity="thấp" if number == 0 else rule.severity,
            )


def form_not_in_force(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding if the form was not in force on the last day of the window."""
    if not scope.form.holds_on(scope.window.last):
        until = f" đến {print_date(scope.form.valid_to)}" if scope.form.valid_to else ""
        yield rule.finding(
            scope,
            (),
            f"{scope.form.label} chỉ dùng{until}; kỳ này kết thúc {print_date(scope.window.last)}.",
        )


def commune_not_in_force(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding if the commune did not exist under its code at the end of the window."""
    commune = scope.submission.commune
    if not commune.holds_on(scope.window.last):
        yield rule.finding(
            scope,
            (),
            f"{commune.name} (mã {commune.code}) không tồn tại vào "
            f"{print_date(scope.window.last)}.",
        )


def empty_item(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each item of the outline that nothing was written or reported for."""
    for item in scope.form.items.values():
        written = item.id in scope.submission.texts or item.id in scope.text.answered
        said = written or scope.says_something(item.sentence)
        if not item.lead and not said:
            yield rule.finding(
                scope,
                (),
                f'Mục {item.number} chưa có nội dung: "{item.topic}".',
                severity="chặn" if scope.clean else "thấp",
                where=_to_write(scope, item.id),
            )


def _to_write(scope: Scope, item: str) -> tuple[str, ...]:
    """Return where the text of an item is written; a finished document has no such place."""
    if scope.document is not None:
        return ()
    texts = scope.submission.texts
    return text_cell(scope.form, texts, item), f"{TEXTS_FILE}, mục {item}"


def gap_in_sentence(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each item whose printed sentence has a figure that is not known."""
    if scope.document is not None:
        return  # a finished document shows its own sentences
    for item, sentences in _printed(scope):
        lacking = [key for text in sentences for key in keys_of(text) if not scope.knows(key)]
        cells = tuple(dict.fromkeys(cell for key in lacking for cell in _cells_of(scope, key)))
        if lacking:
            where = tuple(value_cell(scope.form, key) for key in cells)
            yield rule.finding(
                scope,
                cells,
                f"Mục {item.name} có câu còn chỗ trống, chưa in được: {_names(scope, lacking)}.",
                severity="chặn" if scope.clean else "thấp",
                where=(*where, *_to_write(scope, item.id)),
                quote=next(t for t in sentences if set(keys_of(t)) & set(lacking)),
            )


def _printed(scope: Scope) -> Iterator[tuple[Item, tuple[str, ...]]]:
    """Yield the sentences that the report prints under each item: the commune's, or the outline's.

    Where every figure of the outline's sentence is zero, it prints that there is nothing.
    """
    for item in scope.form.items.values():
        passage = scope.submission.texts.get(item.id)
        if passage is not None:
            yield item, passage.paragraphs
        elif scope.says_something(item.sentence):
            yield item, (item.sentence,)


def _cells_of(scope: Scope, key: str) -> tuple[str, ...]:
    """Return the cells that a figure lacks; those that it is divided by where these are zero."""
    ratio = scope.form.ratio.get(key)
    if ratio is None:
        return (key,)
    cells = [name for name in ratio.numerator + ratio.denominator if name in scope.form.indicators]
    unknown = tuple(name for name in cells if scope.number(name) is None)
    return unknown or ratio.denominator


def _names(scope: Scope, keys: list[str]) -> str:
    labels = (
        scope.form.ratio[key].label if key in scope.form.ratio else scope.form.indicators[key].name
        for key in keys
    )
    return "; ".join(dict.fromkeys(labels))


def nothing_beside_numbers(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each item said to have nothing whose figures say otherwise."""
    for item in scope.form.items.values():
        passage = scope.submission.texts.get(item.id)
        if passage is None or not passage.nothing:
            continue
        keys = tuple(key for key in keys_of(item.sentence) if key in scope.form.indicators)
        counted = {key: number for key in keys if (number := scope.number(key))}
        if counted:
            said = ", ".join(map(print_number, counted.values()))
            yield rule.finding(
                scope,
                tuple(counted),
                f'Mục {item.name} ghi "không phát sinh" nhưng số liệu của mục là {said}.',
            )


def same_as_another(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding if another commune reported the very same values."""
    if scope.twins:
        yield rule.finding(
            scope,
            (),
            f"Toàn bộ số liệu giống hệt số liệu của {', '.join(scope.twins)}; có thể tệp của xã "
            "này đã chép cho xã kia.",
            where=(VALUES_FILE,),
        )


def came_late(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding if the report first came in after the deadline of its period."""
    late = scope.lateness
    if late is not None and late.days:
        yield rule.finding(
            scope,
            (),
            f"Báo cáo {late.words}.",
            expected=f"≤ {print_date(late.deadline)}",
            found=print_date(late.received),
        )


def cleaned_text(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each text from which invisible characters were taken."""
    for repair in scope.submission.repairs:
        yield rule.finding(scope, (), f"{repair}.")


def unsigned(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding if a report that is issued has no number or no date."""
    for field, what in (("number", "số"), ("date", "ngày")):
        if scope.mode == "issue" and not getattr(scope.office, field):
            yield rule.finding(scope, (), f"Bản phát hành chưa có {what} văn bản.")
