"""A finding: which rule, which cells, the arithmetic, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

Severity = Literal["chặn", "cao", "vừa", "thấp"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From the gravest: `chặn` blocks signing."""


@dataclass(frozen=True)
class Finding:
    """One thing that a rule found. `rule` is a code, so nothing matches on prose."""

    rule: str
    severity: Severity
    message: str
    """What is wrong, with the arithmetic: `0 + 0 + 423 + 103 = 526 ≠ 652, thiếu 126`."""
    advice: str
    keys: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    """The cells as written, in the order of `keys`."""
    stt: tuple[str, ...] = ()
    """The numbers that the form prints beside the cells."""
    where: tuple[str, ...] = ()
    """The sources of the cells: file and line."""
    expected: str = ""
    found: str = ""

    @property
    def blocking(self) -> bool:
        """Whether a final report must not be made while this stands.

        >>> Finding("R01", "chặn", "…", "…").blocking
        True
        """
        return self.severity == "chặn"

    def to_json(self) -> dict[str, Any]:
        """Return the finding as a JSON object."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message,
            "advice": self.advice,
            "keys": list(self.keys),
            "values": list(self.values),
            "stt": list(self.stt),
            "where": list(self.where),
            "expected": self.expected,
            "found": self.found,
        }
