"""`cchc versions`: what a commune handed in when, and what it changed."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from cchc_toolkit.catalogue.communes import parse_code
from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import DATA, PARAMS, RunOptions, day_of_receipt, run_options
from cchc_toolkit.errors import UsageError
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths
from cchc_toolkit.system.lock import only_batch
from cchc_toolkit.text.formatting import print_date

if TYPE_CHECKING:
    from cchc_toolkit.intake import Change
    from cchc_toolkit.submission.versions import Version


@click.command(epilog=EPILOG)
@click.argument("period", metavar="PERIOD")
@click.argument("commune", metavar="CODE")
@click.option(
    "--diff", "pair", nargs=2, type=int, default=None, metavar="A B",
    help="Chỉ so hai phiên bản này.",
)  # fmt: skip
@click.option(
    "--received", "correction", nargs=2, default=None, metavar="N DATE",
    help="Sửa ngày nhận của phiên bản N: ngày sai làm lần nhận sau bị từ "
        "chối.",
)  # fmt: skip
@run_options(PARAMS, DATA)
@click.option("--json", "as_json", is_flag=True, help="In mỗi phiên bản hoặc thay đổi một JSON.")
def versions(
    commune: str,
    pair: tuple[int, int] | None,
    correction: tuple[str, str] | None,
    as_json: bool,
    asked: RunOptions,
) -> None:
    """Liệt kê các phiên bản số liệu của một xã, mỗi bản đã đổi gì.

    Mỗi số, văn bản (`vb:<mã>`) hay lời văn khác nhau một dòng, ngăn cách bằng tab: khóa, số trên
    biểu, tên, cũ, mới.
    """
    chosen = asked.chosen()
    code = parse_code(commune, where="CODE")
    if correction is not None:
        _correct(chosen, code, *correction)
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


def _correct(params: Params, code: str, number: str, day: str) -> None:
    from cchc_toolkit.intake import correct_received

    if not (number.isdecimal() and number.isascii()):
        raise UsageError(
            f'"{number}" không phải số của bản.',
            where="--received",
            advice="Ví dụ: --received 2 05/6/2024.",
        )
    when = day_of_receipt(day)
    with only_batch(params.data / params.period.id, lambda said: click.echo(said, err=True)):
        correct_received(params.data, params.period.id, code, int(number), when)


def _compared(params: Params, code: str, old: int, new: int) -> tuple[Change, ...]:
    from cchc_toolkit.intake import compare_versions

    return compare_versions(params.data, params.period.id, code, params.form, old, new)


def _line(version: Version) -> str:
    if version.problem:
        return f"bản {version.name}: {version.problem}"
    day = f"nhận ngày {print_date(version.received)}" if version.received else "có từ trước"
    mended = f", {len(version.repairs)} chỗ sửa cách ghi" if version.repairs else ""
    return f"bản {version.name}: {day}, {version.source}{mended}"


def _show_changes(changed: tuple[Change, ...], as_json: bool) -> None:
    from cchc_toolkit.intake import KINDS

    for one in changed:
        if as_json:
            click.echo(json.dumps(one.to_json(), ensure_ascii=False))
        else:
            click.echo("\t".join(("  " + one.key, one.stt, one.label, one.old, one.new)))
    if not changed and not as_json:
        click.echo("  Không có gì khác nhau.")
    elif not as_json:
        kinds = Counter(one.kind for one in changed)
        said = ", ".join(f"{count} {KINDS[kind]}" for kind, count in kinds.items())
        click.echo(f"  Đổi {said}.")
