"""Many tasks side by side: the one way in which batch, forms, imports and samples use processes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from cchc_toolkit.errors import disk_problem
from cchc_toolkit.system.fork_pool import ForkPool, can_fork
from cchc_toolkit.system.pool import Lost, Pool
from cchc_toolkit.system.spawn_pool import SpawnPool

Task = TypeVar("Task")
Way = Callable[[Callable[[Any], Any], int], Pool]
"""Makes a pool for some work and its memory: a class of pools, or what stands for one."""
_ATTEMPTS, _PAUSE = 10, 0.3


@dataclass(frozen=True)
class Lanes:
    """Where many tasks are done, and how many at a time; 0 is all processors of this machine."""

    many: int = 0
    pool: Way | None = None

    def of(self, tasks: int, few: int) -> int:
        """Return how many lanes so many tasks are worth; of a few none, unless sent elsewhere."""
        if self.pool is None and tasks <= few:
            return 0
        return self.many or os.cpu_count() or 1


HERE = Lanes()


def side_by_side(
    tasks: Sequence[Task],
    lanes: int,
    work: Callable[[Task], Any],
    *,
    seconds: float,
    memory: int = 0,
    together: int = 1,
    twice: bool = False,
    pool: Way | None = None,
) -> Iterator[tuple[Task, Any]]:
    """Yield each task with what `work` returned for it, as they end; `Lost` where a process died.

    At most `lanes` processes live at a time; with none, all is done in this one. A process has
    `seconds` for a task and takes `together` of them, one after another; where it dies, each of
    them is done again alone; with `twice`, one that was alone too. `pool` is the way, by itself
    forking where that is safe: elsewhere `work` and tasks must be values that can be pickled.
    Whatever ends the loop ends the processes.

    >>> list(side_by_side([1, 2], 0, abs, seconds=1))
    [(1, 1), (2, 2)]
    """
    if not lanes:
        yield from ((task, work(task)) for task in tasks)
        return
    way = pool or (ForkPool if can_fork() else SpawnPool)
    if together == 1 and not twice:
        yield from _run(way(work, memory), tasks, lanes, seconds)
        return
    parts = [tuple(tasks[at : at + together]) for at in range(0, len(tasks), together)]
    again: list[Task] = []
    of_all = way(partial(_each, work), memory)
    for part, results in _run(of_all, parts, lanes, seconds * together):
        if isinstance(results, Lost):
            again += part
        else:
            yield from zip(part, results, strict=True)
    if again:
        yield from _run(way(work, memory), again, lanes, seconds)


def _each(work: Callable[[Any], Any], part: tuple[Any, ...]) -> list[Any]:
    return [work(task) for task in part]


def _run(pool: Pool, tasks: Iterable[Any], lanes: int, seconds: float) -> Iterator[tuple[Any, Any]]:
    waiting = iter(tasks)
    try:
        while True:
            while pool.running < lanes and (task := next(waiting, None)) is not None:
                refused = _refused(pool, task, seconds)
                if refused is None:
                    continue
                if pool.running:  # this one when another has ended
                    waiting = chain((task,), waiting)
                    break
                yield task, Lost(f"không bắt đầu được ({disk_problem(refused)})")
            if not pool.running:
                return
            yield from pool.ended()
    finally:
        pool.close()


def _refused(pool: Pool, task: Any, seconds: float) -> OSError | None:
    """Begin a task; return why the system would not. With nothing to wait for, ask some times."""
    for attempt in range(_ATTEMPTS):
        try:
            pool.start(task, seconds)
        except OSError as error:
            if pool.running or attempt == _ATTEMPTS - 1:
                return error
            time.sleep(_PAUSE)
        else:
            return None
    return None
