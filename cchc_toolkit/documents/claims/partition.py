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
from cchc_toolkit.text.vocabulary import COUNTED, any_of

_OPENS = re.compile(r"\b(?:theo|chia|phân)\b [^:;.\d]{2,50}:")
_COUNTED = re.compile(rf"(?<!\w){any_of(COUNTED)}(?!\w)", re.IGNORECASE)
_ROLES = ("received", "new", "to_resolve", "total", "resolved")
_LARGE = 100
_FEWEST = 10
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
                yield from _against(account, run, _noun(account, run, opener))


def _parts(account: Account, own: Sequence[int], start: int) -> tuple[int, ...]:
    found: list[int] = []
    for n in own:
        one = account.quantities[n]
        if one.start < start or one.depth:
            continue
        if found and one.sentence != account.quantities[found[0]].sentence:
            break
        kind = next((account.quantities[m].unit for m in found if account.quantities[m].unit), "")
        if one.use == "amount" and not one.divisor and not one.is_money and kin(one.unit, kind):
            found.append(n)
        elif one.use == "amount":
            return ()
    return tuple(found)


def _noun(account: Account, run: tuple[int, ...], opener: re.Match[str]) -> str:
    """Return what parts count: what stands behind one of them, else before the opener."""
    units = (account.quantities[n].unit for n in run)
    said = list(_COUNTED.finditer(opener.string[max(0, opener.start() - 60) : opener.start()]))
    return next(filter(None, units), said[-1][0] if said else "hồ sơ")


def _totals(account: Account, run: tuple[int, ...], noun: str) -> Iterator[int]:
    """Yield the numbers that some parts may be the parts of."""
    dossiers, largest = kin(noun, "hồ sơ"), max(account.quantities[n].value for n in run)
    own = account.section[account.quantities[run[0]].passage]
    for n in account.amounts:
        one = account.quantities[n]
        if n in run or not one.unit or one.divisor or not kin(one.unit, noun):
            continue
        if dossiers:
            before = n < run[0] and one.passage == account.quantities[run[0]].passage
            fits = (one.role in _ROLES or before) and one.value >= _LARGE
        else:
            here = n < run[0] and account.section[one.passage] == own
            fits = here and not _OPENS.search(account.lower[one.passage])
        if fits and one.value > largest:
            yield n


def _against(account: Account, run: tuple[int, ...], noun: str) -> Iterator[Claim]:
    parts = [account.quantities[n] for n in run]
    added = sum((one.value for one in parts), Decimal(0))
    for n in account.by_value.get(added, ()):
        if n not in run and added >= _FEWEST and kin(account.quantities[n].counted, noun):
            yield Claim("R01", (n, *run), True, weight=2)
            return
    near = [
        n
        for n in _totals(account, run, noun)
        if abs(account.quantities[n].value - added) * _NEAR <= added
        or slip(account.quantities[n].value, added)
    ]
    if not near or OVERLAP.search(account.around(*run)):
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
