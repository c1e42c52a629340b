"""The versions of a submission: what was handed in when, each as the files that it made.

`data/<period>/<code>/versions/<NNN>/` holds the files of a version and `version.json`. The files
of the folder itself are the newest version's, or what somebody has edited by hand since.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cchc_toolkit.errors import DataError
from cchc_toolkit.text.formatting import print_date

VERSIONS = "versions"
VERSION_FILE = "version.json"
SCHEMA = "cchc-version/1"
_NUMBER = re.compile(r"\d{3,6}")


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
            "received": self.received.isoformat() if self.received else "",
            "source": self.source,
            "raw": self.raw,
            "sha256": self.sha256,
            "reader": self.reader,
            "repairs": list(self.repairs),
            "notes": list(self.notes),
        }


def read_versions(folder: Path) -> tuple[Version, ...]:
    """Return the versions of a commune's folder, the oldest first; none where nothing came in.

    Raises `DataError` where one of them says nothing of itself.
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
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise DataError(
            f"Bản {place.name} của số liệu không đọc được {VERSION_FILE}.",
            where=str(place),
            advice="Lấy lại thư mục này từ bản sao lưu; không sửa tay thư mục versions.",
        ) from None


def version_on(folder: Path, day: date) -> Version | None:
    """Return the newest version received on or before a day; None where there are no versions.

    Files that were there before the first delivery count as always there. Raises `DataError`
    where everything came later.
    """
    versions = read_versions(folder)
    if not versions:
        return None
    until = [found for found in versions if found.received is None or found.received <= day]
    if until:
        return until[-1]
    first = versions[0].received
    raise DataError(
        f"Chưa có số liệu nào vào ngày {print_date(day)}.",
        where=str(folder),
        advice=f"Bản đầu tiên nhận ngày {print_date(first)}; chọn --as-of từ ngày đó."
        if first
        else "",
    )
