"""Claims "18/20 nhiệm vụ", told apart elsewhere: 17 done, 3 under way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.ratio import Ratio
from cchc_toolkit.documents.claims.telling import label, telling
from cchc_toolkit.documents.claims.told_period import looks_ahead
from cchc_toolkit.documents.claims.wording import OPENER, WITHIN
from cchc_toolkit.text.formatting import print_number

_TWO = 2
_DENIED = re.compile(r"\b(?:chưa|không)\b")


def told_apart(account: Account, pairs: Sequence[Ratio]) -> Iterator[Claim]:
    """Yield a claim where "18/20 nhiệm vụ" is told apart elsewhere: 17 done, 3 under way."""
    runs = _runs(account) if pairs else {}
    for pair in pairs:
        top, bottom = account.quantities[pair.top], account.quantities[pair.bottom]
        mine = label(top) - label(bottom)
        if not bottom.unit or looks_ahead(account, top.passage, top.start):
            continue
        every = runs.get((bottom.value, bottom.unit), ())
        for run in (*every, *runs.get((bottom.value, ""), ())):
            parts = [account.quantities[n] for n in run]
            behind = _told_behind(account, pair, run)
            own = mine | telling(re.split(r"[.,;:(]", behind)[0])
            alike = bool(own & label(parts[0])) or (bool(top.role) and top.role == parts[0].role)
            told = [bool(_DENIED.search(part.lead)) for part in parts]
            alike = alike or bool(behind and told[-1] and not told[0])
            summed = set(accumulate(part.value for part in parts))
            apart = (parts[0].passage, parts[0].sentence) != (top.passage, top.sentence)
            if not behind and (not apart or run not in every):
                continue
            if top.value in {*(part.value for part in parts), *summed} or not alike:
                continue
            said = " + ".join(part.text for part in parts)
            yield Claim(
                "R08",
                (pair.top, run[0]),
                False,
                f'Lời văn ghi "{top.text}/{bottom.quote}", nơi khác ghi "{parts[0].quote}" '
                f"({said} = {print_number(bottom.value)}).",
                severity="cao",
                expected=parts[0].text,
                found=top.text,
                advice="Đối chiếu nguồn số liệu, sửa cho thống nhất.",
            )
            break


def _told_behind(account: Account, pair: Ratio, run: Sequence[int]) -> str:
    """Return the words between a pair and what tells it apart: "14/16 việc. Cụ thể: xong 13"."""
    bottom, first = account.quantities[pair.bottom], account.quantities[run[0]]
    if bottom.passage != first.passage or run[0] - pair.bottom not in (1, _TWO):
        return ""
    between = account.bare[first.passage][bottom.stop : first.start]
    return between if OPENER.search(between) or WITHIN.search(between) else ""


def _runs(account: Account) -> dict[tuple[Decimal, str], list[tuple[int, ...]]]:
    """Return two to four amounts in a row of one sentence, by what they make and their unit."""
    found: dict[tuple[Decimal, str], list[tuple[int, ...]]] = {}
    amounts = account.amounts
    for place, at in enumerate(amounts):
        first = account.quantities[at]
        added = first.value
        for length, n in enumerate(amounts[place + 1 : place + 4], start=2):
            one = account.quantities[n]
            together = (one.passage, one.sentence) == (first.passage, first.sentence)
            if not together or one.divisor or first.divisor:
                break
            added += one.value
            found.setdefault((added, first.unit), []).append(amounts[place : place + length])
    return found
