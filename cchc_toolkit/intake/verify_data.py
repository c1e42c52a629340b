"""Verifying the data folder: is every version as it came in, and is none of them missing?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_toolkit.errors import DataError
from cchc_toolkit.intake.version_files import contents_of
from cchc_toolkit.submission.ledger import LEDGER, breaks, ledger_of, read_lines
from cchc_toolkit.submission.twins import twin_words, twins
from cchc_toolkit.submission.versions import (
    VERSION_FILE,
    VERSIONS,
    Version,
    digest_of,
    read_versions,
    refuse_foreign,
)

_CODE, _PERIOD = re.compile(r"\d{5}"), re.compile(r"\d{4}-\w{1,3}")


@dataclass(frozen=True)
class VerifiedData:
    """One commune's folder: what is not as it came in, and what is only worth knowing."""

    folder: Path
    differences: tuple[str, ...]
    notes: tuple[str, ...] = ()
    versions: int = 0


def data_folders(place: Path) -> tuple[Path, ...]:
    """Return the folders of communes in a data folder, a period's or a commune's own.

    None where it is a folder of reports or of anything else. Links are among them.
    """
    if _holds_data(place):
        return (place,)
    periods = [place, *(one for one in sorted(place.iterdir()) if _PERIOD.fullmatch(one.name))]
    inner = (one for period in periods if period.is_dir() for one in sorted(period.iterdir()))
    return tuple(one for one in inner if _CODE.fullmatch(one.name) and _holds_data(one))


def _holds_data(folder: Path) -> bool:
    return (folder / VERSIONS).is_dir() or (folder / "indicators.csv").is_file()


def verify_data(folders: Sequence[Path]) -> tuple[VerifiedData, ...]:
    """Return what is not as it came in, a commune and period each, in the order given."""
    return tuple(map(_verified, folders))


def same_values(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return a line for each group of communes that reported the same values in one period."""
    periods = dict.fromkeys(folder.parent for folder in folders)
    return tuple(
        f"kỳ {period.name}: {twin_words(group)}"
        for period in periods
        for group in twins(folder for folder in folders if folder.parent == period)
    )


def _verified(folder: Path) -> VerifiedData:
    if folder.is_symlink() or folder.parent.is_symlink():
        return VerifiedData(folder, ("là liên kết tới nơi khác",))
    versions = read_versions(folder)
    found = [*_owner(folder, versions), *_ledger(folder, versions)]
    for version in versions:
        found += _version(folder, version)
    return VerifiedData(folder, tuple(found), tuple(_notes(folder, versions)), len(versions))


def _owner(folder: Path, versions: Sequence[Version]) -> Iterator[str]:
    try:
        refuse_foreign(folder, versions)
    except DataError as error:
        yield error.problem.rstrip(".")


def _ledger(folder: Path, versions: Sequence[Version]) -> Iterator[str]:
    """Yield what the ledger says that the versions do not, and the other way round."""
    lines = read_lines(ledger_of(folder))
    yield from (f"{LEDGER}, dòng {at}: không nối tiếp dòng trước" for at in breaks(lines))
    there = {one.number for one in versions}
    written = {line.number: line.record for line in lines if not line.problem}
    first = min((*there, *written), default=0)
    for number in range(first, max((*there, *written), default=-1) + 1):
        if number not in there:
            yield f"bản {number:03d}: không còn"
    for one in versions:
        if not lines:
            continue
        if one.number not in written:
            yield f"bản {one.name}: không có trong {LEDGER}"
        elif digest_of(one.folder / VERSION_FILE) != written[one.number]:
            yield f"bản {one.name}: {VERSION_FILE} đã bị sửa"


def _version(folder: Path, version: Version) -> Iterator[str]:
    if version.problem:
        yield f"bản {version.name}: không đọc được {VERSION_FILE}"
        return
    yield from (f"bản {version.name}: {name} đã bị sửa" for name in version.edited())
    if version.raw:
        raw = folder.parents[1] / version.raw
        if not raw.is_file():
            yield f"bản {version.name}: không còn tệp gốc {version.raw}"
        elif _sha256(raw) != version.sha256:
            yield f"bản {version.name}: tệp gốc {version.raw} đã bị sửa"


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _notes(folder: Path, versions: Sequence[Version]) -> Iterator[str]:
    sound = [one for one in versions if not one.problem]
    if sound and contents_of(folder) != contents_of(sound[-1].folder):
        yield f"số liệu đã sửa tay sau bản {sound[-1].name}"
    older = [one.name for one in sound if not one.files]
    if older:
        yield f"bản {', '.join(older)} không ghi mã băm từng tệp (nhập bằng bản cũ của công cụ)"
