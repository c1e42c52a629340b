"""`cchc form adopt`: an official form into the project's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_toolkit.catalogue import load_form
from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_number

if TYPE_CHECKING:
    from cchc_toolkit.adoption import Adopted


@click.command(epilog=EPILOG)
@click.argument(
    "file", metavar="[FILE]", required=False, default=None,
    type=click.Path(dir_okay=False, path_type=Path),
)  # fmt: skip
@click.option(
    "--as", "form_id", required=True, metavar="ID",
    help="Mã của biểu: chữ thường không dấu, chữ số, gạch dưới; ví dụ bieu_ii06a.",
)  # fmt: skip
@click.option(
    "--replaces", default="", metavar="OLD",
    help="Biểu mà biểu này thay: ghép dòng cũ với dòng mới để có số kỳ trước.",
)  # fmt: skip
def adopt(file: Path | None, form_id: str, replaces: str) -> None:
    """Đưa biểu của tỉnh vào dùng: đọc FILE, ghi khai báo vào forms/ID/.

    FILE là .docx, .xlsx, .pdf, .html hay .txt có bảng của biểu (và đề cương, nếu có). Chỗ chưa chắc
    được tô vàng trong forms/ID/khai-bao.xlsx, kèm lý do: sửa ở đó bằng Excel, rồi chạy lại lệnh này
    không có FILE để đọc lại. Không ghi đè gì đã có người sửa.
    """
    from cchc_toolkit.adoption import adopt as adopt_file
    from cchc_toolkit.adoption import readopt

    replaced = load_form(replaces) if replaces else None
    done = readopt(form_id) if file is None else adopt_file(file, form_id, replaced)
    for note in done.notes:
        click.echo(note, err=True)
    click.echo(_told(done, read_back=file is None))


def _told(done: Adopted, *, read_back: bool) -> str:
    rows = len(done.form.rows)
    counts = (
        f"{print_number(rows)} dòng, {len(done.form.ratios)} tỷ lệ, "
        f"{len(done.form.relations)} quy tắc riêng, {len(done.form.charts)} biểu đồ, "
        f"{len(done.form.outline)} mục đề cương"
    )
    if read_back:
        return f"Đã đọc lại {paths.shown(done.book)}: {counts}."
    doubts = done.draft.doubtful
    return (
        f"Đã ghi biểu {done.form.id} vào {paths.shown(done.folder)}: {counts}.\n"
        f"Có {print_number(doubts)} dòng nên xem lại, tô vàng trong {paths.shown(done.book)}; "
        f"sửa xong thì chạy: cchc form adopt --as {done.form.id}"
    )
