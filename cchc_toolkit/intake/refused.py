"""Files that were refused are kept with the reason: what somebody handed in is never just gone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from cchc_toolkit.errors import CchcError
from cchc_toolkit.intake.arrival import Outcome
from cchc_toolkit.intake.kinds import MAX_TABLE
from cchc_toolkit.intake.names import kept_name, readable_name
from cchc_toolkit.intake.read import ImportOptions
from cchc_toolkit.submission.file_name import codes_in_name
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.refusals import FOLDER, Why, record_text
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date


def keep_refused(
    outcomes: Sequence[Outcome], asked: ImportOptions, received: date
) -> tuple[Outcome, ...]:
    """Keep each refused file below the data with why; return the outcomes with where it is.

    It lies in `data/<period>/refused/`, or in `data/refused/` where no one knows its period. Links
    and files too large to be read are not kept.
    """
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for one in outcomes:
        if one.status == "refused":
            groups.setdefault((one.file, one.period), []).append(one)
    places = {key: _kept(group, asked, received) for key, group in groups.items()}
    return tuple(_with_place(one, places.get((one.file, one.period), "")) for one in outcomes)


def _with_place(outcome: Outcome, place: str) -> Outcome:
    if outcome.status != "refused" or not place:
        return outcome
    return replace(outcome, notes=(*outcome.notes, place))


def _kept(refusals: Sequence[Outcome], asked: ImportOptions, received: date) -> str:
    """Keep one file; return what is said of it, "" where there is nothing to keep."""
    file, params = Path(refusals[0].file), _params(refusals[0], asked)
    folder = _folder(asked, params)
    if folder is None or file.is_symlink() or file.parent.name == FOLDER:
        return ""
    try:
        content = file.read_bytes() if file.stat().st_size <= MAX_TABLE else b""
    except OSError:
        return ""
    if not content:
        return ""
    place = folder / kept_name(file.name, hashlib.sha256(content).hexdigest())
    why = "\n\n".join(one.problem for one in refusals)
    said = f"{readable_name(file.name)}\nNhận ngày {print_date(received)}, từ chối:\n\n{why}\n"
    try:
        paths.write_file(place, content, durable=True)
        paths.write_file(place.with_name(f"{place.name}.txt"), said, durable=True)
        record = record_text(readable_name(file.name), received, _units(refusals, params))
        paths.write_file(place.with_name(f"{place.name}.json"), record, durable=True)
    except CchcError as error:
        return f"Chưa giữ được bản sao của tệp: {error.problem}"
    return f"Tệp và lý do được giữ ở {paths.shown(place)}."


def _units(refusals: Sequence[Outcome], params: Params | None) -> list[tuple[str, Why]]:
    """Return whose the file was, each with why: as its content says, else as its name does."""
    return [(one.commune or _named(one, params), one.why) for one in refusals]


def _named(refusal: Outcome, params: Params | None) -> str:
    codes = codes_in_name(Path(refusal.file).name, params) if params else ()
    return next(iter(codes)) if len(codes) == 1 else ""


def _params(refusal: Outcome, asked: ImportOptions) -> Params | None:
    """Return the parameters of the period that a refused file was for, None where none is known."""
    period = refusal.period or asked.period
    if not period and len(asked.params) == 1:
        period = next(iter(asked.params))
    return asked.params.get(period)


def _folder(asked: ImportOptions, params: Params | None) -> Path | None:
    if not asked.params:
        return None
    data = (params or next(iter(asked.params.values()))).data
    place = data / params.period.id if params else data
    return None if place.is_symlink() else place / FOLDER
