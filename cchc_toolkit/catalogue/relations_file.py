"""`rules.csv` of a form: one line a relation, or one line for several cells of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from cchc_toolkit.catalogue.relation import (
    MISSING,
    RELATION_KINDS,
    Missing,
    Relation,
    Side,
    parse_side,
)
from cchc_toolkit.errors import DataError
from cchc_toolkit.text.record import Key, one_of, read_record

_NEEDED = ("id", "kind", "left", "right", "missing_left", "missing_right")
_WORDS = Key(lambda text: tuple(text.split()))
_KEYS = {
    "kind": Key(lambda text: one_of(text, tuple(RELATION_KINDS))),
    "periods": _WORDS,
    "unless": _WORDS,
    "left": Key(lambda side: _side(*side)),
    "right": Key(lambda side: _side(*side)),
}


def read_relations(lines: Iterable[Mapping[str, str]], where: str) -> tuple[Relation, ...]:
    """Return the relations of a form; raise `DataError` on an unknown kind or strategy."""
    found = tuple(
        relation
        for number, line in enumerate(lines, 2)
        for relation in _relations(line, f"{where}, dòng {number}")
    )
    names = [relation.id for relation in found]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise DataError(f"Quan hệ trùng mã: {', '.join(repeated)}.", where=where)
    return found


def _relations(line: Mapping[str, str], where: str) -> Iterator[Relation]:
    """Yield the relation of a line; a `monotone` line names several cells, each one relation."""
    lacking = [name for name in _NEEDED if line.get(name) is None]
    if lacking:
        raise DataError(
            f"Thiếu cột {', '.join(lacking)}.",
            where=where,
            advice=f"Dòng tiêu đề phải có: {', '.join(_NEEDED)}; ô không dùng thì để trống.",
        )
    if line["kind"] != "monotone":
        yield _relation(line, line["id"], line["left"], where)
        return
    for key in line["left"].split():
        yield _relation(line, f"{line['id']}.{key}", key, where)


def _relation(line: Mapping[str, str], name: str, left: str, where: str) -> Relation:
    of_text = line["kind"] in ("documents", "told")
    right = "" if of_text else line["right"]
    return read_record(
        Relation,
        {
            **line,
            "id": name,
            "left": (left, line["missing_left"]),
            "right": (right, line["missing_right"]),
        },
        where,
        keys=_KEYS,
        ignored=("missing_left", "missing_right"),
        items=tuple(line["right"].split()) if line["kind"] == "documents" else (),
        words=_groups(line["right"]) if line["kind"] == "told" else (),
    )


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a `told` line: groups between `+`, spellings between `|`."""
    groups = (group.split("|") for group in text.split("+"))
    return tuple(tuple(word.strip().lower() for word in group) for group in groups)


def _side(text: str, missing: str) -> Side:
    strategy = one_of(missing or "skip_if_any_missing", tuple(MISSING))
    return parse_side(text, cast("Missing", strategy))
