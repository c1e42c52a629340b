"""What messages say about files of parameters: where a value stands, which files there are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from cchc_toolkit.errors import UsageError
from cchc_toolkit.text.formatting import clean_text
from cchc_toolkit.text.record import PLAIN

PARAMS = replace(
    PLAIN.but(
        unknown=('Không có tham số "{name}".', "Các tham số: {known}."),
        missing=('Thiếu tham số "{name}".', "Thêm vào tệp tham số."),
        blank=('Thiếu tham số "{name}".', "Thêm vào tệp tham số."),
        text=('"{name}" phải là chữ.', 'Ghi {name}: "…".'),
        list=('"{name}" phải là danh sách.', "Mỗi dòng một nơi."),
        value=('{name} "{content}" không đúng.', "Ghi true hoặc false."),
        said=("{problem}", "{advice}"),
    ),
    error=UsageError,
)
"""What is said of a key of such a file that is wrong."""


def place_of(file: Path, code: str, key: str, value: str) -> str:
    """Return `2026-Q3.yml, dòng 17` for a value of a commune, its own before that of `defaults`.

    The name of the file alone where no line has it, as when the file has been edited since.
    """
    try:
        lines = [clean_text(line) for line in file.read_text(encoding="utf-8-sig").splitlines()]
    except (OSError, UnicodeDecodeError):
        return file.name
    of_commune = re.compile(rf"""^["']?{re.escape(code)}["']?\s*:""")
    own = next((at for at, line in enumerate(lines) if of_commune.match(line.strip())), None)
    for first in (own, 0):
        for at in range(first, len(lines)) if first is not None else ():
            if first and at > first and _COMMUNE.match(lines[at].strip()):
                break
            if value in lines[at] and (key in lines[at] or lines[at].strip().startswith("-")):
                return f"{file.name}, dòng {at + 1}"
    return file.name


_COMMUNE = re.compile(r"""^["']?\d{5}["']?\s*:""")


def others_beside(file: Path) -> str:
    """Return the files of parameters beside one that cannot be read, as advice names them."""
    found = sorted(one.name for one in file.parent.glob("*.yml") if one != file)
    return (
        f"; trong {file.parent.name}/ có: {', '.join(found[-8:])}"
        if found
        else (", ví dụ params/2024-6T.yml")
    )
