"""What the units of an area reported, from the table of all units; one without numbers says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.errors import CchcError
from cchc_toolkit.submission import Value
from cchc_toolkit.submission.load import load_submission
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.refusals import read_refusals
from cchc_toolkit.submission.value import NOT_REPORTED
from cchc_toolkit.system.side_by_side import HERE, Lanes

if TYPE_CHECKING:
    from cchc_toolkit.province.grid import Cells, Pairs

_BLANK = "gửi biểu trống"


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


@dataclass(frozen=True)
class Units(Mapping[str, UnitValues]):
    """The units of a period by code, and their cells and figures as columns."""

    known: Mapping[str, UnitValues]
    cells: Cells
    pairs: Pairs

    def __getitem__(self, code: str) -> UnitValues:
        return self.known[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)


def read_units(params: Params, lanes: Lanes = HERE) -> Units:
    """Return what each unit of the parameters reported, by code, in their order.

    A form that came in blank is a problem of its unit: it is no report of zeros.
    """
    from cchc_toolkit.analysis.cache import period_cache
    from cchc_toolkit.province.grid import cells_of, pairs_of

    with period_cache(params, lanes) as cached:
        cells = cells_of(cached.table("values"), params.form)
        pairs = pairs_of(cached.table("figures"), params.form)
        problems = {one["unit"]: one for one in cached.table("problems").to_pylist()}
        columns = cached.table("units", ["unit", "sha256"]).to_pydict()
    digests = dict(zip(columns["unit"], columns["sha256"], strict=True))
    refused = {one.unit: one.reason for one in read_refusals(params.data, params.period.id)}
    known = {}
    for code in params.communes:
        name = params.office(code).name
        problem = _problem(problems.get(code), refused.get(code, ""), blank=cells.blank(code))
        if problem:
            known[code] = UnitValues(code, name, problem=problem)
            continue
        row, other = cells.row(code), pairs.row(code)
        known[code] = UnitValues(code, name, row, other, sha256=digests[code])
    return Units(known, cells, pairs)


def _problem(found: Mapping[str, Any] | None, refused: str, *, blank: bool) -> str:
    """Return why nothing of a unit can be added up, "" where it can; `refused` is why it was."""
    missing = found is not None and found["kind"] == "missing"
    if refused and (missing or blank):
        return f"bị từ chối: {refused}"
    if found is not None:
        return "chưa có số liệu" if missing else str(found["problem"])
    return _BLANK if blank else ""


def values_of(params: Params, commune: Commune, period: Period, form: Form) -> UnitValues:
    """Return what one level reported itself for a period on a form."""
    code, name = commune.code, commune.name
    try:
        found = load_submission(params.data, commune, period, form, params.as_of)
    except CchcError as error:
        return UnitValues(code, name, problem=error.problem)
    values = {key: one for key, one in found.values.items() if one.state != "not_reported"}
    if not values:
        return UnitValues(code, name, problem=_BLANK)
    return UnitValues(code, name, values, sha256=found.digest)
