"""Claims of classes: a mark that a scale of the report puts into another class than it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import CellAt, Claim
from cchc_toolkit.documents.claims.table import Table
from cchc_toolkit.text.formatting import print_number
from cchc_toolkit.text.likeness import compare_key

_CLASS = r"(?P<class>xuất sắc|rất tốt|tốt|khá|trung bình|yếu|kém)(?!\w)"
_N = r"(?<![\d.,])\d{1,3}(?:[,.]\d{1,2})?(?![.,]?\d)"
_RANGE = (
    rf"(?:(?:từ )?(?P<low>{_N})(?: ?%| điểm)? ?(?:đến|-|–) ?(?:dưới|cận|<) ?(?P<high>{_N})"
    rf"|(?:từ|trên|≥) ?(?P<least>{_N})|(?:dưới|<) ?(?P<below>{_N}))"
    r"(?: ?%| điểm)?(?: trở lên)?"
)
_PIECE = re.compile(rf"(?P<range>{_RANGE})|(?<!\w){_CLASS}")
_GAP = re.compile(r"[ \"“”:,(]*(?:(?:thì|là|xếp|đạt|loại|mức|hạng)[ \"“”]*)*")
_TOLD = re.compile(
    rf"(?<![\d.,/])(?P<mark>{_N})(?P<unit> ?%| điểm)?[ ,;(]{{1,3}}"
    rf"(?:(?:đạt|thuộc|được|và|xếp) )*(?:loại|mức|hạng) {_CLASS}"
)
_OWN = re.compile(rf"\b(?:xếp|đạt|thuộc) (?:vào )?(?:loại|mức|hạng) {_CLASS}")
_MARK = re.compile(rf"(?<![\d.,/])(?P<mark>{_N})(?:/100)? điểm(?! phần trăm)")
_CHANGE = re.compile(r"\b(?:tăng|giảm|hơn|kém|chênh)(?: [^\W\d]+){0,3} $")
_FEWEST = 3


class Bounds(NamedTuple):
    """From which mark on a class is given and below which; None where it is open."""

    least: Decimal
    below: Decimal | None

    def holds(self, mark: Decimal) -> bool:
        """Whether a mark is in the class."""
        return mark >= self.least and (self.below is None or mark < self.below)

    @property
    def said(self) -> str:
        """The bounds in words."""
        if self.below is None:
            return f"từ {print_number(self.least)}"
        if not self.least:
            return f"dưới {print_number(self.below)}"
        return f"từ {print_number(self.least)} đến dưới {print_number(self.below)}"


@dataclass(frozen=True)
class _Scale:
    """The classes that a passage explains and where it does."""

    classes: Mapping[str, Bounds]
    spans: tuple[tuple[int, int], ...]


def grade_claims(account: Account, tables: Sequence[Table | None]) -> Iterator[Claim]:
    """Yield a claim for each class that is told of a mark, in prose, in a table or in a list."""
    own = {at: found for at, text in enumerate(account.lower) if (found := _scale(text)).classes}
    every: dict[str, Bounds] = {}
    for scale in own.values():
        for name, bounds in scale.classes.items():
            if every.setdefault(name, bounds) != bounds:
                every = {}  # two scales: which one is meant is open
                break
    if len(every) < 2 and not any(len(scale.classes) > 1 for scale in own.values()):
        return
    for at, text in enumerate(account.lower):
        here = own.get(at, _Scale({}, ()))
        classes = here.classes if len(here.classes) > 1 else every
        if classes:
            yield from _in_prose(text, at, classes, here.spans)
    for at, table in enumerate(tables):
        if table is not None and every:
            yield from _in_table(table, at, every)
            yield from _in_lists(account, own, table, at)


def _scale(text: str) -> _Scale:
    """Return the classes that a text explains: "từ 80 đến dưới 90 tốt", "Tốt: từ 90% trở lên"."""
    pieces = list(_PIECE.finditer(text)) if re.search(r"\d", text) else []
    found: dict[str, Bounds] = {}
    spans: list[tuple[int, int]] = []
    taken = -1
    for n, (one, other) in enumerate(pairwise(pieces)):
        alike = bool(one["class"]) == bool(other["class"])
        if alike or n == taken or not _GAP.fullmatch(text, one.end(), other.start()):
            continue
        bounds, name = (other, one["class"]) if one["class"] else (one, other["class"])
        found.setdefault(name, _bounds(bounds))
        spans.append((one.start(), other.end()))
        taken = n + 1
    return _Scale(found, tuple(spans))


def _bounds(found: re.Match[str]) -> Bounds:
    least, below = found["low"] or found["least"], found["high"] or found["below"]
    return Bounds(_number(least) if least else Decimal(0), _number(below) if below else None)


def _number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d,]", "", text.replace(".", ",")).replace(",", "."))


def _in_prose(
    text: str, at: int, classes: Mapping[str, Bounds], spans: Sequence[tuple[int, int]]
) -> Iterator[Claim]:
    """Yield the claims of "đạt 78,4 điểm, loại Tốt", and of "xếp loại Tốt" behind its mark."""
    told = [
        one
        for one in _TOLD.finditer(text)
        if not _inside(one.start(), spans) and not _CHANGE.search(text[: one.start()])
    ]
    for one in told:
        bounds = classes.get(one["class"])
        if bounds is not None:
            yield _claim(one["mark"], one["class"], bounds, classes, (at, *one.span()))
    marks = [
        one
        for one in _MARK.finditer(text)
        if not _inside(one.start(), spans) and not _CHANGE.search(text[: one.start()])
    ]
    for one in _OWN.finditer(text) if not told else ():
        bounds = classes.get(one["class"])
        before = [mark["mark"] for mark in marks if mark.start() < one.start()]
        if bounds is None or not before or _inside(one.start("class"), spans):
            continue
        mark = next((mark for mark in before if bounds.holds(_number(mark))), before[0])
        yield _claim(mark, one["class"], bounds, classes, (at, *one.span()))


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _claim(
    printed: str,
    name: str,
    bounds: Bounds,
    classes: Mapping[str, Bounds],
    place: tuple[int, int, int] | None = None,
    cells: tuple[CellAt, ...] = (),
    whose: str = "",
) -> Claim:
    """Return the claim that a mark is in a class."""
    mark = _number(printed)
    if bounds.holds(mark):
        return Claim("R08", (), True, cells=cells)
    right = next((one for one, own in classes.items() if own.holds(mark)), "")
    return Claim(
        "R08",
        (),
        False,
        f"{whose}{': ' if whose else ''}{printed} xếp loại {name}, mà thang xếp loại "
        f"của báo cáo ghi loại {name} {bounds.said}.",
        severity="cao",
        expected=right,
        found=f"{printed} {name}",
        advice="Xếp lại loại theo thang điểm, hoặc sửa điểm.",
        place=place,
        cells=cells,
        weight=1,
    )


def _in_table(table: Table, at: int, classes: Mapping[str, Bounds]) -> Iterator[Claim]:
    """Yield the claims of a column of classes beside the column of marks that they follow."""
    for told in range(len(table.heads)):
        rows = [n for n, row in enumerate(table.rows) if row.cells[told].lower() in classes]
        if told in table.columns or len(rows) < _FEWEST:
            continue
        names = [table.rows[n].cells[told].lower() for n in rows]
        yield from _follow(table, at, list(zip(rows, names, strict=True)), classes)


def _in_lists(
    account: Account, scales: Mapping[int, _Scale], table: Table, at: int
) -> Iterator[Claim]:
    """Yield the claims of "Tốt, từ 80 đến dưới 90 điểm: xã A, xã B" against a table."""
    listed: list[tuple[int, str]] = []
    classes: dict[str, Bounds] = {}
    for passage, scale in scales.items():
        if len(scale.classes) == 1:
            classes.update(scale.classes)
            behind = account.lower[passage][scale.spans[0][1] :]
            said = compare_key(re.split(r"\.(?: |$)", behind)[0])
            listed += [
                (n, next(iter(scale.classes)))
                for n, name in enumerate(table.row_names)
                if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)
            ]
    if len(listed) >= _FEWEST:
        yield from _follow(table, at, listed, classes)


def _follow(
    table: Table,
    at: int,
    told: Sequence[tuple[int, str]],
    classes: Mapping[str, Bounds],
) -> Iterator[Claim]:
    """Yield a claim for each row of a class, by the column of marks that most of them follow."""
    best: list[Claim] = []
    for column in table.columns:
        marks = [table.number(row, column) for row, _ in told]
        claims = [
            _claim(
                table.rows[row].cells[column],
                name,
                classes[name],
                classes,
                cells=((at, row, column),),
                whose=table.rows[row].label,
            )
            for (row, name), mark in zip(told, marks, strict=True)
            if mark is not None
        ]
        held = sum(claim.holds for claim in claims)
        if held > sum(claim.holds for claim in best) and held * 3 >= len(told) * 2:
            best = claims
    yield from best
