"""Writing the entry workbook of one commune: a pure function to bytes, the same each time."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, time
from types import MappingProxyType
from typing import Any

import xlsxwriter

from cchc_toolkit.submission.entry_cells import TEXTS
from cchc_toolkit.workbook.compiled import Compiled, compiled
from cchc_toolkit.workbook.computed import completed
from cchc_toolkit.workbook.entry import Entry
from cchc_toolkit.workbook.entry_warnings import standing
from cchc_toolkit.workbook.identity import Identity
from cchc_toolkit.workbook.lists import Lists
from cchc_toolkit.workbook.plan import Plan, plan_of
from cchc_toolkit.workbook.saved import CREATOR
from cchc_toolkit.workbook.sheet import Sheet
from cchc_toolkit.workbook.sheet_guide import write_guide
from cchc_toolkit.workbook.sheet_register import write_register
from cchc_toolkit.workbook.sheet_texts import TextSheet
from cchc_toolkit.workbook.sheet_values import FigureSheet, names
from cchc_toolkit.workbook.styles import Styles
from cchc_toolkit.workbook.words import GUIDE, HIDDEN, REGISTER

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(entry: Entry) -> bytes:
    """Return the workbook (.xlsx) of an entry: guide, figures, documents, texts, identity.

    The bytes depend on the entry alone: no clock, no machine. Raises `DataError` where a stored
    text is longer than a cell holds.
    """
    entry, plan = prepared(entry)
    made = compiled(plan, entry.period.kind, entry.cumulates)
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, _OPTIONS)
    # The clock must not reach the file; the last day of the data is as good a date as any.
    created = datetime.combine(entry.window.last, time())
    workbook.set_properties({"title": _title(entry), "created": created, "author": CREATOR})
    workbook.set_calc_mode("auto")
    _fill(workbook, entry, made)
    workbook.close()
    return stream.getvalue()


def prepared(entry: Entry) -> tuple[Entry, Plan]:
    """Return the entry with filled what fills itself, as the formulas will, and its plan."""
    plan = plan_of(entry.form, entry.submission)
    values = completed(entry.submission.values, entry.form, plan.computed)
    filled = replace(entry.submission, values=MappingProxyType(values))
    return replace(entry, submission=filled), plan


def _title(entry: Entry) -> str:
    return f"Biểu nhập số liệu: {entry.commune.name}, {entry.period.label}"


def _fill(workbook: Any, entry: Entry, made: Compiled) -> None:
    identity, styles, lists = entry.identity, Styles(workbook), Lists(made.plan)
    stamp = identity.checksum
    holding = standing(entry.scope, made.warnings)
    write_guide(workbook.add_worksheet(GUIDE, Sheet), entry, styles)
    for title in made.rows:
        sheet = workbook.add_worksheet(title, Sheet)
        FigureSheet(sheet, entry, made, styles).write(lists, holding, stamp)
    write_register(workbook.add_worksheet(REGISTER, Sheet), entry, styles, lists, stamp)
    if entry.form.outline:
        TextSheet(workbook.add_worksheet(TEXTS, Sheet), entry, styles).write(stamp)
    _write_hidden(workbook.add_worksheet(HIDDEN, Sheet), identity, lists)
    for name, cell in names(made):
        workbook.define_name(name, cell)


def _write_hidden(sheet: Any, identity: Identity, lists: Lists) -> None:
    for at, (name, text) in enumerate(identity.pairs.items()):
        sheet.write_string(at, 0, name)
        sheet.write_string(at, 1, text)
    for items, column in lists.columns.items():
        for at, item in enumerate(items):
            sheet.write_string(at, column, item)
    sheet.protect("")
    sheet.very_hidden()
