"""`cchc catalogue`: what can be reported."""

from __future__ import annotations

import click

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.text.formatting import without_marks


@click.command(epilog=EPILOG)
@click.option(
    "--form", "form_id", default="", metavar="ID", help="Biểu; không ghi thì biểu mặc định."
)
@click.option(
    "--search",
    default="",
    metavar="TEXT",
    help="Chỉ những dòng có TEXT; gõ không dấu cũng được.",
)
@click.option("--outline", is_flag=True, help="Liệt kê các mục của lời văn.")
@click.option("--figures", is_flag=True, help="Liệt kê các chỉ số tính ra.")
def catalogue(form_id: str, search: str, outline: bool, figures: bool) -> None:
    """Liệt kê các chỉ tiêu: khóa, số và tên, đơn vị tính, cấp nào điền; ngăn cách bằng tab."""
    form = load_form(form_id)
    listed = _items(form) if outline else _figures(form) if figures else _indicators(form)
    wanted = without_marks(search)
    for line in ("\t".join(cells) for cells in listed):
        if wanted in without_marks(line):
            click.echo(line)


def _indicators(form: Form) -> list[tuple[str, ...]]:
    return [
        (
            row.key,
            f"{row.stt} {row.label}".strip(),
            row.true_unit or row.kind,
            "|".join(sorted(row.levels)),
        )
        for row in form.rows + form.supplement
    ]


def _figures(form: Form) -> list[tuple[str, ...]]:
    return [
        (ratio.key, ratio.label, " + ".join(ratio.numerator), " + ".join(ratio.denominator))
        for ratio in form.ratios
    ]


def _items(form: Form) -> list[tuple[str, ...]]:
    return [(item.id, item.topic, item.sentence) for item in form.items.values()]
