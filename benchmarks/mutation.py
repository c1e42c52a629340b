"""How much of a slip of the hand the reader of claims notices, by kind of figure.

    python benchmarks/mutation.py [FOLDER] [--most N]

Each number of the clean reports of a labelled folder is changed by one slip at a time (two digits
swapped, one wrong, one lost, one doubled), and the report is read again. A slip is noticed when
the reader says something that it did not say before. Nothing is chosen by hand: the numbers are
all there are, the slip is drawn by a seed, so this yardstick cannot be fitted to wordings.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.documents.claims.quantities import in_text
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.reading import claims_of
from cchc_toolkit.documents.read import understood
from cchc_toolkit.documents.text import read_text

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "reports"
SEED = 77_005
_NAMES = {
    "change": "mức tăng, giảm",
    "mean": "bình quân",
    "percent": "tỷ lệ",
    "points": "điểm phần trăm",
    "mark": "mức phải đạt",
}


def main() -> None:
    """Print the share of slips that are noticed, by kind of figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--most", type=int, default=1_000, help="numbers of one report")
    asked = parser.parse_args()
    tried, noticed = measured(asked.folder, asked.most)
    for line in as_table(tried, noticed):
        print(line)


def measured(folder: Path, most: int) -> tuple[Counter[str], Counter[str]]:
    """Return how many numbers were changed and how many changes were noticed, by kind."""
    form, chance = load_form("phu_luc_01b"), random.Random(SEED)
    tried: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    for item in json.loads((folder / "labels.json").read_text(encoding="utf-8")):
        if item["faults"]:
            continue
        lines = (folder / item["file"]).read_text(encoding="utf-8").splitlines()
        before = _said(lines, form)
        figures = [one for one in _figures(lines) if one[1].text[0].isdigit()]
        for at, one, kind in figures if len(figures) <= most else chance.sample(figures, most):
            slipped = slip_of(one.text, chance)
            line = f"{lines[at][: one.start]}{slipped}{lines[at][one.end :]}"
            tried[kind] += 1
            noticed[kind] += bool(_said([*lines[:at], line, *lines[at + 1 :]], form) - before)
    return tried, noticed


def as_table(tried: Counter[str], noticed: Counter[str]) -> Iterator[str]:
    """Yield the counts as lines of a Markdown table."""
    yield "| Loại số | Đã đổi | Nhận ra | Tỷ lệ |"
    yield "|---|--:|--:|--:|"
    for kind in sorted(tried):
        yield f"| {kind} | {tried[kind]} | {noticed[kind]} | {noticed[kind] / tried[kind]:.0%} |"
    every, seen = tried.total(), noticed.total()
    yield f"| **tất cả** | {every} | {seen} | {seen / every if every else 0:.0%} |"


def slip_of(printed: str, chance: random.Random) -> str:
    """Return a printed number with one slip of the hand in it, another number than before."""
    digits = [at for at, char in enumerate(printed) if char.isdigit()]
    ways = list(_slips(printed, digits, chance))
    return chance.choice([way for way in ways if way != printed])


def _slips(printed: str, digits: list[int], chance: random.Random) -> Iterator[str]:
    at = chance.choice(digits)
    other = chance.choice([d for d in "123456789" if d != printed[at]])
    yield f"{printed[:at]}{other}{printed[at + 1 :]}"
    for left, right in pairwise(digits):
        if right == left + 1 and printed[left] != printed[right] and printed[right] != "0":
            yield f"{printed[:left]}{printed[right]}{printed[left]}{printed[right + 1 :]}"
    if printed.isdigit() and len(printed) > 1:
        yield printed[:-1]
        yield f"{printed}{printed[-1]}"


def _figures(lines: list[str]) -> Iterator[tuple[int, Quantity, str]]:
    for at, line in enumerate(lines):
        table = line.count("|") > 2 or line.count("\t") > 1
        for one in in_text(line, 0):
            yield at, one, "ô của bảng" if table else _kind(one)


def _kind(one: Quantity) -> str:
    if one.use in _NAMES:
        return _NAMES[one.use]
    return "số tiền" if one.is_money else "số đếm"


def _said(lines: list[str], form: Form) -> set[str]:
    issued = understood(read_text("\n".join(lines)), form, "a.txt")
    return {claim.message for claim in claims_of(issued).failed}


if __name__ == "__main__":
    main()
