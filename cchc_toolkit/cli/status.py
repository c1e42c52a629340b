"""`cchc status`: which reports are current, and why the others are not."""

from __future__ import annotations

from pathlib import Path

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
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths


@click.command(epilog=EPILOG)
@FILE
@click.option("--only", multiple=True, metavar="CODE", help="Chỉ xã này; ghi được nhiều lần.")
@click.option("--why", is_flag=True, help="Nêu điều đã thay đổi từ khi lập mỗi báo cáo.")
@click.option(
    "--name", default="", metavar="NAME", help="Báo cáo tên này, không phải báo cáo chính."
)
@run_options(DATA, AS_OF, OUTPUT, NOTEBOOK)
def status(only: tuple[str, ...], why: bool, name: str, asked: RunOptions) -> None:
    """In với từng xã: trạng thái báo cáo, còn nguyên hay phải lập lại, và vì sao.

    Sau báo cáo chính, mỗi báo cáo khác của kỳ có một dòng; --name kể rõ từng xã của nó.
    """
    from cchc_toolkit.outputs.other_reports import other_reports
    from cchc_toolkit.project import differing
    from cchc_toolkit.submission.twins import gathered

    chosen = asked.chosen()
    codes = only_known(only, chosen, "--only")
    with gathered(chosen):
        if name:
            chosen, file = _of_name(chosen, asked, name)
            _tell(chosen, codes, file, why=why)
            return
        _tell(chosen, codes, asked.notebook_file, why=why)
        for other in other_reports(chosen, codes):
            said = f"{other.current}/{len(codes)} báo cáo còn nguyên"
            click.echo(f"{other.title} (--name {other.name}): {said}.")
    for original in differing(paths.project_root()):
        click.echo(original.said)


def _of_name(chosen: Params, asked: RunOptions, name: str) -> tuple[Params, Path]:
    """Return the parameters and the notebook of the reports of a name."""
    from cchc_toolkit.outputs.other_reports import other_reports
    from cchc_toolkit.production.named import reports_of

    by_hand = (other for other in other_reports(chosen) if other.name == name)
    found = next(by_hand, None)
    if found is not None:
        return found.params, found.notebook
    ((params, notebook),) = reports_of(chosen, asked.notebook, name)
    return params, paths.notebook_file(notebook)


def _tell(chosen: Params, codes: tuple[str, ...], notebook: Path, *, why: bool) -> None:
    from cchc_toolkit.outputs.freshness import reasons
    from cchc_toolkit.outputs.issued import state_of
    from cchc_toolkit.render.fonts import choose_font

    stale, font = 0, choose_font()
    for code in codes:
        found = reasons(chosen, code, notebook, font)
        stale += bool(found)
        said = ("; ".join(found) if why else "phải lập") if found else "còn nguyên"
        state = state_of(chosen, code)
        click.echo(f"{code} {chosen.office(code).name}: {state and f'{state}; '}{said}")
    click.echo(f"{len(codes) - stale}/{len(codes)} báo cáo còn nguyên.")
