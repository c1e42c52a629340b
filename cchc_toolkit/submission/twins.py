"""Communes that reported the very same values: one's file was copied for the other."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from cchc_toolkit.errors import DataError
from cchc_toolkit.submission.load import submission_files
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.save import VALUES_FILE
from cchc_toolkit.submission.table import plain_cell, read_text
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import clean_text, parse_number

_ENOUGH = 10
"""Values other than 0 that two communes cannot have alike by chance."""

Twins = Mapping[str, tuple[str, ...]]
"""The communes of a period that have the same values as another one, each with those others."""

_known: dict[str, tuple[tuple[int, int, int], str]] = {}
"""Fingerprints by path, each with what the file looked like: none is read twice unchanged."""
_gathered: list[tuple[tuple[object, ...], Twins]] = []
"""What a run of many communes gathered once (`gathered`); empty everywhere else."""


def twins_of(params: Params, code: str) -> tuple[str, ...]:
    """Return the other communes of the parameters that reported the same values as this one."""
    asked = _place(params)
    found = next((twins for place, twins in _gathered if place == asked), None)
    return (all_twins(params) if found is None else found).get(code, ())


def _place(params: Params) -> tuple[object, ...]:
    return params.data, params.period, params.communes, params.as_of


@contextmanager
def gathered(params: Params) -> Iterator[Twins]:
    """Look at the values of all communes once, for as long as the block runs."""
    found = all_twins(params)
    _gathered.append((_place(params), found))
    try:
        yield found
    finally:
        _gathered.pop()


def gather(params: Params) -> None:
    """Look at the values of all communes once, for the rest of this process; as `gathered` does."""
    if all(place != _place(params) for place, _ in _gathered):
        _gathered.append((_place(params), all_twins(params)))


def all_twins(params: Params) -> Twins:
    """Return the communes of some parameters that have the same values as others."""
    files = ((code, _values_file(params, code)) for code in params.communes)
    groups = _alike((code, file) for code, file in files if file is not None)
    return {
        code: tuple(other for other in group if other != code) for group in groups for code in group
    }


def _values_file(params: Params, code: str) -> Path | None:
    try:
        return submission_files(params.data, params.period, code, params.as_of)[VALUES_FILE]
    except DataError:  # nothing had come in by that day
        return None


def twins(folders: Iterable[Path]) -> tuple[tuple[str, ...], ...]:
    """Return the names of the folders of a period that hold the same values, in groups."""
    return _alike((folder.name, folder / VALUES_FILE) for folder in folders)


def groups_of(found: Twins) -> tuple[tuple[str, ...], ...]:
    """Return the communes that are alike in groups, each group once."""
    return tuple(dict.fromkeys(tuple(sorted((code, *same))) for code, same in found.items()))


def _alike(files: Iterable[tuple[str, Path]]) -> tuple[tuple[str, ...], ...]:
    found: dict[str, list[str]] = {}
    for code, file in files:
        found.setdefault(fingerprint(file), []).append(code)
    return tuple(tuple(group) for key, group in found.items() if key and len(group) > 1)


def twin_words(group: tuple[str, ...]) -> str:
    """Return what a terminal says of communes with the same values.

    >>> twin_words(("99003", "99004"))
    '[cao] Xã 99003, 99004 có cùng một bộ số liệu: tệp của xã này đã chép cho xã kia?'
    """
    names = ", ".join(group)
    return f"[cao] Xã {names} có cùng một bộ số liệu: tệp của xã này đã chép cho xã kia?"


def fingerprint(file: Path) -> str:
    """Return what only a copy shares: a hash over the numbers, "" where there are few or none.

    Notes, sources, blank cells, the order of the lines and how a number is written do not count.
    """
    looks = paths.look(file)
    if not any(looks):
        return ""
    before = _known.get(str(file))
    if before is None or before[0] != looks:
        before = _known[str(file)] = looks, _fingerprint(file)
    return before[1]


def _fingerprint(file: Path) -> str:
    try:
        lines = csv.reader(read_text(file).splitlines())
        header = [name.strip() for name in next(lines, [])]
        key, value = header.index("key"), header.index("value")
        said = {(cells[key].strip(), _number(cells[value])) for cells in lines
                if len(cells) > max(key, value) and cells[value]}  # fmt: skip
    except (DataError, csv.Error, ValueError):
        return ""
    if sum(number not in ("", "0") for _, number in said) < _ENOUGH:
        return ""
    return hashlib.sha256(repr(sorted(said)).encode()).hexdigest()


@lru_cache(maxsize=65536)
def _number(text: str) -> str:
    """Return a number as it is compared, however it is written; what is none, as it stands.

    >>> _number("1.234"), _number("1234 "), _number("12,50")
    ('1234', '1234', '12.5')
    """
    plain = plain_cell(clean_text(text))
    for whole in (True, False):
        try:
            return f"{parse_number(plain, integer=whole).normalize():f}"
        except DataError:
            continue
    return plain
