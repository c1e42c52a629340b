"""The course of an area and its units over the periods of a project, over changes of borders too.

Units are those of the report's period: before a merger each is the sum of its whole predecessors
(`analysis.reform`). A province is by the borders asked for: of each period, or of today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.units.registry import LAST_DISTRICT_DAY
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.province.area import Area, areas
from cchc_toolkit.province.roll_up import roll_up
from cchc_toolkit.province.unit_values import read_units
from cchc_toolkit.submission.params import Params, load_params
from cchc_toolkit.text.formatting import print_date, print_number

if TYPE_CHECKING:
    from cchc_toolkit.analysis.period_rows import PeriodRow


@dataclass(frozen=True)
class Point:
    """What an area comes to in a period; `note` says by which borders, or why there is nothing."""

    period: str
    printed: str = ""
    coverage: str = ""
    note: str = ""


@dataclass(frozen=True)
class UnitPoint:
    """What a unit has of a key in a period, as the workbook lists it."""

    key: str
    code: str
    name: str
    series: str
    period: str
    printed: str
    made_of: str
    note: str


@dataclass(frozen=True)
class Course:
    """A key over the periods: of the area, and of each of its units."""

    key: str
    label: str
    unit: str
    points: tuple[Point, ...]
    units: tuple[UnitPoint, ...]


def courses(params: Params, area: Area, keys: Sequence[str]) -> tuple[Course, ...]:
    """Return the course of some keys over the periods beside these parameters, up to theirs.

    Raises `UsageError` for a key that the form does not let be added up.
    """
    if not keys:
        return ()
    from cchc_toolkit.analysis import period_rows
    from cchc_toolkit.analysis.collection import collected

    for key in keys:
        _refuse_other(key, params.form)
    read = period_rows.read(params.source.parent)
    rows = _until([replace(row, params=_here(row.params, params)) for row in read], params)
    known = [_of_period(row, params, area, keys) for row in rows]
    opened = collected(params.source.parent, rows)
    found = []
    for key in keys:
        row = params.form.ratio.get(key) or params.form.indicators[key]
        trend = opened.trend(key).astype("str").to_dict("records")
        units = tuple(_unit_points(area, key, trend))
        points = tuple(points[key] for points in known)
        found.append(Course(key, row.label, getattr(row, "true_unit", row.unit), points, units))
    return tuple(found)


def _until(rows: Sequence[PeriodRow], params: Params) -> tuple[PeriodRow, ...]:
    """Return the periods up to that of the report: its units are those that are followed."""
    return tuple(row for row in rows if row.params.window.last <= params.window.last)


def _here(head: Params, params: Params) -> Params:
    """Return the parameters of another period with the folders of these."""
    return replace(head, data=params.data, output=params.output, as_of=params.as_of)


def _refuse_other(key: str, form: Form) -> None:
    cells = {row.key for row in form.fillable if row.rollup == "sum"}
    if key in cells or key in form.ratio:
        return
    problem = "không cộng được giữa các đơn vị" if key in form.indicators else "không có trong biểu"
    advice = nearest(key, {*cells, *form.ratio}) or "Chọn một chỉ tiêu cộng được hay một chỉ số."
    raise UsageError(f'Chỉ tiêu "{key}" {problem}.', where="--series", advice=advice)


def _of_period(row: PeriodRow, params: Params, area: Area, keys: Sequence[str]) -> dict[str, Point]:
    if area.kind == "district" and row.params.window.last > LAST_DISTRICT_DAY:
        ended = f"cấp huyện kết thúc ngày {print_date(LAST_DISTRICT_DAY)}"
        return {key: Point(row.id, note=ended) for key in keys}
    other = _here(load_params(row.params.source), params)
    then = next((one for one in areas(other, area.kind, area.borders) if _same(one, area)), None)
    if then is None:
        return {key: Point(row.id, note="không có đơn vị nào trong tham số") for key in keys}
    sums = roll_up(then, other.form, read_units(other))
    found = {}
    for key in keys:
        total, rate = sums.totals.get(key), sums.rates.get(key)
        if total is not None:
            printed = print_number(total.number) if total.number is not None else ""
            found[key] = Point(row.id, printed, total.coverage, then.borders_said)
        elif rate is not None:
            found[key] = Point(row.id, rate.printed, rate.coverage, then.borders_said)
        else:
            found[key] = Point(row.id, note="biểu kỳ này không có")
    return found


def _same(one: Area, other: Area) -> bool:
    return one.code == other.code if other.code else one.name == other.name


def _unit_points(area: Area, key: str, trend: Sequence[Any]) -> Iterator[UnitPoint]:
    members = {(one.code, one.name) for one in area.members}
    for one in trend:
        if (one["unit"], one["name"]) in members:
            said = (one[name] for name in ("unit", "name", "series", "period", "printed", "made_of",
                                           "note"))  # fmt: skip
            yield UnitPoint(key, *said)
