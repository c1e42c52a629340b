"""What many units reported for a period, as columns: read by processes that need no pandas.

Numbers are whole numbers with the count of their decimals, so that no digit is lost on the way.
"""

from __future__ import annotations

import gc
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import get_args

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.errors import DataError
from cchc_toolkit.figures import Figure, Reason, derive
from cchc_toolkit.submission import Submission, load_submission
from cchc_toolkit.submission.save import VALUES_FILE
from cchc_toolkit.submission.value import NOT_REPORTED, STATES, Value
from cchc_toolkit.system import paths

REASONS: tuple[Reason, ...] = get_args(Reason)
PROBLEM_KINDS = ("missing", "unreadable")
_NONE = (0, 0)
_REASON = {reason: at for at, reason in enumerate(REASONS)}
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

    def extend(self, numbers: Sequence[Decimal | None]) -> None:
        """Append numbers, 0 where there is none."""
        pairs = [_NONE if number is None else scaled_of(number) for number in numbers]
        self.scaled.extend([scaled for scaled, _ in pairs])
        self.decimals.extend([decimals for _, decimals in pairs])


Known = dict[int, tuple[int, Value]]
"""The values that have been packed, by their identity, each with its place: what is read twice is
one value. They are kept with it, so that no other takes the identity of one."""


@lru_cache(maxsize=8)
def _keys(form: Form) -> tuple[str, ...]:
    return tuple(row.key for row in form.fillable)


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
    cell: array[int] = field(default_factory=lambda: array("i"))
    """The place of what a unit says of a key among what was said at all: much is said alike."""
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

    def add(self, submission: Submission, known: Known) -> None:
        """Append what a unit reported and what is derived from it."""
        at = len(self.units)
        self.units.append(submission.commune.code)
        self.digests.append(submission.digest)
        self._add_values(submission, at, known)
        self._add_figures(list(derive(submission).values()), at)

    def _add_values(self, submission: Submission, at: int, known: Known) -> None:
        keys = _keys(submission.form)
        found = list(map(submission.values.get, keys, repeat(NOT_REPORTED)))
        self.unit.extend([at] * len(keys))
        self.key.extend(range(len(keys)))
        new = {id(value): value for value in found if id(value) not in known}
        known.update({one: (len(known) + at, new[one]) for at, one in enumerate(new)})
        self.state.extend([_PLACE[value.state] for value in new.values()])
        self.line.extend([value.line for value in new.values()])
        self.number.extend([value.number for value in new.values()])
        self.cell.extend([known[id(value)][0] for value in found])

    def _add_figures(self, figures: Sequence[Figure], at: int) -> None:
        self.figure_unit.extend([at] * len(figures))
        self.figure_key.extend(range(len(figures)))
        self.reason.extend([_REASON[figure.reason] for figure in figures])
        self.value.extend([figure.value for figure in figures])
        self.top.extend([figure.numerator for figure in figures])
        self.bottom.extend([figure.denominator for figure in figures])
        self.has_top.extend([figure.numerator is not None for figure in figures])
        self.has_bottom.extend([figure.denominator is not None for figure in figures])
        self.printed.extend([figure.printed for figure in figures])
        self.formula.extend([figure.formula for figure in figures])


def scaled_of(number: Decimal) -> tuple[int, int]:
    """Return a number as a whole one and the count of its decimals.

    Raises `DataError` where it has more than 18 digits.

    >>> scaled_of(Decimal("99.30")), scaled_of(Decimal("1E2"))
    ((9930, 2), (100, 0))
    """
    scaled, parts = number.as_integer_ratio()
    decimals = 0 if parts == 1 else -int(number.as_tuple().exponent)
    if decimals:
        scaled = int(number.scaleb(decimals))
    if abs(scaled) > _LARGEST:
        raise DataError(f"Số {number} quá lớn.", advice="Kiểm tra đơn vị của số này.")
    return scaled, decimals


def pack(part: Part) -> Packed:
    """Return what the units of a part reported; one that cannot be read is among the problems."""
    form, packed, known = load_form(part.form), Packed(), Known()
    with _uncollected():
        for commune in part.units:
            found = _read(part, commune, form)
            if isinstance(found, Problem):
                packed.problems.append(found)
            else:
                packed.add(found, known)
    return packed


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage in circles meanwhile: there is none, and looking takes a tenth of it."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _read(part: Part, commune: Commune, form: Form) -> Submission | Problem:
    try:
        found = load_submission(
            part.data, commune, part.period, form, part.as_of, names=(VALUES_FILE,)
        )
        for value in found.values.values():
            if value.number is not None and len(value.text) > 18:
                scaled_of(value.number)
    except DataError as error:
        folder = paths.inside(part.data, part.period.id, commune.code)
        kind = PROBLEM_KINDS[folder.exists()]
        return Problem(commune.code, kind, error.where.strip(), error.problem, error.advice)
    return found
