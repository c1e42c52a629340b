"""`cchc roll-up`: what the communes of a province, a district or the country sum to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import (
    AS_OF,
    DATA,
    FILE,
    MODE,
    OUTPUT,
    RunOptions,
    run_options,
    scheduler,
)
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_number

if TYPE_CHECKING:
    from cchc_toolkit.province.area import Borders, Kind


@click.command("roll-up", epilog=EPILOG)
@FILE
@click.option(
    "--of",
    "kind",
    default="province",
    show_default=True,
    type=click.Choice(("province", "district", "country")),
    help="Tổng hợp theo tỉnh, theo huyện (đến 30/6/2025) hay cả nước.",
)
@click.option("--rank", default="", metavar="KEY", help="Xếp thứ tự các đơn vị theo chỉ số này.")
@click.option(
    "--borders",
    default="then",
    show_default=True,
    type=click.Choice(("then", "now")),
    help="Địa giới tỉnh: của chính kỳ báo cáo (then) hay hiện nay (now).",
)
@click.option(
    "--series",
    multiple=True,
    metavar="KEY",
    help="Thêm diễn biến của chỉ tiêu hay chỉ số này qua mọi kỳ có tham số đến kỳ này; ghi được "
    "nhiều lần.",
)
@scheduler("Đọc số liệu các xã")
@run_options(DATA, AS_OF, OUTPUT, MODE)
def roll_up(
    kind: str,
    rank: str,
    borders: str,
    series: tuple[str, ...],
    scheduler: str,
    asked: RunOptions,
) -> None:
    """Cộng số liệu các xã trong PARAMS thành báo cáo của tỉnh, huyện hay cả nước.

    Mỗi dòng cộng theo cách biểu quy định; tỷ lệ tính lại từ tổng, không lấy trung bình; mỗi tổng
    ghi rõ gồm bao nhiêu trên bao nhiêu đơn vị, đơn vị chưa gửi không tính là 0. Số của chính tỉnh
    để ở data/<kỳ>/cap-tinh-<mã>/indicators.csv; tổng tự báo cáo được so với số cộng (R24). Ghi
    bao-cao.html, .pdf, .docx và so-lieu.xlsx vào OUTPUT/<kỳ>/tong-hop/.
    """
    from cchc_toolkit.outputs.desk import refresh_desk
    from cchc_toolkit.outputs.issued import read_issues
    from cchc_toolkit.province.area import areas
    from cchc_toolkit.province.make_area import make_area, rolled_up
    from cchc_toolkit.province.unit_values import read_units
    from cchc_toolkit.system.cluster_pool import lanes_at

    chosen = asked.chosen()
    found = areas(chosen, cast("Kind", kind), cast("Borders", borders))
    with lanes_at(scheduler) as lanes:
        units = read_units(chosen, lanes)
    for area in found:
        sums = rolled_up(chosen, area, units)
        present, whole = len(sums.present), len(area.members)
        click.echo(
            f"{area.name}: {print_number(present)}/{print_number(whole)} đơn vị có số liệu, "
            f"{print_number(len(sums.missing))} chưa có."
        )
        folder, findings = make_area(chosen, sums, rank, series)
        for finding in findings:
            click.echo(f"[{finding.severity}] {finding.rule} {finding.message}")
        click.echo(paths.shown(folder))
        for issued in read_issues(chosen, area.own_folder)[-1:]:
            click.echo(f"Đã phát hành {issued.said}: {paths.shown(issued.folder)}")
    refresh_desk(chosen)
