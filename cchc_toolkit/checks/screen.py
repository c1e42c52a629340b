"""Checking many communes: bulk screens say who breaks a rule, the exact rules say how.

`check_all` gives for every commune the very findings that `check` gives for it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from cchc_toolkit.checks import bulk
from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.panel import Flags, Panel, panel_of
from cchc_toolkit.checks.rule import Rule
from cchc_toolkit.checks.rules import RULES
from cchc_toolkit.checks.run import run_rules
from cchc_toolkit.checks.scope import Scope

Screen = Callable[[Panel], Flags]
ABOUT_FIGURES = ("R01", "R03")
"""Rules about cells that look at typed figures as well."""


def check_all(scopes: Sequence[Scope]) -> tuple[tuple[Finding, ...], ...]:
    """Return the findings of every scope, in order; all must be of one form.

    Rules about cells are screened over all communes at once; the rules about texts, documents
    and layout look at each commune by itself.
    """
    if not scopes:
        return ()
    flags = screen(panel_of(scopes))
    return tuple(_checked(replace(scope), flags, place) for place, scope in enumerate(scopes))


def _checked(scope: Scope, flags: dict[str, Flags], place: int) -> tuple[Finding, ...]:
    """Return the findings of a scope that is ours alone: what it reads ahead goes with it."""
    return run_rules(scope, tuple(rule for rule in RULES if _wanted(rule, scope, flags, place)))


def _wanted(rule: Rule, scope: Scope, flags: dict[str, Flags], place: int) -> bool:
    """Whether a rule may find something: what was typed is not on the panel."""
    if rule.code not in flags or flags[rule.code][place]:
        return True
    return rule.code in ABOUT_FIGURES and bool(scope.typed.figures)


def screen(panel: Panel) -> dict[str, Flags]:
    """Return by rule which communes have to be looked at exactly, for the rules about cells.

    Where a flag is False the rule finds nothing. Where it is True it finds something, except
    perhaps for a commune that the panel marks as odd.
    """
    return {code: function(panel) | panel.odd for code, function in SCREENS.items()}


def _relations(code: str) -> Screen:
    def screened(panel: Panel) -> Flags:
        found = panel.none()
        for relation in panel.form.relations_of.get(code, ()):
            found |= bulk.relation_breaches(panel, relation)
        return found

    return screened


def _totals(breaches: Callable[..., Flags]) -> Screen:
    def screened(panel: Panel) -> Flags:
        found = panel.none()
        for relation in panel.form.relations_of.get("R01", ()):
            found |= breaches(panel, relation)
        return found

    return screened


def _rates(panel: Panel) -> Flags:
    found = panel.none()
    for ratio in panel.form.ratios:
        found |= bulk.rate_breaches(panel, ratio)
    return found


def _states(panel: Panel) -> Flags:
    found: Flags = _relations("R15")(panel) | _totals(bulk.state_breaches)(panel)
    return found


SCREENS: dict[str, Screen] = {
    "C01": bulk.range_breaches,
    "C02": bulk.choice_breaches,
    "C03": bulk.level_breaches,
    "R01": _totals(bulk.parts_breaches),
    "R02": _totals(bulk.parent_breaches),
    "R03": _rates,
    "R05": _relations("R05"),
    "R06": _relations("R06"),
    "R07": _relations("R07"),
    "R15": _states,
    "R20": _relations("R20"),
    "R21": _relations("R21"),
    "R22": _relations("R22"),
}
"""The rules that look at nothing but the cells of one submission."""
