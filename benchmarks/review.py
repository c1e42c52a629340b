"""How long `cchc review` takes: many reports of ten pages over two processes, and as length grows.

    python benchmarks/review.py [--reports 166] [--pages 10] [--workers 2]

Prints the CPU seconds of the whole command, children too: the time on a quiet machine is that over
the processes. Then the CPU seconds of reading and judging one report of 5, 10, 20 and 40 pages.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.documents import read_report
from cchc_toolkit.review import review_issued

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "reports"
PAGE = 3_000
"""Characters of a page."""
_FOOT = re.compile(r"^\s*(?:Nơi nhận|TM\.)", re.MULTILINE)
_HEAD = re.compile(r"^Kính gửi.*$", re.MULTILINE)


def long_text(first: int, pages: int) -> str:
    """Return a report of some pages: the head and prose of one, then the prose of others."""
    files = sorted(CORPUS.glob("*.txt"))
    files = [*files[first % len(files) :], *files[: first % len(files)]]
    texts = [_FOOT.split(file.read_text(encoding="utf-8"))[0] for file in files]
    body, number = [texts[0]], 0
    while sum(map(len, body)) < pages * PAGE:
        number += 1
        body.append(_HEAD.split(texts[number % len(texts)])[-1])
    return "\n".join(body)[: pages * PAGE] + "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"


def main() -> None:
    """Print what the reviews took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=166)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "reports")
        source.mkdir()
        for n in range(asked.reports):
            (source / f"{n:03d}.txt").write_text(long_text(n, asked.pages), encoding="utf-8")
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "cchc_toolkit", "review", str(source),
             "--output", str(Path(folder, "out")), "--workers", str(asked.workers)],
            check=False, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        wall = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = used.ru_utime + used.ru_stime
        print(
            f"{asked.reports} reports of {asked.pages} pages: {cpu:.1f} s CPU over "
            f"{asked.workers} processes ({cpu / asked.workers:.1f} s each), "
            f"{wall:.1f} s by the clock"
        )
        form = load_form("phu_luc_01b")
        for pages in (5, 10, 20, 40):
            file = Path(folder, f"{pages}.txt")
            file.write_text(long_text(0, pages), encoding="utf-8")
            begun = time.process_time()
            review_issued(read_report(file, form), form)
            took = time.process_time() - begun
            print(f"  {pages:3d} pages: {took:.2f} s CPU, {took / pages * 1000:.0f} ms a page")


if __name__ == "__main__":
    main()
