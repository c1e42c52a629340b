"""A rule as declared: its code, what it says, how grave a breach is, what to do.

Codes `R…` are the rules of arithmetic and content, `C…` those of structure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cchc_toolkit.catalogue import Missing
from cchc_toolkit.checks.finding import Finding, Severity, SpeaksOf
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.span import Span

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
Need = Literal["period", "window", "appendix", "outline", "documents", "texts", "members"]
NEEDS: dict[Need, str] = {
    "period": "không nêu kỳ",
    "window": "không nêu mốc số liệu",
    "appendix": "không có phụ lục",
    "outline": "không theo đề cương",
    "documents": "không dẫn văn bản nào",
    "texts": "không có lời văn",
    "members": "không có số của từng xã",
}
"""What a rule may rest on, and what is said where that is not there."""


@dataclass(frozen=True)
class Rule:
    """One rule: `says` states it in Vietnamese, `finds` yields a finding for every breach.

    `finds` takes the rule and what it looks at: a `Scope`, or the view of a wing that has one.
    """

    code: str
    says: str
    severity: Severity
    """The gravest severity it gives; a breach that may be harmless gives a lower one."""
    advice: str
    finds: Callable[..., Iterator[Finding]]
    subject: Subject = "structure"
    missing: Missing = "skip_if_any_missing"
    """What a blank cell means to it; a relation of the form may say otherwise for a side."""
    needs: tuple[Need, ...] = ()
    """What must be there for the rule to be evaluated."""
    speaks_of: SpeaksOf = "commune"

    def finding(
        self,
        scope: Scope,
        keys: Sequence[str],
        message: str,
        *,
        where: Sequence[str] | None = None,
        values: Sequence[str] | None = None,
        quote: str = "",
        spans: Sequence[Span] = (),
        severity: Severity | None = None,
        advice: str = "",
        expected: str = "",
        found: str = "",
        suspect: str | None = None,
        suggestion: str = "",
        speaks_of: SpeaksOf | None = None,
    ) -> Finding:
        """Return a finding of this rule about cells, documents, items of the outline or the form.

        Of cells it quotes values and sources, of a suggestion the first key, unless told otherwise.
        """
        stt, texts, sources = _said_of(scope, keys)
        return Finding(
            rule=self.code,
            severity=severity or self.severity,
            message=message,
            advice=advice or self.advice,
            keys=tuple(keys),
            values=texts if values is None else tuple(values),
            stt=stt,
            where=sources if where is None else tuple(where),
            expected=expected,
            found=found,
            quote=quote,
            suspect=(keys[0] if suggestion and keys else "") if suspect is None else suspect,
            suggestion=suggestion,
            spans=tuple(spans),
            speaks_of=speaks_of or self.speaks_of,
        )

    def at(
        self,
        scope: Scope,
        spans: Sequence[Span],
        message: str,
        *,
        severity: Severity | None = None,
        advice: str = "",
        keys: Sequence[str] = (),
        expected: str = "",
        found: str = "",
        suspect: str = "",
        suggestion: str = "",
    ) -> Finding:
        """Return a finding of this rule about places of a text, quoting the sentence there."""
        text = scope.text
        keys = (*text.items_at(spans), *keys)
        sources = [text.where(span) for span in spans]
        if text.by_hand:
            sources += [scope.submission.value(key).source for key in keys]
            sources = list(dict.fromkeys(filter(None, sources)))
        return self.finding(
            scope,
            keys,
            message,
            where=sources,
            quote=next((text.quoted(span) for span in spans if not span.of_table), ""),
            spans=() if text.by_hand else spans,
            severity=severity,
            advice=advice,
            expected=expected,
            found=found,
            suspect=suspect,
            suggestion=suggestion,
        )


def _said_of(
    scope: Scope, keys: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the numbers that the form prints of rows, what their cells say, and from where."""
    rows = [row for key in keys if (row := scope.form.indicators.get(key)) is not None]
    cells = [scope.submission.value(key) for key in keys] if rows else []
    stt = tuple(row.stt for row in rows) if len(rows) == len(keys) else ()
    return stt, tuple(cell.text for cell in cells), tuple(cell.source for cell in cells)
