"""Telling how an import goes: a bar on a terminal, and a line of JSON a submission in a log."""

from __future__ import annotations

from typing import Never

import click
from tqdm import tqdm

from cchc_toolkit.cli.log import Log
from cchc_toolkit.cli.progress import open_bar
from cchc_toolkit.intake import ImportObserver, Outcome


class ImportProgress(ImportObserver):
    """A context that an import tells of its steps; without a path it writes no log."""

    def __init__(self, log: str) -> None:
        self._log = Log(log)
        self._bar: tqdm[Never] | None = None

    def __enter__(self) -> ImportProgress:
        self._log.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._close_bar()
        self._log.__exit__()

    def expect(self, doing: str, total: int) -> None:
        """Begin a bar for what comes now."""
        self._close_bar()
        self._bar = open_bar(total, doing)

    def step(self) -> None:
        """Move the bar on."""
        if self._bar is not None:
            self._bar.update()

    def tell(self, outcome: Outcome) -> None:
        """Write what became of one submission to the log."""
        self._log.write("import", outcome.to_json)

    def notice(self, said: str) -> None:
        """Say that another command has to be waited for."""
        click.echo(said, err=True)

    def _close_bar(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
