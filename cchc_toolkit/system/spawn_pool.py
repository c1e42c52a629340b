"""Starting afresh: processes that each do one task after another, where forking is not to be had.

The stock kernel is started from them: its sockets and threads must not be inherited from a parent.
A worker that dies or takes too long costs the task it was at, is replaced, and nothing else. (A
process pool of the standard library loses every task under way, and may wait for the dead.)
"""

from __future__ import annotations

import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import ModuleType
from typing import Any

from cchc_toolkit.system.pool import LATE, Lost, Pool
from cchc_toolkit.system.processes import end_with_parent, limit_memory
from cchc_toolkit.system.terminal import keep_printing


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: Any = None
    deadline: float = float("inf")

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class SpawnPool(Pool):
    """Workers that are kept from one task to the next.

    `work` and tasks must be values that can be pickled, of modules, not of a script. An exception
    of `work` is shown and loses its task only.
    """

    def __init__(self, work: Callable[[Any], Any], memory: int) -> None:
        super().__init__(work, memory)
        self._busy: list[_Worker] = []
        self._idle: list[_Worker] = []

    @property
    def running(self) -> int:
        """How many workers have a task."""
        return len(self._busy)

    def start(self, task: Any, seconds: float) -> None:
        """Give a task to a worker that has none, or to a new one."""
        worker = self._idle.pop() if self._idle else _started(self._work, self._memory)
        _give(worker, task, seconds)
        self._busy.append(worker)

    def ended(self) -> list[tuple[Any, Any]]:
        """Return the tasks of the workers that have answered, died or run out of time."""
        found = []
        for worker in _heard_of(self._busy):
            found.append((worker.task, _result(worker)))
            self._busy.remove(worker)
            if not worker.pipe.closed:
                self._idle.append(worker)
        return found

    def close(self) -> None:
        """Kill the workers."""
        for worker in (*self._busy, *self._idle):
            worker.end()
        self._busy, self._idle = [], []


def _started(work: Callable[[Any], Any], memory: int) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, memory))
    try:
        with _script_hidden():
            process.start()
    except OSError:
        ours.close()
        raise
    finally:
        theirs.close()
    return _Worker(process, ours)


@contextmanager
def _script_hidden() -> Iterator[None]:
    """Keep a new process from running again the script that asks for it: it needs nothing of it."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def _give(worker: _Worker, task: Any, seconds: float) -> None:
    worker.task, worker.deadline = task, time.monotonic() + seconds
    try:
        worker.pipe.send(task)
    except OSError:
        worker.pipe.close()  # it has just died; `_result` will say so


def _heard_of(workers: list[_Worker]) -> list[_Worker]:
    """Return the workers that have answered, died or run out of time."""
    open_ones = {worker.pipe: worker for worker in workers if not worker.pipe.closed}
    patience = min(worker.deadline for worker in workers) - time.monotonic()
    answered = wait(list(open_ones), timeout=max(0.0, min(patience, 1.0))) if open_ones else []
    now = time.monotonic()
    return [
        worker
        for worker in workers
        if worker.pipe.closed or worker.pipe in answered or now > worker.deadline
    ]


def _result(worker: _Worker) -> Any:
    """Return the answer; of a worker that gives none, why, with its pipe closed."""
    try:
        if not worker.pipe.closed and worker.pipe.poll():
            return worker.pipe.recv()
        late = time.monotonic() > worker.deadline
    except (EOFError, OSError, pickle.UnpicklingError):
        late = False
    worker.end()
    if late:
        return LATE
    code = worker.process.exitcode
    killed = code is not None and code < 0
    return Lost(f"bị dừng bởi tín hiệu {-code}" if killed and code else f"kết thúc với mã {code}")


def _serve(pipe: Connection, work: Callable[[Any], Any], memory: int) -> None:
    """Do tasks until the parent has no more."""
    end_with_parent()
    keep_printing()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    if memory:
        limit_memory(memory)
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            result = work(task)
        except Exception:  # noqa: BLE001 - one task's failure must stop nothing else
            traceback.print_exc(file=sys.stderr)
            result = Lost("dừng vì lỗi của chương trình")
        pipe.send(result)
