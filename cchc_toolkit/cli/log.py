"""The log of a run for other programs: JSON lines, one as each thing happens."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from cchc_toolkit.system import paths

if TYPE_CHECKING:
    from cchc_toolkit.outputs.outcome import Outcome


class Log:
    """A context in which `write` adds a line to a file; without a path it writes nothing.

    A line is an object with `time`, `event` and what belongs to it; the file is appended to, so
    that several runs can share one.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path) if path else None
        self._stream: IO[str] | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            with paths.writable(self._path.parent):
                self._stream = self._path.open("a", encoding="utf-8")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._stream is not None:
            self._stream.close()

    def write(self, event: str, said: Callable[[], dict[str, Any]] = dict) -> None:
        """Add a line; `said` is asked for what belongs to it only if there is a file."""
        if self._stream is None:
            return
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event}
        self._stream.write(json.dumps({**line, **said()}, ensure_ascii=False) + "\n")
        self._stream.flush()


class RunLog(Log):
    """The log of a batch: `begin`, a `report` for each call of `tell`, `end`."""

    def __init__(self, path: str, total: int) -> None:
        super().__init__(path)
        self._total = total

    def __enter__(self) -> Self:
        super().__enter__()
        self.write("begin", lambda: {"reports": self._total})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.write("end", lambda: {"complete": kind is None})
        super().__exit__(kind, error, trace)

    def tell(self, outcome: Outcome) -> None:
        """Write what became of one report."""
        self.write("report", outcome.to_json)
