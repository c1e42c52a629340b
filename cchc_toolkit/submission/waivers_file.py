"""`waivers.yml`: a list of findings that somebody let stand; see `Waiver`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cchc_toolkit.errors import DataError, nearest
from cchc_toolkit.submission.table import read_text
from cchc_toolkit.submission.values_file import raise_all
from cchc_toolkit.submission.waiver import Waiver
from cchc_toolkit.text.formatting import clean_text, parse_date
from cchc_toolkit.text.strict_yaml import parse_yaml

WAIVERS_FILE = "waivers.yml"
FIELDS = ("rule", "keys", "reason", "by", "until", "expect")
_NEEDED = ("rule", "reason", "by", "until", "expect")


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
    waivers: list[Waiver] = []
    problems: list[DataError] = []
    for number, entry in enumerate(data, start=1):
        try:
            waivers.append(_waiver(entry, f"{path.name}, mục {number}"))
        except DataError as error:
            problems.append(error)
    raise_all(problems)
    return tuple(waivers)


def _waiver(entry: Any, where: str) -> Waiver:
    if not isinstance(entry, dict):
        raise DataError("Mục miễn trừ phải là các cặp khóa: giá trị.", where=where)
    for name in entry:
        if name not in FIELDS:
            raise DataError(
                f'Khóa "{name}" không có trong mục miễn trừ.',
                where=where,
                advice=nearest(name, FIELDS) or f"Các khóa: {', '.join(FIELDS)}.",
            )
    for name in _NEEDED:
        if name not in entry or (not entry[name] and name != "expect"):
            raise DataError(f'Thiếu "{name}".', where=where, advice="Bổ sung vào mục này.")
    texts = {name: _text(entry[name], name, where) for name in _NEEDED}
    try:
        until = parse_date(texts["until"])
    except DataError as error:
        raise DataError(error.problem, where=where, advice=error.advice) from None
    return Waiver(
        rule=texts["rule"],
        keys=_keys(entry.get("keys", []), where),
        reason=texts["reason"],
        by=texts["by"],
        until=until,
        expect=texts["expect"],
        source=where,
    )


def _keys(value: Any, where: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) and value else value or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise DataError("keys phải là danh sách khóa.", where=where, advice="keys: [khóa, khóa]")
    return tuple(clean_text(name) for name in names)


def _text(value: Any, name: str, where: str) -> str:
    if not isinstance(value, str):
        raise DataError(f'"{name}" phải là chữ.', where=where, advice=f'Ghi {name}: "…".')
    return clean_text(value)
