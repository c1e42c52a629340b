"""What the workbook warns of while somebody types: the arithmetic rules, a formula each.

A warning never stops an entry: what a commune reports stays as reported, and `cchc check` says the
same once it is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_toolkit.catalogue import Indicator, Relation
from cchc_toolkit.checks import RULES, Scope
from cchc_toolkit.checks.relation_rules import ELSEWHERE
from cchc_toolkit.checks.sums import add_up, breached, holds_now
from cchc_toolkit.text.spreadsheet_numbers import as_number
from cchc_toolkit.workbook.formulas import Formulas
from cchc_toolkit.workbook.plan import Plan
from cchc_toolkit.workbook.tests_written import FALSE

_TOTALS = ("R01", "R02", "R03")
"""Rules of totals and stated rates, which follow from the form's parent links and figures."""


_TOTAL_BLANK = "Để trống trong khi dòng con có số: ghi tổng."
_GAP_BELOW = "Chưa cộng được: còn dòng con để trống; không có thì ghi 0."


@dataclass(frozen=True)
class EntryWarning:
    """One thing to be looked at again: what it says, and the formula that tells when."""

    id: str
    text: str
    test: str


@dataclass(frozen=True)
class EntryWarnings:
    """The warnings of a plan for a kind of period, by the key of the row they stand beside."""

    plan: Plan
    kind: str
    """Kind of the period: some relations hold for some kinds only."""
    cumulates: bool
    """Whether the column of the period before is one that cumulative numbers grow from."""

    def of(self, row: Indicator) -> tuple[EntryWarning, ...]:
        """Return the warnings of a row; each has its say in the same cell."""
        formulas = Formulas(self.plan, self.plan.place[row.key][0])
        typed = () if row.key in self.plan.computed else tuple(self._of_cell(row, formulas))
        found = (*typed, *self._of_total(row, formulas),
                 *self._of_relations(row, formulas))  # fmt: skip
        return tuple(warning for warning in found if warning.test != FALSE)

    def _of_cell(self, row: Indicator, formulas: Formulas) -> Iterator[EntryWarning]:
        answer = "Chọn một trong các câu trả lời." if row.choices else "Ô số liệu phải là số."
        yield EntryWarning(f"text:{row.key}", answer, formulas.not_a_number(row))
        if row.integer and not row.choices:
            yield EntryWarning(
                f"whole:{row.key}",
                "Phải là số nguyên; máy tiếng Anh hiểu 1.248 là 1,248: gõ liền 1248.",
                formulas.not_whole(row),
            )
        yield EntryWarning(
            f"range:{row.key}",
            "Ngoài khoảng mà biểu cho phép (máy tiếng Anh hiểu 99,5 là 995: gõ 99.5).",
            formulas.out_of_range(row),
        )
        yield EntryWarning(
            f"state:{row.key}",
            "Đã ghi số liệu: bỏ trạng thái, hoặc xóa số liệu.",
            formulas.state_against_number(row),
        )
        yield EntryWarning(
            f"missing:{row.key}",
            "Trạng thái “có số liệu” mà chưa ghi số.",
            formulas.number_missing(row),
        )
        if row.kind == "percent":
            yield EntryWarning(
                f"percent:{row.key}",
                "Tỷ lệ ghi theo phần trăm: 12 % thì ghi 12.",
                formulas.small_percent(row),
            )

    def _of_total(self, row: Indicator, formulas: Formulas) -> Iterator[EntryWarning]:
        if self.plan.parts(row):
            says = "Khác tổng các dòng con (xem cột Tính lại)."
            yield EntryWarning(f"R01:{row.key}", says, formulas.parts_differ(row))
        yield EntryWarning(f"R02:{row.key}", "Nhỏ hơn một dòng con.", formulas.part_larger(row))
        says = _GAP_BELOW if row.key in self.plan.computed else _TOTAL_BLANK
        yield EntryWarning(f"R02.trong:{row.key}", says, formulas.total_blank(row))
        for ratio in self.plan.form.ratios:
            if ratio.stated == row.key and self._open(ratio.numerator + ratio.denominator):
                says = f"{ratio.label}: khác kết quả tính lại (xem cột Tính lại)."
                yield EntryWarning(f"R03:{row.key}", says, formulas.rate_differs(ratio))

    def _of_relations(self, row: Indicator, formulas: Formulas) -> Iterator[EntryWarning]:
        for relation in self.plan.form.all_relations:
            if anchor(relation, self.plan) != row.key or not self.holds(relation):
                continue
            falls = relation.kind == "monotone"
            test = formulas.falls(row) if falls else formulas.breached(relation)
            yield EntryWarning(relation.id, f"{relation.says.rstrip('.')}.", test)

    def holds(self, relation: Relation) -> bool:
        """Whether the workbook can tell of a relation, in this kind of period."""
        if relation.kind == "monotone":
            return self.cumulates
        known = relation.kind not in ELSEWHERE and relation.rule not in _TOTALS
        return known and (not relation.periods or self.kind in relation.periods)

    def _open(self, keys: tuple[str, ...]) -> bool:
        return all(key in self.plan.opened for key in keys)


def anchor(relation: Relation, plan: Plan) -> str:
    """Return the key of the row that a relation is told beside: its first cell to be filled."""
    asked = (key for key in relation.keys if key in plan.asked)
    return next(asked, next((key for key in relation.keys if key in plan.opened), ""))


def standing(scope: Scope, warnings: EntryWarnings) -> frozenset[str]:
    """Return the ids of the warnings that hold for what a submission says now.

    They are what the formulas will give; programs that do not recalculate a file when they open
    it show these.
    """
    found = {*_of_totals(scope), *_of_relations(scope, warnings)}
    for row in scope.form.fillable:
        number = scope.number(row.key)
        if number is not None and as_number(number) is None and not row.choices:
            found.add(f"text:{row.key}")
        elif number is not None and row.kind == "percent" and 0 < number < 1:
            found.add(f"percent:{row.key}")
        low, high = row.minimum, row.maximum
        if number is not None and (
            (low is not None and number < low) or (high is not None and number > high)
        ):
            found.add(f"range:{row.key}")
    return frozenset(found)


def _of_totals(scope: Scope) -> Iterator[str]:
    for rule in RULES:
        if rule.code not in _TOTALS:
            continue
        for finding in rule.finds(rule, scope):
            key = finding.keys[0]
            blank = rule.code == "R02" and scope.number(key) is None
            yield f"{rule.code}{'.trong' if blank else ''}:{key}"


def _of_relations(scope: Scope, warnings: EntryWarnings) -> Iterator[str]:
    before = scope.before
    for relation in scope.form.all_relations:
        if not warnings.holds(relation):
            continue
        if relation.kind == "monotone":
            key = relation.left.terms[0].key
            now, then = scope.number(key), before.number(key) if before is not None else None
            if now is not None and then is not None and now < then:
                yield relation.id
        elif holds_now(scope, relation) and breached(
            relation, add_up(scope, relation.left), add_up(scope, relation.right)
        ):
            yield relation.id
