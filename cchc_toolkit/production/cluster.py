"""Reports on a Dask cluster: chunks of communes to its workers, outcomes back as they end.

A worker of a cluster has threads, so it must not fork, and lives long, so notebooks must not run
in it. Each chunk is therefore done by a process of its own (`chunk`), which is warm and forks as
on one machine, and which ends with the worker that began it. A worker that is lost costs nothing:
Dask gives its chunk to another one, which keeps the reports that are there and makes the rest.
"""

from __future__ import annotations

import math
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cchc_toolkit.errors import UsageError
from cchc_toolkit.outputs.outcome import Outcome
from cchc_toolkit.production.batch import Run
from cchc_toolkit.production.gathered import with_others
from cchc_toolkit.production.schedule import Limits, lost, stale

if TYPE_CHECKING:
    from distributed import Client

CHUNKS_PER_WORKER = 4
"""So many for each lane: few enough to be warm for a while, enough for all to end together."""
SMALLEST_CHUNK, LARGEST_CHUNK = 5, 50
RETRIES = 2
"""How often a chunk whose process failed is tried again; lost workers are Dask's own count."""
_CHUNK = "import cchc_toolkit.cli; from cchc_toolkit.production.cluster_worker import main; main()"
"""The command's own preparations make a process quick to start and safe to fork."""
_PATIENCE = 30


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
    run = _anywhere(run)
    outcomes: dict[str, Outcome] = {}
    wanted = codes if force else stale(run, codes, outcomes, done)
    if wanted:
        # Gathered once, where every worker finds it, and before the client's threads are there.
        with with_others(run, os.cpu_count() or 1) as told, _client(scheduler) as client:
            for outcome in _made(client, told, wanted, limits, force):
                outcomes[outcome.commune] = outcome
                done(outcome)
    return tuple(outcomes[code] for code in codes)


def _anywhere(run: Run) -> Run:
    """Return the run with its paths in full: a worker has a working directory of its own."""
    params = run.params
    return replace(
        run,
        params=replace(
            params,
            data=params.data.resolve(),
            output=params.output.resolve(),
            source=params.source.resolve(),
        ),
        notebook=run.notebook.resolve(),
        workdir=run.workdir.resolve(),
    )


def _client(scheduler: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "Chưa cài Dask, nên không dùng được --scheduler.",
            where=scheduler,
            advice='Cài thêm: pip install "cchc-toolkit[dask]".',
        ) from None
    try:
        client = Client(scheduler, timeout=_PATIENCE)  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(
            f"Không nối được với cụm máy: {error}.",
            where=scheduler,
            advice="Kiểm tra địa chỉ tcp://máy:cổng, và xem đã có worker nào chạy chưa.",
        ) from None
    return client


def _made(
    client: Client, run: Run, codes: tuple[str, ...], limits: Limits, force: bool
) -> Iterator[Outcome]:
    from distributed import as_completed

    lanes = {address: info["nthreads"] for address, info in _workers(client).items()}
    chunks = chunks_of(codes, sum(lanes.values()))
    futures = {
        client.submit(make_chunk, run, chunk, limits, force, pure=False, retries=RETRIES): chunk
        for chunk in chunks
    }
    for future in as_completed(list(futures)):  # type: ignore[no-untyped-call]
        error = future.exception()
        if error is None:
            yield from future.result()
            continue
        for code in futures[future]:
            yield lost(run, code, f"trên cụm máy bị mất ({type(error).__name__})")


def _workers(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.scheduler_info(n_workers=-1)["workers"]
    return found


def chunks_of(codes: tuple[str, ...], lanes: int) -> tuple[tuple[str, ...], ...]:
    """Return the codes in chunks that keep so many lanes busy to the end.

    >>> [len(chunk) for chunk in chunks_of(tuple("abcdefghijkl"), 2)]
    [5, 5, 2]
    """
    size = math.ceil(len(codes) / (CHUNKS_PER_WORKER * max(1, lanes)))
    size = max(SMALLEST_CHUNK, min(LARGEST_CHUNK, size))
    return tuple(codes[first : first + size] for first in range(0, len(codes), size))


def make_chunk(
    run: Run, codes: tuple[str, ...], limits: Limits, force: bool
) -> tuple[Outcome, ...]:
    """Make a chunk of reports in a process of its own and return the outcomes; runs on a worker."""
    ran = subprocess.run(
        [sys.executable, "-c", _CHUNK],
        input=pickle.dumps((run, codes, limits, force)),
        stdout=subprocess.PIPE,
        check=True,
    )
    outcomes: tuple[Outcome, ...] = pickle.loads(ran.stdout)  # noqa: S301 - our own child's
    return outcomes
