"""`cchc sample`: a fictional country to learn, test and measure on."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.errors import CchcError, RenderError
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_number

if TYPE_CHECKING:
    from cchc_toolkit.catalogue.periods import Period, Window
    from cchc_toolkit.sample import Country

_CHUNK = 100
"""Folders that one process writes; it starts with nothing to import, so a few seconds of work."""
_PATIENCE = 600


@click.command(epilog=EPILOG)
@click.option(
    "--communes", default=20, show_default=True, type=click.IntRange(1), metavar="N",
    help="Số xã: mã từ 99001, hoặc từ 90001 nếu quá 999 xã.",
)  # fmt: skip
@click.option(
    "--periods", default=1, show_default=True, type=click.IntRange(1, 100), metavar="K",
    help="Số kỳ, lần lượt từ 2024-Q1.",
)  # fmt: skip
@click.option(
    "--output", default="minh-hoa", show_default=True, metavar="DIR",
    help="Thư mục mới; cũng có thể thêm xã minh hoạ vào thư mục đã có.",
)  # fmt: skip
@click.option("--seed", default=1, show_default=True, metavar="S", help="Số khác: bộ khác.")
def sample(communes: int, periods: int, output: str, seed: int) -> None:
    """Tạo số liệu và tham số của các xã minh hoạ, có cài sẵn lỗi.

    DIR có data/<kỳ>/<mã xã>/, params/<kỳ>.yml và truth.csv nêu mọi lỗi đã cài. Tệp đã có không bị
    thay.
    """
    from cchc_toolkit.sample import Country, write_country

    country, root = Country(communes, periods, seed), Path(output)
    write_country(country, root)
    _write_data(country, root)
    last, _ = country.dates[-1]
    click.echo(
        f"Đã tạo {print_number(communes)} xã minh hoạ, {periods} kỳ, trong {paths.shown(root)}.\n"
        f"Lập báo cáo: cchc batch {paths.shown(root / 'params' / f'{last.id}.yml')}"
    )


def _write_data(country: Country, root: Path) -> None:
    """Write the data of all communes and periods, some hundred folders at a time."""
    from cchc_toolkit.system.pool import Lost
    from cchc_toolkit.system.side_by_side import side_by_side

    parts = [
        (period, window, country.codes[first : first + _CHUNK])
        for period, window in country.dates
        for first in range(0, country.communes, _CHUNK)
    ]
    lanes = 0 if len(parts) == 1 else os.cpu_count() or 1
    for _, result in side_by_side(
        parts, lanes, partial(_write_one, country, root), seconds=_PATIENCE
    ):
        if isinstance(result, CchcError):
            raise result
        if isinstance(result, Lost):
            raise RenderError(
                f"Tiến trình ghi dữ liệu {result.reason}.",
                where=paths.shown(root),
                advice="Xóa thư mục này và chạy lại.",
            )


def _write_one(
    country: Country, root: Path, part: tuple[Period, Window, tuple[str, ...]]
) -> int | CchcError:
    from cchc_toolkit.sample import write_part

    try:
        return write_part(country, root, *part)
    except CchcError as error:
        return error
