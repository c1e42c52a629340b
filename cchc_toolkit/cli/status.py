"""`cchc status`: which reports are current, and why the others are not."""

from __future__ import annotations

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import (
    AS_OF,
    DATA,
    FILE,
    NOTEBOOK,
    OUTPUT,
    RunOptions,
    only_known,
    run_options,
)
from cchc_toolkit.system import paths


@click.command(epilog=EPILOG)
@FILE
@click.option("--only", multiple=True, metavar="CODE", help="Chỉ xã này; ghi được nhiều lần.")
@click.option("--why", is_flag=True, help="Nêu điều đã thay đổi từ khi lập mỗi báo cáo.")
@run_options(DATA, AS_OF, OUTPUT, NOTEBOOK)
def status(only: tuple[str, ...], why: bool, asked: RunOptions) -> None:
    """In với từng xã: trạng thái báo cáo, còn nguyên hay phải lập lại, và vì sao."""
    from cchc_toolkit.outputs.freshness import reasons
    from cchc_toolkit.outputs.issued import state_of
    from cchc_toolkit.project import differing
    from cchc_toolkit.render.fonts import choose_font
    from cchc_toolkit.submission.twins import gathered

    chosen = asked.chosen()
    font, file = choose_font(), asked.notebook_file
    stale = 0
    codes = only_known(only, chosen, "--only")
    with gathered(chosen):
        for code in codes:
            found = reasons(chosen, code, file, font)
            stale += bool(found)
            said = ("; ".join(found) if why else "phải lập") if found else "còn nguyên"
            state = state_of(chosen, code)
            click.echo(f"{code} {chosen.office(code).name}: {state and f'{state}; '}{said}")
    click.echo(f"{len(codes) - stale}/{len(codes)} báo cáo còn nguyên.")
    for original in differing(paths.project_root()):
        click.echo(original.said)
