"""Communes that reported the very same values: one's file was copied for the other."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable
from operator import itemgetter
from pathlib import Path

from cchc_toolkit.errors import DataError
from cchc_toolkit.submission.save import VALUES_FILE
from cchc_toolkit.submission.table import read_text
from cchc_toolkit.submission.versions import digest_of

_ENOUGH = 10
"""Values other than 0 that two communes cannot have alike by chance."""


def twins(folders: Iterable[Path], *, quick: bool = False) -> tuple[tuple[Path, ...], ...]:
    """Return the folders of one period that hold the same values, in groups of two and more.

    `quick` looks at copies to the byte only: for a batch of thousands, a tenth of the time.
    """
    if quick:
        folders = [one for group in _alike(folders, digest_of) for one in group]
    return _alike(folders, fingerprint)


def _alike(folders: Iterable[Path], said: Callable[[Path], str]) -> tuple[tuple[Path, ...], ...]:
    found: dict[str, list[Path]] = {}
    for folder in folders:
        found.setdefault(said(folder / VALUES_FILE), []).append(folder)
    return tuple(tuple(group) for key, group in found.items() if key and len(group) > 1)


def twin_words(group: tuple[Path, ...]) -> str:
    """Return what is said of communes with the same values.

    >>> twin_words((Path("data/2024-6T/99003"), Path("data/2024-6T/99004")))
    '[cao] Xã 99003, 99004 có cùng một bộ số liệu: tệp của xã này đã chép cho xã kia?'
    """
    names = ", ".join(folder.name for folder in group)
    return f"[cao] Xã {names} có cùng một bộ số liệu: tệp của xã này đã chép cho xã kia?"


def fingerprint(file: Path) -> str:
    """Return what only a copy shares: a hash over the values, "" where there are few or none.

    Notes and sources do not count, nor does the order of the lines.
    """
    try:
        header, *lines = csv.reader(read_text(file).splitlines())
        places = [header.index(name) for name in ("key", "value", "state")]
    except (DataError, csv.Error, ValueError):
        return ""
    cells = itemgetter(*places)
    values = {tuple(map(str.strip, cells(line))) for line in lines if len(line) > max(places)}
    if sum(value not in ("", "0") for _, value, _ in values) < _ENOUGH:
        return ""
    return hashlib.sha256(repr(sorted(values)).encode()).hexdigest()
