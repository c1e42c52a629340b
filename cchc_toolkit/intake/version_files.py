"""Writing versions into a folder that nobody reads yet: files, records, ledger, the file kept."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from cchc_toolkit.errors import DataError
from cchc_toolkit.intake.arrival import Arrival
from cchc_toolkit.intake.names import kept_name, readable, readable_name
from cchc_toolkit.submission.ledger import LEDGER, appended, ledger_of, read_lines
from cchc_toolkit.submission.save import SAVED
from cchc_toolkit.submission.versions import VERSION_FILE, VERSIONS, Version, read_versions
from cchc_toolkit.system import paths

RAW = "raw"
BY_HAND = "tệp có sẵn trong thư mục"
"""The source of a version that holds what stood in the folder without having been imported."""
Contents = Mapping[str, bytes]
Standing = Mapping[str, tuple[int, int, int]]
"""What tells one state of a file from another, by name."""


def contents_of(folder: Path) -> dict[str, bytes]:
    """Return the current files by name; those that are not there are left out."""
    return {name: (folder / name).read_bytes() for name in SAVED if (folder / name).is_file()}


def keep(folder: Path, staging: Path) -> Standing:
    """Take over everything but the current files; what never changes is not copied but linked.

    Returns how the files that people edit stood before: one may be saved meanwhile (`bring_late`).
    """
    standing = _standing(folder)
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
    if not ledger_of(staging):
        _begin_ledger(staging)
    return standing


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # a disk without links, or the end of its links
        shutil.copy2(source, target, follow_symlinks=False)


def bring_late(old: Path, folder: Path, standing: Standing) -> None:
    """Save what somebody has saved in a folder since it was taken over, before it goes.

    A waiver is taken as it is; a file that the delivery fills is laid beside the new one.
    """
    for name, state in _standing(old).items():
        if state != standing.get(name):
            target = f"{name}.sua-luc-nhap" if name in SAVED else name
            paths.write_file(folder / target, (old / name).read_bytes(), durable=True)


def _standing(folder: Path) -> Standing:
    if not folder.is_dir():
        return {}
    files = {one.name: one.stat() for one in folder.iterdir() if one.is_file()}
    return {name: (at.st_ino, at.st_size, at.st_mtime_ns) for name, at in files.items()}


def highest(folder: Path) -> int:
    """Return the highest number that a version of a folder ever had, -1 without any."""
    written = (one.number for one in read_lines(ledger_of(folder)))
    return max((*(one.number for one in read_versions(folder)), *written), default=-1)


def add_by_hand(staging: Path, arrival: Arrival, current: Contents, received: date) -> None:
    """Keep what was edited in the folder as a version of its own, where something was."""
    versions = read_versions(staging)
    if not current or (versions and current == contents_of(versions[-1].folder)):
        return
    number = highest(staging) + 1
    place = staging / VERSIONS / f"{number:03d}"
    day = received if versions else None
    _write(staging, Version(number, day, BY_HAND, place), arrival, current)


def add(staging: Path, arrival: Arrival, wanted: Contents, received: date) -> Version:
    """Write the new version, the file that it came in and the current files; return it."""
    number = max(highest(staging), 0) + 1
    kept = kept_name(arrival.file.name, arrival.sha256)
    raw = f"{RAW}/{kept}"
    if arrival.alone:
        raw = f"{arrival.period}/{arrival.commune}/{raw}"
        copy_raw(arrival, staging / RAW / kept)
    added = Version(
        number=number,
        received=received,
        source=readable_name(arrival.file.name),
        folder=staging / VERSIONS / f"{number:03d}",
        raw=raw,
        sha256=arrival.sha256,
        reader=arrival.reader,
        repairs=tuple(readable(repair.line) for repair in arrival.repairs),
        notes=tuple(map(readable, arrival.notes)),
    )
    _write(staging, added, arrival, wanted)
    for name, content in wanted.items():
        paths.write_file(staging / name, content)
    return added


def _write(staging: Path, version: Version, arrival: Arrival, contents: Contents) -> None:
    for name, content in contents.items():
        paths.write_file(version.folder / name, content)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    whole = replace(version, commune=arrival.commune, period=arrival.period, files=hashes)
    record_version(staging, whole)


def record_version(folder: Path, version: Version, *, durable: bool = False) -> None:
    """Write the record of a version, and a line for it in the ledger."""
    record = (json.dumps(version.to_json(), ensure_ascii=False, indent=1) + "\n").encode()
    paths.write_file(version.folder / VERSION_FILE, record, durable=durable)
    text = appended(ledger_of(folder), version.number, record)
    paths.write_file(folder / LEDGER, text, durable=durable)


def _begin_ledger(staging: Path) -> None:
    """Write down the versions of a folder that had no ledger yet."""
    text = ""
    for one in read_versions(staging):
        if not one.problem:
            text = appended(text, one.number, (one.folder / VERSION_FILE).read_bytes())
    if text:
        paths.write_file(staging / LEDGER, text)


def keep_shared(data: Path, arrival: Arrival) -> None:
    """Keep a file that holds many submissions once for all of them."""
    kept = data / RAW / kept_name(arrival.file.name, arrival.sha256)
    paths.refuse_links(data, RAW)
    if not kept.exists():
        copy_raw(arrival, kept, durable=True)


def copy_raw(arrival: Arrival, place: Path, *, durable: bool = False) -> None:
    """Keep the file as it came, unless somebody has put another in its place meanwhile."""
    content = arrival.file.read_bytes()
    if hashlib.sha256(content).hexdigest() != arrival.sha256:
        raise DataError(
            "Tệp đã bị thay trong lúc đang nhập.",
            where=str(arrival.file),
            advice="Chờ chương trình kia ghi xong rồi nhập lại.",
        )
    paths.write_file(place, content, durable=durable)
