"""C01-C08: is each cell of the kind, range, choice and level that the form declares?

What cannot be read at all (text for a number, an unknown key, a repeated row) stops at loading.
"""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope
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
            yield rule.finding(scope, (), f'Mục {item.id} chưa có nội dung: "{item.topic}".')


def cleaned_text(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each text from which invisible characters were taken."""
    for repair in scope.submission.repairs:
        yield rule.finding(scope, (), f"{repair}.")


def unsigned(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding if a report meant to be signed has no number or no date."""
    for field, what in (("number", "số"), ("date", "ngày")):
        if scope.final and not getattr(scope.office, field):
            yield rule.finding(scope, (), f"Bản trình ký chưa có {what} văn bản.")
