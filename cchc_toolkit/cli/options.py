"""Options that several verbs share, and the parameters that they choose."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from cchc_toolkit.catalogue.communes import parse_code
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.errors import UsageError
from cchc_toolkit.submission.formats import FORMATS
from cchc_toolkit.submission.params import Params, day_of, load_params, override
from cchc_toolkit.system import paths
from cchc_toolkit.system.today import today
from cchc_toolkit.text.formatting import print_date


@dataclass(frozen=True)
class RunOptions:
    """What the command line says of a run; a verb that has no such option leaves it as it is."""

    params: str = ""
    period: str = ""
    data: str = ""
    output: str = ""
    mode: str = ""
    charts: bool | None = None
    formats: tuple[str, ...] = ()
    as_of: str = ""
    notebook: str = ""
    timeout: int = 0
    engine: str = ""

    def chosen(self) -> Params:
        """Return the parameters that the run is to use; say what there is to know of them."""
        params = self.params or f"params/{parse_period(self.period).id}.yml"
        read = load_params(params)
        if self.period:
            read.refuse_other_period(parse_period(self.period).id)
        chosen = override(
            read,
            mode=self.mode,
            charts=self.charts,
            data=self.data,
            output=self.output,
            formats=self.formats,
            as_of=self.as_of,
        )
        for note in chosen.notes:
            click.echo(note, err=True)
        return chosen

    @property
    def notebook_file(self) -> Path:
        """The notebook that reports are made with."""
        return paths.notebook_file(self.notebook)


def as_value(
    argument: str, value: type[Any], *options: Callable[[Any], Any]
) -> Callable[[Any], Any]:
    """Give a verb these options, and others of the same names, as one value in one argument."""
    names = [field.name for field in fields(value)]

    def decorate(verb: Any) -> Any:
        @wraps(verb)
        def called(*args: Any, **said: Any) -> Any:
            mine = {name: said.pop(name) for name in names if name in said}
            return verb(*args, **said, **{argument: value(**mine)})

        for option in reversed(options):
            called = option(called)
        return called

    return decorate


def run_options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Give a verb these options of a run as one value, its argument `asked`."""
    return as_value("asked", RunOptions, *options)


FILE = click.argument("params", metavar="PARAMS")
PERIOD = click.option(
    "--period",
    required=True,
    metavar="P",
    help="Kỳ báo cáo, ví dụ 2026-Q3, 2026-6T, 2026-10T, 2026-N hoặc tháng 2026-T10.",
)
PARAMS = click.option(
    "--params",
    default="",
    metavar="FILE",
    help="Tệp tham số; không ghi thì params/<kỳ>.yml.",
)
DATA = click.option(
    "--data", default="", metavar="DIR", help="Thư mục số liệu, thay cho thư mục ghi trong tham số."
)
MODE = click.option(
    "--mode",
    default="",
    metavar="MODE",
    help="draft (dự thảo: in DỰ THẢO, chỉ rõ chỗ trống) hoặc sign (bản "
    "trình ký sạch: từ chối khi còn mục chưa viết; số và ngày ghi khi "
    "cchc issue).",
)
AS_OF = click.option(
    "--as-of",
    default="",
    metavar="DATE",
    help="Dùng số liệu đã nhận đến hết ngày này, ví dụ 05/6/2024.",
)
BY = click.option(
    "--by",
    default="",
    metavar="DATE",
    help="Hạn sửa, gửi lại, ví dụ 05/10/2026; không ghi thì là hạn gửi của kỳ.",
)
OUTPUT = click.option(
    "--output",
    default="",
    metavar="DIR",
    help="Thư mục ghi báo cáo, thay cho trong tham số.",
)
NOTEBOOK = click.option(
    "--notebook",
    default="notebooks/commune_report.ipynb",
    show_default=True,
    metavar="FILE",
    help="Sổ tay để chạy; phải khai báo các tham số được truyền vào.",
)
MAKING = (
    DATA,
    OUTPUT,
    AS_OF,
    MODE,
    click.option("--charts/--no-charts", "charts", default=None, help="Có hay không có biểu đồ."),
    click.option(
        "--to",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS),
        help="Lập thêm định dạng này, ví dụ docx, xlsx; ghi được nhiều lần. HTML và PDF luôn có.",
    ),
    NOTEBOOK,
    click.option(
        "--timeout",
        default=300,
        show_default=True,
        type=click.IntRange(1, 86_400),
        metavar="SECONDS",
        help="Thời gian tối đa của một ô trong sổ tay.",
    ),
    click.option(
        "--engine",
        default="auto",
        show_default=True,
        type=click.Choice(["auto", "warm", "kernel"]),
        help="warm: tách mỗi báo cáo từ một tiến trình đã sẵn sàng; kernel: "
        "mỗi lần khởi động một kernel; auto: warm nếu hệ điều hành tách "
        "được. Kết quả như nhau.",
    ),
)


def scheduler(what: str) -> Callable[[Any], Any]:
    """Return the option `--scheduler`; `what` begins its help."""
    return click.option(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help=f"{what} trên cụm máy Dask ở tcp://MÁY:CỔNG (cần cchc-toolkit[dask]).",
    )


def workers(what: str, least: int = 1) -> Callable[[Any], Any]:
    """Return the option `--workers`; `what` is its help."""
    return click.option(
        "--workers",
        default=os.cpu_count() or 1 if least else 0,
        show_default="số bộ xử lý",
        type=click.IntRange(least, 256),
        metavar="N",
        help=what,
    )


def day_of_receipt(text: str) -> date:
    """Return the day of `--received`; raise `UsageError` on no day and on one to come."""
    day = day_of(text, "--received")
    if day > today():
        raise UsageError(
            f"Ngày nhận {print_date(day)} chưa tới.",
            where="--received",
            advice=f"Hôm nay là {print_date(today())}; kiểm tra năm và tháng.",
        )
    return day


def chosen_day(params: Params, by: str) -> date:
    """Return the day of `--by`, else the deadline of the period; say so where that has passed.

    Raises `UsageError` on what is no day.
    """
    if by:
        return day_of(by, "--by")
    deadline = params.calendar.schedule(params.period).deadline
    if deadline < today():
        said = f"Hạn gửi {print_date(deadline)} của kỳ đã qua; ghi hạn mới bằng --by NGÀY."
        click.echo(said, err=True)
    return deadline


def chosen_engine(wish: str) -> str:
    """Return the engine to run; say so where a wish for the quicker one cannot be met."""
    from cchc_toolkit.production.schedule import choose_engine

    engine = choose_engine(wish)
    if wish == "auto" and engine != "warm":
        click.echo(
            "Máy này không tách tiến trình được: mỗi báo cáo khởi động một kernel riêng, chậm hơn.",
            err=True,
        )
    return engine


def only_known(only: tuple[str, ...], params: Params, option: str) -> tuple[str, ...]:
    """Return the communes asked for, all of them if none was; raise `UsageError` on another."""
    for code in only:
        parse_code(code, where=option)
        if code not in params.offices:
            raise UsageError(
                f"Tệp tham số không có xã {code}.",
                where=option,
                advice='Dùng đúng các mã mà "cchc batch … --dry-run" in ra.',
            )
    return tuple(dict.fromkeys(only)) or params.communes
