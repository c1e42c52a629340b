"""The log of a run for other programs: JSON lines, one as each thing happens."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from cchc_toolkit import paths

if TYPE_CHECKING:
    from cchc_toolkit.outcome import Outcome


class RunLog:
    """A context in which `tell` is called once a report; without a path it writes nothing.

    A line is an object with `time`, `event` (`begin`, `report`, `end`) and what belongs to it; the
    file is appended to, so that several runs can share one.
    """

    def __init__(self, path: str, total: int) -> None:
        self._path, self._total = Path(path) if path else None, total
        self._stream: IO[str] | None = None

    def __enter__(self) -> RunLog:
        if self._path is not None:
            with paths.writable(self._path.parent):
                self._stream = self._path.open("a", encoding="utf-8")
        self._write("begin", reports=self._total)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._write("end", complete=kind is None)
        if self._stream is not None:
            self._stream.close()

    def tell(self, outcome: Outcome) -> None:
        """Write what became of one report."""
        if self._stream is not None:
            self._write("report", **outcome.to_json())

    def _write(self, event: str, **said: Any) -> None:
        if self._stream is None:
            return
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event}
        self._stream.write(json.dumps({**line, **said}, ensure_ascii=False) + "\n")
        self._stream.flush()
