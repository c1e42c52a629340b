"""A suspected cell, and what a submission would be with the number it probably means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.submission import Value


@dataclass(frozen=True)
class Suspect:
    """A cell, the number that would explain the finding, how well, and why."""

    key: str
    number: Decimal
    score: int
    why: str
    together: tuple[str, ...] = ()
    """Cells that repeat it and would change with it."""


def assume(scope: Scope, suspect: Suspect) -> Scope:
    """Return the scope as it would be with a suspect's number; the real one stays as it is."""
    values = dict(scope.submission.values)
    for key in (suspect.key, *suspect.together):
        cell = values.get(key)
        source = cell.source if cell is not None else ""
        values[key] = Value("reported", suspect.number, str(suspect.number), source)
    return replace(scope, submission=replace(scope.submission, values=MappingProxyType(values)))


def where_is(scope: Scope, key: str) -> str:
    """Return how a suggestion names a cell: its label, and the row above where it needs one."""
    row = scope.form.indicators[key]
    under = scope.form.under(row)
    return f"“{row.label.lstrip('- ')}”" + (f" của {under}" if under else "")
