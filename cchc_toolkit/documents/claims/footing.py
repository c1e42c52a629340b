"""Footing and cross-footing of tables: totals, balances of columns, rates, and where they fail."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from cchc_toolkit.documents.claims.claim import CellAt, Claim
from cchc_toolkit.documents.claims.grouping import groups
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.text.arithmetic import half_up, how_rounded
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_TOTAL_HEAD = re.compile(r"\btổng\b|\bcộng\b|^(?:6|9|10|11|12) tháng\b|^cả năm\b|\blũy kế\b")
_REST_HEAD = re.compile(
    r"\bcòn\b|\bđang\b|\btăng\b|\bgiảm\b|\bchênh\b|\btồn\b|\bso\b|\bthừa\b|\bthiếu\b|\bquá hạn\b"
)
_STOCK = re.compile(r"\btồn\b|\b(?:đầu|cuối) (?:kỳ|quý|tháng|năm)\b|\bhiện có\b|\bcòn\b|\blũy kế\b")
"""Rows of what is there on a day: over a longer period they keep the first or the last."""
_BALANCE = ("carried", "resolved", "pending")
_ENOUGH = 3
_KINDS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "{0}/{1}": lambda top, _: top,
    "({0} - {1})/{1}": operator.sub,
    "({1} - {0})/{1}": lambda top, bottom: bottom - top,
}
"""What a rate of a table may divide by a column: another, how it differs, what is left."""


@dataclass(frozen=True)
class Check:
    """One sum of a table: the cell that must equal, the terms with their signs, what they give."""

    cell: tuple[int, int]
    terms: tuple[tuple[int, int], ...]
    signs: tuple[int, ...]
    given: Decimal
    right: Decimal
    name: str

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
    checks = [*_column_sums(table), *_row_sums(table), *_flows(table)]
    for one in checks:
        if one.holds:
            yield Claim("R01", (), True, cells=tuple((at, *cell) for cell in one.cells), weight=2)
    failed = [one for one in checks if not one.holds]
    yield from _accused(table, at, failed, [one for one in checks if one.holds])
    yield from _rates(table, at)


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
    for (row, column), sign in zip(one.terms, one.signs, strict=True):
        number = table.number(row, column) or Decimal(0)
        joint = " + " if sign > 0 else " - "
        terms += (joint if terms else "") + print_number(number)
    gap = one.given - one.right
    return (
        f"{one.name}: {terms} = {print_number(one.right)} ≠ {print_number(one.given)}, "
        f"{'thừa' if gap > 0 else 'thiếu'} {print_number(abs(gap))}"
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
                f'cột "{table.heads[column]}", dòng "{table.rows[total].label}"',
            )
            ends = [table.number(row, column) for row in (rows[0], rows[-1])]
            carried = given in ends and _STOCK.search(compare_key(table.heads[column]))
            if check.holds or (not carried and _is_sum(table, total, parts, column)):
                yield check


def _flows(table: Table) -> Iterator[Check]:
    """Yield the balance of dossiers down each column: came and carried over, resolved, pending."""
    roles = [role_of(compare_key(row.label), "", "") for row in table.rows]
    came = [n for n, role in enumerate(roles) if role in ("new", "received")]
    rows = [came, *([n for n, r in enumerate(roles) if r == name] for name in _BALANCE)]
    if any(len(found) != 1 for found in rows):
        return
    (new,), (carried,), (resolved,), (pending,) = rows
    for column in table.plain:
        numbers = [table.number(row, column) for row in (new, carried, resolved, pending)]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            continue
        right = known[0] + known[1] - known[2]
        check = Check(
            (pending, column),
            ((new, column), (carried, column), (resolved, column)),
            (1, 1, -1),
            known[3],
            right,
            f'cột "{table.heads[column]}", dòng "{table.rows[pending].label}"',
        )
        if check.holds or slip(known[3], right) or abs(known[3] - right) * 20 <= known[0]:
            yield check


def _is_sum(table: Table, total: int, parts: Sequence[int], column: int) -> bool:
    """Whether a total row is a sum at all: another column holds, or this one is off by a slip."""
    others = 0
    for other in table.columns:
        given = table.number(total, other)
        if other == column or given is None or other in table.rates:
            continue
        right = sum((table.number(row, other) or Decimal(0) for row in parts), Decimal(0))
        others += given == right
    given = table.number(total, column) or Decimal(0)
    right = sum((table.number(row, column) or Decimal(0) for row in parts), Decimal(0))
    near = bool(slip(given, right)) or abs(given - right) * 10 <= abs(right)
    return others > 0 or near


def _row_sums(table: Table) -> Iterator[Check]:
    """Yield the balance of columns in each row, where most rows have one."""
    columns = table.plain
    taken: set[int] = set()
    for whole in sorted(
        columns, key=lambda column: not _TOTAL_HEAD.search(compare_key(table.heads[column]))
    ):
        found = _relation(table, whole, [column for column in columns if column != whole])
        if found is None or whole in taken:
            continue
        terms, signs = found
        taken |= {whole, *terms} if len(terms) > 2 else {whole}
        yield from _checks_of(table, whole, terms, signs)


def _relation(
    table: Table, whole: int, others: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Return the columns that make up one column in nearly all rows, with their signs."""
    best: tuple[int, tuple[int, ...], tuple[int, ...]] | None = None
    for terms, signs in _candidates(whole, others):
        if not any(one.holds for one in islice(_checks_of(table, whole, terms, signs), _ENOUGH)):
            continue  # most rows hold where there is a relation at all: a wide table has thousands
        checks = list(_checks_of(table, whole, terms, signs))
        held = [one for one in checks if one.holds and any(table.number(*c) for c in one.terms)]
        failed = len(checks) - len([one for one in checks if one.holds])
        named = _named(table, whole, terms, signs)
        enough = len(held) >= (2 if named else _ENOUGH) and failed * 3 <= len(checks)
        enough = enough or (named and len(held) >= failed and len(held) >= 1 and len(checks) >= 2)
        if enough and (best is None or len(held) > best[0]):
            best = (len(held), terms, signs)
    return (best[1], best[2]) if best is not None else None


def _named(table: Table, whole: int, terms: Sequence[int], signs: Sequence[int]) -> bool:
    head = compare_key(table.heads[whole])
    if -1 in signs:
        return bool(_REST_HEAD.search(head))
    return bool(_TOTAL_HEAD.search(head)) and (len(terms) > 1)


def _candidates(
    whole: int, others: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield runs of neighbouring columns added, and one column less one or more others."""
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


def _checks_of(
    table: Table, whole: int, terms: Sequence[int], signs: Sequence[int]
) -> Iterator[Check]:
    for row in range(len(table.rows)):
        given = table.number(row, whole)
        values = [table.number(row, column) for column in terms]
        known = [value for value in values if value is not None]
        if given is None or len(known) < len(values):
            continue
        if given in (known[0], known[-1]) and _STOCK.search(compare_key(table.rows[row].label)):
            continue
        right = sum((value * sign for value, sign in zip(known, signs, strict=True)), Decimal(0))
        yield Check(
            (row, whole),
            tuple((row, column) for column in terms),
            tuple(signs),
            given,
            right,
            f'dòng "{table.rows[row].label}", cột "{table.heads[whole]}"',
        )


def _rates(table: Table, at: int) -> Iterator[Claim]:
    """Yield the claims of each column of rates that two other columns give in most rows."""
    plain = table.plain
    for column in table.rates:
        best: list[tuple[int, Decimal, str]] = []
        chosen: tuple[int, int, str] | None = None
        for top in plain:
            for bottom in plain:
                for kind in _KINDS:
                    if top == bottom:
                        continue
                    found = list(_rate_rows(table, column, (top, bottom), kind))
                    held = sum(how != "neither" for _, _, how in found)
                    best_held = sum(how != "neither" for _, _, how in best)
                    enough = held * 3 >= 2 * len(found) or (held > 2 and held * 2 > len(found))
                    if held >= 2 and enough and held > best_held:
                        best, chosen = found, (top, bottom, kind)
        if chosen is not None:
            yield from _rate_claims(table, at, column, chosen, best)


def _rate_rows(
    table: Table, column: int, pair: tuple[int, int], kind: str
) -> Iterator[tuple[int, Decimal, str]]:
    for row in range(len(table.rows)):
        rate = table.number(row, column)
        top, bottom = table.number(row, pair[0]), table.number(row, pair[1])
        if rate is None or top is None or not bottom:
            continue
        exact = _KINDS[kind](top, bottom) * 100 / bottom
        yield row, exact, how_rounded(rate, exact)


def _rate_claims(
    table: Table,
    at: int,
    column: int,
    chosen: tuple[int, int, str],
    found: Sequence[tuple[int, Decimal, str]],
) -> Iterator[Claim]:
    top, bottom, kind = chosen
    for row, exact, how in found:
        cells: tuple[CellAt, ...] = ((at, row, column), (at, row, top), (at, row, bottom))
        if how == "rounded":
            yield Claim("R03", (), True, cells=cells, weight=2)
            continue
        number = table.rows[row].numbers[column]
        decimals = number.decimals if number is not None else 1
        right = half_up(exact, decimals)
        line = table.rows[row].cells
        printed = line[column]
        yield Claim(
            "R03",
            (),
            False,
            f'Bảng {at + 1}, dòng "{table.rows[row].label}", cột "{table.heads[column]}" ghi '
            f"{printed}, tính lại {kind.format(line[top], line[bottom])} = "
            f"{print_number(half_up(exact, 4).normalize())}%, làm tròn là "
            f"{print_number(right, decimals)}%.",
            severity="vừa" if how == "truncated" else "cao",
            expected=print_number(right, decimals),
            found=printed,
            cells=cells,
            advice="Tính lại tỷ lệ, hoặc sửa tử số, mẫu số.",
            weight=1,
        )
