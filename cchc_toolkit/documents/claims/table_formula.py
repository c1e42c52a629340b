"""Columns of a table that others give but for rounding: rates, means, so many at such a price."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import combinations, islice, permutations

from cchc_toolkit.documents.claims.claim import CellAt, Claim, plain
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.text.arithmetic import half_up, how_rounded
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_MEAN_HEAD = re.compile(r"\bbình quân\b|\btrung bình\b|\bmỗi\b|\w/\w")
_SCALES = (1, 1000, 1_000_000)
"""By how much the unit of a product may be larger than that of the price: đồng, triệu đồng."""
_FEWEST = 3
_MOST_COLUMNS = 12


@dataclass(frozen=True)
class Formula:
    """How columns give another: which, what they give, how it is written, "%" where of 100."""

    columns: tuple[int, ...]
    gives: Callable[[Sequence[Decimal]], Decimal]
    written: str
    sign: str = ""


_Row = tuple[int, Decimal, str]
"""A row, what a formula gives in it, and how the cell is rounded."""


def column_claims(table: Table, at: int) -> Iterator[Claim]:
    """Yield the claims of each column that a formula gives in most rows."""
    for column in table.columns:
        best: list[_Row] = []
        chosen: Formula | None = None
        most = 0
        for formula in _formulas(table, column):
            if all(how == "neither" for _, _, how in islice(_rows(table, column, formula), 3)):
                continue
            found = list(_rows(table, column, formula))
            held = sum(_holds(table, column, formula, one) for one in found)
            enough = held * 3 >= 2 * len(found) or (held > 2 and held * 2 > len(found))
            fewest = 2 if column in table.rates else _FEWEST
            if held >= fewest and enough and held > most:
                best, chosen, most = found, formula, held
        if chosen is not None:
            yield from _claims(table, at, column, chosen, best)


def _holds(table: Table, column: int, formula: Formula, found: _Row) -> bool:
    """Whether a formula gives a cell, a product to the last digit: rounded many a one is near."""
    row, exact, how = found
    return how != "neither" and (" x " not in formula.written or exact == table.number(row, column))


def _formulas(table: Table, column: int) -> Iterator[Formula]:
    others = [one for one in table.plain if one != column]
    if column not in table.rates:
        for pair in combinations(others, 2) if len(others) <= _MOST_COLUMNS else ():
            yield from (Formula(pair, partial(_product, scale), "{0} x {1}") for scale in _SCALES)
        return
    is_mean = _MEAN_HEAD.search(compare_key(table.heads[column])) is not None
    for pair in permutations(others, 2):
        yield Formula(pair, lambda v: v[0] * 100 / v[1], "{0}/{1}", "%")
        yield Formula(pair, lambda v: (v[0] - v[1]) * 100 / v[1], "({0} - {1})/{1}", "%")
        yield Formula(pair, lambda v: (v[1] - v[0]) * 100 / v[1], "({1} - {0})/{1}", "%")
        if is_mean:
            yield Formula(pair, lambda v: v[0] / v[1], "{0}/{1}")
    for first, last in combinations(range(len(table.columns) + 1), 2) if is_mean else ():
        run = table.columns[first:last]
        if len(run) > 1 and column not in run:
            terms = " + ".join(f"{{{n}}}" for n in range(len(run)))
            yield Formula(run, lambda v: sum(v, Decimal(0)) / len(v), f"({terms})/{len(run)}")


def _product(scale: int, values: Sequence[Decimal]) -> Decimal:
    return values[0] * values[1] / scale


def _rows(table: Table, column: int, formula: Formula) -> Iterator[_Row]:
    for row, line in enumerate(table.rows):
        told = table.number(row, column)
        values = [table.number(row, one) for one in formula.columns]
        known = [value for value in values if value is not None]
        if told is None or len(known) < len(values) or not known[-1]:
            continue
        if " x " in formula.written and (line.is_total or min(*known, told) <= 1):
            continue  # a total adds the products up, and anything is itself once
        exact = formula.gives(known)
        yield row, exact, how_rounded(told, exact)


def _claims(
    table: Table, at: int, column: int, formula: Formula, found: Sequence[_Row]
) -> Iterator[Claim]:
    for row, exact, how in found:
        cells: tuple[CellAt, ...] = ((at, row, column), *((at, row, c) for c in formula.columns))
        if how == "rounded":
            yield Claim("R03", (), True, cells=cells, weight=2)
            continue
        number = table.rows[row].numbers[column]
        decimals = number.decimals if number is not None else 1
        right = half_up(exact, decimals)
        line = table.rows[row].cells
        written = formula.written.format(*(line[one] for one in formula.columns))
        exactly = print_number(plain(half_up(exact, 4))) + formula.sign
        told = print_number(right, decimals) + formula.sign
        rounded = f", làm tròn là {told}" if formula.sign or exactly != told else ""
        yield Claim(
            "R03",
            (),
            False,
            f"Bảng {at + 1}, {table.place(row, column)} ghi {line[column]}, tính lại {written} = "
            f"{exactly}{rounded}.",
            severity="vừa" if how == "truncated" else "cao",
            expected=print_number(right, decimals),
            found=line[column],
            cells=cells,
            advice="Tính lại ô này, hoặc sửa các ô mà nó được tính từ đó.",
            weight=1,
        )
