"""Reading a CSV of the data folder: right columns, whole lines, line numbers for messages."""

from __future__ import annotations

import csv
import io
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from cchc_toolkit.errors import DataError, disk_problem, nearest
from cchc_toolkit.text.formatting import clean_text, hides_characters

Entry = TypeVar("Entry")
Value = TypeVar("Value")
MAXIMUM_BYTES = 20_000_000
"""A commune's file is some 20 KB; one this large is not what it says it is."""


FORMULA = re.compile(r"'*[=+@-]")
"""How a cell begins that a spreadsheet takes for a formula, or that was kept from it."""


class Line(NamedTuple):
    """One line of a table: its cells by column, cleaned, and where it stands."""

    where: str
    cells: dict[str, str]
    dirty: bool = False
    """Whether any cell held invisible characters, which cleaning took out."""
    number: int = 0
    """Of the line in its file, from 1."""


Row = tuple[int, tuple[str, ...]]
"""The number of a line, from 1, and its cells."""


class Table(NamedTuple):
    """A table as it is written: each line's number and cells, not cleaned yet."""

    name: str
    header: tuple[str, ...]
    rows: list[Row]
    hidden: bool
    """Whether the file holds invisible characters anywhere."""
    length: int
    """Of the whole text."""

    def line(self, number: int, cells: tuple[str, ...]) -> Line:
        """Return one of its lines, cleaned."""
        dirty = self.hidden and any(map(hides_characters, cells))
        return Line(line_at(self.name, number), cleaned(self.header, cells), dirty, number)


def line_at(name: str, number: int) -> str:
    """Return where a line stands: `indicators.csv, dòng 7`."""
    return f"{name}, dòng {number}"


def cleaned(header: tuple[str, ...], cells: tuple[str, ...]) -> dict[str, str]:
    """Return the cells of a line by column, as they are meant."""
    found = map(_cell if max(map(len, cells)) <= _SHORT else _read, cells)
    return dict(zip(header, found, strict=True))


def read_text(path: Path) -> str:
    """Return a file's text; raise `DataError` if it is missing, too large or not UTF-8."""
    try:
        looks = path.stat()
        if not (stat.S_ISREG(looks.st_mode) or stat.S_ISDIR(looks.st_mode)):
            raise DataError(  # a pipe or a device would be read for ever
                "Không phải tệp thường.", where=str(path), advice="Đặt lại tệp số liệu của xã."
            )
        if looks.st_size > MAXIMUM_BYTES:
            raise DataError(
                "Tệp quá lớn.", where=str(path), advice="Kiểm tra lại tệp số liệu của xã."
            )
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError(
            f"Không có tệp {path.name}.",
            where=str(path.parent),
            advice="Kiểm tra mã xã, kỳ báo cáo và thư mục số liệu.",
        ) from None
    except UnicodeDecodeError:
        raise _not_text(path) from None
    except OSError as error:
        raise DataError(
            f"Không đọc được tệp: {disk_problem(error)}.",
            where=str(path),
            advice="Kiểm tra quyền đọc.",
        ) from None
    if "\0" in text:  # UTF-16 without its mark, or no text at all
        raise _not_text(path)
    return text


def _not_text(path: Path) -> DataError:
    return DataError(
        "Tệp không phải văn bản UTF-8.",
        where=str(path),
        advice='Lưu lại tệp với bảng mã "UTF-8" (trong Excel: CSV UTF-8).',
    )


def read_table(
    path: Path, required: Sequence[str], optional: Sequence[str] = ()
) -> tuple[Line, ...]:
    """Return the lines of a CSV; raise `DataError` on a wrong header or a broken line."""
    table = read_rows(path, required, optional)
    return tuple(table.line(number, cells) for number, cells in table.rows)


def read_rows(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> Table:
    """Return the lines of a CSV as they are written; raise `DataError` as `read_table` does."""
    text, name = read_text(path), path.name
    written = _written(text, name)
    header = tuple(map(clean_text, next(written, (1, ()))[1]))
    _check_header(header, required, optional, path)
    rows: list[Row] = []
    for number, cells in written:
        if len(cells) == len(header):
            rows.append((number, cells))
        elif cells:
            raise _uneven(len(cells), len(header), line_at(name, number))
    return Table(name, header, rows, hides_characters(text), len(text))


def _written(text: str, name: str) -> Iterator[Row]:
    """Yield the number and the cells of each line, the header's first."""
    if (simple := _line_by_line(text)) is not None:
        yield from enumerate(simple, start=1)
        return
    # Not splitlines: it also breaks lines at characters that a cell may hold, such as U+2028.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, tuple(cells)
    except csv.Error as error:
        raise broken_csv(error, line_at(name, reader.line_num)) from None


def _line_by_line(text: str) -> list[tuple[str, ...]] | None:
    """Return the cells of each line where every line stands by itself, in a third of the time."""
    if len(text) > csv.field_size_limit():
        return None
    try:
        return [
            tuple(next(csv.reader((line,), strict=True)) if '"' in line else line.split(","))
            if line
            else ()
            for line in text.split("\n")
        ]
    except csv.Error:  # a cell of several lines, or a broken one: the whole must be seen
        return None


def read_each(
    read: Callable[[Entry], Value], entries: Iterable[Entry], most: int | None = None
) -> list[Value]:
    """Return what is read of each entry; raise one `DataError` that says all that is wrong."""
    values: list[Value] = []
    problems: list[DataError] = []
    for entry in entries:
        try:
            values.append(read(entry))
        except DataError as error:
            problems.append(error)
    raise_all(problems, most)
    return values


def raise_all(problems: Sequence[DataError], most: int | None = None) -> None:
    """Raise one `DataError` that says all of several, at most so many; nothing if there is none."""
    shown = [*problems[:most]]
    if more := len(problems) - len(shown):
        shown.append(DataError(f"… và {more} lỗi khác."))
    if len(shown) > 1:
        said = [f"{one.where}: {one.problem} {one.advice}".strip() for one in shown]
        raise DataError(
            f"Có {len(shown)} lỗi trong tệp số liệu.",
            where="\n    ".join(["", *said]),
            advice="Sửa từng dòng nêu trên rồi chạy lại.",
        )
    if shown:
        raise shown[0]


def broken_csv(error: csv.Error, where: str) -> DataError:
    """Return what the csv module says of a file, in the filler's language."""
    said = str(error)
    why = "ô quá dài"
    if "unexpected end of data" in said:
        why = "dấu ngoặc kép mở ra mà không đóng lại"
    elif "expected after" in said:
        why = "có chữ sau dấu ngoặc kép đóng"
    return DataError(
        f"Tệp CSV hỏng: {why}.",
        where=where,
        advice="Mở tệp bằng LibreOffice hoặc Excel, sửa dòng này rồi lưu lại dạng CSV UTF-8.",
    )


def _check_header(
    header: Sequence[str], required: Sequence[str], optional: Sequence[str], path: Path
) -> None:
    if len(header) == 1 and ";" in header[0]:
        raise DataError(
            "Các cột ngăn bằng dấu chấm phẩy.",
            where=f"{path.name}, dòng 1",
            advice="Lưu lại với dấu phẩy giữa các cột (LibreOffice: chọn dấu phẩy khi lưu CSV).",
        )
    missing = [name for name in required if name not in header]
    unknown = [name for name in header if name not in (*required, *optional)]
    repeated = sorted({name for name in header if header.count(name) > 1})
    whole = f"Dòng đầu phải là: {','.join((*required, *optional))}."
    for problem, names, advice in (
        ("Thiếu cột", missing, whole),
        ("Cột lạ", unknown, nearest(unknown[0], (*required, *optional)) if unknown else ""),
        ("Cột lặp lại", repeated, "Giữ lại một cột."),
    ):
        if names:
            raise DataError(
                f"{problem}: {', '.join(names)}.",
                where=f"{path.name}, dòng 1",
                advice=advice or whole,
            )


def plain_cell(text: str) -> str:
    """Return a cell without the `'` that keeps a spreadsheet from taking it for a formula.

    >>> plain_cell("'=cmd|'/c calc'!A0"), plain_cell("'quoted'"), plain_cell("''-5")
    ("=cmd|'/c calc'!A0", "'quoted'", "'-5")
    """
    return text[1:] if text[:1] == "'" and FORMULA.match(text) else text


def _uneven(found: int, wanted: int, where: str) -> DataError:
    return DataError(
        f"Dòng có {found} ô, dòng tiêu đề có {wanted} ô.",
        where=where,
        advice='Ô có dấu phẩy phải đặt trong dấu ngoặc kép, ví dụ "99,38".',
    )


def _read(cell: str) -> str:
    """Return a cell as it is meant."""
    return plain_cell(clean_text(cell))


_SHORT = 200
_cell = lru_cache(maxsize=32_768)(_read)
"""Keys, units, small numbers and blanks are in every file: each is read once a process."""
