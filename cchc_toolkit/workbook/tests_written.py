"""A test of a relation (`catalogue.breach`) as a formula of Excel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_toolkit.catalogue.breach import LEFT, RIGHT, Amount, Test

FALSE = "FALSE"


@dataclass(frozen=True)
class WrittenSide:
    """A side of a relation as formulas: is it compared, its number, is nothing reported."""

    compared: str
    number: str
    absent: str


def written(test: Test, sides: Mapping[str, WrittenSide]) -> str:
    """Return a test as a formula, `FALSE` where it can never be true.

    >>> left, right = WrittenSide("TRUE", "A1", FALSE), WrittenSide("TRUE", "B1", FALSE)
    >>> sides = {"left": left, "right": right}
    >>> written((">", LEFT, RIGHT), sides), written(("<", ("left", 100), ("", 5)), sides)
    ('ROUND(A1-B1,6)>0', 'A1*100<5')
    """
    op, *of = test
    if op in ("compared", "absent"):
        side = sides[of[0]]
        return side.compared if op == "compared" else side.absent
    if op == "not":
        return f"NOT({written(of[0], sides)})"
    if op in ("and", "or"):
        return _joined(op, [written(one, sides) for one in of])
    if (of[0], of[1]) == (LEFT, RIGHT):  # binary sums: only to the sixth decimal
        return f"ROUND({sides['left'].number}-{sides['right'].number},6){op}0"
    return f"{_amount(of[0], sides)}{op}{_amount(of[1], sides)}"


def _joined(op: str, tests: list[str]) -> str:
    if op == "and" and FALSE in tests:
        return FALSE
    kept = [test for test in tests if test != FALSE]
    if len(kept) < 2:
        return kept[0] if kept else FALSE
    return f"{op.upper()}({','.join(kept)})"


def _amount(amount: Amount, sides: Mapping[str, WrittenSide]) -> str:
    side, factor = amount
    if not side:
        return str(factor)
    return sides[side].number if factor == 1 else f"{sides[side].number}*{factor}"
