"""The `cchc` command: a thin coat over the package. Each verb is a function of that name."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from cchc_toolkit import __version__, paths
from cchc_toolkit.errors import EXIT_CODES, CchcError, UsageError

EPILOG = "Exit codes: " + "; ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items()) + "."
"""Printed under the help of every verb."""


class _Group(click.Group):
    """A group that turns errors of the user's into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CchcError as error:
            click.echo(f"Lỗi: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Đã dừng theo yêu cầu; các báo cáo đã lập vẫn còn.", err=True)
            ctx.exit(130)


@click.group(cls=_Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cchc")
def main() -> None:
    """Make, check and recompute the administrative-reform reports of Viet Nam's communes."""


def _options(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def decorate(function: Any) -> Any:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


_OVERRIDES = _options(
    click.option("--data", default="", metavar="DIR", help="Folder of the data, in place of the parameters' one."),
    click.option("--output", default="", metavar="DIR", help="Folder to write to, in place of the parameters' one."),
    click.option("--mode", default="", metavar="MODE", help="draft (number and date open, marked DỰ THẢO) or final (to be signed)."),
    click.option("--charts/--no-charts", "charts", default=None, help="With or without charts."),
)  # fmt: skip
_NOTEBOOK = click.option(
    "--notebook", default="notebooks/commune_report.ipynb", show_default=True, metavar="FILE",
    help="The notebook to run; it must declare the parameters it is given.",
)  # fmt: skip
_TIMEOUT = click.option(
    "--timeout", default=300, show_default=True, type=click.IntRange(1, 86_400), metavar="SECONDS",
    help="The longest that one cell of the notebook may take.",
)  # fmt: skip


@main.command(epilog=EPILOG)
@click.argument("params", metavar="PARAMS")
@click.option("--only", multiple=True, metavar="CODE", help="Report this commune only; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Print the codes that would be reported, one a line, and stop.")
@click.option("--workers", default=os.cpu_count() or 1, show_default="number of processors", type=click.IntRange(1, 256), metavar="N", help="How many reports to make at a time.")
@_OVERRIDES
@_NOTEBOOK
@_TIMEOUT
def batch(
    params: str, only: tuple[str, ...], dry_run: bool, workers: int, data: str, output: str,
    mode: str, charts: bool | None, notebook: str, timeout: int,
) -> None:  # fmt: skip
    """Make the reports of every commune in PARAMS, such as params/2024-6T.yml.

    For each commune, OUTPUT/<period>/<code>/ receives bao-cao.html, bao-cao.pdf, bao-cao.ipynb,
    figures.json, findings.json and manifest.json; for the run, index.html and run.json. One
    commune's failure stops no other: its notebook is kept in OUTPUT/<period>/loi/ and the index
    says what to mend.
    """
    from cchc_toolkit import batch as reports
    from cchc_toolkit.params import load_params, override

    chosen = override(load_params(params), mode=mode, charts=charts, data=data, output=output)
    codes = _only(only, chosen.communes)
    if dry_run:
        for code in codes:
            click.echo(code)
        return
    run, codes = reports.plan(chosen, codes, paths.project_file(notebook), timeout)
    ctx = click.get_current_context()
    ctx.exit(_run(run, codes, workers))


def _only(only: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    from cchc_toolkit.communes import parse_code

    for code in only:
        parse_code(code, where="--only")
        if code not in known:
            raise UsageError(
                f"Tệp tham số không có xã {code}.",
                where="--only",
                advice='Dùng đúng các mã mà "--dry-run" in ra.',
            )
    return only or known


def _run(run: Any, codes: tuple[str, ...], workers: int) -> int:
    """Make the reports with progress shown, write the page of the run, return the exit code."""
    from cchc_toolkit import batch as reports
    from cchc_toolkit.index import index_page

    folder = paths.inside(run.params.output, run.params.period.id)
    paths.make_folder(folder)
    started, clock = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
    with _progress(len(codes)) as done:
        outcomes = reports.run_batch(run, codes, workers, done)
    seconds = time.monotonic() - clock
    paths.write_file(folder / "index.html", index_page(run.params, outcomes))
    paths.write_file(
        folder / "run.json", reports.run_record(run.params, outcomes, started, seconds)
    )
    failed = [outcome for outcome in outcomes if not outcome.made]
    click.echo(
        f"Đã lập {len(outcomes) - len(failed)}/{len(outcomes)} báo cáo trong {seconds:.1f} giây: "
        f"{folder / 'index.html'}".replace(".", ",", 1)
    )
    if not failed:
        return 0
    return failed[0].exit_code if len(failed) == len(outcomes) else 1


class _progress:  # noqa: N801 - reads as a statement
    """A bar on a terminal, plain lines otherwise; failures are printed in both."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._bar = total, 0, None

    def __enter__(self) -> Callable[[Any], None]:
        if sys.stderr.isatty():
            from tqdm import tqdm

            self._bar: Any = tqdm(total=self._total, unit="báo cáo", desc="Lập báo cáo")
        return self.tell

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def tell(self, outcome: Any) -> None:
        self._done += 1
        if self._bar is None:
            click.echo(f"[{self._done}/{self._total}] {_line(outcome)}")
            return
        if not outcome.made:
            self._bar.write(_line(outcome))
        self._bar.update()


def _line(outcome: Any) -> str:
    if not outcome.made:
        return f"{outcome.commune} {outcome.name}: CHƯA LẬP ĐƯỢC\n{outcome.problem}"
    counts = ", ".join(f"{count} {severity}" for severity, count in outcome.findings.items() if count)
    return f"{outcome.commune} {outcome.name}: đã lập; phát hiện: {counts or 'không có lỗi'}"


@main.command(epilog=EPILOG)
@click.option("--period", required=True, metavar="P", help="The period: 2024-Q1, 2024-6T, 2024-Q3, 2024-9T or 2024-N.")
@click.option("--commune", required=True, metavar="CODE", help="The code of the commune, five digits.")
@click.option("--params", default="", metavar="FILE", help="Parameters; params/<period>.yml unless given.")
@_OVERRIDES
@_NOTEBOOK
@_TIMEOUT
def report(
    period: str, commune: str, params: str, data: str, output: str, mode: str,
    charts: bool | None, notebook: str, timeout: int,
) -> None:  # fmt: skip
    """Make the report of one commune: the same files as a batch, without the page of the run."""
    from cchc_toolkit import batch as reports

    chosen = _params_of(period, params, data, output, mode, charts)
    run, (code,) = reports.plan(chosen, (commune,), paths.project_file(notebook), timeout)
    outcome = reports.attempt(run, code)
    if not outcome.made:
        click.echo(f"Lỗi: {outcome.problem}", err=True)
        click.get_current_context().exit(outcome.exit_code)
    click.echo(_line(outcome))
    click.echo(str(paths.inside(chosen.output, chosen.period.id, code)))


def _params_of(
    period: str, params: str, data: str, output: str, mode: str, charts: bool | None
) -> Any:
    from cchc_toolkit.params import load_params, override
    from cchc_toolkit.periods import parse_period

    chosen = load_params(params or f"params/{parse_period(period).id}.yml")
    if chosen.period.id != period:
        raise UsageError(
            f"Tệp tham số là của kỳ {chosen.period.id}, không phải {period}.",
            where=chosen.source.name,
            advice="Chọn tệp tham số đúng kỳ.",
        )
    return override(chosen, mode=mode, charts=charts, data=data, output=output)


@main.command(epilog=EPILOG)
@click.option("--period", required=True, metavar="P", help="The period to check.")
@click.option("--commune", "communes", multiple=True, metavar="CODE", help="Check this commune only; may be repeated.")
@click.option("--params", default="", metavar="FILE", help="Parameters; params/<period>.yml unless given.")
@click.option("--data", default="", metavar="DIR", help="Folder of the data, in place of the parameters' one.")
@click.option("--mode", default="", metavar="MODE", help="Check as draft or as final.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a finding, one a line.")
def check(
    period: str, communes: tuple[str, ...], params: str, data: str, mode: str, as_json: bool
) -> None:
    """Print what the checks find, the gravest first; make no report.

    Exits 4 if a finding of severity chặn stands, 3 if a commune's data cannot be read.
    """
    from cchc_toolkit.report import build_report

    chosen = _params_of(period, params, data, "", mode, None)
    worst = 0
    for code in _only(communes, chosen.communes):
        try:
            made = build_report(code, chosen)
        except CchcError as error:
            click.echo(f"{code}: {error}", err=True)
            worst = max(worst, error.exit_code) if worst != 3 else 3
            continue
        _print_findings(made, as_json)
        if made.blocking and worst == 0:
            worst = 4
    click.get_current_context().exit(worst)


def _print_findings(made: Any, as_json: bool) -> None:
    import json

    if as_json:
        for found in made.findings:
            identity = {"commune": made.commune.code, "period": made.period.id}
            click.echo(json.dumps({**identity, **found.to_json()}, ensure_ascii=False))
        return
    click.echo(f"{made.commune.code} {made.office.name}, kỳ {made.period.id}: {len(made.findings)} phát hiện")
    for found in made.findings:
        click.echo(f"  [{found.severity}] {found.rule} {found.message}")
        click.echo(f"      {found.advice}")
        if any(found.where):
            click.echo(f"      Nguồn: {'; '.join(dict.fromkeys(filter(None, found.where)))}")


@main.command(epilog=EPILOG)
@click.option("--form", default="phu_luc_01b", show_default=True, metavar="ID", help="The form to list.")
@click.option("--search", default="", metavar="TEXT", help="Only rows whose key or label holds TEXT (diacritics not needed).")
@click.option("--outline", is_flag=True, help="List the items of the narrative instead.")
@click.option("--figures", is_flag=True, help="List the derived figures instead.")
def catalogue(form: str, search: str, outline: bool, figures: bool) -> None:
    """List what can be reported: key, number, label, unit, who fills it; tab-separated."""
    from cchc_toolkit.catalogue import load_form
    from cchc_toolkit.formatting import without_marks

    loaded = load_form(form)
    if outline:
        lines = [(item.id, item.topic, item.sentence) for item in loaded.items.values()]
    elif figures:
        lines = [(r.key, r.label, f"{' + '.join(r.numerator)} / {' + '.join(r.denominator)}".rstrip(" /")) for r in loaded.ratios]  # fmt: skip
    else:
        rows = loaded.rows + loaded.supplement
        lines = [(r.key, f"{r.stt} {r.label}".strip(), r.true_unit or r.kind, "|".join(sorted(r.levels))) for r in rows]  # fmt: skip
    wanted = without_marks(search)
    for line in lines:
        if wanted in without_marks("\t".join(line)):
            click.echo("\t".join(line))
