"""Reading what a commune reported in other periods, where the data folder has it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.catalogue.units import Members, Unit, members_on, unit_called
from cchc_toolkit.errors import CchcError, DataError
from cchc_toolkit.submission import Submission, load_submission
from cchc_toolkit.submission.carry import carried_over, incomparable_rows
from cchc_toolkit.submission.earlier import Earlier, earlier_periods
from cchc_toolkit.submission.merged import summed
from cchc_toolkit.submission.params import Params, load_head
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date


def read_earlier(code: str, params: Params) -> tuple[Earlier, ...]:
    """Return the earlier periods of a commune that data or parameters say something of.

    One that cannot be read is among them with its `problem`: it must not stop this period. Before
    a merger, a commune's figures are the sum of the whole communes that it was made of.
    """
    found = (
        _earlier(code, period, params) for period in earlier_periods(params.period, params.calendar)
    )
    return tuple(earlier for earlier in found if earlier is not None)


def _earlier(code: str, period: Period, params: Params) -> Earlier | None:
    window, commune = window_of(period, params), params.commune(code)
    members = members_then(commune, params.window.last, _last_day(period, params))
    there = [one for one in (*_codes(members), code) if _folder(one, period, params).is_dir()]
    if not there:
        return Earlier(period, window) if window is not None else None
    missing = [unit for unit in members.units if unit.code not in there]
    reason = members.reason or (f"chưa có số liệu của {_names(missing)}" if missing else "")
    if reason:
        return Earlier(period, window, incomparable=reason)
    try:
        found = _submission(commune, members, period, params)
        apart = incomparable_rows(found.form, params.form)
        return Earlier(period, window, carried_over(found, params.form), apart=apart)
    except DataError as error:
        return Earlier(period, window, problem=error.problem)


def _submission(commune: Commune, members: Members, period: Period, params: Params) -> Submission:
    form = _form_of(period, params)
    found = [
        load_submission(params.data, _commune(unit), period, form, params.as_of)
        for unit in members.units
    ]
    return found[0] if len(found) == 1 else summed(commune, period, form, found)


def earlier_codes(commune: Commune, period: Period, params: Params) -> tuple[str, ...]:
    """Return the codes under which a commune's figures of an earlier period stand.

    Its own, or those of the whole communes that it was made of since; none where the sum is not
    known.
    """
    return _codes(members_then(commune, params.window.last, _last_day(period, params)))


def _codes(members: Members) -> tuple[str, ...]:
    return tuple(unit.code for unit in members.units)


def _folder(code: str, period: Period, params: Params) -> Path:
    return paths.inside(params.data, period.id, code)


def window_of(period: Period, params: Params) -> Window | None:
    """Return the window that the parameters beside these give a period, None without any."""
    head = _head_of(period, params)
    return head.window if head else None


def _form_of(period: Period, params: Params) -> Form:
    """Return the form of a period: a key that two forms share is the same figure."""
    head = _head_of(period, params)
    return head.form if head else params.form


def members_then(commune: Commune, now: date, day: date) -> Members:
    """Return what a commune of a day, `now`, was on another; why not where nobody knows."""
    if commune.holds_on(day):
        first, last = commune.valid_from, commune.valid_to
        return Members((Unit(commune.code, commune.name, "", "", "", first, last),))
    unit = unit_called(commune.code, commune.name, now)
    if unit is not None:
        return members_on(unit, day)
    return Members(
        reason=f"vào {print_date(day)}, mã {commune.code} chưa phải là {commune.name}: số liệu "
        "kỳ ấy là của đơn vị khác"
    )


def _commune(unit: Unit) -> Commune:
    return Commune(unit.code, unit.full_name, unit.valid_from, unit.valid_to)


def _names(units: list[Unit]) -> str:
    return ", ".join(f"{unit.full_name} ({unit.code})" for unit in units)


def _last_day(period: Period, params: Params) -> date:
    return (window_of(period, params) or params.calendar.schedule(period).window).last


def _head_of(period: Period, params: Params) -> Params | None:
    file = params.source.parent / f"{period.id}.yml"
    return _head(file, file.stat().st_mtime_ns) if file.is_file() else None


@lru_cache(maxsize=32)
def _head(file: Path, changed: int) -> Params | None:  # noqa: ARG001 - part of the key
    try:
        return load_head(file)
    except CchcError:
        # Another period's parameters are not this run's business; R14 then has no window.
        return None
