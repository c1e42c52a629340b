"""The page of a run: one static file that lists every report, its findings and what failed."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from cchc_toolkit.catalogue.communes import is_fictional
from cchc_toolkit.checks import SAYS, SEVERITIES
from cchc_toolkit.errors import DataError
from cchc_toolkit.outputs.by_hand import KEPT, kept_before, kind_of_kept
from cchc_toolkit.outputs.desk import PAGE, refresh_desk, regions
from cchc_toolkit.outputs.freshness import reasons
from cchc_toolkit.outputs.issued import read_issues, state_of
from cchc_toolkit.outputs.manifest import NAME, OFFICE_FILES, read_manifest
from cchc_toolkit.outputs.other_reports import other_reports
from cchc_toolkit.outputs.outcome import Outcome, failed, outcome_of
from cchc_toolkit.outputs.shared_faults import HEADING, told_once
from cchc_toolkit.outputs.standing import Standing
from cchc_toolkit.render.fonts import choose_font
from cchc_toolkit.render.page_template import PAGES
from cchc_toolkit.render.policy import content_policy
from cchc_toolkit.submission.mode import MODE_NAMES
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date, print_number, vietnamese_order, without_marks

SLOWEST = 20
"""How many of the slowest reports the page names."""
FIRST_ROWS = 100
"""How many reports are in the page from the start; a browser adds the others once it is drawn."""
REVIEW = "ra-soat.html"
"""Where a count of the matrix leads to."""
_LINKS = {
    "bao-cao.html": "HTML",
    "bao-cao.pdf": "PDF",
    OFFICE_FILES["docx"]: "Word",
    REVIEW: "Rà soát",
    OFFICE_FILES["xlsx"]: "Excel",
    "bao-cao.ipynb": "Sổ tay",
    "figures.json": "Chỉ số",
    "findings.json": "Lỗi",
    NAME: "Nguồn gốc",
}
"""The files of a report as the page names them, in its order."""
_GRAVE: dict[str, int] = {severity: place for place, severity in enumerate(SEVERITIES)}


@dataclass(frozen=True)
class _Line:
    """One row of the page."""

    outcome: Outcome
    state: str
    """Draft, to sign, or issued with number and date."""
    kept: tuple[str, ...]
    """Files that people had changed, as kept beside the reports."""
    issued: str
    """Where the PDF of the issued report is, as seen from the page; "" for none."""
    place: int
    """Its rank by name in Vietnamese order, so that the page sorts without knowing the alphabet."""

    @property
    def kept_kinds(self) -> list[tuple[str, list[str]]]:
        """What was kept, by kind."""
        kinds = groupby(sorted(self.kept, key=kind_of_kept), kind_of_kept)
        return [(kind, list(names)) for kind, names in kinds]

    @property
    def searched(self) -> str:
        return f"{self.outcome.commune} {without_marks(self.outcome.name)}"

    @property
    def counts(self) -> list[int]:
        return [self.outcome.findings.get(severity, 0) for severity in SEVERITIES]

    @property
    def links(self) -> list[tuple[str, str]]:
        """The files that there are, each with its name on the page."""
        files = self.outcome.files
        return [(name, label) for name, label in _LINKS.items() if name in files]


def _title(params: Params) -> str:
    named = next((one for one in params.reports if one.name == params.name), None)
    if params.name:
        return f"{(named and named.title) or params.name}, {params.period.label}"
    return f"Báo cáo {params.form.subject} {params.period.label}"


def index_page(
    params: Params, outcomes: tuple[Outcome, ...], standings: tuple[Standing, ...] = ()
) -> str:
    """Return the HTML of `index.html` for a run: no network, no clock, works from a folder.

    `standings` are where the units stand that report to whoever runs this, each a row of its own.
    """
    names = sorted({outcome.name for outcome in outcomes}, key=vietnamese_order)
    place = {name: number for number, name in enumerate(names)}
    script = paths.package_file("outputs", "run_page.js").read_text(encoding="utf-8")
    page = paths.package_file("outputs", "run_page.html.j2").read_text(encoding="utf-8")
    template = PAGES.from_string(page)
    lines = [_line(params, outcome, place[outcome.name]) for outcome in outcomes]
    return template.render(
        title=_title(params),
        others=other_reports(params),
        period=params.period.id,
        first=print_date(params.window.first),
        last=print_date(params.window.last),
        draft=_drafts(params, lines),
        fictional=any(is_fictional(one.commune) for one in outcomes)
        or any(is_fictional(one.code) for one in standings),
        severities=SEVERITIES,
        shared=told_once(fault for outcome in outcomes for fault in outcome.shared),
        shared_heading=HEADING,
        lines=lines,
        first_rows=FIRST_ROWS,
        desk=regions(params, standings),
        kept_folder=KEPT,
        made=print_number(sum(outcome.made for outcome in outcomes)),
        total=print_number(len(outcomes)),
        review=REVIEW,
        matrix=Markup(_in_script(matrix_of(outcomes))),  # noqa: S704 - no sign of markup is left
        script=Markup(script),  # noqa: S704 - a file of the package
        # `run.js` beside the page is a file; a page from a folder has no origin of its own.
        policy=content_policy(page.replace("{{ script }}", script), "'self' file:"),
    )


def show_desk(params: Params, standings: tuple[Standing, ...]) -> None:
    """Have the page of a period say where the units stand and lead to its papers.

    Where no report was made yet there is a page from here on, of the units alone.
    """
    file = params.folder / PAGE
    if file.exists():
        refresh_desk(params, standings)
    else:
        paths.write_file(file, index_page(params, (), standings))


def _drafts(params: Params, lines: Sequence[_Line]) -> bool:
    """Whether drafts are among the reports of a page: a run of drafts may find none to make."""
    states = {line.state for line in lines if line.outcome.made and line.state}
    return MODE_NAMES["draft"] in states if states else params.mode == "draft"


def _line(params: Params, outcome: Outcome, place: int) -> _Line:
    issued = ""
    try:
        state = state_of(params, outcome.commune)
        if not params.name and (issues := read_issues(params, outcome.commune)):
            issued = _seen_from(params.folder, issues[-1].folder / "bao-cao.pdf")
    except DataError as error:
        state = error.problem
    return _Line(outcome, state, kept_before(params, outcome.commune), issued, place)


def _seen_from(folder: Path, file: Path) -> str:
    """Return the address of a file as a page in a folder links to it."""
    try:
        return quote(Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix())
    except ValueError:  # on another drive
        return file.resolve().as_uri()


def matrix_of(outcomes: tuple[Outcome, ...]) -> dict[str, Any]:
    """Return what the matrix of rules × communes shows, as small as thousands of rows need it.

    `rules` are the rules that found something, by code, each with what it says ("" for one that is
    no longer in force); `cells` holds a row a report, in the order of the page, None where it was
    not made: for every rule and severity with findings four whole numbers in a row – place of the
    rule, place of the severity, how many findings, number of the first on the page of the review.

    >>> from cchc_toolkit.outputs.outcome import RuleCount
    >>> hits = (RuleCount("R01", "chặn", 2, 1), RuleCount("X9", "thấp", 1, 3))
    >>> matrix = matrix_of((Outcome("99001", "Xã", "made", {}, hits=hits),))
    >>> matrix["rules"], matrix["cells"]
    ([('R01', 'Tổng bằng tổng các phần.'), ('X9', '')], [[0, 0, 2, 1, 1, 3, 1, 3]])
    """
    codes = sorted({hit.rule for outcome in outcomes for hit in outcome.hits})
    place = {code: number for number, code in enumerate(codes)}
    return {
        "severities": SEVERITIES,
        "rules": [(code, SAYS.get(code, "")) for code in codes],
        "cells": [_cells(outcome, place) if outcome.made else None for outcome in outcomes],
    }


def _cells(outcome: Outcome, place: dict[str, int]) -> list[int]:
    return [
        number
        for hit in outcome.hits
        for number in (place[hit.rule], _GRAVE[hit.severity], hit.count, hit.first)
    ]


def _in_script(value: Any) -> str:
    """Return JSON that may stand in a script: nothing in it can end the script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


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
    return f"window.cchcRun = {_in_script(said)};\n"


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
    manifest = read_manifest(paths.inside(params.folder, code))
    if manifest is None:
        return None
    why = reasons(params, code, notebook, choose_font())
    if not why:
        return outcome_of(manifest)
    problem = DataError(
        f"Báo cáo lập trước đây đã cũ: {'; '.join(why)}.", advice="Chạy lại cchc batch cho xã này."
    )
    return failed(code, params.office(code).name, problem)
