"""`cchc form list`: the forms of the project and of the package, and whether they hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.catalogue.places import form_folders, package_forms
from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.errors import CchcError
from cchc_toolkit.system.today import today
from cchc_toolkit.text.formatting import parse_date, print_date, print_number


@click.command("list", epilog=EPILOG)
@click.option(
    "--on", "day", default="", metavar="DATE", help="Hiệu lực vào ngày này; không ghi thì hôm nay."
)
def list_(day: str) -> None:
    """Liệt kê các biểu: mã, của ai, còn hiệu lực không, số dòng, tên; ngăn cách bằng tab."""
    on = parse_date(day) if day else today()
    packaged = set(package_forms().values())
    for form_id, folder in form_folders().items():
        whose = "gói" if folder in packaged else "dự án"
        click.echo("\t".join((form_id, whose, *_said(form_id, folder, on))))


def _said(form_id: str, folder: Path, on: date) -> tuple[str, ...]:
    """Return what there is to say of a form; of a broken one, what to do."""
    try:
        form = load_form(form_id)
    except CchcError:
        return (f"khai báo sai, xem: cchc form check {form_id}", "", folder.name)
    return (_validity(form, on), f"{print_number(len(form.rows))} dòng", form.label)


def _validity(form: Form, on: date) -> str:
    if form.valid_to is not None and form.valid_to < on:
        return f"hết hiệu lực sau {print_date(form.valid_to)}"
    if form.valid_from is not None and form.valid_from > on:
        return f"có hiệu lực từ {print_date(form.valid_from)}"
    until = f" đến {print_date(form.valid_to)}" if form.valid_to else ""
    return f"đang có hiệu lực{until}"
