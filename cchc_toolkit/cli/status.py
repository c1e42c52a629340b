"""`cchc status`: who has reported, what stands in the way, and which reports are current."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import (
    AS_OF,
    DATA,
    FILE,
    NOTEBOOK,
    OUTPUT,
    RunOptions,
    only_known,
    run_options,
    scheduler,
)
from cchc_toolkit.submission.params import Params
from cchc_toolkit.system import paths
from cchc_toolkit.system.today import today
from cchc_toolkit.text.formatting import print_date, print_number

if TYPE_CHECKING:
    from cchc_toolkit.outputs.standing import Standing


@click.command(epilog=EPILOG)
@FILE
@click.option("--only", multiple=True, metavar="CODE", help="Chỉ xã này; ghi được nhiều lần.")
@click.option("--why", is_flag=True, help="Nêu điều đã thay đổi từ khi lập mỗi báo cáo.")
@click.option(
    "--name", default="", metavar="NAME", help="Báo cáo tên này, không phải báo cáo chính."
)
@click.option(
    "--received",
    "only_received",
    is_flag=True,
    help="Chỉ xem tình hình gửi, không xét báo cáo đã lập còn nguyên hay không (nhanh hơn khi có "
    "hàng nghìn xã).",
)
@click.option("--xlsx", default="", metavar="FILE", help="Ghi thêm tình hình gửi ra tệp Excel này.")
@scheduler("Đọc và kiểm tra số liệu các xã")
@run_options(DATA, AS_OF, OUTPUT, NOTEBOOK)
def status(
    only: tuple[str, ...],
    why: bool,
    name: str,
    only_received: bool,
    xlsx: str,
    scheduler: str,
    asked: RunOptions,
) -> None:
    """In với từng xã: đã gửi chưa, còn lỗi gì, muộn bao lâu; báo cáo đã lập còn nguyên hay không.

    Tình hình gửi là một trong: chưa gửi; bị từ chối (vì sao); gửi biểu trống; đã nhận, còn lỗi
    chặn; đạt; đã phát hành. Biểu trống không tính là đã lập. Sau báo cáo chính, mỗi báo cáo khác
    của kỳ, mỗi báo cáo tổng hợp của tỉnh, huyện có một dòng; --name kể rõ từng xã của một báo cáo.
    """
    from cchc_toolkit.outputs.standings import standings
    from cchc_toolkit.project import differing
    from cchc_toolkit.submission.twins import gathered
    from cchc_toolkit.system.cluster_pool import lanes_at

    chosen = asked.chosen()
    codes = only_known(only, chosen, "--only")
    if name:
        with gathered(chosen):
            chosen, file = _of_name(chosen, asked, name)
            _tell_reports(chosen, codes, _freshness(chosen, codes, file, why=why))
        return
    with lanes_at(scheduler) as lanes:
        found = standings(chosen, today(), codes, lanes=lanes)
    if only_received:
        _tell(found, [""] * len(found))
    else:
        _tell_all(chosen, found, asked, why=why)
    if not only:
        _tell_of_no_unit(chosen)
    click.echo(_summary(chosen, found))
    if xlsx:
        _write(chosen, found, xlsx)
    for original in differing(paths.project_root()):
        click.echo(original.said)


def _tell_of_no_unit(chosen: Params) -> None:
    from cchc_toolkit.outputs.area_reports import area_reports
    from cchc_toolkit.outputs.standings import nobodys_refusals

    for area in area_reports(chosen):
        click.echo(f"{area.title} ({area.name}): {area.state}.")
    for refused in nobodys_refusals(chosen):
        click.echo(f"Bị từ chối, không rõ của xã nào: {refused.file}: {refused.reason}")


def _tell(found: Sequence[Standing], current: Sequence[str]) -> None:
    for one, said in zip(found, current, strict=True):
        report = f"; báo cáo: {said}" if said else ""
        click.echo(f"{one.code} {one.name}: {_line(one)}{report}")


def _line(one: Standing) -> str:
    day = f"nhận {print_date(one.received)}" if one.received else ""
    whole = f"đầy đủ {one.completeness}" if one.completeness else ""
    return "; ".join(filter(None, (one.words, day, one.late_words, whole, one.told)))


def _tell_all(chosen: Params, found: tuple[Standing, ...], asked: RunOptions, *, why: bool) -> None:
    """Tell of each unit where it stands and of its report, then of the reports of other names."""
    from cchc_toolkit.outputs.other_reports import other_reports
    from cchc_toolkit.submission.twins import gathered

    codes = tuple(one.code for one in found)
    with gathered(chosen):
        current = _freshness(chosen, codes, asked.notebook_file, why=why)
        _tell(found, current)
        click.echo(_whole(current))
        for other in other_reports(chosen, codes):
            said = f"{other.current}/{len(codes)} báo cáo còn nguyên"
            click.echo(f"{other.title} (--name {other.name}): {said}.")


def _tell_reports(chosen: Params, codes: Sequence[str], current: Sequence[str]) -> None:
    for code, said in zip(codes, current, strict=True):
        click.echo(f"{code} {chosen.office(code).name}: {said}")
    click.echo(_whole(current))


def _whole(current: Sequence[str]) -> str:
    whole = sum(said.endswith("còn nguyên") for said in current)
    return f"{whole}/{len(current)} báo cáo còn nguyên."


def _of_name(chosen: Params, asked: RunOptions, name: str) -> tuple[Params, Path]:
    """Return the parameters and the notebook of the reports of a name."""
    from cchc_toolkit.outputs.other_reports import other_reports
    from cchc_toolkit.production.named import reports_of

    by_hand = (other for other in other_reports(chosen) if other.name == name)
    found = next(by_hand, None)
    if found is not None:
        return found.params, found.notebook
    ((params, notebook),) = reports_of(chosen, asked.notebook, name)
    return params, paths.notebook_file(notebook)


def _freshness(chosen: Params, codes: Sequence[str], notebook: Path, *, why: bool) -> list[str]:
    """Return what is said of each unit's report: its state, and whether it is current."""
    from cchc_toolkit.outputs.freshness import reasons
    from cchc_toolkit.outputs.issued import state_of
    from cchc_toolkit.render.fonts import choose_font

    font, said = choose_font(), []
    for code in codes:
        stale = reasons(chosen, code, notebook, font)
        state = state_of(chosen, code)
        told = ("; ".join(stale) if why else "phải lập") if stale else "còn nguyên"
        said.append(f"{state and f'{state}; '}{told}")
    return said


def _summary(chosen: Params, found: tuple[Standing, ...]) -> str:
    from cchc_toolkit.outputs.standing import STATE_NAMES, counted

    counts = ", ".join(
        f"{print_number(number)} {STATE_NAMES[state]}" for state, number in counted(found).items()
    )
    late = sum(bool(one.late) and one.received is not None for one in found)
    deadline = print_date(chosen.calendar.schedule(chosen.period).deadline)
    return f"{print_number(len(found))} xã: {counts}. Hạn gửi {deadline}; {late} xã gửi muộn."


def _write(chosen: Params, found: tuple[Standing, ...], xlsx: str) -> None:
    from cchc_toolkit.outputs.standing_sheet import standing_sheet

    paths.write_file(Path(xlsx), standing_sheet(chosen, found))
    click.echo(paths.shown(Path(xlsx)))
