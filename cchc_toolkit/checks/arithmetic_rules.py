"""R01, R02, R03: parts against total, parent against child, a stated rate against its parts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.catalogue import Indicator, Ratio
from cchc_toolkit.catalogue.breach import BLANK, LARGER, Test
from cchc_toolkit.catalogue.derived import sum_parts
from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.handwritten_rules import rates_of_items
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.sums import add_up, as_written, breached, holds, left_of
from cchc_toolkit.checks.text_rules import lists_of_text, rates_of_text
from cchc_toolkit.text.arithmetic import decimals_of, half_up, how_rounded, share
from cchc_toolkit.text.formatting import print_number


def parts_against_total(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each total whose parts do not add up to it."""
    totals = scope.form.relations_of.get(rule.code, ()) if "appendix" not in scope.unknown else ()
    for relation in totals:
        row = scope.form.indicators[relation.left.terms[0].key]
        total, parts = left_of(scope, relation), add_up(scope, relation.right)
        if not breached(relation, total, parts) or _of(LARGER, scope, row, scope.parts(row)):
            continue
        if total.number is None or parts.number is None:
            continue
        if parts.number > total.number or not _withheld(scope, scope.parts(row)):
            yield _unequal_parts(rule, scope, row, parts.shown, (total.number, parts.number))
    yield from lists_of_text(rule, scope)


def _unequal_parts(
    rule: Rule, scope: Scope, row: Indicator, shown: str, numbers: tuple[Decimal, Decimal]
) -> Finding:
    parts, (total, added) = scope.parts(row), numbers
    gap = total - added
    off = f"{'thiếu' if gap > 0 else 'thừa'} {print_number(abs(gap))}"
    blank = [part.label.lstrip("- ") for part in parts if scope.total(part) is None]
    tail = f" (ô bỏ trống: {', '.join(blank)})" if blank else ""
    return rule.finding(
        scope,
        (row.key, *(part.key for part in parts)),
        f"{row.name}: {shown} ≠ {print_number(total)}, {off}{tail}.",
        expected=print_number(total),
        found=print_number(added),
    )


def _withheld(scope: Scope, parts: tuple[Indicator, ...]) -> bool:
    """Whether a part, or a part of a blank one, is suppressed: it may be all that is missing."""
    states = {part.key: scope.submission.value(part.key).state for part in parts}
    return any(
        states[part.key] == "suppressed"
        or (states[part.key] == "not_reported" and _withheld(scope, scope.parts(part)))
        for part in parts
    )


def parent_against_child(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each part larger than its total, and each blank total with parts."""
    for row in scope.form.fillable:
        children = sum_parts(scope.form, row)
        yield from (
            _larger_part(rule, scope, row, part) for part in _of(LARGER, scope, row, children)
        )
        filled = _of(BLANK, scope, row, children)
        if filled:
            yield _blank_total(rule, scope, row, filled)


def _of(test: Test, scope: Scope, row: Indicator, parts: tuple[Indicator, ...]) -> list[Indicator]:
    """Return the parts of which a test holds against their total, each as written."""
    return [
        part
        for part in parts
        if holds(test, {"left": as_written(scope, part.key), "right": as_written(scope, row.key)})
    ]


def _larger_part(rule: Rule, scope: Scope, row: Indicator, part: Indicator) -> Finding:
    total, number = (as_written(scope, key).shown for key in (row.key, part.key))
    return rule.finding(
        scope,
        (row.key, part.key),
        f'{row.name} ghi {total}, nhỏ hơn phần của nó "{part.label.lstrip("- ")}" ghi {number}.',
        expected=f"≥ {number}",
        found=total,
    )


def _blank_total(rule: Rule, scope: Scope, row: Indicator, filled: list[Indicator]) -> Finding:
    terms = " + ".join(as_written(scope, part.key).shown for part in filled)
    return rule.finding(
        scope,
        (row.key, *(part.key for part in filled)),
        f"{scope.form.full_name(row)} để trống trong khi các dòng con có số: {terms}.",
        severity="vừa",
        advice="Ghi tổng vào dòng này.",
    )


def rate_recomputed(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each rate or sum that a commune states and its numbers do not give."""
    for ratio in scope.form.ratios:
        stated = scope.number(ratio.stated) if ratio.stated else None
        numerator = scope.added(ratio.numerator)
        if stated is None or numerator is None:
            continue
        if not ratio.denominator:
            if stated != numerator:
                yield _wrong_sum(rule, scope, ratio, stated, numerator)
            continue
        denominator = scope.added(ratio.denominator)
        if denominator is None or denominator == 0:
            continue
        exact = numerator * ratio.scale / denominator
        how = how_rounded(stated, exact)
        # The report itself prints 99,99 where 99,996 would round to a 100 that is not all.
        ours = share(numerator, denominator, decimals_of(stated), ratio.scale)
        if how != "rounded" and stated != ours:
            yield _wrong_rate(rule, scope, ratio, (stated, exact, numerator, denominator), how)
    yield from rates_of_text(rule, scope)
    yield from rates_of_items(rule, scope)


def _wrong_sum(rule: Rule, scope: Scope, ratio: Ratio, stated: Decimal, added: Decimal) -> Finding:
    numbers = [scope.number(key) for key in ratio.numerator]
    terms = " + ".join(print_number(number) for number in numbers if number is not None)
    return rule.finding(
        scope,
        (ratio.stated, *ratio.numerator),
        f"{ratio.label}: ghi {print_number(stated)}, tính lại {terms} = {print_number(added)}.",
        advice="Ghi lại tổng theo các số của biểu, hoặc sửa các số đó.",
        expected=print_number(added),
        found=print_number(stated),
    )


def _wrong_rate(
    rule: Rule,
    scope: Scope,
    ratio: Ratio,
    numbers: tuple[Decimal, Decimal, Decimal, Decimal],
    how: str,
) -> Finding:
    stated, exact, numerator, denominator = numbers
    decimals = decimals_of(stated)
    right = print_number(half_up(exact, decimals), decimals)
    division = f"{print_number(numerator)} / {print_number(denominator)}"
    long = print_number(half_up(exact, decimals + 2), decimals + 2)
    cut = how == "truncated"
    return rule.finding(
        scope,
        (ratio.stated, *ratio.numerator, *ratio.denominator),
        f"{ratio.label}: ghi {print_number(stated, decimals)}{ratio.unit}, tính lại "
        f"{division} = {long}{ratio.unit}, làm tròn là {right}{ratio.unit}"
        + (" (số đã ghi bị cắt bớt, không làm tròn)." if cut else "."),
        severity="vừa" if cut else rule.severity,
        expected=right,
        found=print_number(stated, decimals),
    )
