"""Making reports: load, check, derive, execute, render, manifest - one page, read downwards.

`run_report` makes one report; `attempt` turns what went wrong into an outcome. Many side by side
are the work of `schedule`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from cchc_toolkit.blocks import Block
from cchc_toolkit.checks import Finding
from cchc_toolkit.errors import BlockedError, CchcError, RenderError, UsageError, disk_problem
from cchc_toolkit.figures import Figure
from cchc_toolkit.outputs.by_hand import keep_by_hand, kept_folder
from cchc_toolkit.outputs.guard import refuse_mixed
from cchc_toolkit.outputs.manifest import NAME as MANIFEST
from cchc_toolkit.outputs.manifest import (
    OFFICE_FILES,
    inputs_of,
    manifest_of,
    others_digest,
    read_manifest,
)
from cchc_toolkit.outputs.outcome import Outcome, failed, outcome_of
from cchc_toolkit.production.execute import (
    KERNEL,
    check_parameters,
    execute,
    notebook_bytes,
    without_clock,
)
from cchc_toolkit.production.strangers import notes_on_read
from cchc_toolkit.render.fonts import choose_font
from cchc_toolkit.render.html import render_html
from cchc_toolkit.render.notebook import capture, require_front
from cchc_toolkit.render.pdf import render_pdf
from cchc_toolkit.render.report_review import review_page_of_report
from cchc_toolkit.report import Report, build_report, preloaded_report
from cchc_toolkit.report.authoring.notes import with_notes
from cchc_toolkit.report.authoring.own_figures import figures_of, with_own
from cchc_toolkit.report.exchange import ReportRead, exchange, reports_read
from cchc_toolkit.submission.formats import FORMATS, Format
from cchc_toolkit.submission.mode import MODE_NAMES
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths
from cchc_toolkit.system.clock import measured, timed
from cchc_toolkit.system.threads import allow_threads
from cchc_toolkit.text.formatting import print_date
from cchc_toolkit.text.json_text import indented

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
    engine: str = KERNEL
    """How notebooks run: `kernel` starts the stock one each time, `warm` runs in this process."""
    others: str = ""
    """The file with what was gathered of all communes (`gathered`), "" where nothing asks."""


def run_report(run: Run, code: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Make one report in its own folder, or leave what stood there; raise what went wrong.

    Returns its manifest, and the names under which files were kept that would have been lost.
    Formats that stand there already are made anew with the others.
    """
    folder = paths.inside(run.params.folder, code)
    before = read_manifest(folder)
    _refuse_other_notebook(run, before, folder)
    run = replace(run, params=replace(run.params, formats=_formats(run.params.formats, before)))
    manifest, outputs = rendered(run, code)
    keep = partial(keep_by_hand, place=kept_folder(run.params, code), mode=run.params.mode)
    with timed("write"):
        kept = keep(folder)  # a copy, before anything is moved
        with paths.staged_folder(folder, replaced=keep) as staging:  # what was saved meanwhile too
            paths.write_staged(staging, outputs)
    return manifest, kept


def _formats(asked: tuple[Format, ...], before: dict[str, Any] | None) -> tuple[Format, ...]:
    """Return the formats asked for and those made before: asking for fewer removes none."""
    made = [name for name, file in OFFICE_FILES.items() if before and file in before["outputs"]]
    return tuple(name for name in FORMATS if name in asked or name in made)


def _refuse_other_notebook(run: Run, before: dict[str, Any] | None, folder: Path) -> None:
    if before is None or before.get("notebook_name", run.notebook.name) == run.notebook.name:
        return
    raise UsageError(
        f'Thư mục đã có báo cáo của sổ tay "{before["notebook_name"]}", không ghi đè bằng báo '
        f'cáo của "{run.notebook.name}".',
        where=paths.shown(folder),
        advice="Dùng --output thư mục khác cho sổ tay này.",
    )


def rendered(run: Run, code: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the manifest of one report and all its files by name; raise what went wrong."""
    with timed("load"):
        inputs = inputs_of(run.params, code, run.notebook, choose_font())
        report = build_report(code, run.params)
    _refuse_blocked(report)
    notebook, read = _executed(run, report)
    with _evidence(run, code, notebook):
        notes, own = notes_on_read(notebook, read, report), figures_of(notebook)
        report = build_report(code, with_own(run.params, own)) if own else report
        captured = capture(notebook, report, run.notebook.parent)
        require_front(captured.blocks)
        report, blocks = with_notes(report, (*notes, *captured.notes)), captured.blocks
        outputs = _render(notebook, blocks, report, run.params.formats)
        with timed("guard"):
            manifest = manifest_of(
                report, inputs, outputs, run.params.as_of, notebook=run.notebook.name, own=own
            )
            if run.params.name:
                manifest["notebook"] = _shown(run.notebook, run.workdir)
            outputs[MANIFEST] = indented(manifest).encode()
            refuse_mixed(outputs, report.identity)
    return manifest, outputs


def _refuse_blocked(report: Report) -> None:
    if not report.draft and report.blocking:
        listed = "".join(f"\n    {found.rule}: {_placed(found)}" for found in report.blocking)
        raise BlockedError(
            f"Không lập bản {MODE_NAMES[report.mode]}: còn {len(report.blocking)} lỗi mức chặn."
            f"{listed}",
            where=f"{report.commune.code}, kỳ {report.period.id}",
            advice="Sửa số liệu theo các lỗi trên, hoặc lập dự thảo (mode: draft).",
        )


def _placed(found: Finding) -> str:
    """Return a finding's message with where it is to be mended."""
    where = "; ".join(dict.fromkeys(filter(None, found.where)))
    return f"{found.message} ({where})" if where else found.message


def _executed(run: Run, report: Report) -> tuple[Any, tuple[ReportRead, ...]]:
    """Return the executed notebook and what it read; of one that fails, keep what it did so far."""
    code = report.commune.code
    kept = _kept_file(run, code)
    paths.make_folder(kept.parent.parent)
    kept.unlink(missing_ok=True)
    with paths.scratch_folder(kept.parent.parent / code) as aside:
        scratch, read = aside.resolve() / kept.name, aside.resolve() / "da-doc"
        handed = preloaded_report(report, parameters(run, code))
        try:
            with timed("execute"), handed, exchange(read, run.others):
                executed = execute(
                    run.notebook,
                    parameters(run, code),
                    run.workdir,
                    scratch,
                    run.timeout,
                    run.engine,
                )
        except RenderError:
            if scratch.exists():
                paths.write_file(kept, scratch.read_bytes())
            raise
        found = reports_read(read)
    others = {"others": run.params.others} if run.params.others else {}
    return without_clock(executed, {**report.identity.to_json(), **others}), found


@contextmanager
def _evidence(run: Run, code: str, notebook: Any) -> Iterator[None]:
    """Keep the notebook among the failed ones if its report is refused in the block."""
    try:
        yield
    except RenderError:
        with suppress(RenderError):  # a full disk: the first error is the one to tell
            paths.write_file(_kept_file(run, code), notebook_bytes(notebook))
        raise


def _kept_file(run: Run, code: str) -> Path:
    return paths.inside(run.params.folder, FAILED) / f"{code}.ipynb"


def parameters(run: Run, code: str) -> dict[str, Any]:
    """Return what papermill gives the notebook; the code stays text."""
    params = run.params
    day = {"as_of": print_date(params.as_of)} if params.as_of else {}
    return day | {
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


def _render(
    notebook: Any, blocks: tuple[Block, ...], report: Report, formats: tuple[Format, ...]
) -> dict[str, bytes]:
    identity = report.identity.to_json()
    with timed("write"):
        data = {
            "bao-cao.ipynb": notebook_bytes(notebook),
            "figures.json": _listed(identity, "figures", report.figures.values()),
            "findings.json": _listed(identity, "findings", report.findings),
        }
    with timed("html"):
        pages = {
            "bao-cao.html": render_html(blocks).encode(),
            "ra-soat.html": review_page_of_report(report, blocks).encode(),
        }
    with timed("pdf"):
        pdf = render_pdf(blocks)
    return {**pages, "bao-cao.pdf": pdf, **_office_files(blocks, report, formats), **data}


def _office_files(
    blocks: tuple[Block, ...], report: Report, formats: tuple[Format, ...]
) -> dict[str, bytes]:
    """Return the files for Word and Excel, where they are asked for.

    What writes them takes a fifth of a second to import, so it is imported where it is needed.
    """
    found: dict[str, bytes] = {}
    if "docx" in formats:
        from cchc_toolkit.render.docx import render_docx

        with timed("office"):
            found[OFFICE_FILES["docx"]] = render_docx(blocks)
    if "xlsx" in formats:
        from cchc_toolkit.render.statistics import render_statistics

        with timed("office"):
            found[OFFICE_FILES["xlsx"]] = render_statistics(report)
    return found


def _listed(identity: dict[str, str], name: str, values: Iterable[Figure | Finding]) -> bytes:
    return indented({**identity, name: [value.to_json() for value in values]}).encode()


def attempt(run: Run, code: str) -> Outcome:
    """Make one report and return what became of it; an error of the user's is an outcome."""
    allow_threads()  # a notebook may use what its own kernel could
    started = time.monotonic()
    name = run.params.office(code).name
    with measured() as spent:
        try:
            manifest, kept = run_report(run, code)
        except CchcError as error:
            return failed(code, name, error, time.monotonic() - started)
        except (OSError, MemoryError) as error:
            return failed(code, name, _of_machine(error, code), time.monotonic() - started)
    parts = {name: round(seconds, 4) for name, seconds in spent.items()}
    return outcome_of(manifest, "made", time.monotonic() - started, parts, kept)


def _of_machine(error: OSError | MemoryError, code: str) -> RenderError:
    """Return what the machine refused as an error of the user's."""
    problem = disk_problem(error) if isinstance(error, OSError) else "hết bộ nhớ"
    return RenderError(
        f"Không lập được báo cáo: {problem}.",
        where=code,
        advice="Kiểm tra đĩa và bộ nhớ của máy; giảm --workers, hoặc tăng --memory nếu có dùng.",
    )


def plan(params: Params, codes: tuple[str, ...], notebook: Path, timeout: int, engine: str) -> Run:
    """Return the run; raise what can be known to be wrong before any report is begun."""
    for code in codes:
        params.office(code)
    run = Run(params, notebook, paths.project_root(), timeout, engine)
    check_parameters(notebook, parameters(run, codes[0]))
    return replace(run, params=replace(params, others=others_digest(params, notebook)))
