"""Making reports: load, check, derive, execute, render, manifest - one page, read downwards.

`run_report` makes one; `run_batch` makes many side by side and lets none stop another.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import nbformat

from cchc_toolkit import paths
from cchc_toolkit.blocks import Block, Front
from cchc_toolkit.checks import SEVERITIES
from cchc_toolkit.errors import BlockedError, CchcError, RenderError
from cchc_toolkit.execute import check_parameters, execute, without_clock
from cchc_toolkit.manifest import manifest_of, to_text
from cchc_toolkit.params import Params
from cchc_toolkit.render.fonts import choose_font
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.notebook import blocks_of
from cchc_toolkit.render.pdf import render_pdf
from cchc_toolkit.report import Report, build_report

NOTEBOOK = "notebooks/commune_report.ipynb"
FAILED = "loi"
"""Folder beside the reports that keeps the notebooks of failed ones."""


@dataclass(frozen=True)
class Run:
    """What every report of a run shares. `workdir` is where the notebook runs."""

    params: Params
    notebook: Path
    workdir: Path
    timeout: int = 300
    """Seconds a cell of the notebook may take."""


@dataclass(frozen=True)
class Outcome:
    """What became of one report: made, or why not. A plain value, so that it crosses processes."""

    commune: str
    name: str
    status: str
    """`made` or `failed`."""
    findings: dict[str, int]
    """How many findings of each severity."""
    completeness: str = ""
    seconds: float = 0.0
    exit_code: int = 0
    problem: str = ""

    @property
    def made(self) -> bool:
        """Whether the report is there."""
        return self.status == "made"


def run_report(run: Run, code: str) -> Report:
    """Make one report in its own folder, or leave no folder at all; raise what went wrong."""
    final = paths.inside(run.params.output, run.params.period.id, code)
    report = build_report(code, run.params)
    _refuse_blocked(report)
    notebook = _executed(run, report)
    blocks = blocks_of(notebook)
    _refuse_mixed(blocks, report)
    outputs = _render(notebook, blocks, report)
    manifest = manifest_of(
        report, run.params.data, run.notebook, choose_font(), outputs
    )
    with paths.staged_folder(final) as staging:
        for name, content in outputs.items():
            (staging / name).write_bytes(content)
        (staging / "manifest.json").write_text(to_text(manifest), encoding="utf-8")
    return report


def _refuse_blocked(report: Report) -> None:
    if report.final and report.blocking:
        listed = "".join(f"\n    {found.rule}: {found.message}" for found in report.blocking)
        raise BlockedError(
            f"Không lập bản trình ký: còn {len(report.blocking)} lỗi mức chặn.{listed}",
            where=f"{report.commune.code}, kỳ {report.period.id}",
            advice="Sửa số liệu theo các lỗi trên, hoặc lập dự thảo (mode: draft).",
        )


def _executed(run: Run, report: Report) -> Any:
    folder = run.params.output / run.params.period.id / FAILED
    code = report.commune.code
    scratch = folder / f"{code}.ipynb"
    paths.make_folder(folder)
    executed = execute(run.notebook, parameters(run, report.commune.code), run.workdir, scratch, run.timeout)
    scratch.unlink(missing_ok=True)
    identity = {
        "commune": report.commune.code, "period": report.period.id, "stamp": report.stamp,
    }  # fmt: skip
    return without_clock(executed, identity)


def parameters(run: Run, code: str) -> dict[str, Any]:
    """Return what papermill gives the notebook; the code stays text."""
    params = run.params
    return {
        "commune": code,
        "period": params.period.id,
        "params": _shown(params.source, run.workdir),
        "data": _shown(params.data, run.workdir),
        "mode": params.mode,
        "with_charts": params.charts,
    }


def _shown(path: Path, workdir: Path) -> str:
    """Return the path as seen from the working directory, so that no machine path is printed."""
    absolute = path.resolve()
    root = workdir.resolve()
    return absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else str(absolute)


def _refuse_mixed(blocks: tuple[Block, ...], report: Report) -> None:
    """Raise unless what the notebook shows is the report that was asked for."""
    front = blocks[0]
    asked = (report.commune.code, report.period.id, report.stamp)
    if not isinstance(front, Front) or (front.commune, front.period, front.stamp) != asked:
        raise RenderError(
            "Sổ tay cho ra báo cáo của xã, kỳ hoặc số liệu khác với yêu cầu.",
            where=f"{report.commune.code}, kỳ {report.period.id}",
            advice="Không dùng báo cáo này; kiểm tra ô tham số của sổ tay.",
        )


def _render(notebook: Any, blocks: tuple[Block, ...], report: Report) -> dict[str, bytes]:
    figures = [figure.to_json() for figure in report.figures.values()]
    findings = [finding.to_json() for finding in report.findings]
    identity = {
        "commune": report.commune.code, "period": report.period.id, "stamp": report.stamp,
    }  # fmt: skip
    return {
        "bao-cao.ipynb": nbformat.writes(notebook).encode(),
        "bao-cao.html": render_html(blocks).encode(),
        "bao-cao.pdf": render_pdf(blocks),
        "figures.json": to_text({**identity, "figures": figures}).encode(),
        "findings.json": to_text({**identity, "findings": findings}).encode(),
    }


def attempt(run: Run, code: str) -> Outcome:
    """Make one report and return what became of it; an error of the user's is an outcome."""
    started = time.monotonic()
    name = run.params.office(code).name
    try:
        report = run_report(run, code)
    except CchcError as error:
        _remove_stale(run, code)
        seconds = time.monotonic() - started
        return Outcome(
            code, name, "failed", {}, "", seconds, error.exit_code, str(error)
        )
    counts = {
        severity: sum(found.severity == severity for found in report.findings)
        for severity in SEVERITIES
    }
    completeness = report.figures["ty_le.day_du"].with_unit if "ty_le.day_du" in report.figures else ""
    return Outcome(
        code, name, "made", counts, completeness, time.monotonic() - started
    )


def _remove_stale(run: Run, code: str) -> None:
    """Remove an earlier report that this failure contradicts: a folder there is always current."""
    folder = paths.inside(run.params.output, run.params.period.id, code)
    shutil.rmtree(folder, ignore_errors=True)


def plan(params: Params, only: tuple[str, ...], notebook: Path, timeout: int) -> tuple[Run, tuple[str, ...]]:
    """Return the run and the communes to report, in the order asked for.

    Whatever can be known to be wrong before anything runs is raised here.
    """
    codes = tuple(dict.fromkeys(only or params.communes))
    for code in codes:
        params.office(code)
    run = Run(params, notebook, paths.project_root(), timeout)
    check_parameters(notebook, parameters(run, codes[0]))
    return run, codes


def run_batch(
    run: Run, codes: tuple[str, ...], workers: int, done: Callable[[Outcome], None]
) -> tuple[Outcome, ...]:
    """Make every report, several at a time; return the outcomes in the order of the codes."""
    outcomes: dict[str, Outcome] = {}
    for outcome in _outcomes(run, codes, workers):
        outcomes[outcome.commune] = outcome
        done(outcome)
    return tuple(outcomes[code] for code in codes)


def _outcomes(run: Run, codes: tuple[str, ...], workers: int) -> Iterator[Outcome]:
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
                yield _lost(run, futures[future])


_worker_run: Run | None = None


def _begin(run: Run) -> None:
    """Give a worker process its run once, rather than with every commune."""
    global _worker_run
    _worker_run = run


def _attempt_in_worker(code: str) -> Outcome:
    if _worker_run is None:
        raise RuntimeError("the worker was not begun")
    return attempt(_worker_run, code)


def _lost(run: Run, code: str) -> Outcome:
    problem = RenderError(
        "Tiến trình lập báo cáo bị dừng đột ngột.",
        where=code,
        advice="Chạy lại lệnh; giảm --workers nếu máy thiếu bộ nhớ.",
    )
    return Outcome(
        code, run.params.office(code).name, "failed", {}, "", 0.0, problem.exit_code, str(problem)
    )


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
            "made": sum(outcome.made for outcome in outcomes),
            "failed": sum(not outcome.made for outcome in outcomes),
            "reports": [asdict(outcome) for outcome in outcomes],
        },
        ensure_ascii=False,
        indent=2,
    )
