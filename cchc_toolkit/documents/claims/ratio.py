"""Claims "n/m, đạt P%": two amounts set one over the other, and the rate beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cchc_toolkit.checks import Severity
from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, beyond, printed
from cchc_toolkit.documents.claims.kinship import ACHIEVERS, alike
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import (
    exact_rate,
    fit,
    near_slip,
    right_rate,
    shown_rate,
    wrong_rate,
)
from cchc_toolkit.documents.claims.share_case import base_said

_SLASH = re.compile(r"^[^.;:/\d()]{0,50}/ ?(?:tổng(?: số)? ?)?$")
_BARE_SLASH = re.compile(r" ?/ ?")
_OVER = re.compile(r"^[^.;:/\d()]{0,40}\b(?<!người )(?:trên|trong)(?: tổng(?: số)?| số| dân số)? $")
_RATE_AFTER = re.compile(
    r"^[^.;:\d()]{0,60}(?:; ?(?=(?:đạt|chiếm|bằng|hoàn thành|t[ỷỉ] lệ|tương)\b)[^.;:\d()]{0,40})?"
    r"(?:\([^.;:\d()]{0,30})?$"
)
_NAMES_RATE = re.compile(r"\b(?:đạt|chiếm|bằng|t[ỷỉ] lệ|tương ứng|tương đương|tức|là|=)|[(,=;]")
_OTHER_SUBJECT = re.compile(
    r"^[^,]{0,30}, (?!.*(?:\bđạt\b|\bchiếm\b|\bbằng\b|\bt[ỷỉ] lệ\b|\btương|\btức\b|[(=]))"
    r"(?:[^\W\d_]+ ){2,}$"
)
"""Words of their own before a rate: "8/8 thôn, cử tri đi bầu 98,2%"."""
_ONLY_JOINTS = re.compile(
    r"[ ,(=–-]*(?:(?:đạt|chiếm|bằng|tương đương|tương ứng|tức|là|với|t[ỷỉ] lệ)(?: |$)){0,3}"
)
_RATE_BEFORE = re.compile(r"^%? ?(?:\(|là|, tức|: ?|, )[^.;:\d()]{0,25}$")
_PLANNED = re.compile(
    r"\b(?:vượt|kế hoạch|chỉ tiêu|dự toán|giao|so với|mục tiêu|nghị quyết|biên chế|tăng|gấp)\b"
)
_OF_PLAN = re.compile(r"^(?:kế hoạch|dự toán|chỉ tiêu)")
"""Names the whole of a rate that may be of another: "3/5 dự án, đạt 71% kế hoạch vốn"."""
_MANY_MARKS = 3


@dataclass(frozen=True)
class Ratio:
    """Two amounts one over the other, and the rate that goes with them; places of quantities."""

    top: int
    bottom: int
    rate: int | None


def ratios(account: Account) -> tuple[Ratio, ...]:
    """Return the amounts that the prose sets one over another, in order."""
    return tuple(found for own in account.by_passage for found in _in_passage(account, own))


def ratio_claims(account: Account, found: tuple[Ratio, ...]) -> Iterator[Claim]:
    """Yield a claim for each pair of amounts that states its rate, or whose part is too large."""
    for one in found:
        if one.rate is not None and account.quantities[one.bottom].value:
            yield _other_reading(account, one, one.rate) or _claim(account, one, one.rate)
        if _too_large(account, one):
            yield _above(account, one)
    yield from _mark_claims(account, found)


def _mark_claims(account: Account, found: tuple[Ratio, ...]) -> Iterator[Claim]:
    """Yield a claim for the one mark of a row that is above its highest: "TC1 13/15; TC2 11/10"."""
    rows: dict[tuple[int, int], list[Ratio]] = {}
    for one in found:
        top, bottom = account.quantities[one.top], account.quantities[one.bottom]
        if one.rate is None and not top.unit and not bottom.unit and bottom.value:
            rows.setdefault((top.passage, top.sentence), []).append(one)
    for row in rows.values():
        above = [
            one
            for one in row
            if account.quantities[one.top].value > account.quantities[one.bottom].value
        ]
        if len(above) == 1 and len(row) >= _MANY_MARKS:
            yield _above(account, above[0])


def _above(account: Account, one: Ratio) -> Claim:
    top, bottom = account.quantities[one.top], account.quantities[one.bottom]
    message = (
        f'"{top.text}/{bottom.quote}": phần ({printed(top.value)}) lớn hơn '
        f"toàn thể ({printed(bottom.value)})."
    )
    return beyond((one.top, one.bottom), top, bottom, message, weight=0)


def _in_passage(account: Account, own: tuple[int, ...]) -> Iterator[Ratio]:
    for place, (top, bottom) in enumerate(pairwise(own)):
        one, other = account.quantities[top], account.quantities[bottom]
        if one.sentence != other.sentence or "%" in (one.unit, other.unit):
            continue
        if "điểm %" in (one.unit, other.unit):
            continue
        between = account.between(top, bottom)
        before = own[place - 1] if place else None
        after = own[place + 2] if place + 2 < len(own) else None
        if _in_chain(account, before, top) or _in_chain(account, bottom, after):
            continue
        rate = _rate(account, top, bottom, before, after)
        slash = _SLASH.match(between) and (alike(one, other) or rate is not None)
        if slash or (rate is not None and _OVER.match(between)):
            yield Ratio(top, bottom, rate)


def _in_chain(account: Account, first: int | None, second: int | None) -> bool:
    """Whether a slash goes on from one number to another: "14 / 176 / 181 / 9" is a list."""
    if first is None or second is None:
        return False
    return bool(_BARE_SLASH.fullmatch(account.between(first, second)))


def _rate(
    account: Account, top: int, bottom: int, before: int | None, after: int | None
) -> int | None:
    """Return the rate of two amounts: right behind them, or right before their bracket."""
    if after is not None:
        rate = account.quantities[after]
        between = account.between(bottom, after)
        behind = (
            _RATE_AFTER.match(between)
            and _NAMES_RATE.search(between)
            and not _OTHER_SUBJECT.match(between)
        )
        if behind and _states(rate, account.quantities[bottom]):
            return after
    if before is not None:
        rate = account.quantities[before]
        if _states(rate, account.quantities[top]) and _RATE_BEFORE.match(
            account.between(before, top)
        ):
            return before
    return None


def _states(rate: Quantity, amount: Quantity) -> bool:
    if rate.unit != "%" or rate.sentence != amount.sentence:
        return False
    return rate.use == "percent" or (rate.use == "change" and rate.lead.endswith("vượt"))


def _is_reached(account: Account, one: Ratio, at: int) -> bool:
    """Whether a rate is what the counted units reach: "12/15 thôn đạt 90%"."""
    if at < one.bottom or account.quantities[one.bottom].unit not in ACHIEVERS:
        return False
    between = account.between(one.bottom, at)
    return bool(re.search(r"\b(?:đạt|có)\b", between)) and not re.search(r"[,(]", between)


def _other_reading(account: Account, one: Ratio, at: int) -> Claim | None:
    """Return the claim that holds where a rate is not of the pair but of what stands before it.

    "37 lượt thi đạt điểm tối đa 20/20, chiếm 7,2% số lượt thi" divides 37 by the passage's total.
    """
    rate = account.quantities[at]
    if fit(rate, account.quantities[one.top], account.quantities[one.bottom]) == "holds":
        return None
    own = account.near(at)
    for part in (n for n in account.same_sentence(at) if n < one.top):
        for whole in own:
            top, bottom = account.quantities[part], account.quantities[whole]
            larger = bottom.use == top.use == "amount" and bottom.value > top.value
            if larger and bottom.unit == top.unit and fit(rate, top, bottom) == "holds":
                return Claim("R03", (at, part, whole), True, weight=3)
    return None


def _claim(account: Account, one: Ratio, at: int) -> Claim:
    top, bottom, rate = (account.quantities[n] for n in (one.top, one.bottom, at))
    less = 100 if rate.use == "change" else 0
    how = fit(rate, top, bottom, less)
    figures = (at, one.top, one.bottom)
    if how == "holds":
        return Claim("R03", figures, True, weight=3)
    right = right_rate(rate, top.value, bottom.value, less)
    planned = _OF_PLAN.search(base_said(account, at)) and how != "cut"
    planned = planned and not near_slip(rate.value, right)
    if planned or _is_reached(account, one, at):
        return Claim("R03", (), True)
    exact = exact_rate(top, bottom, less)
    tail = (
        "số đã ghi bị cắt bớt, không làm tròn" if how == "cut" else "không khớp cách làm tròn nào"
    )
    told = (
        f", tính lại {top.text}/{bottom.text} = {exact}%, làm tròn là "
        f"{shown_rate(right, rate)} ({tail})"
    )
    severity: Severity = "vừa" if how == "cut" else _gravity(account, one, at)
    return wrong_rate(figures, rate, right, told, severity, weight=3)


def _gravity(account: Account, one: Ratio, at: int) -> Severity:
    """Return chặn where two amounts of one kind and their rate leave no other reading.

    Any word of its own between them may make the rate that of something else.
    """
    top, bottom = account.quantities[one.top], account.quantities[one.bottom]
    rate = account.quantities[at]
    behind = account.bare[bottom.passage][bottom.stop : rate.start] if at > one.bottom else "?"
    near = _ONLY_JOINTS.fullmatch(behind) is not None
    exact = not (top.rough or bottom.rough or rate.rough)
    plain = bottom.unit not in ACHIEVERS and (not rate.trail or rate.trail.startswith("dự toán"))
    return "chặn" if near and exact and plain and alike(top, bottom) else "cao"


def _too_large(account: Account, one: Ratio) -> bool:
    """Whether a part is larger than what it is a part of, where no plan can be exceeded."""
    top, bottom = account.quantities[one.top], account.quantities[one.bottom]
    if top.value <= bottom.value or top.is_money or not bottom.unit or not bottom.value:
        return False
    said = f"{top.wide} {account.between(one.top, one.bottom)} {bottom.trail}"
    planned = _PLANNED.search(said) and bottom.unit not in ACHIEVERS
    if planned or bottom.unit in ("điểm", "ngày", "buổi", "lần"):
        return False
    return alike(top, bottom) and (one.rate is not None or bool(bottom.unit))
