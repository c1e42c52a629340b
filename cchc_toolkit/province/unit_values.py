"""What the units of an area reported, read side by side; one that cannot be read says why."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.errors import CchcError
from cchc_toolkit.figures import derive
from cchc_toolkit.submission import Value
from cchc_toolkit.submission.load import load_submission
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.value import NOT_REPORTED
from cchc_toolkit.system.pool import Lost
from cchc_toolkit.system.side_by_side import side_by_side

_SECONDS, _TOGETHER, _FEW = 60, 100, 150


@dataclass(frozen=True)
class Sides:
    """A derived figure of one unit that both of its sides are known of."""

    numerator: Decimal
    denominator: Decimal | None
    value: Decimal | None
    """None where the denominator is zero."""


@dataclass(frozen=True)
class UnitValues:
    """What one unit reported and what follows from it; `problem` where there is nothing of it."""

    code: str
    name: str
    values: Mapping[str, Value] = field(default_factory=dict)
    figures: Mapping[str, Sides] = field(default_factory=dict)
    problem: str = ""
    sha256: str = ""
    """Over the files that it was read from."""

    def value(self, key: str) -> Value:
        """Return what it reported under a key."""
        return self.values.get(key, NOT_REPORTED)


def read_units(params: Params, codes: Sequence[str]) -> dict[str, UnitValues]:
    """Return what each unit reported, by code, in the order asked for.

    A form that came in blank is a problem of its unit: it is no report of zeros.
    """
    lanes = (os.cpu_count() or 1) if len(codes) > _FEW else 0
    work = partial(_read, params)
    read = side_by_side(codes, lanes, work, seconds=_SECONDS, together=_TOGETHER)
    found = dict(read)
    return {code: _known(params, code, found[code]) for code in codes}


def _known(params: Params, code: str, found: UnitValues | Lost) -> UnitValues:
    if isinstance(found, Lost):
        problem = f"Dừng khi đọc: {found.reason}"
        return UnitValues(code, params.office(code).name, problem=problem)
    return found


def _read(params: Params, code: str) -> UnitValues:
    return values_of(params, Commune(code, params.office(code).name), params.period, params.form)


def values_of(params: Params, commune: Commune, period: Period, form: Form) -> UnitValues:
    """Return what a commune reported for a period on a form."""
    code, name = commune.code, commune.name
    try:
        found = load_submission(params.data, commune, period, form, params.as_of)
    except CchcError as error:
        there = (params.data / period.id / code).is_dir()
        return UnitValues(code, name, problem=error.problem if there else "chưa có số liệu")
    values = {key: one for key, one in found.values.items() if one.state != "not_reported"}
    if not values:
        return UnitValues(code, name, problem="gửi biểu trống")
    figures = {
        key: Sides(one.numerator, one.denominator, one.value)
        for key, one in derive(found).items()
        if one.reason in ("", "zero_denominator") and one.numerator is not None
    }
    return UnitValues(code, name, values, figures, sha256=found.digest)
