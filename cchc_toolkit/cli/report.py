"""`cchc report`: the report of one commune."""

from __future__ import annotations

import click

from cchc_toolkit.cli.group import EPILOG, main
from cchc_toolkit.cli.options import (
    OVERRIDES,
    PARAMS,
    PERIOD,
    RUNNING,
    chosen_engine,
    only_known,
    params_of_period,
)
from cchc_toolkit.cli.progress import line
from cchc_toolkit.system import paths


@main.command(epilog=EPILOG)
@PERIOD
@click.option("--commune", required=True, metavar="CODE", help="Mã xã, gồm năm chữ số.")
@PARAMS
@OVERRIDES
@RUNNING
@click.pass_context
def report(
    ctx: click.Context,
    period: str,
    commune: str,
    params: str,
    data: str,
    output: str,
    mode: str,
    charts: bool | None,
    formats: tuple[str, ...],
    as_of: str,
    notebook: str,
    timeout: int,
    engine: str,
) -> None:
    """Lập báo cáo của một xã: các tệp như khi lập cả đợt, trừ trang của đợt."""
    chosen = params_of_period(
        period,
        params,
        data=data,
        output=output,
        mode=mode,
        charts=charts,
        formats=formats,
        as_of=as_of,
    )
    (code,) = only_known((commune,), chosen, "--commune")
    from cchc_toolkit.outputs.shared_faults import lines_of
    from cchc_toolkit.production import batch as reports  # slow to import, and only a run needs it
    from cchc_toolkit.production.schedule import run_batch
    from cchc_toolkit.system.lock import only_batch

    file = paths.notebook_file(notebook)
    run = reports.plan(chosen, (code,), file, timeout, chosen_engine(engine))
    folder = paths.inside(chosen.output, chosen.period.id)
    with only_batch(folder, lambda said: click.echo(said, err=True)):
        (outcome,) = run_batch(run, (code,), 1, lambda _: None, force=True)
    if not outcome.made:
        click.echo(f"Lỗi: {outcome.problem}", err=True)
        ctx.exit(outcome.exit_code)
    click.echo("\n".join((line(outcome), *lines_of(outcome.shared))))
    click.echo(paths.shown(folder / code))
