"""Whether a printed rate is the quotient of two amounts, as exactly as they are printed."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from cchc_toolkit.checks import Severity
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.text.arithmetic import half_up, how_rounded
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

Fit = Literal["holds", "cut", "no"]


def fit(rate: Quantity, top: Quantity, bottom: Quantity, less: int = 0) -> Fit:
    """Return how a rate fits top / bottom × 100 − `less`."""
    if not bottom.value:
        return "no"
    return fit_numbers(
        rate, top.value, bottom.value, less, (_slack(top), _slack(bottom)), rate.rough
    )


def fit_numbers(
    rate: Quantity,
    top: Decimal,
    bottom: Decimal,
    less: int = 0,
    slack: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0)),
    rough: bool = False,
) -> Fit:
    """Return how a rate fits top / bottom × 100 − `less`; `slack` is how inexact the two are."""
    exact = abs(top * 100 / bottom - less)
    how = how_rounded(rate.value, exact)
    if how == "rounded" or rate.value == exact.quantize(rate.step, ROUND_HALF_EVEN):
        return "holds"
    if any(slack):
        low = abs((top - slack[0]) * 100 / (bottom + slack[1]) - less)
        high = abs((top + slack[0]) * 100 / max(bottom - slack[1], bottom / 2) - less)
        if min(low, high) - rate.step / 2 <= rate.value <= max(low, high) + rate.step / 2:
            return "holds"
    if rough and abs(rate.value - exact) <= max(Decimal(1), exact / 20):
        return "holds"
    if how == "truncated":
        return "cut"
    return "no"


def right_rate(rate: Quantity, top: Decimal, bottom: Decimal, less: int = 0) -> Decimal:
    """Return the rate that two amounts give, with the decimals of the printed one."""
    exact = abs(top * 100 / bottom - less)
    right = half_up(exact, rate.decimals)
    if right == 100 and exact != 100 and rate.decimals < 2:
        return half_up(exact, 2)
    return right


def near_slip(printed: Decimal, right: Decimal) -> bool:
    """Whether a printed rate is a slip of the hand for the right one, decimals put aside.

    >>> near_slip(Decimal("87.2"), Decimal("89.2")), near_slip(Decimal("50.0"), Decimal("89.2"))
    (True, False)
    """
    places = max(-int(printed.as_tuple().exponent), -int(right.as_tuple().exponent), 0)
    one, other = printed.scaleb(places), right.scaleb(places)
    return bool(slip(one, other))


def may_be_meant(printed: Decimal, right: Decimal) -> bool:
    """Whether a printed figure may be meant for the right one: a slip for it, or of its size.

    Where it is neither, the words were taken for something else than they say: of 330 faults of
    the labelled reports nearly all are, of false alarms a third is not.

    >>> right = Decimal("12.2")
    >>> [may_be_meant(Decimal(one), right) for one in ("17.3", "21.2", "1.2", "95.19")]
    [True, True, True, False]
    """
    if near_slip(printed, right) or printed in (right * 10, right / 10, right * 100):
        return True
    return abs(right) / 2 <= abs(printed) <= abs(right) * 2


def shown_rate(number: Decimal, like: Quantity) -> str:
    """Return a rate as it would be printed."""
    own = -int(number.normalize().as_tuple().exponent)
    return f"{print_number(number, max(like.decimals, own, 0))}%"


def exact_rate(top: Quantity, bottom: Quantity, less: int = 0) -> str:
    """Return a quotient in percent with up to four decimals, as a message shows it."""
    exact = abs(top.value * 100 / bottom.value - less)
    return print_number(half_up(exact, 4).normalize())


def slip_hint(rate: Quantity, right: Decimal) -> str:
    """Say that a rate is a slip of the hand for the right one, "" where it is none."""
    if not near_slip(rate.value, right):
        return ""
    return f"Nhiều khả năng gõ nhầm chữ số: {shown_rate(right, rate)}."


def wrong_rate(
    figures: tuple[int, ...],
    rate: Quantity,
    right: Decimal,
    told: str,
    severity: Severity = "cao",
    advice: str = "",
    weight: int = 2,
) -> Claim:
    """Return the claim that a rate is another than it should be; `told` says how that is seen."""
    return Claim(
        "R03",
        figures,
        False,
        f"Lời văn ghi {rate.quote}{told}.",
        severity=severity,
        expected=shown_rate(right, rate),
        found=rate.text,
        suggestion=slip_hint(rate, right),
        advice=advice,
        weight=weight,
    )


def _slack(one: Quantity) -> Decimal:
    """Return how far an amount may be from what was counted: money in millions is rounded."""
    fine = one.decimals > 0 or one.value >= 100 * one.step
    return one.step / 2 if one.rough or (one.scale > 1 and fine) else Decimal(0)
