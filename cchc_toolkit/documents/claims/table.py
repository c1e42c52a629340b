"""A table of any kind: its header, its labels, its numbers, and which rows are totals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cchc_toolkit.documents.claims.numeral import worth
from cchc_toolkit.documents.claims.telling import telling
from cchc_toolkit.documents.raw import Grid
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.text.vocabulary import COUNTED, any_of

_CELL = re.compile(
    r"^[≥≤]?\s?(?P<sign>[+-]?)\s?(?P<number>\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s?"
    rf"(?P<percent>%?)\s?(?:điểm %|{any_of(COUNTED)})?$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^(?:(?:tổng|cộng|cả|chung|gộp|tính chung|lũy kế|tất cả)\b(?! (?:đồng|tác|hưởng|hợp|kết))"
    r"|toàn\b(?! trình| phần| diện)|(?:quý|năm)$)"
)
_PERIOD = re.compile(r"(?:(?P<many>\d{1,2}) )?(?P<kind>tuần|tháng|quý|năm)\b")
_LENGTHS = ("tuần", "tháng", "quý", "many", "năm")
"""Periods, the shortest first; "many" are so many months: "9 tháng"."""
_TOTAL_HEAD = re.compile(r"\b(?:tổng|cộng)\b(?! (?:đồng|tác|hưởng|hợp|kết|đài))|\blũy kế\b")
_RATE_HEAD = re.compile(
    r"%|\bt[ỷỉ] lệ\b|\bđạt\b|\bbình quân\b|\bđiểm\b|\bxếp\b|\bhạng\b|\bso với\b"
    r"|[^\W\d_] ?/ ?(?:ngày|tuần|tháng|người|hộ|thôn|buổi|lớp|cuộc)\b"
)
_RATE_ROW = re.compile(r"%|\bt[ỷỉ] lệ\b|\b(?:bình quân|trung bình)\b")
_CHANGE_HEAD = re.compile(r"\b(?:tăng|giảm|chênh|so (?:với|sánh))\b|[+]/[-]")
_KIND = re.compile(r"^(?:xã|phường|thị trấn|tt\.?|tx\.?|x\.|p\.) (?=[^\W\d_]+ )")
_YEAR = re.compile(r"(?:năm )?\b(20\d\d)\b")
_ORDINAL_HEAD = re.compile(r"^(?:stt|tt|số tt|số thứ tự)\b")
_NUMBER = re.compile(r"\d+|[ivx]+")
_TWO = 2
_DASHES = ("", "-", "–", "…", "...", "—")


@dataclass(frozen=True)
class Number:
    """A number in a cell."""

    value: Decimal
    percent: bool = False

    @property
    def decimals(self) -> int:
        """How many decimals are printed."""
        return max(0, -int(self.value.as_tuple().exponent))


@dataclass(frozen=True)
class Row:
    """A row below the header: its label, its numbers by column, and where it stands."""

    label: str
    cells: tuple[str, ...]
    numbers: tuple[Number | None, ...]
    where: str
    at: int
    """Which row of the grid it is."""
    sums: bool = False
    """Whether the column says so: "9 tháng" among quarters."""

    @cached_property
    def is_total(self) -> bool:
        """Whether the label says that the row adds up others."""
        return self.sums or bool(_TOTAL.match(compare_key(self.label).strip(" *:.-")))

    @cached_property
    def is_rate(self) -> bool:
        """Whether the label says that the row holds rates or means, which no sum runs through."""
        return bool(_RATE_ROW.search(compare_key(self.label)))


@dataclass(frozen=True)
class Table:
    """A table with a label to each row and numbers in its columns."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    columns: tuple[int, ...]
    """The columns that hold numbers, ordinals left out."""
    turned: bool = False
    """Whether its rows are the columns of the file."""

    @cached_property
    def rates(self) -> frozenset[int]:
        """The columns that hold rates, means or marks, which no sum runs through."""
        found = set()
        for column in self.columns:
            numbers = [row.numbers[column] for row in self.rows]
            known = [one for one in numbers if one is not None]
            named = _RATE_HEAD.search(compare_key(self.heads[column]))
            unnamed = not self.heads[column] and self._has_a_mean(column)
            if named or unnamed or any(one.percent for one in known):
                found.add(column)
        return frozenset(found)

    def _has_a_mean(self, column: int) -> bool:
        """Whether the total of a column is among its parts, which have decimals."""
        parts = [
            number
            for row, line in enumerate(self.rows)
            if not line.is_total and (number := self.number(row, column)) is not None
        ]
        told = (self.number(row, column) for row in self.totals)
        total = next((number for number in told if number is not None), None)
        if total is None or len(parts) < _TWO:
            return False
        return min(parts) <= total <= max(parts) and any(part % 1 for part in parts)

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """The rows that add up others."""
        return tuple(n for n, row in enumerate(self.rows) if row.is_total)

    @cached_property
    def plain(self) -> tuple[int, ...]:
        """The columns of numbers that are no rates."""
        return tuple(column for column in self.columns if column not in self.rates)

    @cached_property
    def row_words(self) -> tuple[frozenset[str], ...]:
        """The telling words of each row's label."""
        return tuple(telling(compare_key(row.label)) for row in self.rows)

    @cached_property
    def row_names(self) -> tuple[str, ...]:
        """What words call each row: by its label, or by the head of its column and a number."""
        head = compare_key(self.heads[0])
        names = (compare_key(row.label).strip(" .:-*+") for row in self.rows)
        return tuple(f"{head} {name}" if _NUMBER.fullmatch(name) else name for name in names)

    @cached_property
    def bare_names(self) -> tuple[str, ...]:
        """The names of the rows without the kind of unit before them."""
        return tuple(_KIND.sub("", name) for name in self.row_names)

    @cached_property
    def years(self) -> Mapping[int, str]:
        """The columns whose head is a year, with it."""
        heads = (
            (column, _YEAR.fullmatch(compare_key(self.heads[column]))) for column in self.columns
        )
        return {column: found[1] for column, found in heads if found is not None}

    @cached_property
    def head_words(self) -> tuple[frozenset[str], ...]:
        """The telling words of each column's head."""
        return tuple(telling(compare_key(head)) for head in self.heads)

    @cached_property
    def sums(self) -> frozenset[int]:
        """The columns whose heads say that they add up others."""
        longer = _longer([self.heads[column] for column in self.columns])
        return frozenset(
            column
            for column, is_longer in zip(self.columns, longer, strict=True)
            if is_longer
            or _TOTAL_HEAD.search(key := compare_key(self.heads[column]))
            or _TOTAL.match(key)
        )

    @cached_property
    def around(self) -> Table:
        """The same with rows and columns changed about, those of rates and changes left out."""
        heads = ("", *(row.label for row in self.rows))
        rows = tuple(
            Row(
                self.heads[column],
                ("", *(row.cells[column] for row in self.rows)),
                (None, *(row.numbers[column] for row in self.rows)),
                "",
                column,
            )
            for column in self.plain
            if not _CHANGE_HEAD.search(compare_key(self.heads[column]))
        )
        return Table(heads, rows, tuple(range(1, len(heads))), not self.turned)

    def number(self, row: int, column: int) -> Decimal | None:
        """Return the value of a cell, None where it holds none."""
        found = self.rows[row].numbers[column]
        return found.value if found is not None else None

    def place(self, row: int, column: int) -> str:
        """Return where a cell stands, as a message says it."""
        names = (self.rows[row].label, self.heads[column])
        line, head = reversed(names) if self.turned else names
        return f'dòng "{line}", cột "{head}"'


def table_of(grid: Grid) -> Table | None:
    """Return a grid as a table, None where it holds too few numbers to be one.

    A single row of numbers is turned: the heads name its numbers as labels do.
    """
    width = max((len(row.cells) for row in grid.rows), default=0)
    cells = [
        tuple(_clean(cell) for cell in (*row.cells, *[""] * (width - len(row.cells))))
        for row in grid.rows
    ]
    return _table(cells, [row.where for row in grid.rows])


def _table(
    cells: Sequence[tuple[str, ...]], wheres: Sequence[str], turned: bool = False
) -> Table | None:
    width = len(cells[0]) if cells else 0
    numbers = [tuple(number_in(cell) for cell in row) for row in cells]
    header = _header_rows(numbers, cells)
    body = [at for at in range(header, len(cells)) if not (turned and _is_ordinal(cells[at][0]))]
    if len(body) == 1 and not turned and sum(one is not None for one in numbers[-1]) > _TWO:
        return _table(list(zip(*cells, strict=True)), [wheres[-1]] * width, turned=True)
    heads = tuple(
        " ".join(dict.fromkeys(cells[at][column] for at in range(header) if cells[at][column]))
        for column in range(width)
    )
    columns = tuple(
        column
        for column in range(width)
        if _is_numeric(numbers, body, column, heads[column], cells)
    )
    if len(body) < 2 or not columns:
        return None
    labels = [_label(cells[at][: columns[0]]) for at in body]
    kind = f"{heads[0]} " if compare_key(heads[0]) in _LENGTHS else ""
    longer = _longer([one if _PERIOD.match(compare_key(one)) else kind + one for one in labels])
    rows = tuple(
        Row(label, cells[at], numbers[at], wheres[at], at, is_longer)
        for at, label, is_longer in zip(body, labels, longer, strict=True)
    )
    rows = tuple(row for row in rows if any(row.numbers[column] for column in columns) or row.label)
    return Table(heads, rows, columns, turned)


def _longer(names: Sequence[str]) -> list[bool]:
    """Say of each name whether it is of a period that those of two others or more are parts of.

    >>> _longer(["Quý I", "Quý II", "Quý III", "9 tháng"])
    [False, False, False, True]
    """
    lengths = [_length(name) for name in names]
    often = Counter(length for length in lengths if length)
    return [
        bool(own) and own == max(often) and often.total() - often[own] >= _TWO for own in lengths
    ]


def _length(name: str) -> int:
    """Return how long a period of a name is, beside others, 0 for none."""
    found = _PERIOD.match(compare_key(name))
    return _LENGTHS.index("many" if found["many"] else found["kind"]) + 1 if found else 0


def number_in(cell: str) -> Number | None:
    """Return the number that a cell holds and nothing else, None where it is text or blank.

    >>> number_in("+19,2"), number_in("-"), number_in("Quý I")
    (Number(value=Decimal('19.2'), percent=False), None, None)
    """
    found = _CELL.match(cell)
    if not found:
        return None
    value = worth(found["number"])
    return Number(-value if found["sign"] == "-" else value, bool(found["percent"]))


def _clean(cell: str) -> str:
    return " ".join(cell.replace("*", "").split())


def _header_rows(numbers: Sequence[Sequence[Number | None]], cells: Sequence[Sequence[str]]) -> int:
    """Return how many rows the header has: those before the first that holds numbers of data."""
    for at, row in enumerate(numbers[:4]):
        filled = [n for n, cell in enumerate(cells[at]) if cell not in _DASHES]
        known = [n for n in filled if row[n] is not None]
        if len(known) >= 1 and at and not _is_numbering(cells[at]):
            return at
        if at == 0 and len(known) * 2 >= len(filled) and _is_data(cells[0]):
            return 0
    return 1


def _is_data(first: Sequence[str]) -> bool:
    """Whether a first row of numbers is no head: "Tháng 7 8 9", a year alone."""
    told = [int(cell) for cell in first if cell.isdigit()]
    counts_on = len(told) > 1 and told == list(range(told[0], told[0] + len(told)))
    return not counts_on and not any(map(_YEAR.fullmatch, first))


def _is_numbering(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: (1), (2), (3)."""
    filled = [cell.strip("()") for cell in cells if cell]
    return (
        len(filled) > 2
        and all(cell.isdigit() for cell in filled)
        and filled == [str(n) for n in range(int(filled[0]), int(filled[0]) + len(filled))]
    )


def _is_numeric(
    numbers: Sequence[Sequence[Number | None]],
    body: Sequence[int],
    column: int,
    head: str,
    cells: Sequence[Sequence[str]],
) -> bool:
    known = [numbers[at][column] for at in body]
    values = [one.value for one in known if one is not None]
    filled = [at for at in body if cells[at][column] not in _DASHES]
    if len(values) < 2 or len(values) * 2 < len(filled):
        return False
    return column > 0 and not _is_ordinal(head)


def _is_ordinal(head: str) -> bool:
    return _ORDINAL_HEAD.match(compare_key(head)) is not None


def _label(cells: Sequence[str]) -> str:
    words = [cell for cell in cells if cell and not re.fullmatch(r"[\d.]+|[IVX]+", cell)]
    return " ".join(words) or " ".join(cell for cell in cells if cell)
