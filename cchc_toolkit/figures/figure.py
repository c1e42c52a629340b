"""A derived figure: its value or the reason it has none, and everything it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from cchc_toolkit.submission import State
from cchc_toolkit.text.formatting import print_number, with_unit

Reason = Literal["", "not_reported", "not_applicable", "suppressed", "zero_denominator"]
REASONS: dict[Reason, str] = {
    "": "",
    "not_reported": "chưa có số liệu",
    "not_applicable": "không áp dụng",
    "suppressed": "không công bố",
    "zero_denominator": "mẫu số bằng 0",
}
STATE_WORDS: dict[State, str] = {
    "reported": "có số liệu",
    "not_reported": REASONS["not_reported"],
    "not_applicable": REASONS["not_applicable"],
    "suppressed": REASONS["suppressed"],
}
"""The words that reports print and the entry form offers for each state of a value."""


class Input(NamedTuple):
    """One cell that a figure was made from."""

    key: str
    label: str
    stt: str
    text: str
    """The number as printed, or why there is none."""
    source: str


@dataclass(frozen=True)
class Figure:
    """A figure computed from a submission, never typed.

    Exactly one of `value` and `reason` says something. `value` is rounded half up to `decimals`;
    `numerator` and `denominator` are exact. `rule` names what it is divided by.
    """

    key: str
    label: str
    value: Decimal | None
    reason: Reason
    numerator: Decimal | None
    denominator: Decimal | None
    rule: str
    unit: str
    decimals: int
    scale: int
    numerator_inputs: tuple[Input, ...]
    denominator_inputs: tuple[Input, ...]
    source: str

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.reason):
            raise ValueError("a figure has either a value or a reason")

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Every cell that the figure was made from."""
        return self.numerator_inputs + self.denominator_inputs

    @property
    def printed(self) -> str:
        """The number as printed, without unit, or why there is none."""
        if self.value is None:
            return f"không tính được: {REASONS[self.reason]}"
        return print_number(self.value, self.decimals)

    @property
    def with_unit(self) -> str:
        """The number with its unit, `99,39%`, or why there is none."""
        if self.value is None:
            return self.printed
        return with_unit(self.printed, self.unit)

    @property
    def formula(self) -> str:
        """The arithmetic with its numbers: `648 / 652 × 100 = 99,39%`."""
        bottom = _terms(self.denominator_inputs)
        top = _terms(self.numerator_inputs) if bottom else _sum(self.numerator_inputs)
        scale = f" × {self.scale}" if self.scale != 1 else ""
        division = f" / {bottom}{scale}" if bottom else ""
        return f"{top}{division} = {self.with_unit}" if top else self.with_unit

    def to_json(self) -> dict[str, Any]:
        """Return the figure as a JSON object; numbers are text, so that no digit is lost."""
        return {
            "key": self.key,
            "label": self.label,
            "value": None if self.value is None else str(self.value),
            "reason": self.reason,
            "printed": self.printed,
            "unit": self.unit,
            "decimals": self.decimals,
            "numerator": None if self.numerator is None else str(self.numerator),
            "denominator": None if self.denominator is None else str(self.denominator),
            "rule": self.rule,
            "formula": self.formula,
            "inputs": [
                {"key": i.key, "label": i.label, "stt": i.stt, "text": i.text, "source": i.source}
                for i in self.inputs
            ],
            "source": self.source,
        }


def _sum(inputs: tuple[Input, ...]) -> str:
    return " + ".join(item.text for item in inputs)


def _terms(inputs: tuple[Input, ...]) -> str:
    return f"({_sum(inputs)})" if len(inputs) > 1 else _sum(inputs)
