"""Numbers of one kind by the names of what they are of: a column of a table, a list of prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import CellAt
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_AROUND_NAME = re.compile(
    r"^(?:và|có|đạt) |(?: (?:đạt|có|được|là|với|nhận|trả|thu|tiếp nhận|giải quyết|mới))+$"
)
FEWEST = 3


@dataclass(frozen=True)
class Series:
    """Numbers of one kind by the names of what they are of."""

    names: tuple[str, ...]
    values: tuple[Decimal, ...]
    figures: tuple[int, ...] = ()
    cells: tuple[CellAt, ...] = ()
    rates: bool = False
    kind: str = ""
    """What heads the names."""
    words: frozenset[str] = frozenset()
    """The telling words of what the numbers are."""

    def told(self, places: Sequence[int]) -> str:
        """Return some of them, as a message names them."""
        return "; ".join(f"{self.names[n]} {print_number(self.values[n])}".strip() for n in places)


def of_column(table: Table, at: int, column: int) -> Series:
    """Return the numbers of a column by the labels of their rows, totals left out.

    A rate that has no words of its own takes those of the column before it.
    """
    rows = [
        n
        for n, row in enumerate(table.rows)
        if not row.is_total and table.number(n, column) is not None
    ]
    return Series(
        tuple(table.rows[n].label for n in rows),
        tuple(table.number(n, column) or Decimal(0) for n in rows),
        (),
        tuple((at, n, column) for n in rows),
        column in table.rates,
        compare_key(" ".join(table.heads[: table.columns[0]])),
        table.head_words[column]
        or table.head_words[column - 1 if column in table.rates else column],
    )


def of_prose(account: Account, passage: int) -> Iterator[Series]:
    """Yield the numbers in a row that count the same: "Phòng A 88,5 điểm; phòng B 91,0 điểm"."""
    run: list[int] = []
    own = [n for n in account.by_passage[passage] if not _in_bracket(account, n)]
    for n in (*own, None):
        one = account.quantities[n] if n is not None else None
        if one is not None and one.use in ("amount", "percent") and not one.divisor:
            last = account.quantities[run[-1]] if run else one
            alike = (last.use, last.sentence) == (one.use, one.sentence)
            named = alike and n is not None and not one.unit and _same_kind(account, run, n)
            if n is not None and alike and (last.unit == one.unit or named):
                run.append(n)
                continue
        if len(run) >= FEWEST:
            many = [account.quantities[m] for m in run]
            yield Series(
                tuple(_name(account, m) for m in run),
                tuple(q.value for q in many),
                tuple(run),
                (),
                many[0].unit == "%",
            )
        run = [n] if n is not None and one is not None and one.use in ("amount", "percent") else []
    yield from _rates_by_item(account, passage)


def _same_kind(account: Account, run: Sequence[int], n: int) -> bool:
    """Whether a bare number counts on: "quý I 798 hồ sơ, quý II 865"."""
    heads = {_name(account, m).lower().split(" ")[0] for m in (*run[:1], n)}
    return len(heads) == 1 and "" not in heads


def _rates_by_item(account: Account, passage: int) -> Iterator[Series]:
    """Yield the rates of a sentence with a name and a ratio each: "xã A 8/72, bằng 11,1%; …"."""
    by_sentence: dict[int, list[tuple[str, int]]] = {}
    for n in account.by_passage[passage]:
        one = account.quantities[n]
        ratio = n > 1 and one.use == "percent" and account.quantities[n - 1].divisor
        if ratio and account.quantities[n - 2].passage == passage:
            name = _name(account, n - 2)
            by_sentence.setdefault(one.sentence, []).append((name, n))
    for items in by_sentence.values():
        if len(items) >= FEWEST and all(name for name, _ in items):
            yield Series(
                tuple(name for name, _ in items),
                tuple(account.quantities[n].value for _, n in items),
                tuple(n for _, n in items),
                rates=True,
            )


def _in_bracket(account: Account, n: int) -> bool:
    """Whether a rate only tells again, in a bracket, of the number before it."""
    one, before = account.quantities[n], account.quantities[n - 1]
    return one.use == "percent" and one.depth > 0 and n > 0 and before.depth < one.depth


def _name(account: Account, n: int) -> str:
    """Return the words before a number as far as the comma or the number before, periods too."""
    one, before = account.quantities[n], account.quantities[n - 1]
    start = before.stop if n and before.passage == one.passage else 0
    text = account.passages[one.passage].text[max(start, one.start - 60) : one.start]
    name = re.split(r"[,;:.()]| gồm | là ", text)[-1].strip()
    return _AROUND_NAME.sub("", name)
