"""What is wrong with the parameters or the form of a run: told once, not once a commune."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from cchc_toolkit.checks import SEVERITIES, Finding, Severity, SpeaksOf

HEADING = "Lỗi của tham số, biểu mẫu (nói một lần cho cả kỳ)"
_OWNERS = {"parameters": "tham số", "form": "biểu mẫu", "commune": "xã"}


@dataclass(frozen=True)
class SharedFault:
    """A finding that is no commune's doing; equal ones of several communes are one."""

    rule: str
    severity: Severity
    message: str
    advice: str
    speaks_of: SpeaksOf

    def line(self, communes: int) -> str:
        """Return what a terminal says of it.

        >>> SharedFault("R16", "thấp", "Số in trùng.", "Báo.", "form").line(3)
        '[thấp] R16 Số in trùng. (biểu mẫu; 3 xã) Báo.'
        """
        owner = f"({_OWNERS[self.speaks_of]}; {communes} xã)"
        return f"[{self.severity}] {self.rule} {self.message} {owner} {self.advice}"


def shared_faults(findings: Iterable[Finding]) -> tuple[SharedFault, ...]:
    """Return the faults of parameters and form among some findings, those let stand left out."""
    names = [field.name for field in fields(SharedFault)]
    return tuple(
        SharedFault(**{name: getattr(found, name) for name in names})
        for found in findings
        if not found.waived
    )


def told_once(faults: Iterable[SharedFault]) -> tuple[tuple[SharedFault, int], ...]:
    """Return each fault with the number of communes it was met at, the gravest first."""
    counted = Counter(faults).items()
    return tuple(sorted(counted, key=lambda one: (SEVERITIES.index(one[0].severity), one[0].rule)))


def lines_of(faults: Iterable[SharedFault]) -> list[str]:
    """Return what a terminal says of the faults of a run: nothing, or a heading and a line each."""
    said = [f"  {fault.line(communes)}" for fault, communes in told_once(faults)]
    return [f"{HEADING}:", *said] if said else []


def to_json(faults: Iterable[SharedFault]) -> list[dict[str, Any]]:
    """Return the faults of a run as JSON objects, each with its number of communes."""
    return [{**asdict(fault), "communes": communes} for fault, communes in told_once(faults)]
