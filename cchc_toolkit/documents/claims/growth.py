"""Claims of growth: by how much and by how many percent something rose or fell, and from what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, printed
from cchc_toolkit.documents.claims.growth_ends import ends_of
from cchc_toolkit.documents.claims.growth_words import (
    BASE_LEAD,
    EARLIER,
    RATE_OF_CHANGE,
    clause_before,
)
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import (
    exact_rate,
    fit_numbers,
    may_be_meant,
    near_slip,
    right_rate,
    shown_rate,
    slip_hint,
)
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.wording import DOWN, UP
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_LARGE = 100
"""From here on a number is not met by chance."""
_CLOSE = 3
"""A change within a third of the right one is meant to be it."""
_INDEX = 50
"""The least percent that is read as now over then, and no change: "giảm 66, bằng 96,8%"."""


@dataclass(frozen=True)
class _Change:
    """A change as said: its amount, its rate, what it is now and what it was; None where unsaid."""

    amount: int | None
    rate: int | None
    now: int | None
    base: int | None
    up: bool


def growth_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each change whose figures its sentence gives."""
    for change in _changes(account):
        yield from _amount_claim(account, change)
        yield from _rate_claim(account, change)
        yield from _of_rates(account, change)


def _changes(account: Account) -> Iterator[_Change]:
    used: set[int] = set()
    for at, one in enumerate(account.quantities):
        if at in used or one.use not in ("change", "points"):
            continue
        up = _direction(one)
        if up is None:
            continue
        amount = at if one.unit != "%" else None
        rate = at if one.unit == "%" else _rate_beside(account, at)
        own = account.same_sentence(at)
        if rate is not None:
            used.add(rate)
        if amount is not None:
            used.add(amount)
        now, base = ends_of(account, at, own, one, {n for n in (amount, rate) if n is not None})
        yield _Change(amount, rate, now, base, up)


def _direction(one: Quantity) -> bool | None:
    lead = one.wide[-60:]
    ups = [found.end() for found in UP.finditer(lead)]
    downs = [found.end() for found in DOWN.finditer(lead)]
    if not ups and not downs:
        return None
    return max(ups, default=-1) > max(downs, default=-1)


def _rate_beside(account: Account, at: int) -> int | None:
    """Return the rate that goes with an amount of change: "tăng 118 hồ sơ (10,8%)"."""
    own = account.same_sentence(at)
    for n in own[own.index(at) + 1 :]:
        one = account.quantities[n]
        if one.unit == "%" and one.use in ("percent", "change"):
            between = account.between(at, n)
            if account.quantities[at].unit == "điểm %" or BASE_LEAD.search(between):
                return None
            outside = re.sub(r"\([^()]{0,200}\)", "", between)
            if RATE_OF_CHANGE.match(outside) or re.search(r"tương ứng|tức|tương đương", outside):
                return n
            return None
        if one.depth <= account.quantities[at].depth:
            return None
    return None


def _amount_claim(account: Account, change: _Change) -> Iterator[Claim]:
    if change.amount is not None and change.now is None and change.base is not None:
        before = _now_before(account, change.amount, change.base)
        if before is None:
            before = _now_turned(account, change, change.amount, change.base)
        change = replace(change, now=before)
    if change.amount is None or change.now is None or change.base is None:
        return
    by, now, base = (account.quantities[n] for n in (change.amount, change.now, change.base))
    gap = now.value - base.value
    figures = (change.amount, change.now, change.base)
    if gap == (by.value if change.up else -by.value):
        yield Claim("R03", figures, True, weight=3)
        return
    sign = "tăng" if gap > 0 else "giảm"
    said = "tăng" if change.up else "giảm"
    turned = abs(gap) == by.value and gap != 0
    if not turned and not _plain_case(now, base, by, gap):
        return
    if turned:
        message = (
            f"Lời văn ghi {said} {by.quote}, mà {now.text} so với {base.text} là {sign} "
            f"{printed(abs(gap), by)}: sai chiều."
        )
    else:
        message = (
            f"Lời văn ghi {said} {by.quote}, tính lại {now.text} - {base.text} = "
            f"{printed(gap, by)}."
        )
    yield Claim(
        "R03",
        figures,
        False,
        message,
        severity="cao",
        expected=f"{sign} {printed(abs(gap), by)}",
        found=f"{said} {by.text}",
        advice="Tính lại mức tăng, giảm, hoặc sửa một trong hai số được so sánh.",
        weight=2,
    )


def _now_before(account: Account, at: int, base: int) -> int | None:
    """Return what is now from the sentence before: "Nhận 870 hồ sơ. So quý trước (900) giảm 30"."""
    by, was = account.quantities[at], account.quantities[base]
    for n in reversed([n for n in account.near(at) if n < at and n != base]):
        one = account.quantities[n]
        counted = one.use == "amount" and not one.divisor and alike(was, one)
        if counted and abs(one.value - was.value) == by.value and one.sentence < by.sentence:
            return n
    return None


def _now_turned(account: Account, change: _Change, at: int, base: int) -> int | None:
    """Return what is now where the report has it on the other side of what was, and there only.

    "Giảm 64 hồ sơ so với năm trước (1.310 hồ sơ)", and 1.374 hồ sơ elsewhere.
    """
    by, was = account.quantities[at], account.quantities[base]
    rise = by.value if change.up else -by.value
    if was.value < _LARGE or not was.unit or account.by_value.get(was.value + rise):
        return None
    nows = [
        n
        for n in account.by_value.get(was.value - rise, ())
        if (one := account.quantities[n]).unit == was.unit and not one.divisor
    ]
    return nows[0] if nows and by.value else None


def _plain_case(now: Quantity, base: Quantity, by: Quantity, gap: Decimal) -> bool:
    """Whether nothing else can be meant: the three are named alike, or one is a slip."""
    if now.rough or base.rough or by.rough:
        return False
    same = bool(now.unit) and now.unit == base.unit
    return same or bool(slip(by.value / by.scale, abs(gap) / by.scale))


def _of_rates(account: Account, change: _Change) -> Iterator[Claim]:
    """Yield the claim of "năm 2023 là 5,2%, năm 2024 là 4,1%, giảm 1,1%": points, as percent."""
    at = change.rate
    if at is None or change.amount is not None:
        return
    rate = account.quantities[at]
    before = [n for n in account.same_sentence(at) if n < at]
    if len(before) < 2 or any(account.quantities[n].unit != "%" for n in before[-2:]):
        return
    one, other = (account.quantities[n] for n in before[-2:])
    if not EARLIER.search(clause_before(account, before[-2])) or "change" in (one.use, other.use):
        return
    gap = abs(one.value - other.value)
    figures = (at, *before[-2:])
    if rate.value == gap or fit_numbers(rate, gap, one.value) == "holds":
        yield Claim("R03", figures, True, weight=2)
    elif abs(rate.value - gap) * _CLOSE <= gap:
        yield Claim(
            "R03",
            figures,
            False,
            f"Lời văn ghi {rate.quote}, tính lại {one.quote} và {other.quote} chênh "
            f"{print_number(gap)} điểm phần trăm.",
            severity="cao",
            expected=f"{print_number(gap)} điểm %",
            found=rate.quote,
            advice="Tính lại mức tăng, giảm, hoặc sửa một trong hai số được so sánh.",
            weight=2,
        )


def _rate_claim(account: Account, change: _Change) -> Iterator[Claim]:
    if change.rate is None:
        return
    rate = account.quantities[change.rate]
    now = account.quantities[change.now] if change.now is not None else None
    base = account.quantities[change.base] if change.base is not None else None
    by = account.quantities[change.amount] if change.amount is not None else None
    if base is not None and base.use == "amount" and base.value:
        gap = (
            by.value if by is not None else abs(now.value - base.value) if now is not None else None
        )
        if gap is None:
            yield from _without_now(account, change, rate, base)
            return
        figures = tuple(
            n for n in (change.rate, change.amount, change.now, change.base) if n is not None
        )
        if _fits(rate, gap, base, now):
            yield Claim("R03", figures, True, weight=2)
            return
        yield _wrong(rate, gap, base, now, figures)
        return
    if by is not None and change.amount is not None:
        yield from _without_base(account, change, change.rate, change.amount)


def _without_base(account: Account, change: _Change, at: int, amount: int) -> Iterator[Claim]:
    """Yield the claim of "giảm 4 hồ sơ, tương ứng 25%" with what was from elsewhere."""
    by, rate = account.quantities[amount], account.quantities[at]
    ends = _ends_by_role(account, change, amount)
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
    for n in account.distinct(at):
        other = account.quantities[n]
        fits = n != amount and alike(by, other) and other.value > by.value
        if fits and fit_numbers(rate, by.value, other.value) == "holds":
            yield Claim("R03", (at, amount, n), True)
            return


def _ends_by_role(account: Account, change: _Change, at: int) -> tuple[int, int] | None:
    """Return the only two numbers of the part that a change names which differ by it."""
    by = account.quantities[at]
    role = role_of(by.lead, by.trail, by.wide)
    same = [
        n
        for n in account.amounts
        if role and (one := account.quantities[n]).role == role and one.unit == by.unit
    ]
    rise = by.value if change.up else -by.value
    found = {
        (account.quantities[now].value, account.quantities[base].value): (now, base)
        for now in same
        for base in same
        if rise and account.quantities[now].value - account.quantities[base].value == rise
    }
    return next(iter(found.values())) if len(found) == 1 and by.unit else None


def _without_now(
    account: Account, change: _Change, rate: Quantity, base: Quantity
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
    if now is not None and fit_numbers(rate, abs(now.value - base.value), base.value) == "holds":
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
    return Claim(
        "R03",
        figures,
        False,
        f"Lời văn ghi {rate.quote}, mức thay đổi {top}/{base.text} = {exact}%, làm tròn là "
        f"{shown_rate(right, rate)} ({tail}).",
        severity="vừa" if cut else "cao",
        expected=shown_rate(right, rate),
        found=rate.text,
        suggestion=slip_hint(rate, right),
        advice="Mức tăng, giảm chia cho số của kỳ được so sánh.",
        weight=2,
    )


def _as(like: Quantity, value: Decimal) -> Quantity:
    return replace(like, value=value)
