"""Claims "T: A (92%), B (8%)": parts that make the whole, as their shares make 100%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.sums import wrong_sum

_TWO = 2
_ROUND = Decimal("0.2")
"""So far from 100 rounded shares may add up to."""
_NEAR = 20
"""A sum within a twentieth of a total is meant to be it."""


def whole_by_shares(account: Account) -> Iterator[Claim]:
    """Yield a claim for parts whose shares, each in a bracket behind it, make 100%."""
    for own in account.by_passage:
        flat = [n for n in own if not account.quantities[n].depth]
        run: list[int] = []
        for n in [*flat, -1]:
            if n >= 0 and _with_share(account, n, run):
                run.append(n)
                continue
            yield from _make_all(account, run)
            run = [n] if n >= 0 and _with_share(account, n, []) else []


def _with_share(account: Account, n: int, run: Sequence[int]) -> bool:
    """Whether a number has its share in a bracket behind it and goes on a row of such."""
    one = account.quantities[n]
    share = account.quantities[n + 1] if n + 1 < len(account.quantities) else one
    behind = share.passage == one.passage and share.depth and share.use == "percent"
    beside = account.bare[one.passage][one.stop : share.start].strip() == "(" if behind else False
    last = account.quantities[run[-1]] if run else one
    goes_on = alike(last, one) and last.sentence == one.sentence
    return one.use == "amount" and not one.divisor and beside and goes_on


def _make_all(account: Account, run: Sequence[int]) -> Iterator[Claim]:
    """Yield the claim that parts with all the shares of a whole make it."""
    if len(run) < _TWO or run[0] == 0:
        return
    whole = account.quantities[run[0] - 1]
    shares = sum((account.quantities[n + 1].value for n in run), Decimal(0))
    parts = [account.quantities[n] for n in run]
    fits = whole.use == "amount" and not (whole.depth or whole.divisor or whole.rough)
    beside = whole.passage == parts[0].passage and whole.sentence + 1 >= parts[0].sentence
    if not (fits and beside and alike(whole, parts[0])) or abs(shares - 100) > _ROUND:
        return
    added = sum((one.value for one in parts), Decimal(0))
    if whole.value <= max(one.value for one in parts):
        return
    if added == whole.value:
        yield Claim("R01", (run[0] - 1, *run), True, weight=3)
    elif abs(added - whole.value) * _NEAR <= whole.value:
        yield wrong_sum(account, run[0] - 1, run, added, "cao")
