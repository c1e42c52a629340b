"""Files that a person changed or put into a report's folder: kept beside before it is made anew.

What a manifest does not name, or names with another hash, is not ours to remove. It is copied to
`<period>/giu-lai/<code>/` under the day of its last change; nothing there is ever overwritten.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cchc_toolkit.outputs.manifest import NAME, read_manifest, sha256_file
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths
from cchc_toolkit.system.today import VIET_NAM

KEPT = "giu-lai"
"""Folder beside the reports that keeps what people changed in theirs."""
_TRANSIENT = (".", "~$")
"""How the names of files begin that editors hold open."""


def keep_by_hand(folder: Path, place: Path) -> tuple[str, ...]:
    """Copy what a person made in a report's folder to a place; return the names there, sorted."""
    with paths.writable(place):
        return tuple(sorted(_kept(folder, place, name) for name in _of_people(folder)))


def kept_before(params: Params, code: str) -> tuple[str, ...]:
    """Return the names of the files of a commune that were kept, sorted."""
    place = kept_folder(params, code)
    return tuple(sorted(path.name for path in place.iterdir())) if place.is_dir() else ()


def kept_folder(params: Params, code: str) -> Path:
    """Return where the files of a commune are kept."""
    return paths.inside(params.folder, KEPT, code)


def _of_people(folder: Path) -> Iterator[str]:
    """Yield the files that are not as the manifest left them, by path below the folder."""
    manifest = read_manifest(folder)
    ours = manifest["outputs"] if manifest else {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        transient = any(part.startswith(_TRANSIENT) for part in path.relative_to(folder).parts)
        if transient or name == NAME or path.is_symlink() or not path.is_file():
            continue
        if ours.get(name) != sha256_file(path):
            yield name


def _kept(folder: Path, place: Path, name: str) -> str:
    """Copy a file under the day of its last change; return the name it has there."""
    source = folder / name
    day = datetime.fromtimestamp(source.stat().st_mtime, VIET_NAM).date().isoformat()
    stem, dot, ending = name.replace("/", "_").rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (ending, "")
    digest = sha256_file(source)
    place.mkdir(parents=True, exist_ok=True)
    for number in range(1, 10_000):
        again = f"-{number}" if number > 1 else ""
        target = place / f"{day}_{stem}{again}{ending}"
        if target.exists() and sha256_file(target) != digest:
            continue
        if not target.exists():
            shutil.copy2(source, target)
        return target.name
    raise OSError(f"too many files named {source.name}")
