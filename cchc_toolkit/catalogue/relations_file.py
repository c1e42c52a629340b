"""`rules.csv` of a form: one line a relation, or one line for several cells of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import cast

from cchc_toolkit.catalogue.relation import (
    MISSING,
    RELATION_KINDS,
    Missing,
    Relation,
    RelationKind,
    Side,
    parse_side,
)
from cchc_toolkit.errors import DataError, nearest

COLUMNS = (
    "id", "rule", "kind", "left", "right", "low", "high", "periods",
    "missing_left", "missing_right", "unless", "severity", "says", "advice",
)  # fmt: skip


def read_relations(lines: Iterable[dict[str, str]], where: str) -> tuple[Relation, ...]:
    """Return the relations of a form; raise `DataError` on an unknown kind or strategy."""
    found = tuple(relation for line in lines for relation in _relations(line, where))
    names = [relation.id for relation in found]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise DataError(f"Quan hệ trùng mã: {', '.join(repeated)}.", where=where)
    return found


def _relations(line: dict[str, str], where: str) -> Iterator[Relation]:
    """Yield the relation of a line; a `monotone` line names several cells, each one relation."""
    kind = cast("RelationKind", _known(line["kind"], RELATION_KINDS, line["id"], where))
    if kind != "monotone":
        yield _relation(line, kind, line["id"], line["left"], where)
        return
    for key in line["left"].split():
        yield _relation(line, kind, f"{line['id']}.{key}", key, where)


def _relation(
    line: dict[str, str], kind: RelationKind, name: str, left: str, where: str
) -> Relation:
    on_items = kind == "documents"
    return Relation(
        id=name,
        rule=line["rule"],
        kind=kind,
        left=_side(left, line["missing_left"], name, where),
        right=_side("" if on_items else line["right"], line["missing_right"], name, where),
        low=Decimal(line["low"]) if line["low"] else None,
        high=Decimal(line["high"]) if line["high"] else None,
        periods=tuple(line["periods"].split()),
        unless=tuple(line["unless"].split()),
        items=tuple(line["right"].split()) if on_items else (),
        severity=line["severity"],
        says=line["says"],
        advice=line["advice"],
    )


def _side(text: str, missing: str, name: str, where: str) -> Side:
    strategy = _known(missing or "skip_if_any_missing", MISSING, name, where)
    return parse_side(text, cast("Missing", strategy))


def _known(word: str, words: Iterable[str], name: str, where: str) -> str:
    if word not in words:
        raise DataError(
            f'Quan hệ {name}: "{word}" không đúng.',
            where=where,
            advice=nearest(word, words) or f"Dùng một trong: {', '.join(words)}.",
        )
    return word
