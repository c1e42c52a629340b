"""Files that a person changed or put into a report's folder: kept beside before it is made anew.

What a manifest does not name, or names with another hash, is not ours to remove. It is copied to
`<period>/giu-lai/<code>/` under the day of its last change; nothing there is ever overwritten.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from cchc_toolkit.outputs.manifest import (
    NAME,
    OFFICE_FILES,
    read_manifest,
    sha256,
    sha256_file,
)
from cchc_toolkit.submission.mode import Mode
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths
from cchc_toolkit.system.today import VIET_NAM

KEPT = "giu-lai"
"""Folder beside the reports that keeps what people changed in theirs."""
_SIGNED = "trinh-ky_"
"""How the names begin, after the date, of what was kept of a copy to sign."""
_PAGES = ("bao-cao.pdf", "bao-cao.html", *OFFICE_FILES.values())
_TRANSIENT = (".", "~$")
"""How the names of files begin that editors hold open."""


def keep_by_hand(folder: Path, place: Path, mode: Mode) -> tuple[str, ...]:
    """Copy to a place what the next report of a folder would destroy; return the names there.

    That is what a person made there, and of a copy to sign that a draft replaces the pages:
    somebody may hold them in hand. `mode` is that of the report to come.
    """
    manifest = read_manifest(folder)
    signed = manifest is not None and manifest["mode"] == "sign" and mode == "draft"
    pages = [name for name in _PAGES if signed and (folder / name).is_file()]
    with paths.writable(place):
        by_hand = keep_edited(folder, place, manifest["outputs"] if manifest else {})
        return tuple(sorted({*by_hand, *(_kept(folder, place, name, _SIGNED) for name in pages)}))


def keep_edited(folder: Path, place: Path, ours: Mapping[str, str]) -> tuple[str, ...]:
    """Copy to a place what of a folder is not as we left it; return the names there.

    `ours` are the SHA-256 of what we left, by path below the folder.
    """
    return tuple(_kept(folder, place, name) for name in _of_people(folder, ours))


def kind_of_kept(name: str) -> str:
    """Return what a file that was kept is, in words.

    >>> kind_of_kept("2024-06-20_trinh-ky_bao-cao.pdf")
    'bản trình ký trước'
    """
    return "bản trình ký trước" if f"_{_SIGNED}" in name else "tệp đã sửa tay"


def kept_before(params: Params, code: str) -> tuple[str, ...]:
    """Return the names of the files of a commune that were kept, sorted."""
    place = kept_folder(params, code)
    return tuple(sorted(path.name for path in place.iterdir())) if place.is_dir() else ()


def kept_folder(params: Params, code: str) -> Path:
    """Return where the files of a commune are kept."""
    return paths.inside(params.folder, KEPT, code)


def _of_people(folder: Path, ours: Mapping[str, str]) -> Iterator[str]:
    """Yield the files that are not as the manifest left them, by path below the folder."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        transient = any(part.startswith(_TRANSIENT) for part in path.relative_to(folder).parts)
        if transient or name == NAME or path.is_symlink() or not path.is_file():
            continue
        if ours.get(name) != sha256_file(path):
            yield name


def _kept(folder: Path, place: Path, name: str, kind: str = "") -> str:
    """Copy a file under the day of its last change; return the name it has there."""
    source = folder / name
    day = datetime.fromtimestamp(source.stat().st_mtime, VIET_NAM).date().isoformat()
    stem, dot, ending = name.replace("/", "_").rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (ending, "")
    content, changed = source.read_bytes(), source.stat()
    digest = sha256(content)
    for number in range(1, 10_000):
        again = f"-{number}" if number > 1 else ""
        target = place / f"{day}_{kind}{stem}{again}{ending}"
        if target.exists() and sha256_file(target) != digest:
            continue
        if not target.exists():
            paths.write_file(target, content)  # whole or not at all: a disk may be full
            os.utime(target, ns=(changed.st_atime_ns, changed.st_mtime_ns))
        return target.name
    raise OSError(f"too many files named {source.name}")
