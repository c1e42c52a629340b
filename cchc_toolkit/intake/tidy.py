"""Tidy tables: one line a value, of any number of communes and periods, as deliveries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import cast

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.communes import parse_code
from cchc_toolkit.errors import CchcError, DataError, nearest
from cchc_toolkit.formatting import parse_number
from cchc_toolkit.periods import parse_period
from cchc_toolkit.submission import STATES, State, Value
from cchc_toolkit.submission.delivery import Delivery, Repair
from cchc_toolkit.submission.values_file import raise_all

NEEDED = ("key", "value")
COLUMNS = (
    *("commune", "period", "key", "value", "state", "source", "note", "unit", "label"),
    *("form", "commune_name", "stt"),
)
"""Columns that a tidy table may have; names of people's own would be lost unseen."""
_SHOWN = 20


@dataclass(frozen=True)
class Entry:
    """One line of a table: cleaned text by column, and where it stands."""

    where: str
    cells: Mapping[str, str]


Group = tuple[str, str]
"""A period and a commune, "" where the table does not say."""
Mended = tuple[Group | None, Repair]
"""A repair and whose values it touches; None where it touches the whole file."""


def deliveries(
    source: str,
    entries: Iterable[Entry],
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
            values = _values(lines, form)
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


def _grouped(entries: Iterable[Entry]) -> dict[Group, list[Entry]]:
    """Return the lines by period and commune; raise `DataError` on what is neither."""
    found: dict[Group, list[Entry]] = {}
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


def _check_group(group: Group, entry: Entry) -> None:
    period, commune = group
    if period or "period" in entry.cells:
        parse_period(period)
    if commune or "commune" in entry.cells:
        parse_code(commune)


def _values(lines: Iterable[Entry], form: Form) -> dict[str, Value]:
    values: dict[str, Value] = {}
    problems: list[DataError] = []
    for entry in lines:
        try:
            row = _row(entry, form, values)
            values[row.key] = _value(entry, row)
        except DataError as error:
            problems.append(error)
    _raise_some(problems)
    return values


def _raise_some(problems: list[DataError]) -> None:
    """Raise what is wrong, at most a screen of it."""
    more = len(problems) - _SHOWN
    if more > 0:
        problems = [*problems[:_SHOWN], DataError(f"… và {more} lỗi khác.")]
    raise_all(problems)


def _row(entry: Entry, form: Form, seen: Mapping[str, Value]) -> Indicator:
    key = entry.cells["key"]
    row = form.indicators.get(key)
    if row is None:
        raise DataError(
            f'Không có chỉ tiêu "{key}".',
            where=entry.where,
            advice=nearest(key, [one.key for one in form.fillable])
            or 'Xem "cchc catalogue" để biết các chỉ tiêu.',
        )
    if not row.fillable:
        raise DataError(
            f'"{key}" là dòng tiêu đề của biểu, không nhận số liệu.',
            where=entry.where,
            advice="Bỏ dòng này.",
        )
    if key in seen:
        raise DataError(
            f'Chỉ tiêu "{key}" có hai dòng.', where=entry.where, advice="Giữ lại một dòng."
        )
    unit = entry.cells.get("unit", "")
    if unit and unit not in (row.unit, row.unit_corrected):
        raise DataError(
            f'Đơn vị "{unit}" không phải đơn vị của chỉ tiêu {row.name} ({row.true_unit}).',
            where=entry.where,
            advice="Đổi số liệu về đúng đơn vị của biểu.",
        )
    return row


def _value(entry: Entry, row: Indicator) -> Value:
    text, said = entry.cells["value"], entry.cells.get("state", "")
    if said not in (*STATES, ""):
        raise DataError(
            f'Trạng thái "{said}" không đúng.',
            where=entry.where,
            advice=nearest(said, STATES) or f"Để trống hoặc ghi một trong: {', '.join(STATES)}.",
        )
    state = cast(State, said or ("reported" if text else "not_reported"))
    if (state == "reported") != bool(text):
        raise DataError(
            f'Trạng thái "{state}" không đi với giá trị "{text}".',
            where=entry.where,
            advice="Ô có số thì để trống cột state; ô không áp dụng thì để trống cột value.",
        )
    number = _number(entry, text, row) if text else None
    return Value(
        state, number, text, entry.cells.get("source", "") or entry.where,
        entry.cells.get("note", ""),
    )  # fmt: skip


def _number(entry: Entry, text: str, row: Indicator) -> Decimal:
    try:
        return parse_number(text, integer=row.integer)
    except DataError as error:
        raise DataError(
            f"Chỉ tiêu {row.name}: {error.problem}", where=entry.where, advice=error.advice
        ) from None
