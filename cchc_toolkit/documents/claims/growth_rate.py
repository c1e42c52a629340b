"""Claims of growth in percent: by which part of what it was something rose or fell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, plain, printed
from cchc_toolkit.documents.claims.growth_ends import Change
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import (
    exact_rate,
    fit,
    fit_numbers,
    may_be_meant,
    near_slip,
    right_rate,
    shown_rate,
    wrong_rate,
)
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.wording import COMPARED
from cchc_toolkit.text.formatting import print_number

_THAN = re.compile(
    r"\b(?:hơn|so với|so) (?:§+|cùng kỳ|(?:năm|quý|tháng|kỳ|tuần) \w+)[^,.;:()]{0,20} $"
)
"""Between what is now and by how much: "318, nhiều hơn tháng 3 là 24"."""
_LARGE = 100
"""From here on a number without a noun is not met by chance."""
_INDEX = 50
"""The least percent that is read as now over then, and no change: "giảm 66, bằng 96,8%"."""


def rate_claim(account: Account, change: Change) -> Iterator[Claim]:
    """Yield the claim of the rate of a change."""
    if change.rate is None:
        return
    rate = account.quantities[change.rate]
    now = account.quantities[change.now] if change.now is not None else None
    base = account.quantities[change.base] if change.base is not None else None
    by = account.quantities[change.amount] if change.amount is not None else None
    if base is not None and base.use in ("amount", "mean") and base.value:
        gap = (
            by.value if by is not None else abs(now.value - base.value) if now is not None else None
        )
        if gap is None:
            yield from _without_now(account, change, rate, base)
            return
        figures = tuple(
            n for n in (change.rate, change.amount, change.now, change.base) if n is not None
        )
        turned = now is not None and by is None and _is_turned(rate, now, base, change.up)
        if now is not None and turned:
            yield _wrong_way(rate, now, base, change.up, figures)
            return
        if _fits(rate, gap, base, now):
            yield Claim("R03", figures, True, weight=2)
            return
        yield _wrong(rate, gap, base, now, figures)
        return
    if by is not None and change.amount is not None:
        yield from _without_base(account, change, change.rate, change.amount)


def _is_turned(rate: Quantity, now: Quantity, base: Quantity, up: bool) -> bool:
    """Whether a rate is that of a change the other way, and of nothing else."""
    gap = abs(now.value - base.value)
    of_now = now.value and fit_numbers(rate, gap, now.value) == "holds"
    other = bool(gap) and (now.value > base.value) != up
    return other and not of_now and fit_numbers(rate, gap, base.value) == "holds"


def _wrong_way(
    rate: Quantity, now: Quantity, base: Quantity, up: bool, figures: tuple[int, ...]
) -> Claim:
    said, right = ("tăng", "giảm") if up else ("giảm", "tăng")
    return Claim(
        "R03",
        figures,
        False,
        f"Lời văn ghi {said} {rate.quote}, mà {now.text} so với {base.text} là {right} "
        f"{rate.quote}: sai chiều.",
        severity="cao",
        expected=f"{right} {rate.text}",
        found=f"{said} {rate.text}",
        advice="Sửa chữ tăng, giảm, hoặc sửa một trong hai số được so sánh.",
        weight=2,
    )


def _without_base(account: Account, change: Change, at: int, amount: int) -> Iterator[Claim]:
    """Yield the claim of "giảm 4 hồ sơ, tương ứng 25%" with what was from elsewhere."""
    by, rate = account.quantities[amount], account.quantities[at]
    ends = ends_by_gap(account, amount, change.up)
    if ends is not None:
        now, base = (account.quantities[n] for n in ends)
        figures = (at, amount, *ends)
        if _fits(rate, by.value, base, now):
            yield Claim("R03", figures, True)
            return
        of_now = fit_numbers(rate, by.value, now.value) == "holds"
        if of_now or near_slip(rate.value, right_rate(rate, by.value, base.value)):
            yield _wrong(rate, by.value, base, now, figures)
            return
    divided = _of_now(account, change, at, amount)
    if divided is not None:
        yield divided
        return
    for n in account.distinct(at):
        other = account.quantities[n]
        fits = n != amount and alike(by, other) and other.value > by.value
        if fits and fit_numbers(rate, by.value, other.value) == "holds":
            yield Claim("R03", (at, amount, n), True)
            return


def _of_now(account: Account, change: Change, at: int, amount: int) -> Claim | None:
    """Return the claim of the rate of a change right behind what is now: what was is the rest.

    "Tiếp nhận 2.400 hồ sơ, tăng 400 hồ sơ, tương ứng 16,7% so với cùng kỳ": of 2.000 it is 20 %.
    """
    by, rate = account.quantities[amount], account.quantities[at]
    if amount - 1 not in account.same_sentence(amount):
        return None
    more = _THAN.search(account.between(amount - 1, amount))
    if not more and not COMPARED.search(rate.trail):
        return None
    now = account.quantities[amount - 1]
    was = now.value - by.value if change.up else now.value + by.value
    counted = now.use == "amount" and bool(by.unit) and now.unit == by.unit
    if not counted or was <= 0:
        return None
    figures = (at, amount, amount - 1)
    if fit_numbers(rate, by.value, was) == "holds":
        return Claim("R03", figures, True) if more else None
    slipped = more and near_slip(rate.value, right_rate(rate, by.value, was))
    if not slipped and fit_numbers(rate, by.value, now.value) != "holds":
        return None
    base = replace(now, value=was, text=print_number(plain(was / now.scale)))
    return _wrong(rate, by.value, base, now, figures)


def ends_by_gap(
    account: Account, at: int, up: bool, sentence: bool = False
) -> tuple[int, int] | None:
    """Return the only two numbers that differ by a change, of the part or passage it tells of.

    With `sentence`, of its own sentence alone.
    """
    by = account.quantities[at]
    if not by.unit and by.value < _LARGE:
        return None
    role = "" if sentence else role_of(by.lead, by.trail, by.wide)
    near = account.same_sentence(at) if sentence else account.by_passage[by.passage]
    of_role = [n for n in account.amounts if role and account.quantities[n].role == role]
    return _pair_apart(account, at, up, of_role) or _pair_apart(account, at, up, near)


def _pair_apart(account: Account, at: int, up: bool, near: Sequence[int]) -> tuple[int, int] | None:
    """Return the only two of some amounts that are as far apart as a change, those before first."""
    by = account.quantities[at]
    same = [
        n
        for n in near
        if (one := account.quantities[n]).use == "amount"
        and (not by.unit or one.unit in (by.unit, ""))
    ]
    same = [n for n in same if n < at] or same
    rise = by.value if up else -by.value
    found = {
        (account.quantities[now].value, account.quantities[base].value): (now, base)
        for now in same
        for base in same
        if rise and account.quantities[now].value - account.quantities[base].value == rise
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _without_now(
    account: Account, change: Change, rate: Quantity, base: Quantity
) -> Iterator[Claim]:
    """Yield the claim of "so với năm trước (B), tăng P%" with what is now from elsewhere."""
    figures = tuple(n for n in (change.rate, change.base) if n is not None)
    nows = [
        n
        for n in account.amounts
        if n != change.base
        and alike(base, one := account.quantities[n])
        and one.unit == base.unit
        and (one.value > base.value) == change.up
        and base.value * 3 > one.value > base.value / 3
    ]
    for n in nows:
        gap = abs(account.quantities[n].value - base.value)
        if fit_numbers(rate, gap, base.value) == "holds":
            yield Claim("R03", (*figures, n), True, weight=2)
            return
    role = role_of(base.lead, base.trail, "")
    same = [n for n in nows if role and account.dossier_roles[n] == role]
    alone = len({account.quantities[n].value for n in same}) == 1
    for n in nows:
        now = account.quantities[n]
        gap = abs(now.value - base.value)
        slipped = alone and n in same and near_slip(rate.value, right_rate(rate, gap, base.value))
        if slipped or fit_numbers(rate, gap, now.value) == "holds":
            yield _wrong(rate, gap, base, now, (*figures, n))
            return


def _fits(rate: Quantity, gap: Decimal, base: Quantity, now: Quantity | None) -> bool:
    if (
        fit_numbers(
            rate, gap, base.value, 0, (gap * 0, base.step / 2 if base.scale > 1 else gap * 0)
        )
        == "holds"
    ):
        return True
    if now is not None and fit(rate, now, base, 100) == "holds":
        return True
    whole = base.value + gap if rate.value > 100 else base.value - gap
    return rate.value > _INDEX and fit_numbers(rate, whole, base.value) == "holds"


def _wrong(
    rate: Quantity, gap: Decimal, base: Quantity, now: Quantity | None, figures: tuple[int, ...]
) -> Claim:
    right = right_rate(rate, gap, base.value)
    other = now is not None and now.value and fit_numbers(rate, gap, now.value) == "holds"
    if not other and not may_be_meant(rate.value, right):
        return Claim("R03", (), True)
    cut = fit_numbers(rate, gap, base.value) == "cut"
    tail = (
        "chia nhầm cho số kỳ này"
        if other
        else "bị cắt bớt, không làm tròn"
        if cut
        else "tính lại khác"
    )
    top = printed(gap, base).split()[0]
    exact = exact_rate(_as(base, gap), base)
    told = (
        f", mức thay đổi {top}/{base.text} = {exact}%, làm tròn là "
        f"{shown_rate(right, rate)} ({tail})"
    )
    advice = "Mức tăng, giảm chia cho số của kỳ được so sánh."
    return wrong_rate(figures, rate, right, told, "vừa" if cut else "cao", advice)


def _as(like: Quantity, value: Decimal) -> Quantity:
    return replace(like, value=value)
