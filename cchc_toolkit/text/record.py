"""Records of YAML and CSV files read into values: a dataclass declares the keys and their types.

An unknown key, one that is missing and a value of the wrong type are each said with the place, and
with the nearest right name.
"""

from __future__ import annotations

import csv
import types
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from cchc_toolkit.errors import CchcError, DataError, nearest
from cchc_toolkit.text.formatting import clean_text, parse_date

Record = TypeVar("Record")
_BOOLEANS = {"true": True, "yes": True, "có": True, "false": False, "no": False, "không": False}


@dataclass(frozen=True)
class Key:
    """How a field is read where its type and name do not say it all."""

    read: Callable[[Any], Any] | None = None
    """From what the file holds; raises `ValueError` or `DataError` on what it cannot be."""
    name: str = ""
    """What the file calls it."""


NO_KEYS: Mapping[str, Key] = types.MappingProxyType({})
ISO_DAY = Key(lambda content: date.fromisoformat(content) if content else None)
"""A day as tables of data write it, `2024-01-29`; None for a blank."""


class Unfit(ValueError):  # noqa: N818 - a reader's word to the decoder, which makes the error
    """A value that cannot be what it should; named as a fault of a `Wording`."""


@dataclass(frozen=True)
class Wording:
    """How a kind of file says what is wrong with it: the problem and the advice of each fault.

    `{name}` is the key, `{content}` what it holds, `{known}` all keys (the nearest if there is
    one), `{problem}` and `{advice}` what a reader said.
    """

    faults: Mapping[str, tuple[str, str]]
    error: type[CchcError] = DataError

    def but(self, **faults: tuple[str, str]) -> Wording:
        """Return the wording with some faults said in other words."""
        return replace(self, faults={**self.faults, **faults})

    def fault(self, kind: str, where: str, known: Collection[str] = (), **said: Any) -> CchcError:
        """Return the error of a fault."""
        problem, advice = self.faults[kind]
        near = nearest(str(said.get("name", "")), known) if "{known}" in advice else ""
        advice = near or advice.format(known=", ".join(known), **said)
        return self.error(problem.format(**said), where=where, advice=advice)


PLAIN = Wording(
    {
        "mapping": ("Phải là các cặp khóa: giá trị.", "Các khóa: {known}."),
        "unknown": ('Không có khóa "{name}".', "Các khóa: {known}."),
        "missing": ('Thiếu khóa "{name}".', "Bổ sung vào mục này."),
        "blank": ("{name}: chưa ghi.", "Bổ sung vào mục này."),
        "text": ("{name}: phải là chữ.", 'Ghi chữ, trong ngoặc kép nếu cần: "…".'),
        "list": (
            "{name}: phải là danh sách.", "Mỗi dòng một mục, bắt đầu bằng gạch ngang.",
        ),
        "said": ("{name}: {problem}", "{advice}"),
        "value": (
            'Khóa "{name}" ghi "{content}", không đọc được.',
            "Xem kiểu giá trị của khóa này ở docs/, và ở các biểu của gói.",
        ),
    }
)  # fmt: skip


def read_record(
    kind: type[Record],
    data: object,
    where: str,
    *,
    keys: Mapping[str, Key] = NO_KEYS,
    ignored: Collection[str] = (),
    wording: Wording = PLAIN,
    **given: Any,
) -> Record:
    """Return the value of a dataclass that a mapping of a file describes.

    `keys` says how fields are read, `ignored` what else may stand there, `given` are fields that
    are not in the file. A blank is None where the type allows it. Raises the error of `wording`.

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
    declared = {one.name: one for one in fields(kind) if one.name not in given}  # type: ignore[arg-type]
    names = {keys[name].name or name if name in keys else name: name for name in declared}
    entries = check_keys(data, names, where, ignored, wording)
    values, hints = dict(given), _hints(cast(Any, kind))
    for name, field in names.items():
        if name in entries:
            reader = (keys[field].read if field in keys else None) or _reader(hints[field])
            values[field] = _value(name, entries[name], reader, where, wording)
        elif declared[field].default is MISSING:
            raise wording.fault("missing", where, name=name)
    return kind(**values)


def check_keys(
    data: object,
    names: Collection[str],
    where: str,
    ignored: Collection[str] = (),
    wording: Wording = PLAIN,
) -> Mapping[str, Any]:
    """Return a mapping all of whose keys are known; raise the error of `wording` otherwise."""
    known = (*names, *ignored)
    if not isinstance(data, Mapping):
        raise wording.fault("mapping", where, known)
    for name in data:
        if name not in names and name not in ignored:
            raise wording.fault("unknown", where, known, name=name or "")
    return data


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(cast(Any, kind))


def _value(
    name: str, content: Any, reader: Callable[[Any], Any], where: str, wording: Wording
) -> Any:
    try:
        return reader(content)
    except Unfit as unfit:
        raise wording.fault(str(unfit), where, name=name, content=content) from None
    except DataError as error:
        if error.where:  # a record inside this one has said its own place
            raise
        said = {"problem": error.problem, "advice": error.advice}
        raise wording.fault("said", where, name=name, **said) from None
    except (ValueError, KeyError, InvalidOperation):
        raise wording.fault("value", where, name=name, content=content) from None


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """Return what reads a type from text; `T | None` has None for a blank."""
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (_reader(one) for one in get_args(hint) if one is not types.NoneType)
        return lambda content: inner(content) if content else None
    if get_origin(hint) is Literal:
        return lambda content: one_of(content, get_args(hint))
    if get_origin(hint) is tuple:
        return texts_of
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
    """Return a text; raise `Unfit` on a list or a mapping."""
    if not isinstance(content, str):
        raise Unfit("text")
    return content


def cleaned(content: Any) -> str:
    """Return a text without what cannot be seen; raise `Unfit` on a list or a mapping."""
    return clean_text(text_of(content))


def needed(content: Any) -> str:
    """Return a text that says something; raise `Unfit` on a blank."""
    text = cleaned(content)
    if not text:
        raise Unfit("blank")
    return text


def texts_of(content: Any) -> tuple[str, ...]:
    """Return the texts of a list; raise `Unfit` on anything else."""
    if not isinstance(content, list):
        raise Unfit("list")
    return tuple(map(text_of, content))


def read_records(
    kind: type[Record], file: Path, keys: Mapping[str, Key] = NO_KEYS, **options: Any
) -> Iterator[Record]:
    """Yield the values that the lines of a table describe; `options` are those of `read_record`."""
    for line, row in enumerate(read_rows(file), 2):
        yield read_record(kind, row, f"{file.name}, dòng {line}", keys=keys, **options)


def read_rows(file: Path) -> list[dict[str, str]]:
    """Return the lines of a table that a form or the package declares, by the names of its head."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


_READERS: dict[Any, Callable[[Any], Any]] = {
    str: text_of,
    int: lambda content: int(text_of(content)),
    bool: lambda content: _BOOLEANS[text_of(content).lower()],
    float: lambda content: float(text_of(content)),
    Decimal: lambda content: Decimal(text_of(content)),
    date: lambda content: parse_date(text_of(content)),
}
