"""Numbers of one kind by the names of what they are of: a column of a table, a list of prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import CellAt
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.documents.claims.telling import telling
from cchc_toolkit.documents.claims.wording import MOST
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_AROUND_NAME = re.compile(
    r"^(?:và|có|đạt|ở|tại|thuộc(?: về)?) "
    r"|(?: (?:đạt|có|được|là|với|nhận|trả|thu|tiếp nhận|giải quyết|mới))+$"
)
_MOST = re.compile(MOST.pattern, re.IGNORECASE)
_LINE = re.compile(r"[^,;.()\d]{2,40}?(?: \d{1,2})?[:–-]? (?:có |đạt )?")
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

    def cut(self, first: int) -> Series:
        """Return a list of prose from one of its places on."""
        return replace(
            self,
            names=self.names[first:],
            values=self.values[first:],
            figures=self.figures[first:],
        )

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
            yield _listed(account, run)
        run = [n] if n is not None and one is not None and one.use in ("amount", "percent") else []
    yield from _rates_by_item(account, passage)


def _listed(account: Account, run: Sequence[int]) -> Series:
    """Return the series of some numbers of the prose, its words those before the first name."""
    many = [account.quantities[n] for n in run]
    names = tuple(_name(account, n) for n in run)
    words = telling(f"{many[0].wide} {many[0].noun.lower()}") - telling(names[0].lower())
    rates = many[0].unit == "%"
    return Series(names, tuple(q.value for q in many), tuple(run), rates=rates, words=words)


def of_lines(account: Account) -> Iterator[Series]:
    """Yield the numbers of lines of one list: "- thôn A: 71 hồ sơ", "- thôn B: 58 hồ sơ"."""
    lines = range(len(account.passages))
    for like, group in groupby(lines, key=lambda passage: _kind_of_line(account, passage)):
        run = [account.by_passage[passage][0] for passage in group] if like else []
        if len(run) >= FEWEST:
            yield _listed(account, run)


def _kind_of_line(account: Account, passage: int) -> tuple[str, str] | None:
    """Return the mark and the unit of a line of a list that has but a name before its number."""
    line, own = account.passages[passage], account.by_passage[passage]
    one = account.quantities[own[0]] if own else None
    if one is None or one.use not in ("amount", "percent") or one.role:
        return None
    if not line.mark and (len(own) > 1 or line.text[one.end :].strip(" .;")):
        return None  # a line that is but a name and its number
    return (line.mark, one.unit) if _LINE.fullmatch(line.text[: one.start]) else None


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
    inside = one.use == "percent" and one.depth > 0 and n > 0 and before.depth < one.depth
    return inside and not _name(account, n)


def _name(account: Account, n: int) -> str:
    """Return the words before a number as far as the comma or the number before, periods too."""
    one, before = account.quantities[n], account.quantities[n - 1]
    start = before.stop if n and before.passage == one.passage else 0
    text = account.passages[one.passage].text[max(start, one.start - 60) : one.start]
    *_, ahead, name = "", *re.split(r"[,;:.()]| gồm | là ", text)
    name = (name.strip() or (ahead if text.rstrip()[-1:] in ("(", ":") else "")).strip()
    most = _MOST.search(name)
    name = name[most.end() :] or name[: most.start()] if most else name
    return _AROUND_NAME.sub("", name.strip())
