"""Rates of a list: where two parts are shares of one whole, the third is one too."""

from __future__ import annotations

import itertools

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.quotient import fit

_LINES = 4
_PAIR = 2
_FEWEST = 3
"""Of so many lines all must be shares of a whole in another section."""


def shared_whole(account: Account, rate: int, part: int) -> int | None:
    """Return the whole that the other parts of a sentence have in common, None if there is none.

    Every part with a rate right behind it counts; the whole stands before them.
    """
    own = account.same_sentence(rate)
    pairs = [
        (n, m)
        for n, m in itertools.pairwise(own)
        if account.quantities[n].use == "amount"
        and account.quantities[m].use == "percent"
        and not account.quantities[n].divisor
    ]
    if len(pairs) < 2 or (part, rate) not in pairs:
        return None
    first = account.quantities[part]
    for whole in reversed([n for n in own if n < pairs[0][0]]):
        total = account.quantities[whole]
        if total.use != "amount" or not alike(first, total) or total.value < first.value:
            continue
        others = [one for one in pairs if one != (part, rate)]
        held = [
            one
            for one in others
            if fit(account.quantities[one[1]], account.quantities[one[0]], total) == "holds"
        ]
        if held and len(held) == len(others):
            return whole
    return None


def whole_of_lines(account: Account, part: int) -> int | None:
    """Return the whole that the lines beside a part are shares of, None if there is none.

    What it counts may be told otherwise: of 301 forms 287 people are content.

    "Nhận 1.149 hồ sơ:", "- toàn trình: 712, 61,97%", "- một phần: 218, 18,97%".
    """
    own = account.quantities[part].passage
    pairs = [
        (line[0], line[1])
        for at in range(max(own - _LINES, 0), min(own + _LINES + 1, len(account.passages)))
        if at != own and len(line := account.by_passage[at]) >= _PAIR
        if account.quantities[line[0]].use == "amount"
        and account.quantities[line[1]].use == "percent"
    ]
    section = account.by_section[account.section[own]]
    far = [n for n in account.amounts if account.by_passage[own][0] == part and n not in section]
    for whole in (*reversed(section), *far):
        total = account.quantities[whole]
        beside = {account.quantities[n].passage for n, _ in pairs}
        known = total.use == "amount" and total.value
        if total.passage >= own or total.passage in beside or not known:
            continue
        hows = [fit(account.quantities[m], account.quantities[n], total) for n, m in pairs]
        held = hows.count("holds")
        if held * 2 > len(hows) and (whole not in far or held == len(hows) >= _FEWEST):
            return whole
    return None
