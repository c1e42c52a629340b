"""How long do a country's status and roll-up take, and where does the time go?

    python benchmarks/province.py              # a made-up country of 3,321 communes: some minutes
    python benchmarks/province.py --units 166  # a province

Every task is a command in a fresh process, start-up included. Processor seconds stand beside those
of the clock: a machine's neighbours move the one, not the other.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_toolkit.sample import Country, write_country, write_part

PERIOD = "2024-Q1"
GOALS = {"status again": 3.0, "sums of the country": 5.0}
"""Seconds on the clock."""
_SUMS = """
from pathlib import Path
from cchc_toolkit.province.area import areas
from cchc_toolkit.province.make_area import rolled_up
from cchc_toolkit.province.unit_values import read_units
from cchc_toolkit.submission.params import load_params
params = load_params(Path("params/{period}.yml"))
units = read_units(params)
for area in areas(params, "country"):
    found = rolled_up(params, area, units)
    print(len(found.present), "of", len(area.members))
"""


@dataclass(frozen=True)
class Spent:
    """Seconds of a task, of the clock and of the processor."""

    wall: float
    processor: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table, return 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--units", type=int, default=3321, help="communes of the made-up country")
    units = parser.parse_args(arguments).units
    with tempfile.TemporaryDirectory(prefix="do-") as folder:
        root = Path(folder)
        country = Country(units, 1)
        write_country(country, root)
        for period, window in country.dates:
            write_part(country, root, period, window, country.codes)
        found = measured(root)
    print(f"{units} communes, {os.cpu_count()} processors, Python {sys.version.split()[0]}")
    print("\n| task | clock, s | processor, s | goal |\n|---|--:|--:|--:|")
    for task, spent in found.items():
        goal = f"{GOALS[task]:g}" if task in GOALS else ""
        print(f"| {task} | {spent.wall:.1f} | {spent.processor:.1f} | {goal} |")
    missed = [task for task, goal in GOALS.items() if found[task].wall > goal]
    print(f"MISSED: {', '.join(missed)}" if missed else "All goals are met.")
    return 1 if missed else 0


def measured(root: Path) -> dict[str, Spent]:
    """Return what each task takes, in the order in which an office meets them."""
    file = f"params/{PERIOD}.yml"
    cchc = [sys.executable, "-m", "cchc_toolkit"]
    sums = [sys.executable, "-c", _SUMS.format(period=PERIOD)]
    tasks = {
        "status, everything checked": [*cchc, "status", file, "--received"],
        "status again": [*cchc, "status", file, "--received"],
        "the table built": sums,
        "sums of the country": sums,
        "roll-up with its report and workbook": [*cchc, "roll-up", file, "--of", "country"],
    }
    return {task: _spent(command, root) for task, command in tasks.items()}


def _spent(command: list[str], root: Path) -> Spent:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ran = subprocess.run(command, cwd=root, capture_output=True, check=False)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode:
        raise SystemExit(ran.stderr.decode(errors="replace")[-3000:])
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(wall, used)


if __name__ == "__main__":
    sys.exit(main())
