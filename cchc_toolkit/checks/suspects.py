"""Which cell is likely the wrong one: a suggestion with its reason, never filled in.

For each relation that is broken, every cell in it is tried: what number would mend the relation,
how many broken ones that mends, how many sound ones it breaks, and whether the number written is
a slip of the pen for it. The best explanation of one finding is assumed for the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cchc_toolkit.catalogue import Form, Relation
from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.rate_suspects import rate_suspect, rates_lost, still_wrong
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.sums import add_up, breached, holds_now, left_of
from cchc_toolkit.checks.suspect import Suspect, assume, has_note, say, tied, where_is
from cchc_toolkit.text.digits import likely_meant, slip
from cchc_toolkit.text.formatting import print_number

_TRIED = ("identity", "at_most", "plausible")
_MENDS, _BREAKS, _SLIP, _EMPTY, _COPIED, _FALLEN = 10, 10, 5, 2, 4, 3
"""Weights of an explanation; what it mends and breaks counts most."""
_TELLING = 10
"""A smaller number may equal another one by chance."""
_ABSURD = 10
"""No amount is ten times its estimate; one so large is in another unit."""


def with_suspects(scope: Scope, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings, each broken relation or rate with its likely wrong cell.

    Where a cell suspected before explains a finding as well, it is the suspect again.
    """
    assumed: list[Suspect] = []
    result = []
    for finding in findings:
        best = _best(scope, finding)
        if best is not None and best.key:
            assumed.append(best)
            scope = assume(scope, best)
        elif best is None:
            best = _explained(scope, finding, assumed)
        if best is not None:
            result.append(replace(finding, suspect=best.key, suggestion=best.why))
        else:
            result.append(finding)
    return tuple(result)


def _best(scope: Scope, finding: Finding) -> Suspect | None:
    if finding.rule == "R03":
        return rate_suspect(scope, finding)
    for relation in _relations_of(finding, scope.form):
        ranked = suspects(scope, relation)
        if ranked:
            return ranked[0]
    return None


def _explained(scope: Scope, finding: Finding, assumed: list[Suspect]) -> Suspect | None:
    """Return the suspect whose number has mended a finding already, None if none has."""
    relations = _relations_of(finding, scope.form)
    if any(is_broken(scope, relation) for relation in relations):
        return None
    if not relations and (finding.rule != "R03" or still_wrong(scope, finding)):
        return None
    named = set(finding.keys)
    bearing = (s for s in reversed(assumed) if named & {s.key, *s.together})
    return next(bearing, None)


def suspects(scope: Scope, relation: Relation) -> tuple[Suspect, ...]:
    """Return up to three cells that may be the wrong one in a broken relation, the likeliest first.

    None where the relation holds or no single cell explains it. Where several explain it equally
    well the first has no key and names them all.
    """
    if not is_broken(scope, relation):
        return ()
    tried = [
        suspect
        for key, number in _candidates(scope, relation)
        if (suspect := _try(scope, relation, key, number)) is not None
    ]
    best: dict[str, Suspect] = {}
    for suspect in sorted(tried, key=lambda found: (found.noted, -found.score)):
        best.setdefault(suspect.key, suspect)
    if not best:
        return ()
    first, *others = (tied(scope, tuple(best.values())), *tuple(best.values())[1:3])
    same = _equal_to_gap(scope, relation, first.key)
    return (replace(first, why=f"{first.why} {same}") if same else first, *others)


def _equal_to_gap(scope: Scope, relation: Relation, suspect: str) -> str:
    """Return which other cell is exactly what lacks or is too much, "" if none or too small."""
    left, right = left_of(scope, relation), add_up(scope, relation.right)
    if left.number is None or right.number is None or relation.kind != "identity":
        return ""
    gap = abs(left.number - right.number)
    others = (key for key in (*relation.keys, *scope.submission.values) if key != suspect)
    key = next((key for key in others if scope.number(key) == gap), "")
    if gap < _TELLING or not key:
        return ""
    return f"Phần lệch {print_number(gap)} đúng bằng ô {where_is(scope, key)}."


def is_broken(scope: Scope, relation: Relation) -> bool:
    """Whether the numbers of a scope break a relation."""
    if not holds_now(scope, relation):
        return False
    return breached(relation, left_of(scope, relation), add_up(scope, relation.right))


def _relations_of(finding: Finding, form: Form) -> tuple[Relation, ...]:
    # A finding about a sum leaves out the parts that are not the commune's to fill.
    larger_part = finding.rule == "R02" and len(finding.keys) == 2
    if finding.keys and (finding.rule == "R01" or larger_part):
        sums = form.relations_of.get("R01", ())
        return tuple(relation for relation in sums if relation.keys[0] == finding.keys[0])
    named = form.relations_by_cells.get((finding.rule, *finding.keys), ())
    return tuple(relation for relation in named if relation.kind in _TRIED)


def _candidates(scope: Scope, relation: Relation) -> Iterator[tuple[str, Decimal]]:
    """Yield each cell with each number that may have been meant."""
    left, right = left_of(scope, relation), add_up(scope, relation.right)
    if left.number is None or right.number is None:
        return
    if relation.kind == "plausible":
        yield from _other_units(scope, relation)
        return
    gap = left.number - right.number
    for side, toward in ((relation.left, -1), (relation.right, 1)):
        for term in side.terms:
            row = scope.form.indicators[term.key]
            now = scope.total(row)
            if now is None and not scope.form.applies(row):
                continue
            base = Decimal(0) if now is None else now
            yield term.key, base + toward * term.sign * gap
            if relation.kind == "at_most" and now is not None:
                for meant in likely_meant(now):
                    yield term.key, meant


def _other_units(scope: Scope, relation: Relation) -> Iterator[tuple[str, Decimal]]:
    """Yield each amount in thousands or millions, or back from them, where a share is absurd."""
    left, right = left_of(scope, relation), add_up(scope, relation.right)
    if left.number is None or not right.number:
        return
    if Decimal("0.01") <= left.number / right.number <= _ABSURD:
        return
    for key in relation.keys:
        now = scope.number(key)
        if now is not None and scope.form.indicators[key].kind == "money":
            yield from ((key, now.scaleb(power)) for power in (3, -3, 6, -6))


def _try(scope: Scope, relation: Relation, key: str, number: Decimal) -> Suspect | None:
    row = scope.form.indicators[key]
    if number < 0 or (row.integer and number != number.to_integral_value()):
        return None
    together = _mirrors(scope, key)
    suspect = Suspect(key, number, 0, "", together)
    changed = assume(scope, suspect)
    if is_broken(changed, relation):
        return None
    touched = {r.id: r for name in (key, *together) for r in scope.form.relations_with[name]}
    mended = broken = 0
    for other in touched.values():
        if other.kind in _TRIED:
            before, after = is_broken(scope, other), is_broken(changed, other)
            mended += before and not after
            broken += after and not before
    broken += rates_lost(scope, changed, key, *together)
    score = _MENDS * mended - _BREAKS * broken
    points, reasons = _evidence(scope, relation, key, number)
    if mended > 1:
        reasons.append(f"sửa ô này thì {mended} quan hệ cùng khớp")
    return replace(
        suspect,
        score=score + points,
        why=say(scope, key, number, "; ".join(reasons)),
        noted=has_note(scope, key, *together),
    )


def _evidence(scope: Scope, relation: Relation, key: str, number: Decimal) -> tuple[int, list[str]]:
    """Return what speaks for a number besides the relations: how it was written before."""
    now = scope.number(key)
    reasons: list[str] = []
    points = 0
    if now is None or now == 0:
        points += _EMPTY
        state = "đang để trống" if now is None else "đang ghi 0"
        gap = scope.total(scope.form.indicators[key])
        missing = number if gap is None else number - gap
        reasons.append(f"ô này {state}, phần lệch là {print_number(abs(missing))}")
    elif relation.kind == "plausible":
        points += _SLIP
        reasons.append("số đang ghi lệch đơn vị tính (đồng, nghìn đồng, triệu đồng)")
    elif how := slip(now, number):
        points += _SLIP
        reasons.append(f"số đang ghi {print_number(now)} {how}")
    before = scope.before
    if before is not None and now and before.number(key) == now and now != number:
        points += _COPIED
        reasons.append(f"số đang ghi trùng kỳ {before.period.id}")
    then = before.number(key) if before is not None and _adds_up(scope, key) else None
    if before is not None and now is not None and then is not None and now < then <= number:
        points += _FALLEN
        reasons.append(f"kỳ {before.period.id} đã ghi {print_number(then)}")
    if relation.kind == "at_most" and not reasons:
        points -= _EMPTY
    return points, reasons


def _adds_up(scope: Scope, key: str) -> bool:
    """Whether a cell adds up from period to period, so that it cannot fall."""
    return any(relation.kind == "monotone" for relation in scope.form.relations_with[key])


def _mirrors(scope: Scope, key: str) -> tuple[str, ...]:
    """Return the cells that repeat a cell: its only part for a commune, or what it is all of."""
    found: list[str] = []
    row = scope.form.indicators[key]
    now = scope.number(key)
    if now is None:
        return ()
    down = [part for part in scope.parts(row) if scope.form.applies(part)]
    while len(down) == 1 and scope.number(down[0].key) == now:
        found.append(down[0].key)
        down = [part for part in scope.parts(down[0]) if scope.form.applies(part)]
    while row.part_of_sum and row.parent:
        parent = scope.form.indicators[row.parent]
        parts = [part for part in scope.parts(parent) if scope.form.applies(part)]
        if len(parts) != 1 or scope.number(parent.key) != now:
            break
        found.append(parent.key)
        row = parent
    return tuple(found)
