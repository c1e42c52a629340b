"""What a handed-in file is, from its content and never from its name."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path
from typing import Literal

from cchc_toolkit.documents.sniff import MAX_FILE, Content, content_of
from cchc_toolkit.errors import DataError, disk_problem
from cchc_toolkit.intake.names import refuse_link

Kind = Literal["xlsx", "csv", "parquet", "report"]

MAX_TABLE = 400_000_000
"""Bytes of a table; the values of 3,321 communes and five periods have some 150 MB as CSV."""
_HEAD = 65_536
_BLOCK = 1 << 20


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex; raise `DataError` where it is no readable file.

    A link is refused, and so is a file larger than any that is read.
    """
    refuse_link(path)
    digest = hashlib.sha256()
    try:
        if path.stat().st_size > MAX_TABLE:
            raise _too_large(path, MAX_TABLE)
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise DataError(
            f"Không mở được tệp: {disk_problem(error)}.",
            where=str(path),
            advice="Kiểm tra đường dẫn và quyền đọc tệp.",
        ) from None
    return digest.hexdigest()


def kind_of(path: Path) -> Kind:
    """Return the kind of a file by its content; raise `DataError` for one that is too large."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        stream.seek(0)
        kind = _kind(content_of(stream), head)
    if kind in ("xlsx", "report") and path.stat().st_size > MAX_FILE:
        raise _too_large(path, MAX_FILE)
    return kind


def _kind(content: Content, head: bytes) -> Kind:
    """Return how a file is read; another program's, or a broken, workbook as one."""
    if content == "parquet":
        return "parquet"
    if content in ("xlsx", "xls", "ods") or (content == "broken" and b"xl/w" in head):
        return "xlsx"
    return "csv" if content == "text" and is_table(head) else "report"


def is_table(head: bytes) -> bool:
    """Whether a text begins with the header of a tidy table: a line with `key` and `value`.

    >>> is_table(b"commune;period;key;value\\n"), is_table("Báo cáo key, value".encode())
    (True, False)
    """
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "latin-1", errors="replace").lstrip("\ufeffï»¿\r\n ")
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return {"key", "value"} <= {name.strip() for name in cells(first)}


def cells(line: str) -> list[str]:
    """Return the cells of a header, whichever mark stands between them.

    >>> cells('key;"value";state')
    ['key', 'value', 'state']
    """
    mark = separator(line)
    return next(csv.reader([line], delimiter=mark), [])


def separator(header: str) -> str:
    """Return what stands between the columns of a header: comma, semicolon or tab.

    >>> separator("key;value"), separator("key,value"), separator("key")
    (';', ',', ',')
    """
    return max(",;\t", key=header.count)


def _too_large(path: Path, limit: int) -> DataError:
    return DataError(
        f"Tệp lớn hơn {limit // 1_000_000} MB.",
        where=path.name,
        advice="Chọn đúng tệp, hoặc chia thành nhiều tệp nhỏ hơn.",
    )
