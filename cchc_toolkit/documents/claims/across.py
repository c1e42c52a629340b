"""Prose against the tables of the report: totals told again, and rates that the tables give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import CellAt, Claim
from cchc_toolkit.documents.claims.quantity import Quantity
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

_PART_OF_ALL = re.compile(r"\b(?:lĩnh vực|tháng|quý|thôn|ấp|bản|khu|tổ|riêng|trong số|so với)\b")
_OTHER_TIME = re.compile(r"\b(?:cùng kỳ|(?:năm|kỳ|quý|tháng) trước|lũy kế|so với|trong đó)\b")
_YEAR = re.compile(r"(?:năm )?\b(20\d\d)\b")
_SHORTEST = 3
_SMALL = 20
_NEAR = 10
"""A number within a tenth of the cell that its words name is meant to be it."""
_ROUND = 100
_CLOSE = 5
"""A rate within a fifth of the share that its words name is meant to be it."""


@dataclass(frozen=True)
class _Total:
    """A column of a table: its words, its role, the cell of its total, and all its numbers."""

    words: frozenset[str]
    role: str
    cell: CellAt
    value: Decimal
    numbers: frozenset[Decimal]
    head: str


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
    for n, one in enumerate(account.quantities):
        if one.use == "amount":
            named = _named_cell(account, n, tables, cells)
            if named is not None:
                yield named
                continue
            for claim in _against(n, one, totals, cells):
                if claim.holds or not (n in sure or _is_other(account, n, claim, tables)):
                    yield claim
        elif one.use == "percent" and one.unit == "%":
            yield from _rate(account, n, tables)


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
    beside = (m for m in account.by_value.get(total, ()) if m != n)
    turned = slip(value, total).startswith("đảo")
    return any(
        account.quantities[m].divisor
        or (account.quantities[m].unit == one.unit and not turned and not one.role)
        for m in beside
        if account.quantities[m].passage == one.passage or not turned
    )


def _totals(table: Table, at: int) -> Iterator[_Total]:
    rows = table.totals
    if not rows:
        return
    for column in table.columns:
        value = table.number(rows[-1], column)
        if value is None or column in table.rates:
            continue
        head = compare_key(table.heads[column])
        numbers = frozenset(
            number
            for row in range(len(table.rows))
            if (number := table.number(row, column)) is not None
        )
        yield _Total(
            telling(head),
            role_of(head, "", head),
            (at, rows[-1], column),
            value,
            numbers,
            table.heads[column],
        )


def _cells(tables: Sequence[Table | None]) -> dict[Decimal, CellAt]:
    return {
        number.value: (at, row, column)
        for at, table in enumerate(tables)
        if table is not None
        for row, line in enumerate(table.rows)
        for column in table.columns
        if (number := line.numbers[column]) is not None
    }


def _named_cell(
    account: Account,
    n: int,
    tables: Sequence[Table | None],
    cells: Mapping[Decimal, CellAt],
) -> Claim | None:
    """Return the claim that a number is the cell whose row and column its words name.

    None where they name none, or where the difference is no slip: something else may be meant.
    """
    one = account.quantities[n]
    if one.divisor or one.depth or one.rough or _OTHER_TIME.search(one.wide[-50:]):
        return None
    text = account.passages[one.passage].text
    before = compare_key(text[max(0, one.start - 70) : one.start]).rstrip(" :")
    before = re.split(r"[.;:](?!\d)", before)[-1]
    value = one.value / one.scale
    numbers = dict(_cells_named(tables, before, telling(before) | label(one)))
    held = [cell for cell, number in numbers.items() if number == value]
    if held:
        return Claim("R08", (n,), True, cells=(held[0],))
    if len(numbers) != 1 and value not in cells and value >= _ROUND:
        numbers = dict(_turned(tables, before, value))
    for cell, number in numbers.items() if len(numbers) == 1 else ():
        table = tables[cell[0]]
        near = slip(value, number) or abs(value - number) * _NEAR <= number
        if table is None or min(value, number) < _SMALL or not near:
            continue
        if all(table.number(cell[1], column) != value for column in table.columns):
            return _differs(n, one, table, cell)
    return None


def _differs(n: int, one: Quantity, table: Table, cell: CellAt) -> Claim:
    """Return the claim that a figure of the prose is not the cell that it tells of."""
    printed = table.rows[cell[1]].cells[cell[2]]
    return Claim(
        "R08",
        (n,),
        False,
        f'Lời văn ghi "{one.quote}", bảng {cell[0] + 1} ghi {printed} ở dòng '
        f'"{table.rows[cell[1]].label}", cột "{table.heads[cell[2]]}".',
        severity="cao",
        expected=printed,
        found=one.text,
        advice="Đối chiếu sổ theo dõi rồi sửa lời văn hoặc bảng.",
        weight=1,
    )


def _turned(
    tables: Sequence[Table | None], before: str, value: Decimal
) -> Iterator[tuple[CellAt, Decimal]]:
    """Yield the cells of rows that words name which a number is with two digits turned."""
    for at, table in enumerate(tables):
        for row, line in enumerate(table.rows) if table is not None else ():
            if table is None or line.is_total or not _names_row(table, row, before):
                continue
            for column in table.plain:
                number = table.number(row, column)
                if number is not None and slip(value, number).startswith("đảo"):
                    yield (at, row, column), number


def _cells_named(
    tables: Sequence[Table | None], before: str, mine: frozenset[str]
) -> Iterator[tuple[CellAt, Decimal]]:
    """Yield the cells whose row and column some words name, with their numbers."""
    for at, table in enumerate(tables):
        for row, line in enumerate(table.rows) if table is not None else ():
            if table is None or not (line.is_total or _names_row(table, row, before)):
                continue
            for column in table.plain:
                number, words = table.number(row, column), table.head_words[column]
                if line.is_total:
                    if number is not None and _is_year_of(table, column, before):
                        yield (at, row, column), number
                    continue
                alone = len(table.plain) == 1
                if number is None or not (words & mine or (alone and not words)):
                    continue
                if words <= mine or alone or _only_head(table, column, mine):
                    yield (at, row, column), number


def _names_row(table: Table, row: int, said: str) -> bool:
    """Whether words name a row by its label, or by the head of its column and a number."""
    name = table.bare_names[row]
    if len(name) <= _SHORTEST or name not in said:
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) is not None


def _is_year_of(table: Table, column: int, said: str) -> bool:
    """Whether words tell the whole of a year whose column it is: "tổng chi 2024"."""
    year = table.years.get(column)
    whole = year is not None and re.search(r"\b(?:tổng|cộng|toàn)\b", said)
    return bool(whole) and set(_YEAR.findall(said)) == {year}


def _only_head(table: Table, column: int, mine: frozenset[str]) -> bool:
    """Whether a column is the only one of which words say anything."""
    return not any(table.head_words[other] & mine for other in table.columns if other != column)


def _against(
    n: int, one: Quantity, totals: Sequence[_Total], cells: dict[Decimal, CellAt]
) -> Iterator[Claim]:
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
        if plain in total.numbers:
            continue
        named = (total.role and total.role == one.role) or (
            bool(total.words) and len(total.words) > 1 and total.words <= mine
        )
        counts = not total.words and bool(one.unit) and one.unit in total.head.lower()
        slipped = (
            (named or counts or total.words & mine) and plain >= 20 and slip(plain, total.value)
        )
        told = named and whole and not one.is_money and total.value
        if (told and may_be_meant(plain, total.value)) or slipped:
            yield Claim(
                "R08",
                (n,),
                False,
                f'Lời văn ghi "{one.quote}", bảng {total.cell[0] + 1} ghi '
                f'{print_number(total.value)} ở cột "{total.head}".',
                severity="cao",
                expected=print_number(total.value),
                found=one.text,
                advice="Đối chiếu sổ theo dõi rồi sửa lời văn hoặc bảng.",
                cells=(total.cell,),
                weight=1,
            )
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
