"""The charts of a report: which numbers they show, and the words that say the same."""

from __future__ import annotations

from decimal import Decimal

from cchc_toolkit.blocks import Chart
from cchc_toolkit.figures import REASONS, Figure
from cchc_toolkit.report import Report
from cchc_toolkit.report.charts.draw import Bar, horizontal_bars, reference_bars
from cchc_toolkit.submission import parts, total
from cchc_toolkit.text.formatting import lower_first, print_number

RECEIVED = "tthc.ho_so.tiep_nhan"
BUDGET = (("Thu ngân sách", "ty_le.ngan_sach.thu"), ("Chi ngân sách", "ty_le.ngan_sach.chi"))
OVERVIEW = (
    "ty_le.dung_han.tren_tiep_nhan",
    "ty_le.truc_tuyen.tren_tiep_nhan",
    "ty_le.truc_tuyen.muc_4",
    "ty_le.tthc.truc_tuyen",
    "ty_le.bien_che.co_mat",
    "ty_le.ke_hoach.hoan_thanh",
    "ty_le.day_du",
)
_NO_DATA = REASONS["not_reported"]


def dossiers_by_channel(report: Report) -> Chart:
    """Return a chart of the dossiers received, a bar for each channel of the form."""
    row = report.form.indicators[RECEIVED]
    numbers = [
        (part.label.lstrip("- "), total(report.submission, part))
        for part in parts(report.submission, row)
    ]
    bars = tuple(Bar(label, number, _count(number)) for label, number in numbers)
    said = "; ".join(f"{lower_first(bar.label)}: {bar.text}" for bar in bars)
    whole = _count(report.submission.value(RECEIVED).number)
    return Chart(
        id="bieu-do-kenh",
        caption="Biểu đồ 1. Hồ sơ thủ tục hành chính tiếp nhận theo kênh",
        alt=f"Biểu đồ cột ngang, đơn vị hồ sơ. {said}. Tổng số xã báo cáo: {whole}.",
        svg=horizontal_bars(bars, unit="hồ sơ", id_prefix="bieu-do-kenh"),
    )


def budget_against_estimate(report: Report) -> Chart:
    """Return a chart of revenue and spending as shares of their estimates."""
    figures = [(label, report.figures[key]) for label, key in BUDGET]
    bars = tuple(Bar(label, figure.value, _with_reason(figure)) for label, figure in figures)
    said = ". ".join(f"{label}: {figure.formula}" for label, figure in figures)
    return Chart(
        id="bieu-do-ngan-sach",
        caption="Biểu đồ 2. Thu, chi ngân sách so với dự toán",
        alt=f"Biểu đồ cột ngang, đơn vị phần trăm dự toán, có vạch ở 100%. {said}.",
        svg=reference_bars(
            bars, Decimal(100), "Dự toán = 100%", unit="%", id_prefix="bieu-do-ngan-sach"
        ),
    )


def overview_of_rates(report: Report) -> Chart:
    """Return a chart of the main rates side by side; those not known say so."""
    figures = [report.figures[key] for key in OVERVIEW]
    bars = tuple(Bar(figure.label, figure.value, _with_reason(figure)) for figure in figures)
    said = "; ".join(f"{lower_first(bar.label)}: {bar.text}" for bar in bars)
    return Chart(
        id="bieu-do-ty-le",
        caption="Biểu đồ 3. Các tỷ lệ chính của kỳ báo cáo",
        alt=f"Biểu đồ cột ngang, đơn vị phần trăm. {said}.",
        svg=horizontal_bars(bars, unit="%", maximum=Decimal(100), id_prefix="bieu-do-ty-le"),
    )


def _count(number: Decimal | None) -> str:
    return _NO_DATA if number is None else print_number(number)


def _with_reason(figure: Figure) -> str:
    return REASONS[figure.reason] if figure.value is None else figure.with_unit
