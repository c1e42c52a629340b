"""Reading the sheet of documents of a returned workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from datetime import time as clock_time
from typing import Any

from cchc_toolkit.catalogue.periods import Window
from cchc_toolkit.errors import DataError, nearest
from cchc_toolkit.submission import Document
from cchc_toolkit.text.formatting import clean_text, parse_date, print_date, without_marks
from cchc_toolkit.workbook.anchors import FoundSheet
from cchc_toolkit.workbook.cells import REFUSED, Cells, shown
from cchc_toolkit.workbook.grid import Cell
from cchc_toolkit.workbook.package import Package
from cchc_toolkit.workbook.read_result import ReadResult
from cchc_toolkit.workbook.swapped import other_way_round, told
from cchc_toolkit.workbook.words import REGISTER_FIELDS

_NAMES = tuple(
    name for field in REGISTER_FIELDS
    if (name := field.tag.partition(".")[2]) not in ("key", "said")
)  # fmt: skip
_ID = re.compile(r"[A-Za-z0-9_.-]+")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_OTHER = re.compile(r"(?:ngày\s+)?(\d{1,2})(?:[-.]|\s+tháng\s+)(\d{1,2})(?:[-.]|\s+năm\s+)(\d{4})")
_FIRST_YEAR, _LAST_YEAR = 1945, 2200


def read_register(
    package: Package, sheet: FoundSheet, window: Window, gathered: ReadResult
) -> dict[str, Document]:
    """Return the documents by id; what cannot be read is gathered, and dates that fit the window of
    the period only with day and month exchanged."""
    reader = _Register(package, sheet, window, gathered)
    for at in sheet.grid.rows:
        if at >= sheet.first and any(sheet.grid.cell(at, c) for c in reader.columns.values()):
            reader.read(at)
    return reader.documents()


class _Register:
    """The register being read; ids are given to rows that have none once all are known."""

    def __init__(
        self, package: Package, sheet: FoundSheet, window: Window, gathered: ReadResult
    ) -> None:
        self.columns = {name: sheet.columns.get(name, 0) for name in _NAMES}
        self._sheet = sheet
        self._cells = Cells(sheet.grid, package, gathered)
        self._gathered = gathered
        self._window = window
        self._epoch = package.epoch
        self._read: list[Document] = []
        self._rows: dict[str, int] = {}

    def read(self, at: int) -> None:
        """Read one row."""
        texts = {name: self._text(at, name) for name in _NAMES if name != "date"}
        day = self._date(at)
        if not any(texts.values()) and day is None:
            return
        where = self._sheet.grid.where(at, self.columns["id"])
        if not texts["type"] and not texts["as_printed"]:
            self._gathered.refuse(
                "Văn bản chưa ghi loại.",
                self._sheet.grid.where(at, self.columns["type"]),
                "Chọn loại văn bản, ví dụ Kế hoạch; không phải văn bản thì xóa dòng.",
            )
        if texts["id"] and not self._good_id(texts["id"], at, where):
            return
        self._read.append(Document(**texts, date=day, source=where))

    def documents(self) -> dict[str, Document]:
        """Return the documents with an id for each."""
        found: dict[str, Document] = {}
        for document in self._read:
            name = document.id or self._given(document)
            found[name] = document if document.id else _with_id(document, name)
        for document in found.values():
            self._check_origin(document, found)
        return found

    def _good_id(self, name: str, at: int, where: str) -> bool:
        if not _ID.fullmatch(name):
            self._gathered.refuse(
                f'Mã văn bản "{name}" không dùng được.', where,
                "Chỉ dùng chữ không dấu, chữ số và gạch nối, ví dụ kh-01-2024; hoặc để trống.",
            )  # fmt: skip
            return False
        if name in self._rows:
            self._gathered.refuse(
                f'Mã văn bản "{name}" có ở hai dòng ({self._rows[name]} và {at}).', where,
                "Đổi một mã, hoặc xóa dòng thừa.",
            )  # fmt: skip
            return False
        self._rows[name] = at
        return True

    def _given(self, document: Document) -> str:
        """Return an id for a row without one: type, number and year, as a person would."""
        initials = "".join(word[0] for word in without_marks(document.type).split()) or "vb"
        year = str(document.date.year) if document.date else ""
        parts = (initials, without_marks(document.number), year)
        base = re.sub(r"[^a-z0-9]+", "-", "-".join(filter(None, parts))).strip("-") or "vb"
        taken = self._rows
        name = next(n for n in _numbered(base) if n not in taken)
        taken[name] = 0
        self._gathered.repair(document.source, "", name, "chưa ghi mã văn bản, máy đặt")
        return name

    def _check_origin(self, document: Document, found: Mapping[str, Document]) -> None:
        if document.implements and document.implements not in found:
            self._gathered.refuse(
                f'Văn bản triển khai "{document.implements}" không có trong danh mục.',
                document.source,
                nearest(document.implements, found)
                or "Thêm văn bản gốc vào danh mục, rồi ghi mã của nó.",
            )

    def _text(self, at: int, name: str) -> str:
        return self._cells.text(at, self.columns[name], _each)

    def _date(self, at: int) -> date | None:
        cell = self._cells.read(at, self.columns["date"], _each)
        if cell is None or cell is REFUSED:
            return None
        where = self._sheet.grid.where(at, self.columns["date"])
        try:
            day, why = read_date(cell, self._epoch)
        except DataError as error:
            self._gathered.refuse(error.problem, where, error.advice)
            return None
        if why and day is not None:
            self._gathered.repair(where, shown(cell), print_date(day), why)
        other = other_way_round(day, self._window) if day and cell.text is None else None
        if day and other:
            self._gathered.notes.append(f"{where}: {told(day, other)}")
        return day


def _each(_: int) -> bool:
    """Every row of the register is an entry."""
    return True


def _with_id(document: Document, name: str) -> Document:
    return replace(document, id=name)


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def read_date(cell: Cell, epoch: Any) -> tuple[date | None, str]:
    """Return the day that a cell means and what reading had to mend; raise where it is unclear.

    >>> read_date(Cell("29-01-2024", "s"), None)
    (datetime.date(2024, 1, 29), 'ngày ghi kiểu khác')
    """
    text = cell.text
    if text is not None:
        return _of_text(text)
    value = cell.value
    if isinstance(value, datetime):
        timed = value.time() != clock_time()
        return _sensible(value.date(), shown(cell)), "bỏ giờ" if timed else ""
    if isinstance(value, date):
        return _sensible(value, shown(cell)), ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_serial(value, epoch), "số thứ tự của ngày"
    raise _no_date(shown(cell))


def _of_text(text: str) -> tuple[date | None, str]:
    clean = clean_text(text).lower()
    if not clean:
        return None, ""
    iso, other = _ISO.fullmatch(clean), _OTHER.fullmatch(clean)
    if iso:
        year, month, day = iso.groups()
        return _sensible(parse_date(f"{day}/{month}/{year}"), text), "ngày ghi kiểu khác"
    if other:
        return _sensible(parse_date("/".join(other.groups())), text), "ngày ghi kiểu khác"
    return _sensible(parse_date(clean), text), "ngày ghi dạng chữ"


def _of_serial(value: float, epoch: Any) -> date:
    from openpyxl.utils.datetime import from_excel

    try:
        found = from_excel(value, epoch)
    except (ValueError, OverflowError, TypeError):
        raise _no_date(f"{value:g}") from None
    if not isinstance(found, datetime):
        raise _no_date(f"{value:g}")
    return _sensible(found.date(), f"{value:g}")


def _sensible(day: date, said: str) -> date:
    if not _FIRST_YEAR <= day.year < _LAST_YEAR:
        raise _no_date(said)
    return day


def _no_date(said: str) -> DataError:
    return DataError(
        f'"{said}" không phải là ngày ban hành.', advice="Ghi ngày/tháng/năm, ví dụ 29/01/2024."
    )
