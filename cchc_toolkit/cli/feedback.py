"""`cchc feedback`: the slip that goes back to each unit, and the sheet of the province itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import (
    AS_OF,
    BY,
    DATA,
    FILE,
    MODE,
    OUTPUT,
    RunOptions,
    chosen_day,
    only_known,
    run_options,
    scheduler,
    workers,
)
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date, print_number

if TYPE_CHECKING:
    from cchc_toolkit.province.feedback import Sent


@click.command(epilog=EPILOG)
@FILE
@click.option(
    "--only", multiple=True, metavar="CODE", help="Chỉ viết phiếu của xã này; ghi được nhiều lần."
)
@BY
@workers("Viết bao nhiêu phiếu cùng lúc.")
@scheduler("Viết phiếu")
@run_options(DATA, AS_OF, OUTPUT, MODE)
@click.pass_context
def feedback(
    ctx: click.Context,
    only: tuple[str, ...],
    by: str,
    workers: int,
    scheduler: str,
    asked: RunOptions,
) -> None:
    """Viết phiếu báo một trang gửi lại từng xã: sai ở đâu, sửa thế nào, hạn nào.

    Mỗi dòng nêu số in trên biểu và ô của biểu nhập, số đã báo cáo, phép tính sai, cách sửa; lỗi
    nặng ghi trước, hết trang thì ghi số lỗi còn lại. Xã bị từ chối cũng có phiếu, nêu lý do và nơi
    giữ tệp. Lỗi của biểu mẫu, tham số ghi một lần ở phiếu chung. Xã không có gì phải sửa, hoặc chưa
    gửi, không có phiếu (xem cchc remind). Ghi vào OUTPUT/<kỳ>/phan-hoi/<mã xã>/ (PDF, DOCX); phiếu
    đã sửa tay được giữ ở giu-lai/ trước khi viết lại.
    """
    from cchc_toolkit.outputs.desk import SLIPS
    from cchc_toolkit.province.feedback import make_common_sheet, make_slips, show_slips
    from cchc_toolkit.system.cluster_pool import lanes_at
    from cchc_toolkit.system.side_by_side import Lanes

    chosen = asked.chosen()
    codes = only_known(only, chosen, "--only")
    day = chosen_day(chosen, by)
    with lanes_at(scheduler, Lanes(workers)) as lanes:
        found = make_slips(chosen, codes, day, lanes)
    for one in found:
        _tell(one, chosen.office(one.code).name)
    written = sum(one.written for one in found)
    click.echo(
        f"{print_number(written)} phiếu báo cho {print_number(len(found))} xã, hạn sửa "
        f"{print_date(day)}: {paths.shown(chosen.folder / SLIPS)}"
    )
    if not only and (sheet := make_common_sheet(chosen, found)):
        click.echo(f"Lỗi chung của biểu mẫu, tham số: {paths.shown(sheet)}")
    show_slips(chosen, found)
    failed = any(one.problem for one in found)
    ctx.exit(1 if failed else 0)


def _tell(one: Sent, name: str) -> None:
    """Tell of a unit that has a slip, or should have one."""
    if one.problem:
        click.echo(f"{one.code} {name}: chưa viết được phiếu: {one.problem}", err=True)
    elif one.remarks:
        click.echo(f"{one.code} {name}: {one.remarks} nội dung phải sửa")
    for kept in one.kept:
        click.echo(f"  Giữ lại tệp đã sửa tay: giu-lai/{one.code}/{kept}")
