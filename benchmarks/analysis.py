"""How long analysts wait: every verb of the table of all communes and periods, beside other ways.

    python benchmarks/analysis.py                     # makes 3,321 communes x 8 periods first
    python benchmarks/analysis.py --country DIR       # on a country made by `cchc sample`
    python benchmarks/analysis.py --communes 100 --periods 3 --rounds 1    # does it run at all?

Every task is called twice, in a process of its own that has just opened the table; the tasks take
turns, and medians are told with the processor time beside the wall's. It exits 1 where a median
misses its goal. The other ways do two of the tasks: the long frame of a period, and a sum over it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

RATE, CELL = "ty_le.dung_han.tren_tiep_nhan", "tthc.ho_so.tiep_nhan"
FEW = 100
"""Communes that the frames of one period at a time are asked for: they read each one whole."""
Task = Callable[[Any], Any]
TASKS: dict[str, tuple[Task, float, float]] = {
    "rank": (lambda c: c.rank(RATE), 1.0, 0.3),
    "trend of a figure": (lambda c: c.trend(RATE), 1.0, 0.3),
    "trend, quarters of a cell": (lambda c: c.trend(CELL, flow="quarter"), 1.0, 0.3),
    "change of all": (lambda c: c.change(RATE, against=c.rows[0].id), 1.0, 0.3),
    "peers": (lambda c: c.peers(c.units["unit"].iloc[0], RATE), 1.0, 0.3),
    "totals, all figures": (lambda c: c.totals("province"), 1.0, 0.3),
    "totals, two keys": (lambda c: c.totals("province", [RATE, CELL]), 1.0, 0.3),
    "completeness": (lambda c: c.completeness(), 1.0, 0.3),
    "findings by rule": (lambda c: c.findings(wide=True), 1.0, 0.3),
    "long frame of a period": (lambda c: c.values(), 1.0, 1.0),
}
"""Each task with the seconds that its first call and the next ones may take."""
WAYS = ("table", "frames", "pandas", "duckdb")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure in turns and return the exit code."""
    chosen = _parser().parse_args(arguments)
    if chosen.one:
        print(json.dumps(_here(chosen.one, Path(chosen.country))))
        return 0
    with tempfile.TemporaryDirectory(prefix="ban-") as folder:
        country = Path(chosen.country) if chosen.country else Path(folder) / "country"
        if not chosen.country:
            _make(country, chosen.communes, chosen.periods)
        missed = _build(country) if chosen.build or not chosen.country else []
        print(f"findings of a period, checked once: {_said('prepare', country)}", flush=True)
        names = ("open", *TASKS, *(f"way {way}" for way in WAYS))
        found: dict[str, list[dict[str, float]]] = {name: [] for name in names}
        for _ in range(chosen.rounds):
            for name in names:
                found[name].append(_asked(name, country))
        return 1 if missed + _told(found) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--country", default="", help="a folder made by cchc sample")
    parser.add_argument("--communes", type=int, default=3321)
    parser.add_argument("--periods", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--build", action="store_true", help="also build the table from nothing")
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    return parser


def _make(country: Path, communes: int, periods: int) -> None:
    sizes = ["--communes", str(communes), "--periods", str(periods), "--output", str(country)]
    subprocess.run([sys.executable, "-m", "cchc_toolkit", "sample", *sizes], check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip


def _build(country: Path) -> list[str]:
    """Build from nothing, then after one commune's new version; return which goals are missed."""
    shutil.rmtree(country / "outputs" / "bang", ignore_errors=True)
    missed = []
    for name, goal in (("build from nothing", 60.0), ("after one new version", 2.0)):
        if goal < 60:
            _change_one(country)
        found = _asked("open", country)
        print(f"{name}: {found['first']:.1f} s, {found['cpu']:.1f} s of processor; goal {goal:g} s")
        missed += [name] if found["first"] > goal else []
    return missed


def _change_one(country: Path) -> None:
    """Write one commune's file of the last period anew, with another number."""
    period = sorted((country / "data").iterdir())[-1]
    file = next(iter(sorted(period.iterdir()))) / "indicators.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith(f"{CELL},"))
    key, value, *rest = lines[at].split(",")
    lines[at] = ",".join((key, str(int(value or 0) + 1), *rest))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _asked(name: str, country: Path) -> dict[str, float]:
    """Return what a task cost in a process of its own."""
    command = [sys.executable, __file__, "--one", name, "--country", str(country)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _said(name: str, country: Path) -> str:
    found = _asked(name, country)
    return f"{found['first']:.1f} s, {found['cpu']:.1f} s of processor"


def _here(name: str, country: Path) -> dict[str, float]:
    os.chdir(country)
    import cchc_toolkit

    assert cchc_toolkit.open  # imports what it needs: no part of any number
    if name.startswith("way "):
        return _timed(lambda: _other(name.removeprefix("way "), country))
    if name == "open":
        return _timed(lambda: cchc_toolkit.open("params/"), again=False)
    opened = cchc_toolkit.open("params/")
    if name == "prepare":
        return _timed(opened.findings, again=False)
    return _timed(lambda: TASKS[name][0](opened))


def _timed(task: Callable[[], Any], *, again: bool = True) -> dict[str, float]:
    before, began = sum(os.times()[:4]), time.perf_counter()
    task()
    found = {"first": time.perf_counter() - began, "cpu": sum(os.times()[:4]) - before}
    if again:
        began = time.perf_counter()
        task()
        found["again"] = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return {**found, "memory": memory}


def _other(way: str, country: Path) -> object:
    """Make the long frame of the last period and add one cell up, in one of the ways."""
    import cchc_toolkit

    files = country / "data"
    period = sorted(one.name for one in files.iterdir())[-1]
    if way == "table":
        frame = cchc_toolkit.open("params/").values(period)
    elif way == "frames":
        params = cchc_toolkit.load_params(f"params/{period}.yml")
        frame = cchc_toolkit.values_frame(period, list(params.communes)[:FEW])
    elif way == "pandas":
        import pandas as pd

        parts = [pd.read_csv(file, dtype=str, keep_default_na=False).assign(unit=file.parent.name)
                 for file in sorted((files / period).glob("*/indicators.csv"))]  # fmt: skip
        frame = pd.concat(parts, ignore_index=True)
        frame["value"] = pd.to_numeric(frame["value"], errors="coerce")
    else:
        import duckdb

        columns = "SELECT *, try_cast(value AS DOUBLE) AS number FROM"
        every = files / period / "*" / "indicators.csv"
        frame = duckdb.sql(f"{columns} read_csv('{every}', filename = true)").df()
        frame["value"] = frame["number"]
    return frame.loc[frame["key"] == CELL, "value"].sum()


def _told(found: dict[str, list[dict[str, float]]]) -> list[str]:
    """Print the medians; return the tasks that miss a goal."""
    goals = {"open": (1.0, 1.0), **{name: goals for name, (_, *goals) in TASKS.items()}}
    missed = []
    print("\n| Task | First, s | of processor | Again, s | Goals | Memory, GB |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, rounds in found.items():
        first, cpu, again, memory = (
            statistics.median(one.get(part, 0.0) for one in rounds)
            for part in ("first", "cpu", "again", "memory")
        )
        goal = goals.get(name)
        said = f"{goal[0]:g} / {goal[1]:g}" if goal else ""
        many = f" ({FEW} communes)" if name == "way frames" else ""
        print(f"| {name}{many} | {first:.2f} | {cpu:.2f} | {again:.2f} | {said} | {memory:.2f} |")
        if goal and (first > goal[0] or again > goal[1]):
            missed.append(name)
    if missed:
        print(f"Misses its goal: {', '.join(missed)}.")
    return missed


if __name__ == "__main__":
    sys.exit(main())
