"""`cchc check`: what the checks find, without making a report."""

from __future__ import annotations

import json

import click

from cchc_toolkit.checks import Finding, Verdict
from cchc_toolkit.checks.rule import NEEDS
from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import (
    AS_OF,
    DATA,
    MODE,
    PARAMS,
    PERIOD,
    RunOptions,
    only_known,
    run_options,
)
from cchc_toolkit.errors import BlockedError, CchcError
from cchc_toolkit.report import Report, build_report
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.twins import gathered


@click.command(epilog=EPILOG)
@PERIOD
@click.option(
    "--commune",
    "communes",
    multiple=True,
    metavar="CODE",
    help="Chỉ kiểm tra xã này; ghi được nhiều lần.",
)
@run_options(PARAMS, DATA, AS_OF, MODE)
@click.option(
    "--json", "as_json", is_flag=True, help="In mỗi phát hiện một JSON, mỗi dòng một phát hiện."
)
@click.pass_context
def check(ctx: click.Context, communes: tuple[str, ...], as_json: bool, asked: RunOptions) -> None:
    """In những gì kiểm tra phát hiện, nặng nhất trước; không lập báo cáo.

    Thoát với mã 4 nếu còn phát hiện mức chặn, mã 3 nếu có xã không đọc được số liệu (các xã khác
    vẫn được kiểm tra).
    """
    chosen = asked.chosen()
    codes_of_errors: set[int] = set()
    blocked = False
    shared: tuple[Finding, ...] = ()
    with gathered(chosen):
        for code in only_known(communes, chosen, "--commune"):
            try:
                made = build_report(code, chosen)
            except CchcError as error:
                click.echo(f"{code}: {error}", err=True)
                codes_of_errors.add(error.exit_code)
                continue
            blocked = blocked or bool(made.blocking)
            shared += made.shared
            click.echo(_as_json(made) if as_json else _as_text(made), nl=not as_json)
    for said in _shared(shared, chosen, as_json=as_json):
        click.echo(said)
    ctx.exit(max(codes_of_errors, default=BlockedError.exit_code if blocked else 0))


def _shared(found: tuple[Finding, ...], params: Params, *, as_json: bool) -> list[str]:
    """Return the lines about what is wrong with parameters and form, each said once."""
    from cchc_toolkit.outputs.shared_faults import lines_of, shared_faults, to_json

    faults = shared_faults(found)
    if not as_json:
        return lines_of(faults)
    identity = {"commune": "", "period": params.period.id}
    return [json.dumps({**identity, **fault}, ensure_ascii=False) for fault in to_json(faults)]


def _as_json(made: Report) -> str:
    identity = {"commune": made.commune.code, "period": made.period.id}
    return "".join(
        json.dumps({**identity, **found.to_json()}, ensure_ascii=False) + "\n"
        for found in made.findings
    )


def _as_text(made: Report) -> str:
    number = len(made.findings) or "không có"
    lines = [f"{made.commune.code} {made.office.name}, kỳ {made.period.id}: {number} phát hiện"]
    for found in made.findings:
        lines.append(f"  [{found.severity}] {found.rule} {found.message}")
        lines.extend(f"      {label}: {said}" for label, said in _told(found) if said)
    return "\n".join((*lines, _tally(made.verdicts)))


def _tally(verdicts: tuple[Verdict, ...]) -> str:
    """Return how many rules passed, failed, and could not be evaluated for want of what."""
    lacking: dict[str, list[str]] = {}
    for verdict in verdicts:
        if verdict.lacking:
            why = ", ".join(NEEDS[need] for need in verdict.lacking)
            lacking.setdefault(why, []).append(verdict.rule.code)
    own = [[f for f in verdict.findings if f.speaks_of == "commune"] for verdict in verdicts]
    failed = sum(map(bool, own))
    unknown = sum(map(len, lacking.values()))
    why = "; ".join(f"{', '.join(codes)} ({need})" for need, codes in lacking.items())
    said = f"  Quy tắc: {len(verdicts) - failed - unknown} đạt, {failed} có phát hiện, "
    return f"{said}{unknown} không xét được" + (f": {why}." if why else ".")


def _told(found: Finding) -> tuple[tuple[str, str], ...]:
    """Return what stands below a finding: a waiver before the advice that it makes needless."""
    return (
        ("Đã miễn trừ", found.waived),
        ("Lưu ý", found.note),
        ("Có thể sai ở" if found.stt and found.suspect else "Gợi ý", found.suggestion),
        ("Cách sửa", found.advice),
        ("Nguồn", "; ".join(dict.fromkeys(filter(None, found.where)))),
    )
