"""R14: cumulative numbers do not fall, windows follow each other without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from cchc_toolkit.catalogue.calendar import national_calendar
from cchc_toolkit.catalogue.periods import Window
from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.submission.earlier import Earlier
from cchc_toolkit.text.formatting import print_date, print_number


def period_rules(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong between this period and earlier ones; nothing where there are none."""
    yield from _unreadable(rule, scope)
    yield from _falling(rule, scope)
    yield from _copied(rule, scope)
    yield from _windows(rule, scope)
    yield from _national(rule, scope)


def _unreadable(rule: Rule, scope: Scope) -> Iterator[Finding]:
    for earlier in scope.earlier:
        if earlier.problem:
            yield rule.finding(
                scope,
                (),
                f"Không đọc được số liệu kỳ {earlier.period.id}: {earlier.problem}",
                severity="thấp",
                advice="Sửa tệp số liệu của kỳ đó để so được với kỳ này.",
            )


def _falling(rule: Rule, scope: Scope) -> Iterator[Finding]:
    before = scope.before
    if before is None:
        return
    for relation in scope.form.relations_of.get(rule.code, ()):
        key = relation.left.terms[0].key
        now, then = scope.number(key), before.number(key)
        if now is not None and then is not None and now < then:
            row = scope.form.indicators[key]
            yield rule.finding(
                scope,
                (key,),
                f"{row.name} lũy kế kỳ này ghi {print_number(now)}, nhỏ hơn kỳ {before.period.id} "
                f"đã ghi {print_number(then)}, thiếu {print_number(then - now)}.",
                advice=relation.advice,
                expected=f"≥ {print_number(then)}",
                found=print_number(now),
            )


def _copied(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a finding if every flow of any size is the number of an earlier period."""
    flows = [relation.left.terms[0].key for relation in scope.form.relations_of.get(rule.code, ())]
    for earlier in scope.earlier:
        pairs = [(scope.number(key), earlier.number(key)) for key in flows]
        known = [(now, then) for now, then in pairs if now and then]
        if len(known) >= _ENOUGH and all(now == then for now, then in known):
            yield rule.finding(
                scope,
                (),
                f"{len(known)} chỉ tiêu phát sinh trong kỳ đều bằng đúng số của kỳ "
                f"{earlier.period.id}; có thể đã chép lại báo cáo kỳ trước.",
                advice="Lập lại số liệu của kỳ này từ sổ theo dõi.",
            )
            return


_ENOUGH = 5
"""Fewer equal numbers than this may be chance."""


def _windows(rule: Rule, scope: Scope) -> Iterator[Finding]:
    for earlier in scope.earlier:
        if earlier.window is not None:
            yield from _between(rule, scope, earlier, earlier.window)


def _between(rule: Rule, scope: Scope, earlier: Earlier, window: Window) -> Iterator[Finding]:
    if earlier is scope.before:
        if scope.window.first != window.first:
            yield _window_finding(rule, scope, earlier, window, "không cùng ngày đầu với")
        return
    if not _adjoins(scope, earlier):
        return
    if scope.window.first <= window.last:
        days = (window.last - scope.window.first).days + 1
        yield _window_finding(rule, scope, earlier, window, f"chồng {days} ngày lên")
    elif scope.window.first > window.last + timedelta(days=1):
        days = (scope.window.first - window.last).days - 1
        yield _window_finding(rule, scope, earlier, window, f"bỏ trống {days} ngày sau")


def _adjoins(scope: Scope, earlier: Earlier) -> bool:
    """Whether a period begins where an earlier one ends: quarters, months, a year and the next."""
    period = scope.submission.period
    if period.kind in scope.calendar.cumulative(period.year):
        return earlier.period.kind == "N"
    return earlier.period == period.preceding


def _window_finding(
    rule: Rule, scope: Scope, earlier: Earlier, window: Window, what: str
) -> Finding:
    return rule.finding(
        scope,
        (),
        f"Kỳ số liệu {_shown(scope.window)} {what} kỳ {earlier.period.id} ({_shown(window)}).",
        advice="Sửa mốc chốt số liệu để các kỳ liền nhau, không chồng, không hở.",
        found=_shown(scope.window),
    )


def _national(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Yield a remark if the window is not the nationwide one: provinces may set their own.

    Days before the usual first one are the last report's: grave where nothing but the report
    itself says that its window is right.
    """
    schedule = scope.calendar.schedule(scope.submission.period)
    usual = schedule.window
    if usual == scope.window:
        return
    overlap = (usual.first - scope.window.first).days
    follows = any(earlier.follows(scope.window) for earlier in scope.earlier)
    grave = overlap > 0 and not follows and not scope.window_confirmed
    twice = (
        f", có thể đếm trùng {overlap} ngày với báo cáo năm {scope.submission.period.year - 1}"
        if overlap > 0
        else ""
    )
    yield rule.finding(
        scope,
        (),
        f"Kỳ số liệu {_shown(scope.window)} ({scope.window.days} ngày) khác mốc {_whose(scope)} "
        f"{_shown(usual)}{twice}.",
        severity="cao" if grave else "thấp",
        advice="Xác nhận mốc này là hướng dẫn của địa phương và kỳ trước kết thúc ngay trước đó.",
        expected=_shown(usual),
        speaks_of="parameters",
        found=_shown(scope.window),
    )


def _whose(scope: Scope) -> str:
    national = scope.calendar == national_calendar()
    return "chung toàn quốc" if national else "của địa phương"


def _shown(window: Window) -> str:
    return f"{print_date(window.first)} – {print_date(window.last)}"
