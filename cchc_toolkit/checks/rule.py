"""A rule as declared: its code, what it says, how grave a breach is, what to do.

Codes `R…` are the rules of arithmetic and content (DOMAIN §7), `C…` those of structure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cchc_toolkit.checks.finding import Finding, Severity
from cchc_toolkit.checks.scope import Scope


@dataclass(frozen=True)
class Rule:
    """One rule: `says` states it in Vietnamese, `finds` yields a finding for every breach."""

    code: str
    says: str
    severity: Severity
    """The gravest severity it gives; a breach that may be harmless gives a lower one."""
    advice: str
    finds: Callable[[Rule, Scope], Iterator[Finding]]

    def finding(
        self,
        scope: Scope,
        keys: tuple[str, ...],
        message: str,
        *,
        severity: Severity | None = None,
        advice: str = "",
        expected: str = "",
        found: str = "",
    ) -> Finding:
        """Return a finding of this rule about some cells, quoting their values and sources."""
        cells = [scope.submission.value(key) for key in keys]
        rows = [scope.form.indicators[key] for key in keys]
        return Finding(
            rule=self.code,
            severity=severity or self.severity,
            message=message,
            advice=advice or self.advice,
            keys=keys,
            values=tuple(cell.text for cell in cells),
            stt=tuple(row.stt for row in rows),
            where=tuple(cell.source for cell in cells),
            expected=expected,
            found=found,
        )
