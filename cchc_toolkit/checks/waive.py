"""Applying waivers: a waived finding stays visible and no longer blocks; a stale one comes back."""

from __future__ import annotations

from dataclasses import replace

from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.rules import RULES
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.errors import DataError, nearest
from cchc_toolkit.submission.waiver import Waiver
from cchc_toolkit.text.formatting import print_date

UNUSED = "W01"
"""Code of the finding about a waiver that matches nothing."""
UNWRITTEN = ("C06", "C09")
"""Rules about what is not there yet: nobody can let a copy to sign say what nobody said."""


def waive(scope: Scope, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings with what the commune's waivers say of them, and unused waivers.

    Raises `DataError` on a rule that does not exist.
    """
    waivers = scope.submission.waivers
    if not waivers:
        return findings
    _refuse_unknown_rules(waivers)
    judged = tuple(_judged(finding, waivers, scope) for finding in findings)
    unused = [waiver for waiver in waivers if not any(_meant(waiver, found) for found in findings)]
    return judged + tuple(_unused(waiver) for waiver in unused)


def _refuse_unknown_rules(waivers: tuple[Waiver, ...]) -> None:
    codes = tuple(rule.code for rule in RULES)
    for waiver in waivers:
        if waiver.rule not in codes:
            raise DataError(
                f'Không có quy tắc "{waiver.rule}".',
                where=waiver.source,
                advice=nearest(waiver.rule, codes) or f"Các quy tắc: {', '.join(codes)}.",
            )


def _meant(waiver: Waiver, finding: Finding) -> bool:
    """A waiver without keys means a finding without cells only, never a whole rule."""
    if waiver.rule != finding.rule or bool(waiver.keys) != bool(finding.keys):
        return False
    return set(waiver.keys) <= set(finding.keys)


def _judged(finding: Finding, waivers: tuple[Waiver, ...], scope: Scope) -> Finding:
    meant = [waiver for waiver in waivers if _meant(waiver, finding)]
    notes = []
    for waiver in meant:
        stale = _stale(waiver, finding, scope)
        if not stale:
            said = f"{waiver.by}, đến {print_date(waiver.until)}: {waiver.reason}"
            return replace(finding, waived=said)
        notes.append(stale)
    return replace(finding, note=" ".join(notes)) if notes else finding


def _stale(waiver: Waiver, finding: Finding, scope: Scope) -> str:
    if scope.clean and finding.rule in UNWRITTEN:
        return f"Mục chưa viết, câu còn trống không miễn trừ được khi trình ký ({waiver.source})."
    if waiver.until < scope.day:
        return f"Miễn trừ ({waiver.source}) đã hết hạn {print_date(waiver.until)}."
    if waiver.expect != finding.found:
        return (
            f'Miễn trừ ({waiver.source}) không còn đúng: chờ "{waiver.expect}", '
            f'nay là "{finding.found}".'
        )
    return ""


def _unused(waiver: Waiver) -> Finding:
    cells = f" ({', '.join(waiver.keys)})" if waiver.keys else ""
    return Finding(
        rule=UNUSED,
        severity="thấp",
        message=f"Miễn trừ quy tắc {waiver.rule}{cells} không ứng với phát hiện nào.",
        advice="Bỏ mục này khỏi waivers.yml nếu số liệu đã được sửa.",
        keys=waiver.keys,
        where=(waiver.source,),
    )
