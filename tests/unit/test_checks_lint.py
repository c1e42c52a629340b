"""The rules about the rules: clean for every form, and each kind of problem is found."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_toolkit.catalogue import Relation, load_form, read_form
from cchc_toolkit.catalogue.places import package_forms
from cchc_toolkit.catalogue.relation import parse_side
from cchc_toolkit.checks.lint import PROBLEMS, all_problems, exceptions, lint_rules
from cchc_toolkit.checks.rules import RULES

TN, DA = "tthc.ho_so.tiep_nhan", "bs.ho_so.da_giai_quyet"


@pytest.mark.parametrize("form_id", sorted(package_forms()))
def test_the_rules_of_every_form_are_clean(form_id: str) -> None:
    assert lint_rules(read_form(package_forms()[form_id])) == ()


def test_every_known_exception_is_still_one_and_has_a_reason() -> None:
    for exception in exceptions():
        found = {(p.problem, p.subject) for p in all_problems(load_form(exception.form))}
        assert (exception.problem, exception.subject) in found
        assert exception.reason


def relation(kind: str, left: str, right: str, **said: object) -> Relation:
    missing = "skip_if_any_missing"
    made = Relation("moi", "R05", kind, parse_side(left, missing), parse_side(right, missing))  # type: ignore[arg-type]
    return replace(made, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("problem", "added"),
    [
        ("unknown", relation("at_most", DA, TN, rule="R99")),
        ("unknown", relation("at_most", DA, TN, severity="nặng")),
        ("contradictory", relation("plausible", DA, "", low=Decimal(3), high=Decimal(2))),
        ("contradictory", relation("differ", "bs.ho_so.muc_3", f"{TN}.truc_tuyen_muc_3.cap_xa")),
        ("redundant", relation("at_most", "tthc.ho_so.dung_han.cap_xa", DA)),
        ("redundant", relation("at_most", f"{TN}.bcci.cap_xa", TN)),
        (
            "redundant",
            relation("at_most", "bs.bien_che.cong_chuc_xa", "to_chuc.bien_che.duoc_giao"),
        ),
        ("never", relation("at_most", "to_chuc.nguoi_lam_viec.co_mat", TN)),
        ("never", relation("at_most", TN, f"{TN} + {DA}")),
        ("never", relation("plausible", TN, DA)),
        ("unit", relation("at_most", TN, "to_chuc.bien_che.co_mat")),
    ],
)
def test_each_problem_is_found(problem: str, added: Relation) -> None:
    form = load_form()
    spoilt = replace(form, relations=(*form.relations, added))

    assert (problem, "moi") in {(p.problem, p.subject) for p in lint_rules(spoilt)}
    assert problem in PROBLEMS


def test_an_indicator_that_nothing_looks_at_is_found() -> None:
    form = load_form()
    bare = replace(form, relations=())

    untouched = {p.subject for p in lint_rules(bare) if p.problem == "untouched"}

    assert "bs.ho_so.so_hoa" not in untouched  # a sentence of the outline prints it
    assert "bs.ho_so.ky_truoc_chuyen_sang" in untouched


@pytest.mark.parametrize("form_id", sorted(package_forms()))
def test_the_reference_has_every_rule_and_every_relation(
    form_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(Path(__file__).resolve().parents[2] / "docs")
    from rule_pages import reference

    form = read_form(package_forms()[form_id])
    page = reference(form)

    assert all(f"## {rule.code}. {rule.says}" in page for rule in RULES)
    assert all(relation.says in page for relation in form.relations)


A, B, C = (
    "tthc.ho_so.dung_han.cap_xa",
    "tthc.ho_so.tiep_nhan.bcci.cap_xa",
    "bs.ho_so.ky_truoc_chuyen_sang",
)


@pytest.mark.parametrize(
    ("left", "missing", "said", "redundant"),
    [
        (f"{A} + {B}", "skip_if_all_missing", {}, True),
        (f"{A} + {B}", "skip_if_any_missing", {}, False),  # a blank B: only the other looks at A
        (f"{A} - {B}", "skip_if_all_missing", {}, False),
        (f"{B} + {B}", "skip_if_all_missing", {}, False),
        (f"{A} + {B}", "skip_if_all_missing", {"periods": ("N",)}, False),
        (f"{A} + {B}", "skip_if_all_missing", {"unless": (B,)}, False),
    ],
)
def test_one_term_of_a_bounded_sum_is_bounded_too(
    left: str, missing: str, said: dict[str, tuple[str, ...]], redundant: bool
) -> None:
    form = load_form()
    whole = replace(relation("at_most", left, C, **said), id="tong")
    whole = replace(whole, left=parse_side(left, missing))  # type: ignore[arg-type]
    spoilt = replace(form, relations=(whole, relation("at_most", A, C)))
    found = {(p.problem, p.subject, p.detail) for p in lint_rules(spoilt)}
    assert (("redundant", "moi", "one term of tong") in found) == redundant


def test_codes_are_unique_and_declarations_whole() -> None:
    codes = [rule.code for rule in RULES]

    assert len(set(codes)) == len(codes)
    assert {f"R{n:02d}" for n in range(1, 28)} | {"R10b"} <= set(codes)
    for rule in RULES:
        assert rule.says.endswith("."), rule.code
        assert rule.advice.endswith("."), rule.code
        assert rule.finds.__doc__, rule.code
