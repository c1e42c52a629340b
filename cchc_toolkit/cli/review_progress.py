"""Telling how a review of many goes: a bar on a terminal, a line for each report otherwise."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Never

import click
from tqdm import tqdm

from cchc_toolkit.review.many import Outcome


class ReviewProgress:
    """A context in which `tell` is called once a report; those not reviewed are told either way."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._bar: tqdm[Never] | None = None

    def __enter__(self) -> ReviewProgress:
        if sys.stderr.isatty():
            tqdm.monitor_interval = 0  # its thread would make forking unsafe
            self._bar = tqdm(total=self._total, unit="báo cáo", desc="Rà soát")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def tell(self, outcome: Outcome) -> None:
        """Say what became of one more report."""
        self._done += 1
        if self._bar is None:
            click.echo(f"[{self._done}/{self._total}] {line(outcome)}")
            return
        if outcome.problem or outcome.notes:
            self._bar.write(line(outcome))
        self._bar.update()


def line(outcome: Outcome) -> str:
    """Return what became of one report in a line."""
    name = outcome.job.file.name
    if outcome.problem:
        return f"{name}: KHÔNG RÀ SOÁT ĐƯỢC. {outcome.problem}"
    found = ", ".join(f"{count} {severity}" for severity, count in outcome.findings.items())
    aside = f" (cùng phụ lục {outcome.job.appendix.name})" if outcome.job.appendix else ""
    unread = "".join(f"\n    CHƯA ĐỌC ĐƯỢC: {note}" for note in outcome.notes)
    return f"{name}{aside}: {found or 'không có phát hiện nào'}{unread}"
