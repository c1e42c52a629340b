"""`cchc diff`: two runs compared by figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.text.formatting import print_number

if TYPE_CHECKING:
    from cchc_toolkit.outputs.diff import Compared


@click.command(epilog=EPILOG)
@click.argument("old", metavar="A", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", metavar="B", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In một JSON.")
@click.pass_context
def diff(ctx: click.Context, old: Path, new: Path, as_json: bool) -> None:
    """So hai đợt theo từng chỉ số: A và B là thư mục của kỳ, hoặc của hai báo cáo.

    In mỗi chỉ số khác nhau một dòng, ngăn cách bằng tab: xã, chỉ số, cũ, mới, chênh lệch, nguyên
    nhân. Sau đó là các xã chỉ có ở một bên, và với mỗi báo cáo khác nhau, điều gì làm nên nó đã
    khác. Thoát với mã 1 nếu có khác nhau.
    """
    from cchc_toolkit.outputs.diff import compare

    compared = compare(old, new)
    if as_json:
        click.echo(json.dumps(compared.to_json(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(compared)))
    ctx.exit(0 if compared.same else 1)


def _lines(compared: Compared) -> list[str]:
    from cchc_toolkit.outputs.diff import CAUSES

    lines = ["\t".join(("xã", "chỉ số", "cũ", "mới", "thay đổi", "nguyên nhân"))]
    lines += [
        "\t".join((f.commune, f.label, f.old, f.new, f.change.replace(".", ","), CAUSES[f.cause]))
        for f in compared.figures
    ]
    lines += [f"{code}: chỉ có ở bên cũ" for code in compared.only_old]
    lines += [f"{code}: chỉ có ở bên mới" for code in compared.only_new]
    lines += [f"{code}: {'; '.join(said)}" for code, said in compared.inputs.items()]
    count = len(compared.figures)
    lines.append(
        "Không có gì khác nhau." if compared.same else f"{print_number(count)} chỉ số khác nhau."
    )
    return lines
