"""Telling how a run goes: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Never

import click
from tqdm import tqdm

if TYPE_CHECKING:
    from cchc_toolkit.outcome import Outcome


class Progress:
    """A context in which `tell` is called once a report; failures are printed in either form."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._bar: tqdm[Never] | None = None

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            tqdm.monitor_interval = 0  # its thread would make forking unsafe
            self._bar = tqdm(total=self._total, unit="báo cáo", desc="Lập báo cáo")
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
        """Say that one more report was made, or why it was not."""
        self._done += 1
        if self._bar is None:
            click.echo(f"[{self._done}/{self._total}] {line(outcome)}")
            return
        if not outcome.made:
            self._bar.write(line(outcome))
        self._bar.update()


def line(outcome: Outcome) -> str:
    """Return what became of one report, in a line or with the whole problem."""
    if not outcome.made:
        return f"{outcome.commune} {outcome.name}: CHƯA LẬP ĐƯỢC\n{outcome.problem}"
    counts = ", ".join(
        f"{count} {severity}" for severity, count in outcome.findings.items() if count
    )
    done = "giữ nguyên" if outcome.status == "kept" else "đã lập"
    return f"{outcome.commune} {outcome.name}: {done}; phát hiện: {counts or 'không có lỗi'}"
