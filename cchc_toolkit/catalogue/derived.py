"""Relations that nobody writes down: they follow from the form's own parent links and rates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from cchc_toolkit.catalogue.indicator import Indicator
from cchc_toolkit.catalogue.ratio import Ratio
from cchc_toolkit.catalogue.relation import Relation, Side, Term


class FormLike(Protocol):
    """What of a form its own relations follow from."""

    @property
    def fillable(self) -> tuple[Indicator, ...]:
        """The indicators that take a value."""

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator by key."""

    @property
    def children(self) -> Mapping[str, tuple[Indicator, ...]]:
        """The rows below each row."""

    @property
    def ratios(self) -> Iterable[Ratio]:
        """The derived figures."""


def parts_relations(form: FormLike) -> tuple[Relation, ...]:
    """Return for every total of the form that it equals its parts (R01)."""
    return tuple(
        Relation(
            id=f"r01.{row.key}",
            rule="R01",
            kind="identity",
            left=Side((Term(row.key),)),
            right=Side(tuple(Term(part.key) for part in parts), missing="skip_if_all_missing"),
            says=f"{row.name} bằng tổng các phần",
        )
        for row in form.fillable
        if (parts := sum_parts(form, row))
    )


def stated_relations(form: FormLike) -> tuple[Relation, ...]:
    """Return for every rate that a commune states that what it is divided by is there (R15)."""
    return tuple(
        _needs(
            f"r15.mau_so.{ratio.key}", ratio.stated, ratio.denominator,
            f"Đã ghi {ratio.label.lower()} thì mẫu số không được để trống",
            "Ghi mẫu số của tỷ lệ, hoặc bỏ tỷ lệ.",
        )
        for ratio in form.ratios
        if ratio.stated and ratio.denominator
    )  # fmt: skip


def percent_relations(form: FormLike) -> tuple[Relation, ...]:
    """Return for every percentage printed under a count that the count is there (R15)."""
    return tuple(
        _needs(
            f"r15.tong.{row.key}", row.key, (row.parent,),
            "Đã ghi tỷ lệ thì tổng mà nó được tính trên đó không được để trống",
            "Ghi tổng mà tỷ lệ được tính trên đó.",
        )
        for row in form.fillable
        if row.kind == "percent" and row.parent and form.indicators[row.parent].kind == "count"
    )  # fmt: skip


def _needs(name: str, key: str, others: Iterable[str], says: str, advice: str) -> Relation:
    """Return that a cell with a number needs others."""
    left, right = Side((Term(key),)), Side(tuple(map(Term, others)), missing="never_skip")
    return Relation(name, "R15", "present_if", left, right, says=says, advice=advice)


def derived_relations(form: FormLike) -> tuple[Relation, ...]:
    """Return every relation that follows from the form itself, but for R02."""
    return parts_relations(form) + stated_relations(form) + percent_relations(form)


def sum_parts(form: FormLike, row: Indicator) -> tuple[Indicator, ...]:
    """Return the rows that the form prints as parts of a total."""
    return tuple(child for child in form.children.get(row.key, ()) if child.part_of_sum)
