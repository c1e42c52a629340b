"""Reports on a Dask cluster: chunks of communes to its workers, outcomes back as they end.

A chunk whose worker is lost goes to another one, which keeps the reports that are there and makes
the rest.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from cchc_toolkit.outputs.outcome import Outcome
from cchc_toolkit.production.batch import Run
from cchc_toolkit.production.gathered import with_others
from cchc_toolkit.production.schedule import Limits, lost, run_batch, seconds_of, stale
from cchc_toolkit.submission.twins import gathered
from cchc_toolkit.system.cluster_pool import lanes_at
from cchc_toolkit.system.fork_pool import can_fork
from cchc_toolkit.system.pool import Lost
from cchc_toolkit.system.side_by_side import Lanes, side_by_side

SMALLEST_CHUNK, LARGEST_CHUNK = 5, 50


def run_on_cluster(
    run: Run,
    codes: tuple[str, ...],
    scheduler: str,
    done: Callable[[Outcome], None],
    *,
    limits: Limits,
    force: bool,
) -> tuple[Outcome, ...]:
    """Make every report that is not current on a cluster; return the outcomes in order.

    Data, notebook and output folder must be where every worker finds them under the same path.
    Raises `UsageError` if Dask is not installed, or no worker answers at the address.
    """
    outcomes: dict[str, Outcome] = {}
    wanted = codes if force else stale(run, codes, outcomes, done)
    if wanted:
        # Gathered once, where every worker finds it, and before the client's threads are there.
        with with_others(run, os.cpu_count() or 1) as told, lanes_at(scheduler) as lanes:
            for outcome in _made(lanes, told, wanted, limits, force):
                outcomes[outcome.commune] = outcome
                done(outcome)
    return tuple(outcomes[code] for code in codes)


def _made(
    lanes: Lanes, run: Run, codes: tuple[str, ...], limits: Limits, force: bool
) -> Iterator[Outcome]:
    chunks, work = chunks_of(codes, lanes.many), partial(make_chunk, run, limits, force)
    seconds = seconds_of(run, limits) * max(map(len, chunks))
    for chunk, made in side_by_side(chunks, lanes.many, work, seconds=seconds, pool=lanes.pool):
        if isinstance(made, Lost):
            yield from (lost(run, code, made.reason) for code in chunk)
        else:
            yield from made


def chunks_of(codes: tuple[str, ...], lanes: int) -> tuple[tuple[str, ...], ...]:
    """Return the codes in chunks that keep so many lanes busy to the end.

    >>> [len(chunk) for chunk in chunks_of(tuple("abcdefghijkl"), 8)]
    [5, 5, 2]
    """
    size = math.ceil(len(codes) / max(1, lanes))
    size = max(SMALLEST_CHUNK, min(LARGEST_CHUNK, size))
    return tuple(codes[first : first + size] for first in range(0, len(codes), size))


def make_chunk(
    run: Run, limits: Limits, force: bool, codes: tuple[str, ...]
) -> tuple[Outcome, ...]:
    """Make a chunk of reports one after another, and return the outcomes; runs on a worker."""
    if run.engine == "warm" and not can_fork():
        run = replace(run, engine="kernel")
    with gathered(run.params):
        return run_batch(run, codes, 1, lambda _: None, limits=limits, force=force)
