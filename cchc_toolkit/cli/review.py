"""`cchc review`: what is wrong in a finished report, marked in its own text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.communes import parse_code
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.checks import SEVERITIES
from cchc_toolkit.cli.group import EPILOG, main
from cchc_toolkit.errors import BlockedError
from cchc_toolkit.system import paths

if TYPE_CHECKING:
    from cchc_toolkit.review import Review

_SHOWN = 12


@main.command(epilog=EPILOG)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--form", "form_id", default="", metavar="ID",
    help="The form that its appendix follows; the default form unless given.",
)  # fmt: skip
@click.option(
    "--against",
    default="",
    metavar="data|FILE",
    help="Compare value by value with the stored data of its commune and period, or with another"
    " report.",
)
@click.option("--data", default="", metavar="DIR", help="Folder of the stored data.")
@click.option(
    "--params", default="", metavar="FILE", help="Parameters that name the communes and periods."
)
@click.option(
    "--commune", default="", metavar="CODE", help="Its commune, where the name does not say it."
)
@click.option(
    "--period", default="", metavar="P", help="Its period, where the title does not say it."
)
@click.option(
    "--output", default="", metavar="DIR", help="Folder to write to; ra-soat/ unless given."
)
@click.pass_context
def review(
    ctx: click.Context,
    file: Path,
    form_id: str,
    against: str,
    data: str,
    params: str,
    commune: str,
    period: str,
    output: str,
) -> None:
    """Review the finished report FILE (.docx, .pdf, .html, .txt or .md) and say what is wrong.

    Writes ra-soat.html, the report's text with every suspect passage marked, and findings.json.
    Exits 4 if a finding of severity chặn stands, 3 if FILE cannot be read.
    """
    from cchc_toolkit.review.compare import (
        ReviewOptions,
        compared,
    )  # slow to import, and only this needs it
    from cchc_toolkit.review.output import FOLDER, write_review

    asked = ReviewOptions(
        commune=parse_code(commune, where="--commune") if commune else "",
        period=parse_period(period) if period else None,
        against=against,
        data=data,
        params=params,
    )
    made = compared(file, load_form(form_id), asked)
    page, listed = write_review(made, Path(output or FOLDER))
    click.echo(_summary(made))
    click.echo(f"Đã ghi {paths.shown(page)} và {paths.shown(listed)}.")
    ctx.exit(BlockedError.exit_code if made.blocking else 0)


def _summary(made: Review) -> str:
    name = made.reading.scope.office.name or made.reading.issued.source
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in made.findings:
        counts[finding.severity] += 1
    said = ", ".join(f"{count} {severity}" for severity, count in counts.items() if count)
    lines = [f"{name}: {said or 'không có phát hiện nào'}."]
    lines += [f"  Lưu ý: {note}" for note in made.notes]
    grave = [one for one in made.findings if one.severity in ("chặn", "cao")]
    for finding in grave[:_SHOWN]:
        lines.append(f"  [{finding.severity}] {finding.rule} {finding.message}")
        if finding.suggestion:
            lines.append(f"      Gợi ý: {finding.suggestion}")
    if len(grave) > _SHOWN:
        lines.append(f"  … và {len(grave) - _SHOWN} phát hiện mức chặn, cao khác.")
    return "\n".join(lines)
