"""What the review finds: faults of every kind put into consistent reports, many variants each.

`python benchmarks/detection.py` prints the detection matrix and exits 1 below the goals;
`--write FILE` writes it as a page of the documentation, `--quick` tries three variants a kind.
The seeds here are used by no test.
"""

# ruff: noqa: S311

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from detection_base import Doc, clean_report
from detection_faults import Kind, Target, kinds

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.readers.read import understood
from cchc_toolkit.review import Marked, Review, Spot, review_issued

SEED = 20_260
REPORTS = 24
ABOUT_THE_FORM = ("R16", "R17")
"""Remarks on the official form itself, the same for every report on it."""
GOALS = {"số học": 0.95, "ngày, số hiệu": 0.95, "lời văn": 0.85}
LOCALISED = 0.80


@dataclass(frozen=True)
class Trial:
    """One variant: whether it was caught, at which rank its place is named, as grave as what."""

    kind: str
    caught: bool
    rank: int
    severity: str


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--variants", type=int, default=24)
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--only", default="")
    asked.add_argument("--write", default="")
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    args = asked.parse_args()
    variants = 3 if args.quick else args.variants
    started = time.monotonic()
    chosen = [kind.id for kind in kinds() if args.only in ("", kind.id)]
    codes = [_code(number) for number in range(min(REPORTS, max(variants, 2)))]
    with ProcessPoolExecutor(args.workers) as pool:
        clean = list(pool.map(_clean, codes))
        trials = [
            trial
            for found in pool.map(_trials, [(name, variants) for name in chosen])
            for trial in found
        ]
    text, met = matrix(trials, clean)
    print(text)
    print(f"{len(trials)} biến thể, {time.monotonic() - started:.0f} giây.", file=sys.stderr)
    if args.write:
        Path(args.write).write_text(text + "\n", encoding="utf-8")
    return 0 if met else 1


def _code(number: int) -> str:
    return f"{97_000 + number}"


def _review(doc: Doc) -> Review:
    form = load_form()
    return review_issued(understood(doc.raw(), form, "bao-cao.txt"), form, earlier=doc.earlier)


def _clean(code: str) -> list[tuple[str, str, str]]:
    """Return what the review says of a consistent report, but for the remarks on the form."""
    found = [marked.finding for marked in _review(clean_report(code, SEED)).findings]
    return [(f.severity, f.rule, f.message) for f in found if f.rule not in ABOUT_THE_FORM]


def _trials(asked: tuple[str, int]) -> list[Trial]:
    name, variants = asked
    kind = next(kind for kind in kinds() if kind.id == name)
    found = []
    for number in range(variants):
        trial = _trial(kind, number)
        if trial is not None:
            found.append(trial)
    return found


def _trial(kind: Kind, number: int) -> Trial | None:
    doc = clean_report(_code(number % REPORTS), SEED)
    draw = random.Random(f"{SEED}:{kind.id}:{number}")
    for _ in range(12):
        made = kind.make(doc, draw)
        if made is not None:
            return _judged(kind, _code(number % REPORTS), *made)
    return None


def _judged(kind: Kind, code: str, doc: Doc, targets: tuple[Target, ...]) -> Trial:
    known = _known(code)
    review = _review(doc)
    new = [m for m in review.findings if _identity(m) not in known]
    for marked in new:
        if any(kind == "whole" and marked.finding.rule == rule for kind, rule in targets):
            return Trial(kind.id, True, 1, marked.finding.severity)
    chief = [marked.spots[0] for marked in new if marked.spots]
    others = [spot for marked in new for spot in marked.spots[1:]]
    ranked = list(dict.fromkeys((*chief, *others)))
    rank = next((n for n, s in enumerate(ranked, 1) if _hits(review, s, targets)), 0)
    severity = new[0].finding.severity if new else ""
    return Trial(kind.id, rank > 0, rank, severity)


def _identity(marked: Marked) -> tuple[str, str, str]:
    return marked.finding.rule, marked.finding.message, marked.finding.quote


@cache
def _known(code: str) -> frozenset[tuple[str, str, str]]:
    found = _review(clean_report(code, SEED)).findings
    return frozenset(_identity(marked) for marked in found)


def _hits(review: Review, spot: Spot, targets: tuple[Target, ...]) -> bool:
    issued = review.reading.issued
    for what, name in targets:
        if what == "row" and spot.part == "row" and issued.rows[spot.at].key == name:
            return True
        if what == "text" and spot.part != "row":
            passages = {"head": issued.head, "foot": issued.foot}.get(spot.part, issued.paragraphs)
            text = passages[spot.at].text
            at = text.find(" ".join(name.split()))
            end = spot.end or len(text)
            if at >= 0 and spot.start < at + len(name) and at < end:
                return True
    return False


def matrix(trials: list[Trial], clean: list[list[tuple[str, str, str]]]) -> tuple[str, bool]:
    """Return the page and whether the goals are met."""
    by_kind: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        by_kind[trial.kind].append(trial)
    lines = _opening(clean)
    groups: dict[str, list[Trial]] = defaultdict(list)
    lines += [
        "| Nhóm | Lỗi | Biến thể | Bắt được | Đúng chỗ (đầu) | Đúng chỗ (3 đầu) | Mức |",
        "|---|---|--:|--:|--:|--:|---|",
    ]
    for kind in kinds():
        own = by_kind.get(kind.id, [])
        groups[kind.group] += own
        if own:
            lines.append(
                f"| {kind.group} | {kind.says} | {len(own)} | {_row(own)} | {_severities(own)} |"
            )
    lines += [
        "",
        "| Nhóm | Biến thể | Bắt được | Đúng chỗ (đầu) | Đúng chỗ (3 đầu) | Mục tiêu |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    met = _no_alarm(clean)
    for group, own in groups.items():
        goal = GOALS.get(group)
        lines.append(f"| {group} | {len(own)} | {_row(own)} | {f'≥ {goal:.0%}' if goal else '–'} |")
        met = met and (goal is None or _share(own, lambda t: t.caught) >= goal)
    lines.append(f"| **tất cả** | {len(trials)} | {_row(trials)} | ≥ {LOCALISED:.0%} trong 3 đầu |")
    met = met and _share(trials, lambda t: 0 < t.rank <= 3) >= LOCALISED
    lines += ["", f"The goals are {'met' if met else 'NOT met'}."]
    return "\n".join(lines), met


def _opening(clean: list[list[tuple[str, str, str]]]) -> list[str]:
    false = [finding for found in clean for finding in found]
    blocking = sum(severity == "chặn" for severity, _, _ in false)
    worst = max((len(found) for found in clean), default=0)
    lines = [
        "# Detection matrix",
        "",
        "Written by `python benchmarks/detection.py --write docs/detection.md`, as it comes out, "
        "weak rows included. Each kind of fault is put into consistent reports of fictional "
        "communes (the layout of the real one; every other report does not keep to the outline's "
        "sentences), the report is reviewed, and what is new against the clean one is judged.",
        "",
        "*Bắt được*: a new finding marks the very cell or stretch of text that was changed (for a "
        "part left out: the rule that must say it). *Đúng chỗ*: that place is the first, or among "
        "the first three, of all the places that the new findings name, chief places first.",
        "",
        "Read it with care: the sentences are the outline's or a few rewordings of them, so free "
        "prose links less often than here; two cells that mend a total equally well cannot be told "
        "apart from the numbers, which is why changed parts come first less often than totals.",
        "",
        f"Clean reports: {len(clean)}. False findings of severity *chặn*: {blocking}. False "
        f"findings in all: {len(false)}, at most {worst} a report (not counted: "
        f"{', '.join(ABOUT_THE_FORM)}, remarks on the official form itself).",
        "",
    ]
    for said in sorted({f"{severity} {rule}: {message}" for severity, rule, message in false})[:10]:
        lines.append(f"- on a clean report: {said}")
    return [*lines, ""]


def _no_alarm(clean: list[list[tuple[str, str, str]]]) -> bool:
    blocking = any(severity == "chặn" for found in clean for severity, _, _ in found)
    return not blocking and all(len(found) <= 1 for found in clean)


def _share(trials: list[Trial], holds: object) -> float:
    assert callable(holds)
    return sum(bool(holds(trial)) for trial in trials) / len(trials) if trials else 1.0


def _row(trials: list[Trial]) -> str:
    shares = (
        _share(trials, lambda t: t.caught),
        _share(trials, lambda t: t.rank == 1),
        _share(trials, lambda t: 0 < t.rank <= 3),
    )
    return " | ".join(f"{share:.0%}" for share in shares)


def _severities(trials: list[Trial]) -> str:
    count: dict[str, int] = defaultdict(int)
    for trial in trials:
        if trial.severity:
            count[trial.severity] += 1
    return ", ".join(f"{name} {number}" for name, number in count.items())


if __name__ == "__main__":
    sys.exit(main())
