"""`cchc batch`: the reports of every commune of a file of parameters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.log import RunLog
from cchc_toolkit.cli.options import (
    FILE,
    MAKING,
    RunOptions,
    as_value,
    chosen_engine,
    only_known,
    run_options,
    scheduler,
    workers,
)
from cchc_toolkit.cli.progress import Progress, profile
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.twins import all_twins, groups_of, twin_words
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_number

if TYPE_CHECKING:
    from cchc_toolkit.outputs.outcome import Outcome
    from cchc_toolkit.outputs.publish import Published
    from cchc_toolkit.production.run import Batch, Finished


@dataclass(frozen=True)
class HowToRun:
    """How the reports of a batch are to be made."""

    workers: int
    memory: int
    report_timeout: int
    force: bool
    no_wait: bool
    scheduler: str


@click.command(epilog=EPILOG)
@FILE
@click.option(
    "--only", multiple=True, metavar="CODE", help="Chỉ lập báo cáo của xã này; ghi được nhiều lần."
)
@click.option("--dry-run", is_flag=True, help="In mã các xã sẽ lập, mỗi dòng một mã, rồi dừng.")
@as_value(
    "how",
    HowToRun,
    workers("Lập bao nhiêu báo cáo cùng lúc."),
    click.option(
        "--memory",
        default=0,
        type=click.IntRange(0),
        metavar="MB",
        help="Bộ nhớ tối đa của một báo cáo; không ghi thì không giới hạn (chỉ trên Linux).",
    ),
    click.option(
        "--report-timeout",
        default=0,
        type=click.IntRange(0),
        metavar="SECONDS",
        help="Thời gian tối đa của một báo cáo; không ghi thì một phút cộng thời gian hai mươi ô.",
    ),
    click.option("--force", is_flag=True, help="Lập lại cả những báo cáo còn nguyên."),
    click.option(
        "--no-wait",
        is_flag=True,
        help="Thoát ngay với mã 2 nếu đợt khác đang ghi vào cùng thư mục.",
    ),
    scheduler("Lập báo cáo"),
)
@click.option(
    "--publish",
    "place",
    default="",
    metavar="URL",
    help="Sau đó chép báo cáo đã xong tới thư mục hay địa chỉ fsspec này, "
    "ví dụ s3://kho/bao-cao (cần cchc-toolkit[cloud]); bản đã có ở đó "
    "không gửi lại. Sổ tay và các tệp JSON ở lại, trừ manifest.json.",
)
@click.option("--publish-all", is_flag=True, help="Với --publish: gửi cả sổ tay và các tệp JSON.")
@click.option(
    "--name",
    default="",
    metavar="NAME",
    help="Lập báo cáo của sổ tay --notebook dưới tên này, ở OUTPUT/<kỳ>/<tên>/; không ghi "
    "thì lập báo cáo chính và các báo cáo mà tham số ghi ở reports.",
)
@click.option("--profile", "profiled", is_flag=True, help="In thời gian của từng bước lập báo cáo.")
@click.option("--log", default="", metavar="FILE", help="Ghi nhật ký, mỗi dòng một JSON.")
@run_options(*MAKING)
@click.pass_context
def batch(
    ctx: click.Context,
    only: tuple[str, ...],
    dry_run: bool,
    place: str,
    publish_all: bool,
    name: str,
    profiled: bool,
    log: str,
    how: HowToRun,
    asked: RunOptions,
) -> None:
    """Lập báo cáo của mọi xã trong PARAMS, ví dụ params/2026-Q3.yml.

    Mỗi xã có OUTPUT/<kỳ>/<mã xã>/ gồm bao-cao.html, bao-cao.pdf, bao-cao.ipynb, figures.json,
    findings.json và manifest.json; cả đợt có index.html và run.json. Một xã lỗi không làm dừng xã
    khác: sổ tay của xã ấy được giữ ở OUTPUT/<kỳ>/loi/ và index.html nói cách sửa. Đợt bị dừng giữa
    chừng thì chạy lại lệnh để làm tiếp.
    """
    chosen = asked.chosen()
    codes = only_known(only, chosen, "--only")
    if dry_run:
        click.echo("\n".join(codes))
        return
    from cchc_toolkit.outputs.publish import check_kind  # slow to import, and only a run needs it
    from cchc_toolkit.production.named import reports_of

    if place:
        check_kind(place)  # before a long run, not after it
    asked_for = reports_of(chosen, asked.notebook, name)
    planned = [_planned(asked, params, file, codes, how) for params, file in list(asked_for)]
    made = [_made(batch, log, how, profiled=profiled) for batch in planned]
    _tell_twins(chosen, codes)
    for done in made:
        click.echo(_summary(done))
    unsent = _published(planned, made, place, everything=publish_all) if place else 0
    ctx.exit(max(done.exit_code for done in made) or (1 if unsent else 0))


def _tell_twins(chosen: Params, codes: tuple[str, ...]) -> None:
    for group in groups_of(all_twins(chosen)):
        if set(group) & set(codes):
            click.echo(twin_words(group), err=True)


def _made(batch: Batch, log: str, how: HowToRun, *, profiled: bool) -> Finished:
    """Make the reports of one name, telling of each."""
    from cchc_toolkit.production import run

    name, count = batch.run.params.name, len(batch.codes)
    with RunLog(_log_of(log, name), count) as written, Progress(count) as progress:

        def tell(outcome: Outcome) -> None:
            progress.tell(outcome)
            written.tell(outcome)

        done = run.make_reports(
            batch, tell, lambda said: click.echo(said, err=True), wait=not how.no_wait
        )
    if profiled:
        click.echo(profile(done.outcomes))
    return done


def _log_of(log: str, name: str) -> str:
    """Return the file of a log; that of a named report has the name in its own."""
    return str(Path(log).with_stem(f"{Path(log).stem}.{name}")) if log and name else log


def _planned(
    asked: RunOptions, chosen: Params, notebook: str, codes: tuple[str, ...], how: HowToRun
) -> Batch:
    from cchc_toolkit.production import batch as reports
    from cchc_toolkit.production.run import Batch
    from cchc_toolkit.production.schedule import Limits

    engine = chosen_engine(asked.engine)
    file = paths.notebook_file(notebook)
    made = reports.plan(chosen, codes, file, asked.timeout, engine)
    limits = Limits(how.memory * 1_000_000, how.report_timeout)
    return Batch(made, codes, how.workers, limits, how.force, how.scheduler)


def _published(planned: list[Batch], made: list[Finished], place: str, *, everything: bool) -> int:
    """Send what was made to a place; return how many could not be sent."""
    from cchc_toolkit.production.run import publish_reports

    unsent = 0
    for one, done in zip(planned, made, strict=True):  # the period's page last
        sent = publish_reports(one.run, done.listed, place, everything=everything)
        unsent += _told(sent, one.run.params.name)
    return unsent


def _told(found: Published, name: str) -> int:
    """Say what became of the copies; return how many failed."""
    for refused in found.failed:
        click.echo(f"Chưa công bố được {refused.name}: {refused.why}", err=True)
    gone, of_name = len(found.withdrawn), f" {name}" if name else ""
    click.echo(
        f"Công bố{of_name}: {len(found.sent)} báo cáo đã gửi, {len(found.same)} không đổi, "
        f"{len(found.failed)} chưa gửi được"
        f"{f', {gone} rút lại vì không còn đúng hiện trạng' if gone else ''}."
    )
    return len(found.failed)


def _summary(done: Finished) -> str:
    from cchc_toolkit.outputs.shared_faults import lines_of

    outcomes = done.outcomes
    made = sum(outcome.made for outcome in outcomes)
    kept = sum(outcome.status == "kept" for outcome in outcomes)
    unchanged = f", trong đó {kept} giữ nguyên vì không có gì thay đổi" if kept else ""
    shared = lines_of(fault for outcome in outcomes for fault in outcome.shared)
    summary = (
        f"Có {made}/{len(outcomes)} báo cáo{unchanged}, "
        f"trong {print_number(round(done.seconds))} giây: {paths.shown(done.page)}"
    )
    return "\n".join((*shared, summary))
