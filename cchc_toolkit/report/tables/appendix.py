"""The statistical appendix: every row of the form as printed, with what the commune reported."""

from __future__ import annotations

from collections.abc import Callable

from cchc_toolkit.blocks import AppendixTitle, Block, Column, Row, Run, Table
from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.report import Report
from cchc_toolkit.submission import Value
from cchc_toolkit.text.formatting import print_number

STATE_SIGNS = {"not_applicable": "KAD", "suppressed": "KCB"}
"""What a cell without a number prints; a blank stays blank."""
_SIGN_NOTES = {"KAD": "KAD: không áp dụng.", "KCB": "KCB: không công bố."}

COLUMNS = (
    Column("STT", "center", 20),
    Column("Chỉ tiêu thống kê", "left"),
    Column("Đơn vị tính", "center", 33, "Kết quả thống kê"),
    Column("Số liệu", "right", 18, "Kết quả thống kê"),
    Column("Ghi chú", "left", 20),
)


def appendix_blocks(report: Report, label: str, attached: str) -> tuple[Block, ...]:
    """Return the title of the appendix and its table, a row for each row of the form."""
    form = report.form
    title = AppendixTitle(label, form.title, form.label, attached)
    return title, form_table(form, lambda row: report.submission.value(row.key))


def form_table(form: Form, cell: Callable[[Indicator], Value]) -> Table:
    """Return the form as printed, filled with the cell of each row."""
    rows = tuple(_row(row, cell(row), form) for row in form.rows)
    signs = {row.cells[3].text for row in rows} & set(_SIGN_NOTES)
    return Table(
        id="phu-luc",
        caption=f"{form.label}: {' '.join(form.title)}",
        columns=(COLUMNS[0], _with_usage(form.usage), *COLUMNS[2:]),
        rows=rows,
        notes=tuple(_SIGN_NOTES[sign] for sign in sorted(signs)),
        show_caption=False,
    )


def _with_usage(usage: str) -> Column:
    return Column(f"{COLUMNS[1].header} {usage}".strip(), "left")


def _row(row: Indicator, cell: Value, form: Form) -> Row:
    style = "section" if row.kind == "heading" else "" if row.numbered else "part"
    runs = (
        Run(row.stt),
        Run(row.label),
        Run(_unit(row)),
        Run(print_cell(cell, whole=row.integer)),
        Run(cell.note),
    )
    return Row(runs, style, form.depth(row.key), row.key)


def _unit(row: Indicator) -> str:
    """Return the unit as printed; the choices hidden in it one a line, as on the paper form."""
    return "\n".join(f"{answer} = {code}" for code, answer in row.choices) or row.unit


def print_cell(cell: Value, *, whole: bool = True) -> str:
    """Return a cell as the appendix prints it; blank, zero and not applicable stay apart.

    Where decimals may stand (not `whole`), `1.234` alone could be read as one and a bit, so a
    number of thousands shows a decimal.

    >>> from decimal import Decimal
    >>> print_cell(Value("not_reported")), print_cell(Value("reported", Decimal(0), "0"))
    ('', '0')
    >>> print_cell(Value("reported", Decimal(1234), "1234"), whole=False)
    '1.234,0'
    """
    number = cell.number
    if number is not None:
        unclear = not whole and number % 1 == 0 and 1000 <= abs(number) < 1_000_000
        return print_number(number, 1 if unclear else None)
    return STATE_SIGNS.get(cell.state, "")
