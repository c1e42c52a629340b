"""Finding what the reader needs in a sheet that a person has changed.

A column is found by its tag in the hidden first row, which moves with it; where the tag is gone,
by its printed header. A row of figures is found by its key in the hidden first column; where that
is gone, by the name that the workbook gives its cell, which spreadsheets move with the cell. Rows
may be inserted, sorted or hidden, columns moved, the sheet renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cchc_toolkit.errors import DataError
from cchc_toolkit.submission.entry_cells import TEXTS
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.workbook.grid import Grid
from cchc_toolkit.workbook.words import (
    FIELDS,
    HEADER_TAG,
    OWNER_TAG,
    REGISTER,
    REGISTER_FIELDS,
    TEXT_FIELDS,
    VALUE_FIELDS,
    Field,
)

_TOP = 60
"""Rows in which tags and headers are looked for."""
_ENOUGH = 3
"""So many headers in one row are the row of headers."""
_REQUIRED = {
    VALUE_FIELDS: ("value", "state"),
    REGISTER_FIELDS: ("id", "type", "number", "symbol", "date", "subject"),
    TEXT_FIELDS: ("key", "text"),
}


@dataclass(frozen=True)
class FoundSheet:
    """A sheet of ours in a returned workbook: which it is, and where its columns stand."""

    grid: Grid
    fields: tuple[Field, ...]
    columns: Mapping[str, int]
    """Column (from 1) by the word after the dot of its tag."""
    first: int
    """The first row of entries."""
    owner: str
    """The stamp of the workbook that the sheet was made for; "" where it is gone."""
    owner_line: str
    """What the sheet prints about whose it is; "" where it is gone."""


def find_sheet(grid: Grid) -> FoundSheet | None:
    """Return a grid as one of our sheets, None where it is somebody's own."""
    texts = list(grid.texts_above(_TOP))
    fields = _fields_of(grid, texts)
    if fields is None:
        return None
    headers = _header_row(texts, fields)
    columns = {**_by_header(texts, fields, headers), **_by_tag(texts, fields)}
    missing = [
        field.header
        for field in fields
        if _name(field) in _REQUIRED[fields] and _name(field) not in columns
    ]
    if missing:
        raise DataError(
            f"Trang không còn cột: {', '.join(missing)}.",
            where=grid.title,
            advice="Khôi phục cột đã xóa, hoặc chép số liệu sang biểu mẫu mới do “cchc form write” "
            "tạo.",
        )
    owner_row, stamp = _owner(texts)
    line = next((text for row, _, text in texts if row == owner_row and text[:1] != "@"), "")
    return FoundSheet(grid, fields, columns, headers + 1, stamp, line)


def _name(field: Field) -> str:
    return field.tag.partition(".")[2]


def _fields_of(grid: Grid, texts: Iterable[tuple[int, int, str]]) -> tuple[Field, ...] | None:
    """Return the columns that a sheet should have: told by a tag, else by title or headers."""
    kinds = {field.tag: fields for fields in FIELDS.values() for field in fields}
    for _, _, text in texts:
        if text in kinds:
            return kinds[text]
    by_title = {compare_key(title): fields for title, fields in FIELDS.items()}
    return by_title.get(compare_key(grid.title))


def _by_tag(texts: Iterable[tuple[int, int, str]], fields: tuple[Field, ...]) -> dict[str, int]:
    # The tag of the row of headers stands in the column of keys.
    tags = {HEADER_TAG: "key", **{field.tag: _name(field) for field in fields}}
    found: dict[str, int] = {}
    for _, column, text in texts:
        if text in tags:
            found.setdefault(tags[text], column)
    return found


def _header_row(texts: list[tuple[int, int, str]], fields: tuple[Field, ...]) -> int:
    """Return the row of the headers: the tagged one, else the first that reads like it."""
    tagged = [row for row, _, text in texts if text == HEADER_TAG]
    if tagged:
        return tagged[-1]
    counts: dict[int, int] = {}
    for row, _, text in texts:
        if _header_of(text, fields):
            counts[row] = counts.get(row, 0) + 1
    return next((row for row, count in counts.items() if count >= _ENOUGH), 0)


def _by_header(
    texts: list[tuple[int, int, str]], fields: tuple[Field, ...], row: int
) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, column, text in texts:
        if at == row and (name := _header_of(text, fields)):
            found.setdefault(name, column)
    return found


def _header_of(text: str, fields: tuple[Field, ...]) -> str:
    """Return the column that a header names: the longest one that it begins with."""
    key = compare_key(text)
    names = [f for f in fields if key.startswith(compare_key(f.header))]
    return _name(max(names, key=lambda field: len(field.header))) if names else ""


def _owner(texts: Iterable[tuple[int, int, str]]) -> tuple[int, str]:
    for row, _, text in texts:
        if text.startswith(f"{OWNER_TAG}:"):
            return row, text.partition(":")[2]
    return 0, ""


def is_register(sheet: FoundSheet) -> bool:
    """Whether a sheet is the register of documents."""
    return sheet.fields is FIELDS[REGISTER]


def is_texts(sheet: FoundSheet) -> bool:
    """Whether a sheet holds the texts of the outline."""
    return sheet.fields is FIELDS[TEXTS]
