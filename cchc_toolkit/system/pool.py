"""What a pool of processes promises; forking and starting afresh are its two ways."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Lost:
    """What stands for the result of a process that ended without one: killed, late, broken."""

    reason: str


LATE = Lost("chạy quá thời gian cho phép")


class Pool(ABC):
    """Processes that each do one task at a time with `work`, and whose death costs that task only.

    Each may take `memory` bytes besides what it has at its start, 0 for no limit.
    """

    def __init__(self, work: Callable[[Any], Any], memory: int) -> None:
        self._work = work
        self._memory = memory

    @property
    @abstractmethod
    def running(self) -> int:
        """How many tasks are under way."""

    @abstractmethod
    def start(self, task: Any, seconds: float) -> None:
        """Begin a task that may take so long; raise `OSError` where the system has no room."""

    @abstractmethod
    def ended(self) -> list[tuple[Any, Any]]:
        """Wait for at most a second; return the tasks that ended, each with result or `Lost`."""

    @abstractmethod
    def close(self) -> None:
        """End every process, whatever it is at."""
