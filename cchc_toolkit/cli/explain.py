"""`cchc explain`: where a number of a commune comes from, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import (
    AS_OF,
    DATA,
    PARAMS,
    PERIOD,
    RunOptions,
    only_known,
    run_options,
)
from cchc_toolkit.submission import load_submission

if TYPE_CHECKING:
    from cchc_toolkit.figures.lineage import Explained


@click.command(epilog=EPILOG)
@click.argument("key")
@PERIOD
@click.option("--commune", required=True, metavar="CODE", help="Mã xã, gồm năm chữ số.")
@run_options(PARAMS, DATA, AS_OF)
def explain(key: str, commune: str, asked: RunOptions) -> None:
    """In một con số của xã từ đâu ra (ô, tệp, dòng, phép tính) và dùng ở đâu.

    KEY là khóa của một chỉ số hay chỉ tiêu, xem "cchc catalogue". Dùng ở đâu: chỉ số, câu, biểu
    đồ, quy tắc kiểm tra.
    """
    from cchc_toolkit.figures.lineage import explained

    params = asked.chosen()
    (code,) = only_known((commune,), params, "--commune")
    unit = params.commune(code)
    submission = load_submission(params.data, unit, params.period, params.form, params.as_of)
    found = explained(submission, key)
    click.echo(f"{found.label} ({key}), {unit.name} ({code}), {params.period.label}")
    click.echo(f"{found.formula}")
    for line in _lines(found):
        click.echo(line)


def _lines(found: Explained) -> Iterator[str]:
    from cchc_toolkit.figures.lineage import SIDES

    yield "Từ đâu:"
    for one in found.origins:
        side = f"{SIDES[one.side]}: " if one.side else ""
        number = f"{one.stt.rstrip('.')} " if one.stt else ""
        yield f"  {side}{number}{one.label} = {one.text}; nguồn: {one.source}"
    yield "Dùng ở đâu:"
    for use in found.uses:
        through = f" (qua {use.through})" if use.through else ""
        yield f"  {use.kind} {use.key}: {use.what}{through}"
