"""A figure of the prose: what it is worth, what it counts, in which clause, and what it is for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from cchc_toolkit.text.vocabulary import COUNTED, any_of

Use = Literal["amount", "percent", "points", "change", "mean", "mark", "year"]

_CLAUSE = re.compile(r"[,;:(]|\. ")
_OPENS = re.compile(
    rf"(?:§+ )?(?:và |có |số |tổng số |các ){{0,3}}(?P<noun>{any_of(COUNTED)})(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True)
class Quantity:
    """A figure of the prose.

    `value` is in đồng for money, else the number itself; `step` is the worth of the last printed
    digit. `start` to `end` are the characters of the number in its passage, `stop` ends what it
    counts; `bracket` is where its innermost bracket opens, -1 outside; `lead` and `trail` are the
    words of its own clause, `wide` all since the number before.
    """

    text: str
    value: Decimal
    step: Decimal
    scale: Decimal
    unit: str
    noun: str
    passage: int
    start: int
    end: int
    stop: int
    sentence: int
    depth: int
    bracket: int
    lead: str
    trail: str
    wide: str
    use: Use = "amount"
    role: str = ""
    per: str = ""
    rough: bool = False
    divisor: bool = False
    """Whether it stands below a slash: the whole of which another is said."""

    @property
    def quote(self) -> str:
        """The number with what it counts, as a message names it."""
        return f"{self.text} {self.noun}".strip() if self.noun != "%" else f"{self.text}%"

    @property
    def digits(self) -> str:
        """Its digits as printed, without zeros at either end: the same in any unit."""
        return "".join(char for char in self.text if char.isdigit()).strip("0")

    @property
    def decimals(self) -> int:
        """How many decimals are printed."""
        exponent = (self.step / self.scale).normalize().as_tuple().exponent
        return max(0, -int(exponent))

    @cached_property
    def counted(self) -> str:
        """What it counts: the noun behind it, else the one that its clause opens with."""
        opening = _OPENS.match(_CLAUSE.split(self.wide)[-1].strip()) if not self.unit else None
        return opening["noun"].lower() if opening else self.unit

    @property
    def is_price(self) -> bool:
        """Whether it is money for each of some things: "14,5 triệu đồng/máy"."""
        return self.is_money and bool(self.per)

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit == "đồng"
