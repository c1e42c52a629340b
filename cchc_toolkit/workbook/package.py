"""Opening a workbook from outside: bounded before anything is parsed, read-only, cells as values.

openpyxl parses; nothing is executed, no link is followed, no drawing or comment is looked at. Its
read-only mode is used because the full one walks over every cell of a merged range or a link,
which a hostile file can declare to be the whole sheet.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cchc_toolkit.documents.sniff import Content, content_of
from cchc_toolkit.documents.zips import check_package
from cchc_toolkit.errors import DataError
from cchc_toolkit.workbook.grid import Box, Cell, Grid

MAX_FILE = 20_000_000
"""Bytes of a file; a filled form has some 60,000."""
MAX_PART = 20_000_000
"""Bytes of one sheet or of the texts, unpacked; a filled form's largest has some 300,000."""
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 5_000, 100, 100
"""How far a sheet is looked at; a form has some 300 rows and 13 columns."""
_BINARY = "xl/workbook.bin"
_SHEETS = {"content.xml", _BINARY}
"""Parts that only spreadsheets of other formats have (.ods, .xlsb)."""
_BROKEN = (
    zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError, AttributeError,
    SyntaxError, OSError, EOFError, ArithmeticError, RuntimeError, AssertionError,
)  # fmt: skip
"""What openpyxl and the XML parsers below it raise for parts that do not fit together."""
_SAVE = "Mở bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As) .xlsx rồi gửi lại."
_NO_WORKBOOK = ("Tệp không phải bảng tính .xlsx.", _SAVE)
_REFUSED: dict[Content, tuple[str, str]] = {
    "pdf": _NO_WORKBOOK, "doc": _NO_WORKBOOK, "ole": _NO_WORKBOOK, "rtf": _NO_WORKBOOK,
    "picture": _NO_WORKBOOK, "parquet": _NO_WORKBOOK, "text": _NO_WORKBOOK,
    "xls": ("Tệp là Excel đời cũ (.xls).", _SAVE),
    "encrypted": (
        "Tệp được đặt mật khẩu.",
        "Bỏ mật khẩu mở tệp (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại.",
    ),
}  # fmt: skip
"""What is said, and advised, of what is no package; of one, its parts say what it is."""


@dataclass(frozen=True)
class Package:
    """A workbook that was opened safely: its sheets as grids, in order."""

    where: str
    data: bytes
    parts: frozenset[str]
    grids: tuple[Grid, ...]
    names: Mapping[str, str]
    """Defined names with what they refer to, as formulas write it."""
    epoch: Any
    """The day that dates are counted from."""
    notes: tuple[str, ...] = ()

    @cached_property
    def results(self) -> Mapping[str, Grid]:
        """The sheets with the results of their formulas, as last computed, by title."""
        with _parsing(self.where):
            book = _open(self.data, results=True)
            return {grid.title: grid for grid in _grids(book, self.data)}


def open_package(data: bytes, where: str) -> Package:
    """Return the sheets of a workbook; raise `DataError` where it is no sound .xlsx file."""
    parts = _checked(data, where)
    notes = tuple(_notes(parts))
    with _parsing(where):
        book = _open(data, results=False)
        sheets = book.worksheets
        if len(sheets) > MAX_SHEETS:
            raise DataError(f"Tệp có quá {MAX_SHEETS} trang tính.", where=where, advice=_ASK_AGAIN)
        grids = _grids(book, data)
        names = {name: str(found.attr_text) for name, found in book.defined_names.items()}
        return Package(where, data, parts, grids, names, book.epoch, notes)


_ASK_AGAIN = "Điền vào biểu mẫu do “cchc form write” tạo ra, không chép sang tệp khác."


def _checked(data: bytes, where: str) -> frozenset[str]:
    """Return the names of the parts after all of them were unpacked within bounds."""
    content = content_of(io.BytesIO(data))
    if content in _REFUSED:
        problem, advice = _REFUSED[content]
        raise DataError(problem, where=where, advice=advice)
    parts = check_package(data, where, "Excel")
    if _SHEETS & parts:
        raise _other_program(content, parts, where)
    if not any(name.startswith("xl/") for name in parts):
        raise DataError("Tệp nén không phải bảng tính .xlsx.", where=where, advice=_SAVE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        large = [e.filename for e in archive.infolist() if e.file_size > MAX_PART]
    if any(name.endswith(".xml") for name in large):
        raise DataError(
            "Tệp Excel bung ra quá lớn so với một biểu mẫu, không đọc để giữ an toàn.",
            where=where,
            advice=_ASK_AGAIN,
        )
    return parts


def _other_program(content: Content, parts: frozenset[str], where: str) -> DataError:
    """Return why a spreadsheet of another format is not read, and what to do."""
    if _BINARY in parts:
        return DataError("Tệp là Excel nhị phân (.xlsb).", where=where, advice=_SAVE)
    kind = "bảng tính" if content == "ods" else "tệp"
    return DataError(f"Tệp là {kind} của LibreOffice (.ods).", where=where, advice=_SAVE)


def _notes(parts: frozenset[str]) -> list[str]:
    notes = []
    if any(name.endswith("vbaProject.bin") for name in parts):
        notes.append("Tệp có macro: chỉ đọc ô, không chạy macro.")
    if any("externalLinks/" in name for name in parts):
        notes.append("Tệp có liên kết tới tệp khác: không mở liên kết.")
    return notes


@contextmanager
def _parsing(where: str) -> Iterator[None]:
    """Turn what a parser says of a broken file in the block into one clear error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that we do not need
        try:
            yield
        except _BROKEN:
            raise DataError(
                "Tệp Excel hỏng: các phần bên trong không đọc được.",
                where=where,
                advice="Mở bằng Excel (Excel sẽ sửa tệp), lưu lại rồi gửi lại.",
            ) from None


def _open(data: bytes, *, results: bool) -> Any:
    import openpyxl

    return openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=results, keep_links=False
    )


def _grids(book: Any, data: bytes) -> tuple[Grid, ...]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple(_grid(sheet, archive) for sheet in book.worksheets)


def _grid(sheet: Any, archive: zipfile.ZipFile) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    indents: dict[int, int] = {}
    rows, columns = sheet.max_row, sheet.max_column  # as declared; None where nothing is
    far = (rows is not None and rows > MAX_ROWS) or (columns is not None and columns > MAX_COLUMNS)
    for row in sheet.iter_rows(1, MAX_ROWS, 1, MAX_COLUMNS):
        for cell in row:
            if cell.value is not None:
                cells[cell.row, cell.column] = _cell(cell, indents)
    return Grid(
        sheet.title, sheet.sheet_state, cells, _merged(archive.read(sheet._worksheet_path)), far
    )


def _cell(cell: Any, indents: dict[int, int]) -> Cell:
    number = isinstance(cell.value, int | float)
    if cell.data_type != "s":
        return Cell(cell.value, cell.data_type, cell.number_format if number else "")
    style = cell._style_id
    if style not in indents:  # a sheet has some ten styles, and thousands of cells
        indents[style] = int(cell.alignment.indent)
    return Cell(cell.value, cell.data_type, indent=indents[style])


def _merged(xml: bytes) -> tuple[Box, ...]:
    """Return the merged ranges of a sheet, which the read-only mode leaves out."""
    from openpyxl.utils import range_boundaries
    from openpyxl.xml.functions import iterparse

    if b"mergeCell" not in xml:
        return ()
    found = []
    for _, element in iterparse(io.BytesIO(xml)):
        if element.tag.endswith("}mergeCell"):
            found.append(_box(*range_boundaries(element.get("ref"))))
        element.clear()
    return tuple(found)


def _box(left: int | None, top: int | None, right: int | None, bottom: int | None) -> Box:
    if left is None or top is None or right is None or bottom is None:
        raise ValueError("a merged range has no corner")
    return Box(top, left, bottom, right)
