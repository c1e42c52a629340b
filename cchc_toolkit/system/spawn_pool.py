"""Workers: fresh processes that each do one task after another, where forking is not to be had.

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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar

from cchc_toolkit.system.fork_pool import Lost
from cchc_toolkit.system.processes import end_with_parent, limit_memory
from cchc_toolkit.system.terminal import keep_printing

Task = TypeVar("Task")


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


def run_in_workers(
    tasks: Iterable[Task], lanes: int, work: Callable[[Task], Any], *, seconds: float, memory: int
) -> Iterator[tuple[Task, Any]]:
    """Yield each task with what `work` returned for it, as they end; `Lost` where a worker died.

    The same promise as `lanes.run_in_lanes`, kept with processes that are started afresh; `work`
    must be a value that can be pickled. An exception of `work` is shown and loses its task only.
    """
    waiting = iter(tasks)
    workers: list[_Worker] = []
    try:
        while True:
            while len(workers) < lanes and (task := next(waiting, None)) is not None:
                workers.append(_started(work, task, memory, seconds))
            if not workers:
                return
            for worker in _heard_of(workers):
                yield worker.task, _result(worker)
                if worker.pipe.closed or (task := next(waiting, None)) is None:
                    workers.remove(worker)
                    worker.end()
                else:
                    _give(worker, task, seconds)
    finally:
        for worker in workers:
            worker.end()


def _started(work: Callable[[Any], Any], task: Any, memory: int, seconds: float) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, memory))
    process.start()
    theirs.close()
    worker = _Worker(process, ours)
    _give(worker, task, seconds)
    return worker


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
        return Lost("chạy quá thời gian cho phép")
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
