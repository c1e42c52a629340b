"""What became of one report: made, kept from an earlier run, or failed and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, Literal

from cchc_toolkit.errors import CchcError
from cchc_toolkit.outputs.manifest import NAME, OUTPUTS
from cchc_toolkit.outputs.shared_faults import SharedFault

Status = Literal["made", "kept", "failed"]
_IN_MANIFEST = ("hits", "shared", "files", "mode")


@dataclass(frozen=True)
class RuleCount:
    """How often one rule found something of one severity in a report."""

    rule: str
    severity: str
    count: int
    first: int
    """Number of the first such finding, as `ra-soat.html` counts them from 1."""


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
    hits: tuple[RuleCount, ...] = ()
    """What each rule found, in the order of the rules' codes."""
    shared: tuple[SharedFault, ...] = ()
    """What is wrong with parameters and form, not with the commune."""
    files: tuple[str, ...] = (*OUTPUTS, NAME)
    """What stands in the report's folder: that of every report unless more was asked for."""

    aside: tuple[str, ...] = ()
    """Files that a person had changed, and of a copy to sign, as they were kept beside it."""
    mode: str = ""
    """The state of the report that is there."""

    @property
    def made(self) -> bool:
        """Whether the report is there, made now or kept."""
        return self.status != "failed"

    def to_json(self) -> dict[str, Any]:
        """Return what `run.json` and the log tell of it; hits and files stand in its manifest.

        >>> sorted(Outcome("99001", "Xã Minh Hoạ 01", "made", {"cao": 1}).to_json())[:4]
        ['aside', 'commune', 'completeness', 'exit_code']
        """
        return {name: getattr(self, name) for name in _told()}


@cache
def _told() -> tuple[str, ...]:
    return tuple(one.name for one in fields(Outcome) if one.name not in _IN_MANIFEST)


def failed(code: str, name: str, error: CchcError, seconds: float = 0.0) -> Outcome:
    """Return the outcome of a report that an error of the user's stopped."""
    return Outcome(code, name, "failed", {}, "", seconds, error.exit_code, str(error), files=())


def outcome_of(
    manifest: dict[str, Any],
    status: Status = "kept",
    seconds: float = 0.0,
    parts: Mapping[str, float] | None = None,
    aside: tuple[str, ...] = (),
) -> Outcome:
    """Return the outcome that a manifest tells of."""
    summary = manifest["summary"]
    return Outcome(
        manifest["commune"],
        manifest["commune_name"],
        status,
        dict(summary["findings"]),
        summary["completeness"],
        seconds,
        parts=dict(parts or {}),
        hits=tuple(RuleCount(**found) for found in summary.get("rules", ())),
        shared=tuple(SharedFault(**found) for found in summary.get("shared", ())),
        files=(*manifest["outputs"], NAME),
        aside=aside,
        mode=manifest["mode"],
    )
