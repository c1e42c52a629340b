"""The two sheets of figures: the form as printed, and the figures that only the texts use."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from cchc_toolkit.checks import Earlier
from cchc_toolkit.figures.figure import STATE_WORDS
from cchc_toolkit.submission import Value, total
from cchc_toolkit.submission.entry_cells import VALUES
from cchc_toolkit.text.spreadsheet_numbers import as_number, decimals_kept, plain_text
from cchc_toolkit.workbook.compiled import Compiled, Row, answer_text
from cchc_toolkit.workbook.entry import Entry
from cchc_toolkit.workbook.heights import height
from cchc_toolkit.workbook.lists import Lists
from cchc_toolkit.workbook.sheet_header import finish, write_head
from cchc_toolkit.workbook.styles import COUNT, Styles, fixed
from cchc_toolkit.workbook.texts import fitting
from cchc_toolkit.workbook.validation import choice_rule, number_rule, runs, state_rule
from cchc_toolkit.workbook.words import (
    HEADER_ROW,
    SAME,
    VALUE_FIELDS,
    cell_key,
    name_of_key,
    value_column,
)

_KEY, _STT, _LABEL, _UNIT, _VALUE, _STATE, _BEFORE, _NOTE = map(
    value_column, ("key", "stt", "label", "unit", "value", "state", "before", "note")
)
_WARNING, _AGAIN, _YEAR_AGO, _OWN, _TOTAL, _GAP = map(
    value_column, ("warning", "again", "year_ago", "own", "total", "gap")
)
_HELP = (
    "Chỉ điền ô vàng; ô xám máy tự tính. Không có số thì chọn ở cột Trạng thái, không ghi 0 thay "
    "cho ô trống."
)
_HELP_BEFORE = f" Vẫn như kỳ trước: để trống số, chọn “{SAME}”."


class FigureSheet:
    """One sheet of figures being written."""

    def __init__(self, sheet: Any, entry: Entry, made: Compiled, styles: Styles) -> None:
        self._sheet = sheet
        self._entry = entry
        self._rows = made.rows[sheet.get_name()]
        self._styles = styles
        self._before = entry.before
        self._year_ago = entry.year_ago

    def write(self, lists: Lists, standing: frozenset[str], stamp: str) -> None:
        """Write the whole sheet; `standing` are the warnings that hold for what is filled in."""
        sheet, styles = self._sheet, self._styles
        write_head(sheet, self._title, self._entry, styles, self._help, stamp, self._headers)
        for row in self._rows:
            said = " ".join(w.text for w in row.warnings if w.id in standing)
            self._printed(row, said)
            if row.fill:
                self._filled(row)
            elif row.opened:
                self._open(row)
            if row.opened:
                self._beside(row)
            self._computed(row, said)
        self._validate(lists)
        self._columns()
        last = self._rows[-1].at
        self._point_out(last)
        finish(sheet, self._entry, last, _NOTE, frozen=_UNIT)

    @property
    def _title(self) -> str:
        form = self._entry.form
        if self._sheet.get_name() == VALUES:
            return form.label
        return "SỐ LIỆU BỔ SUNG, dùng cho phần viết của báo cáo"

    @property
    def _help(self) -> str:
        """What to fill in, and why last year's column is empty where a merger is the reason."""
        found, says = self._year_ago, _HELP
        says += _HELP_BEFORE if any(map(self._known_before, self._rows)) else ""
        if found is None or not found.incomparable:
            return says
        return f"{says} Cùng kỳ năm trước không so sánh được: {found.incomparable}."

    @property
    def _headers(self) -> tuple[str, ...]:
        """The headers of the columns; two of them name the period that they show."""
        periods = {_BEFORE: self._before, _YEAR_AGO: self._year_ago}
        return tuple(
            f"{field.header}{_period_of(periods[at]) if at in periods else ''}"
            for at, field in enumerate(VALUE_FIELDS)
        )

    def _printed(self, row: Row, said: str) -> None:
        """Write what the form prints: number, label and unit, grey where nothing is filled in."""
        sheet, styles = self._sheet, self._styles
        heading = not row.indicator.fillable
        style = "section" if heading else "label" if row.opened else "locked"
        centre = f"{style}_centre"
        note = self._entry.submission.value(row.indicator.key).note
        live = height((said, VALUE_FIELDS[_WARNING].width), (note, VALUE_FIELDS[_NOTE].width))
        hidden = {"hidden": True} if row.hidden else {}
        sheet.set_row(row.at, max(row.height, live), None, hidden)
        sheet.write_string(row.at, _KEY, cell_key(row.indicator.key), styles("hidden"))
        sheet.write_string(row.at, _STT, row.indicator.stt, styles(centre))
        sheet.write_string(row.at, _LABEL, row.indicator.label, styles(style))
        sheet.write_string(row.at, _UNIT, row.unit, styles(centre))
        if not row.opened:
            for column in range(_VALUE, _YEAR_AGO + 1):
                sheet.write_blank(row.at, column, None, styles(style))

    def _open(self, row: Row) -> None:
        """Write the cells that take an entry, with what is stored already."""
        cell = self._entry.submission.value(row.indicator.key)
        self._number(row, cell)
        word = "" if cell.state in ("reported", "not_reported") else STATE_WORDS[cell.state]
        self._text(row.at, _STATE, word, "state")

    def _filled(self, row: Row) -> None:
        """Write the formulas of a cell that fills itself, with what they come to now."""
        cell = self._entry.submission.value(row.indicator.key)
        number = "" if cell.number is None else as_number(cell.number)
        shown = fixed(row.fill_decimals) if row.fill_decimals else ""
        style = "filled" if row.indicator.integer else "filled_rate"
        word = "" if cell.state in ("reported", "not_reported") else STATE_WORDS[cell.state]
        self._sheet.write_formula(
            row.at, _VALUE, row.fill, self._styles(style, shown), "" if number is None else number
        )
        self._sheet.write_formula(
            row.at, _STATE, row.fill_state, self._styles("filled_state"), word
        )

    def _beside(self, row: Row) -> None:
        """Write the note and what other periods hold."""
        note = self._entry.submission.value(row.indicator.key).note
        self._text(row.at, _NOTE, note, "text")
        self._known(row, _BEFORE, self._before)
        self._known(row, _YEAR_AGO, self._year_ago)

    def _known_before(self, row: Row) -> bool:
        """Whether the period before has a number that may still be the same."""
        earlier = self._before
        there = earlier is not None and earlier.submission is not None and row.opened
        return bool(there and not row.fill and self._number_before(row) is not None)

    def _number_before(self, row: Row) -> Decimal | None:
        earlier = self._before
        if earlier is None or earlier.submission is None:
            return None
        return earlier.submission.value(row.indicator.key).number

    def _number(self, row: Row, cell: Value) -> None:
        if cell.number is None:
            self._sheet.write_blank(row.at, _VALUE, None, self._styles(_style(row)))
            return
        answer = row.indicator.choice(cell.number)
        if answer:
            self._text(row.at, _VALUE, answer_text(str(cell.number), answer), "choice")
            return
        self._write_number(row.at, _VALUE, cell.number, _style(row))

    def _write_number(self, at: int, column: int, number: Decimal, style: str) -> None:
        held, kept = as_number(number), decimals_kept(number)
        if held is None:  # more digits than a spreadsheet keeps
            self._text(at, column, plain_text(number), style)
        else:
            self._sheet.write_number(
                at, column, held, self._styles(style, fixed(kept) if kept else "")
            )

    def _known(self, row: Row, column: int, earlier: Earlier | None) -> None:
        """Write what another period holds for a row: a number, or why there is none."""
        cell = (
            earlier.submission.value(row.indicator.key) if earlier and earlier.submission else None
        )
        style = "known_rate" if row.indicator.kind in ("percent", "choice") else "known"
        if cell is not None and cell.number is not None:
            self._write_number(row.at, column, cell.number, style)
        else:
            unsaid = cell is None or cell.state == "not_reported"
            word = "" if unsaid or cell is None else STATE_WORDS[cell.state]
            apart = earlier.apart.get(row.indicator.key, "") if earlier else ""
            self._text(row.at, column, word or (apart and "không so được"), "known_state")
            if apart:
                self._sheet.write_comment(row.at, column, f"Không so được: {apart}.")

    def _computed(self, row: Row, said: str) -> None:
        """Write the formulas, each with the result it has for what is filled in already."""
        sheet, styles = self._sheet, self._styles
        for column, formula, now in (
            (_OWN, row.own, self._held(self._entry.submission.value(row.indicator.key).number)),
            (_TOTAL, row.total, self._held(total(self._entry.submission, row.indicator))),
            (_GAP, row.gap, int(self._gap(row))),
        ):
            if formula:
                sheet.write_formula(row.at, column, formula, styles("hidden"), now)
        if not row.opened:
            return
        shown = styles("again", fixed(row.again_decimals) if row.again_decimals else COUNT)
        if row.again:
            sheet.write_formula(row.at, _AGAIN, row.again, shown, "")
        else:
            sheet.write_blank(row.at, _AGAIN, None, shown)
        if row.warning:
            sheet.write_formula(row.at, _WARNING, row.warning, styles("warning"), said)
        else:
            sheet.write_blank(row.at, _WARNING, None, styles("warning"))

    @staticmethod
    def _held(number: Decimal | None) -> float | int | str:
        held = None if number is None else as_number(number)
        return "" if held is None else held

    def _gap(self, row: Row) -> bool:
        """Return what the formula of a gap comes to (`Formulas.gap`)."""
        submission = self._entry.submission
        if total(submission, row.indicator) is not None:
            return False
        state = submission.value(row.indicator.key).state
        if self._entry.form.applies(row.indicator):
            return state != "not_applicable"
        return state == "suppressed"

    def _validate(self, lists: Lists) -> None:
        """Refuse what cannot be an answer, with words that say what can."""
        opened = [row for row in self._rows if row.opened and not row.fill]
        groups: dict[tuple[str, Decimal | None, Decimal | None], list[Row]] = {}
        for row in opened:
            if row.indicator.choices:
                options = choice_rule(lists.answers[row.indicator.key])
                self._sheet.data_validation(row.at, _VALUE, row.at, _VALUE, options)
            else:
                asked = "whole" if row.indicator.integer else "decimal"
                groups.setdefault((asked, row.indicator.minimum, row.indicator.maximum), []).append(
                    row
                )
        for (asked, low, high), rows in groups.items():
            self._on_cells(rows, _VALUE, number_rule(asked, low, high))
        same = [row for row in opened if self._known_before(row)]
        other = [row for row in opened if not self._known_before(row)]
        for rows, source in ((other, lists.states), (same, lists.states_or_same)):
            if rows:
                self._on_cells(rows, _STATE, state_rule(source))

    def _on_cells(self, rows: list[Row], column: int, options: dict[str, Any]) -> None:
        cells = [[first, column, last, column] for first, last in runs(row.at for row in rows)]
        self._sheet.data_validation(*cells[0], {**options, "other_cells": cells[1:]})

    def _columns(self) -> None:
        for column, field in enumerate(VALUE_FIELDS):
            hidden = {"hidden": True} if column in (_KEY, _OWN, _TOTAL, _GAP) else {}
            self._sheet.set_column(column, column, field.width, None, hidden)

    def _point_out(self, last: int) -> None:
        """Mark the cells that a warning stands beside, and those with a state and no number."""
        first = HEADER_ROW + 1
        warned = self._styles.differing({"bg_color": "#FFC7CE", "font_color": "#9C0006"})
        said = self._styles.differing({"bg_color": "#E2E2E2", "font_color": "#595959"})
        for column, style in ((_WARNING, warned), (_STATE, said)):
            formula = f'=${xl_col_to_name(column)}{first + 1}<>""'
            self._sheet.conditional_format(
                first, _VALUE, last, _VALUE,
                {"type": "formula", "criteria": formula, "format": style},
            )  # fmt: skip

    def _text(self, at: int, column: int, text: str, style: str) -> None:
        if text:
            where = f"{self._sheet.get_name()}, dòng {at + 1}"
            self._sheet.write_string(at, column, fitting(text, where), self._styles(style))
        else:
            self._sheet.write_blank(at, column, None, self._styles(style))


def names(made: Compiled) -> Iterator[tuple[str, str]]:
    """Yield a name for the cell of every key, so that it is found when the rows have moved."""
    for sheet, rows in made.rows.items():
        for row in rows:
            if row.indicator.fillable:
                yield name_of_key(row.indicator.key), f"='{sheet}'!$E${row.at + 1}"


def _period_of(earlier: Earlier | None) -> str:
    if earlier is None:
        return " (không có)"
    return " (không so sánh được)" if earlier.incomparable else f": {earlier.period.label}"


def _style(row: Row) -> str:
    if row.indicator.choices:
        return "choice"
    return "count" if row.indicator.integer else "rate"
