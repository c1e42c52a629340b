"""Many reports side by side: forked from a warm parent, or each with a stock kernel.

Both ways give the same bytes. Forking is used where the system allows it; elsewhere, and on
request, a pool of fresh processes runs the stock kernel.
"""

from __future__ import annotations

import gc
import signal
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from multiprocessing import get_context

from cchc_toolkit import charts, narrative, paths, tables  # noqa: F401 - warm before the fork
from cchc_toolkit.batch import Run, attempt
from cchc_toolkit.engine import prepared_shell
from cchc_toolkit.errors import RenderError
from cchc_toolkit.execute import KERNEL, WARM, load_notebook
from cchc_toolkit.freshness import reasons
from cchc_toolkit.lanes import Lost, can_fork, end_with_parent, run_in_lanes
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


@dataclass(frozen=True)
class Limits:
    """What one report may take; 0 for no limit. Only the warm engine can hold a report to them."""

    memory: int = 0
    """Bytes."""
    seconds: float = 0


def run_batch(
    run: Run,
    codes: tuple[str, ...],
    workers: int,
    done: Callable[[Outcome], None],
    *,
    limits: Limits = Limits(),
    force: bool = False,
) -> tuple[Outcome, ...]:
    """Make every report that is not current; return the outcomes in the order of the codes.

    `force` makes those that are current again too.
    """
    outcomes: dict[str, Outcome] = {}
    stale = codes if force else _stale(run, codes, outcomes, done)
    forked = run.engine == WARM
    made = _forked(run, stale, workers, limits) if forked else _spawned(run, stale, workers)
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
        if manifest is None or reasons(run.params, code, run.notebook, font, manifest):
            stale.append(code)
            continue
        outcomes[code] = outcome_of(manifest)
        done(outcomes[code])
    return tuple(stale)


def _forked(run: Run, codes: tuple[str, ...], workers: int, limits: Limits) -> Iterator[Outcome]:
    if not codes:
        return
    warm_up(run)
    cells = 20  # more than a report notebook has; the limit of one cell stops a hanging one first
    seconds = limits.seconds or SPARE_SECONDS + cells * run.timeout
    work = partial(attempt, run)
    for code, result in run_in_lanes(codes, workers, work, seconds=seconds, memory=limits.memory):
        yield lost(run, code, result.reason) if isinstance(result, Lost) else result


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
    """Make the reports with the stock kernel; a worker that dies takes only its own report along.

    A pool that lost a worker does not say which report it was at. Those under way are then made
    again, each in a pool of its own, so that the one to blame is known.
    """
    if workers <= 1 or len(codes) <= 1:
        yield from (_attempt(run, code) for code in codes)
        return
    suspects: list[str] = []
    left = list(codes)
    while left:
        yield from _until_broken(run, left, workers, suspects)
    for code in suspects:
        alone, blamed = [code], list[str]()
        yield from _until_broken(run, alone, 1, blamed)
        if blamed:
            yield lost(run, code, "bị dừng đột ngột")


def _until_broken(
    run: Run, left: list[str], workers: int, broken: list[str]
) -> Iterator[Outcome]:
    """Yield outcomes, taking codes from `left`, till none is left or the pool is broken."""
    # Spawned, not forked: a kernel's sockets and threads must not be inherited.
    pool = ProcessPoolExecutor(
        min(workers, len(left)), get_context("spawn"), initializer=_begin, initargs=(run,)
    )
    flying: dict[Future[Outcome], str] = {}
    try:
        while (left and not broken) or flying:
            while left and not broken and len(flying) < workers:
                code = left.pop(0)
                flying[pool.submit(_attempt_in_worker, code)] = code
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                code = flying.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    broken.append(code)
                else:
                    yield future.result()
    finally:
        for process in (pool._processes or {}).values():  # Ctrl-C: do not wait for a whole report
            if flying:
                process.terminate()
        pool.shutdown(cancel_futures=True)


def _attempt(run: Run, code: str) -> Outcome:
    """Make a report; a bug shows its traceback and costs this report only."""
    try:
        return attempt(run, code)
    except Exception:  # noqa: BLE001 - one commune's failure must stop nothing else
        traceback.print_exc()
        return lost(run, code, "dừng vì lỗi của chương trình")


_worker_run: Run | None = None


def _begin(run: Run) -> None:
    """Give a worker process its run once, rather than with every commune."""
    global _worker_run  # noqa: PLW0603 - one process, one run
    _worker_run = run
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    end_with_parent()


def _attempt_in_worker(code: str) -> Outcome:
    if _worker_run is None:
        raise RuntimeError("the worker was not begun")
    return _attempt(_worker_run, code)


def lost(run: Run, code: str, reason: str) -> Outcome:
    """Return the outcome of a report whose process ended without one."""
    error = RenderError(
        f"Tiến trình lập báo cáo {reason}.",
        where=code,
        advice="Chạy lại lệnh; giảm --workers nếu máy thiếu bộ nhớ, hoặc nới giới hạn đã đặt.",
    )
    return failed(code, run.params.office(code).name, error)
