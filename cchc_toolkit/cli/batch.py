"""`cchc batch`: the reports of every commune of a file of parameters."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_toolkit.cli.group import EPILOG, main
from cchc_toolkit.cli.log import RunLog
from cchc_toolkit.cli.options import OVERRIDES, RUNNING, chosen_engine, only_known, tell_notes
from cchc_toolkit.cli.progress import Progress, profile
from cchc_toolkit.submission.params import load_params, override
from cchc_toolkit.submission.twins import twin_words, twins
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_number

if TYPE_CHECKING:
    from cchc_toolkit.outputs.outcome import Outcome
    from cchc_toolkit.production.batch import Run
    from cchc_toolkit.production.schedule import Limits


@main.command(epilog=EPILOG)
@click.argument("params", metavar="PARAMS")
@click.option(
    "--only", multiple=True, metavar="CODE", help="Chỉ lập báo cáo của xã này; ghi được nhiều lần."
)
@click.option("--dry-run", is_flag=True, help="In mã các xã sẽ lập, mỗi dòng một mã, rồi dừng.")
@click.option(
    "--workers",
    default=os.cpu_count() or 1,
    show_default="số bộ xử lý",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Lập bao nhiêu báo cáo cùng lúc.",
)
@click.option(
    "--memory",
    default=0,
    type=click.IntRange(0),
    metavar="MB",
    help="Bộ nhớ tối đa của một báo cáo; không ghi thì không giới hạn (chỉ trên Linux).",
)
@click.option(
    "--report-timeout",
    default=0,
    type=click.IntRange(0),
    metavar="SECONDS",
    help="Thời gian tối đa của một báo cáo; không ghi thì một phút cộng thời gian hai mươi ô.",
)
@click.option("--force", is_flag=True, help="Lập lại cả những báo cáo còn nguyên.")
@click.option(
    "--no-wait", is_flag=True, help="Thoát ngay với mã 2 nếu đợt khác đang ghi vào cùng thư mục."
)
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="Lập báo cáo trên cụm máy Dask ở tcp://MÁY:CỔNG (cần cchc-toolkit[dask]).",
)
@click.option(
    "--publish",
    "place",
    default="",
    metavar="URL",
    help="Sau đó chép báo cáo đã xong tới thư mục hay địa chỉ fsspec này, "
    "ví dụ s3://kho/bao-cao (cần cchc-toolkit[cloud]); bản đã có ở đó "
    "không gửi lại.",
)
@click.option("--profile", "profiled", is_flag=True, help="In thời gian của từng bước lập báo cáo.")
@click.option("--log", default="", metavar="FILE", help="Ghi nhật ký, mỗi dòng một JSON.")
@OVERRIDES
@RUNNING
@click.pass_context
def batch(
    ctx: click.Context,
    params: str,
    only: tuple[str, ...],
    dry_run: bool,
    workers: int,
    memory: int,
    report_timeout: int,
    force: bool,
    no_wait: bool,
    scheduler: str,
    place: str,
    profiled: bool,
    log: str,
    data: str,
    output: str,
    mode: str,
    charts: bool | None,
    formats: tuple[str, ...],
    as_of: str,
    notebook: str,
    timeout: int,
    engine: str,
) -> None:
    """Lập báo cáo của mọi xã trong PARAMS, ví dụ params/2026-Q3.yml.

    Mỗi xã có OUTPUT/<kỳ>/<mã xã>/ gồm bao-cao.html, bao-cao.pdf, bao-cao.ipynb, figures.json,
    findings.json và manifest.json; cả đợt có index.html và run.json. Một xã lỗi không làm dừng xã
    khác: sổ tay của xã ấy được giữ ở OUTPUT/<kỳ>/loi/ và index.html nói cách sửa. Đợt bị dừng giữa
    chừng thì chạy lại lệnh để làm tiếp.
    """
    chosen = override(
        load_params(params),
        mode=mode,
        charts=charts,
        data=data,
        output=output,
        formats=formats,
        as_of=as_of,
    )
    tell_notes(chosen)
    codes = only_known(only, chosen, "--only")
    if dry_run:
        click.echo("\n".join(codes))
        return
    from cchc_toolkit.production import batch as reports  # slow to import, and only a run needs it
    from cchc_toolkit.production.schedule import Limits

    if place:
        from cchc_toolkit.outputs.publish import check_kind

        check_kind(place)  # before a long run, not after it
    run = reports.plan(chosen, codes, paths.notebook_file(notebook), timeout, chosen_engine(engine))
    job = Job(
        run, codes, workers, Limits(memory * 1_000_000, report_timeout), force, scheduler, log
    )
    code, listed = make(job, wait=not no_wait, profiled=profiled)
    published = _publish(run, place, listed) if place else 0
    ctx.exit(code or published)


@dataclass(frozen=True)
class Job:
    """What a batch was asked to do."""

    run: Run
    codes: tuple[str, ...]
    workers: int
    limits: Limits
    force: bool
    scheduler: str = ""
    log: str = ""


def make(job: Job, *, wait: bool, profiled: bool) -> tuple[int, tuple[Outcome, ...]]:
    """Make the reports with progress shown and write the page of the run.

    Returns the exit code and what became of every report that the page lists.
    """
    from cchc_toolkit.outputs.run_page import with_earlier
    from cchc_toolkit.system.lock import only_batch

    folder = paths.inside(job.run.params.output, job.run.params.period.id)
    started, clock = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
    with only_batch(folder, lambda said: click.echo(said, err=True), wait=wait):
        outcomes = _outcomes(job)
        seconds = time.monotonic() - clock
        listed = with_earlier(job.run.params, outcomes, job.run.notebook)
        _write_pages(job.run, folder, outcomes, listed, started, seconds)
    failed = [outcome for outcome in outcomes if not outcome.made]
    if profiled:
        click.echo(profile(outcomes))
    data = job.run.params.data / job.run.params.period.id
    for group in twins((data / code for code in job.codes), quick=True):
        click.echo(twin_words(group), err=True)
    click.echo(_summary(outcomes, seconds, folder))
    if failed and len(failed) == len(outcomes):
        return failed[0].exit_code, listed
    return (1 if failed else 0), listed


def _publish(run: Run, place: str, listed: tuple[Outcome, ...]) -> int:
    """Copy what is current to a place, say what became of it, return 1 if any copy failed.

    Reports of earlier runs go too, so a copy that was stopped is finished by running it again. A
    report at the place that is not here, made elsewhere, stays while its inputs are those of today.
    """
    from cchc_toolkit.outputs.freshness import holds
    from cchc_toolkit.outputs.publish import publish

    made = {outcome.commune: outcome.made for outcome in listed}

    def current(code: str, manifest: dict[str, Any] | None) -> bool:
        return made[code] if code in made else holds(run.params, code, run.notebook, manifest)

    found = publish(run.params.output, run.params.period.id, place, current=current)
    for refused in found.failed:
        click.echo(f"Chưa công bố được {refused.name}: {refused.why}", err=True)
    gone = len(found.withdrawn)
    click.echo(
        f"Công bố: {len(found.sent)} báo cáo đã gửi, {len(found.same)} không đổi, "
        f"{len(found.failed)} chưa gửi được"
        f"{f', {gone} rút lại vì không còn đúng hiện trạng' if gone else ''}."
    )
    return 1 if found.failed else 0


def _outcomes(job: Job) -> tuple[Outcome, ...]:
    from cchc_toolkit.production.schedule import run_batch

    with RunLog(job.log, len(job.codes)) as log, Progress(len(job.codes)) as progress:

        def tell(outcome: Outcome) -> None:
            progress.tell(outcome)
            log.tell(outcome)

        if job.scheduler:
            from cchc_toolkit.production.cluster import run_on_cluster

            return run_on_cluster(
                job.run, job.codes, job.scheduler, tell, limits=job.limits, force=job.force
            )
        return run_batch(job.run, job.codes, job.workers, tell, limits=job.limits, force=job.force)


def _write_pages(
    run: Run,
    folder: Path,
    outcomes: tuple[Outcome, ...],
    listed: tuple[Outcome, ...],
    started: str,
    seconds: float,
) -> None:
    """Write the page of every report of the period, and the record of this run beside it."""
    from cchc_toolkit.outputs.run_page import index_page, times_script
    from cchc_toolkit.production import batch as reports

    page = index_page(run.params, listed)
    paths.write_file(folder / "index.html", page)
    record = reports.run_record(run.params, outcomes, started, seconds)
    paths.write_file(folder / "run.json", record)
    paths.write_file(folder / "run.js", times_script(outcomes, started, seconds))


def _summary(outcomes: tuple[Outcome, ...], seconds: float, folder: Path) -> str:
    from cchc_toolkit.outputs.shared_faults import lines_of

    made = sum(outcome.made for outcome in outcomes)
    kept = sum(outcome.status == "kept" for outcome in outcomes)
    unchanged = f", trong đó {kept} giữ nguyên vì không có gì thay đổi" if kept else ""
    shared = lines_of(fault for outcome in outcomes for fault in outcome.shared)
    summary = (
        f"Có {made}/{len(outcomes)} báo cáo{unchanged}, "
        f"trong {print_number(round(seconds))} giây: {paths.shown(folder / 'index.html')}"
    )
    return "\n".join((*shared, summary))
