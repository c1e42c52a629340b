"""`waivers.yml`: a list of findings that somebody let stand; see `Waiver`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cchc_toolkit.errors import DataError
from cchc_toolkit.submission.table import read_each, read_text
from cchc_toolkit.submission.waiver import Waiver
from cchc_toolkit.text.formatting import clean_text, parse_date
from cchc_toolkit.text.record import Key, cleaned, needed, read_record
from cchc_toolkit.text.strict_yaml import parse_yaml

WAIVERS_FILE = "waivers.yml"
FIELDS = ("rule", "keys", "reason", "by", "until", "expect")


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """Return the waivers of a commune; raise one `DataError` that says all that is wrong."""
    data = parse_yaml(read_text(path), path)
    if not isinstance(data, list):
        if not data:
            return ()
        raise DataError(
            "Tệp miễn trừ phải là danh sách.",
            where=path.name,
            advice=f"Mỗi mục bắt đầu bằng gạch ngang và có: {', '.join(FIELDS)}.",
        )
    entries = [(entry, f"{path.name}, mục {number}") for number, entry in enumerate(data, start=1)]
    return tuple(read_each(_waiver, entries))


def _waiver(listed: tuple[Any, str]) -> Waiver:
    entry, where = listed
    given = {"keys": [], **entry} if isinstance(entry, dict) else entry
    return read_record(Waiver, given, where, keys=_KEYS, source=where)


def _names(content: Any) -> tuple[str, ...]:
    names = [content] if isinstance(content, str) and content else content or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise DataError("phải là danh sách khóa.", advice="keys: [khóa, khóa]")
    return tuple(map(clean_text, names))


_KEYS = {
    **{name: Key(needed) for name in ("rule", "reason", "by")},
    "keys": Key(_names),
    "until": Key(lambda content: parse_date(needed(content))),
    "expect": Key(cleaned),
}
