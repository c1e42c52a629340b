"""Forking: one child per task, from a parent that is already warm.

Each child starts from the same clean parent, does one task, sends its result through a pipe of its
own and ends: no state, no random seed, no open figure can reach another task. The parent reads
every pipe all the time, so none fills up and stops a child.
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
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cchc_toolkit.system.pool import LATE, Lost, Pool
from cchc_toolkit.system.processes import end_with_parent, keep_memory, limit_memory


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


class ForkPool(Pool):
    """A child for each task. The death of the parent ends the children too."""

    def __init__(self, work: Callable[[Any], Any], memory: int) -> None:
        super().__init__(work, memory)
        self._children: dict[int, _Child] = {}
        """By the pipe that each answers through."""
        self._selector = selectors.DefaultSelector()

    @property
    def running(self) -> int:
        """How many children there are."""
        return len(self._children)

    def start(self, task: Any, seconds: float) -> None:
        """Fork a child for a task."""
        reader, writer = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            os.close(reader)
            os.close(writer)
            raise
        if pid == 0:
            end_with_parent(parent)
            for other in (reader, *self._children):
                os.close(other)
            _be_child(task, self._work, writer, self._memory)
        os.close(writer)
        os.set_blocking(reader, False)
        self._selector.register(reader, selectors.EVENT_READ)
        self._children[reader] = _Child(pid, task, time.monotonic() + seconds)

    def ended(self) -> list[tuple[Any, Any]]:
        """Read what has come; return the tasks whose children have closed their pipes."""
        found = []
        patience = min(child.deadline for child in self._children.values()) - time.monotonic()
        for key, _ in self._selector.select(max(0.0, min(patience, 1.0))):
            content = os.read(key.fd, 1 << 20)
            if content:
                self._children[key.fd].received += content
                continue
            self._selector.unregister(key.fd)
            os.close(key.fd)
            child = self._children.pop(key.fd)
            found.append((child.task, _result(child)))
        for child in self._children.values():
            if time.monotonic() > child.deadline and not child.late:
                child.late = True
                os.kill(child.pid, signal.SIGKILL)
        return found

    def close(self) -> None:
        """Kill the children and wait for them; a second Ctrl-C must not stop this half way."""
        for child in self._children.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)
        while self._children:
            reader, child = self._children.popitem()
            with contextlib.suppress(KeyboardInterrupt):
                os.waitpid(child.pid, 0)
            os.close(reader)
        self._selector.close()


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


def _result(child: _Child) -> Any:
    _, status = os.waitpid(child.pid, 0)
    if child.late:
        return LATE
    if os.WIFSIGNALED(status):
        return Lost(f"bị dừng bởi tín hiệu {os.WTERMSIG(status)}")
    if os.WEXITSTATUS(status) != 0 or not child.received:
        return Lost(f"kết thúc với mã {os.WEXITSTATUS(status)}")
    return pickle.loads(bytes(child.received))  # noqa: S301 - written by our own child
