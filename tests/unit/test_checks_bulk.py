"""Checking all communes at once finds what checking each alone finds, and counts it exactly."""

from __future__ import annotations

import csv
import random
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_toolkit.catalogue import Form, load_form
from cchc_toolkit.catalogue.communes import Commune
from cchc_toolkit.catalogue.periods import Period, Window
from cchc_toolkit.checks import RULES, Scope, check, check_all
from cchc_toolkit.checks.panel import panel_of, scaled
from cchc_toolkit.checks.relation_rules import ELSEWHERE
from cchc_toolkit.checks.screen import SCREENS, screen
from cchc_toolkit.submission import Passage, Submission, Value
from cchc_toolkit.submission.params import Office
from cchc_toolkit.system import paths
from cchc_toolkit.text.formatting import print_number

WINDOW = Window(date(2023, 12, 15), date(2024, 6, 14))
OFFICE = Office(name="Xã Minh Hoạ 01", superior="UBND huyện Minh Hoạ", filed_by="VT, VP")
COMMUNES = 30


def random_scope(draw: random.Random, form: Form, period: str = "6T") -> Scope:
    """A submission of small numbers, so that every rule is kept and broken often."""
    cells = {row.key: _cell(draw, row.integer) for row in form.fillable if draw.random() < 0.8}
    submission = Submission(
        commune=Commune("99001", OFFICE.name),
        period=Period(2024, period),
        form=form,
        values=MappingProxyType(cells),
        documents=MappingProxyType({}),
        texts=MappingProxyType({}),
        digest="",
    )
    return Scope(submission, WINDOW, OFFICE)


def _cell(draw: random.Random, integer: bool) -> Value:
    state = draw.choices(
        ("reported", "not_reported", "not_applicable", "suppressed"), (60, 20, 10, 10)
    )[0]
    if state != "reported":
        return Value(state)  # type: ignore[arg-type]
    whole = draw.choice((0, 0, 1, 2, 3, 5, 100, draw.randint(0, 12)))
    decimals = 0 if integer else draw.choice((0, 1, 2, 2))
    number = Decimal(whole) + Decimal(draw.randint(0, 99)).scaleb(-2) * (decimals == 2)
    number = number.quantize(Decimal(1).scaleb(-decimals))
    if draw.random() < 0.01:
        number = draw.choice((Decimal(-1), Decimal(10) ** 15, Decimal("0.123456")))
    return Value("reported", number, print_number(number))


@pytest.mark.parametrize("form_id", ["phu_luc_01b", "bieu_06_kstt"])
@pytest.mark.parametrize("period", ["Q1", "6T", "9T", "N"])
def test_all_at_once_finds_what_each_alone_finds(form_id: str, period: str) -> None:
    draw, form = random.Random(f"{form_id}{period}"), load_form(form_id)  # noqa: S311
    scopes = [random_scope(draw, form, period) for _ in range(COMMUNES)]

    assert check_all(scopes) == tuple(check(scope) for scope in scopes)


def test_a_screen_is_true_exactly_where_its_rule_finds_something() -> None:
    draw, form = random.Random("screens"), load_form()  # noqa: S311
    scopes = [random_scope(draw, form) for _ in range(COMMUNES)]
    panel = panel_of(scopes)
    flags = screen(panel)

    assert 0 < panel.odd.sum() < panel.size
    for rule in (rule for rule in RULES if rule.code in SCREENS):
        for place, scope in enumerate(scopes):
            if not panel.odd[place]:
                assert bool(flags[rule.code][place]) == any(rule.finds(rule, scope)), rule.code


def test_counts_agree_with_a_plain_recomputation_of_the_rows_of_the_file() -> None:
    draw, form = random.Random("counts"), load_form()  # noqa: S311
    scopes = [random_scope(draw, form) for _ in range(COMMUNES)]
    found = Counter(
        (finding.rule, finding.keys) for findings in check_all(scopes) for finding in findings
    )
    with paths.package_file("catalogue", "forms", "phu_luc_01b", "rules.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["kind"] not in ELSEWHERE]

    counted = Counter()
    for row in rows:
        for scope in scopes:
            if _plainly_broken(row, scope):
                counted[(row["rule"], _keys(row))] += 1

    assert sum(counted.values()) > 200
    assert {key: found[key] for key in counted} == dict(counted)


def _keys(row: dict[str, str]) -> tuple[str, ...]:
    words = f"{row['left']} {row['right']}".split()
    return tuple(dict.fromkeys(word for word in words if "." in word))


def _plainly_broken(row: dict[str, str], scope: Scope) -> bool:  # noqa: PLR0911 - a list of cases
    """Whether a row of rules.csv is broken: fractions and dictionaries only, no code of ours."""
    if row["periods"] and "6T" not in row["periods"].split():
        return False
    cells = scope.submission.values
    unless = row["unless"].split()
    if unless and all(key in cells and cells[key].number is not None for key in unless):
        return False
    left, _, _ = _plain_side(row["left"], row["missing_left"], scope)
    right, nothing, empty = _plain_side(row["right"], row["missing_right"], scope)
    if left is None:
        return False
    gap = nothing and row["missing_right"] == "never_skip"
    kind = row["kind"]
    if kind == "present_if":
        return gap
    if kind == "present_if_positive":
        return gap and left > 0
    if kind == "plausible":
        if not empty and (right is None or right <= 0):
            return False
        share = left if empty else left * 100 / right
        low, high = row["low"], row["high"]
        return bool((low and share < Fraction(low)) or (high and share > Fraction(high)))
    if right is None:
        return gap and left > 0
    return {
        "identity": left != right,
        "at_most": left > right,
        "positive_if": left > 0 >= right,
        "differ": left == right != 0,
    }[kind]


def _plain_side(text: str, missing: str, scope: Scope) -> tuple[Fraction | None, bool, bool]:
    """Return the sum of a side, whether all of it is a gap, whether it names no cell."""
    total, sign, known, gaps, named = Fraction(0), 1, 0, 0, 0
    for word in text.split():
        if word in "+-":
            sign = -1 if word == "-" else 1
            continue
        if word.isdigit():
            total += sign * int(word)
        else:
            named += 1
            value, gap = _plain_total(word, scope)
            gaps += gap
            if value is not None:
                known += 1
                total += sign * value
        sign = 1
    unknown = (named and not known) or (
        gaps and (missing or "skip_if_any_missing").endswith("any_missing")
    )
    return (None if unknown else total), bool(gaps and not known), not named


def _plain_total(key: str, scope: Scope) -> tuple[Fraction | None, bool]:
    """Return the number of a cell, of its parts where it is blank, and whether it is a gap."""
    form, cells = scope.form, scope.submission.values
    cell = cells.get(key, Value("not_reported"))
    mine = "xa" in form.indicators[key].levels
    if cell.number is not None:
        return Fraction(cell.number), False
    if cell.state == "not_applicable":
        return None, False
    if cell.state == "suppressed":
        return None, True
    parts = []
    for row in form.indicators.values():
        part = cells.get(row.key, Value("not_reported"))
        counted = "xa" in row.levels or part.number is not None
        if row.parent == key and row.part_of_sum and counted and part.state != "not_applicable":
            parts.append(_plain_total(row.key, scope)[0])
    if parts and None not in parts:
        return sum(parts, Fraction(0)), False
    return None, mine


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.sampled_from((0, 4)))
@settings(max_examples=200)
def test_a_number_is_scaled_exactly_or_not_at_all(number: Decimal, scale: int) -> None:
    whole = scaled(number, scale)

    assert whole is None or Fraction(whole) == Fraction(number) * 10**scale


def test_a_panel_holds_one_form_only() -> None:
    draw = random.Random("two")  # noqa: S311
    scopes = [random_scope(draw, load_form(name)) for name in ("phu_luc_01b", "bieu_06_kstt")]

    with pytest.raises(ValueError, match="one form"):
        panel_of(scopes)
    assert check_all([]) == ()


TYPED = (
    "Có 50 lượt người dự, gồm: 20 lượt người dự trực tiếp và 25 lượt người dự trực tuyến.",
    "Thu 5.000 đồng/4.000 đồng, đạt 135% dự toán.",
    "Ban hành Công văn số 21/UBND-VP ngày 30/02/2024 và ………",
    "Không có.",
)


def test_what_communes_typed_is_found_at_once_as_alone() -> None:
    draw, form = random.Random(7), load_form()  # noqa: S311
    scopes = []
    for text in TYPED:
        bare = Submission(
            commune=Commune("99001", OFFICE.name),
            period=Period(2024, "6T"),
            form=form,
            values=MappingProxyType({}),
            documents=MappingProxyType({}),
            texts=MappingProxyType({"V.noi_dung": Passage((text,), "narrative.yml")}),
            digest="",
        )
        scopes.append(Scope(bare, WINDOW, OFFICE))
    scopes += [random_scope(draw, form) for _ in range(3)]

    together = check_all(scopes)

    assert together == tuple(check(scope) for scope in scopes)
    told = [{finding.rule for finding in found} for found in together[: len(TYPED)]]
    assert "R01" in told[0]
    assert "R03" in told[1]
    assert {"R12", "R27"} <= told[2]
    assert not {"R01", "R03", "R12", "R27"} & told[3]
