"""Does a report cost more in a larger store? A period alone against one of forty.

    python benchmarks/store.py                  # exits 1 if the larger store costs over 10 % more
    python benchmarks/store.py --periods 8      # another size of the larger store

The same communes and the same period are reported from both, taking turns; what is compared is the
processor time of the whole batch, children included, which neighbours of the machine disturb least.
The smaller store holds the period reported and the earlier ones that its checks look at.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.sample import Country, write_country, write_part
from cchc_toolkit.submission.earlier import earlier_periods

NOTEBOOK = Path(__file__).resolve().parent.parent / "notebooks" / "commune_report.ipynb"
GOAL = 1.10
"""Processor time in the large store against the small one, at most."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both stores in turns and return the exit code."""
    chosen = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kho-") as folder:
        country = Country(chosen.communes, chosen.periods)
        periods = tuple(period for period, _ in country.dates)
        needed = [period for period in (*earlier_periods(periods[-1]), periods[-1])
                  if period in periods]  # fmt: skip
        large = _store(Path(folder) / "large", country, periods)
        small = _store(Path(folder) / "small", country, needed)
        found: dict[str, list[float]] = {"small": [], "large": []}
        for number in range(1, chosen.rounds + 1):
            for name, store in (("small", small), ("large", large)):
                found[name].append(_seconds(store, periods[-1]) / chosen.communes)
                print(f"round {number} {name:<6}{found[name][-1]:8.3f} CPU-s a report", flush=True)
    medians = {name: statistics.median(seconds) for name, seconds in found.items()}
    ratio = medians["large"] / medians["small"]
    print("\n| store | periods | CPU-s/report |\n|---|---|---|")
    print(f"| small | {len(needed)} | {medians['small']:.3f} |")
    print(f"| large | {chosen.periods} | {medians['large']:.3f} |")
    print(f"The larger store costs {ratio:.2f} times as much; the goal is at most {GOAL:.2f}.")
    return 1 if ratio > GOAL else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--periods", type=int, default=40, help="periods of the larger store")
    parser.add_argument("--communes", type=int, default=30, help="reports a round")
    parser.add_argument("--rounds", type=int, default=5, help="how often each store takes its turn")
    return parser


def _store(root: Path, country: Country, kept: Sequence[Period]) -> Path:
    """Write the parameters of every period, and the data of those that are kept."""
    write_country(country, root)
    for period, window in country.dates:
        if period in kept:
            write_part(country, root, period, window, country.codes)
    return root


def _seconds(store: Path, period: Period) -> float:
    """Return the processor time of a batch over a period of a store."""
    params = str(store / "params" / f"{period.id}.yml")
    command = [sys.executable, "-m", "cchc_toolkit", "batch", params]
    made = ["--output", str(store / "made"), "--workers", "2", "--force"]
    before = os.times()
    done = subprocess.run(
        [*command, *made, "--notebook", str(NOTEBOOK)], cwd=store, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{store.name} failed:\n{done.stdout}{done.stderr}")
    after = os.times()
    return (
        after.children_user - before.children_user + after.children_system - before.children_system
    )


if __name__ == "__main__":
    sys.exit(main())
