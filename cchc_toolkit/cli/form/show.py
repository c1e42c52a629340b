"""`cchc form show`: a form as it is declared, and a report on it filled with made-up figures."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import click

from cchc_toolkit.catalogue import Form, Indicator, load_form
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import RunOptions, chosen_engine
from cchc_toolkit.submission.params import load_params, override
from cchc_toolkit.system import paths
from cchc_toolkit.system.today import today

FOLDER = "xem-thu"
_NOTEBOOK, _SECONDS = "notebooks/commune_report.ipynb", 300
_INDENT = "  "
_KINDS = {"heading": "", "choice": "lựa chọn", "percent": "%"}


@click.command(epilog=EPILOG)
@click.argument("form_id", metavar="ID")
@click.option(
    "--output", default=FOLDER, show_default=True, metavar="DIR",
    help="Ghi báo cáo minh hoạ vào DIR/ID/.",
)  # fmt: skip
@click.option("--no-report", is_flag=True, help="Chỉ in biểu, không lập báo cáo.")
@click.pass_context
def show(ctx: click.Context, form_id: str, output: str, no_report: bool) -> None:
    """In biểu ID ra màn hình, và lập một báo cáo theo biểu ấy với số liệu minh hoạ.

    Xã trong báo cáo là xã bịa, số là số bịa, trang nào cũng ghi DỮ LIỆU MINH HOẠ.
    """
    form = load_form(form_id)
    click.echo("\n".join(_printed(form)))
    if not no_report:
        folder = paths.inside(Path(output), form.id)
        _make_example(ctx, form, folder)


def _printed(form: Form) -> list[str]:
    head = [form.label, *form.title, form.usage, ""]
    return [line for line in head if line or line is head[-1]] + [
        _row(form, row) for row in form.rows
    ]


def _row(form: Form, row: Indicator) -> str:
    """Return a row as it stands in the form, deeper ones further in."""
    depth = _INDENT * (form.depth(row.key) - 1)
    told = [row.true_unit, _KINDS.get(row.kind, ""), "|".join(sorted(row.levels))]
    if row.part_of_sum:
        told.append("phần của tổng")
    said = "; ".join(dict.fromkeys(filter(None, told)))
    return f"{depth}{row.stt_corrected or row.stt} {row.label}".rstrip() + f"  [{said}]"


def _make_example(ctx: click.Context, form: Form, folder: Path) -> None:
    """Make the report of a made-up commune on a form, and say where it stands."""
    from cchc_toolkit.production import batch as reports
    from cchc_toolkit.production.run import make_report
    from cchc_toolkit.sample.any_form import CODE, write_example

    with tempfile.TemporaryDirectory(prefix="cchc-") as place:
        file = write_example(form, _period(form, today()), Path(place))
        chosen = override(load_params(file), data=str(Path(place) / "data"), output=str(folder))
        notebook = RunOptions(notebook=_NOTEBOOK).notebook_file
        run = reports.plan(chosen, (CODE,), notebook, _SECONDS, chosen_engine("auto"))
        outcome = make_report(run, CODE, lambda said: click.echo(said, err=True))
    if not outcome.made:
        click.echo(f"Lỗi: {outcome.problem}", err=True)
        ctx.exit(outcome.exit_code)
    click.echo(f"\nBáo cáo minh hoạ: {paths.shown(chosen.folder / CODE)}")


def _period(form: Form, day: date) -> Period:
    """Return the quarter of a day on which the form holds: the given one, else the nearest."""
    day = min(day, form.valid_to) if form.valid_to else day
    day = max(day, form.valid_from) if form.valid_from else day
    return Period(day.year, f"Q{(day.month + 2) // 3}")
