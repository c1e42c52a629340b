"""`cchc form check`: what is wrong with the declaration of a form."""

from __future__ import annotations

import click

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.places import form_folders
from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.errors import DataError
from cchc_toolkit.system import paths

_SHOWN = 10
"""Remarks that are listed; the rest is counted, unless --all is given."""


@click.command("check", epilog=EPILOG)
@click.argument("form_id", metavar="ID")
@click.option("--all", "everything", is_flag=True, help="Kể hết các lưu ý.")
@click.pass_context
def check_form(ctx: click.Context, form_id: str, everything: bool) -> None:
    """Soát khai báo của biểu ID: sai ở tệp nào, dòng nào, cột nào.

    Soát khóa, dòng cha, đơn vị, loại, cấp, tỷ lệ, quy tắc, biểu đồ, đề cương, và các quy tắc mâu
    thuẫn, thừa, không bao giờ xét được. Thoát với mã 3 nếu có chỗ sai.
    """
    from cchc_toolkit.adoption.problems import form_problems

    folders = form_folders()
    if form_id not in folders:
        load_form(form_id)  # says which forms there are
    folder = folders[form_id]
    found = form_problems(folder)
    wrong = [one for one in found if one.grave]
    notes = [one for one in found if not one.grave]
    for one in wrong + (notes if everything else notes[:_SHOWN]):
        click.echo(str(one))
    if len(notes) > _SHOWN and not everything:
        click.echo(f"… và {len(notes) - _SHOWN} lưu ý nữa (--all để xem hết).")
    click.echo(f"{paths.shown(folder)}: {len(wrong)} chỗ sai, {len(notes)} lưu ý.")
    if wrong:
        ctx.exit(DataError.exit_code)
