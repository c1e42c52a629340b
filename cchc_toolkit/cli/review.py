"""`cchc review`: what is wrong in finished reports, marked in their own text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.catalogue.communes import parse_code
from cchc_toolkit.catalogue.periods import parse_period
from cchc_toolkit.checks import SEVERITIES
from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.errors import BlockedError, UsageError
from cchc_toolkit.system import paths

if TYPE_CHECKING:
    from cchc_toolkit.catalogue import Form
    from cchc_toolkit.review import Review
    from cchc_toolkit.review.compare import ReviewOptions
    from cchc_toolkit.review.many import Outcome

_SHOWN = 12


@click.command(epilog=EPILOG)
@click.argument(
    "files", metavar="FILES… | FOLDER", nargs=-1, required=True, type=click.Path(path_type=Path)
)
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
@click.option(
    "--workers", default=2, metavar="N", type=click.IntRange(1, 64), show_default=True,
    help="Số tiến trình, khi có nhiều báo cáo.",
)  # fmt: skip
@click.pass_context
def review(
    ctx: click.Context,
    files: tuple[Path, ...],
    form_id: str,
    against: str,
    data: str,
    params: str,
    commune: str,
    period: str,
    output: str,
    workers: int,
) -> None:
    """Rà soát báo cáo đã xong (.docx, .pdf, .html, .txt hoặc .md) và nói sai ở đâu.

    Một FILE: ghi ra-soat.html, toàn văn báo cáo với chỗ đáng ngờ được đánh dấu, findings.json và
    nhan-xet.docx, tệp Word của cơ quan báo cáo với nhận xét ở từng chỗ. Nhiều FILE hoặc một FOLDER:
    mỗi báo cáo một thư mục theo tên tệp, thêm index.html và tong-hop.xlsx; phụ lục .xlsx cùng tên,
    hoặc cạnh báo cáo duy nhất của thư mục, được đọc cùng; không ghi đè gì. Thoát với mã 4 nếu có
    phát hiện mức chặn, mã 3 nếu có tệp không đọc được.
    """
    from cchc_toolkit.review.compare import ReviewOptions  # slow to import, and only this needs it

    asked = ReviewOptions(
        commune=parse_code(commune, where="--commune") if commune else "",
        period=parse_period(period) if period else None,
        against=against,
        data=data,
        params=params,
    )
    form = load_form(form_id)
    if len(files) == 1 and not files[0].is_dir():
        ctx.exit(_one(files[0], form, asked, output))
    ctx.exit(_many(files, form, asked, output, workers))


def _one(file: Path, form: Form, asked: ReviewOptions, output: str) -> int:
    from cchc_toolkit.review.compare import compared
    from cchc_toolkit.review.output import FOLDER, write_review

    made = compared(file, form, asked)
    page, listed, remarks = write_review(made, Path(output or FOLDER), file)
    click.echo(_summary(made))
    click.echo(f"Đã ghi {paths.shown(page)}, {paths.shown(listed)} và {paths.shown(remarks)}.")
    return BlockedError.exit_code if made.blocking else 0


def _many(
    files: tuple[Path, ...], form: Form, asked: ReviewOptions, output: str, workers: int
) -> int:
    from cchc_toolkit.cli.progress import Bar
    from cchc_toolkit.review.folder import jobs_of
    from cchc_toolkit.review.many import exit_code, review_many
    from cchc_toolkit.review.output import FOLDER
    from cchc_toolkit.review.summary import counts, refuse_summary, write_summary

    if asked.commune or asked.against not in ("", "data"):
        raise UsageError(
            "--commune và --against FILE chỉ dùng khi rà soát một báo cáo.",
            where="cchc review",
            advice="Rà soát riêng báo cáo ấy.",
        )
    jobs, folder = jobs_of(files), Path(output or FOLDER)
    refuse_summary(folder)
    with Bar(len(jobs), "Rà soát") as bar:

        def tell(one: Outcome) -> None:
            bar.step(_line(one), grave=bool(one.problem or one.notes))

        outcomes = review_many(jobs, form, asked, folder, workers, tell)
    index, book = write_summary(outcomes, folder)
    click.echo(counts(outcomes))
    click.echo(f"Đã ghi {paths.shown(index)} và {paths.shown(book)}.")
    return exit_code(outcomes)


def _line(outcome: Outcome) -> str:
    """Return what became of one report of many in a line."""
    name = outcome.job.file.name
    if outcome.problem:
        return f"{name}: KHÔNG RÀ SOÁT ĐƯỢC. {outcome.problem}"
    found = ", ".join(f"{count} {severity}" for severity, count in outcome.findings.items())
    aside = f" (cùng phụ lục {outcome.job.appendix.name})" if outcome.job.appendix else ""
    unread = "".join(f"\n    CHƯA ĐỌC ĐƯỢC: {note}" for note in outcome.notes)
    return f"{name}{aside}: {found or 'không có phát hiện nào'}{unread}"


def _summary(made: Review) -> str:
    return "\n".join(_lines(made))


def _lines(made: Review) -> Iterator[str]:
    name = made.reading.scope.office.name or made.reading.issued.source
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in made.findings:
        counts[finding.severity] += 1
    said = ", ".join(f"{count} {severity}" for severity, count in counts.items() if count)
    yield f"{name}: {said or 'không có phát hiện nào'}."
    for note in made.unread:
        yield f"  CHƯA ĐỌC ĐƯỢC: {note}"
    for note in made.notes:
        yield f"  Lưu ý: {note}"
    grave = [one for one in made.findings if one.severity in ("chặn", "cao")]
    for finding in grave[:_SHOWN]:
        yield f"  [{finding.severity}] {finding.rule} {finding.message}"
        if finding.suggestion:
            yield f"      Gợi ý: {finding.suggestion}"
    if len(grave) > _SHOWN:
        yield f"  … và {len(grave) - _SHOWN} phát hiện mức chặn, cao khác."
