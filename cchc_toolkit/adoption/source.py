"""An official form as its file prints it: its title, its rows, and the outline beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_toolkit.adoption.across import is_across, rows_across
from cchc_toolkit.adoption.overprint import without_header
from cchc_toolkit.adoption.printed import PrintedRow
from cchc_toolkit.adoption.spreadsheet import is_spreadsheet, read_spreadsheet
from cchc_toolkit.documents import read_raw
from cchc_toolkit.documents.align import Found, one_row
from cchc_toolkit.documents.appendix import HEADERS, Columns, goes_on, named_columns, table_lines
from cchc_toolkit.documents.raw import Grid, Line, Raw, tidy
from cchc_toolkit.errors import DataError
from cchc_toolkit.text.likeness import compare_key

__all__ = ["PrintedRow", "Source", "read_source"]
_COLUMNS = {
    **HEADERS,
    "stt": re.compile(r"^(?:stt|tt|số tt|số thứ tự|mã số|mã)\b"),
    "label": re.compile(r"^(?:các )?(?:chỉ tiêu|chi tiêu|nội dung|tên chỉ tiêu|tiêu chí|chỉ số)\b"),
}
"""What columns of forms are called, more widely than in reports, where a table may be anything."""
_CODES = re.compile(r"=\s*(\d{1,2})\b")
_AMONG = re.compile(r"trong (?:đó|ðó)\s*:?")
_MAX_ROWS = 3_000


@dataclass(frozen=True)
class Source:
    """What a file says of a form."""

    name: str
    rows: tuple[PrintedRow, ...]
    above: tuple[str, ...]
    """The lines of text right above the table: what kind of paper it is, its title."""
    header: str
    """The header over the labels, which may say when the form is used."""
    lines: tuple[Line, ...]
    """Every line of text, for an outline that the file may hold."""
    relations: tuple[str, ...] = ()
    """Formulas that stand for themselves: `3=7+11`."""
    notes: tuple[str, ...] = ()


def read_source(path: Path) -> Source:
    """Return what a file of any kind that can be read says of a form; raise `DataError` if none."""
    raw = read_spreadsheet(path) if is_spreadsheet(path) else read_raw(path)
    grids = list(_tables(raw))
    if not grids:
        raise DataError(
            "Không thấy bảng nào của một biểu mẫu trong tệp.",
            where=path.name,
            advice="Bảng phải có dòng tiêu đề: STT, Chỉ tiêu (hoặc Nội dung), Đơn vị tính, Số "
            "liệu; hoặc có dòng đánh số cột (1), (2), (3)…",
        )
    relations: list[str] = []
    if is_across(grids[0]):
        rows = tuple(rows_across(grids[0], _unit_line(raw)))
    else:
        rows = tuple(_joined(_printed(grids, relations)))[:_MAX_ROWS]
    relations += _texts_below(raw, grids[-1])
    return Source(
        name=path.name,
        rows=rows,
        above=_above(raw, grids[0]),
        header=_label_header(grids[0]),
        lines=tuple(piece for piece in raw.pieces if isinstance(piece, Line)),
        relations=tuple(relations),
        notes=raw.notes,
    )


def _tables(raw: Raw) -> Iterator[Grid]:
    """Yield the tables of the first form in the file: it, and what goes on on later pages."""
    found: list[Grid] = []
    for piece in raw.pieces:
        if not isinstance(piece, Grid):
            continue
        if is_across(piece) and not found:
            yield piece
            return
        if _has_columns(piece) or (found and goes_on(piece, found[-1])):
            found.append(piece)
            yield piece


def _has_columns(grid: Grid) -> bool:
    columns = named_columns(grid, _COLUMNS)
    return columns.label >= 0 and max(columns.stt, columns.unit, columns.value) >= 0


def _printed(grids: Sequence[Grid], relations: list[str]) -> Iterator[tuple[PrintedRow, bool]]:
    """Yield the rows, and whether each is the first below a header: a page may break in a row."""
    columns = Columns()
    for grid in grids:
        columns = named_columns(grid, _COLUMNS) if _has_columns(grid) else columns
        first, among = True, False
        for line in table_lines(grid, columns, _COLUMNS):
            if not line.stt and not line.label and not line.unit:
                if line.note:
                    relations.append(line.note)
                continue
            if _AMONG.fullmatch(compare_key(f"{line.stt}{line.label}")):
                among = True  # a row that says nothing else: it opens those below
                continue
            if first:
                label = without_header(line.label, _label_header(grids[0]), _label_header(grid))
                yield _row(replace(line, label=label), among), first
            else:
                yield _row(line, among), first
            first = among = False


def _row(line: Found, among: bool) -> PrintedRow:
    return PrintedRow(**vars(line), among=among)


def _joined(rows: Iterator[tuple[PrintedRow, bool]]) -> Iterator[PrintedRow]:
    """Put what a page break tore off a row back to it: it has no number, and goes on in lower case.

    What stands alone in the column of units is a rest too.
    """
    above: PrintedRow | None = None
    for row, first in rows:
        if above is not None and not row.stt and _is_rest(above, row, first):
            above = one_row((above, row))
            continue
        if above is not None:
            yield above
        above = row
    if above is not None:
        yield above


def _is_rest(above: PrintedRow, row: PrintedRow, first: bool) -> bool:
    if not row.label:
        return bool(row.unit)
    small = row.label[:1].islower() or (first and row.label[:1] in "(,;)")
    # A unit such as "Có = 1", and "Không = 0" in the next row: the answers of one row.
    codes = [set(_CODES.findall(one.unit)) for one in (above, row)]
    answers = all(codes) and codes[0].isdisjoint(codes[1])
    return answers or (small and (first or not above.label.endswith((".", ":"))))


def _above(raw: Raw, table: Grid) -> tuple[str, ...]:
    """Return the lines of text between the table and what stands before it, at most eight."""
    at = raw.pieces.index(table)
    lines: list[str] = []
    for piece in reversed(raw.pieces[:at]):
        if not isinstance(piece, Line):
            break
        lines.append(without_markdown(tidy(piece.text)))
    return tuple(reversed(lines[:8]))


def without_markdown(text: str) -> str:
    """Return a line without the marks of a heading and of bold print.

    >>> without_markdown("## **BIỂU SỐ 3** ##")
    'BIỂU SỐ 3'
    """
    return re.sub(r"^\s*#{1,6}\s+|\s+#+\s*$|\*\*|__", "", text)


def _texts_below(raw: Raw, table: Grid) -> list[str]:
    """Return the lines below the table, where a form may print how its columns add up."""
    below = raw.pieces[raw.pieces.index(table) + 1 :]
    return [piece.text for piece in below if isinstance(piece, Line) and "=" in piece.text]


def _label_header(grid: Grid) -> str:
    columns = named_columns(grid, _COLUMNS)
    return columns.cell(grid.rows[0].cells, columns.label)


def _unit_line(raw: Raw) -> str:
    """Return the unit that the form says once for all of its numbers: `Đơn vị tính: Hồ sơ`."""
    for piece in raw.pieces:
        texts = [piece.text] if isinstance(piece, Line) else []
        for text in texts:
            found = re.search(r"đơn vị tính\s*:\s*([^)\n]+)", compare_key(text))
            if found:
                return tidy(text)[-len(found[1]) :].strip(" ).") if found[1] else ""
    return ""
