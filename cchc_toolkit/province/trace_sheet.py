"""The totals of an area as a workbook in which each leads to its units, their files and lines.

What units reported is a row a unit, a column a total; where their files have it is said once for
all files that are laid out alike. A row for each of a country's 314,000 cells took 42 seconds.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from cchc_toolkit.blocks import Front
from cchc_toolkit.figures.figure import STATE_WORDS
from cchc_toolkit.province.course import Course
from cchc_toolkit.province.roll_up import RolledUp, Total
from cchc_toolkit.render.spreadsheet import Cell, Column, Link, Sheet, workbook_bytes
from cchc_toolkit.submission.params import Params
from cchc_toolkit.text.formatting import print_number

Layouts = Mapping[tuple[int, ...], Sequence[str]]
"""Codes of units by where their files have each total, lines counted from 1, 0 for nowhere."""

UNITS, LINES = "Từng đơn vị", "Dòng trong tệp"
_LONGEST = 120
"""Letters of a label in the head of a column."""
_TOTALS = (
    Column("Chỉ tiêu", 52), Column("STT", 9), Column("Đơn vị tính", 14),
    Column("Tổng", 16, "right"),
    Column("Số đơn vị có số", 10, "right"), Column("Trên số đơn vị", 10, "right"),
    Column("Để trống", 9, "right"), Column("Không áp dụng", 9, "right"),
    Column("Không công bố", 9, "right"), Column("Chưa gửi", 9, "right"), Column("Khóa", 34),
    Column("Xem", 22),
)  # fmt: skip
_UNIT = (Column("Mã", 9), Column("Đơn vị", 26), Column("Tệp", 30), Column("Bố cục", 8))
_LINE = (Column("Chỉ tiêu", 52), Column("STT", 9), Column("Khóa", 34))
_ABOUT_UNITS = (
    "Mỗi chỉ tiêu một cột; để trống, không áp dụng, không công bố ghi bằng chữ, không phải là 0.",
    f"Tệp cùng bố cục ghi mỗi chỉ tiêu ở cùng một dòng: xem trang {LINES}.",
)


def trace_sheet(
    params: Params, found: RolledUp, front: Front, series: Sequence[Course] = ()
) -> bytes:
    """Return the workbook: totals, rates, what they were added from, the missing, the periods."""
    marks = " · ".join(front.marks)
    about = (f"{len(found.present)}/{len(found.area.members)} đơn vị có số liệu; chưa gửi không "
             "phải là 0.",)  # fmt: skip
    columns = [found.cells.column[key] for key in found.totals]
    layouts = _layouts(found, columns)
    head = 2 + len(_ABOUT_UNITS) + bool(marks)
    totals = tuple(
        _total(one, Link("từng đơn vị", UNITS, head - 1, at) if found.present else "")
        for at, one in enumerate(found.totals.values(), len(_UNIT))
    )
    sheets = (
        Sheet("Tổng", "Tong", front.title, about, _TOTALS, totals, marks),
        Sheet("Chỉ số", "ChiSo", front.title, about, _RATES, tuple(_rates(found)), marks),
        Sheet(UNITS, "TungDonVi", front.title, _ABOUT_UNITS, (*_UNIT, *_keys(found)),
              tuple(_units(params, found, columns, layouts)), marks, fixed=2),
        Sheet(LINES, "DongTrongTep", front.title, _ABOUT_UNITS[1:], (*_LINE, *_heads(layouts)),
              tuple(_lines(found, layouts)), marks),
        Sheet("Chưa có", "ChuaCo", front.title, about, _MISSING, tuple(_missing(found)), marks),
        *_series(front, series, marks),
    )  # fmt: skip
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


def _total(one: Total, link: Cell) -> tuple[Cell, ...]:
    states = one.states
    sent = sum(states.values())
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


def _keys(found: RolledUp) -> Iterator[Column]:
    """Yield a column for each total; its key is what sets apart rows of the same words."""
    for key, one in found.totals.items():
        label = textwrap.shorten(f"{one.row.stt} {one.row.label}", _LONGEST, placeholder="…")
        yield Column(f"{label} – {key}", 18, "right")


def _units(
    params: Params, found: RolledUp, columns: Sequence[int], layouts: Layouts
) -> Iterator[tuple[Cell, ...]]:
    number_of = {code: at for at, codes in enumerate(layouts.values(), 1) for code in codes}
    for unit in found.present:
        file = f"{params.period.id}/{unit.code}/indicators.csv"
        said = found.cells.said(unit.code, columns)
        cells = (STATE_WORDS[one] if isinstance(one, str) else one for one in said)
        yield unit.code, unit.name, file, number_of[unit.code], *cells


def _layouts(found: RolledUp, columns: Sequence[int]) -> Layouts:
    """Return the units by the lines of their files that the totals stand on, most units first."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for unit in found.present:
        lines = found.cells.line[found.cells.place[unit.code], columns]
        groups.setdefault(tuple(lines.tolist()), []).append(unit.code)
    return dict(sorted(groups.items(), key=lambda one: -len(one[1])))


def _heads(layouts: Layouts) -> Iterator[Column]:
    for at, codes in enumerate(layouts.values(), 1):
        yield Column(f"Bố cục {at} ({print_number(len(codes))} đơn vị)", 18, "right")


def _lines(found: RolledUp, layouts: Layouts) -> Iterator[tuple[Cell, ...]]:
    for at, one in enumerate(found.totals.values()):
        lines = (layout[at] or "" for layout in layouts)
        yield one.row.label, one.row.stt, one.row.key, *lines


def _missing(found: RolledUp) -> Iterator[tuple[Cell, ...]]:
    for one, why in found.missing:
        yield one.code, one.name, why
