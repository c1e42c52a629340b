"""Telling how a run goes: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Never, Self

import click
from tqdm import tqdm

from cchc_toolkit.system.clock import Part

if TYPE_CHECKING:
    from cchc_toolkit.outputs.outcome import Outcome


def open_bar(total: int, doing: str, unit: str = "it") -> tqdm[Never] | None:
    """Return a bar, None where the errors go to no terminal."""
    if not sys.stderr.isatty():
        return None
    tqdm.monitor_interval = 0  # its thread would make forking unsafe
    return tqdm(total=total, unit=unit, desc=doing)


class Bar:
    """A context that moves a bar on a terminal with each step, and prints a line elsewhere."""

    def __init__(self, total: int, doing: str) -> None:
        self._total = total
        self._doing = doing
        self._done = 0
        self._bar: tqdm[Never] | None = None

    def __enter__(self) -> Self:
        self._bar = open_bar(self._total, self._doing, "báo cáo")
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def step(self, said: str, *, grave: bool, counts: Mapping[str, int] | None = None) -> None:
        """Say what became of one more report; beside a bar only what is grave, and the counts."""
        self._done += 1
        if self._bar is None:
            click.echo(f"[{self._done}/{self._total}] {said}")
            return
        if grave:
            self._bar.write(said)
        if counts:
            self._bar.set_postfix(counts, refresh=False)
        self._bar.update()


class Progress(Bar):
    """A context in which `tell` is called once a report; failures are printed in either form."""

    def __init__(self, total: int) -> None:
        super().__init__(total, "Lập báo cáo")
        self._counts = {"hỏng": 0, "có lỗi chặn": 0}

    def tell(self, outcome: Outcome) -> None:
        """Say that one more report was made, or why it was not."""
        self._counts["hỏng"] += not outcome.made
        self._counts["có lỗi chặn"] += outcome.findings.get("chặn", 0) > 0
        grave = not outcome.made or bool(outcome.aside)
        self.step(line(outcome), grave=grave, counts=self._counts)


def line(outcome: Outcome) -> str:
    """Return what became of one report, in a line or with the whole problem."""
    from cchc_toolkit.outputs.by_hand import kind_of_kept  # slow to import

    if not outcome.made:
        return f"{outcome.commune} {outcome.name}: CHƯA LẬP ĐƯỢC\n{outcome.problem}"
    counts = ", ".join(
        f"{count} {severity}" for severity, count in outcome.findings.items() if count
    )
    done = "giữ nguyên" if outcome.status == "kept" else "đã lập"
    if outcome.status == "kept" and outcome.mode == "sign":
        done = "giữ nguyên bản trình ký"
    aside = "".join(
        f"\n  Giữ lại {kind_of_kept(name)}: giu-lai/{outcome.commune}/{name}"
        for name in outcome.aside
    )
    return f"{outcome.commune} {outcome.name}: {done}; phát hiện: {counts or 'không có lỗi'}{aside}"


def profile(outcomes: tuple[Outcome, ...]) -> str:
    """Return a table of where the time of the reports made in this run went.

    Means and shares are of the work of one report; with several lanes they go on side by side.
    """
    made = [outcome for outcome in outcomes if outcome.parts]
    if not made:
        return "Không lập báo cáo nào, nên không đo được gì."
    whole = sum(outcome.seconds for outcome in made)
    spent: dict[str, float] = {
        said: sum((outcome.parts.get(name, 0.0) for outcome in made), 0.0)
        for name, said in _PART_NAMES.items()
    }
    spent["khác"] = whole - sum(spent.values())
    lines = [f"{'phần':<12}{'ms/báo cáo':>12}{'tỷ lệ':>8}"]
    lines += [
        f"{name:<12}{1000 * seconds / len(made):>12.1f}{seconds / whole:>8.0%}"
        for name, seconds in spent.items()
    ]
    lines.append(f"{'cả báo cáo':<12}{1000 * whole / len(made):>12.1f}{1:>8.0%}")
    return "\n".join(lines)


_PART_NAMES: dict[Part, str] = {
    "load": "nạp",
    "execute": "chạy sổ tay",
    "charts": "biểu đồ",
    "html": "HTML",
    "pdf": "PDF",
    "office": "Word, Excel",
    "guard": "đối chiếu",
    "write": "ghi",
}
