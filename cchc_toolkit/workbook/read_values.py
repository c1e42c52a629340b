"""Reading the sheets of figures of a returned workbook."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.errors import DataError
from cchc_toolkit.figures.figure import STATE_WORDS
from cchc_toolkit.submission import State, Value
from cchc_toolkit.text.formatting import clean_text
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.text.spreadsheet_numbers import plain_text
from cchc_toolkit.workbook.anchors import FoundSheet
from cchc_toolkit.workbook.cells import REFUSED, Cells, shown
from cchc_toolkit.workbook.computed import completed
from cchc_toolkit.workbook.grid import Cell
from cchc_toolkit.workbook.package import Package
from cchc_toolkit.workbook.read_number import BLANK, SaidCell, read_number, state_of
from cchc_toolkit.workbook.read_result import ReadResult
from cchc_toolkit.workbook.words import SAME, cell_key, name_of_key

Place = tuple[FoundSheet, int]


def read_figures(
    package: Package,
    sheets: Iterable[FoundSheet],
    form: Form,
    gathered: ReadResult,
    added: Container[str] = (),
) -> dict[str, Value]:
    """Return the values by key in the form's order; what cannot be read is gathered.

    `added` are rows that the form got since the workbook was made.
    """
    sheets = tuple(sheets)
    places = _places(package, sheets, form, gathered)
    values: dict[str, Value] = {}
    filled: set[str] = set()
    for row in form.fillable:
        if row.key in places:
            sheet, at = places[row.key]
            reader = _Row(package, sheet, gathered, places)
            if row.key in form.definitions and reader.fills_itself(at):
                filled.add(row.key)
                values[row.key] = reader.filled(at)
            else:
                values[row.key] = reader.value(row, at)
        elif form.applies(row) and row.key not in added:
            gathered.notes.append(f"Dòng {row.name} không còn trong tệp: coi là chưa có số liệu.")
    for sheet in sheets:
        _strays(sheet, places, form, gathered)
    return completed(values, form, filled)


def _places(
    package: Package, sheets: tuple[FoundSheet, ...], form: Form, gathered: ReadResult
) -> dict[str, Place]:
    """Return sheet and row of each key: by the hidden column, else by the name of its cell."""
    found: dict[str, Place] = {}
    known = {cell_key(key): row for key, row in form.indicators.items()}
    for sheet in sheets:
        for at, text in _keys(sheet):
            row, key = known.get(text), known[text].key if text in known else ""
            if row is None:
                gathered.refuse(
                    f'Biểu không có chỉ tiêu "{text}".', sheet.grid.where(at, 1),
                    "Điền vào biểu mẫu mới do “cchc form write” tạo.",
                )  # fmt: skip
            elif key in found:
                _copied(found, key, (sheet, at), row, gathered)
            else:
                found[key] = (sheet, at)
    missing = [key for key in (row.key for row in form.fillable) if key not in found]
    if missing:
        taken = {(sheet.grid.title, at) for sheet, at in found.values()}
        by_name = _named(package, sheets, taken)
        found |= {k: by_name[name_of_key(k)] for k in missing if name_of_key(k) in by_name}
    return found


def _keys(sheet: FoundSheet) -> Iterator[tuple[int, str]]:
    column = sheet.columns.get("key", 0)
    for at in sheet.grid.rows:
        text = clean_text(sheet.grid.text(at, column)) if at >= sheet.first else ""
        if text and text[:1] != "@":
            yield at, text


def _copied(
    found: dict[str, Place], key: str, other: Place, row: Indicator, gathered: ReadResult
) -> None:
    """Keep the one of two rows of a key that says something; refuse where both do."""
    here, there = _entries(found[key]), _entries(other)
    if here and there and here != there and row.fillable:
        sheet, at = other
        gathered.refuse(
            f"Chỉ tiêu {row.name} có hai dòng ghi khác nhau (dòng {found[key][1]} và {at}).",
            sheet.grid.where(at, sheet.columns["value"]),
            "Giữ lại một dòng.",
        )
    elif there and not here:
        found[key] = other


def _entries(place: Place) -> tuple[object, ...]:
    sheet, at = place
    cells = (sheet.grid.cell(at, sheet.columns.get(name, 0)) for name in ("value", "state", "note"))
    return tuple((cell.value, cell.kind) for cell in cells if cell and not _is_ours(cell))


def _is_ours(cell: Cell | None) -> bool:
    """Whether a cell holds a formula that the workbook was handed out with: all begin with a
    condition, as nobody's own sum does. What it comes to is worked out anew, exactly; what the
    file says of it may be missing (scripts) or old."""
    if cell is None or cell.kind != "f":
        return False
    return str(getattr(cell.value, "text", cell.value)).lstrip("= ").upper().startswith("IF(")


def _named(
    package: Package, sheets: tuple[FoundSheet, ...], taken: set[tuple[str, int]]
) -> Mapping[str, Place]:
    """Return the places that defined names refer to, but for rows that have a key."""
    titles = {sheet.grid.title: sheet for sheet in sheets}
    found: dict[str, Place] = {}
    for name, said in package.names.items():
        cell = _ONE_CELL.fullmatch(said)
        title, at = (cell[1].replace("''", "'"), int(cell[2])) if cell else ("", 0)
        if title in titles and (title, at) not in taken:
            found[name] = (titles[title], at)
    return found


_ONE_CELL = re.compile(r"\$?'?([^'!]+|(?:[^']|'')+)'?[!.]\$[A-Z]+\$(\d+)")
"""A cell as a defined name refers to it: `'Biểu số liệu'!$E$12`."""


class _Row:
    """One row of figures being read."""

    def __init__(
        self, package: Package, sheet: FoundSheet, gathered: ReadResult, places: Mapping[str, Place]
    ) -> None:
        self._sheet = sheet
        self._cells = Cells(sheet.grid, package, gathered)
        self._gathered = gathered
        self._entries = places

    def fills_itself(self, at: int) -> bool:
        """Whether the row still holds the formula that it was handed out with."""
        return _is_ours(self._sheet.grid.cell(at, self._sheet.columns["value"]))

    def filled(self, at: int) -> Value:
        """Return a row that fills itself, to be worked out: where it stands and its note."""
        where = self._sheet.grid.where(at, self._sheet.columns["value"])
        return Value("not_reported", source=where, note=self._text(at, "note"))

    def value(self, row: Indicator, at: int) -> Value:
        """Return what the row says; where that cannot be, the refusal is gathered."""
        column = self._sheet.columns["value"]
        where = self._sheet.grid.where(at, column)
        source, note = where, self._text(at, "note")
        cell = self._cells.read(at, column, self._is_entry)
        if self._says_same(at):
            if cell is None:
                return self._as_before(row, at, note)
            self._gathered.refuse(
                f"Ô đã ghi {shown(cell)} mà trạng thái là “{SAME}”.", where,
                "Xóa số, hoặc bỏ trạng thái.",
            )  # fmt: skip
            return Value("not_reported", source=source, note=note)
        state = self._state(at)
        if cell is REFUSED:
            return Value("not_reported", source=source, note=note)
        try:
            said = _agreed(self._said(cell, row, where), state)
        except DataError as error:
            self._gathered.refuse(error.problem, where, error.advice)
            return Value("not_reported", source=source, note=note)
        text = "" if said.number is None else plain_text(said.number)
        return Value(said.state, said.number, text, source, note)

    def _says_same(self, at: int) -> bool:
        cell = self._sheet.grid.cell(at, self._sheet.columns["state"])
        return cell is not None and compare_key(cell.text or "") == compare_key(SAME)

    def _as_before(self, row: Indicator, at: int, note: str) -> Value:
        """Return the number that the workbook shows of the period before."""
        column = self._sheet.columns.get("before", 0)
        where = self._sheet.grid.where(at, self._sheet.columns["state"])
        cell = self._sheet.grid.cell(at, column) if column else None
        try:
            said = read_number(cell, row)
        except DataError:
            said = BLANK
        if said.number is None:
            self._gathered.refuse(
                f"Chọn “{SAME}” mà cột Kỳ trước không có số.", where,
                "Ghi số vào ô số liệu, hoặc chọn trạng thái khác.",
            )  # fmt: skip
            return Value("not_reported", source=where, note=note)
        text = plain_text(said.number)
        return Value("reported", said.number, text, f"{where} ({SAME})", note)

    def _said(self, cell: Cell | None, row: Indicator, where: str) -> SaidCell:
        said = read_number(cell, row)
        if said.why and cell is not None:
            self._gathered.repair(where, shown(cell), said.taken, said.why)
        return said

    def _state(self, at: int) -> State | None:
        """Return what the column of states says, None where it says nothing."""
        column = self._sheet.columns["state"]
        ours = _is_ours(self._sheet.grid.cell(at, column))
        text = "" if ours else self._text(at, "state")
        state = state_of(text)
        if text and state is None:
            self._gathered.refuse(
                f'Trạng thái "{text}" không đúng.',
                self._sheet.grid.where(at, column),
                f"Chọn trong danh sách: {', '.join(STATE_WORDS.values())}.",
            )
        return state

    def _text(self, at: int, column: str) -> str:
        return self._cells.text(at, self._sheet.columns.get(column, 0), self._is_entry, own=False)

    def _is_entry(self, at: int) -> bool:
        return any(sheet is self._sheet and at == row for sheet, row in self._entries.values())


def _agreed(said: SaidCell, state: State | None) -> SaidCell:
    """Return what a cell and the column of states say together; raise where they differ."""
    if said.state == "reported":
        if state not in (None, "reported"):
            raise DataError(
                f"Ô đã ghi {said.taken} nhưng trạng thái là “{STATE_WORDS[state]}”.",
                advice="Xóa số, hoặc bỏ trạng thái.",
            )
        return said
    if state == "reported":
        raise DataError(
            "Trạng thái là “có số liệu” nhưng ô chưa ghi số.",
            advice="Ghi số (bằng 0 thì ghi 0), hoặc chọn trạng thái khác.",
        )
    if said.state != "not_reported" and state not in (None, said.state):
        raise DataError(
            f"Ô ghi “{STATE_WORDS[said.state]}” nhưng trạng thái là “{STATE_WORDS[state]}”.",
            advice="Để một trạng thái.",
        )
    return said if said.state != "not_reported" or state is None else SaidCell(state)


def _strays(
    sheet: FoundSheet, places: Mapping[str, Place], form: Form, gathered: ReadResult
) -> None:
    """Refuse what was typed where the form takes no entry: in an inserted row, on a heading."""
    known = {at for found, at in places.values() if found is sheet}
    known -= {at for key, (found, at) in places.items()
              if found is sheet and not form.indicators[key].fillable}  # fmt: skip
    column = sheet.columns["value"]
    for at in sheet.grid.rows:
        cell = sheet.grid.cell(at, column)
        if at < sheet.first or at in known or cell is None or not shown(cell).strip():
            continue
        gathered.refuse(
            f'Ô ghi "{shown(cell)[:60]}" ở dòng không nhận số liệu.',
            sheet.grid.where(at, column),
            "Chuyển số sang đúng dòng của biểu, hoặc xóa ô này.",
        )
