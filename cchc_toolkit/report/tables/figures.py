"""The table of derived figures: what was divided by what, under which rule."""

from __future__ import annotations

from cchc_toolkit.blocks import AppendixTitle, Block, Column, Row, Run, Table
from cchc_toolkit.catalogue import DENOMINATOR_RULES
from cchc_toolkit.figures import REASONS, Figure, Input
from cchc_toolkit.report import Report
from cchc_toolkit.text.formatting import lower_first

TITLE = ("CÁC CHỈ SỐ TÍNH TỪ SỐ LIỆU BÁO CÁO",)
COLUMNS = (
    Column("STT", "center", 12),
    Column("Chỉ số, quy tắc, nguồn", "left"),
    Column("Tử số", "right", 31, "Cách tính"),
    Column("Mẫu số", "right", 31, "Cách tính"),
    Column("Kết quả", "right", 27),
)


def figure_blocks(report: Report, label: str, attached: str) -> tuple[Block, ...]:
    """Return the title of the appendix and a table with a row for each figure, if there is one."""
    title = AppendixTitle(label, TITLE, "", attached)
    rows = tuple(_row(number, figure) for number, figure in enumerate(report.shown_figures, 1))
    if not rows:
        return (title,)
    table = Table(
        id="chi-so",
        caption="Chỉ số tính từ số liệu báo cáo",
        columns=COLUMNS,
        rows=rows,
        notes=("Tỷ lệ làm tròn nửa lên; 100% chỉ khi tử số bằng mẫu số.",),
        show_caption=False,
    )
    return title, table


def _row(number: int, figure: Figure) -> Row:
    rule = DENOMINATOR_RULES[figure.rule]
    result = figure.with_unit if figure.value is not None else REASONS[figure.reason]
    about = "; ".join(part for part in (rule, lower_first(figure.source)) if part)
    cells = (
        Run(str(number)),
        Run(f"{figure.label} ({about})" if about else figure.label),
        Run(_terms(figure.numerator_inputs)),
        Run(_terms(figure.denominator_inputs)),
        Run(result, bold=figure.value is not None, italic=figure.value is None),
    )
    return Row(cells, key=figure.key)


def _terms(inputs: tuple[Input, ...]) -> str:
    return " + ".join(item.text.strip("[]") for item in inputs)
