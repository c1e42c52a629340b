"""Reading a tidy CSV: UTF-8 or an old encoding, comma, semicolon or tab, as lines of a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from cchc_toolkit.errors import DataError
from cchc_toolkit.intake.cleaning import clean, repair_of
from cchc_toolkit.intake.kinds import cells as header_cells
from cchc_toolkit.intake.kinds import separator
from cchc_toolkit.intake.tidy import Mended, check_columns, group_of
from cchc_toolkit.submission.delivery import Repair
from cchc_toolkit.submission.table import Line, broken_csv
from cchc_toolkit.text.legacy_text import Encoding, detect, from_bytes


def read_csv(path: Path) -> tuple[list[Line], list[Mended]]:
    """Return the lines of a tidy CSV and what had to be mended; raise `DataError` if broken."""
    text, encoding = decoded(path.read_bytes(), path.name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # also as old Macs end their lines
    header = text.lstrip("\n").partition("\n")[0]
    mark = separator(header)
    names = [clean(name, encoding) for name in header_cells(header)]
    check_columns(names, f"{path.name}, dòng 1")
    entries: list[Line] = []
    repairs: list[Mended] = []
    if mark != ",":
        shown = "tab" if mark == "\t" else mark
        repairs.append((None, Repair(path.name, shown, ",", "dấu ngăn cột")))
    for number, raw in _lines(text, mark, path.name):
        where = f"{path.name}, dòng {number}"
        if len(raw) != len(names):
            raise DataError(
                f"Dòng có {len(raw)} ô, dòng tiêu đề có {len(names)} ô.",
                where=where,
                advice='Ô có dấu ngăn cột phải đặt trong dấu ngoặc kép, ví dụ "99,38".',
            )
        cells = [clean(cell, encoding) for cell in raw]
        entry = Line(where, dict(zip(names, cells, strict=True)))
        entries.append(entry)
        if cells != raw:
            repairs.extend(_mended(entry, raw, cells, encoding))
    return entries, repairs


def decoded(data: bytes, name: str) -> tuple[str, Encoding | None]:
    """Return the text of a file, and the old encoding its words are in; `DataError` if neither.

    >>> decoded("Xã".encode("utf-16"), "a.csv")
    ('Xã', None)
    """
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
        whole = True
    except UnicodeDecodeError:
        text, whole = from_bytes(data), False
    if "\0" in text:
        raise DataError("Tệp nhị phân lạ, không phải chữ.", where=name, advice="Chọn đúng tệp.")
    encoding = detect(text.splitlines())
    if encoding is None and not whole:
        raise DataError(
            "Tệp không phải chữ Unicode UTF-8, và không nhận ra bảng mã TCVN3 hay VNI.",
            where=name,
            advice='Mở tệp, chọn Lưu thành với bảng mã "UTF-8" (trong Excel: CSV UTF-8).',
        )
    return text, encoding


def _lines(text: str, mark: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines below the header with their numbers; blank ones are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        next(row for row in reader if row)
        yield from ((reader.line_num, row) for row in reader if row)
    except csv.Error as error:
        raise broken_csv(error, f"{name}, dòng {reader.line_num}") from None


def _mended(
    entry: Line, raw: list[str], cells: list[str], encoding: Encoding | None
) -> Iterator[Mended]:
    for name, found, taken in zip(entry.cells, raw, cells, strict=True):
        repair = repair_of(f"{entry.where}, cột {name}", found, taken, encoding)
        if repair is not None:
            yield group_of(entry.cells), repair
