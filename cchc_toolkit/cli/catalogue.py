"""`cchc catalogue`: what can be reported."""

from __future__ import annotations

import click

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.cli.group import EPILOG, main
from cchc_toolkit.text.formatting import without_marks


@main.command(epilog=EPILOG)
@click.option(
    "--form", "form_id", default="", metavar="ID", help="The form; the default one unless given."
)
@click.option(
    "--search",
    default="",
    metavar="TEXT",
    help="Only lines that hold TEXT; diacritics are not needed.",
)
@click.option("--outline", is_flag=True, help="List the items of the narrative instead.")
@click.option("--figures", is_flag=True, help="List the derived figures instead.")
def catalogue(form_id: str, search: str, outline: bool, figures: bool) -> None:
    """List what can be reported: key, number and label, unit, who fills it; tab-separated."""
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
