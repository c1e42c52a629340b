"""The versions of a submission: what was handed in when, each as the files that it made.

`data/<period>/<code>/versions/<NNN>/` holds the files of a version and `version.json`. The files
of the folder itself are the newest version's, or what somebody has edited by hand since.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cchc_toolkit.errors import DataError
from cchc_toolkit.text.formatting import print_date

VERSIONS = "versions"
VERSION_FILE = "version.json"
SCHEMA = "cchc-version/2"
_NUMBER = re.compile(r"\d{3,6}")
_OF_COMMUNE = re.compile(r"([^/]+)/(\d{5})/")
"""How the place of a file that was handed in begins: period and commune."""


@dataclass(frozen=True)
class Version:
    """One delivery as it was stored; `received` is None for files that stood there before any."""

    number: int
    received: date | None
    source: str
    """Name of the file that was handed in."""
    folder: Path
    raw: str = ""
    """Where the file is kept unchanged, from the data folder; "" where there was none."""
    sha256: str = ""
    """Of the file, in hex."""
    reader: str = ""
    """How it was read: `xlsx`, `csv`, `parquet`, `docx`, `pdf`, `html`, `txt`; "" by hand."""
    repairs: tuple[str, ...] = ()
    """What reading took otherwise than it was written, one line each."""
    notes: tuple[str, ...] = ()
    commune: str = ""
    period: str = ""
    """Whose it is; "" where an older version of this tool wrote it."""
    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file by name; none where an older version of this tool wrote it."""
    problem: str = ""
    """Why the record of this version cannot be read; "" for a sound one, which all others are."""

    @property
    def name(self) -> str:
        """The name of its folder.

        >>> Version(7, None, "", Path()).name
        '007'
        """
        return f"{self.number:03d}"

    def to_json(self) -> dict[str, Any]:
        """Return the version as `version.json` holds it."""
        return {
            "schema": SCHEMA,
            "number": self.number,
            "commune": self.commune,
            "period": self.period,
            "received": self.received.isoformat() if self.received else "",
            "source": self.source,
            "raw": self.raw,
            "sha256": self.sha256,
            "reader": self.reader,
            "repairs": list(self.repairs),
            "notes": list(self.notes),
            "files": dict(self.files),
        }

    def edited(self) -> tuple[str, ...]:
        """Return the names of the files that are no longer as the record says, missing ones too."""
        return tuple(
            name for name, sha256 in self.files.items() if digest_of(self.folder / name) != sha256
        )


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file in hex, "" where it cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def read_versions(folder: Path) -> tuple[Version, ...]:
    """Return the versions of a commune's folder, the oldest first; none where nothing came in.

    One that says nothing of itself is among them with its `problem`: it must not stop the next.
    """
    below = folder / VERSIONS
    if not below.is_dir():
        return ()
    names = [place for place in below.iterdir() if _NUMBER.fullmatch(place.name)]
    found = [_read(place) for place in names]
    return tuple(sorted(found, key=lambda version: version.number))


def _read(place: Path) -> Version:
    try:
        said = json.loads((place / VERSION_FILE).read_bytes())
        period, commune = _owner(said)
        return Version(
            number=int(place.name),
            received=date.fromisoformat(said["received"]) if said["received"] else None,
            source=str(said["source"]),
            folder=place,
            raw=str(said["raw"]),
            sha256=str(said["sha256"]),
            reader=str(said["reader"]),
            repairs=tuple(map(str, said["repairs"])),
            notes=tuple(map(str, said["notes"])),
            commune=commune,
            period=period,
            files={str(name): str(sha256) for name, sha256 in said.get("files", {}).items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        problem = f"Bản {place.name} của số liệu không đọc được {VERSION_FILE}."
        return Version(int(place.name), None, "", place, problem=problem)


def _owner(said: Mapping[str, Any]) -> tuple[str, str]:
    """Return period and commune; of an older record, as the place of its file gives them."""
    place = _OF_COMMUNE.match(str(said["raw"]))
    period, commune = place.groups() if place else ("", "")
    return str(said.get("period", period)), str(said.get("commune", commune))


def refuse_foreign(folder: Path, versions: Iterable[Version] | None = None) -> None:
    """Raise `DataError` where a commune's folder holds what was handed in for another one.

    Folders that were copied over one another or swapped still say in each version whose it was.
    """
    for version in read_versions(folder) if versions is None else versions:
        owner, here = (version.period, version.commune), (folder.parent.name, folder.name)
        if version.commune and owner != here:
            raise DataError(
                f"Thư mục của xã {here[1]} kỳ {here[0]} chứa số liệu đã nhập của xã {owner[1]} kỳ "
                f"{owner[0]} (bản {version.name}).",
                where=str(folder),
                advice="Thư mục đã bị chép đè hoặc đổi chỗ; lấy lại đúng thư mục từ bản sao lưu.",
            )


def version_on(folder: Path, day: date) -> Version | None:
    """Return the newest version received on or before a day; None where there are no versions.

    Files that were there before the first delivery count as always there. Raises `DataError`
    where everything came later, where the version has been edited since, and where one that
    might be meant says nothing of itself.
    """
    versions = read_versions(folder)
    if not versions:
        return None
    until = [one for one in versions if not one.problem and (one.received or day) <= day]
    first = next((one.received for one in versions if one.received), None)
    found = until[-1] if until else None
    _refuse_unsure(versions, found)
    if found is not None:
        _refuse_edited(found)
        return found
    raise DataError(
        f"Chưa có số liệu nào vào ngày {print_date(day)}.",
        where=str(folder),
        advice=f"Bản đầu tiên nhận ngày {print_date(first)}; chọn --as-of từ ngày đó."
        if first
        else "",
    )


def _refuse_unsure(versions: Sequence[Version], found: Version | None) -> None:
    """Raise where the version after the one found cannot be read: it might be the one meant."""
    later = [one for one in versions if found is None or one.number > found.number]
    if later and later[0].problem:
        raise DataError(
            later[0].problem,
            where=str(later[0].folder),
            advice="Lấy lại thư mục này từ bản sao lưu; không sửa tay thư mục versions.",
        )


def _refuse_edited(version: Version) -> None:
    edited = version.edited()
    if edited:
        raise DataError(
            f"Bản {version.name} của số liệu đã bị sửa sau khi nhập: {', '.join(edited)}.",
            where=str(version.folder),
            advice="Lấy lại thư mục này từ bản sao lưu; không sửa tay thư mục versions.",
        )
