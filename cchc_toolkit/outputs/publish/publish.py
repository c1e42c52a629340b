"""Finished reports copied to a shared place, each proven, read back and whole before it counts.

What stands at the place is what is current: a report that failed, whose inputs have changed since,
or whose commune is no longer in the parameters is withdrawn there, its manifest first.
A report is sent file by file, each read back and compared, its manifest last: a folder with a
manifest is whole, and what a stop left without one is sent again by the next call. A report whose
manifest is there already, byte for byte, is left alone. Only what proves to be the report of its
folder is sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.errors import CchcError, disk_problem
from cchc_toolkit.outputs.manifest import (
    NAME,
    OFFICE_FILES,
    OUTPUTS,
    read_manifest,
    sha256,
    whole_manifest,
)
from cchc_toolkit.outputs.publish.local import LocalReport, local_report
from cchc_toolkit.outputs.publish.place import Place, open_place
from cchc_toolkit.system import paths

LEFT_OUT = ("bao-cao.ipynb", "figures.json", "findings.json", "run.json")
"""What readers of a report do not need, and holds more than it prints: sent when asked for."""
OF_THE_RUN = ("run.js", "run.json", "index.html")
"""Files of the period beside its reports, in the order in which they are sent: the page last."""
AT_ONCE = 8
"""Reports on their way at a time: a remote store answers slowly, and to many at once."""
_HERE_ONLY = re.compile(
    rb'(?:: )?<a class="(?:issued|here)"[^>]*>[^<]*</a>'
    rb'|<br><small class="here">.*?</small>'
    rb"|(?<=<!-- papers -->).*?(?=<!-- /papers -->)",
    re.DOTALL,
)
"""Links of the page to what is not published, and the list of the province's papers."""
_CODE = re.compile(r"\d{5}", re.ASCII)


@dataclass(frozen=True)
class Refused:
    """A report, or a file of the run, that was not published, and why in Vietnamese."""

    name: str
    why: str


_Became = Literal["sent", "same", "withdrawn"] | Refused
Stands = Callable[[str, dict[str, Any] | None], bool]
"""Whether a report may stand at the place: its commune, and the manifest that proves it."""


@dataclass(frozen=True)
class Published:
    """What became of the reports of a period, by commune code."""

    sent: tuple[str, ...]
    same: tuple[str, ...]
    failed: tuple[Refused, ...]
    withdrawn: tuple[str, ...] = ()
    """Those that were there and are not current."""


def publish(
    output: Path,
    period: str,
    url: str,
    done: Callable[[str], None] = lambda _: None,
    current: Stands = lambda _code, _manifest: True,
    name: str = "",
    left_out: Sequence[str] = (),
) -> Published:
    """Copy the reports of a period, and the page of the run, to `<url>/<period>/`.

    Those of a `name` of their own go to a folder of that name in it.

    `output` is the folder of all outputs; `url` is whatever fsspec understands (`file://`,
    `s3://`, `memory://`, a plain path). `done` hears each commune's code as it is dealt with;
    `current` says of each report, here or there, whether it may stand there; files named in
    `left_out` stay here, and what is there of them goes. What fails is told
    in the result and stops nothing else. Raises `UsageError` where the place cannot be reached or
    is the folder of outputs itself.

    >>> import tempfile
    >>> publish(Path(tempfile.mkdtemp()), "2024-6T", "memory://vi-du")
    Published(sent=(), same=(), failed=(), withdrawn=())
    """
    period = parse_period(period).id
    below = (period, name) if name else (period,)
    folder = paths.inside(output, *below)
    place = open_place(url, output, "/".join(below))
    codes = _current(folder, current)
    became: dict[str, _Became] = {}
    with closing(_reports(partial(_report, folder, period, place, left_out), codes)) as reports:
        for code, found in chain(_withdrawals(place, codes, current), reports):
            became[code] = found
            done(code)
    return _published(became, _pages(folder, place, left_out))


def _published(became: dict[str, _Became], pages: Iterable[Refused]) -> Published:
    def of(what: str) -> tuple[str, ...]:
        return tuple(code for code, found in became.items() if found == what)

    failed = (found for found in became.values() if isinstance(found, Refused))
    return Published(of("sent"), of("same"), (*failed, *pages), of("withdrawn"))


def _current(folder: Path, current: Stands) -> list[str]:
    codes = sorted(path.name for path in folder.glob("*") if _CODE.fullmatch(path.name))
    return [code for code in codes if current(code, read_manifest(folder / code))]


def _withdrawals(place: Place, codes: list[str], current: Stands) -> Iterator[tuple[str, _Became]]:
    """Withdraw the reports there that are not of these communes."""
    for code in sorted({name for name in place.folders() if _CODE.fullmatch(name)} - {*codes}):
        found = _withdrawn(place / code, code, current)
        if found is not None:
            yield code, found


def _reports(send: Callable[[str], _Became], codes: list[str]) -> Generator[tuple[str, _Became]]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            yield from zip(codes, pool.map(send, codes), strict=True)
        finally:  # a stop must not wait for what has not begun
            pool.shutdown(cancel_futures=True)


def _report(folder: Path, period: str, place: Place, left_out: Sequence[str], code: str) -> _Became:
    """Send one report unless it is there; what went wrong is returned, never raised."""
    try:
        there, report = place / code, local_report(folder, code, period).without(left_out)
        if _same(there, report):
            return "same"
        _send(there, report, report.read())
    except CchcError as error:
        return Refused(code, f"{error.problem}{f' ({error.where})' if error.where else ''}")
    except (OSError, NotImplementedError) as error:
        return Refused(code, _of_store(error))
    return "sent"


def _withdrawn(there: Place, code: str, current: Stands) -> _Became | None:
    """Remove a report that may not stand there; None where it may, or there is none."""
    try:
        manifest = there.read(NAME)
        if manifest is None or current(code, whole_manifest(manifest)):
            return None
        there.remove(NAME)
        for name in _outdated(there.names(), (), manifest):
            there.remove(name)
        there.remove_if_empty()
    except (OSError, NotImplementedError) as error:
        return Refused(code, _of_store(error))
    return "withdrawn"


def _same(there: Place, report: LocalReport) -> bool:
    """Whether the very manifest is there, every file with its hash, and none too many."""
    if there.read(NAME) != report.manifest or _outdated(there.names(), report.outputs, None):
        return False
    return all(
        (content := there.read(name)) is not None and sha256(content) == digest
        for name, digest in report.outputs.items()
    )


def _send(there: Place, report: LocalReport, files: dict[str, bytes]) -> None:
    there.files.makedirs(there.path, exist_ok=True)
    earlier, names = there.read(NAME), there.names()
    if earlier is not None:  # until the new one is there, it must not pass for a whole report
        there.remove(NAME)
    for name in _outdated(names, files, earlier):
        there.remove(name)
    for name, content in files.items():
        there.write(name, content)
    there.write(NAME, report.manifest)


def _outdated(
    names: Iterable[str], outputs: Iterable[str], manifest: bytes | None
) -> tuple[str, ...]:
    """Return which of the files there were outputs of a report and are no longer.

    What somebody else has put beside a report is not ours to remove.
    """
    ours = {*OUTPUTS, *OFFICE_FILES.values(), *_named(manifest)}
    return tuple(name for name in names if name in ours and name not in {*outputs, NAME})


def _named(manifest: bytes | None) -> set[str]:
    """Return the outputs that a manifest names, none where it cannot be read."""
    try:
        found = json.loads(manifest or b"{}")
    except ValueError:
        return set()
    outputs = found.get("outputs") if isinstance(found, dict) else None
    return {*outputs} if isinstance(outputs, dict) else set()


def _pages(folder: Path, place: Place, left_out: Sequence[str]) -> Iterator[Refused]:
    """Send the files of the run that differ from those there; yield those that could not be."""
    for name in OF_THE_RUN:
        if not (folder / name).is_file():
            continue
        try:
            if name in left_out:
                if name in place.names():
                    place.remove(name)
                continue
            content = _as_there((folder / name).read_bytes(), left_out)
            if place.read(name) != content:
                place.write(name, content)
        except CchcError as error:
            yield Refused(name, error.problem)
        except (OSError, NotImplementedError) as error:
            yield Refused(name, _of_store(error))


def _as_there(page: bytes, left_out: Sequence[str]) -> bytes:
    """Return a page without its links to what is not published."""
    names = b"|".join(re.escape(name.encode()) for name in left_out)
    gone = re.compile(rb'<a href="[^"/]+/(?:' + names + rb')">[^<]*</a>') if names else None
    page = _HERE_ONLY.sub(b"", page)
    return gone.sub(b"", page) if gone else page


def _of_store(error: OSError | NotImplementedError) -> str:
    if isinstance(error, NotImplementedError):
        return "Nơi công bố này chỉ cho đọc."
    return f"Không đọc hoặc không gửi được: {disk_problem(error)}."
