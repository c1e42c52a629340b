"""What one cell says, whatever a person made of it: a plain value, or a refusal that says why.

Formulas give the result that was last computed; a merged cell gives its value where it stands in
one entry only. Nothing is guessed: what could mean two things is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock_time
from typing import Any

from cchc_toolkit.text.formatting import print_date
from cchc_toolkit.workbook.grid import Box, Cell, Grid
from cchc_toolkit.workbook.package import MAX_ROWS, Package
from cchc_toolkit.workbook.read_result import ReadResult

REFUSED = Cell("#", "refused")
"""What stands for a cell that was refused: the refusal is noted, reading goes on."""


@dataclass(frozen=True)
class Cells:
    """The cells of one sheet, with a say in what is gathered."""

    grid: Grid
    package: Package
    gathered: ReadResult

    def read(
        self, row: int, column: int, alone: Callable[[int], bool], *, own: bool = True
    ) -> Cell | None:
        """Return a cell with a plain value, None where it is blank, `REFUSED` where it is unclear.

        `alone` says of a row whether it is an entry too: a merged cell may cover one entry only.
        A cell that a merged one covers is refused where it must have had a say of its `own`.
        """
        if not column:
            return None
        cell, where = self.grid.cell(row, column), self.grid.where(row, column)
        box = self.grid.box(row, column)
        if box is not None:
            below = range(box.top, min(box.bottom, MAX_ROWS) + 1)
            covered = (row, column) != (box.top, box.left)
            if covered and not own:
                return None
            if covered or sum(map(alone, below)) > 1:
                return self._refuse_merged(box, where)
            if cell is not None:
                self.gathered.repair(where, f"ô gộp {box.name}", shown(cell), "đọc ô gộp")
        if cell is not None and cell.kind == "f":
            cell = self._result(cell, row, column)
        if cell is not None and cell.kind == "e":
            self.gathered.refuse(
                f"Ô báo lỗi {cell.value}.", where, "Sửa công thức, hoặc gõ giá trị vào ô."
            )
            return REFUSED
        return cell

    def _refuse_merged(self, box: Box, where: str) -> Cell:
        """Refuse a cell whose own content merging may have thrown away."""
        self.gathered.refuse(
            f"Ô bị gộp với ô khác ({box.name}), không rõ giá trị thuộc dòng nào.",
            where,
            "Bỏ gộp ô và ghi lại từng dòng.",
        )
        return REFUSED

    def _result(self, cell: Cell, row: int, column: int) -> Cell | None:
        """Return the last computed result of a formula."""
        where = self.grid.where(row, column)
        result = self.package.results[self.grid.title].cell(row, column)
        formula = str(getattr(cell.value, "text", cell.value))
        if result is None:
            self.gathered.refuse(
                f"Ô chứa công thức {formula[:60]} chưa có kết quả.",
                where,
                "Mở bằng Excel rồi lưu lại, hoặc gõ giá trị thay cho công thức.",
            )
            return REFUSED
        if result.kind != "e":
            self.gathered.repair(where, formula, shown(result), "công thức, lấy kết quả đã tính")
        return result

    def text(self, row: int, column: int, alone: Callable[[int], bool], *, own: bool = True) -> str:
        """Return what a cell of text says, cleaned; "" where it is blank or refused."""
        cell = self.read(row, column, alone, own=own)
        if cell is None or cell is REFUSED:
            return ""
        where = self.grid.where(row, column)
        raw = cell.text
        if raw is None:
            raw = shown(cell)
            if cell.kind == "d":
                self.gathered.repair(where, str(cell.value), raw, "ngày trong ô chữ")
        return self.gathered.cleaned(raw, where)


def shown(cell: Cell) -> str:
    """Return a value as a person would write it.

    >>> shown(Cell(12.5)), shown(Cell(datetime(2024, 1, 29), "d")), shown(Cell(True, "b"))
    ('12,5', '29/01/2024', 'TRUE')
    """
    value: Any = cell.value
    if cell.text is not None:
        return cell.text
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        timed = isinstance(value, datetime) and value.time() != clock_time()
        return value.strftime("%H:%M:%S %d/%m/%Y") if timed else print_date(value)
    if isinstance(value, int | float):
        return f"{value:.15g}".replace(".", ",")
    return str(value)
