"""The totals of an area as a workbook in which each leads to its units, their files and lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_toolkit.blocks import Front
from cchc_toolkit.figures.figure import STATE_WORDS
from cchc_toolkit.province.course import Course
from cchc_toolkit.province.roll_up import RolledUp, Total
from cchc_toolkit.render.spreadsheet import Cell, Column, Link, Sheet, workbook_bytes
from cchc_toolkit.submission.params import Params

LINES = "Từng đơn vị"
_MOST = 900_000
"""Rows that a sheet of Excel surely holds."""
_TOTALS = (
    Column("Chỉ tiêu", 52), Column("STT", 9), Column("Đơn vị tính", 14),
    Column("Tổng", 16, "right"),
    Column("Số đơn vị có số", 10, "right"), Column("Trên số đơn vị", 10, "right"),
    Column("Để trống", 9, "right"), Column("Không áp dụng", 9, "right"),
    Column("Không công bố", 9, "right"), Column("Chưa gửi", 9, "right"), Column("Khóa", 34),
    Column("Xem", 22),
)  # fmt: skip
_CELLS = (
    Column("Khóa", 34), Column("Mã", 9), Column("Đơn vị", 26), Column("Trạng thái", 16),
    Column("Số liệu", 16, "right"), Column("Tệp", 36), Column("Nguồn, dòng", 40),
)  # fmt: skip


def trace_sheet(
    params: Params, found: RolledUp, front: Front, series: Sequence[Course] = ()
) -> bytes:
    """Return the workbook: totals, rates, what they were added from, the missing, the periods."""
    marks = " · ".join(front.marks)
    about = (f"{len(found.present)}/{len(found.area.members)} đơn vị có số liệu; chưa gửi không "
             "phải là 0.",)  # fmt: skip
    cells = tuple(_cells(params, found))
    first = {cells[at][0]: at for at in reversed(range(len(cells)))}
    head = 2 + len(about) + bool(marks)
    totals = tuple(_total(one, first.get(one.row.key), head) for one in found.totals.values())
    sheets = (
        Sheet("Tổng", "Tong", front.title, about, _TOTALS, totals, marks),
        Sheet("Chỉ số", "ChiSo", front.title, about, _RATES, tuple(_rates(found)), marks),
        Sheet(LINES, "TungDonVi", front.title, about, _CELLS, cells[:_MOST], marks),
        Sheet("Chưa có", "ChuaCo", front.title, about, _MISSING, tuple(_missing(found)), marks),
        *_series(front, series, marks),
    )
    properties = {"title": front.title, "keywords": front.identity.keywords}
    return workbook_bytes(sheets, properties, front.day, front.identity.printed)


_RATES = (
    Column("Chỉ số", 52), Column("Tử số", 16, "right"), Column("Mẫu số", 16, "right"),
    Column("Kết quả", 14, "right"), Column("Số đơn vị có cả hai số", 12, "right"),
    Column("Trên số đơn vị", 10, "right"), Column("Khóa", 34),
)  # fmt: skip
_MISSING = (Column("Mã", 9), Column("Đơn vị", 28), Column("Lý do", 70))


_SERIES = (
    Column("Khóa", 34), Column("Mã", 9), Column("Đơn vị", 26), Column("Chuỗi", 10),
    Column("Kỳ", 11), Column("Kết quả", 16, "right"), Column("Tính từ", 40), Column("Ghi chú", 60),
)  # fmt: skip


def _series(front: Front, series: Sequence[Course], marks: str) -> Iterator[Sheet]:
    rows = tuple(
        (one.key, one.code, one.name, one.series, one.period, one.printed, one.made_of, one.note)
        for course in series for one in course.units
    )  # fmt: skip
    if rows:
        about = ("Trước khi sáp nhập, số của đơn vị là tổng các đơn vị trọn vẹn hợp thành.",)
        yield Sheet("Diễn biến", "DienBien", front.title, about, _SERIES, rows, marks)


def _total(one: Total, first: int | None, head: int) -> tuple[Cell, ...]:
    states = one.states
    sent = sum(states.values())
    link = Link(f"dòng {first + head + 1}", LINES, first + head) if first is not None else ""
    return (
        one.row.label, one.row.stt, one.row.true_unit,
        "" if one.number is None else one.number,
        one.covered, one.asked, states["not_reported"], states["not_applicable"],
        states["suppressed"], one.units - sent, one.row.key, link,
    )  # fmt: skip


def _rates(found: RolledUp) -> Iterator[tuple[Cell, ...]]:
    for key, rate in found.rates.items():
        bottom = rate.denominator if rate.denominator is not None and rate.covered else ""
        top = rate.numerator if rate.covered else ""
        yield (rate.ratio.label, top, bottom, rate.printed, rate.covered, rate.units, key)


def _cells(params: Params, found: RolledUp) -> Iterator[tuple[Cell, ...]]:
    for key in found.totals:
        for unit in found.present:
            cell = unit.value(key)
            said = "" if cell.number is None else cell.number
            file = f"{params.period.id}/{unit.code}/indicators.csv"
            yield key, unit.code, unit.name, STATE_WORDS[cell.state], said, file, cell.source


def _missing(found: RolledUp) -> Iterator[tuple[Cell, ...]]:
    for one, why in found.missing:
        yield one.code, one.name, why
