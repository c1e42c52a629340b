"""Prose against the tables of the report: totals told again, and rates that the tables give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import CellAt, Claim
from cchc_toolkit.documents.claims.named_cell import (
    differs,
    joined_cells,
    listed_cells,
    named_cell,
)
from cchc_toolkit.documents.claims.quotient import (
    fit_numbers,
    may_be_meant,
    near_slip,
    right_rate,
    shown_rate,
)
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.documents.claims.telling import label, telling
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_PART_OF_ALL = re.compile(
    r"(?<!\bcả )(?<!\btoàn )\b(?:lĩnh vực|tháng|quý|thôn|ấp|bản|khu|tổ|riêng|trong số|so với)\b"
)
_YEAR = re.compile(r"(?:năm )?\b(20\d\d)\b")
_ROUND = 100
_CLOSE = 5
"""A rate within a fifth of the share that its words name is meant to be it."""


@dataclass(frozen=True)
class _Total:
    """The total of a column of a table, and the words and role that the head gives it."""

    table: Table
    cell: CellAt
    value: Decimal
    words: frozenset[str]
    role: str


def across_claims(
    account: Account, tables: Sequence[Table | None], sure: frozenset[int] = frozenset()
) -> Iterator[Claim]:
    """Yield a claim for each figure of the prose that a table has too, and each rate it gives.

    A figure that is `sure` adds up with others of the prose: it is no total of a table's.
    """
    totals = [
        one for at, table in enumerate(tables) if table is not None for one in _totals(table, at)
    ]
    if not any(tables):
        return
    cells = _cells(tables)
    yield from listed_cells(account, tables)
    for n, one in enumerate(account.quantities):
        if one.use == "amount":
            named = named_cell(account, n, tables, cells)
            named = named or joined_cells(account, n, tables)
            if named is not None:
                yield named
                continue
            for claim in _against(account, n, totals, cells):
                if claim.holds or not (n in sure or _is_other(account, n, claim, tables)):
                    yield claim
        elif one.use == "percent" and one.unit == "%":
            told = list(_rate(account, n, tables))
            named = named_cell(account, n, tables, cells)
            yield from told or filter(None, (named,))


def _is_other(account: Account, n: int, claim: Claim, tables: Sequence[Table | None]) -> bool:
    """Whether a figure is no total of a table: the total is told beside it, or it is two's rest."""
    one, (at, row, column) = account.quantities[n], claim.cells[0]
    table = tables[at]
    total = table.number(row, column) if table is not None else None
    if table is None or total is None:
        return False
    said = re.split(r"[.;] ", account.passages[one.passage].text[: one.start])[-1]
    years = _YEAR.findall(said.lower())
    if years and not any(years[-1] in head for head in table.heads):
        return True  # of a year that the table is not of
    value = one.value / one.scale
    others = [table.number(row, other) for other in table.plain if other != column]
    if any(abs(other - total) == value for other in others if other is not None):
        return True
    said_too = (account.quantities[m] for m in account.same_sentence(n) if m != n)
    more = {abs(value - total) * one.scale, (value + total) * one.scale}
    if any(q.unit == one.unit and q.value in more for q in said_too):
        return True  # "43 người, vì điều động thêm 2 người": it says what it is more
    beside = (m for m in account.by_value.get(total, ()) if m != n)
    turned = slip(value, total).startswith("đảo")
    return any(
        account.quantities[m].divisor
        or (account.quantities[m].unit in ("", one.unit) and not turned and not one.role)
        for m in beside
        if account.quantities[m].passage == one.passage or not turned
    )


def _totals(table: Table, at: int) -> Iterator[_Total]:
    for row in table.totals[-1:]:
        for column in table.plain:
            value = table.number(row, column)
            if value is not None:
                head = compare_key(table.heads[column])
                words, role = telling(head), role_of(head, "", head)
                yield _Total(table, (at, row, column), value, words, role)


def _cells(tables: Sequence[Table | None]) -> dict[Decimal, CellAt]:
    return {
        number.value: (at, row, column)
        for at, table in enumerate(tables)
        if table is not None
        for row, line in enumerate(table.rows)
        for column in table.columns
        if (number := line.numbers[column]) is not None
    }


def _against(
    account: Account, n: int, totals: Sequence[_Total], cells: dict[Decimal, CellAt]
) -> Iterator[Claim]:
    one = account.quantities[n]
    plain = one.value / one.scale
    place = cells.get(plain)
    if place is not None and (plain >= _ROUND or (plain >= 10 and label(one))):
        yield Claim("R08", (n,), True, cells=(place,))
        return
    if one.divisor or one.depth or _PART_OF_ALL.search(f"{one.lead} {one.trail}"):
        return
    mine = label(one) - (telling("giao") if "bàn giao" in one.lead else frozenset())
    whole = bool(re.search(r"\b(?:tổng|toàn|cả|trong năm|trong kỳ|được)\b", one.lead))
    for total in totals:
        table, column = total.table, total.cell[2]
        if any(table.number(row, column) == plain for row in range(len(table.rows))):
            continue
        named = (total.role and total.role == one.role) or (
            len(total.words) > 1 and total.words <= mine
        )
        counts = not total.words and one.unit and one.unit in table.heads[column].lower()
        slipped = plain >= 20 and bool(named or counts or total.words & mine)
        slipped = slipped and bool(slip(plain, total.value))
        meant = named and whole and not one.is_money and total.value
        if slipped or (meant and may_be_meant(plain, total.value)):
            yield differs(account, n, table, total.cell, "ghi {}", total.value)
            return


def _words_before(account: Account, n: int) -> frozenset[str]:
    """Return the telling words of a quantity's sentence as far as the quantity."""
    one = account.quantities[n]
    return telling(re.split(r"\. ", account.bare[one.passage][: one.start])[-1])


def _rate(account: Account, n: int, tables: Sequence[Table | None]) -> Iterator[Claim]:
    """Yield the claim of a rate whose words name a row or a column: its share of the whole."""
    rate, said = account.quantities[n], _words_before(account, n)
    mine = telling(f"{rate.lead} {rate.trail}")
    if not mine or rate.rough:
        return
    for at, table in enumerate(tables):
        if table is None:
            continue
        found = list(_shares(table, at, mine))
        every = [*found, *_within_rows(table, at, mine)]
        held = [one for one in every if fit_numbers(rate, one[0], one[1]) == "holds"]
        held += [one for one in every if _of_a_whole_beside(account, n, one[0])]
        if held:
            yield Claim("R03", (n,), True, cells=held[0][2])
            return
        if len(every) > len(found) and "chiếm" not in rate.lead:
            continue  # the row has rates of its own: which one is meant is open
        for top, bottom, cells in found:
            right = right_rate(rate, top, bottom)
            close = abs(rate.value - right) * _CLOSE <= right
            sure = close and "chiếm" in rate.lead and _is_named(table, cells, mine | said)
            slipped = fit_numbers(rate, top, bottom) == "cut" or near_slip(rate.value, right)
            if not slipped and not sure:
                continue
            yield Claim(
                "R03",
                (n,),
                False,
                f"Lời văn ghi {rate.quote}, tính lại theo bảng {at + 1}: {print_number(top)}/"
                f"{print_number(bottom)} = {print_number(top * 100 / bottom, 4)}%, làm tròn là "
                f"{shown_rate(right, rate)}.",
                severity="vừa",
                expected=shown_rate(right, rate),
                found=rate.text,
                cells=cells[:0],
                weight=1,
            )
            return


def _of_a_whole_beside(account: Account, at: int, part: Decimal) -> bool:
    """Whether a rate is the share of a part in a number of its sentence."""
    rate = account.quantities[at]
    beside = [account.quantities[n] for n in account.same_sentence(at)]
    wholes = [one.value for one in beside if one.use == "amount" and one.value > part]
    return any(fit_numbers(rate, part, whole) == "holds" for whole in wholes)


def _is_named(table: Table, cells: Sequence[CellAt], said: frozenset[str]) -> bool:
    """Whether two cells stand in the only column whose head words name."""
    named = {c for c in table.plain if (words := table.head_words[c]) and words <= said}
    return len(named) == 1 and {column for _, _, column in cells} == named


def _shares(
    table: Table, at: int, mine: frozenset[str]
) -> Iterator[tuple[Decimal, Decimal, tuple[CellAt, ...]]]:
    """Yield the shares that words may mean: of a column, or of a row in a total."""
    plain = table.plain
    named_columns = [c for c in plain if (words := table.head_words[c]) and words <= mine]
    named_rows = [n for n, words in enumerate(table.row_words) if words and words <= mine]
    for row in named_rows or table.totals:
        for column in named_columns:
            for other in plain:
                yield from _pair(table, at, (row, column), (row, other))
    for row in named_rows:
        for total in table.totals:
            for column in named_columns or plain:
                yield from _pair(table, at, (row, column), (total, column))


def _within_rows(
    table: Table, at: int, mine: frozenset[str]
) -> Iterator[tuple[Decimal, Decimal, tuple[CellAt, ...]]]:
    """Yield the shares of one cell in another of a row that words name."""
    plain = table.plain
    for row, words in enumerate(table.row_words):
        if words and words <= mine:
            for column in plain:
                for other in plain:
                    yield from _pair(table, at, (row, column), (row, other))


def _pair(
    table: Table, at: int, top: tuple[int, int], bottom: tuple[int, int]
) -> Iterator[tuple[Decimal, Decimal, tuple[CellAt, ...]]]:
    one, other = table.number(*top), table.number(*bottom)
    if top != bottom and one is not None and other and one <= other:
        yield one, other, ((at, *top), (at, *bottom))
