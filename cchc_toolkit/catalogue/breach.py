"""When a relation is broken, as an expression: checks evaluate it, the workbook writes it out.

A test is a tuple: `("compared", side)` and `("absent", side)`, a comparison of two amounts with its
sign first, `("and", …)`, `("or", …)`, `("not", test)`. An amount is a side and a factor, or the
factor alone where the side is "". What a test means for exact numbers stands in `checks.sums`, as
a formula of Excel in `workbook.tests_written`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from cchc_toolkit.catalogue.relation import Relation

Test = tuple[Any, ...]
Amount = tuple[str, Decimal]
LEFT, RIGHT = ("left", Decimal(1)), ("right", Decimal(1))
ZERO = ("", Decimal(0))
_AGAINST: dict[str, tuple[Test, ...]] = {
    "identity": (("<>", LEFT, RIGHT),),
    "at_most": ((">", LEFT, RIGHT),),
    "positive_if": ((">", LEFT, ZERO), ("<=", RIGHT, ZERO)),
    "differ": (("=", LEFT, RIGHT), ("<>", LEFT, ZERO)),
}
UNEQUAL: Test = ("and", ("compared", "left"), ("compared", "right"), *_AGAINST["identity"])
"""A total that is not what its parts add up to (R01)."""
LARGER: Test = ("and", ("compared", "left"), ("compared", "right"), *_AGAINST["at_most"])
"""A part, or the largest of them, that is larger than its total (R02)."""
BLANK: Test = ("and", ("compared", "left"), ("absent", "right"))
"""A part with a number whose total has none (R02)."""


@lru_cache(maxsize=4096)
def breach(relation: Relation) -> Test:
    """Return the test that is true where two sides break their relation.

    A side that is not compared breaks nothing, unless the other one says that it must be there.
    """
    there: Test = ("compared", "left")
    gap: Test = ("absent", "right") if relation.right.missing == "never_skip" else ("or",)
    positive: Test = (">", LEFT, ZERO)
    if relation.kind == "present_if":
        return ("and", there, gap)
    if relation.kind == "present_if_positive":
        return ("and", there, gap, positive)
    if relation.kind == "plausible":
        return ("and", there, *_implausible(relation))
    against: Test = ("and", there, ("compared", "right"), *_AGAINST[relation.kind])
    return ("or", against, ("and", there, gap, positive, ("not", ("compared", "right"))))


def _implausible(relation: Relation) -> tuple[Test, ...]:
    """Return that a number, a percentage of the right side where there is one, is out of bounds."""
    share = bool(relation.right.terms)
    left = ("left", Decimal(100 if share else 1))
    bounds = tuple(
        (sign, left, ("right" if share else "", bound))
        for sign, bound in (("<", relation.low), (">", relation.high))
        if bound is not None
    )
    whole: tuple[Test, ...] = (("compared", "right"), (">", RIGHT, ZERO)) if share else ()
    return (*whole, ("or", *bounds))
