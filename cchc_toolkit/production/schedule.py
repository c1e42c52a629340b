"""Many reports side by side: forked from a warm parent, or each with a stock kernel.

Both ways give the same bytes. Forking is used where the system allows it; elsewhere, and on
request, a pool of fresh processes runs the stock kernel.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from importlib import import_module
from pathlib import Path

from cchc_toolkit.errors import RenderError
from cchc_toolkit.outputs.freshness import reasons
from cchc_toolkit.outputs.manifest import inputs_of, package_digest, read_manifest, versions
from cchc_toolkit.outputs.outcome import Outcome, failed, outcome_of
from cchc_toolkit.production.batch import Run, attempt
from cchc_toolkit.production.engine import prepared_shell
from cchc_toolkit.production.execute import KERNEL, WARM, load_notebook
from cchc_toolkit.production.gathered import OTHERS, with_others
from cchc_toolkit.render.fonts import choose_font
from cchc_toolkit.render.marked_page import prepare_review_page
from cchc_toolkit.render.pdf import prepare_typesetter
from cchc_toolkit.render.typesetting_server import open_press
from cchc_toolkit.system import paths
from cchc_toolkit.system.fork_pool import ForkPool, can_fork
from cchc_toolkit.system.pool import Lost
from cchc_toolkit.system.processes import release_memory
from cchc_toolkit.system.side_by_side import side_by_side
from cchc_toolkit.system.spawn_pool import SpawnPool

_LOOKED_AT = 150
"""Reports that one process looks at to see whether they are current: about a fifth of a second."""
_LATE = ("bdb", "encodings.utf_16_be", "IPython.core.logger")
"""Modules imported only when a report is under way, so by each of the children."""
SPARE_SECONDS = 60
"""What a report may take beyond the time limits of its cells: loading, typesetting, writing."""


def choose_engine(wish: str) -> str:
    """Return how notebooks will run: as wished, or for `auto` warm where forking is safe."""
    if wish != "auto":
        return wish
    return WARM if can_fork() else KERNEL


@dataclass(frozen=True)
class Limits:
    """What one report may take; 0 for no limit."""

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
    wanted = codes if force else stale(run, codes, outcomes, done)
    for outcome in _made(run, wanted, workers, limits):
        outcomes[outcome.commune] = outcome
        done(outcome)
    return tuple(outcomes[code] for code in codes)


def stale(
    run: Run, codes: tuple[str, ...], outcomes: dict[str, Outcome], done: Callable[[Outcome], None]
) -> tuple[str, ...]:
    """Return the communes whose report must be made; tell of the others as kept."""
    for code, outcome in _current(run, codes):
        if outcome is not None:
            outcomes[code] = outcome
            done(outcome)
    return tuple(code for code in codes if code not in outcomes)


def _current(run: Run, codes: tuple[str, ...]) -> Iterator[tuple[str, Outcome | None]]:
    """Yield each commune with the outcome of its report, None if that is not current.

    Every file of every report is hashed; in a run of thousands, on all processors.
    """
    package_digest()
    versions()
    inputs_of(run.params, codes[0], run.notebook, choose_font())  # what all have in common, once
    many = len(codes) >= 2 * _LOOKED_AT and can_fork()
    lanes = (os.cpu_count() or 1) if many else 0
    look = partial(_look, run)
    for code, found in side_by_side(codes, lanes, look, seconds=SPARE_SECONDS, together=_LOOKED_AT):
        yield code, look(code) if isinstance(found, Lost) else found


def _look(run: Run, code: str) -> Outcome | None:
    manifest = read_manifest(paths.inside(run.params.folder, code))
    if manifest is None or reasons(run.params, code, run.notebook, choose_font(), manifest):
        return None
    return outcome_of(manifest)


def _made(run: Run, codes: tuple[str, ...], workers: int, limits: Limits) -> Iterator[Outcome]:
    if not codes:
        return
    paths.remove_aside(_folder(run), frozenset((*codes, OTHERS)))
    forked = run.engine == WARM
    if forked:
        warm_up(run, codes[0])
    seconds = seconds_of(run, limits)
    press = forked and len(codes) > workers  # else each lane has one report, and no second
    # A child that waits for the press leaves its processor to one more.
    lanes = workers + 1 if press and workers > 1 else workers
    pool = ForkPool if forked else SpawnPool
    with with_others(run, workers, pool) as told, _press(press, workers, seconds, limits.memory):
        work = partial(attempt, told)
        results = side_by_side(codes, lanes, work, seconds=seconds, memory=limits.memory, pool=pool)
        for code, result in results:
            yield lost(run, code, result.reason) if isinstance(result, Lost) else result


def seconds_of(run: Run, limits: Limits) -> float:
    """Return what one report of a run may take."""
    cells = 20  # more than a report notebook has; the limit of one cell stops a hanging one first
    return limits.seconds or SPARE_SECONDS + cells * run.timeout


def _press(wanted: bool, count: int, seconds: float, memory: int) -> AbstractContextManager[None]:
    if not wanted:
        return nullcontext()
    return open_press(choose_font(), count, seconds=seconds, memory=memory)


def _folder(run: Run) -> Path:
    return run.params.folder


def warm_up(run: Run, code: str) -> None:
    """Do once in the parent what every child would do again: imports, fonts, a first drawing.

    What only the making of reports needs is imported here: most runs find everything current.
    """
    from cchc_toolkit.production.warm_up import rehearse
    from cchc_toolkit.report import charts

    prepared_shell()
    for name in _LATE:
        import_module(name)
    prepare_typesetter(choose_font())
    prepare_review_page()
    if "docx" in run.params.formats:
        from cchc_toolkit.render.docx import prepare_word

        prepare_word(choose_font())
    if "xlsx" in run.params.formats:
        from cchc_toolkit.render.spreadsheet import prepare_spreadsheets
        from cchc_toolkit.render.statistics import render_statistics  # noqa: F401 - warm

        prepare_spreadsheets()
    load_notebook(run.notebook, run.notebook.stat().st_mtime_ns)
    charts.horizontal_bars(
        (charts.Bar("a", Decimal(1), "1", emphasis=True), charts.Bar("b", None, "không có"))
    )
    package_digest()
    versions()
    rehearse(code, run.params)
    gc.collect()
    gc.freeze()
    release_memory()


def lost(run: Run, code: str, reason: str) -> Outcome:
    """Return the outcome of a report whose process ended without one."""
    paths.remove_aside(_folder(run), {code})
    error = RenderError(
        f"Tiến trình lập báo cáo {reason}.",
        where=code,
        advice="Chạy lại lệnh; giảm --workers nếu máy thiếu bộ nhớ, hoặc nới giới hạn đã đặt.",
    )
    return failed(code, run.params.office(code).name, error)
