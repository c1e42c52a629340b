"""Claims "A, trong đó B": what is told to be a part of something and is more than it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cchc_toolkit.documents.claims.account import Account, clause
from cchc_toolkit.documents.claims.claim import Claim, beyond
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.quantities import SPANS
from cchc_toolkit.documents.claims.wording import WITHIN

_OF_THEM = r"(?:trong|thuộc)(?: tổng)?(?: số)? (?:đó|này|ấy|trên)"
_WITH = re.compile(r"\b(?:kể|tính|cộng) cả\b.*\bthì\b")
"""What stands behind is more than the part: "kể cả tổ của xã (9 người) thì có 72 người"."""
_PART = re.compile(
    rf"[,;:(] ?(?:(?:nằm |tính )?{_OF_THEM}|(?:tính )?riêng|(?:kể|gồm|có) cả)\b"
    rf"|\b{_OF_THEM}(?=(?: có| là)? \d)"
)
_HAS = re.compile(r"[^.;:()\d]{0,80}\b(?:có|thì|đã|được|mới|còn)(?: có| được)? ")
"""Between a whole of which is told and its part: "trong 96 đơn gửi đi có 90 đơn"."""
_RIGHT_BEHIND = re.compile(r"[^.;:()]{0,60}\btrong (?:số )?đó(?: có)? ")
_OTHER = re.compile(
    r"\b(?:lũy kế|luỹ kế|cộng dồn|cùng kỳ|so với|trước(?! (?:hạn|hẹn|ngày))|kế hoạch|chỉ tiêu"
    r"|dự toán|mục tiêu|tổng|bình quân|trung bình|như vậy|tức là|ngoài ra|cả năm|còn)\b"
)
"""Words between a part and its whole that make it something else."""

_EACH = re.compile(r"\b(?:mỗi|từng|đều)\b[^.;]*$")
"""Before the one that is unlike the others: "mỗi phòng 1 phó, riêng Phòng Văn hóa 2 phó"."""
_WOMEN = re.compile(r"(?:^|\bgiới )(?:trong đó |có )?(?:nữ|phụ nữ)$")
_BONUS = re.compile(r"\bđiểm (?:cộng|thưởng)\b")
_MEMBERS = re.compile(r"\bđảng viên (?:là )?nữ\b|\bđảng viên\b[^.;]{0,40} là nữ\b")


def overrun_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each part of a sentence that is larger than all it can be a part of."""
    for passage, own in enumerate(account.by_passage):
        text = account.lower[passage]
        yield from _beyond_most(account, own)
        yield from _more_women(account, own)
        for opener in _PART.finditer(text) if len(own) > 1 else ():
            if "riêng" in opener[0] and _EACH.search(text[: opener.start()]):
                continue
            behind = [n for n in own if account.quantities[n].start >= opener.end()]
            for n in behind:
                one = account.quantities[n]
                if one.sentence != account.quantities[behind[0]].sentence:
                    break
                if ";" in text[opener.end() : one.start]:
                    break
                wholes = _wholes(account, n, opener.start())
                between = text[opener.start() : one.start]
                if wholes and not _OTHER.search(between) and not _WITH.search(between):
                    yield _more_than_whole(account, n, wholes[-1])
        for found in WITHIN.finditer(text) if len(own) > 1 else ():
            yield from _of_so_many(account, own, found.end())


def _of_so_many(account: Account, own: Sequence[int], at: int) -> Iterator[Claim]:
    """Yield the claim that "trong 96 đơn gửi đi có 99 đơn" tells of no more than there are."""
    for top, n in pairwise(own):
        whole, one = account.quantities[top], account.quantities[n]
        told = whole.start == at and _HAS.fullmatch(
            account.bare[one.passage][whole.stop : one.start]
        )
        if told and whole.unit not in SPANS and top in _wholes(account, n, one.start):
            yield _more_than_whole(account, n, top)


def _more_than_whole(account: Account, n: int, whole: int) -> Claim:
    one, most = account.quantities[n], account.quantities[whole]
    message = f'"{one.quote}" được nêu là một phần của "{most.quote}" mà lớn hơn.'
    return beyond((n, whole), one, most, message)


def _beyond_most(account: Account, own: Sequence[int]) -> Iterator[Claim]:
    """Yield the claim that no more points are given than there are: "chứng thực 31/30 điểm"."""
    for top, bottom in pairwise(own):
        one, most = account.quantities[top], account.quantities[bottom]
        scored = most.divisor and most.unit == "điểm" and not one.divisor
        scored = scored and not _BONUS.search(account.around(top, bottom))
        if scored and most.value < one.value < most.value * 2:
            message = f'"{one.text}/{most.quote}": nhiều hơn điểm tối đa.'
            yield beyond((top, bottom), one, most, message, "Sửa điểm, hoặc điểm tối đa.")


def _more_women(account: Account, own: Sequence[int]) -> Iterator[Claim]:
    """Yield the claim that party members among women are no more than the women."""
    women = [n for n in own if _WOMEN.search((one := account.quantities[n]).lead) and not one.trail]
    for n in own if women else ():
        one = account.quantities[n]
        ahead = account.lower[one.passage][max(0, one.start - 60) : one.start]
        said = f"{ahead.rsplit('. ', 1)[-1]} {one.noun.lower()} {one.trail}"
        before = [m for m in women if m < n and alike(account.quantities[m], one)]
        if before and one.use == "amount" and not one.divisor and _MEMBERS.search(said):
            whole = account.quantities[before[-1]]
            if one.value > whole.value:
                message = f'"{clause(account, n)}" nhiều hơn "{clause(account, before[-1])}".'
                yield beyond((n, before[-1]), one, whole, message)


def _wholes(account: Account, n: int, before: int) -> list[int]:
    """Return what a number may be a part of, none where one is large enough.

    Of what it stands right behind it is a part, however large the others are: "31 thôn, 25 thôn
    có wifi, trong đó 27 thôn …".
    """
    part = account.quantities[n]
    if part.use != "amount" or not part.counted or part.divisor or part.per or part.rough:
        return []
    same = [m for m in account.same_sentence(n) if account.quantities[m].start < before]
    ahead = [m for m in same if account.quantities[m].use == "amount"]
    wholes = [
        m
        for m in ahead
        if f"{(one := account.quantities[m]).unit} ".startswith(f"{part.counted} ")
        and not (one.divisor or one.per or one.rough)
    ]
    if wholes and wholes[-1] == ahead[-1] and not part.is_money:
        between = account.bare[part.passage][account.quantities[wholes[-1]].stop : part.start]
        wholes = wholes[-1:] if _RIGHT_BEHIND.fullmatch(between) else wholes
    return wholes if all(account.quantities[m].value < part.value for m in wholes) else []
