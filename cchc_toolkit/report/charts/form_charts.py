"""The charts of a report as its form declares them, and the words that say the same."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cchc_toolkit.blocks import Chart
from cchc_toolkit.catalogue import DeclaredChart, Form
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.figures import REASONS, Figure
from cchc_toolkit.report import Report
from cchc_toolkit.report.charts.draw import Bar, Reference, horizontal_bars
from cchc_toolkit.submission import parts, total
from cchc_toolkit.text.arithmetic import half_up
from cchc_toolkit.text.formatting import lower_first, print_number

_NO_DATA = REASONS["not_reported"]
_UNTOLD, _OVERTOLD = "Không nằm trong phần nào", "Các phần vượt tổng số"


@dataclass(frozen=True)
class _Told:
    """A bar and how the alternative text says it."""

    bar: Bar
    number: str
    """The number of the bar without what it is made of."""
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
    told = tuple(told for told in bars if told.bar.text != _NO_DATA or report.draft)
    return told if any(not one.bar.emphasis for one in told) else ()


def _of_parts(chart: DeclaredChart, report: Report) -> Iterator[_Told]:
    """Yield the whole, each part that the form prints below it, and what no part accounts for."""
    row = report.form.indicators[chart.parts_of]
    whole = report.submission.value(row.key).number
    yield _counted("Tổng số", whole, emphasis=True)
    numbers = []
    for part in parts(report.submission, row):
        numbers.append(total(report.submission, part))
        yield _counted(part.label.lstrip("- "), numbers[-1])
    known = [number for number in numbers if number is not None]
    rest = Decimal(0) if whole is None or len(known) < len(numbers) else whole - sum(known)
    if rest:
        yield _counted(_UNTOLD if rest > 0 else _OVERTOLD, abs(rest), hollow=True)


def _counted(label: str, number: Decimal | None, **looks: bool) -> _Told:
    bar = Bar(label, number, _NO_DATA if number is None else print_number(number), **looks)
    return _Told(bar, bar.text, f"{lower_first(label)}: {bar.text}")


def _of_figures(chart: DeclaredChart, report: Report) -> Iterator[_Told]:
    """Yield a bar for each figure; one that stands against a reference says its arithmetic."""
    for declared in chart.bars:
        figure = report.figures[declared.key]
        bar = Bar(declared.label or figure.label, figure.value, _with_parts(figure, report.form))
        said = f"{lower_first(bar.label)}: {bar.text}"
        words = said if chart.reference is None else f"{bar.label}: {figure.formula}"
        yield _Told(bar, figure.with_unit, words)


def _with_parts(figure: Figure, form: Form) -> str:
    """Return the figure and what it is made of: rates of unlike wholes stand on one axis.

    `99,39% (648/652)`, or the reason why there is none.
    """
    top, bottom = figure.numerator, figure.denominator
    if figure.value is None:
        return REASONS[figure.reason]
    if top is None or bottom is None:
        return figure.with_unit
    rows = [form.indicators[cell.key] for cell in figure.inputs if cell.key]
    money = {lower_first(row.unit) if row.kind == "money" else "" for row in rows}
    unit = f" {money.pop()}".rstrip() if len(money) == 1 else ""
    return f"{figure.with_unit} ({print_number(top)}/{print_number(bottom)}{unit})"


def _chart(chart: DeclaredChart, told: tuple[_Told, ...], number: int, report: Report) -> Chart:
    bars, references = tuple(one.bar for one in told), _references(chart, report.window.last)
    return Chart(
        id=chart.id,
        caption=f"Biểu đồ {number}. {chart.title}{_seen(chart, told)}",
        alt=_alternative(chart, told, references),
        svg=horizontal_bars(
            bars, references, unit=chart.unit, maximum=chart.maximum, id_prefix=chart.id
        ),
    )


def _references(chart: DeclaredChart, day: date) -> tuple[Reference, ...]:
    """Return the lines that the bars are held against: the declared one, the time gone by."""
    lines: tuple[Reference, ...] = ()
    if chart.reference is not None:
        lines = (Reference(chart.reference, chart.reference_label),)
    if chart.elapsed_label:
        share = half_up(
            Decimal(100 * day.timetuple().tm_yday) / (366 if isleap(day.year) else 365), 1
        )
        lines += (Reference(share, f"{chart.elapsed_label} {print_number(share, 1)}%"),)
    return lines


def _seen(chart: DeclaredChart, told: tuple[_Told, ...]) -> str:
    """Return what the eye finds in a chart, for its caption; "" where there is nothing to say."""
    known = [one for one in told if one.bar.value is not None]
    if chart.parts_of:
        return _seen_of_parts([one.bar for one in known])
    if len(known) < 2:
        return ""
    if chart.reference is not None:
        return ": " + ", ".join(f"{lower_first(one.bar.label)} {one.number}" for one in known)
    low, high = (pick(known, key=lambda one: _reach(one.bar)) for pick in (min, max))
    if low.bar.value == high.bar.value:
        return f": đều là {high.number}"
    ends = (f"{one.number} ({lower_first(one.bar.label)})" for one in (low, high))
    return ": từ {} đến {}".format(*ends)


def _seen_of_parts(bars: list[Bar]) -> str:
    whole = next((bar.text for bar in bars if bar.emphasis), "")
    shares = [bar for bar in bars if not (bar.emphasis or bar.hollow)]
    if not whole or not any(bar.value for bar in shares):
        return ""
    most = max(shares, key=_reach)
    rest = "".join(f"; {lower_first(bar.label)}: {bar.text}" for bar in bars if bar.hollow)
    return f": {lower_first(most.label)} nhiều nhất, {most.text} trong tổng số {whole}{rest}"


def _reach(bar: Bar) -> Decimal:
    return bar.value or Decimal(0)


def _alternative(
    chart: DeclaredChart, told: tuple[_Told, ...], references: tuple[Reference, ...]
) -> str:
    """Return the chart in words, made from the same numbers."""
    lines = "".join(
        f", có vạch ở {print_number(line.value)}{chart.unit} ({line.label})" for line in references
    )
    said = ("; " if chart.reference is None else ". ").join(one.words for one in told)
    return f"Biểu đồ cột ngang, đơn vị {chart.unit_words}{lines}. {said}."
