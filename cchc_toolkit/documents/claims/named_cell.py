"""Prose against the cell of a table whose row, or row and column, its words name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import CellAt, Claim
from cchc_toolkit.documents.claims.kinship import kin
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.role import TOLD_OF_PART, role_of
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.documents.claims.telling import label, telling
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_OTHER_TIME = re.compile(r"\b(?:cùng kỳ|(?:năm|kỳ|quý|tháng) trước|lũy kế|so với)\b")
_YEAR = re.compile(r"(?:năm )?\b(20\d\d)\b")
_REACHED = re.compile(r"^(?!.*\b(?:mục tiêu|chỉ tiêu|kế hoạch|giao|yêu cầu)\b).*(?:%|\bt[ỷỉ] lệ\b)")
"""The head of rates that are no aims."""
_OF = re.compile(r"^[^.,;:()\d]{0,30}?\b(?:ở|tại|của|thuộc|từ) (?P<who>[^.,;:()\d]{2,40})")
_AND = r",? (?:và|cộng|cùng|\+) |, | ?/ ?"
_GENERAL = telling("số lượng số liệu kết quả giá trị")
"""Heads that say nothing of what a column counts."""
_FILLER = telling("nhiều nhất ít cao thấp lớn đông dẫn đầu đứng thuộc lĩnh vực nhận tiếp")
_Rows = list[tuple[int, Table, int]]
_DENIED = re.compile(r"\b(?:không|chưa|trừ|ngoài)\b")
_SHORTEST = 3
_SMALL = 20
_ROUND = 100
_FEWEST = 3
_NEAR = 10
"""A number within a tenth of the cell that its words name is meant to be it."""


def named_cell(
    account: Account,
    n: int,
    tables: Sequence[Table | None],
    cells: Mapping[Decimal, CellAt],
) -> Claim | None:
    """Return the claim that a number is the cell whose row and column its words name.

    None where they name none, or where the difference is no slip: something else may be meant.
    """
    one = account.quantities[n]
    before, rows = _said(account, one, tables)
    if one.divisor or one.rough or _OTHER_TIME.search(one.wide[-50:]) or not before:
        return None
    value, rate = one.value / one.scale, one.unit == "%"
    numbers = dict(_of_year(tables, before) if not rate else ())
    numbers |= dict(_cells_named(rows, telling(before) | label(one), rate))
    held = [cell for cell, number in numbers.items() if number == value]
    if held:
        return Claim("R08", (n,), True, cells=(held[0],))
    if len(numbers) != 1 and value not in cells and value >= _ROUND:
        every = (((at, row, c), t.number(row, c)) for at, t, row in rows for c in t.plain)
        numbers = {c: v for c, v in every if v is not None and slip(value, v).startswith("đảo")}
    for cell, number in numbers.items() if len(numbers) == 1 else ():
        table = tables[cell[0]]
        how = slip(value.scaleb(one.decimals), number.scaleb(one.decimals))
        near = how and "chiếm" not in one.lead if rate else abs(value - number) * _NEAR <= number
        large = rate or min(value, number) >= _SMALL
        if table is None or not large or not (near or how.startswith("đảo") or (how and not rate)):
            continue
        told = any(table.number(cell[1], column) == value for column in table.columns)
        if not told and _says_no_more(one, table, cell):
            return differs(account, n, table, cell, "ghi {}", number)
    return None


def _says_no_more(one: Quantity, table: Table, cell: CellAt) -> bool:
    """Whether a head tells what its column counts, else no word does that is not of the row.

    A column of "Hồ sơ" has not those "nộp trực tuyến" of a row, nor one of "Hài lòng" those who
    are not.
    """
    words, head = table.head_words[cell[2]], compare_key(table.heads[cell[2]])
    named = f"{table.rows[cell[1]].label} {head}".lower()
    if _DENIED.search(f"{one.lead} {one.trail}") and not _DENIED.search(named):
        return False
    if one.role in TOLD_OF_PART and one.role != role_of(head, "", head):
        return False
    more = label(one) - telling(compare_key(table.rows[cell[1]].label)) - _FILLER
    counts = words or one.unit == "%" or kin(one.unit, head.removeprefix("số "))
    plain = not one.is_money and not more and bool(counts)
    return not words <= _GENERAL or cell[2] in table.years or plain


def differs(
    account: Account, n: int, table: Table, cell: CellAt, written: str, right: Decimal
) -> Claim:
    """Return the claim that a figure of the prose is not what a table has for it.

    `written` says how it has that, with the printed cell or the cells that the caller put in.
    """
    one = account.quantities[n]
    behind = re.match(r"%?(?: [^\W\d_]+){0,3}", account.passages[one.passage].text[one.end :])
    said = one.text + (behind[0] if behind else "")
    told = written.format(table.rows[cell[1]].cells[cell[2]])
    return Claim(
        "R08",
        (n,),
        False,
        f'Lời văn ghi "{said}", bảng {cell[0] + 1} {told} ở {table.place(*cell[1:])}.',
        severity="cao",
        expected=print_number(right, one.decimals),
        found=one.text,
        advice="Đối chiếu sổ theo dõi rồi sửa lời văn hoặc bảng.",
        cells=(cell,),
        weight=1,
    )


def _said(account: Account, one: Quantity, tables: Sequence[Table | None]) -> tuple[str, _Rows]:
    """Return the words before a number and the rows that they name, the nearest where any does.

    Else those that it is "of" behind. A number in a bracket is one of the name right before:
    "dẫn đầu là thôn Hạ (124 hộ)".
    """
    text = account.passages[one.passage].text
    if one.depth and text[one.bracket + 1 : one.start].strip():
        return "", []
    before = compare_key(text[max(0, one.start - 70) : one.start]).rstrip(" :(")
    before = re.split(r"[.;:](?!\d)|\btrong đó\b", before)[-1]
    rows = _rows_named(tables, re.split(r"\d", before)[-1]) or _rows_named(tables, before)
    if one.depth:
        rows = [place for place in rows if before.endswith(place[1].bare_names[place[2]])]
        return (before if rows else ""), rows
    behind = _OF.match(compare_key(text[one.stop : one.stop + 70]))
    if not rows and behind:
        before = f"{before} {behind['who']}"
        rows = _rows_named(tables, before)
    return before, [place for place in rows if not place[1].rows[place[2]].is_total]


def _rows_named(tables: Sequence[Table | None], said: str) -> _Rows:
    """Return the rows that words name by a label, or by the head of its column and a number."""
    return [
        (at, table, row)
        for at, table in enumerate(tables)
        for row, name in enumerate(table.bare_names if table is not None else ())
        if table is not None and len(name) > _SHORTEST and name in said
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)
    ]


def _of_year(tables: Sequence[Table | None], said: str) -> Iterator[tuple[CellAt, Decimal]]:
    """Yield the total of the year of which words tell the whole: "tổng chi 2024"."""
    years = set(_YEAR.findall(said)) if re.search(r"\b(?:tổng|cộng|toàn)\b", said) else set()
    for at, table in enumerate(tables):
        for row in table.totals if table is not None and years else ():
            for column, year in table.years.items() if table is not None else ():
                number = table.number(row, column) if table is not None else None
                if years == {year} and number is not None:
                    yield (at, row, column), number


def _cells_named(rows: _Rows, mine: frozenset[str], rate: bool) -> Iterator[tuple[CellAt, Decimal]]:
    """Yield the cells of rows whose column some words name, with their numbers."""
    for at, table, row in rows:
        reached = (c for c in table.rates if _REACHED.search(table.heads[c].lower()))
        columns = tuple(reached) if rate else table.plain
        told = [c for c in table.columns if table.head_words[c] & mine]
        for column in columns:
            number, words = table.number(row, column), table.head_words[column]
            alone = len(columns) == 1
            named = column in told or (alone and words <= _GENERAL)
            if number is not None and named and (words <= mine or alone or told == [column]):
                yield (at, row, column), number


def joined_cells(account: Account, n: int, tables: Sequence[Table | None]) -> Claim | None:
    """Return the claim that a number adds up the cells whose columns the words before it join.

    "Hồ sơ nộp trực tuyến (toàn trình và một phần) 5.112" is of a total or of a row that they name.
    """
    one = account.quantities[n]
    said = compare_key(account.passages[one.passage].text[max(0, one.start - 90) : one.start])
    value = one.value / one.scale
    for at, table in enumerate(tables):
        if table is None or value < _SMALL:
            continue
        heads = {compare_key(table.heads[c]): c for c in table.plain if len(table.heads[c]) > 2}
        name = "|".join(map(re.escape, heads)) or "(?!)"
        joined = rf"(?<!\w)((?:(?:{name})(?:{_AND}))+(?:{name}))\)?[ :]*(?:là|được|có|đạt)?$"
        found = re.search(joined, said)
        rows = [row for _, _, row in _rows_named((table,), said)] or list(table.totals[-1:])
        if found is None or len(rows) != 1:
            continue
        columns = [heads[head] for head in re.findall(name, found[1])]
        right = _given(table, rows[0], columns, 1)
        if right == value:
            return Claim("R08", (n,), True, cells=tuple((at, rows[0], c) for c in columns))
        if right is not None and slip(value, right):
            written = _written(table, rows[0], columns, " + ", right)
            return differs(account, n, table, (at, rows[0], columns[-1]), written, right)
    return None


def listed_cells(account: Account, tables: Sequence[Table | None]) -> Iterator[Claim]:
    """Yield the claims of numbers told for one row after another: all but one are of a column.

    Or they are of what is between two: "trễ nhiều nhất là xã A (18), xã B (16), xã C (14)".
    """
    for at, table in enumerate(tables):
        for own in account.by_passage if table is not None else ():
            rows = dict(_rows_told(account, table, own)) if table is not None else {}
            if table is not None and len(set(rows.values())) == len(rows) >= _FEWEST:
                yield from _against_columns(account, table, at, rows)


def _rows_told(account: Account, table: Table, own: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the numbers that the name of a row stands before, each with the row."""
    stop = 0
    for n in own:
        one = account.quantities[n]
        text = account.passages[one.passage].text[stop : one.start]
        rows = _rows_named((table,), compare_key(re.split(r"[.;] ", text)[-1]))
        if len(rows) == 1 and one.use == "amount" and not one.divisor and not one.is_money:
            yield n, rows[0][2]
        stop = one.stop


def _against_columns(
    account: Account, table: Table, at: int, rows: Mapping[int, int]
) -> Iterator[Claim]:
    """Yield the claim of the one number that is not what a column, or two, give for its row."""
    wrong: dict[tuple[int, Decimal], tuple[int, ...]] = {}
    for way in (*((column,) for column in table.plain), *permutations(table.plain, 2)):
        off = [n for n in rows if _given(table, rows[n], way, -1) != account.quantities[n].value]
        if not off:
            return
        right = _given(table, rows[off[0]], way, -1)
        slipped = right and (len(rows) > _FEWEST or slip(account.quantities[off[0]].value, right))
        if right and slipped and len(off) == 1 and len(rows) > _FEWEST - (len(way) == 1):
            wrong[off[0], right] = way
    for (n, right), way in wrong.items() if len(wrong) == 1 else ():
        written = _written(table, rows[n], way, " - ", right)
        yield differs(account, n, table, (at, rows[n], way[-1]), written, right)


def _given(table: Table, row: int, columns: Sequence[int], sign: int) -> Decimal | None:
    """Return the number of a cell and others added to it or, by the sign, taken from it."""
    numbers = [table.number(row, column) for column in columns]
    known = [number for number in numbers if number is not None]
    return known[0] + sign * sum(known[1:], Decimal(0)) if len(known) == len(numbers) else None


def _written(table: Table, row: int, columns: Sequence[int], sign: str, right: Decimal) -> str:
    """Return cells and what they give as a message writes them."""
    terms = sign.join(table.rows[row].cells[column] for column in columns)
    return f"có {terms}" + (f" = {print_number(right)}" if len(columns) > 1 else "")
