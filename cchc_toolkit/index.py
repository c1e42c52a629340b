"""The page of a run: one static file that lists every report, its findings and what failed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from cchc_toolkit import paths
from cchc_toolkit.checks import SEVERITIES
from cchc_toolkit.communes import is_fictional
from cchc_toolkit.errors import DataError
from cchc_toolkit.formatting import print_date, vietnamese_order, without_marks
from cchc_toolkit.freshness import reasons
from cchc_toolkit.manifest import read_manifest
from cchc_toolkit.outcome import Outcome, failed, outcome_of
from cchc_toolkit.params import Params
from cchc_toolkit.render.fonts import choose_font

SLOWEST = 20
"""How many of the slowest reports the page names."""


@dataclass(frozen=True)
class _Line:
    """One row of the page."""

    outcome: Outcome
    place: int
    """Its rank by name in Vietnamese order, so that the page sorts without knowing the alphabet."""

    @property
    def searched(self) -> str:
        return f"{self.outcome.commune} {without_marks(self.outcome.name)}"

    @property
    def counts(self) -> list[int]:
        return [self.outcome.findings.get(severity, 0) for severity in SEVERITIES]


def index_page(params: Params, outcomes: tuple[Outcome, ...]) -> str:
    """Return the HTML of `index.html` for a run: no network, no clock, works from a folder."""
    names = sorted({outcome.name for outcome in outcomes}, key=vietnamese_order)
    place = {name: number for number, name in enumerate(names)}
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        paths.package_file("pages", "index.html.j2").read_text(encoding="utf-8")
    )
    return template.render(
        title=f"Báo cáo cải cách hành chính {params.period.label}",
        period=params.period.id,
        first=print_date(params.window.first),
        last=print_date(params.window.last),
        draft=params.mode == "draft",
        fictional=any(is_fictional(outcome.commune) for outcome in outcomes),
        severities=SEVERITIES,
        lines=[_Line(outcome, place[outcome.name]) for outcome in outcomes],
        made=sum(outcome.made for outcome in outcomes),
    )


def times_script(outcomes: tuple[Outcome, ...], started: str, seconds: float) -> str:
    """Return `run.js`: when the run was and which of its reports took longest.

    The page loads it if it is there; so the page itself has no clock in it.
    """
    made = [outcome for outcome in outcomes if outcome.status != "kept"]
    slowest = sorted(made, key=lambda outcome: (-outcome.seconds, outcome.commune))[:SLOWEST]
    said = {
        "started": started,
        "seconds": round(seconds, 1),
        "slowest": [[found.commune, found.name, round(found.seconds, 2)] for found in slowest],
    }
    text = json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
    return f"window.cchcRun = {text};\n"


def with_earlier(
    params: Params, outcomes: tuple[Outcome, ...], notebook: Path
) -> tuple[Outcome, ...]:
    """Return the outcomes of a run with those of the reports that earlier runs left, in order.

    The page of a run of a few communes then still lists every report of the period. An earlier
    report whose inputs have changed since is listed as missing, with the reason: it must not pass
    for a current one.
    """
    now = {outcome.commune: outcome for outcome in outcomes}
    found = (now.get(code) or _earlier(params, code, notebook) for code in params.communes)
    return tuple(outcome for outcome in found if outcome is not None)


def _earlier(params: Params, code: str, notebook: Path) -> Outcome | None:
    manifest = read_manifest(paths.inside(params.output, params.period.id, code))
    if manifest is None:
        return None
    why = reasons(params, code, notebook, choose_font())
    if not why:
        return outcome_of(manifest)
    problem = DataError(
        f"Báo cáo lập trước đây đã cũ: {'; '.join(why)}.", advice="Chạy lại cchc batch cho xã này."
    )
    return failed(code, params.office(code).name, problem)
