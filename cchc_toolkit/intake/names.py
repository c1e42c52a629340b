"""Names and paths from outside: which files are taken, and under what name they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cchc_toolkit.errors import DataError, disk_problem
from cchc_toolkit.text.formatting import without_marks

_LONGEST = 60
_UNSAFE = re.compile(r"[^a-z0-9]+")
_ENDING = re.compile(r"[a-z0-9]{1,10}")


def kept_name(name: str, sha256: str) -> str:
    """Return the name under which a file is kept: safe on every system, one for one content.

    Small ASCII letters only, so that no two names differ in case alone; the hash stands first, so
    that none is a device of Windows (`con`, `nul`), hidden, or an option of a command.

    >>> kept_name("Báo cáo: xã Đông/..\\\\CON .DOCX", "0123456789abcdef" * 4)
    '0123456789abcdef-bao-cao-xa-dong-con.docx'
    """
    stem, dot, ending = without_marks(name).rstrip(". ").rpartition(".")
    if not dot or not _ENDING.fullmatch(ending):
        stem, ending = f"{stem}.{ending}", ""
    plain = _UNSAFE.sub("-", stem).strip("-")[:_LONGEST].strip("-")
    return "".join((sha256[:16], f"-{plain}" if plain else "", f".{ending}" if ending else ""))


def readable(text: str, keep: str = "\n\t") -> str:
    """Return a text as it can be shown and stored: what is no letter in it becomes a mark.

    A disk keeps names as bytes, not all of them in UTF-8, and a name may hold control codes that a
    terminal would obey.

    >>> readable("b\\udce1o c\\udce1o\\x1b[2J.csv")
    'b�o c�o�[2J.csv'
    """
    if text.isprintable():
        return text
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(one if one.isprintable() or one in keep else "\ufffd" for one in whole)


def readable_name(name: str) -> str:
    """Return the name of a file on one line, readable."""
    return readable(name, keep="")


_NOBODYS = ("thumbs.db", "desktop.ini", ".ds_store")
"""What systems leave in every folder that a person looks into."""


def is_nobodys(name: str) -> bool:
    """Whether a file is what a program left, that nobody handed in: it is passed over.

    >>> is_nobodys("Thumbs.db"), is_nobodys("~$bieu.xlsx"), is_nobodys("bieu.xlsx")
    (True, True, False)
    """
    return name.lower() in _NOBODYS or name.startswith(("~$", "._"))


def files_in(given: Iterable[Path]) -> Iterator[Path]:
    """Yield the files given, and for a folder the files right in it, by name, hidden ones not."""
    for path in given:
        if is_nobodys(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            inside = sorted(path.iterdir())
            files = (one for one in inside if one.is_file() and one.name[:1] not in ".~")
            yield from (one for one in files if not is_nobodys(one.name))
        else:
            yield path


def refuse_link(path: Path) -> None:
    """Raise `DataError` for a symbolic link: what it points at was not what was handed in."""
    try:
        linked = path.is_symlink()
    except OSError as error:
        raise DataError(f"Không mở được tệp: {disk_problem(error)}.", where=str(path)) from None
    if linked:
        raise DataError(
            "Đây là liên kết, không phải tệp.",
            where=str(path),
            advice="Nhập chính tệp mà liên kết trỏ tới.",
        )
