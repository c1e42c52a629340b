"""One figure of one commune among those of others: for exploring, never part of a report."""

from __future__ import annotations

from cchc_toolkit.blocks import Chart
from cchc_toolkit.errors import DataError, UsageError
from cchc_toolkit.report import Report, figure_advice
from cchc_toolkit.report.charts.draw import strip


def comparison(report: Report, key: str, others: tuple[Report, ...]) -> Chart:
    """Return a strip of a derived figure over several communes, this one emphasised.

    Communes for which the figure cannot be computed are left out and counted in the caption.
    Raises `UsageError` for an unknown figure, `DataError` if no commune has it.
    """
    if key not in report.figures:
        raise UsageError(
            f'Biểu không có chỉ số "{key}".',
            where="charts.compare",
            advice=figure_advice(report, key),
        )
    own = report.figures[key]
    values = [other.figures[key].value for other in (report, *others)]
    known = tuple(value for value in values if value is not None)
    if not known:
        raise DataError(
            f'Không xã nào tính được "{own.label}".',
            where="charts.compare",
            advice="Chọn chỉ số khác hoặc bổ sung số liệu.",
        )
    marks = " (có xã minh hoạ)" if any(o.commune.fictional for o in (report, *others)) else ""
    said = f"{report.office.name}: {own.with_unit}"
    return Chart(
        id="so-sanh",
        caption=f"{own.label}: {len(known)}/{len(values)} xã tính được{marks}",
        alt=f"Biểu đồ điểm, mỗi điểm một xã; {said}.",
        svg=strip(known, own.value, said, unit=own.unit, id_prefix="so-sanh"),
    )
