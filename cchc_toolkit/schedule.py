"""Many reports side by side: forked from a warm parent, or each with a stock kernel.

Both ways give the same bytes. Forking is used where the system allows it; elsewhere, and on
request, a pool of fresh processes runs the stock kernel.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from decimal import Decimal
from functools import partial
from multiprocessing import get_context

from cchc_toolkit import charts, narrative, paths, tables  # noqa: F401 - warm before the fork
from cchc_toolkit.batch import Run, attempt
from cchc_toolkit.engine import prepared_shell
from cchc_toolkit.errors import RenderError
from cchc_toolkit.execute import KERNEL, WARM, load_notebook
from cchc_toolkit.freshness import reasons
from cchc_toolkit.lanes import Lost, can_fork, run_in_lanes
from cchc_toolkit.manifest import package_digest, read_manifest, versions
from cchc_toolkit.outcome import Outcome, failed, outcome_of
from cchc_toolkit.render.fonts import choose_font
from cchc_toolkit.render.pdf import prepare_typesetter

SPARE_SECONDS = 60
"""What a report may take beyond the time limits of its cells: loading, typesetting, writing."""


def choose_engine(wish: str) -> str:
    """Return how notebooks will run: as wished, or for `auto` warm where forking is safe."""
    if wish != "auto":
        return wish
    return WARM if can_fork() else KERNEL


def run_batch(
    run: Run,
    codes: tuple[str, ...],
    workers: int,
    done: Callable[[Outcome], None],
    *,
    memory: int = 0,
    force: bool = False,
) -> tuple[Outcome, ...]:
    """Make every report that is not current; return the outcomes in the order of the codes.

    `memory` is the most that one report may take in bytes, 0 for no limit (warm engine only).
    `force` makes those that are current again too.
    """
    outcomes: dict[str, Outcome] = {}
    stale = codes if force else _stale(run, codes, outcomes, done)
    forked = run.engine == WARM
    made = _forked(run, stale, workers, memory) if forked else _spawned(run, stale, workers)
    for outcome in made:
        outcomes[outcome.commune] = outcome
        done(outcome)
    return tuple(outcomes[code] for code in codes)


def _stale(
    run: Run, codes: tuple[str, ...], outcomes: dict[str, Outcome], done: Callable[[Outcome], None]
) -> tuple[str, ...]:
    """Return the communes whose report must be made; tell of the others as kept."""
    font = choose_font()
    stale = []
    for code in codes:
        folder = paths.inside(run.params.output, run.params.period.id, code)
        manifest = read_manifest(folder)
        if manifest is None or reasons(run.params, code, run.notebook, font):
            stale.append(code)
            continue
        outcomes[code] = outcome_of(manifest)
        done(outcomes[code])
    return tuple(stale)


def _forked(run: Run, codes: tuple[str, ...], workers: int, memory: int) -> Iterator[Outcome]:
    if not codes:
        return
    warm_up(run)
    cells = 20  # more than a report notebook has; the limit of one cell stops a hanging one first
    seconds = SPARE_SECONDS + cells * run.timeout
    work = partial(attempt, run)
    for code, result in run_in_lanes(codes, workers, work, seconds=seconds, memory=memory):
        yield _lost(run, code, result.reason) if isinstance(result, Lost) else result


def warm_up(run: Run) -> None:
    """Do once in the parent what every child would do again: imports, fonts, a first drawing."""
    prepared_shell()
    prepare_typesetter(choose_font())
    load_notebook(run.notebook, run.notebook.stat().st_mtime_ns)
    charts.horizontal_bars(
        (charts.Bar("a", Decimal(1), "1", emphasis=True), charts.Bar("b", None, "không có"))
    )
    package_digest()
    versions()
    gc.collect()
    gc.freeze()


def _spawned(run: Run, codes: tuple[str, ...], workers: int) -> Iterator[Outcome]:
    if workers <= 1 or len(codes) <= 1:
        yield from (attempt(run, code) for code in codes)
        return
    # Spawned, not forked: a kernel's sockets and threads must not be inherited.
    with ProcessPoolExecutor(
        min(workers, len(codes)), get_context("spawn"), initializer=_begin, initargs=(run,)
    ) as pool:
        futures = {pool.submit(_attempt_in_worker, code): code for code in codes}
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield _lost(run, futures[future], "bị dừng đột ngột")


_worker_run: Run | None = None


def _begin(run: Run) -> None:
    """Give a worker process its run once, rather than with every commune."""
    global _worker_run  # noqa: PLW0603 - one process, one run
    _worker_run = run


def _attempt_in_worker(code: str) -> Outcome:
    if _worker_run is None:
        raise RuntimeError("the worker was not begun")
    return attempt(_worker_run, code)


def _lost(run: Run, code: str, reason: str) -> Outcome:
    error = RenderError(
        f"Tiến trình lập báo cáo {reason}.",
        where=code,
        advice="Chạy lại lệnh; giảm --workers nếu máy thiếu bộ nhớ.",
    )
    return failed(code, run.params.office(code).name, error)
