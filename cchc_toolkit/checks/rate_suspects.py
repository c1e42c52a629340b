"""Which cell is likely wrong where a stated rate is not what its cells give (R03)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.catalogue import Ratio
from cchc_toolkit.checks.finding import Finding
from cchc_toolkit.checks.rate_rules import exact_rate
from cchc_toolkit.checks.scope import Scope
from cchc_toolkit.checks.suspect import Suspect, assume, has_note, say, tied
from cchc_toolkit.text.arithmetic import decimals_of, half_up, how_rounded
from cchc_toolkit.text.digits import likely_meant, slip


def rate_suspect(scope: Scope, finding: Finding) -> Suspect | None:
    """Return the likeliest cell of a wrong rate: a mistyped part, else the rate itself."""
    ratio = _ratio_of(scope, finding)
    found = exact_rate(scope, ratio) if ratio is not None else None
    if ratio is None or found is None or rate_agrees(scope, ratio):
        return None
    mistyped = tuple(one for one in _mistyped(scope, ratio) if not has_note(scope, one.key))
    return tied(scope, mistyped) if mistyped else _rate_itself(scope, ratio, *found)


def still_wrong(scope: Scope, finding: Finding) -> bool:
    """Whether a finding about a rate stands with the numbers of a scope, or cannot be compared."""
    ratio = _ratio_of(scope, finding)
    found = exact_rate(scope, ratio) if ratio is not None else None
    return found is None or how_rounded(*found) != "rounded"


def _ratio_of(scope: Scope, finding: Finding) -> Ratio | None:
    return next((r for r in scope.form.ratios if r.stated and r.stated in finding.keys[:1]), None)


def _mistyped(scope: Scope, ratio: Ratio) -> Iterator[Suspect]:
    """Yield each part that a slip of the pen explains, unless a wrong rate explains it as well."""
    for key in (*ratio.numerator, *ratio.denominator):
        now = scope.number(key)
        for number in likely_meant(now) if now is not None else ():
            why = slip(now, number) if now is not None else ""
            suspect = Suspect(key, number, 0, say(scope, key, number, f"số đang ghi {why}"))
            if why and rate_agrees(assume(scope, suspect), ratio):
                yield suspect


def _rate_itself(scope: Scope, ratio: Ratio, stated: Decimal, exact: Decimal) -> Suspect:
    decimals = decimals_of(stated)
    right = half_up(exact, decimals)
    return Suspect(ratio.stated, right, 0, say(scope, ratio.stated, right, "", decimals=decimals))


def rates_lost(scope: Scope, changed: Scope, *keys: str) -> int:
    """Return how many stated rates agree with their cells now and would not any more."""
    bearing = [
        ratio
        for ratio in scope.form.ratios
        if ratio.stated and {*ratio.numerator, *ratio.denominator, ratio.stated} & set(keys)
    ]
    return sum(rate_agrees(scope, ratio) and not rate_agrees(changed, ratio) for ratio in bearing)


def rate_agrees(scope: Scope, ratio: Ratio) -> bool:
    """Whether a stated rate is its cells' rate, rounded or cut off, or cannot be compared."""
    found = exact_rate(scope, ratio)
    return found is None or how_rounded(*found) != "neither"
