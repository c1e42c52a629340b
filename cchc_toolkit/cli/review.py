"""`cchc review`: what is wrong in a finished report, marked in its own text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.communes import parse_code
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.checks import SEVERITIES
from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.errors import BlockedError
from cchc_toolkit.system import paths

if TYPE_CHECKING:
    from cchc_toolkit.review import Review

_SHOWN = 12


@click.command(epilog=EPILOG)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--form", "form_id", default="", metavar="ID",
    help="Biểu của phụ lục; không ghi thì biểu mặc định.",
)  # fmt: skip
@click.option(
    "--against",
    default="",
    metavar="data|FILE",
    help="So từng số với số liệu đã lưu của xã và kỳ ấy, hoặc với một báo cáo khác.",
)
@click.option("--data", default="", metavar="DIR", help="Thư mục số liệu đã lưu.")
@click.option("--params", default="", metavar="FILE", help="Tệp tham số có danh sách xã và kỳ.")
@click.option(
    "--commune", default="", metavar="CODE", help="Mã xã của báo cáo, khi tên không đủ rõ."
)
@click.option("--period", default="", metavar="P", help="Kỳ của báo cáo, khi tiêu đề không nói.")
@click.option(
    "--output", default="", metavar="DIR", help="Thư mục ghi kết quả; không ghi thì ra-soat/."
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
    """Rà soát báo cáo đã xong FILE (.docx, .pdf, .html, .txt hoặc .md) và nói sai ở đâu.

    Ghi ra-soat.html, toàn văn báo cáo với chỗ đáng ngờ được đánh dấu, và findings.json. Thoát với
    mã 4 nếu có phát hiện mức chặn, mã 3 nếu không đọc được FILE.
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
