"""`cchc issue`: a signed report gets its number and date, and is kept for good."""

from __future__ import annotations

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import (
    DATA,
    NOTEBOOK,
    OUTPUT,
    PARAMS,
    PERIOD,
    RunOptions,
    only_known,
    run_options,
)
from cchc_toolkit.errors import UsageError
from cchc_toolkit.submission.params import Params, day_of
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_date


@click.command(epilog=EPILOG)
@click.argument("code", metavar="CODE")
@click.option("--number", default="", metavar="N", help="Số văn bản, ví dụ 45.")
@click.option("--date", "day", default="", metavar="DATE", help="Ngày văn bản, ví dụ 20/9/2026.")
@click.option("--replace", "again", is_flag=True, help="Phát hành bản thay thế; bản cũ vẫn giữ.")
@run_options(PERIOD, PARAMS, DATA, OUTPUT, NOTEBOOK)
def issue(code: str, number: str, day: str, again: bool, asked: RunOptions) -> None:
    """Phát hành báo cáo đã ký của xã CODE, hay của tỉnh, huyện (cap-tinh-38), có số và ngày.

    Báo cáo phải đang là bản trình ký còn nguyên, lập từ số liệu hiện có. PDF, DOCX cùng mọi tệp
    khác, số liệu và mã băm được cất vào phat-hanh/<kỳ>/<mã xã>/ cạnh thư mục số liệu; không lệnh
    nào ghi đè. Không ghi số, ngày thì lấy theo tệp tham số.
    """
    chosen = asked.chosen()
    if code.startswith("cap-"):
        _issue_area(chosen, code, number, day, again=again)
        return
    (code,) = only_known((code,), chosen, "CODE")
    office = chosen.office(code)
    number, day = _number(number or office.number), _day(day or office.date)
    from cchc_toolkit.production import batch as reports  # slow to import, and only a run needs it
    from cchc_toolkit.production.issue import issue as issue_report
    from cchc_toolkit.system.lock import only_batch

    run = reports.plan(chosen, (code,), asked.notebook_file, 300, "warm")
    folder = chosen.folder
    with only_batch(folder, lambda said: click.echo(said, err=True)):
        made = issue_report(run, code, number, day, again=again)
    click.echo(f"{code} {office.name}: đã phát hành {made.said}")
    click.echo(paths.shown(made.folder))


def _issue_area(chosen: Params, name: str, number: str, day: str, *, again: bool) -> None:
    from cchc_toolkit.outputs.desk import refresh_desk
    from cchc_toolkit.province.issue_area import issue_area

    office = chosen.issuer
    number = _number(number or (office.number if office else ""))
    made = issue_area(
        chosen, name, number, _day(day or (office.date if office else "")), again=again
    )
    refresh_desk(chosen)
    click.echo(f"{name}: đã phát hành {made.said}")
    click.echo(paths.shown(made.folder))


def _number(text: str) -> str:
    if not text.isascii() or not text.isalnum() or not text[:1].isdigit():
        raise UsageError(
            f'Số văn bản "{text}" không đúng.' if text else "Chưa có số văn bản.",
            where="--number",
            advice="Chỉ ghi số, ví dụ 45; ký hiệu lấy theo tham số.",
        )
    return text


def _day(text: str) -> str:
    if not text:
        raise UsageError(
            "Chưa có ngày văn bản.", where="--date", advice="Ghi ngày ký, ví dụ 20/9/2026."
        )
    return print_date(day_of(text, "--date"))
