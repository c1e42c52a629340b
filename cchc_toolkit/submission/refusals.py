"""What was refused of a period: files kept in `data/<period>/refused/`, each with its record.

Beside a file stand its reasons for a person (`.txt`) and, for programs, whose it was (`.json`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cchc_toolkit.system import paths
from cchc_toolkit.text import json_text

FOLDER = "refused"
SCHEMA = "cchc-refused/2"
_PARTS = ("problem", "where", "advice")
Why = tuple[str, str, str]
"""What was wrong, where, and what to do, as the import said it; the last two may be blank."""
_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


@dataclass(frozen=True)
class Refusal:
    """One file that was refused for one unit; `unit` is "" where no one knows whose it was."""

    unit: str
    received: date | None
    file: str
    """Its name as it was handed in."""
    why: Why
    kept: Path
    """Where it is kept."""

    @property
    def place(self) -> str:
        """Where it is kept, from the data folder.

        >>> kept = Path("data/2026-Q3/refused/1-a.csv")
        >>> Refusal("99001", None, "a.csv", ("…", "", ""), kept).place
        '2026-Q3/refused/1-a.csv'
        """
        return "/".join(self.kept.parts[-3:])

    @property
    def reason(self) -> str:
        """The first line of why.

        >>> why = ("Thiếu cột: key.", "a.csv", "Thêm cột.")
        >>> Refusal("99001", None, "a.csv", why, Path("a")).reason
        'Thiếu cột: key.'
        """
        return self.why[0].partition("\n")[0]


def still_open(refused: Iterable[Refusal], newest: date | None) -> Iterator[Refusal]:
    """Yield those that nothing has mended: a version that came in later does.

    `newest` is the day on which the version that stands came in; None where none does.
    """
    for one in refused:
        if not (newest and one.received and one.received < newest):
            yield one


def record_text(file: str, received: date, units: Iterable[tuple[str, Why]]) -> str:
    """Return the record of a refused file: units with why, as `read_refusals` reads it."""
    return json_text.indented(
        {
            "schema": SCHEMA,
            "file": file,
            "received": received.isoformat(),
            "units": [{"unit": unit, **dict(zip(_PARTS, why, strict=True))} for unit, why in units],
        }
    )


def read_refusals(data: Path, period: str) -> tuple[Refusal, ...]:
    """Return what was refused for a period, the oldest first; what cannot be read is left out.

    A file kept by an older version has no record: a code in its name says whose it may be.
    """
    folder = paths.inside(data, period) / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return ()
    notes = (one for one in folder.glob("*.txt") if one.with_suffix("").is_file())
    found = [one for note in notes for one in _of_file(note.with_suffix(""))]
    return tuple(sorted(found, key=lambda one: (one.received or date.min, one.kept.name)))


def _of_file(kept: Path) -> Iterable[Refusal]:
    record = kept.with_name(f"{kept.name}.json")
    try:
        if record.is_file():
            return _recorded(json_text.read(record.read_bytes()), kept)
        said = kept.with_name(f"{kept.name}.txt").read_text(encoding="utf-8")
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    code = _CODE.search(kept.name.partition("-")[2])
    name, _, rest = said.partition("\n")
    why = (rest.partition("\n\n")[2].strip(), "", "")
    return (Refusal(code[0] if code else "", None, name, why, kept),)


def _recorded(record: Any, kept: Path) -> tuple[Refusal, ...]:
    day = date.fromisoformat(record["received"])
    found = []
    for one in record["units"]:
        problem, where, advice = (str(one.get(part, "")) for part in _PARTS)
        why = (problem, where, advice)
        found.append(Refusal(str(one["unit"]), day, str(record["file"]), why, kept))
    return tuple(found)
