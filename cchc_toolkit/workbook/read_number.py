"""Reading the cell of a figure: its number, or which of the other three states it is in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cchc_toolkit.catalogue import Indicator
from cchc_toolkit.errors import DataError
from cchc_toolkit.figures.figure import STATE_WORDS
from cchc_toolkit.submission import State
from cchc_toolkit.text.formatting import clean_text, parse_number
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.text.spreadsheet_numbers import as_number, cut_decimals, from_cell, plain_text
from cchc_toolkit.workbook.cells import shown
from cchc_toolkit.workbook.compiled import answer_text
from cchc_toolkit.workbook.grid import Cell

_DASHES = ("-", "–", "—", "…", "...")
_STATE_OF: dict[str, State] = {
    **{compare_key(word): state for state, word in STATE_WORDS.items()},
    "kad": "not_applicable",
    "kcb": "suppressed",
}
_WITH_UNIT = re.compile(r"(-?[\d.,]+)\s*(\D.*)")


@dataclass(frozen=True)
class SaidCell:
    """What a cell says: a state, the number where it is reported, what reading had to mend."""

    state: State
    number: Decimal | None = None
    why: str = ""
    """Vietnamese; "" where the cell was written as asked."""

    @property
    def taken(self) -> str:
        """What was read, as a repair names it."""
        return STATE_WORDS[self.state] if self.number is None else plain_text(self.number)


BLANK = SaidCell("not_reported")


def state_of(word: str) -> State | None:
    """Return the state that a word of the drop-down or of the appendix means.

    >>> state_of("Không  áp dụng"), state_of("KCB"), state_of("không")
    ('not_applicable', 'suppressed', None)
    """
    return _STATE_OF.get(compare_key(word))


def read_number(cell: Cell | None, row: Indicator) -> SaidCell:
    """Return what the cell of a figure says; raise `DataError` where that is unclear."""
    if cell is None:
        return BLANK
    text = cell.text
    if text is not None:
        return _of_text(text, row)
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        raise _no_number(shown(cell), row, date_like=isinstance(cell.value, date | datetime))
    return _of_number(cell, row)


def _of_number(cell: Cell, row: Indicator) -> SaidCell:
    found = from_cell(cell.value, cell.format)
    if not found.is_finite():
        raise _no_number(shown(cell), row)
    why = []
    if "%" in cell.format:
        if row.kind != "percent":
            raise DataError(
                f'Ô định dạng phần trăm ("{shown(cell)}") ở chỉ tiêu đếm bằng {row.true_unit}.',
                advice="Đổi định dạng ô về số thường rồi ghi lại.",
            )
        found, why = found.scaleb(2), ["ô định dạng phần trăm"]
    cut = cut_decimals(found)
    if row.integer and cut != cut.to_integral_value():
        raise DataError(
            f'Chỉ tiêu {row.name}: "{shown(cell)}" có phần thập phân, chỉ tiêu này đếm bằng số '
            "nguyên.",
            advice="Ghi số nguyên, gõ liền chữ số: 1248; máy tiếng Anh hiểu 1.248 là 1,248.",
        )
    if cut != found:
        why.append("làm tròn 6 chữ số thập phân")
    return SaidCell("reported", _checked(plain_text(cut), row), ", ".join(why))


def _of_text(text: str, row: Indicator) -> SaidCell:
    clean = clean_text(text)
    key = compare_key(clean)
    if not key:
        return SaidCell("not_reported", None, "ô chỉ có dấu cách")
    for code, answer in row.choices:
        if key == compare_key(answer_text(code, answer)):
            return SaidCell("reported", Decimal(code))
        if key == compare_key(answer):
            return SaidCell("reported", Decimal(code), "câu trả lời ghi bằng chữ")
    if clean in _DASHES:
        return SaidCell("not_reported", None, "dấu gạch là chưa có số liệu")
    state = state_of(clean)
    if state is not None and state != "reported":
        return SaidCell(state, None, "trạng thái ghi ở ô số liệu")
    return _of_digits(clean, row)


def _of_digits(clean: str, row: Indicator) -> SaidCell:
    bare, unit = _without_unit(clean, row)
    number = _checked(bare, row)
    why = [f'bỏ đơn vị "{unit}"'] if unit else []
    if re.match(r"-?0\d", bare):
        why.append("số 0 đứng đầu")
    as_asked = as_number(number) is None  # longer than a spreadsheet keeps: text is right
    return SaidCell("reported", number, ", ".join(why) or ("" if as_asked else "số ghi dạng chữ"))


def _without_unit(text: str, row: Indicator) -> tuple[str, str]:
    """Return a number without the unit of its row, and the unit."""
    found = _WITH_UNIT.fullmatch(text)
    if found is None:
        return text, ""
    units = {compare_key(unit) for unit in (row.unit, row.true_unit) if unit}
    return (found[1], found[2]) if compare_key(found[2]) in units else (text, "")


def _checked(text: str, row: Indicator) -> Decimal:
    """Return the number of a text under the house rules of numbers; raise where it breaks them."""
    try:
        return parse_number(text, integer=row.integer)
    except DataError as error:
        if not re.search(r"\d", text):
            raise _no_number(text, row) from None
        raise DataError(f"Chỉ tiêu {row.name}: {error.problem}", advice=error.advice) from None


def _no_number(said: str, row: Indicator, *, date_like: bool = False) -> DataError:
    if date_like:
        return DataError(
            f"Chỉ tiêu {row.name}: ô là ngày {said}, không phải số.",
            advice="Đổi định dạng ô về số thường rồi gõ lại số.",
        )
    if row.choices:
        answers = "; ".join(answer_text(*choice) for choice in row.choices)
        return DataError(
            f'Chỉ tiêu {row.name}: "{said}" không phải câu trả lời nào.',
            advice=f"Chọn trong danh sách: {answers}.",
        )
    return DataError(
        f'Chỉ tiêu {row.name}: "{said}" không phải là số.',
        advice="Bằng 0 thì ghi 0; không có số thì xóa ô này và chọn ở cột Trạng thái.",
    )
