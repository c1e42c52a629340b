"""What came in, and what became of it: one value for each submission that a file held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cchc_toolkit.intake.names import readable, readable_name
from cchc_toolkit.submission.delivery import Repair

Status = Literal["accepted", "repaired", "unchanged", "refused"]
STATUSES: dict[Status, str] = {
    "accepted": "nhận",
    "repaired": "nhận, có sửa cách ghi",
    "unchanged": "không đổi",
    "refused": "từ chối",
}


@dataclass(frozen=True)
class Arrival:
    """A submission that was read and is to be stored: whose it is, and its files as text."""

    file: Path
    period: str
    commune: str
    reader: str
    sha256: str
    """Of the file, in hex."""
    files: Mapping[str, str]
    """By name; a name that is missing is not a part of what came and stays as stored."""
    alone: bool
    """Whether the file held this submission only."""
    repairs: tuple[Repair, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of one submission, or of a whole file where none could be read from it."""

    file: str
    status: Status
    period: str = ""
    commune: str = ""
    version: int | None = None
    """The version that now holds it."""
    changes: int = 0
    """Values that differ from what was stored before."""
    documents: int = 0
    texts: int = 0
    """Documents, and items of the outline whose text differs from what was stored before."""
    findings: Mapping[str, int] = field(default_factory=dict)
    """How many findings of each severity the checks have; none of them stops an import."""
    repairs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""
    """The whole message of a refusal."""
    why: tuple[str, str, str] = ("", "", "")
    """What was wrong, where, and what to do: the parts of that message."""
    exit_code: int = 0
    stopped: bool = False
    """Whether what read the file was stopped: it may be read another time."""

    def to_json(self) -> dict[str, Any]:
        """Return the outcome as a JSON object."""
        return {
            "file": readable_name(self.file),
            "status": self.status,
            "period": self.period,
            "commune": self.commune,
            "version": self.version,
            "changes": self.changes,
            "documents": self.documents,
            "texts": self.texts,
            "findings": dict(self.findings),
            "repairs": list(map(readable, self.repairs)),
            "notes": list(map(readable, self.notes)),
            "problem": self.problem,
        }
