"""A finding: which rule, which cells, the arithmetic, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from cchc_toolkit.checks.span import Span

Severity = Literal["chặn", "cao", "vừa", "thấp"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From the gravest: `chặn` blocks signing."""
SpeaksOf = Literal["commune", "parameters", "form"]
"""Whose doing it is: what is wrong with parameters or form is no commune's, and told once a run."""


@dataclass(frozen=True)
class Finding:
    """One thing that a rule found. `rule` is a code, so nothing matches on prose."""

    rule: str
    severity: Severity
    message: str
    """What is wrong, with the arithmetic: `0 + 0 + 423 + 103 = 526 ≠ 652, thiếu 126`."""
    advice: str
    keys: tuple[str, ...] = ()
    """The cells; for a rule about documents their ids, for one about texts the outline items."""
    values: tuple[str, ...] = ()
    """The cells as written, in the order of `keys`."""
    stt: tuple[str, ...] = ()
    """The numbers that the form prints beside the cells."""
    where: tuple[str, ...] = ()
    """The sources of the cells: file and line."""
    expected: str = ""
    found: str = ""
    quote: str = ""
    """The passage or citation that a rule about texts or documents objects to."""
    suspect: str = ""
    """Key of the cell that is likely the wrong one, where the numbers point to it."""
    suggestion: str = ""
    """Why, in Vietnamese. Never filled in by the tool."""
    waived: str = ""
    """Who let it stand, until when and why; such a finding is shown and does not block."""
    note: str = ""
    """Why a waiver of it no longer holds."""
    spans: tuple[Span, ...] = ()
    """The places of a finished report that show it, the chief one first."""
    speaks_of: SpeaksOf = "commune"

    @property
    def blocking(self) -> bool:
        """Whether a final report must not be made while this stands.

        >>> Finding("R01", "chặn", "…", "…").blocking
        True
        >>> Finding("R01", "chặn", "…", "…", waived="…").blocking
        False
        """
        return self.severity == "chặn" and not self.waived

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
            "quote": self.quote,
            "suspect": self.suspect,
            "suggestion": self.suggestion,
            "waived": self.waived,
            "note": self.note,
        }
