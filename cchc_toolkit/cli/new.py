"""`cchc new`: a notebook of one's own, ready to run."""

from __future__ import annotations

import click

from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.project.templates import TEMPLATES, new_notebook
from cchc_toolkit.system import paths


@click.command(epilog=EPILOG)
@click.argument("name", metavar="NAME")
@click.option(
    "--template",
    default="thematic",
    show_default=True,
    type=click.Choice(TEMPLATES),
    help="thematic: một chuyên đề có bảng, biểu đồ, so sánh; factsheet: tóm tắt một trang;"
    " area: so sánh các xã.",
)
def new(name: str, template: str) -> None:
    """Tạo sổ tay notebooks/NAME.ipynb để soạn một báo cáo riêng, ví dụ chuyen-de-so-hoa."""
    made = new_notebook(name, template, paths.project_root() / "notebooks")
    shown = paths.shown(made)
    click.echo(f"{shown}: mở bằng JupyterLab để sửa, rồi chạy cho mọi xã:")
    click.echo(f"  cchc batch params/<kỳ>.yml --notebook {shown} --name {name}")
