"""The forms of a whole country out and in again: one `cchc form write`, one `cchc import`.

    python benchmarks/office.py                     # 3,321 communes, a quarter of an hour
    python benchmarks/office.py --communes 200      # the same, quicker

The forms hold what a made-up country has reported, as if each commune had filled its own in; they
are imported into a folder that has nothing yet, so each is read, checked and stored. Beside it
stands the floor: openpyxl alone reading, XlsxWriter alone writing the same cells, one process.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from batch import Sampler
from workbook import _cells, _write_plain

from cchc_toolkit.sample import Country, write_country, write_part

PERIOD = "2024-6T"
FLOOR = 40
"""Forms over which the floor is measured."""


@dataclass(frozen=True)
class Measured:
    """What one command took, all its processes together."""

    wall: float
    processor: float
    memory: int
    said: str


def main() -> None:
    """Measure both commands and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--communes", type=int, default=3321)
    communes = parser.parse_args().communes
    with tempfile.TemporaryDirectory(prefix="van-phong-") as folder:
        root = Path(folder)
        params = _country(root, communes)
        forms = root / "bieu-mau"
        out = _measured("form", "write", str(params), "--all", "--output", str(forms))
        back = _measured(
            "import", str(forms / PERIOD), "--params", str(params), "--data", str(root / "nhan")
        )
        files = sorted((forms / PERIOD).glob("*.xlsx"))
        stored = len(list((root / "nhan" / PERIOD).glob("*/indicators.csv")))
        floors = _floors(files[:FLOOR])
    print(f"{len(files)} forms written; {stored} stored. {out.said} {back.said}")
    print("\n| command | s | a second | CPU-ms a form | floor, CPU-ms | peak PSS |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, one, floor in (
        ("cchc form write --all", out, floors[0]),
        ("cchc import", back, floors[1]),
    ):
        print(
            f"| {name} | {one.wall:.0f} | {communes / one.wall:.1f} "
            f"| {one.processor / communes * 1000:.0f} | {floor:.0f} | {one.memory / 1e9:.2f} GB |"
        )
    sys.exit(0 if len(files) == stored == communes else 1)


def _country(root: Path, communes: int) -> Path:
    country = Country(communes, 2)
    write_country(country, root)
    for period, window in country.dates:
        write_part(country, root, period, window, country.codes)
    return root / "params" / f"{PERIOD}.yml"


def _measured(*command: str) -> Measured:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "cchc_toolkit", *command], stdout=said, stderr=subprocess.STDOUT
        )
        sampler = Sampler([process.pid])
        sampler.start()
        process.wait()
        wall, samples = time.perf_counter() - started, sampler.stop()
        said.seek(0)
        last = said.read().decode("utf-8", "replace").strip().splitlines()[-1]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(wall, processor, max(samples, default=0), last)


def _floors(files: list[Path]) -> tuple[float, float]:
    """Return what the libraries alone take to write and to read the cells of a form, in ms."""
    contents = [file.read_bytes() for file in files]
    started = time.process_time()
    cells = [_cells(content) for content in contents]
    read = time.process_time()
    for one in cells:
        _write_plain(one)
    written = time.process_time()
    return (written - read) / len(files) * 1000, (read - started) / len(files) * 1000


if __name__ == "__main__":
    main()
