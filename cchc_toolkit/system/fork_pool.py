"""Lanes: one forked child per task, a few at a time, from a parent that is already warm.

Each child starts from the same clean parent, does one task, sends its result through a pipe of its
own and ends: no state, no random seed, no open figure can reach another task. The parent reads
every pipe all the time, so none fills up and stops a child, and no more children than lanes exist.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import selectors
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cchc_toolkit.system.processes import end_with_parent, keep_memory, limit_memory

Task = TypeVar("Task")


@dataclass(frozen=True)
class Lost:
    """What is yielded for a child that ended without a result: killed, out of time or memory."""

    reason: str


@dataclass
class _Child:
    pid: int
    task: Any
    deadline: float
    received: bytearray = field(default_factory=bytearray)
    late: bool = False


def can_fork() -> bool:
    """Whether this system forks and this process has one thread, so that forking is safe."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - names only
    except OSError:
        return False


def run_in_lanes(
    tasks: Iterable[Task], lanes: int, work: Callable[[Task], Any], *, seconds: float, memory: int
) -> Iterator[tuple[Task, Any]]:
    """Yield each task with what `work` returned for it, as they end; `Lost` where a child died.

    At most `lanes` children live at a time, each at most `seconds` long and with at most `memory`
    bytes besides what it has from the parent (0 for no limit). Whatever ends the loop early ends
    the children too, and so does the death of the parent.
    """
    waiting = iter(tasks)
    children: dict[int, _Child] = {}
    with selectors.DefaultSelector() as selector:
        try:
            while True:
                while len(children) < lanes and (task := next(waiting, None)) is not None:
                    _start(task, work, children, selector, seconds, memory)
                if not children:
                    return
                for reader in _ended(children, selector):
                    child = children.pop(reader)
                    yield child.task, _result(child)
        finally:
            _end_all(children)


def _end_all(children: dict[int, _Child]) -> None:
    """Kill the children and wait for them; a second Ctrl-C must not stop this half way."""
    for child in children.values():
        with contextlib.suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)
    while children:
        reader, child = children.popitem()
        with contextlib.suppress(KeyboardInterrupt):
            os.waitpid(child.pid, 0)
        os.close(reader)


def _start(
    task: Any,
    work: Callable[[Any], Any],
    children: dict[int, _Child],
    selector: selectors.BaseSelector,
    seconds: float,
    memory: int,
) -> None:
    reader, writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        end_with_parent(parent)
        for other in (reader, *children):
            os.close(other)
        _be_child(task, work, writer, memory)
    os.close(writer)
    os.set_blocking(reader, False)
    selector.register(reader, selectors.EVENT_READ)
    children[reader] = _Child(pid, task, time.monotonic() + seconds)


def _be_child(task: Any, work: Callable[[Any], Any], writer: int, memory: int) -> None:
    """Do the task, send its result, end the process without the parent's exit handlers."""
    code = 1
    try:
        gc.disable()  # a collection would touch, and so copy, every page of the parent's memory
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
        keep_memory()
        if memory:
            limit_memory(memory)
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(work(task), pipe)
        code = 0
    except BaseException:  # noqa: BLE001 - the parent reports the loss; the trace goes to stderr
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _ended(children: dict[int, _Child], selector: selectors.BaseSelector) -> list[int]:
    """Read what has come; return the pipes of the children that have closed them."""
    ended = []
    patience = min(child.deadline for child in children.values()) - time.monotonic()
    for key, _ in selector.select(max(0.0, min(patience, 1.0))):
        content = os.read(key.fd, 1 << 20)
        if content:
            children[key.fd].received += content
            continue
        selector.unregister(key.fd)
        os.close(key.fd)
        ended.append(key.fd)
    for child in children.values():
        if time.monotonic() > child.deadline and not child.late:
            child.late = True
            os.kill(child.pid, signal.SIGKILL)
    return ended


def _result(child: _Child) -> Any:
    _, status = os.waitpid(child.pid, 0)
    if child.late:
        return Lost("chạy quá thời gian cho phép")
    if os.WIFSIGNALED(status):
        return Lost(f"bị dừng bởi tín hiệu {os.WTERMSIG(status)}")
    if os.WEXITSTATUS(status) != 0 or not child.received:
        return Lost(f"kết thúc với mã {os.WEXITSTATUS(status)}")
    return pickle.loads(bytes(child.received))  # noqa: S301 - written by our own child
