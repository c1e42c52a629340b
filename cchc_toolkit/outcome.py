"""What became of one report: made, kept from an earlier run, or failed and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from cchc_toolkit.errors import CchcError

Status = Literal["made", "kept", "failed"]


@dataclass(frozen=True)
class Outcome:
    """A plain value, so that it crosses processes."""

    commune: str
    name: str
    status: Status
    findings: dict[str, int]
    """How many findings of each severity."""
    completeness: str = ""
    seconds: float = 0.0
    exit_code: int = 0
    problem: str = ""
    parts: dict[str, float] = field(default_factory=dict)
    """Seconds of each part of the work (`clock`), for a report that was made now."""

    @property
    def made(self) -> bool:
        """Whether the report is there, made now or kept."""
        return self.status != "failed"


def failed(code: str, name: str, error: CchcError, seconds: float = 0.0) -> Outcome:
    """Return the outcome of a report that an error of the user's stopped."""
    return Outcome(code, name, "failed", {}, "", seconds, error.exit_code, str(error))


def outcome_of(manifest: dict[str, Any]) -> Outcome:
    """Return the outcome that a manifest tells of."""
    summary = manifest["summary"]
    return Outcome(
        manifest["commune"],
        manifest["commune_name"],
        "kept",
        dict(summary["findings"]),
        summary["completeness"],
    )
