"""Claims "A, trong đó B": what is told to be a part of something and is more than it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim

_PART = re.compile(r"[,;:(] ?(?:trong đó|trong số đó|riêng)\b")
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
                    yield _claim(account, n, wholes[-1])


def _wholes(account: Account, n: int, before: int) -> list[int]:
    """Return what a number may be a part of, none where one is large enough."""
    part = account.quantities[n]
    if part.use != "amount" or not part.unit or part.divisor or part.per or part.rough:
        return []
    same = [m for m in account.same_sentence(n) if account.quantities[m].start < before]
    wholes = [
        m
        for m in same
        if (one := account.quantities[m]).unit == part.unit
        and one.use == "amount"
        and not (one.divisor or one.per or one.rough)
    ]
    return wholes if all(account.quantities[m].value < part.value for m in wholes) else []


def _claim(account: Account, n: int, m: int) -> Claim:
    part, whole = account.quantities[n], account.quantities[m]
    return Claim(
        "R05",
        (n, m),
        False,
        f'"{part.quote}" được nêu là một phần của "{whole.quote}" mà lớn hơn.',
        severity="cao",
        expected=f"≤ {whole.text}",
        found=part.text,
        advice="Kiểm tra lại hai số: phần không thể lớn hơn toàn thể.",
        weight=1,
    )
