"""How much faster than the stock tools is a batch? Side by side, in one run, on the same work.

    python benchmarks/batch.py            # about half an hour on two processors
    python benchmarks/batch.py --quick    # does it run at all? the numbers mean nothing
    python benchmarks/batch.py --memory 3000    # the tool alone: is its memory flat over so many?

Each way makes notebook, HTML and PDF of communes of one made-up country with the report's own
notebook. Ways take turns, so that a noisy machine is as noisy for each; the table, which is printed
last, holds medians over the rounds, and ratios of these medians. Exits 1 below the goals.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cchc_toolkit.sample import Country, write_country, write_part

HERE = Path(__file__).resolve().parent
NOTEBOOK = HERE.parent / "notebooks" / "commune_report.ipynb"
PERIOD = "2024-Q1"
GOALS = {"A": 60.0, "B": 35.0, "B2": 20.0}
"""How many times faster than each way the tool must be, a report, start-up included."""
MEMORY_GOAL = 0.8e9
"""Bytes of all processes of the tool together."""
GROWTH_GOAL = 1.05
"""Memory in the last third of a run against that in the third after the first sixth."""


@dataclass(frozen=True)
class Place:
    """Where the country lies and what its communes are; every way writes to a folder of its own."""

    root: Path
    codes: tuple[str, ...]
    webpdf: bool
    chromium: str

    @property
    def params(self) -> Path:
        return self.root / "params" / f"{PERIOD}.yml"

    @property
    def environment(self) -> dict[str, str]:
        """Spare every way the three seconds that jsonschema's `rfc3987_syntax` takes to import.

        JupyterLab brings it along; on a machine without, the stock tools do not pay for it.
        """
        return {**os.environ, "PYTHONPATH": str(self.root / "spared")}

    def output(self, way: str) -> Path:
        folder = self.root / "made" / way
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder


@dataclass(frozen=True)
class Way:
    """One way of making reports: its letter, what it is, how many reports a round, the commands."""

    letter: str
    said: str
    reports: int
    commands: Callable[[Place, tuple[str, ...], Path], list[list[str]]]
    """Return the commands to run side by side for some communes into a folder."""


@dataclass
class Measured:
    """What one way took: seconds a report by round, bytes of all its processes by sample."""

    seconds: list[float] = field(default_factory=list)
    memory: list[list[int]] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def peak(self) -> int:
        return max((max(samples, default=0) for samples in self.memory), default=0)

    @property
    def growth(self) -> float:
        """Memory at the end of a round against that after its start-up; 1 where it is flat."""
        ratios = [_level(s[-len(s) // 3 :]) / _level(s[len(s) // 6 : len(s) // 2])
                  for s in self.memory if len(s) >= 12]  # fmt: skip
        return statistics.median(ratios) if ratios else 1.0


def _level(samples: list[int]) -> float:
    return statistics.median(samples) or 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every way and return the exit code."""
    chosen = _parser().parse_args(arguments)
    if chosen.memory:
        return _memory_of_a_long_run(chosen.memory)
    counts = {"A": 1, "B": 2, "B2": 4, "T": 8, "F": 4} if chosen.quick else {
        "A": 3, "B": 8, "B2": 16, "T": chosen.reports, "F": 20,
    }  # fmt: skip
    rounds = 1 if chosen.quick else chosen.rounds
    ways = [way for way in _ways(counts) if way.letter in chosen.ways.split(",")]
    with tempfile.TemporaryDirectory(prefix="do-") as folder:
        place = _place(Path(folder), max(counts.values()))
        print(_machine(), _pdf_said(place), sep="\n", flush=True)
        found = {way.letter: Measured() for way in ways}
        for number in range(1, rounds + 1):
            for way in ways:
                _measure(way, place, found[way.letter])
                seconds = found[way.letter].seconds[-1]
                print(f"round {number} {way.letter:<3}{seconds:8.3f} s a report", flush=True)
    missed = [] if chosen.quick else _missed(found)
    print(_table(ways, found))
    print("\n".join(missed) if missed else "All goals are met." if not chosen.quick else "")
    return 1 if missed else 0


def _memory_of_a_long_run(reports: int) -> int:
    """Print the memory of the tool along one run, in twelfths, and return the exit code."""
    way = Way("T", "cchc batch, two workers", reports, _tool)
    with tempfile.TemporaryDirectory(prefix="do-") as folder:
        found = {"T": Measured()}
        print(_machine(), flush=True)
        _measure(way, _place(Path(folder), reports), found["T"])
    samples = found["T"].memory[0]
    print("\n| reports made, about | median PSS |\n|---|---|")
    for part in range(12):
        inside = samples[part * len(samples) // 12 : (part + 1) * len(samples) // 12]
        print(f"| {(part + 1) * reports // 12} | {_level(inside or samples) / 1e9:.3f} GB |")
    tool = found["T"]
    print(
        f"{tool.median:.3f} s a report; peak {tool.peak / 1e9:.2f} GB; grown to {tool.growth:.3f}"
    )
    missed = _missed(found)
    print("\n".join(missed) if missed else "All goals of memory are met.")
    return 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a few reports, one round, no goals")
    parser.add_argument("--rounds", type=int, default=3, help="how often each way takes its turn")
    parser.add_argument("--reports", type=int, default=200, help="reports a round of the tool")
    parser.add_argument(
        "--memory", type=int, default=0, metavar="N", help="only the tool, over N reports"
    )
    parser.add_argument("--ways", default="A,B,B2,T,F", help="leave out ways, e.g. --ways B,T")
    return parser


def _ways(counts: dict[str, int]) -> tuple[Way, ...]:
    said = {
        "A": ("shell loop: papermill, nbconvert html, PDF by Chromium", _shell_loop),
        "B": ("one process: execute_notebook, HTMLExporter, PDF by Chromium", _one_process),
        "B2": ("two such processes", _two_processes),
        "T": ("cchc batch, two workers", _tool),
        "F": ("floor: blocks, HTML and PDF without a notebook, one process", _floor),
    }
    return tuple(Way(letter, *said[letter][:1], counts[letter], said[letter][1]) for letter in said)


def _shell_loop(place: Place, codes: tuple[str, ...], output: Path) -> list[list[str]]:
    python = shlex.quote(sys.executable)
    lines = ["set -e"]
    for code in codes:
        stem = shlex.quote(str(output / code))
        given = f"-r commune {code} -p period {PERIOD} -p params {shlex.quote(str(place.params))}"
        lines.append(
            f"{python} -m papermill --no-progress-bar {shlex.quote(str(NOTEBOOK))} {stem}.ipynb"
            f" {given}"
        )
        lines.append(f"{python} -m jupyter nbconvert --to html {stem}.ipynb")
        if place.webpdf:
            lines.append(f"{python} -m jupyter nbconvert --to webpdf {stem}.ipynb")
        elif place.chromium:
            lines.append(" ".join(map(shlex.quote, print_command(place.chromium, output / code))))
    return [["bash", "-c", "\n".join(lines)]]


def print_command(chromium: str, stem: Path) -> list[str]:
    """Return the command that prints a page to PDF without playwright."""
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--no-pdf-header-footer")  # fmt: skip
    return [chromium, *flags, f"--print-to-pdf={stem}.pdf", f"file://{stem}.html"]


def _one_process(place: Place, codes: tuple[str, ...], output: Path) -> list[list[str]]:
    how = "webpdf" if place.webpdf else place.chromium or "none"
    script = str(HERE / "stock.py")
    return [[sys.executable, script, str(NOTEBOOK), str(place.params), str(output), how, *codes]]


def _two_processes(place: Place, codes: tuple[str, ...], output: Path) -> list[list[str]]:
    halves = (codes[::2], codes[1::2])
    return [command for half in halves for command in _one_process(place, half, output)]


def _tool(place: Place, codes: tuple[str, ...], output: Path) -> list[list[str]]:
    only = [word for code in codes for word in ("--only", code)]
    command = ["batch", str(place.params), "--output", str(output), "--workers", "2"]
    notebook = ["--notebook", str(NOTEBOOK), "--force"]
    return [[sys.executable, "-m", "cchc_toolkit", *command, *notebook, *only]]


def _floor(place: Place, codes: tuple[str, ...], output: Path) -> list[list[str]]:
    return [[sys.executable, str(HERE / "floor.py"), str(place.params), str(output), *codes]]


def _place(root: Path, communes: int) -> Place:
    country = Country(communes, 1)
    write_country(country, root)
    for period, window in country.dates:
        write_part(country, root, period, window, country.codes)
    (root / "spared").mkdir()
    (root / "spared" / "rfc3987_syntax.py").write_text("raise ImportError\n", encoding="utf-8")
    found = [name for name in ("chromium", "chromium-browser", "google-chrome")
             if shutil.which(name)]  # fmt: skip
    webpdf = importlib.util.find_spec("playwright") is not None
    return Place(root, country.codes, webpdf, shutil.which(found[0]) or "" if found else "")


def _measure(way: Way, place: Place, found: Measured) -> None:
    codes, output = place.codes[: way.reports], place.output(way.letter)
    commands = way.commands(place, codes, output)
    started = time.perf_counter()
    with (output / "log").open("wb") as log:
        running = [
            subprocess.Popen(command, stdout=log, stderr=log, cwd=place.root, env=place.environment)
            for command in commands
        ]
        sampler = Sampler([process.pid for process in running])
        sampler.start()
        ended = [process.wait() for process in running]
    found.seconds.append((time.perf_counter() - started) / way.reports)
    found.memory.append(sampler.stop())
    if any(ended):
        text = (output / "log").read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"{way.letter} failed:\n{text[-3000:]}")
    made = sum(path.name.endswith(".ipynb") for path in output.rglob("*.ipynb"))
    if made < way.reports and way.letter != "F":
        raise SystemExit(f"{way.letter} made {made} of {way.reports} reports")


class Sampler(threading.Thread):
    """Adds up, every half second, the proportional memory of processes and all they started."""

    def __init__(self, roots: list[int]) -> None:
        super().__init__(daemon=True)
        self._roots, self._ended, self._samples = roots, threading.Event(), list[int]()

    def run(self) -> None:
        while not self._ended.wait(0.5):
            self._samples.append(sum(_pss(pid) for root in self._roots for pid in _tree(root)))

    def stop(self) -> list[int]:
        self._ended.set()
        self.join()
        return self._samples


def _tree(pid: int) -> list[int]:
    found = [pid]
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            inner = file.read_text(encoding="ascii").split()
        except OSError:
            continue
        found += [one for child in inner for one in _tree(int(child))]
    return found


def _pss(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    line = next((line for line in text.splitlines() if line.startswith("Pss:")), "Pss: 0 kB")
    return 1024 * int(line.split()[1])


def _missed(found: dict[str, Measured]) -> list[str]:
    """Return a line for each goal that is not met."""
    if "T" not in found:
        return []
    tool = found["T"]
    missed = [
        f"MISSED: {found[way].median / tool.median:.1f} x {way}, the goal is {goal:g} x"
        for way, goal in GOALS.items()
        if way in found and found[way].median / tool.median < goal
    ]
    if tool.peak > MEMORY_GOAL:
        missed.append(f"MISSED: {tool.peak / 1e9:.2f} GB, the goal is {MEMORY_GOAL / 1e9:g} GB")
    if tool.growth > GROWTH_GOAL:
        missed.append(f"MISSED: memory grows to {tool.growth:.2f} times, the goal is {GROWTH_GOAL}")
    return missed


def _table(ways: list[Way], found: dict[str, Measured]) -> str:
    lines = [
        "",
        "| way | what | reports | s/report | T is faster by | peak PSS |",
        "|---|---|---|---|---|---|",
    ]
    for way in ways:
        measured = found[way.letter]
        ratio = f"{measured.median / found['T'].median:.1f} x" if "T" in found else ""
        lines.append(
            f"| {way.letter} | {way.said} | {way.reports} | {measured.median:.3f} | {ratio} "
            f"| {measured.peak / 1e9:.2f} GB |"
        )
    return "\n".join(lines)


def _machine() -> str:
    return f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {sys.platform}"


def _pdf_said(place: Place) -> str:
    if place.webpdf:
        return "PDF of the stock ways: nbconvert --to webpdf (playwright is installed)"
    if place.chromium:
        return (
            "PDF of the stock ways: chromium --headless --print-to-pdf, since playwright is not "
            "installed; it spares them webpdf's own start-up"
        )
    return "PDF of the stock ways: LEFT OUT, since neither playwright nor Chromium is here"


if __name__ == "__main__":
    sys.exit(main())
