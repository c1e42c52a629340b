"""The store: every delivery a new version, none overwritten, the newest one the current files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from cchc_toolkit.checks import SEVERITIES, Scope, check
from cchc_toolkit.errors import DataError
from cchc_toolkit.intake.arrival import Arrival, Outcome
from cchc_toolkit.intake.compare import changes
from cchc_toolkit.intake.names import kept_name, refuse_links_within
from cchc_toolkit.submission import Submission, Value
from cchc_toolkit.submission.history import read_earlier
from cchc_toolkit.submission.load import read_submission
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.save import SAVED, VALUES_FILE
from cchc_toolkit.submission.values_file import read_values
from cchc_toolkit.submission.versions import VERSION_FILE, VERSIONS, Version, read_versions
from cchc_toolkit.submission.waivers_file import WAIVERS_FILE
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date

RAW = "raw"
BY_HAND = "tệp có sẵn trong thư mục"
"""The source of a version that holds what stood in the folder without having been imported."""
_Contents = Mapping[str, bytes]


def store(arrival: Arrival, params: Params, received: date, *, dry_run: bool = False) -> Outcome:
    """Keep a delivery as the newest version of its commune and period; say what became of it.

    Either the whole new version stands in the end, current files included, or nothing of it.
    Raises `DataError` where the delivery does not read back as a submission.
    """
    refuse_links_within(params.data, arrival.period, arrival.commune)
    folder = paths.inside(params.data, arrival.period, arrival.commune)
    versions = read_versions(folder)
    current = _contents(folder)
    wanted = {**current, **{name: text.encode() for name, text in arrival.files.items()}}
    known = _known(arrival, versions, wanted, current)
    if known is not None:
        return known
    _refuse_earlier(arrival, versions, received)
    before = _values_before(folder, params)
    with _place_for(folder, dry_run) as staging:
        _keep(folder, staging)
        newest = _add_by_hand(staging, versions, current, received)
        added = _add(staging, arrival, newest + 1, wanted, received)
        submission = _read_back(staging, arrival, params)
        if not arrival.alone and not dry_run:
            _keep_shared(params.data, arrival)
    changed = len(changes(before, submission.values, params.form))
    return replace(_outcome(arrival, added.number, submission, params), changes=changed)


def _contents(folder: Path) -> dict[str, bytes]:
    """Return the current files by name; those that are not there are left out."""
    return {name: (folder / name).read_bytes() for name in SAVED if (folder / name).is_file()}


def _values_before(folder: Path, params: Params) -> Mapping[str, Value]:
    """Return the values that stood there; none where nothing did, or where nobody could read it."""
    try:
        return read_values(folder / VALUES_FILE, params.form)[0]
    except DataError:
        return {}


def _known(
    arrival: Arrival, versions: tuple[Version, ...], wanted: _Contents, current: _Contents
) -> Outcome | None:
    """Return the outcome of a delivery that brings nothing new, None for one that does."""
    same = next((one for one in reversed(versions) if one.sha256 == arrival.sha256), None)
    if same is None and not (versions and wanted == current == _contents(versions[-1].folder)):
        return None
    found = same or versions[-1]
    notes: tuple[str, ...] = ()
    if found.number != versions[-1].number:
        notes = (f"Tệp này đã nhập ở bản {found.name}; bản mới nhất là {versions[-1].name}.",)
    return Outcome(
        str(arrival.file), "unchanged", arrival.period, arrival.commune, found.number, notes=notes
    )


def _refuse_earlier(arrival: Arrival, versions: tuple[Version, ...], received: date) -> None:
    newest = versions[-1].received if versions else None
    if newest is not None and received < newest:
        raise DataError(
            f"Ngày nhận {print_date(received)} trước ngày nhận của bản mới nhất "
            f"({print_date(newest)}).",
            where=f"{arrival.file.name}, xã {arrival.commune} kỳ {arrival.period}",
            advice="Nhập các bản theo thứ tự ngày nhận; kiểm tra --received.",
        )


@contextmanager
def _place_for(folder: Path, dry_run: bool) -> Iterator[Path]:
    if dry_run:
        with tempfile.TemporaryDirectory(prefix="cchc-") as scratch:
            yield Path(scratch)
    else:
        with paths.staged_folder(folder, durable=True) as staging:
            yield staging


def _keep(folder: Path, staging: Path) -> None:
    """Take over everything but the current files; what never changes is not copied but linked."""
    with paths.writable(staging):
        for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
            if entry.name in SAVED:
                continue
            if entry.is_dir() and not entry.is_symlink():
                linked = entry.name in (RAW, VERSIONS)
                copy = _link if linked else shutil.copy2
                shutil.copytree(entry, staging / entry.name, copy_function=copy, symlinks=True)
            else:
                shutil.copy2(entry, staging / entry.name, follow_symlinks=False)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # a disk without links, or the end of its links
        shutil.copy2(source, target, follow_symlinks=False)


def _add_by_hand(
    staging: Path, versions: tuple[Version, ...], current: _Contents, received: date
) -> int:
    """Keep what was edited in the folder as a version of its own; return the newest number."""
    newest = versions[-1].number if versions else 0
    edited = bool(current) and not versions
    if versions:
        edited = current != _contents(versions[-1].folder)
    if not edited:
        return newest
    number = newest + 1 if versions else 0
    place = staging / VERSIONS / f"{number:03d}"
    by_hand = Version(number, received if versions else None, BY_HAND, place)
    _write_version(by_hand, current)
    return number


def _add(
    staging: Path, arrival: Arrival, number: int, wanted: _Contents, received: date
) -> Version:
    """Write the new version, the file that it came in and the current files."""
    kept = kept_name(arrival.file.name, arrival.sha256)
    raw = f"{RAW}/{kept}"
    if arrival.alone:
        raw = f"{arrival.period}/{arrival.commune}/{raw}"
        _copy_raw(arrival, staging / RAW / kept)
    added = Version(
        number=number,
        received=received,
        source=arrival.file.name,
        folder=staging / VERSIONS / f"{number:03d}",
        raw=raw,
        sha256=arrival.sha256,
        reader=arrival.reader,
        repairs=tuple(repair.line for repair in arrival.repairs),
        notes=arrival.notes,
    )
    _write_version(added, wanted)
    for name, content in wanted.items():
        paths.write_file(staging / name, content)
    return added


def _write_version(version: Version, contents: _Contents) -> None:
    for name, content in contents.items():
        paths.write_file(version.folder / name, content)
    said = json.dumps(version.to_json(), ensure_ascii=False, indent=1) + "\n"
    paths.write_file(version.folder / VERSION_FILE, said)


def _keep_shared(data: Path, arrival: Arrival) -> None:
    """Keep a file that holds many submissions once for all of them."""
    kept = data / RAW / kept_name(arrival.file.name, arrival.sha256)
    refuse_links_within(data, RAW)
    if not kept.exists():
        _copy_raw(arrival, kept, durable=True)


def _copy_raw(arrival: Arrival, place: Path, *, durable: bool = False) -> None:
    """Keep the file as it came, unless somebody has put another in its place meanwhile."""
    content = arrival.file.read_bytes()
    if hashlib.sha256(content).hexdigest() != arrival.sha256:
        raise DataError(
            "Tệp đã bị thay trong lúc đang nhập.",
            where=str(arrival.file),
            advice="Chờ chương trình kia ghi xong rồi nhập lại.",
        )
    paths.write_file(place, content, durable=durable)


def _read_back(staging: Path, arrival: Arrival, params: Params) -> Submission:
    """Return what the new current files say to whoever loads them: the proof that they can."""
    files = {name: staging / name for name in (*SAVED, WAIVERS_FILE)}
    return read_submission(files, params.commune(arrival.commune), params.period, params.form)


def _outcome(arrival: Arrival, number: int, submission: Submission, params: Params) -> Outcome:
    office, earlier = params.office(arrival.commune), read_earlier(arrival.commune, params)
    final = params.mode == "final"
    found = check(
        Scope(submission, params.window, office, final, earlier, calendar=params.calendar)
    )
    return Outcome(
        file=str(arrival.file),
        status="repaired" if arrival.repairs else "accepted",
        period=arrival.period,
        commune=arrival.commune,
        version=number,
        findings={one: sum(f.severity == one for f in found) for one in SEVERITIES},
        repairs=tuple(repair.line for repair in arrival.repairs),
        notes=arrival.notes,
    )
