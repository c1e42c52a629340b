"""The summary of a review of many: `index.html` and `tong-hop.xlsx`, a row for each report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Template

from cchc_toolkit.checks import SEVERITIES
from cchc_toolkit.errors import UsageError
from cchc_toolkit.render.page_template import PAGES
from cchc_toolkit.render.policy import content_policy
from cchc_toolkit.render.spreadsheet import Cell, Column, Sheet, workbook_bytes
from cchc_toolkit.review.annotated import NAME as REMARKS
from cchc_toolkit.review.many import Outcome
from cchc_toolkit.review.output import PAGE
from cchc_toolkit.system import paths

INDEX, BOOK = "index.html", "tong-hop.xlsx"
_DAY = date(2020, 1, 1)
"""The date that the workbook bears: no output has a clock in it."""
_COLUMNS = (
    Column("Tệp", 34),
    Column("Phụ lục", 24),
    Column("Cơ quan", 24),
    Column("Kỳ", 20),
    *(Column(f"Mức {name}", 9, "right") for name in SEVERITIES),
    Column("Số: khớp", 9, "right"),
    Column("Số: mâu thuẫn", 10, "right"),
    Column("Số: chưa kiểm được", 11, "right"),
    Column("Nặng nhất, hoặc vì sao không rà soát được", 70),
    Column("Phần chưa đọc được", 50),
)


def write_summary(outcomes: Sequence[Outcome], output: Path) -> tuple[Path, Path]:
    """Write the page and the workbook of a review of many; return both paths."""
    index, book = output / INDEX, output / BOOK
    paths.write_file(index, summary_page(outcomes))
    paths.write_file(book, summary_book(outcomes))
    return index, book


def refuse_summary(output: Path) -> None:
    """Raise `UsageError` where a summary is there already: nothing is overwritten."""
    for name in (INDEX, BOOK):
        if (output / name).exists():
            raise UsageError(
                f'Đã có "{name}" của một lần rà soát trước; không ghi đè.',
                where=paths.shown(output),
                advice="Chọn thư mục khác bằng --output, hoặc dọn thư mục này trước.",
            )


def counts(outcomes: Sequence[Outcome]) -> str:
    """Return in a sentence how many reports there are and how they fared."""
    lost = sum(bool(one.problem) for one in outcomes)
    blocked = sum(one.blocked for one in outcomes)
    unread = sum(bool(one.notes) for one in outcomes)
    said = [f"{len(outcomes)} báo cáo", f"{blocked} có phát hiện mức chặn"]
    if lost:
        said.append(f"{lost} không rà soát được")
    if unread:
        said.append(f"{unread} có phần chưa đọc được")
    return ", ".join(said) + "."


def summary_page(outcomes: Sequence[Outcome]) -> str:
    """Return the page of a review of many, with a link to each report's own."""
    return _template().render(
        said=counts(outcomes),
        severities=SEVERITIES,
        rows=[(one, f"{quote(one.job.name)}/{PAGE}") for one in outcomes],
        remarks=[f"{quote(one.job.name)}/{REMARKS}" for one in outcomes],
    )


def summary_book(outcomes: Sequence[Outcome]) -> bytes:
    """Return the workbook of a review of many."""
    sheet = Sheet(
        "Tổng hợp",
        "TongHop",
        "Tổng hợp rà soát báo cáo",
        (counts(outcomes),),
        _COLUMNS,
        tuple(tuple(_row(one)) for one in outcomes),
    )
    return workbook_bytes((sheet,), {"title": "Tổng hợp rà soát"}, _DAY, "Tổng hợp rà soát")


def _row(one: Outcome) -> Iterator[Cell]:
    yield one.job.file.name
    yield one.job.appendix.name if one.job.appendix else ""
    yield one.office
    yield one.period
    for name in SEVERITIES:
        yield "" if one.problem else one.findings.get(name, 0)
    for state in ("confirmed", "contradicted", "open"):
        yield "" if one.problem else one.numbers.get(state, 0)
    yield one.problem or one.gravest
    yield "; ".join(one.notes)


@cache
def _template() -> Template:
    page = paths.package_file("review", "summary.html.j2").read_text(encoding="utf-8")
    return PAGES.from_string(page, {"policy": content_policy(page)})
