"""The log of a run for other programs: JSON lines, one as each thing happens."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import click

from cchc_toolkit.errors import disk_problem
from cchc_toolkit.system import paths

if TYPE_CHECKING:
    from cchc_toolkit.outputs.outcome import Outcome


class Log:
    """A context in which `write` adds a line to a file; without a path it writes nothing.

    A line is an object with `time`, `event` and what belongs to it; the file is appended to, so
    that several runs can share one. A file that takes no more is told of once and stops nothing.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path) if path else None
        self._stream: io.FileIO | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            with paths.writable(self._path.parent):
                self._stream = self._path.open("ab", buffering=0)
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()

    def write(self, event: str, said: Callable[[], dict[str, Any]] = dict) -> None:
        """Add a line; `said` is asked for what belongs to it only if there is a file."""
        if self._stream is None:
            return
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event}
        text = json.dumps({**line, **said()}, ensure_ascii=False) + "\n"
        try:
            self._stream.write(text.encode("utf-8", "backslashreplace"))  # a name in no encoding
        except OSError as error:
            self._stream.close()
            self._stream = None
            click.echo(
                f"Không ghi tiếp được nhật ký {self._path}: {disk_problem(error)}. "
                "Công việc vẫn tiếp tục.",
                err=True,
            )


class RunLog(Log):
    """The log of a batch: `begin`, a `report` for each call of `tell`, `end`."""

    def __init__(self, path: str, total: int) -> None:
        super().__init__(path)
        self._total = total

    def __enter__(self) -> Self:
        super().__enter__()
        self.write("begin", lambda: {"reports": self._total})
        return self

    def __exit__(self, *raised: object) -> None:
        self.write("end", lambda: {"complete": not any(raised)})
        super().__exit__(*raised)

    def tell(self, outcome: Outcome) -> None:
        """Write what became of one report."""
        self.write("report", outcome.to_json)
