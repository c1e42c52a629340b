"""Claims of growth: by how much and by how many percent something rose or fell, and from what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, printed
from cchc_toolkit.documents.claims.growth_ends import Change, ends_of
from cchc_toolkit.documents.claims.growth_rate import ends_by_gap, rate_claim
from cchc_toolkit.documents.claims.growth_words import (
    BASE_LEAD,
    EARLIER,
    FROM,
    LABEL,
    RATE_OF_CHANGE,
    TO,
    clause_before,
)
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import (
    fit_numbers,
    may_be_meant,
    near_slip,
)
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.share_case import case_of
from cchc_toolkit.documents.claims.wording import DOWN, UP
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_LARGE = 100
"""From here on a number is not met by chance."""
_SINCE = re.compile(
    r"^%? so (?:với|cùng)(?: cùng)? (?:năm|kỳ|quý|tháng)[^.;:,()]{0,30}\((?:là |đạt )?$"
)
_SUBJECT = re.compile(r"[^.;,]*[,;] (?:\w+ ){2,}(?:tăng|giảm)\b")
_OF_ALL = re.compile(r"\b(?:trung bình|bình quân|chung)(?: đã)? (?:tăng|giảm|rút ngắn)")
"""Before the mean of several changes: "từ 10 còn 7, từ 15 còn 10, trung bình giảm 31,7%"."""
_COMPARED_TO = re.compile(
    r"[^.;()\d]{0,20}\b(?:so (?:với|cùng)|(?:cao|thấp|nhiều|ít) hơn) "
    rf"(?P<label>{LABEL}|cùng kỳ|(?:năm|quý|kỳ|tháng) (?:trước|ngoái)"
    r"|mục tiêu|kế hoạch|chỉ tiêu|yêu cầu|dự toán|định mức|quy định|trung bình|bình quân)\b"
)
"""Between or behind changes: what the later one is from, whose number is untold."""
_TWO = 2
_AIMED = re.compile(r"\b(?:phấn đấu|quyết tâm|mục tiêu|dự kiến|sẽ)\b[^.;]*$")
"""Before a change that is aimed at: "phấn đấu tăng thêm 5 điểm phần trăm"."""
_NEAR = 60
_CLOSE = 3
"""A change within a third of the right one is meant to be it."""


def growth_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each change whose figures its sentence gives."""
    for change in changes_of(account):
        yield from _amount_claim(account, change)
        yield from rate_claim(account, change)
        yield from _of_rates(account, change)


def changes_of(account: Account) -> Iterator[Change]:
    """Yield the changes that the prose tells, with what is and what was as far as it says."""
    used: set[int] = set()
    for at, one in enumerate(account.quantities):
        if at in used or one.use not in ("change", "points") or _AIMED.search(one.wide[-_NEAR:]):
            continue
        up = _direction(account, one)
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
        if base is not None and _of_another(account, at, base):
            now = base = None
        if amount is not None and not _fit(account, amount, now, base):
            now, base = ends_by_gap(account, amount, up, sentence=True) or (now, base)
        yield Change(amount, rate, now, base, up)


def _fit(account: Account, by: int, now: int | None, base: int | None) -> bool:
    """Whether two figures are as far apart as a change says, or one is not told."""
    if now is None or base is None:
        return True
    gap = abs(account.quantities[now].value - account.quantities[base].value)
    return gap == account.quantities[by].value


def _of_another(account: Account, at: int, base: int) -> bool:
    """Whether a change has a subject of its own: "… tăng 20% so với 1.550, hồ sơ trễ giảm 15%".

    So has the mean of several, and what is compared with something else.
    """
    one, ahead = account.quantities[at], [n for n in account.same_sentence(at) if n < at]
    told = [n for n in ahead if account.quantities[n].use in ("change", "points")]
    if not told or base > at:
        return len(ahead) > _TWO and bool(_OF_ALL.search(one.wide))
    text = account.passages[one.passage].text.lower()
    last = max(told[-1], base)
    clause = re.split(r"[;,]", text[account.quantities[last].stop : one.start])[-1]
    behind = text[one.stop :] if base < told[-1] else ""
    to = _COMPARED_TO.match(clause) or _COMPARED_TO.match(behind)
    other = to is not None and to["label"] not in clause_before(account, base)
    return other or bool(_SUBJECT.match(account.between(last, at)))


def _direction(account: Account, one: Quantity) -> bool | None:
    lead = one.wide[-60:]
    if one.use == "points" and not UP.search(lead) and not DOWN.search(lead):
        lead = re.split(r"[.;] ", account.lower[one.passage][max(0, one.start - 100) : one.start])[
            -1
        ]
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


def _amount_claim(account: Account, change: Change) -> Iterator[Claim]:
    if change.amount is not None and change.now is None and change.base is not None:
        change = replace(change, now=_now_elsewhere(account, change, change.amount, change.base))
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


def _now_elsewhere(account: Account, change: Change, at: int, base: int) -> int | None:
    """Return what is now where the sentence of a change has only what was."""
    before = _now_before(account, at, base)
    if before is None:
        before = _now_turned(account, change, at, base)
    return _rate_before(account, at, base) if before is None else before


def _now_before(account: Account, at: int, base: int) -> int | None:
    """Return what is now from the sentence before: "Nhận 870 hồ sơ. So quý trước (900) giảm 30"."""
    by, was = account.quantities[at], account.quantities[base]
    for n in reversed([n for n in account.near(at) if n < at and n != base]):
        one = account.quantities[n]
        counted = one.use == "amount" and not one.divisor and alike(was, one)
        if counted and abs(one.value - was.value) == by.value and one.sentence < by.sentence:
            return n
    return None


def _rate_before(account: Account, at: int, base: int) -> int | None:
    """Return what a rate is now by the sentence before, of the role that the change names.

    "Trực tuyến 75 hồ sơ, đạt 75,0%. So với quý I (68,4%), tỷ lệ trực tuyến tăng 6,6 điểm".
    """
    by, was = account.quantities[at], account.quantities[base]
    if by.use != "points" or was.sentence != by.sentence:
        return None
    own = [n for n in account.near(at) if account.quantities[n].sentence == by.sentence - 1]
    rates = [
        n for n in own if (one := account.quantities[n]).use == "percent" and one.depth <= by.depth
    ]
    role = role_of(by.lead, by.trail, by.wide) or role_of(was.lead, was.trail, was.wide)
    if role and len(rates) > 1:
        rates = [n for n in rates if _plays(account, n, role)]
    gap = {abs(account.quantities[n].value - was.value) for n in rates}
    if len(rates) != 1 or not may_be_meant(by.value, gap.pop()):
        return None
    return rates[0]


def _plays(account: Account, rate: int, role: str) -> bool:
    """Whether a rate is of a part that plays a role, or is named by it."""
    one = account.quantities[rate]
    case = case_of(account, rate)
    part = account.quantities[case.part].role if case is not None else ""
    return role in (part, role_of(one.lead, one.trail, one.wide))


def _now_turned(account: Account, change: Change, at: int, base: int) -> int | None:
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
        if account.quantities[n].unit == was.unit
    ]
    return nows[0] if nows and by.value else None


def _plain_case(now: Quantity, base: Quantity, by: Quantity, gap: Decimal) -> bool:
    """Whether nothing else can be meant: the three are named alike, or one is a slip."""
    if now.rough or base.rough or by.rough:
        return False
    same = bool(now.unit) and now.unit == base.unit
    same = same or bool(FROM.search(base.wide[-20:]) and TO.search(now.wide[-20:]))
    return same or bool(slip(by.value / by.scale, abs(gap) / by.scale))


def _two_rates(account: Account, at: int) -> tuple[int, int] | None:
    """Return what a rate was and what it is, which a change of it lies between."""
    own = account.same_sentence(at)
    before = [n for n in own if n < at][-2:]
    behind = [n for n in own if n > at][:1]
    if before and behind and _SINCE.match(account.between(at, behind[0])):
        before = [behind[0], before[-1]]
    elif len(before) < len(("was", "is")):
        return None
    was, now = (account.quantities[n] for n in before)
    moved = FROM.search(was.wide) and TO.search(now.wide)
    said = moved or behind[:1] == before[:1] or EARLIER.search(clause_before(account, before[0]))
    rates = was.unit == now.unit == "%" and "change" not in (was.use, now.use)
    return (before[0], before[1]) if said and rates else None


def _of_rates(account: Account, change: Change) -> Iterator[Claim]:
    """Yield the claim of "năm 2023 là 5,2%, năm 2024 là 4,1%, giảm 1,1%": points, as percent."""
    at = change.rate
    if at is None or change.amount is not None:
        return
    rate = account.quantities[at]
    pair = _two_rates(account, at)
    if pair is None:
        return
    one, other = (account.quantities[n] for n in pair)
    gap = abs(one.value - other.value)
    figures = (at, *pair)
    if rate.value == gap or fit_numbers(rate, gap, one.value) == "holds":
        yield Claim("R03", figures, True, weight=2)
    elif abs(rate.value - gap) * _CLOSE <= gap or near_slip(rate.value, gap):
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
