"""Reading `khai-bao.xlsx` back: what a person made of it is the declaration, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cchc_toolkit.adoption.book import HEAD, HEAD_SHEET, shown
from cchc_toolkit.adoption.draft import DOUBTS, KINDS, ROLLUPS, ROWS, TABLES, Draft, Line, Table
from cchc_toolkit.adoption.spreadsheet import cell_said
from cchc_toolkit.documents.sniff import load_bytes
from cchc_toolkit.errors import DataError, nearest
from cchc_toolkit.text.formatting import clean_text
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.workbook.grid import Grid
from cchc_toolkit.workbook.package import open_package


def read_book(path: Path) -> Draft:
    """Return the declaration that a corrected workbook holds; raise `DataError` with the cell."""
    package = open_package(load_bytes(path), path.name)
    grids = {compare_key(grid.title): grid for grid in package.grids}
    head = _head(_grid(grids, HEAD_SHEET, path.name))
    tables = {
        table.name: tuple(_lines(table, _grid(grids, table.sheet, path.name))) for table in TABLES
    }
    return Draft(head, tables)


def _grid(grids: dict[str, Grid], sheet: str, where: str) -> Grid:
    found = grids.get(compare_key(sheet))
    if found is None:
        raise DataError(
            f"Không còn trang “{sheet}”.", where=where, advice="Khôi phục trang ấy, đừng đổi tên."
        )
    return found


def _head(grid: Grid) -> dict[str, str]:
    names = {compare_key(name): key for key, (name, _) in HEAD.items()}
    said = {
        names[name]: "\n".join(clean_text(part) for part in cell_said(grid, row, 2).splitlines())
        for row in grid.rows
        if (name := compare_key(cell_said(grid, row, 1))) in names
    }
    missing = [name for key, (name, _) in HEAD.items() if key not in said]
    if missing:
        raise DataError(
            f"Thiếu dòng: {', '.join(missing)}.", where=grid.title, advice="Khôi phục dòng đã xóa."
        )
    return {key: said[key] for key in HEAD}


def _lines(table: Table, grid: Grid) -> Iterator[Line]:
    columns = _columns(table, grid)
    for row in grid.rows:
        if row == 1:
            continue
        said = {field: clean_text(cell_said(grid, row, at)) for field, at in columns.items()}
        if not any(text for field, text in said.items() if field not in ("sure", "why", "where")):
            continue
        yield {
            field: _meant(table, field, text, grid.where(row, columns[field]))
            for field, text in said.items()
        }


def _columns(table: Table, grid: Grid) -> dict[str, int]:
    """Return the column of each field by its header: columns may have been moved."""
    headers = {compare_key(cell_said(grid, 1, at)): at for at in grid.rows.get(1, ())}
    wanted = (*table.columns, *DOUBTS)
    missing = [c.header for c in table.columns if compare_key(c.header) not in headers]
    if missing:
        raise DataError(
            f"Trang không còn cột: {', '.join(missing)}.",
            where=grid.title,
            advice="Khôi phục cột đã xóa hoặc đã đổi tên.",
        )
    found = {c.field: headers.get(compare_key(c.header), 0) for c in wanted}
    return {field: at for field, at in found.items() if at}


def _meant(table: Table, field: str, said: str, where: str) -> str:
    """Return what the file says for what a cell of the workbook shows."""
    if table is not ROWS or not said:
        return said
    if field in ("part", "extra"):
        return {"part": "sum", "extra": "x"}[field]
    words = {"kind": KINDS, "rollup": ROLLUPS}.get(field)
    if words is None:
        return said
    found = [word for word in words if compare_key(shown(table, field, word)) == compare_key(said)]
    if not found:
        raise DataError(
            f"“{said}” không đúng.",
            where=where,
            advice=nearest(said, words.values()) or f"Chọn một trong: {', '.join(words.values())}.",
        )
    return found[0]
