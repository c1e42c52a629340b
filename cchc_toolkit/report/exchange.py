"""What a run and the notebook that it runs tell each other, in two files that the run names.

The notebook may run in a kernel, which is another process. So a run writes what it gathered of all
communes once, for `peers`; and each report that the notebook reads is written down, for the guard
of identity. In JupyterLab nobody names such files, and nothing is told.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from cchc_toolkit.errors import CchcError
from cchc_toolkit.figures import derive
from cchc_toolkit.submission import load_submission
from cchc_toolkit.submission.params import Params
from cchc_toolkit.text.json_text import compact

OTHERS, READ = "CCHC_OTHERS", "CCHC_READ"


@dataclass(frozen=True)
class Peer:
    """A commune of the run: its figures, None where one cannot be computed, or what is wrong."""

    name: str
    figures: Mapping[str, str | None]
    problem: str = ""


@dataclass(frozen=True)
class Others:
    """All communes of a run, in its order; `digest` is a hash over their data."""

    digest: str
    period: str
    figures: tuple[str, ...]
    """The keys of the figures that are there of each."""
    peers: Mapping[str, Peer]


@dataclass(frozen=True)
class ReportRead:
    """A report that a notebook read, and in which of the cells that ran, counted from 1."""

    commune: str
    period: str
    count: int


@contextmanager
def exchange(read: Path, others: str) -> Iterator[None]:
    """Name the two files for as long as the block runs; "" for nothing gathered."""
    before = {name: os.environ.get(name) for name in (OTHERS, READ)}
    os.environ[OTHERS], os.environ[READ] = others, str(read)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def peer_of(params: Params, code: str) -> Peer:
    """Return the figures of a commune; one that cannot be read says why."""
    name = params.office(code).name
    try:
        submission = load_submission(
            params.data, params.commune(code), params.period, params.form, params.as_of
        )
    except CchcError as error:
        return Peer(name, {}, error.problem)
    return Peer(name, {key: _text(found.value) for key, found in derive(submission).items()})


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def written(others: Others) -> bytes:
    """Return what has been gathered as the file that a notebook reads."""
    return compact(asdict(others))


def others_handed() -> Others | None:
    """Return what the run gathered of all communes; None where no run did."""
    place = os.environ.get(OTHERS, "")
    return _others(Path(place)) if place else None


@lru_cache(maxsize=1)
def _others(place: Path) -> Others:
    found = json.loads(place.read_bytes())
    peers = {code: Peer(**peer) for code, peer in found["peers"].items()}
    return Others(found["digest"], found["period"], tuple(found["figures"]), peers)


def tell_read(commune: str, period: str) -> None:
    """Write down that a report was read, where a run wants to know."""
    place = os.environ.get(READ, "")
    if place:
        with Path(place).open("a", encoding="utf-8") as stream:
            stream.write(f"{commune} {period} {_count()}\n")


def _count() -> int:
    """Return how many cells have run, with the one that runs; 0 outside a notebook."""
    import sys

    shell = sys.modules.get("IPython.core.interactiveshell")
    if shell is None or not shell.InteractiveShell.initialized():
        return 0
    # The inputs so far: when the shell's own count is raised differs between its versions.
    return len(shell.InteractiveShell.instance().user_ns.get("In", [""])) - 1


def reports_read(place: Path) -> tuple[ReportRead, ...]:
    """Return the reports that were written down, in order."""
    if not place.exists():
        return ()
    lines = (line.split() for line in place.read_text(encoding="utf-8").splitlines())
    return tuple(ReportRead(commune, period, int(count)) for commune, period, count in lines)
