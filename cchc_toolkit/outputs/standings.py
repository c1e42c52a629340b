"""Where every unit of a run stands: from its data, what was refused, what was issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from cchc_toolkit.errors import DataError
from cchc_toolkit.outputs.assessment import Assessment, assess, assessed_by
from cchc_toolkit.outputs.issued import issued_units, read_issues
from cchc_toolkit.outputs.manifest import read_manifest
from cchc_toolkit.outputs.outcome import Outcome
from cchc_toolkit.outputs.standing import Standing, State
from cchc_toolkit.submission.file_name import other_name
from cchc_toolkit.submission.lateness import lateness_of
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.refusals import Refusal, read_refusals, still_open
from cchc_toolkit.submission.versions import Version, read_versions
from cchc_toolkit.system import paths
from cchc_toolkit.system.side_by_side import HERE, Lanes
from cchc_toolkit.text.formatting import print_date


def standings(
    params: Params,
    today: date,
    codes: Sequence[str] = (),
    known: Mapping[str, Assessment] = MappingProxyType({}),
    lanes: Lanes = HERE,
) -> tuple[Standing, ...]:
    """Return where each unit stands, in the order of the parameters; `codes` are those asked for.

    `today` is what a unit that has sent nothing is late by. Of the units that are `known`, nothing
    is read and checked; of the others, in `lanes`.
    """
    codes = tuple(codes) or params.communes
    assessed = {**assess(params, [code for code in codes if code not in known], lanes), **known}
    refused: dict[str, list[Refusal]] = {}
    for one in read_refusals(params.data, params.period.id):
        refused.setdefault(one.unit, []).append(one)
    days = today, params.calendar.schedule(params.period).deadline
    issued = issued_units(params)
    return tuple(
        _standing(
            params, code, assessed.get(code), refused.get(code, []), days,
            _issued(params, code) if code in issued else "",
        )
        for code in codes
    )  # fmt: skip


def standings_of_run(params: Params, outcomes: Sequence[Outcome]) -> tuple[Standing, ...]:
    """Return where each unit stands once a run has made reports; what these found is not sought.

    There is no day of asking in it: a page of a run has no clock, so none is overdue on it.
    """
    known = {
        one.commune: found
        for one in outcomes
        if one.made
        and (found := assessed_by(read_manifest(paths.inside(params.folder, one.commune))))
    }
    return standings(params, params.calendar.schedule(params.period).deadline, known=known)


def nobodys_refusals(params: Params) -> tuple[Refusal, ...]:
    """Return what was refused for the period that is of no unit of the parameters."""
    found = read_refusals(params.data, params.period.id)
    return tuple(one for one in found if one.unit not in params.offices)


def _standing(
    params: Params, code: str, found: Assessment | None, refused: list[Refusal],
    days: tuple[date, date], issued: str,
) -> Standing:  # fmt: skip
    today, deadline = days
    versions = read_versions(paths.inside(params.data, params.period.id, code)) if found else ()
    received = versions[0].received if versions and not versions[0].problem else None
    state: State = "issued" if issued and not params.name else _state(found, refused)
    late = _days_late(params, received, today) if found is None or received else None
    return Standing(
        code=code,
        name=params.office(code).name,
        state=state,
        blocking=found.blocking if found and not found.problem else None,
        received=received,
        deadline=deadline,
        late=late,
        completeness=found.completeness if found else "",
        notes=(*([issued] if issued else []), *_notes(params, code, found, refused, versions)),
    )


def _days_late(params: Params, received: date | None, today: date) -> int:
    return lateness_of(received or today, params).days


def _state(found: Assessment | None, refused: list[Refusal]) -> State:
    if found is None:
        return "refused" if refused else "missing"
    if found.problem:
        return "unreadable"
    if found.blank:
        return "refused" if refused else "blank"
    return "faulty" if found.blocking else "sound"


def _issued(params: Params, code: str) -> str:
    """Return how the newest issue is cited, "" without any."""
    try:
        issues = read_issues(params, code)
    except DataError as error:
        return error.problem
    return issues[-1].said if issues else ""


def _notes(
    params: Params, code: str, found: Assessment | None, refused: list[Refusal],
    versions: tuple[Version, ...],
) -> Iterator[str]:  # fmt: skip
    if found and found.problem:
        yield found.problem.partition("\n")[0]
    newest = versions[-1] if versions else None
    if newest and newest.source:
        yield from other_name(Path(newest.source), code, params)
    for one in still_open(refused, newest.received if newest else None):
        day = f" ngày {print_date(one.received)}" if one.received else ""
        yield f"từ chối {one.file}{day}: {one.reason}"
