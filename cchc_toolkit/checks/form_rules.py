"""R16, R17: the form itself, its printed numbers and the level it is made for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope

_COMMUNE_LEVEL = "xa"
_LEVELS = {"xa": "cấp xã", "huyen": "cấp huyện", "tinh": "cấp tỉnh"}


def printed_numbers(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield one finding about all printed numbers that repeat or stray on the form."""
    repeated, stray = repeated_numbers(scope.form), stray_numbers(scope.form)
    if not repeated and not stray:
        return
    parts = []
    if repeated:
        parts.append(f"trùng {', '.join(repeated)}")
    if stray:
        lines = (f"{row.stt} (đúng ra {row.stt_corrected})" for row in stray)
        parts.append(f"lạc {', '.join(lines)}")
    yield rule.about(
        (), f"Số thứ tự in trên {scope.form.label} {'; '.join(parts)}.", found="; ".join(parts)
    )


def repeated_numbers(form: Form) -> tuple[str, ...]:
    """Return the printed numbers that two rows share, without their final dots."""
    numbers = Counter(row.stt.rstrip(".") for row in form.rows if row.stt[:1].isdigit())
    return tuple(number for number, count in numbers.items() if count > 1)


def stray_numbers(form: Form) -> tuple[Indicator, ...]:
    """Return the rows whose printed number does not begin like that of the row above them."""
    return tuple(
        row
        for row in form.rows
        if row.stt[:1].isdigit()
        and row.stt_corrected
        and row.stt.rstrip(".").split(".")[0] != row.stt_corrected.split(".")[0]
    )


def wrong_level_form(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding if the form is not one for communes; graver if it led to wrong cells.

    The commune may have been told to use it, so by itself this is a remark.
    """
    level = scope.form.level
    if level == _COMMUNE_LEVEL or scope.members:
        return
    misled = [
        row
        for row in scope.form.fillable
        if scope.number(row.key) is not None and not scope.form.applies(row)
    ]
    message = f"{scope.form.label} là biểu của {_LEVELS.get(level, level)}, báo cáo là của cấp xã"
    if not misled:
        yield rule.about((), f"{message}.", severity="thấp", found=level)
        return
    yield rule.finding(
        scope,
        tuple(row.key for row in misled),
        f"{message}, và xã đã điền {len(misled)} ô của cấp khác.",
        found=level,
    )
