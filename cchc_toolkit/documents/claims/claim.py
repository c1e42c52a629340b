"""A claim of a report: figures that must agree, and whether they do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.checks import Severity
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.text.formatting import print_number

CellAt = tuple[int, int, int]
"""Table, row and column of a cell."""


@dataclass(frozen=True)
class Claim:
    """What some figures say together.

    `figures` are places among the quantities, the suspect first where the claim does not hold;
    `cells` are those of tables. A claim that holds has no message.
    """

    rule: str
    figures: tuple[int, ...]
    holds: bool
    message: str = ""
    severity: Severity = "cao"
    expected: str = ""
    found: str = ""
    suggestion: str = ""
    advice: str = ""
    cells: tuple[CellAt, ...] = ()
    place: tuple[int, int, int] | None = None
    """Passage, start and end of what is no quantity: a rank, words."""
    weight: int = 0
    """Which of two claims about one figure is heard first, the greater."""


def beyond(
    figures: tuple[int, ...],
    one: Quantity,
    most: Quantity,
    message: str,
    advice: str = "Kiểm tra lại hai số: phần không thể lớn hơn toàn thể.",
    weight: int = 1,
) -> Claim:
    """Return the claim that a number is no larger than another, where it is."""
    return Claim(
        "R05",
        figures,
        False,
        message,
        severity="cao",
        expected=f"≤ {most.text}",
        found=one.text,
        advice=advice,
        weight=weight,
    )


def printed(value: Decimal, like: Quantity | None = None) -> str:
    """Return a value as it would be printed beside a quantity: in its unit and decimals.

    >>> printed(Decimal(1240))
    '1.240'
    """
    if like is None:
        return print_number(value.normalize() if value % 1 else value.quantize(Decimal(1)))
    number = value / like.scale
    number = (
        number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
    )
    return f"{print_number(number)} {like.noun}".strip()


def plain(number: Decimal) -> Decimal:
    """Return a number without the zeros that a scale left behind it.

    >>> plain(Decimal("1500.00")), plain(Decimal("2.50"))
    (Decimal('1500'), Decimal('2.5'))
    """
    whole = number == number.to_integral_value()
    return number.quantize(Decimal(1)) if whole else number.normalize()
