"""`cchc remind`: the letter to those who have not sent, or must send again."""

from __future__ import annotations

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
    run_options,
)
from cchc_toolkit.system import paths
from cchc_toolkit.system.today import today
from cchc_toolkit.text.formatting import print_number


@click.command(epilog=EPILOG)
@FILE
@BY
@run_options(DATA, AS_OF, OUTPUT, MODE)
def remind(by: str, asked: RunOptions) -> None:
    """Viết công văn đôn đốc các xã chưa gửi, bị từ chối hay gửi biểu trống.

    Danh sách kèm theo nêu từng đơn vị, tình hình, số ngày quá hạn và lý do; số, ngày của công văn
    để trống. Ghi cong-van-don-doc.docx và .pdf vào OUTPUT/<kỳ>/don-doc/; bản đã sửa tay được giữ ở
    giu-lai/ trước khi viết lại. Người ký ghi ở issuer: trong PARAMS.
    """
    from cchc_toolkit.outputs.run_page import show_desk
    from cchc_toolkit.outputs.standings import standings
    from cchc_toolkit.province.reminder import make_reminder

    chosen = asked.chosen()
    now = chosen.as_of or today()
    found = standings(chosen, now)
    folder, kept = make_reminder(chosen, found, now, chosen_day(chosen, by))
    show_desk(chosen, found)
    for name in kept:
        click.echo(f"Giữ lại tệp đã sửa tay: giu-lai/don-doc/{name}")
    absent = sum(one.absent for one in found)
    if folder is None:
        click.echo(f"Cả {print_number(len(found))} đơn vị đã gửi: không có gì phải đôn đốc.")
    else:
        click.echo(f"Đôn đốc {print_number(absent)} đơn vị: {paths.shown(folder)}")
