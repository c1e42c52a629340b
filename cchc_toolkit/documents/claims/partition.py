"""Claims "theo X: A, B, C": parts whose total stands in another line of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import kin
from cchc_toolkit.documents.claims.wording import OVERLAP
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_OPENS = re.compile(r"\b(?:theo|chia|phân)\b [^:;.\d]{2,50}:")
_ROLES = ("received", "new", "to_resolve", "total", "resolved")
_LARGE = 100
_NEAR = 20
"""A sum within a twentieth of a total is meant to be it."""


def without_total(account: Account) -> Iterator[Claim]:
    """Yield a claim for each division whose total is told in another sentence."""
    for own in account.by_passage:
        passage = account.quantities[own[0]].passage if own else 0
        for opener in _OPENS.finditer(account.lower[passage]) if own else ():
            run = _parts(account, own, opener.end())
            before = [n for n in own if account.quantities[n].stop <= opener.start()]
            same = (
                [
                    n
                    for n in before
                    if account.quantities[n].sentence == account.quantities[run[0]].sentence
                ]
                if run
                else []
            )
            if len(run) > 1 and not same:
                yield from _against(account, run)


def _parts(account: Account, own: Sequence[int], start: int) -> tuple[int, ...]:
    found: list[int] = []
    for n in own:
        one = account.quantities[n]
        if one.start < start or one.depth:
            continue
        if found and one.sentence != account.quantities[found[0]].sentence:
            break
        if one.use == "amount" and not one.divisor and kin(one.unit, "hồ sơ"):
            found.append(n)
        elif one.use == "amount":
            return ()
    return tuple(found)


def _against(account: Account, run: tuple[int, ...]) -> Iterator[Claim]:
    added = sum((account.quantities[n].value for n in run), Decimal(0))
    for n in account.amounts:
        other = account.quantities[n]
        if n not in run and added >= _LARGE and other.value == added and kin(other.unit, "hồ sơ"):
            yield Claim("R01", (n, *run), True, weight=2)
            return
    totals = [
        n
        for n in account.amounts
        if n not in run
        and account.quantities[n].role in _ROLES
        and account.quantities[n].value >= _LARGE
        and account.quantities[n].unit in ("hồ sơ", "hs")
    ]
    near = [
        n
        for n in totals
        if abs(account.quantities[n].value - added) * _NEAR <= added
        or slip(account.quantities[n].value, added)
    ]
    if not near or OVERLAP.search(account.lower[account.quantities[run[0]].passage]):
        return
    total = account.quantities[near[0]]
    terms = " + ".join(print_number(account.quantities[n].value) for n in run)
    gap = total.value - added
    yield Claim(
        "R01",
        (run[-1], *run[:-1], near[0]),
        False,
        f'{terms} = {print_number(added)} ≠ {print_number(total.value)} ("{total.quote}"), '
        f"{'thiếu' if gap > 0 else 'thừa'} {print_number(abs(gap))}.",
        severity="cao",
        expected=print_number(total.value),
        found=print_number(added),
        weight=2,
    )
