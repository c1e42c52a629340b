"""A run from its beginning to its end: lock, reports, the page and the record, publishing."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_toolkit.outputs.freshness import holds
from cchc_toolkit.outputs.outcome import Outcome
from cchc_toolkit.outputs.run_page import index_page, times_script, with_earlier
from cchc_toolkit.outputs.shared_faults import to_json
from cchc_toolkit.outputs.standings import standings_of_run
from cchc_toolkit.production.batch import Run
from cchc_toolkit.production.named import tell_the_period
from cchc_toolkit.production.schedule import Limits, run_batch
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.twins import gathered
from cchc_toolkit.system import paths
from cchc_toolkit.system.lock import only_batch

if TYPE_CHECKING:
    from cchc_toolkit.outputs.publish import Published


@dataclass(frozen=True)
class Batch:
    """The reports that a run is to make, and how."""

    run: Run
    codes: tuple[str, ...]
    workers: int
    limits: Limits
    force: bool = False
    scheduler: str = ""
    """Address of the Dask cluster that makes them, "" for this machine."""


@dataclass(frozen=True)
class Finished:
    """What became of a run."""

    outcomes: tuple[Outcome, ...]
    listed: tuple[Outcome, ...]
    """Every report of the period that the page lists, those of earlier runs too."""
    seconds: float
    page: Path

    @property
    def exit_code(self) -> int:
        """0 if every report is there, 1 if some are, else why the first is not."""
        failed = [outcome for outcome in self.outcomes if not outcome.made]
        if failed and len(failed) == len(self.outcomes):
            return failed[0].exit_code
        return 1 if failed else 0


def make_reports(
    batch: Batch,
    tell: Callable[[Outcome], None],
    notice: Callable[[str], None],
    *,
    wait: bool = True,
) -> Finished:
    """Make the reports that are not current and write the page of the run.

    `tell` hears of each report, `notice` that another run has to be waited for; without `wait`
    that is a `UsageError`.
    """
    params = batch.run.params
    folder = params.folder
    started, clock = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
    with only_batch(folder, notice, wait=wait), gathered(params):
        outcomes = _outcomes(batch, tell)
        seconds = time.monotonic() - clock
        listed = with_earlier(params, outcomes, batch.run.notebook)
        stood = () if params.name else standings_of_run(params, listed)
        paths.write_file(folder / "index.html", index_page(params, listed, stood))
        tell_the_period(params)
        paths.write_file(folder / "run.json", run_record(params, outcomes, started, seconds))
        paths.write_file(folder / "run.js", times_script(outcomes, started, seconds))
    return Finished(outcomes, listed, seconds, folder / "index.html")


def make_report(run: Run, code: str, notice: Callable[[str], None]) -> Outcome:
    """Make one report, current or not, without a page of the run."""
    with only_batch(run.params.folder, notice):
        (outcome,) = run_batch(run, (code,), 1, lambda _: None, force=True)
    return outcome


def _outcomes(batch: Batch, tell: Callable[[Outcome], None]) -> tuple[Outcome, ...]:
    run, codes, limits, force = batch.run, batch.codes, batch.limits, batch.force
    if not batch.scheduler:
        return run_batch(run, codes, batch.workers, tell, limits=limits, force=force)
    from cchc_toolkit.production.cluster import run_on_cluster

    return run_on_cluster(run, codes, batch.scheduler, tell, limits=limits, force=force)


def publish_reports(
    run: Run, listed: tuple[Outcome, ...], url: str, *, everything: bool = False
) -> Published:
    """Copy what is current to a place and withdraw there what is not.

    Reports of earlier runs go too, so a copy that was stopped is finished by the next call. A
    report at the place that is not here, made elsewhere, stays while its inputs are those of today.
    Notebooks and JSON but the manifests stay here unless `everything` is asked for.
    """
    from cchc_toolkit.outputs.publish import LEFT_OUT, publish

    made = {outcome.commune: outcome.made for outcome in listed}

    def current(code: str, manifest: dict[str, Any] | None) -> bool:
        return made[code] if code in made else holds(run.params, code, run.notebook, manifest)

    params = run.params
    return publish(
        params.output, params.period.id, url, current=current, name=params.name,
        left_out=() if everything else LEFT_OUT,
    )  # fmt: skip


def run_record(params: Params, outcomes: tuple[Outcome, ...], started: str, seconds: float) -> str:
    """Return `run.json`: the only file of a run with a clock in it."""
    return json.dumps(
        {
            "schema": "cchc-run/1",
            "period": params.period.id,
            "params": params.source.name,
            "mode": params.mode,
            "started": started,
            "seconds": round(seconds, 3),
            **{
                status: sum(outcome.status == status for outcome in outcomes)
                for status in ("made", "kept", "failed")
            },
            "shared": to_json(fault for outcome in outcomes for fault in outcome.shared),
            "reports": [outcome.to_json() for outcome in outcomes],
        },
        ensure_ascii=False,
        indent=2,
    )
