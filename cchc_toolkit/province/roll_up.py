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
from cchc_toolkit.province.unit_values import UnitValues
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


def roll_up(
    area: Area, form: Form, units: Mapping[str, UnitValues], own: UnitValues | None = None
) -> RolledUp:
    """Return the totals and rates of an area from what its units reported."""
    mine = {one.code: units[one.code] for one in area.members if one.listed}
    present = [unit for unit in mine.values() if not unit.problem]
    count = len(area.members)
    totals = {row.key: _total(row, present, count) for row in form.fillable if row.rollup == "sum"}
    rates = {
        ratio.key: _rate(ratio, present, count)
        for ratio in form.ratios
        if not ratio.on_completeness and _adds(ratio, form)
    }
    return RolledUp(area, form, totals, rates, mine, own)


def _adds(ratio: Ratio, form: Form) -> bool:
    """Whether both sides of a figure are of rows that add up over units."""
    return all(form.indicators[key].rollup == "sum" for key in ratio.numerator + ratio.denominator)


def _total(row: Indicator, units: Sequence[UnitValues], count: int) -> Total:
    cells = [unit.value(row.key) for unit in units]
    numbers = [cell.number for cell in cells if cell.number is not None]
    states = {state: sum(cell.state == state for cell in cells) for state in STATES}
    return Total(row, sum(numbers, Decimal(0)) if numbers else None, states, count)


def _rate(ratio: Ratio, units: Sequence[UnitValues], count: int) -> Rate:
    sides = [found for unit in units if (found := unit.figures.get(ratio.key))]
    top = sum((one.numerator for one in sides), Decimal(0))
    bottom = sum((one.denominator for one in sides if one.denominator is not None), Decimal(0))
    value = _divided(ratio, top, bottom) if sides else None
    return Rate(ratio, value, top, bottom if ratio.denominator else None, len(sides), count)


def _divided(ratio: Ratio, top: Decimal, bottom: Decimal) -> Decimal | None:
    if not ratio.denominator:
        return half_up(top, ratio.decimals)
    return share(top, bottom, ratio.decimals, ratio.scale) if bottom else None
