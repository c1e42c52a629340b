"""`cchc import`: what communes send back, into the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_toolkit.catalogue.communes import parse_code
from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.cli.options import DATA, RunOptions, day_of_receipt, run_options, workers
from cchc_toolkit.errors import CchcError
from cchc_toolkit.submission.params import Params
from cchc_toolkit.submission.twins import twin_words, twins
from cchc_toolkit.system import paths
from cchc_toolkit.system.today import today
from cchc_toolkit.text.formatting import print_number

if TYPE_CHECKING:
    from cchc_toolkit.intake import ImportOptions, Outcome

_SHOWN = 20
"""Repairs of one submission on the terminal; all of them stand in its version.json."""


@click.command("import", epilog=EPILOG)
@click.argument("files", metavar="FILES…", nargs=-1, required=True, type=click.Path(path_type=Path))
@run_options(
    DATA,
    click.option("--period", default="", metavar="P", help="Kỳ của các tệp, khi tệp không nói."),
    click.option(
        "--params",
        default="",
        metavar="FILE",
        help="Tệp tham số có danh sách xã; không ghi thì các tệp trong params/.",
    ),
)
@click.option("--commune", default="", metavar="CODE", help="Xã của các tệp, khi tệp không nói.")
@click.option(
    "--received", default="", metavar="DATE",
    help="Ngày nhận, ví dụ 05/6/2024; không ghi thì hôm nay.",
)  # fmt: skip
@click.option(
    "--accept-removals", is_flag=True,
    help="Nhận cả tệp thiếu nhiều số liệu, lời văn đã có trước đó.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Đọc và kiểm tra tất cả; không lưu gì.")
@workers("Đọc bao nhiêu tệp cùng lúc.", least=0)
@click.option("--log", default="", metavar="FILE", help="Ghi kết quả từng tệp, mỗi dòng một JSON.")
@click.pass_context
def import_(
    ctx: click.Context,
    files: tuple[Path, ...],
    asked: RunOptions,
    commune: str,
    received: str,
    accept_removals: bool,
    dry_run: bool,
    workers: int,
    log: str,
) -> None:
    """Nhận FILES: biểu Excel đã điền, bảng số liệu và báo cáo đã phát hành.

    Đọc .xlsx do `cchc form write` tạo, .csv và .parquet dạng bảng (mỗi dòng một số; nhiều xã,
    nhiều kỳ trong một tệp), và báo cáo kèm phụ lục dạng .docx, .pdf, .html, .txt hoặc .md; với thư
    mục thì các tệp trong đó. Loại tệp nhận ra từ nội dung. Mỗi lần gửi thành một phiên bản mới
    trong DATA/<kỳ>/<mã xã>/, hoặc không nhận gì; tệp gốc giữ ở raw/. Tệp đã nhận rồi thì không đổi
    gì khi số liệu vẫn như tệp ấy đã ghi. Thoát với mã 1 nếu một số tệp bị từ chối, mã 3 nếu tất cả.
    """
    from cchc_toolkit.cli.import_progress import ImportProgress
    from cchc_toolkit.intake import ImportOptions, import_files
    from cchc_toolkit.intake.names import readable

    options = ImportOptions(_params(asked), asked.period, commune and parse_code(commune))
    day = _day(received)
    with ImportProgress(log) as progress:
        outcomes = import_files(
            files, options, day, dry_run=dry_run, accept_removals=accept_removals,
            workers=workers, listener=progress,
        )  # fmt: skip
    lines = (*_lines(outcomes, dry_run), *_twins(outcomes, options))
    click.echo(readable("\n".join(lines)))
    ctx.exit(_exit_code(outcomes))


def _params(asked: RunOptions) -> dict[str, Params]:
    """Return the parameters of every period that the files may be of."""
    if asked.params or asked.period:
        chosen = asked.chosen()
        return {chosen.period.id: chosen}
    loaded: list[Params] = []
    broken: list[CchcError] = []
    for file in sorted(paths.project_file("params").glob("*.yml")):
        try:
            loaded.append(replace(asked, params=str(file)).chosen())
        except CchcError as error:  # of another period, most likely: it stops no import
            broken.append(error)
            click.echo(f"Bỏ qua tệp tham số {file.name}: {error}", err=True)
    if broken and not loaded:
        raise broken[0]
    return {one.period.id: one for one in loaded}


def _day(received: str) -> date:
    return day_of_receipt(received) if received else today()


def _lines(outcomes: tuple[Outcome, ...], dry_run: bool) -> Iterator[str]:
    """Yield the table, then every repair, note and refusal, then the counts."""
    from cchc_toolkit.intake import STATUSES

    yield "\t".join(("tệp", "kỳ", "xã", "kết quả", "bản", "số thay đổi", "phát hiện"))
    for one in outcomes:
        version = "" if one.version is None else f"{one.version:03d}"
        changed = "" if one.status in ("refused", "unchanged") else _changed(one)
        yield "\t".join(
            (_name(one), one.period, one.commune, STATUSES[one.status], version, changed,
             _findings(one))
        )  # fmt: skip
    for one in outcomes:
        yield from _said_of(one)
    counts = Counter(one.status for one in outcomes)
    counted = ", ".join(f"{print_number(counts[s])} {said}" for s, said in STATUSES.items())
    yield f"{counted}{' (chỉ xem thử, chưa ghi gì)' if dry_run else ''}."


def _twins(outcomes: tuple[Outcome, ...], asked: ImportOptions) -> Iterator[str]:
    """Yield a line where what came in now is what another commune reported too."""
    taken = {(one.period, one.commune) for one in outcomes if one.version is not None}
    for period in dict.fromkeys(period for period, _ in taken):
        params = asked.params_of(period)
        for group in twins(params.data / period / code for code in params.communes):
            if any((period, code) in taken for code in group):
                yield twin_words(group)


def _name(one: Outcome) -> str:
    return paths.shown(Path(one.file))


def _changed(one: Outcome) -> str:
    """Return how many values changed, and documents and texts where any did."""
    more = ((one.documents, "văn bản"), (one.texts, "lời văn"))
    return " + ".join((str(one.changes), *(f"{count} {what}" for count, what in more if count)))


def _findings(one: Outcome) -> str:
    return ", ".join(f"{count} {severity}" for severity, count in one.findings.items() if count)


def _said_of(one: Outcome) -> Iterator[str]:
    if one.problem or one.repairs or one.notes:
        yield f"{_name(one)}{f', xã {one.commune}' if one.commune else ''}:"
    if one.problem:
        yield f"  Từ chối: {one.problem}"
    yield from (f"  Sửa: {line}" for line in one.repairs[:_SHOWN])
    if len(one.repairs) > _SHOWN:
        yield f"  … và {len(one.repairs) - _SHOWN} chỗ sửa khác, ghi trong version.json."
    yield from (f"  Lưu ý: {note}" for note in one.notes)


def _exit_code(outcomes: tuple[Outcome, ...]) -> int:
    """Return 0 if everything was taken, 1 if some of it was not, else why nothing was."""
    wrong = [one.exit_code for one in outcomes if one.status == "refused"]
    if not wrong:
        return 0
    return 1 if len(wrong) < len(outcomes) else max(wrong)
