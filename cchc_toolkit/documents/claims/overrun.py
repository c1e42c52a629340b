"""Claims "A, trong đó B": what is told to be a part of something and is more than it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, beyond

_PART = re.compile(r"[,;:(] ?(?:trong đó|trong số đó|riêng)\b|\btrong (?:số )?đó(?=(?: có)? \d)")
_RIGHT_BEHIND = re.compile(r"[^.;:()]{0,60}\btrong (?:số )?đó(?: có)? ")
_OTHER = re.compile(
    r"\b(?:lũy kế|luỹ kế|cộng dồn|cùng kỳ|so với|trước|kế hoạch|chỉ tiêu|dự toán|mục tiêu|tổng"
    r"|bình quân|trung bình|ngoài ra|cả năm|còn)\b"
)
"""Words between a part and its whole that make it something else."""


def overrun_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each part of a sentence that is larger than all it can be a part of."""
    for passage, own in enumerate(account.by_passage):
        text = account.lower[passage]
        for opener in _PART.finditer(text) if len(own) > 1 else ():
            behind = [n for n in own if account.quantities[n].start >= opener.end()]
            for n in behind:
                one = account.quantities[n]
                if one.sentence != account.quantities[behind[0]].sentence:
                    break
                if ";" in text[opener.end() : one.start]:
                    break
                wholes = _wholes(account, n, opener.start())
                if wholes and not _OTHER.search(text[opener.start() : one.start]):
                    whole = account.quantities[wholes[-1]]
                    message = f'"{one.quote}" được nêu là một phần của "{whole.quote}" mà lớn hơn.'
                    yield beyond((n, wholes[-1]), one, whole, message)


def _wholes(account: Account, n: int, before: int) -> list[int]:
    """Return what a number may be a part of, none where one is large enough.

    Of what it stands right behind it is a part, however large the others are: "31 thôn, 25 thôn
    có wifi, trong đó 27 thôn …".
    """
    part = account.quantities[n]
    if part.use != "amount" or not part.unit or part.divisor or part.per or part.rough:
        return []
    same = [m for m in account.same_sentence(n) if account.quantities[m].start < before]
    ahead = [m for m in same if account.quantities[m].use == "amount"]
    wholes = [
        m
        for m in ahead
        if f"{(one := account.quantities[m]).unit} ".startswith(f"{part.unit} ")
        and not (one.divisor or one.per or one.rough)
    ]
    if wholes and wholes[-1] == ahead[-1] and not part.is_money:
        between = account.bare[part.passage][account.quantities[wholes[-1]].stop : part.start]
        wholes = wholes[-1:] if _RIGHT_BEHIND.fullmatch(between) else wholes
    return wholes if all(account.quantities[m].value < part.value for m in wholes) else []
