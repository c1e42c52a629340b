"""Records of YAML and CSV files read into values: a dataclass declares the keys and their types.

An unknown key, one that is missing and a value of the wrong type are each said with the place, and
with the nearest right name.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from cchc_toolkit.errors import DataError, nearest
from cchc_toolkit.text.formatting import parse_date

Record = TypeVar("Record")
_BOOLEANS = {"true": True, "yes": True, "có": True, "false": False, "no": False, "không": False}


@dataclass(frozen=True)
class Key:
    """How a field is read where its type and name do not say it all."""

    read: Callable[[Any], Any] | None = None
    """From what the file holds; raises `ValueError` or `DataError` on what it cannot be."""
    name: str = ""
    """What the file calls it."""


def read_record(
    kind: type[Record],
    data: object,
    where: str,
    *,
    keys: Mapping[str, Key] = types.MappingProxyType({}),
    ignored: Collection[str] = (),
    **given: Any,
) -> Record:
    """Return the value of a dataclass that a mapping of a file describes.

    `keys` says how fields are read, `ignored` what else may stand there, `given` are fields that
    are not in the file. A blank is None where the type allows it. Raises `DataError`.

    >>> @dataclass(frozen=True)
    ... class Bar:
    ...     label: str
    ...     maximum: Decimal | None = None
    >>> read_record(Bar, {"label": "Thu", "maximum": "100"}, "charts.csv, dòng 2")
    Bar(label='Thu', maximum=Decimal('100'))
    >>> read_record(Bar, {"label": "Thu", "maximun": ""}, "charts.csv, dòng 2")
    Traceback (most recent call last):
    ...
    cchc_toolkit.errors.DataError: Không có khóa "maximun".
      Ở đâu: charts.csv, dòng 2
      Cách sửa: Có phải ý bạn là "maximum"?
    """
    named = {keys.get(one.name, Key()).name or one.name: one for one in fields(kind)}  # type: ignore[arg-type]
    named = {name: one for name, one in named.items() if one.name not in given}
    entries = _entries(data, named, ignored, where)
    values, hints = dict(given), _hints(cast(Any, kind))
    for name, one in named.items():
        if name in entries:
            reader = keys.get(one.name, Key()).read or _reader(hints[one.name])
            values[one.name] = _value(name, entries[name], reader, where)
        elif one.default is MISSING:
            raise DataError(f'Thiếu khóa "{name}".', where=where, advice="Bổ sung vào mục này.")
    return kind(**values)


def _entries(
    data: object, named: Collection[str], ignored: Collection[str], where: str
) -> Mapping[str, Any]:
    """Return a mapping all of whose keys are known."""
    known = ", ".join(named)
    if not isinstance(data, Mapping):
        raise DataError("Phải là các cặp khóa: giá trị.", where=where, advice=f"Các khóa: {known}.")
    for name in data:
        if name not in named and name not in ignored:
            advice = nearest(str(name), named) or f"Các khóa: {known}."
            raise DataError(f'Không có khóa "{name or ""}".', where=where, advice=advice)
    return data


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(cast(Any, kind))


def _value(name: str, content: Any, reader: Callable[[Any], Any], where: str) -> Any:
    try:
        return reader(content)
    except DataError as error:
        if error.where:  # a record inside this one has said its own place
            raise
        raise DataError(f"{name}: {error.problem}", where=where, advice=error.advice) from None
    except (ValueError, KeyError, InvalidOperation):
        raise DataError(
            f'Khóa "{name}" ghi "{content}", không đọc được.',
            where=where,
            advice="Xem kiểu giá trị của khóa này ở docs/, và ở các biểu của gói.",
        ) from None


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """Return what reads a type from text; `T | None` has None for a blank."""
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (_reader(one) for one in get_args(hint) if one is not types.NoneType)
        return lambda content: inner(content) if content else None
    if get_origin(hint) is Literal:
        return lambda content: one_of(content, get_args(hint))
    if get_origin(hint) is tuple:
        return _texts
    return _READERS[hint]


def one_of(content: Any, words: tuple[str, ...]) -> str:
    """Return a word that is one of some; raise `DataError` with the nearest otherwise."""
    if content not in words:
        raise DataError(
            f'"{content}" không đúng.',
            advice=nearest(str(content), words) or f"Ghi một trong: {', '.join(words)}.",
        )
    return str(content)


def text_of(content: Any) -> str:
    """Return a text; raise `DataError` on a list or a mapping."""
    if not isinstance(content, str):
        raise DataError("phải là chữ.", advice='Ghi chữ, trong ngoặc kép nếu cần: "…".')
    return content


def _texts(content: Any) -> tuple[str, ...]:
    if not isinstance(content, list):
        raise DataError("phải là danh sách.", advice="Mỗi dòng một mục, bắt đầu bằng gạch ngang.")
    return tuple(map(text_of, content))


_READERS: dict[Any, Callable[[Any], Any]] = {
    str: text_of,
    int: lambda content: int(text_of(content)),
    bool: lambda content: _BOOLEANS[text_of(content).lower()],
    Decimal: lambda content: Decimal(text_of(content)),
    date: lambda content: parse_date(text_of(content)),
}
