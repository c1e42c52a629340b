"""`cchc batch`: the reports of every commune of a file of parameters."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from cchc_toolkit import paths
from cchc_toolkit.cli.group import EPILOG, main
from cchc_toolkit.cli.options import OVERRIDES, RUNNING, only_known
from cchc_toolkit.cli.progress import Progress
from cchc_toolkit.formatting import print_number
from cchc_toolkit.params import load_params, override

if TYPE_CHECKING:
    from cchc_toolkit.batch import Run


@main.command(epilog=EPILOG)
@click.argument("params", metavar="PARAMS")
@click.option(
    "--only", multiple=True, metavar="CODE", help="Report this commune only; may be repeated."
)
@click.option(
    "--dry-run", is_flag=True, help="Print the codes that would be reported, one a line, and stop."
)
@click.option(
    "--workers",
    default=os.cpu_count() or 1,
    show_default="number of processors",
    type=click.IntRange(1, 256),
    metavar="N",
    help="How many reports to make at a time.",
)
@click.option(
    "--memory",
    default=0,
    type=click.IntRange(0),
    metavar="MB",
    help="The most memory that one report may take; no limit unless given (warm engine only).",
)
@click.option("--force", is_flag=True, help="Make the reports that are current again too.")
@OVERRIDES
@RUNNING
@click.pass_context
def batch(
    ctx: click.Context,
    params: str,
    only: tuple[str, ...],
    dry_run: bool,
    workers: int,
    memory: int,
    force: bool,
    data: str,
    output: str,
    mode: str,
    charts: bool | None,
    notebook: str,
    timeout: int,
    engine: str,
) -> None:
    """Make the reports of every commune in PARAMS, such as params/2024-6T.yml.

    For each commune, OUTPUT/<period>/<code>/ receives bao-cao.html, bao-cao.pdf, bao-cao.ipynb,
    figures.json, findings.json and manifest.json; for the run, index.html and run.json. One
    commune's failure stops no other: its notebook is kept in OUTPUT/<period>/loi/ and the index
    says what to mend.
    """
    chosen = override(load_params(params), mode=mode, charts=charts, data=data, output=output)
    codes = only_known(only, chosen, "--only")
    if dry_run:
        click.echo("\n".join(codes))
        return
    from cchc_toolkit import batch as reports  # slow to import, and only a run needs it
    from cchc_toolkit.schedule import choose_engine

    file = paths.project_file(notebook)
    run = reports.plan(chosen, codes, file, timeout, choose_engine(engine))
    ctx.exit(make(run, codes, workers, memory, force))


def make(run: Run, codes: tuple[str, ...], workers: int, memory: int, force: bool) -> int:
    """Make the reports with progress shown, write the page of the run, return the exit code."""
    from cchc_toolkit import batch as reports
    from cchc_toolkit.index import index_page, with_earlier
    from cchc_toolkit.schedule import run_batch

    folder = paths.inside(run.params.output, run.params.period.id)
    paths.make_folder(folder)
    started, clock = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
    with Progress(len(codes)) as progress:
        outcomes = run_batch(
            run, codes, workers, progress.tell, memory=memory * 1_000_000, force=force
        )
    seconds = time.monotonic() - clock
    paths.write_file(
        folder / "index.html", index_page(run.params, with_earlier(run.params, outcomes))
    )
    record = reports.run_record(run.params, outcomes, started, seconds)
    paths.write_file(folder / "run.json", record)
    failed = [outcome for outcome in outcomes if not outcome.made]
    kept = sum(outcome.status == "kept" for outcome in outcomes)
    unchanged = f", trong đó {kept} giữ nguyên vì không có gì thay đổi" if kept else ""
    click.echo(
        f"Có {len(outcomes) - len(failed)}/{len(outcomes)} báo cáo{unchanged}, "
        f"trong {print_number(round(seconds))} giây: {paths.shown(folder / 'index.html')}"
    )
    if failed and len(failed) == len(outcomes):
        return failed[0].exit_code
    return 1 if failed else 0
