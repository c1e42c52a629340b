"""Telling how a run goes: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Never

import click
from tqdm import tqdm

from cchc_toolkit.system.clock import Part

if TYPE_CHECKING:
    from cchc_toolkit.outputs.outcome import Outcome


class Progress:
    """A context in which `tell` is called once a report; failures are printed in either form."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._failed = 0
        self._blocked = 0
        self._bar: tqdm[Never] | None = None

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            tqdm.monitor_interval = 0  # its thread would make forking unsafe
            self._bar = tqdm(total=self._total, unit="báo cáo", desc="Lập báo cáo")
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def tell(self, outcome: Outcome) -> None:
        """Say that one more report was made, or why it was not."""
        self._done += 1
        self._failed += not outcome.made
        self._blocked += outcome.findings.get("chặn", 0) > 0
        if self._bar is None:
            click.echo(f"[{self._done}/{self._total}] {line(outcome)}")
            return
        if not outcome.made or outcome.aside:
            self._bar.write(line(outcome))
        said = {"hỏng": self._failed, "có lỗi chặn": self._blocked}
        self._bar.set_postfix(said, refresh=False)
        self._bar.update()


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
