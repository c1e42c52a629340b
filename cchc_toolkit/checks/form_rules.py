"""R16, R17: the form itself, its printed numbers and the level it is made for."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope


def printed_numbers(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield one finding about all printed numbers that repeat or stray on the form."""
    repeated, stray = scope.form.repeated_numbers, scope.form.stray_rows
    if not repeated and not stray:
        return
    parts = []
    if repeated:
        parts.append(f"trùng {', '.join(repeated)}")
    if stray:
        lines = (f"{row.stt} (đúng ra {row.stt_corrected})" for row in stray)
        parts.append(f"lạc {', '.join(lines)}")
    yield rule.finding(
        scope,
        (),
        f"Số thứ tự in trên {scope.form.label} {'; '.join(parts)}.",
        found="; ".join(parts),
    )


def wrong_level_form(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding if the form is another level's; graver if it led to wrong cells.

    The commune may have been told to use it, so by itself this is a remark.
    """
    level, own, names = scope.form.level, scope.form.reported_by, scope.form.level_names
    if level == own or scope.members:
        return
    misled = [key for key in scope.form.not_for_communes if scope.number(key) is not None]
    message = f"{scope.form.label} là biểu của {names[level]}, báo cáo là của {names[own]}"
    if not misled:
        yield rule.finding(scope, (), f"{message}.", severity="thấp", found=level)
        return
    yield rule.finding(
        scope,
        tuple(misled),
        f"{message}, và xã đã điền {len(misled)} ô của cấp khác.",
        found=level,
        speaks_of="commune",
    )
