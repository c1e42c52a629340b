"""R15: blank, zero and not applicable must not contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.catalogue import Indicator
from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.relation_rules import broken_relations
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.sums import could_be_filled
from cchc_toolkit.checks.told import told_but_blank
from cchc_toolkit.text.formatting import print_number


def contradictory_states(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each blank or "not applicable" that another cell contradicts."""
    yield from broken_relations(rule, scope)
    yield from told_but_blank(rule, scope)
    for row, parts in scope.form.totals:
        cell = scope.submission.value(row.key)
        if cell.number is not None:
            yield from _blank_part(rule, scope, row, parts)
        elif cell.state == "not_applicable":
            yield from _applies_after_all(rule, scope, row, parts)


def _blank_part(
    rule: Rule, scope: Scope, row: Indicator, parts: tuple[Indicator, ...]
) -> Iterator[Finding]:
    """Yield a finding if a total has a number and parts are blank, where R01 finds no gap."""
    total = scope.number(row.key)
    blank = [part for part in parts if scope.total(part) is None and could_be_filled(scope, part)]
    known = [number for part in parts if (number := scope.total(part)) is not None]
    if total is None or not blank or (known and sum(known) != total):
        return
    yield rule.finding(
        scope,
        (row.key, *(part.key for part in blank)),
        f"{row.name} ghi {print_number(total)} nhưng để trống: "
        f"{', '.join(part.label.lstrip('- ') for part in blank)}.",
        severity="thấp",
        advice="Ghi số vào dòng con (kể cả số 0), hoặc ghi trạng thái không áp dụng.",
    )


def _applies_after_all(
    rule: Rule, scope: Scope, row: Indicator, parts: tuple[Indicator, ...]
) -> Iterator[Finding]:
    filled = {part.key: number for part in parts if (number := scope.number(part.key))}
    if filled:
        yield rule.finding(
            scope,
            (row.key, *filled),
            f"{row.name} ghi không áp dụng trong khi dòng con có số: "
            f"{', '.join(map(print_number, filled.values()))}.",
            advice="Ghi tổng vào dòng này, hoặc sửa dòng con.",
        )
