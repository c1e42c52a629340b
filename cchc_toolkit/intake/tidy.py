"""Tidy tables: one line a value, of any number of communes and periods, as deliveries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.communes import parse_code
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.errors import CchcError, DataError, nearest
from cchc_toolkit.submission.delivery import Delivery, Repair
from cchc_toolkit.submission.table import Line, raise_all
from cchc_toolkit.submission.values_file import values_of

NEEDED = ("key", "value")
COLUMNS = (
    *("commune", "period", "key", "value", "state", "source", "note", "unit", "label"),
    *("form", "commune_name", "stt"),
)
"""Columns that a tidy table may have; names of people's own would be lost unseen."""
_SHOWN = 20


Group = tuple[str, str]
"""A period and a commune, "" where the table does not say."""
Mended = tuple[Group | None, Repair]
"""A repair and whose values it touches; None where it touches the whole file."""


def deliveries(
    source: str,
    entries: Iterable[Line],
    form_of: Callable[[str], Form],
    repairs: Iterable[Mended] = (),
) -> Iterator[Delivery | tuple[Group, CchcError]]:
    """Yield the delivery of each commune and period in a table, or what is wrong with its lines.

    `form_of` gives the form of a period ("" where the table does not say). Raises `DataError`
    where a line does not say whose it is: it might be missing from anybody's values.
    """
    mended: dict[Group | None, list[Repair]] = {}
    for group, repair in repairs:
        mended.setdefault(group, []).append(repair)
    for group, lines in _grouped(entries).items():
        try:
            form = form_of(group[0])
            values = values_of(lines, form, _SHOWN)
        except CchcError as error:
            yield group, error
            continue
        yield Delivery(
            source=source,
            commune=group[1],
            period=group[0],
            form=form.id,
            values=MappingProxyType(values),
            documents=MappingProxyType({}),
            texts=MappingProxyType({}),
            repairs=(*mended.get(None, ()), *mended.get(group, ())),
        )


def group_of(cells: Mapping[str, str]) -> Group:
    """Return whose a line is; "" where the table has no such column."""
    return cells.get("period", ""), cells.get("commune", "")


def check_columns(names: Iterable[str], source: str) -> None:
    """Raise `DataError` on a table without the columns that it needs, or with strange ones."""
    names = list(names)
    missing = [name for name in NEEDED if name not in names]
    strange = [name for name in names if name not in COLUMNS]
    twice = sorted({name for name in names if names.count(name) > 1})
    for problem, wrong in (("Thiếu cột", missing), ("Cột lạ", strange), ("Cột lặp lại", twice)):
        if wrong:
            raise DataError(
                f"{problem}: {', '.join(wrong[:_SHOWN])}.",
                where=source,
                advice=nearest(wrong[0], COLUMNS)
                or f"Bảng cần cột {', '.join(NEEDED)}; có thể có {', '.join(COLUMNS)}.",
            )


def _grouped(entries: Iterable[Line]) -> dict[Group, list[Line]]:
    """Return the lines by period and commune; raise `DataError` on what is neither."""
    found: dict[Group, list[Line]] = {}
    problems: list[DataError] = []
    for entry in entries:
        group = group_of(entry.cells)
        if group not in found:
            try:
                _check_group(group, entry)
            except CchcError as error:
                problems.append(DataError(error.problem, where=entry.where, advice=error.advice))
                continue
        found.setdefault(group, []).append(entry)
        if len(problems) >= _SHOWN:
            break
    raise_all(problems)
    return found


def _check_group(group: Group, entry: Line) -> None:
    period, commune = group
    if period or "period" in entry.cells:
        parse_period(period)
    if commune or "commune" in entry.cells:
        parse_code(commune)
