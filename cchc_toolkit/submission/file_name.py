"""What the name of a file says of whose it is: never believed, but told where it says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from cchc_toolkit.submission.params import Params
from cchc_toolkit.text.formatting import without_marks
from cchc_toolkit.text.likeness import compare_key

_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_LONGEST = 8
"""Words of the longest name of a commune, its kind included, and one to spare."""
_Index = dict[str, frozenset[str]]


def codes_in_name(name: str, params: Params) -> frozenset[str]:
    """Return the communes that the name of a file may mean: by code, by name, by its plain letters.

    Names without marks mean all communes that are written so: `xa-vinh-hung` several.
    """
    codes = frozenset(_CODE.findall(name)) & frozenset(params.offices)
    if codes:
        return codes
    words = re.sub(r"[\W_]+", " ", compare_key(Path(name).stem)).split()
    exact, plain = _names(tuple((code, one.name) for code, one in params.offices.items()))
    parts = [
        " ".join(words[at : at + length])
        for length in range(_LONGEST, 1, -1)
        for at in range(len(words) - length + 1)
    ]
    found = (index[part] for index in (exact, plain) for part in parts if part in index)
    return next(found, frozenset())


@lru_cache(maxsize=8)
def _names(offices: tuple[tuple[str, str], ...]) -> tuple[_Index, _Index]:
    """Return codes by name, and by name without marks."""
    exact: dict[str, set[str]] = {}
    plain: dict[str, set[str]] = {}
    for code, name in offices:
        exact.setdefault(compare_key(name), set()).add(code)
        plain.setdefault(" ".join(without_marks(name).split()), set()).add(code)
    return _frozen(exact), _frozen(plain)


def _frozen(index: dict[str, set[str]]) -> _Index:
    return {name: frozenset(codes) for name, codes in index.items()}


def other_name(path: Path, code: str, params: Params) -> Iterator[str]:
    """Yield a note where the name of a file means another commune than its content."""
    said = codes_in_name(path.name, params)
    if said and code not in said:
        shown = ", ".join(f"{one} ({params.offices[one].name})" for one in sorted(said)[:3])
        name = params.offices[code].name
        yield f"Tên tệp nói xã {shown}, nội dung là của xã {code} ({name}): nhập theo nội dung."
