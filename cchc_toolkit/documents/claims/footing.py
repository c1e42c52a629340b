"""Footing and cross-footing of tables: totals, balances of columns, rates, and where they fail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from cchc_toolkit.documents.claims.claim import CellAt, Claim
from cchc_toolkit.documents.claims.grouping import groups
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.documents.claims.table_formula import column_claims
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_REST_HEAD = re.compile(r"\b(?:còn|đang|tăng|giảm|chênh|tồn|so|thừa|thiếu|quá hạn|trừ)\b")
_STOCK = re.compile(r"\btồn\b|\b(?:đầu|cuối) (?:kỳ|quý|tháng|năm)\b|\bhiện có\b|\bcòn\b|\blũy kế\b")
"""Rows of what is there on a day: over a longer period they keep the first or the last."""
_ENOUGH = 3
_LARGE = 10
_MOST_ROWS = 20
"""Rows of units, which a longer table has, are made of none of the others."""


@dataclass(frozen=True)
class Check:
    """One sum of a table: the cell that must equal, the terms with their signs, what they give."""

    cell: tuple[int, int]
    terms: tuple[tuple[int, int], ...]
    signs: tuple[int, ...]
    given: Decimal
    right: Decimal

    @property
    def holds(self) -> bool:
        """Whether it adds up."""
        return self.given == self.right

    @property
    def cells(self) -> tuple[tuple[int, int], ...]:
        """Every cell that takes part, the total first."""
        return (self.cell, *self.terms)


def footing_claims(table: Table, at: int) -> Iterator[Claim]:
    """Yield a claim for each sum and rate of a table; faults that meet in a cell are one claim."""
    checks = [*_column_sums(table), *_row_sums(table)]
    told = {frozenset(one.cells) for one in checks}
    around = table.around if len(table.rows) <= _MOST_ROWS else None
    turned = (_turned(table, one) for one in (_row_sums(around, rows=True) if around else ()))
    checks += [one for one in turned if frozenset(one.cells) not in told]
    for one in checks:
        if one.holds:
            yield Claim("R01", (), True, cells=tuple((at, *cell) for cell in one.cells), weight=2)
    failed = [one for one in checks if not one.holds]
    yield from _accused(table, at, failed, [one for one in checks if one.holds])
    yield from column_claims(table, at)
    for claim in column_claims(around, at) if around else ():
        yield replace(claim, cells=tuple((at, *_back(table, cell[1:])) for cell in claim.cells))


def _turned(table: Table, one: Check) -> Check:
    """Return a sum of the table turned about as one of the table itself."""
    terms = tuple(_back(table, cell) for cell in one.terms)
    return replace(one, cell=_back(table, one.cell), terms=terms)


def _back(table: Table, cell: tuple[int, int]) -> tuple[int, int]:
    return cell[1] - 1, table.around.rows[cell[0]].at


def _accused(table: Table, at: int, failed: list[Check], held: Sequence[Check]) -> Iterator[Claim]:
    left = list(failed)
    mended: set[tuple[tuple[int, int], Decimal]] = set()
    while left:
        one = left.pop(0)
        if any((cell, _change(one, cell)) in mended for cell in one.cells):
            continue  # the change of a cell that was told mends this sum too
        twin = next((other for other in left if _common(one, other) is not None), None)
        if twin is not None:
            left.remove(twin)
            cell = _common(one, twin)
            if cell is not None:
                mended.add((cell, _change(one, cell)))
            yield _claim(table, at, (one, twin), cell, held)
        else:
            yield _claim(table, at, (one,), None, held)


def _common(one: Check, other: Check) -> tuple[int, int] | None:
    """Return the cell whose change mends two sums that fail, None where there is none."""
    for cell in one.cells:
        if cell in other.cells:
            change, same = _change(one, cell), _change(other, cell)
            if change == same:
                return cell
    return None


def _change(one: Check, cell: tuple[int, int]) -> Decimal:
    """Return by how much a cell must change for a sum to hold."""
    gap = one.right - one.given
    if cell == one.cell:
        return gap
    return -gap * one.signs[one.terms.index(cell)]


def _claim(
    table: Table,
    at: int,
    failed: tuple[Check, ...],
    cell: tuple[int, int] | None,
    held: Sequence[Check],
) -> Claim:
    suspect = cell or _suspect(failed[0], held)
    said = "; ".join(_said(table, one) for one in failed)
    cells: list[CellAt] = [(at, *suspect)]
    for one in failed:
        cells += [(at, *place) for place in one.cells if (at, *place) not in cells]
    printed = table.rows[suspect[0]].cells[suspect[1]]
    change = _change(failed[0], suspect)
    value = table.number(*suspect)
    meant = value + change if value is not None else None
    hint = ""
    if meant is not None and (cell is not None or (value is not None and slip(value, meant))):
        hint = f"Nhiều khả năng {_name(table, suspect)} phải là {print_number(meant)}."
    return Claim(
        "R01",
        (),
        False,
        f"Bảng {at + 1}, {said}.",
        severity="cao",
        expected=print_number(meant) if meant is not None else "",
        found=printed,
        suggestion=hint,
        cells=tuple(cells),
        advice="Cộng lại bảng: sửa tổng hoặc ô thành phần.",
        weight=2,
    )


def _suspect(one: Check, held: Sequence[Check]) -> tuple[int, int]:
    """Return the cell of a sum that no other sum confirms, the total where all are alike."""
    sure = {cell for other in held for cell in other.cells}
    if one.cell not in sure:
        return one.cell
    open_ones = [cell for cell in one.terms if cell not in sure]
    return open_ones[0] if len(open_ones) == 1 else one.cell


def _said(table: Table, one: Check) -> str:
    terms = ""
    signed = sorted(zip(one.terms, one.signs, strict=True), key=lambda term: -term[1])
    for (row, column), sign in signed:
        number = table.number(row, column) or Decimal(0)
        joint = " + " if sign > 0 else " - "
        terms += (joint if terms else "") + print_number(number)
    gap = one.given - one.right
    return (
        f"{table.place(*one.cell)}: {terms} = {print_number(one.right)} ≠ "
        f"{print_number(one.given)}, {'thừa' if gap > 0 else 'thiếu'} {print_number(abs(gap))}"
    )


def _name(table: Table, cell: tuple[int, int]) -> str:
    row, column = cell
    return f'ô "{table.rows[row].label}" cột "{table.heads[column]}"'


def _column_sums(table: Table) -> Iterator[Check]:
    """Yield the sum of each column for each row that adds up those above or below it."""
    for total, parts in groups(table.rows):
        for column in table.columns:
            if column in table.rates:
                continue
            given = table.number(total, column)
            rows = [row for row in parts if table.number(row, column) is not None]
            if given is None or len(rows) < 2 or len(rows) < len(parts) - len(parts) // 3:
                continue
            right = sum((table.number(row, column) or Decimal(0) for row in rows), Decimal(0))
            check = Check(
                (total, column),
                tuple((row, column) for row in rows),
                (1,) * len(rows),
                given,
                right,
            )
            ends = [table.number(row, column) for row in (rows[0], rows[-1])]
            carried = given in ends and _STOCK.search(compare_key(table.heads[column]))
            if check.holds or (not carried and _is_sum(table, total, parts, column)):
                yield check


def _is_sum(table: Table, total: int, parts: Sequence[int], column: int) -> bool:
    """Whether a total row is a sum at all: another column holds, or this one is off by a slip.

    Above its parts a total may be of more than they are: then only a slip tells.
    """
    others = 0
    for other in table.columns:
        given = table.number(total, other)
        if other == column or given is None or other in table.rates:
            continue
        right = sum((table.number(row, other) or Decimal(0) for row in parts), Decimal(0))
        others += given == right
    given = table.number(total, column) or Decimal(0)
    right = sum((table.number(row, column) or Decimal(0) for row in parts), Decimal(0))
    near = bool(slip(given, right)) or (total > parts[0] and abs(given - right) * 10 <= abs(right))
    return others > 0 or near


def _row_sums(table: Table, rows: bool = False) -> Iterator[Check]:
    """Yield the balance of columns in each row, where most rows have one.

    Of `rows`, in a table turned about, more must hold.
    """
    taken: set[int] = set()
    for whole in sorted(table.columns, key=lambda column: column not in table.sums):
        kind = table.rates if whole in table.rates else table.plain
        found = _relation(table, whole, [one for one in sorted(kind) if one != whole], rows)
        if found is None or whole in taken:
            continue
        terms, signs = found
        taken |= {whole, *terms} if len(terms) > 2 else {whole}
        yield from _checks_of(table, whole, terms, signs)


def _relation(
    table: Table, whole: int, others: Sequence[int], rows: bool
) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Return the columns that make up one column in nearly all rows, with their signs."""
    best: tuple[int, tuple[int, ...], tuple[int, ...]] | None = None
    for terms, signs in _candidates(whole, others):
        sure = signs == (1, 1, -1) and _balances(table, whole, terms)
        some = islice(_checks_of(table, whole, terms, signs), _ENOUGH)
        if not (sure or any(one.holds for one in some)):
            continue  # most rows hold where there is a relation at all: a wide table has thousands
        checks = list(_checks_of(table, whole, terms, signs))
        failed = [one for one in checks if not one.holds]
        named = _named(table, whole, terms, signs)
        least = (1 if named else _LARGE) if rows else len(terms) > 2 and -1 in signs
        held = [
            one
            for one in checks
            if one.holds and abs(one.given) >= least and any(table.number(*c) for c in one.terms)
        ]
        enough = _is_enough(held, failed, named, rows) or (sure and all(map(_is_near, failed)))
        if enough and (best is None or len(held) > best[0]):
            best = (len(held), terms, signs)
    return (best[1], best[2]) if best is not None else None


def _is_enough(held: list[Check], failed: list[Check], named: bool, rows: bool) -> bool:
    """Whether so many sums hold that those which fail are faults.

    Two are enough where a head says so, or where the only other one is a slip of the hand.
    """
    if named and not rows and len(held) + len(failed) > 1 and len(held) >= max(1, len(failed)):
        return True
    added = all(one.given >= _LARGE and -1 not in one.signs for one in held)
    slipped = added and len(failed) == 1 and bool(slip(failed[0].given, failed[0].right))
    return len(held) >= (2 if named or slipped else _ENOUGH) and len(failed) * 2 <= len(held)


def _balances(table: Table, whole: int, terms: Sequence[int]) -> bool:
    """Whether heads are those of what was carried over, came, was resolved and is pending."""
    roles = [role_of(compare_key(table.heads[column]), "", "") for column in (*terms, whole)]
    came = {"received" if role == "new" else role for role in roles[:2]}
    return came == {"carried", "received"} and roles[2:] == ["resolved", "pending"]


def _is_near(one: Check) -> bool:
    """Whether a number is a slip of the hand, or little off beside those it is made of."""
    most = max(abs(one.right), abs(one.given))
    return bool(slip(one.given, one.right)) or abs(one.given - one.right) * 5 <= most


def _named(table: Table, whole: int, terms: Sequence[int], signs: Sequence[int]) -> bool:
    if -1 in signs:
        return bool(_REST_HEAD.search(compare_key(table.heads[whole])))
    return whole in table.sums and len(terms) > 1


def _candidates(
    whole: int, others: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield runs of neighbouring columns added, and one column, or two, less one or more others."""
    before = [column for column in others if column < whole]
    after = [column for column in others if column > whole]
    for side in (before, after):
        for first in range(len(side)):
            for last in range(first + 2, len(side) + 1):
                run = tuple(side[first:last])
                yield run, (1,) * len(run)
    for first in range(len(before)):
        for last in range(first + 2, min(len(before), first + 5) + 1):
            run = tuple(before[first:last])
            yield run, (1, *(-1,) * (len(run) - 1))
            if len(run) == 2:
                yield run, (-1, 1)
            if len(run) == 3:
                yield run, (1, 1, -1)


def _checks_of(
    table: Table, whole: int, terms: Sequence[int], signs: Sequence[int]
) -> Iterator[Check]:
    for row, line in enumerate(table.rows):
        cells = [line.numbers[column] for column in (whole, *terms)]
        filled = [cell for cell in cells if cell is not None]
        mixed = len({cell.percent for cell in filled}) > 1
        if len(filled) < len(cells) or mixed or (line.is_rate and -1 not in signs):
            continue
        given, *known = (cell.value for cell in filled)
        if given in (known[0], known[-1]) and _STOCK.search(compare_key(line.label)):
            continue
        right = sum((value * sign for value, sign in zip(known, signs, strict=True)), Decimal(0))
        yield Check(
            (row, whole),
            tuple((row, column) for column in terms),
            tuple(signs),
            given,
            right,
        )
