"""What the checks say of each unit's data, from where it has been worked out already.

A file beside the reports keeps what was found, by a hash over all that bears on it, so that only
what has changed since is read and checked. `cchc status` and the analysts' table both look there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from cchc_toolkit.checks import Finding, Severity
from cchc_toolkit.errors import CchcError, DataError
from cchc_toolkit.outputs.manifest import package_digest, sha256_file, summary_of
from cchc_toolkit.report import Report, build_report
from cchc_toolkit.submission.earlier import earlier_periods
from cchc_toolkit.submission.load import FILES, submission_files
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.save import VALUES_FILE
from cchc_toolkit.submission.twins import gather, gathered
from cchc_toolkit.system import paths
from cchc_toolkit.system.pool import Lost
from cchc_toolkit.system.side_by_side import HERE, Lanes, side_by_side
from cchc_toolkit.text import json_text

FOLDER = "bang"
"""Below the outputs, for what may be deleted at any time."""
_SCHEMA = "cchc-assessment/2"
_PATIENCE, _TOGETHER, _FEW = 60, 20, 40
"""Seconds a unit may take, units that a process takes, units that are not worth a process."""


class Told(NamedTuple):
    """A finding as a table has it; several keys or places are parted by `; `."""

    rule: str
    severity: Severity
    message: str
    suggestion: str
    advice: str
    waived: str
    note: str
    keys: str
    where: str


def told(found: Finding) -> Told:
    """Return a finding as a row of a table."""
    keys, where = "; ".join(found.keys), "; ".join(found.where)
    said = (found.message, found.suggestion, found.advice, found.waived, found.note)
    return Told(found.rule, found.severity, *said, keys, where)


@dataclass(frozen=True)
class Assessment:
    """What the checks say of a unit's data: `problem` where they cannot be read."""

    blocking: int
    completeness: str
    blank: bool
    """Nothing in it was filled in."""
    problem: str = ""
    findings: tuple[Told, ...] = ()
    """The unit's own, the gravest first; none where only a manifest was asked."""


def assess(params: Params, codes: Sequence[str], lanes: Lanes = HERE) -> dict[str, Assessment]:
    """Return what the checks say of the units that have data, by code.

    What has to be read and checked is, in `lanes`; a unit that cannot be says why.
    """
    looked = _earlier(params)
    asked = {code: key for code in codes if (key := _key(params, code, looked))}
    known = _known(params)
    found = {
        code: one[1] for code, key in asked.items() if (one := known.get(code)) and one[0] == key
    }
    wanted = [code for code in asked if code not in found]
    if wanted:
        found |= _checked(params, wanted, lanes)
        _keep(params, known | {code: (asked[code], found[code]) for code in asked})
    return {code: found[code] for code in asked}


def looks_of(params: Params, codes: Iterable[str]) -> str:
    """Return a hash over what all that bears on the findings of some units looks like.

    Nothing is read, and the units need not stand in the parameters: their file does.
    """
    periods = earlier_periods(params.period, params.calendar)
    files = [f"{params.data}/{params.period.id}/{{}}/{name}" for name in FILES]
    files += [f"{params.data}/{period.id}/{{}}/{VALUES_FILE}" for period in periods]
    schedule = params.calendar.schedule(params.period)
    said = (params.form.digest, package_digest(), sha256_file(params.source), repr(schedule))
    digest = hashlib.sha256(repr(said).encode())
    for code in codes:
        digest.update(repr([paths.look(file.format(code)) for file in files]).encode())
    return digest.hexdigest()


def _key(params: Params, code: str, looked: Sequence[Path]) -> str:
    """Return a hash over what bears on the findings of a unit, "" where it has no data."""
    try:
        files = submission_files(params.data, params.period, code, params.as_of)
    except DataError:
        return ""
    there = {name: sha256_file(path) for name, path in files.items() if path.is_file()}
    if not there:
        return ""
    said = (there, params.digest(code), params.form.digest, package_digest(), _looks(looked, code))
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _earlier(params: Params) -> tuple[Path, ...]:
    """Return the folders of the earlier periods that there are."""
    periods = earlier_periods(params.period, params.calendar)
    places = (paths.inside(params.data, period.id) for period in periods)
    return tuple(place for place in places if place.is_dir())


def _looks(places: Sequence[Path], code: str) -> list[tuple[str, int, int]]:
    """Return what the earlier periods of a unit look like from outside."""
    found = []
    for place in places:
        for one in (place, place / code / "indicators.csv"):
            if one.exists():
                seen = one.stat()
                found.append((place.name, seen.st_size, seen.st_mtime_ns))
    return found


def _file(params: Params) -> Path:
    return paths.inside(params.output, FOLDER) / f"tinh-hinh-{params.period.id}.json"


def _known(params: Params) -> dict[str, tuple[str, Assessment]]:
    try:
        said = json_text.read(_file(params).read_bytes())
        units = said["units"] if said["schema"] == _SCHEMA else {}
        return {code: (one["key"], _assessment(one["found"])) for code, one in units.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _said(found: Assessment) -> dict[str, Any]:
    return {**vars(found), "findings": [list(one) for one in found.findings]}


def _assessment(said: dict[str, Any]) -> Assessment:
    findings = tuple(Told(*found) for found in said.pop("findings"))
    return Assessment(**said, findings=findings)


def _keep(params: Params, found: Mapping[str, tuple[str, Assessment]]) -> None:
    units = {code: {"key": key, "found": _said(one)} for code, (key, one) in sorted(found.items())}
    try:
        paths.write_file(_file(params), json_text.compact({"schema": _SCHEMA, "units": units}))
    except CchcError:
        return  # a folder that cannot be written to is slower, no more


def _checked(params: Params, codes: Sequence[str], lanes: Lanes) -> dict[str, Assessment]:
    """Read and check some units, many at a time where there are many."""
    work = partial(_of_unit, params)
    count = lanes.of(len(codes), _FEW)
    found: dict[str, Assessment] = {}
    with gathered(params):
        for code, one in side_by_side(
            codes,
            count,
            work,
            seconds=_PATIENCE,
            together=_TOGETHER,
            twice=True,
            pool=lanes.pool,
        ):
            found[code] = _lost(one) if isinstance(one, Lost) else one
    return found


def _lost(lost: Lost) -> Assessment:
    return Assessment(0, "", False, f"Dừng giữa chừng: {lost.reason}.")


def assessed_by(manifest: Mapping[str, Any] | None) -> Assessment | None:
    """Return what a manifest says that the checks found, None where it does not say it."""
    said = manifest["summary"] if manifest else {}
    return _summed_up(said) if "blocking" in said and "blank" in said else None


def assessment_of(report: Report) -> Assessment:
    """Return what the checks say of a report that was built, without its findings."""
    return _summed_up(summary_of(report))


def _summed_up(said: Mapping[str, Any]) -> Assessment:
    return Assessment(said["blocking"], said["completeness"], said["blank"])


def _of_unit(params: Params, code: str) -> Assessment:
    gather(params)  # elsewhere than here nobody has
    try:
        report = build_report(code, params)
    except CchcError as error:
        return Assessment(0, "", False, str(error))
    return replace(assessment_of(report), findings=tuple(map(told, report.findings)))
