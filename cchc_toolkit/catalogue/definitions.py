"""Cells that follow from others: totals, figures that equal others, rates that a commune states.

Nobody declares them once more: a relation that must hold says how its left side is worked out. The
entry workbook fills such a cell by formula, and reading it back works the same out exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from cchc_toolkit.catalogue.derived import FormLike, parts_relations
from cchc_toolkit.catalogue.ratio import Ratio
from cchc_toolkit.catalogue.relation import Relation, Side


class RelatedForm(FormLike, Protocol):
    """A form with the relations that it declares."""

    @property
    def relations(self) -> Iterable[Relation]:
        """The relations of `rules.csv`."""


_NOTHING = Side()


@dataclass(frozen=True)
class Definition:
    """How a cell follows from others: a sum of cells, or a rate of two sums."""

    key: str
    side: Side = _NOTHING
    ratio: Ratio | None = None
    parts: bool = False
    """Whether the cells are printed as the parts of this one: those of other levels add nothing."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The cells that it follows from."""
        if self.ratio is not None:
            return self.ratio.numerator + self.ratio.denominator
        return self.side.keys


def definitions(form: RelatedForm) -> dict[str, Definition]:
    """Return the cells that follow from others by key, each after those that it follows from.

    >>> from cchc_toolkit.catalogue import load_form
    >>> definitions(load_form("bieu_06_kstt"))["kstt.da_giai_quyet"].keys
    ('kstt.da_giai_quyet.truoc_han', 'kstt.da_giai_quyet.dung_han', 'kstt.da_giai_quyet.qua_han')
    """
    declared: dict[str, Definition] = {}
    for definition in _declared(form):
        declared.setdefault(definition.key, definition)
    ordered: dict[str, Definition] = {}
    for key in declared:
        _after_its_cells(key, declared, ordered, ())
    return ordered


def _declared(form: RelatedForm) -> Iterator[Definition]:
    for relation in parts_relations(form):
        yield Definition(relation.left.terms[0].key, relation.right, parts=True)
    for relation in form.relations:
        if _defines(relation):
            yield Definition(relation.left.terms[0].key, relation.right)
    for ratio in form.ratios:
        if ratio.stated:
            yield Definition(ratio.stated, ratio=ratio)


def _defines(relation: Relation) -> bool:
    left, right = relation.left, relation.right
    alone = len(left.terms) == 1 and left.terms[0].sign > 0 and not left.constant
    always = not relation.periods and not relation.unless
    return relation.kind == "identity" and alone and always and bool(right.terms)


def _after_its_cells(
    key: str, declared: Mapping[str, Definition], ordered: dict[str, Definition],
    above: tuple[str, ...],
) -> None:  # fmt: skip
    """Put a cell behind those that it follows from; one that would follow from itself is left."""
    if key in ordered or key not in declared:
        return
    for part in declared[key].keys:
        if part in (*above, key):
            return
        _after_its_cells(part, declared, ordered, (*above, key))
    ordered[key] = declared[key]
