"""Excel formulas that say of the open cells what the checks say of a submission.

Cells that follow from others are filled by the same expressions (`catalogue.definitions`). They
follow `checks.sums` and `checks.arithmetic_rules`: a blank total counts as the sum of its
parts, a blank cell that could be filled keeps two sides from being compared, a cell that does not
apply adds nothing. Only functions that Excel 2010, LibreOffice and WPS know alike, and no number
or date as text, whose spelling depends on the machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cchc_toolkit.catalogue import Indicator, Ratio, Relation, Side
from cchc_toolkit.catalogue.breach import BLANK, LARGER, UNEQUAL, Test, breach
from cchc_toolkit.catalogue.definitions import Definition
from cchc_toolkit.catalogue.derived import sum_parts
from cchc_toolkit.figures.figure import STATE_WORDS
from cchc_toolkit.workbook.plan import Plan
from cchc_toolkit.workbook.tests_written import FALSE, WrittenSide, written
from cchc_toolkit.workbook.words import SAME

_LONGEST_LITERAL = 250
"""Excel allows 255 characters between quotation marks."""
_NONE, _WITHHELD = STATE_WORDS["not_applicable"], STATE_WORDS["suppressed"]


def literal(text: str) -> str:
    """Return a text as formulas write it, in pieces where it is long.

    >>> literal('ghi "0"')
    '"ghi ""0\"""'
    """
    pieces = [text[at : at + _LONGEST_LITERAL] for at in range(0, len(text), _LONGEST_LITERAL)]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces or [""])


@dataclass(frozen=True)
class Formulas:
    """The formulas of one sheet of figures; cells of the other one are named with their sheet."""

    plan: Plan
    sheet: str

    def number(self, key: str) -> str:
        """Return the cell of a row's own number: typed, taken over, the code of a choice.

        What fills itself is its own number; a row without open parts amounts to nothing else.
        """
        if key in self.plan.computed:
            return self._ref(key, "value")
        return self._ref(key, "own" if self._adds_up(key) else "total")

    def _adds_up(self, key: str) -> bool:
        return bool(self.plan.parts(self.plan.form.indicators[key]))

    def _total(self, key: str) -> str:
        """Return the cell that holds what a row amounts to."""
        return self._ref(key, "value" if key in self.plan.computed else "total")

    def own(self, row: Indicator) -> str:
        """Return the number of an open row: as typed, else that of the period before if it is said
        to be the same."""
        cell, state = self._ref(row.key, "value"), self._ref(row.key, "state")
        before = self._ref(row.key, "before")
        taken = f'IF({state}="{SAME}",{before},"")'
        if row.kind == "choice":
            code = f'VALUE(TRIM(LEFT({cell},FIND("=",{cell})-1)))'
            taken = f"IFERROR({code},{taken})"
        return f"=IF(ISNUMBER({cell}),{cell},{taken})"

    def total(self, row: Indicator) -> str:
        """Return what a row amounts to: its number, else the sum of its parts, else nothing."""
        state, added = self._ref(row.key, "state"), self._added(row)
        if row.key not in self.plan.opened:
            return f"={added}"
        if not self._adds_up(row.key):
            return self.own(row)
        own, withheld = self.number(row.key), f'OR({state}="{_NONE}",{state}="{_WITHHELD}")'
        return f'=IF(ISNUMBER({own}),{own},IF({withheld},"",{added}))'

    def filled(self, definition: Definition) -> str:
        """Return what a cell comes to that follows from others, nothing while one is unknown."""
        if definition.ratio is not None:
            return self.recomputed(definition.ratio)
        side = self._side(replace(definition.side, missing="skip_if_any_missing"))
        return f'=IF({side.compared},{side.number},"")'

    def filled_state(self, definition: Definition) -> str:
        """Return the state of a cell that follows from others: theirs, where it has no number."""
        keys = [key for key in definition.keys if key in self.plan.opened]
        states = [self._ref(key, "state") for key in keys]
        none, withheld = (
            ",".join(f'{state}="{word}"' for state in states) for word in (_NONE, _WITHHELD)
        )
        cell = self._ref(definition.key, "value")
        said = f'IF(AND({none}),"{_NONE}",IF(OR({withheld}),"{_WITHHELD}",""))'
        return f'=IF(ISNUMBER({cell}),"",{said})'

    def gap(self, row: Indicator) -> str:
        """Return 1 where a cell that could be filled has no number, else 0."""
        total, state = self._total(row.key), self._ref(row.key, "state")
        if self.plan.form.applies(row):
            return f'=IF(AND({total}="",{state}<>"{_NONE}"),1,0)'
        return f'=IF(AND({total}="",{state}="{_WITHHELD}"),1,0)'

    def sum_of_parts(self, row: Indicator) -> str:
        """Return the sum of the parts of a total as far as they are known."""
        cells = self._part_cells(row)
        return f'=IF(COUNT({cells})=0,"",SUM({cells}))'

    def recomputed(self, ratio: Ratio) -> str:
        """Return a rate or sum that the commune states, worked out from its cells."""
        shown = f"ROUND({self._exact(ratio)},{ratio.decimals})"
        if ratio.denominator and ratio.scale == 100:  # 99,996 % is 99,99: see `arithmetic.share`
            above, below = (self._sum(keys) for keys in (ratio.numerator, ratio.denominator))
            step = f"10^-{ratio.decimals}"
            shown = f"{shown}-({shown}=100)*SIGN({below}-{above})*{step}"
        return f'=IF({self._computable(ratio)},{shown},"")'

    def _sum(self, keys: Iterable[str]) -> str:
        return f"SUM({','.join(map(self.number, keys))})"

    def _added(self, row: Indicator) -> str:
        parts = self.plan.parts(row)
        if not parts:
            return '""'
        cells = self._part_cells(row)
        gaps = [self._ref(part.key, "gap") for part in parts if self.plan.form.applies(part)]
        known = f"COUNT({cells})>0"
        whole = f"AND({known},SUM({','.join(gaps)})=0)" if gaps else known
        return f'IF({whole},SUM({cells}),"")'

    def _part_cells(self, row: Indicator) -> str:
        """Return the cells of the parts; a district's own part counts by its number alone."""
        applies = self.plan.form.applies
        return ",".join(
            self._total(part.key) if applies(part) else self.number(part.key)
            for part in self.plan.parts(row)
        )

    # -- tests: each is TRUE where something is to be looked at again

    def not_a_number(self, row: Indicator) -> str:
        """Return whether the cell holds text that is no answer."""
        cell = self._ref(row.key, "value")
        number = self.number(row.key) if row.choices else cell
        return f'AND({cell}<>"",NOT(ISNUMBER({number})))'

    def not_whole(self, row: Indicator) -> str:
        """Return whether a number has decimals: 1.248 typed where a dot is the decimal mark."""
        cell = self._ref(row.key, "value")
        return f"IF(ISNUMBER({cell}),{cell}<>INT({cell}),{FALSE})"

    def out_of_range(self, row: Indicator) -> str:
        """Return whether a number is smaller or larger than the form allows."""
        cell = self._ref(row.key, "value")
        bounds = [f"{cell}{sign}{bound}" for sign, bound in (("<", row.minimum), (">", row.maximum))
                  if bound is not None]  # fmt: skip
        return f"IF(ISNUMBER({cell}),OR({','.join(bounds)}),{FALSE})" if bounds else FALSE

    def state_against_number(self, row: Indicator) -> str:
        """Return whether the state says that there is no number, and there is one."""
        cell, state = self._ref(row.key, "value"), self._ref(row.key, "state")
        return f'AND({cell}<>"",{state}<>"",{state}<>"{STATE_WORDS["reported"]}")'

    def number_missing(self, row: Indicator) -> str:
        """Return whether the state says that there is a number, and there is none."""
        cell, state = self._ref(row.key, "value"), self._ref(row.key, "state")
        return f'AND({cell}="",{state}="{STATE_WORDS["reported"]}")'

    def small_percent(self, row: Indicator) -> str:
        """Return whether a percentage may have been typed as a fraction."""
        cell = self.number(row.key)
        return f"IF(ISNUMBER({cell}),AND({cell}>0,{cell}<1),{FALSE})"

    def parts_differ(self, row: Indicator) -> str:
        """R01: the parts do not add up to the total, and none is larger than it."""
        cells = self._part_cells(row)
        if not cells:
            return FALSE
        total, added = self._as_written(row), f"SUM({cells})"
        sides = {"left": total, "right": WrittenSide(f"COUNT({cells})>0", added, FALSE)}
        differs, withheld = written(UNEQUAL, sides), self._withheld(row)
        larger = self._of_parts(LARGER, row, self.plan.parts(row))
        lacks = "" if withheld == FALSE else f",NOT(AND({added}<{self.number(row.key)},{withheld}))"
        return f"AND({differs},NOT({larger}){lacks})"

    def part_larger(self, row: Indicator) -> str:
        """R02: a part is larger than its total."""
        return self._of_parts(LARGER, row, sum_parts(self.plan.form, row))

    def total_blank(self, row: Indicator) -> str:
        """R02: the total is blank although a part has a number."""
        return self._of_parts(BLANK, row, sum_parts(self.plan.form, row))

    def _of_parts(self, test: Test, row: Indicator, parts: Iterable[Indicator]) -> str:
        """Return whether a test holds of the largest open part of a total and the total."""
        cells = ",".join(self.number(part.key) for part in parts if part.key in self.plan.opened)
        largest = WrittenSide(f"COUNT({cells})>0" if cells else FALSE, f"MAX({cells})", FALSE)
        return written(test, {"left": largest, "right": self._as_written(row)})

    def _as_written(self, row: Indicator) -> WrittenSide:
        """Return a total by itself: a blank one is not the sum of its parts."""
        cell, number = self._ref(row.key, "value"), self.number(row.key)
        state = self._ref(row.key, "state")
        blank = f'AND({cell}="",{state}<>"{_NONE}",{state}<>"{_WITHHELD}")'
        return WrittenSide(f"ISNUMBER({number})", f"SUM({number})", blank)

    def _withheld(self, row: Indicator) -> str:
        """Return whether a part, or a part of a blank one, is suppressed."""
        found = []
        for part in self.plan.parts(row):
            if not self.plan.form.applies(part):
                continue
            cell, state = self._ref(part.key, "value"), self._ref(part.key, "state")
            found.append(f'{state}="{_WITHHELD}"')
            below = self._withheld(part)
            if below != FALSE:
                found.append(f'AND({cell}="",{state}<>"{_NONE}",{below})')
        return f"OR({','.join(found)})" if found else FALSE

    def rate_differs(self, ratio: Ratio) -> str:
        """R03: a stated rate is not the recomputed one, whatever decimals it is rounded to."""
        cell, exact = self.number(ratio.stated), self._exact(ratio)
        if not ratio.denominator:
            off = f"ROUND({exact}-{cell},6)<>0"
        else:
            places = "{0,1,2,3,4,5,6}"
            off = f"SUMPRODUCT(--(ABS(ROUND({exact},{places})-{cell})<0.0000001))=0"
            if ratio.scale == 100:  # 99,996 % is printed 99,99: see `arithmetic.share`
                near = f"ABS(100-SIGN(100-{exact})*10^-{places}-{cell})<0.0000001"
                all_of = f"(ROUND({exact},{places})=100)"
                off = f"AND({off},SUMPRODUCT({all_of}*({near}))=0)"
        return f"IF(ISNUMBER({cell}),IF({self._computable(ratio)},{off},{FALSE}),{FALSE})"

    def _computable(self, ratio: Ratio) -> str:
        """Return whether every cell of a rate is known and it is not divided by zero."""
        cells = [self.number(key) for key in ratio.numerator + ratio.denominator]
        known = f"COUNT({','.join(cells)})={len(cells)}"
        below = ",".join(self.number(key) for key in ratio.denominator)
        return f"IF({known},SUM({below})<>0,{FALSE})" if below else known

    def _exact(self, ratio: Ratio) -> str:
        above = self._sum(ratio.numerator)
        if not ratio.denominator:
            return above
        return f"({above}*{ratio.scale}/{self._sum(ratio.denominator)})"

    def falls(self, row: Indicator) -> str:
        """R14: a cumulative number is smaller than in the period before."""
        cell, before = self.number(row.key), self._ref(row.key, "before")
        return f"IF(AND(ISNUMBER({cell}),ISNUMBER({before})),{cell}<{before},{FALSE})"

    def breached(self, relation: Relation) -> str:
        """Return whether a relation of the form is broken: as a formula."""
        left, right = self._side(relation.left), self._side(relation.right)
        test = written(breach(relation), {"left": left, "right": right})
        needless = self._needless(relation)
        return test if FALSE in (needless, test) else f"AND({test},NOT({needless}))"

    def _needless(self, relation: Relation) -> str:
        if not relation.unless or not set(relation.unless) <= self.plan.opened:
            return FALSE
        return f"COUNT({','.join(map(self.number, relation.unless))})={len(relation.unless)}"

    def _side(self, side: Side) -> WrittenSide:
        terms = [term for term in side.terms if term.key in self.plan.totalled]
        cells = [self._total(term.key) for term in terms]
        gaps = [self._ref(t.key, "gap") for t in terms if t.key in self.plan.opened]
        known = f"COUNT({','.join(cells)})>0" if cells else FALSE
        blank = f"SUM({','.join(gaps)})>0" if gaps else FALSE
        compared = known if side.terms else "TRUE"
        if FALSE not in (blank, compared) and side.missing == "skip_if_any_missing":
            compared = f"AND({compared},SUM({','.join(gaps)})=0)"
        absent = FALSE if blank == FALSE else f"AND({blank},NOT({known}))"
        plus = [self._total(term.key) for term in terms if term.sign > 0]
        minus = [self._total(term.key) for term in terms if term.sign < 0]
        number = f"SUM({','.join(plus)})" if plus else "0"
        number += f"-SUM({','.join(minus)})" if minus else ""
        number += f"+{side.constant}" if side.constant else ""
        return WrittenSide(compared, f"({number})", absent)

    def _ref(self, key: str, column: str) -> str:
        return self.plan.ref(key, column, self.sheet)
