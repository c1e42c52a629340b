"""`cchc versions`: what a commune handed in when, and what it changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from cchc_toolkit.catalogue.communes import parse_code
from cchc_toolkit.cli.group import EPILOG, main
from cchc_toolkit.cli.options import DATA, PARAMS, params_of_period
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date

if TYPE_CHECKING:
    from cchc_toolkit.intake import Change
    from cchc_toolkit.submission.versions import Version


@main.command(epilog=EPILOG)
@click.argument("period", metavar="PERIOD")
@click.argument("commune", metavar="CODE")
@click.option(
    "--diff", "pair", nargs=2, type=int, default=None, metavar="A B",
    help="Compare these two versions only.",
)  # fmt: skip
@PARAMS
@DATA
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a version or change.")
def versions(
    period: str, commune: str, pair: tuple[int, int] | None, params: str, data: str, as_json: bool
) -> None:
    """List the versions of a commune's submission, each with the values that it changed.

    A line a value that differs, tab-separated: key, number on the form, label, old, new.
    """
    chosen = params_of_period(period, params, data=data)
    code = parse_code(commune, where="CODE")
    if pair is not None:
        _show_changes(_compared(chosen, code, *pair), as_json)
        return
    from cchc_toolkit.submission.versions import read_versions

    found = read_versions(paths.inside(chosen.data, chosen.period.id, code))
    if not found:
        click.echo(f"Xã {code} kỳ {chosen.period.id} chưa nhập bản nào bằng cchc import.")
    before: Version | None = None
    for one in found:
        click.echo(json.dumps(one.to_json(), ensure_ascii=False) if as_json else _line(one))
        if before is not None:
            _show_changes(_compared(chosen, code, before.number, one.number), as_json)
        before = one


def _compared(params: Params, code: str, old: int, new: int) -> tuple[Change, ...]:
    from cchc_toolkit.intake import compare_versions

    return compare_versions(params.data, params.period.id, code, params.form, old, new)


def _line(version: Version) -> str:
    day = f"nhận ngày {print_date(version.received)}" if version.received else "có từ trước"
    mended = f", {len(version.repairs)} chỗ sửa cách ghi" if version.repairs else ""
    return f"bản {version.name}: {day}, {version.source}{mended}"


def _show_changes(changed: tuple[Change, ...], as_json: bool) -> None:
    for one in changed:
        if as_json:
            click.echo(json.dumps(one.to_json(), ensure_ascii=False))
        else:
            click.echo("\t".join(("  " + one.key, one.stt, one.label, one.old, one.new)))
    if not changed and not as_json:
        click.echo("  Không có giá trị nào khác nhau.")
