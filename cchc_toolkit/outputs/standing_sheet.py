"""Where the units of a period stand, as a workbook for the officer who follows them up."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_toolkit.catalogue.communes import is_fictional
from cchc_toolkit.outputs.area_reports import area_reports
from cchc_toolkit.outputs.standing import STATE_NAMES, Standing, counted
from cchc_toolkit.render.spreadsheet import Cell, Column, Sheet, workbook_bytes
from cchc_toolkit.report import FICTIONAL_MARK
from cchc_toolkit.submission.params import Params
from cchc_toolkit.text.formatting import print_date

_COLUMNS = (
    Column("Mã", 9),
    Column("Đơn vị", 26),
    Column("Tình hình", 28),
    Column("Lỗi chặn", 10, "right"),
    Column("Ngày nhận", 12, "right"),
    Column("Hạn gửi", 12, "right"),
    Column("Số ngày muộn", 10, "right"),
    Column("Mức đầy đủ", 11, "right"),
    Column("Lý do, ghi chú", 70),
)
_AREAS = (Column("Báo cáo", 70), Column("Thư mục", 24), Column("Tình trạng", 60))


def standing_sheet(params: Params, found: Sequence[Standing]) -> bytes:
    """Return the workbook: a row a unit, and how many units there are of each state."""
    marks = FICTIONAL_MARK if any(is_fictional(one.code) for one in found) else ""
    title = f"Tình hình gửi báo cáo {params.form.subject} {params.period.label}"
    about = (f"Hạn gửi: {print_date(params.calendar.schedule(params.period).deadline)}.",)
    units = Sheet("Tình hình", "TinhHinh", title, about, _COLUMNS, tuple(map(_row, found)), marks)
    totals = tuple((STATE_NAMES[state], number) for state, number in counted(tuple(found)).items())
    counts = Sheet(
        "Tổng hợp", "TongHop", title, about, (Column("Tình hình", 30), Column("Số đơn vị", 12)),
        (*totals, ("Cộng", len(found))), marks,
    )  # fmt: skip
    properties = {"title": title, "subject": params.period.label}
    areas = tuple((one.title, one.name, one.state) for one in area_reports(params))
    sheets = [units, counts]
    if areas:
        sheets.append(
            Sheet("Báo cáo tổng hợp", "BaoCaoTongHop", title, about, _AREAS, areas, marks)
        )
    return workbook_bytes(sheets, properties, params.window.last, params.period.id)


def _row(one: Standing) -> tuple[Cell, ...]:
    return (
        one.code,
        one.name,
        one.words,
        "" if one.blocking is None else one.blocking,
        one.received or "",
        one.deadline,
        "" if one.late is None else one.late,
        one.completeness,
        one.told,
    )
