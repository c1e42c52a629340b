"""What many units reported for a period, as columns: read by processes that need no pandas.

Numbers are whole numbers with the count of their decimals, so that no digit is lost on the way.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.errors import DataError
from cchc_toolkit.figures import Figure, Reason, derive
from cchc_toolkit.submission import Submission, load_submission
from cchc_toolkit.submission.save import VALUES_FILE
from cchc_toolkit.submission.value import STATES
from cchc_toolkit.system import paths

REASONS: tuple[Reason, ...] = get_args(Reason)
PROBLEM_KINDS = ("missing", "unreadable")
_PLACE = {state: at for at, state in enumerate(STATES)}
_LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Part:
    """Some units of a period: what one process reads."""

    data: Path
    period: Period
    form: str
    units: tuple[Commune, ...]
    as_of: date | None = None
    """The day by whose end the numbers had come in; None for those of now."""


@dataclass(frozen=True)
class Problem:
    """A unit that has no numbers here: nothing came in, or what came cannot be read."""

    unit: str
    kind: str
    where: str
    problem: str
    advice: str


@dataclass
class Numbers:
    """Exact numbers in a column; one without a number is told by another column."""

    scaled: array[int] = field(default_factory=lambda: array("q"))
    decimals: array[int] = field(default_factory=lambda: array("b"))

    def add(self, number: Decimal | None, *, whole: bool = False) -> None:
        """Append a number, 0 where there is none; of a whole one nothing need be asked."""
        if number is None or whole:
            scaled, decimals = 0 if number is None else int(number), 0
        else:
            scaled, decimals = scaled_of(number)
        self.scaled.append(scaled)
        self.decimals.append(decimals)


@dataclass
class Packed:
    """The values and figures of some units as columns, and the units that have none.

    `unit` and `key` are places in the list of units and in the form's order.
    """

    units: list[str] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    """SHA-256 of each unit's file of values."""
    unit: array[int] = field(default_factory=lambda: array("i"))
    key: array[int] = field(default_factory=lambda: array("i"))
    state: array[int] = field(default_factory=lambda: array("b"))
    number: Numbers = field(default_factory=Numbers)
    line: array[int] = field(default_factory=lambda: array("i"))
    figure_unit: array[int] = field(default_factory=lambda: array("i"))
    figure_key: array[int] = field(default_factory=lambda: array("i"))
    reason: array[int] = field(default_factory=lambda: array("b"))
    value: Numbers = field(default_factory=Numbers)
    top: Numbers = field(default_factory=Numbers)
    bottom: Numbers = field(default_factory=Numbers)
    has_top: array[int] = field(default_factory=lambda: array("b"))
    has_bottom: array[int] = field(default_factory=lambda: array("b"))
    printed: list[str] = field(default_factory=list)
    formula: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, submission: Submission) -> None:
        """Append what a unit reported and what is derived from it."""
        at = len(self.units)
        self.units.append(submission.commune.code)
        self.digests.append(submission.digest)
        self._add_values(submission, at)
        for key, figure in enumerate(derive(submission).values()):
            self._add_figure(figure, key, at)

    def _add_values(self, submission: Submission, at: int) -> None:
        rows = submission.form.fillable
        found = [submission.value(row.key) for row in rows]
        self.unit.extend([at] * len(rows))
        self.key.extend(range(len(rows)))
        self.state.extend([_PLACE[value.state] for value in found])
        self.line.extend([value.line for value in found])
        for value, row in zip(found, rows, strict=True):
            self.number.add(value.number, whole=row.integer)

    def _add_figure(self, figure: Figure, key: int, at: int) -> None:
        self.figure_unit.append(at)
        self.figure_key.append(key)
        self.reason.append(REASONS.index(figure.reason))
        self.value.add(figure.value)
        self.top.add(figure.numerator)
        self.bottom.add(figure.denominator)
        self.has_top.append(figure.numerator is not None)
        self.has_bottom.append(figure.denominator is not None)
        self.printed.append(figure.printed)
        self.formula.append(figure.formula)


def scaled_of(number: Decimal) -> tuple[int, int]:
    """Return a number as a whole one and the count of its decimals.

    Raises `DataError` where it has more than 18 digits.

    >>> scaled_of(Decimal("99.30")), scaled_of(Decimal("1E2"))
    ((9930, 2), (100, 0))
    """
    decimals = max(0, -int(number.as_tuple().exponent))
    scaled = int(number.scaleb(decimals)) if decimals else int(number)
    if abs(scaled) > _LARGEST:
        raise DataError(f"Số {number} quá lớn.", advice="Kiểm tra đơn vị của số này.")
    return scaled, decimals


def pack(part: Part) -> Packed:
    """Return what the units of a part reported; one that cannot be read is among the problems."""
    form, packed = load_form(part.form), Packed()
    for commune in part.units:
        found = _read(part, commune, form)
        if isinstance(found, Problem):
            packed.problems.append(found)
        else:
            packed.add(found)
    return packed


def _read(part: Part, commune: Commune, form: Form) -> Submission | Problem:
    folder = paths.inside(part.data, part.period.id, commune.code)
    try:
        found = load_submission(
            part.data, commune, part.period, form, part.as_of, names=(VALUES_FILE,)
        )
        for value in found.values.values():
            if value.number is not None and len(value.text) > 18:
                scaled_of(value.number)
    except DataError as error:
        kind = PROBLEM_KINDS[folder.exists()]
        return Problem(commune.code, kind, error.where.strip(), error.problem, error.advice)
    return found
