"""The charts of a report as its form declares them, and the words that say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.blocks import Chart
from cchc_toolkit.catalogue import DeclaredChart
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.figures import REASONS, Figure
from cchc_toolkit.report import Report
from cchc_toolkit.report.charts.draw import Bar, horizontal_bars, reference_bars
from cchc_toolkit.submission import parts, total
from cchc_toolkit.text.formatting import lower_first, print_number

_NO_DATA = REASONS["not_reported"]


@dataclass(frozen=True)
class _Told:
    """A bar and how the alternative text says it."""

    bar: Bar
    words: str


def report_charts(report: Report) -> tuple[Chart, ...]:
    """Return the charts of a report, numbered in order.

    A draft shows what has no data yet; a copy to sign leaves it out, and a chart with nothing left.
    """
    drawn = [(chart, _told(chart, report)) for chart in report.form.charts]
    kept = [(chart, told) for chart, told in drawn if told]
    return tuple(
        _chart(chart, told, number, report) for number, (chart, told) in enumerate(kept, start=1)
    )


def report_chart(report: Report, chart_id: str) -> Chart:
    """Return one chart of a report; raise `UsageError` if it draws none of this id."""
    drawn = {chart.id: chart for chart in report_charts(report)}
    if chart_id not in drawn:
        raise UsageError(
            f'Báo cáo không có biểu đồ "{chart_id}".',
            where="charts.chart",
            advice=nearest(chart_id, drawn) or f"Các biểu đồ: {', '.join(drawn) or 'không có'}.",
        )
    return drawn[chart_id]


def _told(chart: DeclaredChart, report: Report) -> tuple[_Told, ...]:
    bars = _of_parts(chart, report) if chart.parts_of else _of_figures(chart, report)
    return tuple(told for told in bars if told.bar.text != _NO_DATA or report.draft)


def _of_parts(chart: DeclaredChart, report: Report) -> Iterator[_Told]:
    """Yield a bar for each part that the form prints below the row."""
    for part in parts(report.submission, report.form.indicators[chart.parts_of]):
        number = total(report.submission, part)
        bar = Bar(part.label.lstrip("- "), number, _count(number))
        yield _Told(bar, f"{lower_first(bar.label)}: {bar.text}")


def _of_figures(chart: DeclaredChart, report: Report) -> Iterator[_Told]:
    """Yield a bar for each figure; one that stands against a reference says its arithmetic."""
    for declared in chart.bars:
        figure = report.figures[declared.key]
        bar = Bar(declared.label or figure.label, figure.value, _with_reason(figure))
        if chart.reference is None:
            yield _Told(bar, f"{lower_first(bar.label)}: {bar.text}")
        else:
            yield _Told(bar, f"{bar.label}: {figure.formula}")


def _chart(chart: DeclaredChart, told: tuple[_Told, ...], number: int, report: Report) -> Chart:
    return Chart(
        id=chart.id,
        caption=f"Biểu đồ {number}. {chart.title}",
        alt=_alternative(chart, told, report),
        svg=_drawing(chart, tuple(one.bar for one in told)),
    )


def _drawing(chart: DeclaredChart, bars: tuple[Bar, ...]) -> str:
    if chart.reference is None:
        return horizontal_bars(bars, unit=chart.unit, maximum=chart.maximum, id_prefix=chart.id)
    return reference_bars(
        bars,
        chart.reference,
        chart.reference_label,
        unit=chart.unit,
        maximum=chart.maximum,
        id_prefix=chart.id,
    )


def _alternative(chart: DeclaredChart, told: tuple[_Told, ...], report: Report) -> str:
    """Return the chart in words, made from the same numbers."""
    if chart.reference is None:
        line, said = "", "; ".join(one.words for one in told)
    else:
        line = f", có vạch ở {print_number(chart.reference)}{chart.unit}"
        said = ". ".join(one.words for one in told)
    whole = ""
    if chart.parts_of:
        stated = _count(report.submission.value(chart.parts_of).number)
        whole = f" Tổng số xã báo cáo: {stated}."
    return f"Biểu đồ cột ngang, đơn vị {chart.unit_words}{line}. {said}.{whole}"


def _count(number: Decimal | None) -> str:
    return _NO_DATA if number is None else print_number(number)


def _with_reason(figure: Figure) -> str:
    return REASONS[figure.reason] if figure.value is None else figure.with_unit
