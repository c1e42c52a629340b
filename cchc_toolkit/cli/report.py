"""`cchc report`: the report of one commune."""

from __future__ import annotations

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import (
    MAKING,
    PARAMS,
    PERIOD,
    RunOptions,
    chosen_engine,
    only_known,
    run_options,
)
from cchc_toolkit.cli.progress import line
from cchc_toolkit.system import paths


@click.command(epilog=EPILOG)
@PERIOD
@click.option("--commune", required=True, metavar="CODE", help="Mã xã, gồm năm chữ số.")
@run_options(PARAMS, *MAKING)
@click.pass_context
def report(ctx: click.Context, commune: str, asked: RunOptions) -> None:
    """Lập báo cáo của một xã: các tệp như khi lập cả đợt, trừ trang của đợt."""
    chosen = asked.chosen()
    (code,) = only_known((commune,), chosen, "--commune")
    from cchc_toolkit.outputs.shared_faults import lines_of
    from cchc_toolkit.production import batch as reports  # slow to import, and only a run needs it
    from cchc_toolkit.production.run import make_report

    engine = chosen_engine(asked.engine)
    run = reports.plan(chosen, (code,), asked.notebook_file, asked.timeout, engine)
    outcome = make_report(run, code, lambda said: click.echo(said, err=True))
    if not outcome.made:
        click.echo(f"Lỗi: {outcome.problem}", err=True)
        ctx.exit(outcome.exit_code)
    click.echo("\n".join((line(outcome), *lines_of(outcome.shared))))
    click.echo(paths.shown(chosen.folder / code))
