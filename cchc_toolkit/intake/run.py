"""Importing any number of files: read side by side, then each commune's folder by one writer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from cchc_toolkit.errors import CchcError, DataError, ReaderStoppedError, RenderError
from cchc_toolkit.intake.arrival import Arrival, Outcome
from cchc_toolkit.intake.names import files_in
from cchc_toolkit.intake.read import ImportOptions, Read, read_file, refused
from cchc_toolkit.intake.refused import keep_refused
from cchc_toolkit.intake.store import Storing, store
from cchc_toolkit.submission.file_name import codes_in_name
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system.lock import only_batch
from cchc_toolkit.system.pool import Lost
from cchc_toolkit.system.side_by_side import side_by_side

SECONDS_A_FILE = 120
"""What one file may take; a report of 20 pages takes one, a table of a country some minutes."""
MEMORY = 4_000_000_000
"""Bytes that one process may take besides what it starts with: a bomb ends there."""
_AT_ONCE = 20
"""Files that one process reads, or communes that it writes, before the next one is started."""
_NOBODYS = (
    "không rõ tệp này của xã nào, nên các tệp khác vẫn được nhập; khi đọc được nó, xem lại thứ tự "
    "các bản của xã ấy bằng cchc versions."
)
_Task = TypeVar("_Task")
_Group = tuple[Arrival, ...]


class ImportObserver:
    """Hears how an import goes; this one does nothing with it."""

    def expect(self, doing: str, total: int) -> None:
        """Hear what begins now, in Vietnamese, and of how many steps it is."""

    def step(self) -> None:
        """Hear that one of them is done."""

    def tell(self, outcome: Outcome) -> None:
        """Hear what became of one submission."""

    def notice(self, said: str) -> None:
        """Hear that another command has to be waited for."""


SILENT = ImportObserver()


def import_files(
    files: Iterable[Path],
    asked: ImportOptions,
    received: date,
    *,
    dry_run: bool = False,
    accept_removals: bool = False,
    workers: int = 0,
    isolated: bool = True,
    listener: ImportObserver = SILENT,
) -> tuple[Outcome, ...]:
    """Import files and the files in folders; return what became of each, in the order given.

    Each submission is stored whole or not at all, and none stops another. `listener` hears of
    every step. Files from outside are read in processes of their own, with a bound on time and
    memory; those that are known to be harmless may be read in this one (`isolated=False`).
    """
    listed = list(dict.fromkeys(files_in(files)))
    lanes = (workers or os.cpu_count() or 1) if isolated else 0
    order = {str(file): at for at, file in enumerate(listed)}
    arrivals: list[Arrival] = []
    outcomes: list[Outcome] = []
    for found in _found_in(listed, asked, lanes, listener):
        if isinstance(found, Arrival):
            arrivals.append(found)
        else:
            outcomes.append(_with_owner_unknown(found, asked))
            listener.tell(outcomes[-1])
    arrivals.sort(key=lambda one: order[str(one.file)])
    arrivals, held = _without_stopped(arrivals, outcomes, asked)
    outcomes += held
    for outcome in held:
        listener.tell(outcome)
    how = _Writing(asked, Storing(received, dry_run, accept_removals))
    for outcome in _written(arrivals, how, lanes, listener):
        outcomes.append(outcome)
        listener.tell(outcome)
    done = tuple(sorted(outcomes, key=lambda one: (order[one.file], one.period, one.commune)))
    return done if dry_run else keep_refused(done, asked, received)


def _without_stopped(
    arrivals: Sequence[Arrival], outcomes: Sequence[Outcome], asked: ImportOptions
) -> tuple[list[Arrival], list[Outcome]]:
    """Return the arrivals of communes of which every file could be read, and why not the others.

    Where a reader was stopped, a file that came after must not take the place of the one that was
    not read. Whose that is, the command says or its name does.
    """
    stopped = [one for one in outcomes if one.stopped]
    taken: list[Arrival] = []
    held: list[Outcome] = []
    for one in arrivals:
        params = asked.params_of(one.period)
        before = next((o for o in stopped if one.commune in _owners(o, asked, params)), None)
        if before is None:
            taken.append(one)
            continue
        error = DataError(
            f"Chưa nhập: tệp {Path(before.file).name} của cùng xã chưa đọc được.",
            where=one.file.name,
            advice="Chạy lại lệnh này; nếu tệp kia vẫn không đọc được thì nhập riêng từng tệp.",
        )
        held.append(refused(one.file, error, one.period, one.commune))
    return taken, held


def _with_owner_unknown(outcome: Outcome, asked: ImportOptions) -> Outcome:
    """Return what became of a file; of one that was stopped and may be anyone's, with a word."""
    if not outcome.stopped or any(_owners(outcome, asked, one) for one in asked.params.values()):
        return outcome
    return replace(outcome, notes=(*outcome.notes, _NOBODYS))


def _owners(stopped: Outcome, asked: ImportOptions, params: Params) -> frozenset[str]:
    if asked.commune:
        return frozenset((asked.commune,))
    return codes_in_name(Path(stopped.file).name, params)


def _found_in(
    files: Sequence[Path], asked: ImportOptions, lanes: int, listener: ImportObserver
) -> Iterator[Read]:
    listener.expect("Đọc tệp", len(files))
    for _, found in _side_by_side(files, lanes, partial(read_file, asked=asked), _unread):
        listener.step()
        yield from found


@dataclass(frozen=True)
class _Writing:
    """What every writer is told."""

    asked: ImportOptions
    storing: Storing


def _written(
    arrivals: Sequence[Arrival], how: _Writing, lanes: int, listener: ImportObserver
) -> Iterator[Outcome]:
    """Store what came, one period after another, one writer for each commune's folder."""
    listener.expect("Ghi số liệu", len(arrivals))
    for period in dict.fromkeys(one.period for one in arrivals):
        groups = _by_commune(one for one in arrivals if one.period == period)
        folder = how.asked.params_of(period).data / period
        with nullcontext() if how.storing.dry_run else only_batch(folder, listener.notice):
            for _, found in _side_by_side(groups, lanes, partial(_stored, how=how), _unwritten):
                for outcome in found:
                    listener.step()
                    yield outcome


def _by_commune(arrivals: Iterable[Arrival]) -> list[_Group]:
    """Return what came for each commune together, in the order in which it came."""
    found: dict[str, list[Arrival]] = {}
    for one in arrivals:
        found.setdefault(one.commune, []).append(one)
    return [tuple(group) for group in found.values()]


def _stored(group: _Group, *, how: _Writing) -> tuple[Outcome, ...]:
    return tuple(_stored_one(one, how, among=len(group) > 1) for one in group)


def _stored_one(arrival: Arrival, how: _Writing, *, among: bool) -> Outcome:
    try:
        params = how.asked.params_of(arrival.period)
        return store(arrival, params, how.storing, among=among)
    except CchcError as error:
        return refused(arrival.file, error, arrival.period, arrival.commune)


def _unread(path: Path, reason: str) -> tuple[Outcome, ...]:
    error = ReaderStoppedError(
        f"Tiến trình đọc tệp {reason}.",
        where=str(path),
        advice="Tệp quá lớn, hỏng hoặc được làm ra để gây hại; kiểm tra nơi gửi.",
    )
    return (refused(path, error),)


def _unwritten(group: _Group, reason: str) -> tuple[Outcome, ...]:
    error = RenderError(f"Tiến trình ghi số liệu {reason}.", advice="Chạy lại lệnh này.")
    return tuple(refused(one.file, error, one.period, one.commune) for one in group)


def _side_by_side(
    tasks: Sequence[_Task],
    lanes: int,
    work: Callable[[_Task], Any],
    lost: Callable[[_Task, str], Any],
) -> Iterator[tuple[_Task, Any]]:
    """Yield each task with its result, or with what `lost` says of one whose process died."""
    together = max(1, min(_AT_ONCE, len(tasks) // (2 * max(1, lanes))))
    done = side_by_side(
        tasks, lanes, work, seconds=SECONDS_A_FILE, memory=MEMORY, together=together, twice=True
    )
    for task, result in done:
        yield task, lost(task, result.reason) if isinstance(result, Lost) else result
