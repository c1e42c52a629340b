"""`cchc status`: which reports are current, and why the others are not."""

from __future__ import annotations

import click

from cchc_toolkit.cli.group import EPILOG, main
from cchc_toolkit.cli.options import AS_OF, DATA, only_known
from cchc_toolkit.submission.params import load_params, override
from cchc_toolkit.system import paths


@main.command(epilog=EPILOG)
@click.argument("params", metavar="PARAMS")
@click.option("--only", multiple=True, metavar="CODE", help="This commune only; may be repeated.")
@click.option("--why", is_flag=True, help="Name what has changed since each report was made.")
@DATA
@AS_OF
@click.option("--output", default="", metavar="DIR", help="Folder of the reports.")
@click.option(
    "--notebook", default="notebooks/commune_report.ipynb", show_default=True, metavar="FILE",
    help="The notebook that the reports are made with.",
)  # fmt: skip
def status(
    params: str,
    only: tuple[str, ...],
    why: bool,
    data: str,
    as_of: str,
    output: str,
    notebook: str,
) -> None:
    """Print for each commune whether its report is current, would be made, and why."""
    from cchc_toolkit.outputs.freshness import reasons
    from cchc_toolkit.project import differing
    from cchc_toolkit.render.fonts import choose_font

    chosen = override(load_params(params), data=data, output=output, as_of=as_of)
    font, file = choose_font(), paths.notebook_file(notebook)
    stale = 0
    codes = only_known(only, chosen, "--only")
    for code in codes:
        found = reasons(chosen, code, file, font)
        stale += bool(found)
        said = ("; ".join(found) if why else "phải lập") if found else "còn nguyên"
        click.echo(f"{code} {chosen.office(code).name}: {said}")
    click.echo(f"{len(codes) - stale}/{len(codes)} báo cáo còn nguyên.")
    for original in differing(paths.project_root()):
        click.echo(original.said)
