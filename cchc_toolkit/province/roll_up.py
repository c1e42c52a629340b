"""Sums of an area: every row by its `rollup`, rates recomputed, each with how many units it covers.

A pure function of what units reported. A missing unit is never zero; blank, not applicable and
suppressed cells are counted apart. A rate is that of the units that gave both its sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.catalogue import Form, Indicator, Ratio
from cchc_toolkit.province.area import Area, Member
from cchc_toolkit.province.grid import Cells
from cchc_toolkit.province.unit_values import Units, UnitValues
from cchc_toolkit.submission import Value
from cchc_toolkit.submission.value import NOT_REPORTED, STATES, State
from cchc_toolkit.text.arithmetic import half_up, share
from cchc_toolkit.text.formatting import print_number, with_unit


@dataclass(frozen=True)
class Total:
    """The sum of a row over the units of an area, and what it does not cover.

    `number` is None where no unit gave one. `units` is how many the area has; those that sent
    nothing are in none of the counts of states.
    """

    row: Indicator
    number: Decimal | None
    states: Mapping[State, int]
    """How many units have the row in each state."""
    units: int

    @property
    def covered(self) -> int:
        """How many units gave a number."""
        return self.states["reported"]

    @property
    def asked(self) -> int:
        """How many units it may come from: all but those that it does not apply to."""
        return self.units - self.states["not_applicable"]

    @property
    def whole(self) -> bool:
        """Whether every unit that it applies to gave a number."""
        return self.covered == self.asked

    @property
    def coverage(self) -> str:
        """How many of how many units it covers: `150/166`."""
        return f"{print_number(self.covered)}/{print_number(self.asked)}"

    @property
    def value(self) -> Value:
        """The total as a cell of the area's form, with its coverage as the note."""
        if self.number is not None:
            text = str(self.number)
            return Value(
                "reported", self.number, text, f"tổng của {self.coverage} đơn vị", self.coverage
            )
        applies = next((state for state in _SAID if self.states[state]), None)
        return Value(applies) if applies else NOT_REPORTED


_SAID: tuple[State, ...] = ("suppressed", "not_applicable")


@dataclass(frozen=True)
class Rate:
    """A derived figure of an area, from the sums of both sides over the units that gave both."""

    ratio: Ratio
    value: Decimal | None
    numerator: Decimal
    denominator: Decimal | None
    covered: int
    units: int

    @property
    def printed(self) -> str:
        """The figure with its unit; "" where no unit gave both sides, or all give zero."""
        if self.value is None:
            return ""
        return with_unit(print_number(self.value, self.ratio.decimals), self.ratio.unit)

    @property
    def coverage(self) -> str:
        """How many of how many units it covers."""
        return f"{print_number(self.covered)}/{print_number(self.units)}"


@dataclass(frozen=True)
class RolledUp:
    """An area with its totals and rates, and the units behind them."""

    area: Area
    form: Form
    totals: Mapping[str, Total]
    """By key: the rows that add up over units."""
    rates: Mapping[str, Rate]
    units: Mapping[str, UnitValues]
    """What was read of each unit that the parameters name, by code."""
    cells: Cells
    """What all units reported, as columns."""
    own: UnitValues | None = None
    """What the level itself reported."""

    @property
    def present(self) -> tuple[UnitValues, ...]:
        """The units whose figures are in the totals."""
        return tuple(unit for unit in self.units.values() if not unit.problem)

    @property
    def missing(self) -> tuple[tuple[Member, str], ...]:
        """The units of which nothing is in the totals, each with why."""
        return tuple(
            (one, self.units[one.code].problem if one.listed else "không có trong tham số")
            for one in self.area.members
            if not one.listed or self.units[one.code].problem
        )

    def cell(self, row: Indicator) -> Value:
        """Return the cell of the area's form: the level's own where it is not a sum.

        A rate that units state is recomputed from the sums, never added and never averaged.
        """
        if row.key in self.totals:
            return self.totals[row.key].value
        if row.rollup == "recomputed":
            rate = next((one for one in self.rates.values() if one.ratio.stated == row.key), None)
            if rate is not None and rate.value is not None:
                source = f"tính lại từ số cộng của {rate.coverage} đơn vị"
                return Value("reported", rate.value, str(rate.value), source, rate.coverage)
            return NOT_REPORTED
        return self.own.value(row.key) if self.own else NOT_REPORTED


def roll_up(area: Area, form: Form, units: Units, own: UnitValues | None = None) -> RolledUp:
    """Return the totals and rates of an area from what its units reported."""
    mine = {one.code: units[one.code] for one in area.members if one.listed}
    present = [code for code, unit in mine.items() if not unit.problem]
    count = len(area.members)
    return RolledUp(
        area, form, _totals(form, units, present, count), _rates(form, units, present, count),
        mine, units.cells, own,
    )  # fmt: skip


def _totals(form: Form, units: Units, codes: Sequence[str], count: int) -> dict[str, Total]:
    cells = units.cells
    rows = [cells.place[code] for code in codes]
    sums, numbers = cells.numbers.sums(rows), cells.numbers.there[rows].sum(axis=0)
    states = [(cells.state[rows] == at).sum(axis=0) for at in range(len(STATES))]
    found = {}
    for row in form.fillable:
        if row.rollup == "sum":
            at = cells.column[row.key]
            said = {state: int(states[place][at]) for place, state in enumerate(STATES)}
            found[row.key] = Total(row, sums[at] if numbers[at] else None, said, count)
    return found


def _rates(form: Form, units: Units, codes: Sequence[str], count: int) -> dict[str, Rate]:
    pairs = units.pairs
    rows = [pairs.place[code] for code in codes]
    tops, bottoms = pairs.top.sums(rows, pairs.known), pairs.bottom.sums(rows, pairs.known)
    covered = pairs.known[rows].sum(axis=0)
    found = {}
    for ratio in form.ratios:
        if ratio.on_completeness or not _adds(ratio, form):
            continue
        at = pairs.column[ratio.key]
        value = _divided(ratio, tops[at], bottoms[at]) if covered[at] else None
        bottom = bottoms[at] if ratio.denominator else None
        found[ratio.key] = Rate(ratio, value, tops[at], bottom, int(covered[at]), count)
    return found


def _adds(ratio: Ratio, form: Form) -> bool:
    """Whether both sides of a figure are of rows that add up over units."""
    return all(form.indicators[key].rollup == "sum" for key in ratio.numerator + ratio.denominator)


def _divided(ratio: Ratio, top: Decimal, bottom: Decimal) -> Decimal | None:
    if not ratio.denominator:
        return half_up(top, ratio.decimals)
    return share(top, bottom, ratio.decimals, ratio.scale) if bottom else None
