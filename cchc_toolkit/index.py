"""The page of a run: one static file that lists every report, its findings and what failed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from jinja2 import Environment

from cchc_toolkit import paths
from cchc_toolkit.checks import SEVERITIES
from cchc_toolkit.communes import is_fictional
from cchc_toolkit.formatting import print_date, vietnamese_order, without_marks
from cchc_toolkit.outcome import Outcome, kept
from cchc_toolkit.params import Params

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


def with_earlier(params: Params, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Return the outcomes of a run with those of the reports that earlier runs left, in order.

    The page of a run of a few communes then still lists every report of the period.
    """
    now = {outcome.commune: outcome for outcome in outcomes}
    listed = []
    for code in params.communes:
        folder = paths.inside(params.output, params.period.id, code)
        found = now.get(code) or kept(folder, code, params.period.id)
        if found is not None:
            listed.append(found)
    return tuple(listed)
