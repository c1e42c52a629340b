"""A rule as declared: its code, what it says, how grave a breach is, what to do.

Codes `R…` are the rules of arithmetic and content (DOMAIN §7), `C…` those of structure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cchc_toolkit.catalogue import Missing
from cchc_toolkit.checks.finding import Finding, Severity
from cchc_toolkit.checks.scope import Scope

Subject = Literal[
    "structure", "cells", "rates", "periods", "windows", "form", "documents", "prose", "terms",
    "layout", "totals",
]  # fmt: skip
SUBJECTS: dict[Subject, str] = {
    "structure": "cấu trúc của số liệu",
    "cells": "quan hệ giữa các ô của biểu",
    "rates": "tỷ lệ đã ghi",
    "periods": "kỳ này so với kỳ trước",
    "windows": "mốc chốt số liệu",
    "form": "bản thân biểu mẫu",
    "documents": "văn bản được dẫn",
    "prose": "lời văn",
    "terms": "thuật ngữ, tên cơ quan theo ngày",
    "layout": "thể thức",
    "totals": "tổng hợp nhiều xã",
}


@dataclass(frozen=True)
class Rule:
    """One rule: `says` states it in Vietnamese, `finds` yields a finding for every breach."""

    code: str
    says: str
    severity: Severity
    """The gravest severity it gives; a breach that may be harmless gives a lower one."""
    advice: str
    finds: Callable[[Rule, Scope], Iterator[Finding]]
    subject: Subject = "structure"
    missing: Missing = "skip_if_any_missing"
    """What a blank cell means to it; a relation of the form may say otherwise for a side."""

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

    def about(
        self,
        keys: Sequence[str],
        message: str,
        *,
        where: Sequence[str] = (),
        values: Sequence[str] = (),
        quote: str = "",
        severity: Severity | None = None,
        advice: str = "",
        expected: str = "",
        found: str = "",
        suggestion: str = "",
    ) -> Finding:
        """Return a finding of this rule about documents, texts or the form, not about cells."""
        return Finding(
            rule=self.code,
            severity=severity or self.severity,
            message=message,
            advice=advice or self.advice,
            keys=tuple(keys),
            values=tuple(values),
            where=tuple(where),
            expected=expected,
            found=found,
            quote=quote,
            suspect=keys[0] if suggestion and keys else "",
            suggestion=suggestion,
        )
