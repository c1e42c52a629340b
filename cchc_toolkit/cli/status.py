"""`cchc status`: which reports are current, and why the others are not."""

from __future__ import annotations

import click

from cchc_toolkit.cli.group import EPILOG, main
from cchc_toolkit.cli.options import AS_OF, DATA, only_known
from cchc_toolkit.submission.params import load_params, override
from cchc_toolkit.system import paths


@main.command(epilog=EPILOG)
@click.argument("params", metavar="PARAMS")
@click.option("--only", multiple=True, metavar="CODE", help="Chỉ xã này; ghi được nhiều lần.")
@click.option("--why", is_flag=True, help="Nêu điều đã thay đổi từ khi lập mỗi báo cáo.")
@DATA
@AS_OF
@click.option("--output", default="", metavar="DIR", help="Thư mục báo cáo.")
@click.option(
    "--notebook", default="notebooks/commune_report.ipynb", show_default=True, metavar="FILE",
    help="Sổ tay dùng để lập báo cáo.",
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
    """In với từng xã: báo cáo còn nguyên hay phải lập lại, và vì sao."""
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
