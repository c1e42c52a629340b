"""The rows of a form as a declaration has them, with what is uncertain about each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cchc_toolkit.adoption.keys import key_of
from cchc_toolkit.adoption.levels import NAMES, level_named, levels_in
from cchc_toolkit.adoption.numbers import read_number
from cchc_toolkit.adoption.printed import PrintedRow
from cchc_toolkit.adoption.sums import Formula
from cchc_toolkit.adoption.tree import Place, places
from cchc_toolkit.adoption.units import (
    Measure,
    counted_noun,
    guessed_unit,
    is_counted,
    is_rate,
    may_change,
    measured,
)
from cchc_toolkit.text.likeness import compare_key

_FIGURES = "Số liệu"


@dataclass(frozen=True)
class Proposed:
    """A row under way: printed, placed, measured; `doubts` are (percent sure, why)."""

    printed: PrintedRow
    place: Place
    parent: int | None
    measure: Measure
    part: bool = False
    key: str = ""
    levels: tuple[str, ...] = ()
    doubts: tuple[tuple[int, str], ...] = ()

    @property
    def sure(self) -> int:
        """How sure the least certain of its fields is, in percent."""
        return min((sure for sure, _ in self.doubts), default=100)

    @property
    def why(self) -> str:
        """Every doubt, the gravest first."""
        return "; ".join(dict.fromkeys(why for _, why in sorted(self.doubts) if why))

    def doubting(self, sure: int, why: str) -> Proposed:
        """Return the row with one more doubt; none where it is sure."""
        return replace(self, doubts=(*self.doubts, (sure, why))) if sure < 100 else self


def proposed_rows(
    rows: Sequence[PrintedRow], printed: Sequence[Formula], levels: tuple[str, ...]
) -> list[Proposed]:
    """Return the rows with parent, kind, unit, parts of sums, levels and keys."""
    placed = places(rows)
    parents = [place.parent for place in placed]
    printed = _hung(parents, printed)
    measures = _Measures(rows, placed, parents).all()
    found = [
        Proposed(row, place, parent, measure)
        .doubting(place.sure, place.why)
        .doubting(measure.sure, measure.why)
        for row, place, parent, measure in zip(rows, placed, parents, measures, strict=True)
    ]
    found = _with_totals_beside(found)
    found = _with_parts(found, printed)
    return _with_keys(_with_levels(found, levels))


def _hung(parents: list[int | None], printed: Sequence[Formula]) -> list[Formula]:
    """Hang the terms of printed sums below their totals; return the formulas that did so.

    The first sum of a total names its parts; another one is a relation between totals. Terms that
    already stand below the total are its parts too.
    """
    found: dict[int, Formula] = {}
    for formula in printed:
        above = {parents[at] for at, _ in formula.terms}
        free = above <= {parents[formula.total], formula.total}
        if formula.sum and free and formula.total not in found:
            found[formula.total] = formula
            for at, _ in formula.terms:
                parents[at] = formula.total
    return list(found.values())


class _Measures:
    """What each row measures: by its own words, else by the rows around it."""

    def __init__(
        self, rows: Sequence[PrintedRow], placed: Sequence[Place], parents: Sequence[int | None]
    ) -> None:
        self._rows, self._placed, self._parents = rows, placed, parents
        self._children: dict[int, list[int]] = {}
        for at, parent in enumerate(parents):
            if parent is not None:
                self._children.setdefault(parent, []).append(at)
        self._used = Counter(row.unit for row in rows if row.unit)
        self._found: dict[int, Measure] = {}

    def all(self) -> list[Measure]:
        for at in range(len(self._rows)):
            self._found[at] = self._of(at)
        return [self._found[at] for at in range(len(self._rows))]

    def _of(self, at: int) -> Measure:
        row = self._rows[at]
        if self._is_heading(at):
            if not row.unit:
                return Measure("heading", "")
            why = f"coi là tiêu đề dù có đơn vị “{row.unit}”"
            return Measure("heading", row.unit, sure=75, why=why)
        own = measured(row.label, row.unit, self._used)
        if own is not None and (row.unit or own.kind == "percent"):
            return own
        unit = guessed_unit(row.label)
        why = "đơn vị để trống, đoán theo nhãn" if unit else "không có đơn vị, không rõ hỏi gì"
        guess = Measure("count", unit, sure=50 if unit else 40, why=why)
        return self._by_the_rows_around(at) or own or guess

    def _is_heading(self, at: int) -> bool:
        row, below = self._rows[at], self._children.get(at, [])
        numbered = [one for one in below if self._is_numbered(one)]
        if not below or read_number(row.stt).style == "column":
            return False  # every column of a form that asks across takes a number
        if row.label.startswith(_FIGURES) or (not row.unit and row.label.isupper()):
            return bool(numbered)
        if row.unit or is_rate(row.label) or row.value.strip():
            return False
        own_units = any(self._rows[one].unit for one in (numbered or below))
        return own_units if is_counted(row.label) else bool(numbered) or own_units

    def _is_numbered(self, at: int) -> bool:
        return read_number(self._rows[at].stt).style not in ("among", "none")

    def _by_the_rows_around(self, at: int) -> Measure | None:
        """Return the measure of the row above, or of a sibling that counts the same things."""
        parent = self._parents[at]
        above = self._found.get(parent) if parent is not None else None
        if above is not None and above.kind != "heading":
            sure = 95 if self._placed[at].among or self._is_numbered(at) else 80
            return replace(above, sure=sure, why="" if sure > 90 else "đơn vị theo dòng cha")
        noun = counted_noun(self._rows[at].label).split()[:1]
        for other in range(at - 1, -1, -1):
            same = self._parents[other] == parent and noun
            if same and counted_noun(self._rows[other].label).split()[:1] == noun:
                beside = self._found[other]
                if beside.kind in ("count", "money"):
                    return replace(
                        beside, sure=80, why="đơn vị để trống, theo dòng cùng loại ở trên"
                    )
        return None


def _with_totals_beside(rows: list[Proposed]) -> list[Proposed]:
    """Hang rows below a total printed beside them: "Tổng số A", then "Số A …" without a unit.

    A blank unit after a total that has one says that the row only divides that total.
    """
    total: int | None = None
    for at, row in enumerate(rows):
        label = compare_key(row.printed.label)
        if total is not None and row.parent == rows[total].parent and _divides(row, rows[total]):
            why = "để trống đơn vị sau dòng tổng số: coi là phần của tổng ấy"
            rows[at] = replace(row, parent=total).doubting(60, why)
        elif row.measure.kind == "count" and row.printed.unit and label.startswith("tổng số"):
            total = at
        elif total is not None and row.parent == rows[total].parent:
            total = None
    return rows


def _divides(row: Proposed, total: Proposed) -> bool:
    nouns = [counted_noun(one.printed.label).split()[:1] for one in (row, total)]
    return not row.printed.unit and bool(nouns[0]) and nouns[0] == nouns[1]


def _with_parts(rows: list[Proposed], printed: Sequence[Formula]) -> list[Proposed]:
    """Mark the rows that add up to the one above them."""
    told = {at: formula.total for formula in printed if formula.sum for at, _ in formula.terms}
    below: dict[int, list[int]] = {}
    for at, row in enumerate(rows):
        if row.parent is not None:
            below.setdefault(row.parent, []).append(at)
    for parent, children in below.items():
        like = [at for at in children if _same_measure(rows[at], rows[parent])]
        for at in like:
            if told.get(at) == parent:
                rows[at] = replace(rows[at], part=True)
            elif len(like) > 1 and parent not in told.values():
                sure = 90 if rows[at].place.among else 65
                why = "coi là phần của tổng: mục con có số của một dòng có số"
                rows[at] = replace(rows[at], part=True).doubting(sure, "" if sure >= 90 else why)
            elif len(like) == 1:
                why = "chỉ có một dòng “Trong đó”: không phải là phần cộng lại thành tổng"
                rows[at] = rows[at].doubting(85, why)
    return rows


def _same_measure(row: Proposed, parent: Proposed) -> bool:
    one, other = row.measure, parent.measure
    return one.kind == other.kind and one.kind in ("count", "money") and one.unit == other.unit


def _with_levels(rows: list[Proposed], levels: tuple[str, ...]) -> list[Proposed]:
    """Say who fills each row: a row about one level that level, its rows below too."""
    for at, row in enumerate(rows):
        above = rows[row.parent].levels if row.parent is not None else levels
        own = level_named(row.printed.label.rpartition(": ")[2])
        said = [level for level in levels_in(row.printed.label) if level in levels]
        mine = (own,) if own in levels else above
        rows[at] = replace(row, levels=mine)
        if not own and said and set(said) != set(mine) and row.measure.kind != "heading":
            named = " và ".join(NAMES[level] for level in said)
            rows[at] = rows[at].doubting(85, f"nhãn nhắc {named}: xem lại cấp nào điền")
    return rows


def _with_keys(rows: list[Proposed]) -> list[Proposed]:
    taken: set[str] = set()
    labels: Mapping[int | None, list[str]] = {
        parent: [row.printed.label for row in rows if row.parent == parent]
        for parent in {row.parent for row in rows}
    }
    for at, row in enumerate(rows):
        parent = rows[row.parent].key if row.parent is not None else ""
        above = rows[row.parent].printed.label if row.parent is not None else ""
        label = _below(row.printed.label, above)
        key = key_of(label, parent, taken, [_below(one, above) for one in labels[row.parent]])
        taken.add(key)
        rows[at] = replace(row, key=key)
    return rows


def _below(label: str, above: str) -> str:
    """Return what a label adds to the one above: of "Nhận: Trực tuyến" below "Nhận: Tổng số"."""
    group, colon, rest = label.partition(": ")
    return rest if colon and above.startswith(f"{group}: ") else label


def may_fall(row: Proposed) -> bool:
    """Whether the figure of a row has no bounds: a rate of change."""
    return row.measure.kind == "percent" and may_change(row.printed.label)
