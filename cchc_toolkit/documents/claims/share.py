"""Claims "A …, chiếm P%": a part, its rate, and a whole that the words leave to be found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import ACHIEVERS, alike, surely_alike
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import (
    exact_rate,
    fit,
    fit_numbers,
    near_slip,
    right_rate,
    shown_rate,
    slip_hint,
)
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.siblings import shared_whole
from cchc_toolkit.documents.claims.wording import BASE_NAMED, COMPARED

_LEADS = re.compile(
    r"^(?:; ?(?=đạt|bằng|chiếm|t[ỷỉ] lệ|đúng))?[^.;:\d]{0,60}(?:\b(?:đạt|chiếm|bằng|t[ỷỉ] lệ|tương ứng|tương đương|tức)\b|\(|, ?|= ?)"
    r"[^.;:\d]{0,50}$"
)
_OWN_LABEL = re.compile(r"\bt[ỷỉ] lệ (?P<label>[^,;:.()%\d]{4,60}?)(?: (?:đạt|là|chiếm|bằng)\b|$)")
_PLAIN = frozenset(
    [
        "số",
        "của",
        "trên",
        "tổng",
        "đạt",
        "là",
        "các",
        "có",
        "được",
        "đã",
        "trong",
        "cho",
        "và",
        "với",
        "so",
        "hồ",
        "sơ",
        "phiếu",
        "người",
    ]
)
_JOINT_WORDS = "đạt chiếm bằng tỷ tỉ lệ tương ứng đương tức khoảng gần hơn thì mức"
_JOINTS = frozenset(_JOINT_WORDS.split())
_PLAN = re.compile(r"\b(?:mục tiêu|kế hoạch|chỉ tiêu|dự toán|yêu cầu|được giao)\b")
_MANY_WORDS = 2
_LISTED = re.compile(r"\blần lượt\b")
_FAR = 100
"""A whole farther off than the section counts only from this size on: small ones meet by chance."""
_NEAR = 12


@dataclass(frozen=True)
class _Case:
    """A rate, the part that it is of, and the wholes that may be meant, the likeliest first."""

    rate: int
    part: int
    near: tuple[int, ...]
    far: tuple[int, ...]
    named: bool
    """Whether the first of the near wholes is the one that the words name."""
    sure: bool
    """Whether the words make the part the numerator beyond doubt."""


def share_claims(account: Account, done: frozenset[int]) -> Iterator[Claim]:
    """Yield a claim for each rate outside `done` whose part stands beside it."""
    for at, rate in enumerate(account.quantities):
        if rate.use != "percent" or rate.unit != "%" or at in done:
            continue
        case = _case(account, at)
        if case is not None:
            yield from _claims(account, case)
        else:
            yield from _confirmed_only(account, at)


def _claims(account: Account, case: _Case) -> Iterator[Claim]:
    rate, part = account.quantities[case.rate], account.quantities[case.part]
    for whole in (*case.near, *case.far, *_beside(account, case)):
        if fit(rate, part, account.quantities[whole]) == "holds":
            yield Claim("R03", (case.rate, case.part, whole), True, weight=2)
            return
    shared = shared_whole(account, case.rate, case.part)
    if shared is None and _of_siblings(account, case):
        yield Claim("R03", (case.rate, case.part), True, weight=2)
        return
    found = list(_confirmed_only(account, case.rate, case.part)) if shared is None else []
    if found:
        yield from found
        return
    accused = _accused(account, case) if shared is None else shared
    if accused is not None:
        yield _wrong(account, case, accused)


def _accused(account: Account, case: _Case) -> int | None:
    """Return the whole against which a rate is certainly wrong, None where it is left open."""
    rate, part = account.quantities[case.rate], account.quantities[case.part]
    if COMPARED.search(rate.trail) or not case.near or not case.sure:
        return None
    if _LISTED.search(rate.wide) or _reaches(account, case):
        return None
    if rate.value == 100 and not case.named:
        return None
    slips = [
        whole
        for whole in case.near
        if (whole < case.part or _beside_rate(account, case.rate, whole))
        and fit(rate, part, account.quantities[whole]) == "cut"
        or (whole < case.part or _beside_rate(account, case.rate, whole))
        and near_slip(rate.value, right_rate(rate, part.value, account.quantities[whole].value))
    ]
    if case.named:
        return case.near[0]
    if slips:
        return slips[0]
    strong = [
        whole
        for whole in case.near
        if whole < case.part
        and account.quantities[whole].passage == part.passage
        and account.quantities[whole].sentence == part.sentence
        and (
            surely_alike(part, account.quantities[whole])
            or (not part.unit and bool(account.quantities[whole].unit))
        )
    ]
    return strong[0] if strong and not rate.rough else None


def _beside_rate(account: Account, rate: int, whole: int) -> bool:
    """Whether a whole behind a rate belongs to it: "84% của 1.500", not "84%, đàn lợn 5.310"."""
    gap = account.between(rate, whole) if whole > rate else ","
    return bool(re.match(r"^%? ?(?:\(|trên|của|so với|/|trong)[^.;:,]{0,40}$", gap))


def _beside(account: Account, case: _Case) -> Iterator[int]:
    """Yield the amounts of a rate's sentence whatever they count: they may confirm it."""
    for n in account.same_sentence(case.rate):
        if n != case.part and account.quantities[n].use == "amount" and n not in case.near:
            yield n


def _of_siblings(account: Account, case: _Case) -> bool:
    """Whether a part is its share of the amounts beside it: "430 qua mạng, 271 ở quầy"."""
    rate, part = account.quantities[case.rate], account.quantities[case.part]
    own = account.same_sentence(case.rate)
    amounts = [
        n
        for n in own
        if account.quantities[n].use == "amount" and alike(part, account.quantities[n])
    ]
    for first in range(len(amounts)):
        for last in range(first + 2, len(amounts) + 1):
            run = amounts[first:last]
            added = sum((account.quantities[n].value for n in run), part.value * 0)
            for n in run if _LISTED.search(rate.wide) else [case.part] if case.part in run else []:
                if added and fit_numbers(rate, account.quantities[n].value, added) == "holds":
                    return True
    return False


def _reaches(account: Account, case: _Case) -> bool:
    """Whether a rate is what some units reach ("2 tổ đạt 91%") and no share of them."""
    part = account.quantities[case.part]
    between = _outside(account, case.part, case.rate)
    return (
        part.unit in ACHIEVERS
        and bool(re.search(r"\b(?:đạt|có)\b", between))
        and not re.search(r"[,(]", between)
    )


def _wrong(account: Account, case: _Case, at: int) -> Claim:
    rate, part, whole = (account.quantities[n] for n in (case.rate, case.part, at))
    right = right_rate(rate, part.value, whole.value)
    cut = fit(rate, part, whole) == "cut"
    tail = "số đã ghi bị cắt bớt, không làm tròn" if cut else "không khớp cách làm tròn nào"
    return Claim(
        "R03",
        (case.rate, case.part, at),
        False,
        f'Lời văn ghi {rate.quote} cho "{part.quote}", tính lại {part.text}/{whole.text} = '
        f"{exact_rate(part, whole)}%, làm tròn là {shown_rate(right, rate)} ({tail}).",
        severity="vừa" if cut else "cao",
        expected=shown_rate(right, rate),
        found=rate.text,
        suggestion=slip_hint(rate, right),
        weight=2,
    )


def _case(account: Account, at: int) -> _Case | None:
    found = _part(account, at)
    if found is None:
        return None
    part, sure = found
    exceeded = _exceeded(account, at, part)
    if exceeded is not None:
        return _Case(at, exceeded, (part,), (), True, sure)
    named = _named(account, at, part)
    alone = _has_whole(account, part)
    near = tuple(dict.fromkeys((*named, *_near(account, at, part, alone))))
    far = () if alone else tuple(_far(account, part))
    far = tuple(n for n in far if n not in near)
    return _Case(at, part, near, far, bool(named), sure)


def _exceeded(account: Account, at: int, plan: int) -> int | None:
    """Return what reached a plan that stands right before its rate: "1.204, vượt 204 so với 1.000".

    None where the amount before the rate is no plan.
    """
    one, rate = account.quantities[plan], account.quantities[at]
    if not _PLAN.search(one.lead):
        return None
    ahead = [
        n
        for n in account.same_sentence(at)
        if n < plan and account.quantities[n].use == "amount" and account.quantities[n].depth <= one.depth
    ]
    if not ahead or not alike(one, account.quantities[ahead[-1]]):
        return None
    done = account.quantities[ahead[-1]]
    return ahead[-1] if (done.value > one.value) == (rate.value > 100) else None


def _has_whole(account: Account, part: int) -> bool:
    """Whether the sentence says the whole itself, right before the part: then no other is meant."""
    one = account.quantities[part]
    before = [n for n in account.same_sentence(part) if n < part]
    if not before:
        return False
    whole = account.quantities[before[-1]]
    return (
        whole.use == "amount" and bool(whole.unit) and alike(one, whole) and whole.value > one.value
    )


def _part(account: Account, at: int) -> tuple[int, bool] | None:
    """Return the amount that a rate is of, and whether that is beyond doubt."""
    rate = account.quantities[at]
    own = account.same_sentence(at)
    place = own.index(at)
    if place + 1 < len(own):
        following = own[place + 1]
        if account.quantities[following].use == "amount" and re.match(
            r"^% ?\([^.;:\d()]{0,20}$", account.between(at, following)
        ):
            return following, True
    for before in reversed(own[:place]):
        one = account.quantities[before]
        if one.depth > rate.depth:
            continue
        if one.use != "amount" or not _LEADS.match(_outside(account, before, at)):
            return None
        return before, _is_of(one, rate, _outside(account, before, at))
    return None


def _is_of(part: Quantity, rate: Quantity, between: str) -> bool:
    """Whether the words between do not name something else than the part."""
    label = _OWN_LABEL.search(rate.wide)
    mine = _words(f"{part.lead} {part.noun.lower()} {part.trail}")
    if label is not None:
        return bool(_words(label["label"]) & mine)
    said = _words(re.sub(r"[^\w ]", " ", between)) - mine - _JOINTS
    return len(said) < _MANY_WORDS


def _outside(account: Account, first: int, second: int) -> str:
    """Return what stands between two quantities, without what brackets between them hold."""
    return re.sub(r"\([^()]{0,200}\)", "", account.between(first, second))


def _named(account: Account, at: int, part: int) -> tuple[int, ...]:
    """Return the whole that the words behind a rate name: "% số đã giải quyết", "% dự toán (…)"."""
    rate, one = account.quantities[at], account.quantities[part]
    text = account.lower[rate.passage]
    found = BASE_NAMED.match(text[rate.end : rate.end + 90])
    if found is None:
        return ()
    own = account.same_sentence(at)
    following = own[own.index(at) + 1 :]
    if following:
        whole = account.quantities[following[0]]
        gap = text[rate.end : whole.start]
        if (
            whole.use == "amount"
            and alike(one, whole)
            and len(gap) < 60
            and not re.search(r"[;:]|, ", gap)
        ):
            return (following[0],)
    role = role_of(found["base"], "", "")
    if not role or role == "total":
        return ()
    roles = {"received": ("received", "new"), "new": ("new", "received")}.get(role, (role,))
    start = account.section[rate.passage]
    fits = [
        n
        for n in account.amounts
        if account.quantities[n].role in roles
        and account.section[account.quantities[n].passage] == start
        and n < at
        and n != part
        and alike(one, account.quantities[n])
    ]
    return tuple(reversed(fits)) if len({account.quantities[n].value for n in fits}) == 1 else ()


def _near(account: Account, at: int, part: int, alone: bool) -> Iterator[int]:
    """Yield the wholes of the sentence, then those right before it, then those after the rate.

    `alone` says that the sentence has the whole itself: then none before it is meant.
    """
    one = account.quantities[part]
    own = account.same_sentence(at)
    before = [n for n in own if n < part and account.quantities[n].depth <= max(one.depth, 1)]
    earlier = [
        n
        for n in account.amounts
        if not alone
        and n < part
        and n not in own
        and account.section[account.quantities[n].passage]
        in (account.section[one.passage], account.section[max(0, one.passage - 1)])
    ][-_NEAR:]
    after = [n for n in own if n > at]
    for n in (*reversed(before), *reversed(earlier), *after):
        if _may_be_whole(account, n, part, at):
            yield n


def _far(account: Account, part: int) -> Iterator[int]:
    one = account.quantities[part]
    least = max(Decimal(_FAR), one.value)
    for n in account.distinct(part):
        whole = account.quantities[n]
        if n != part and whole.value >= least and alike(one, whole):
            yield n


def _may_be_whole(account: Account, n: int, part: int, at: int) -> bool:
    one, whole, rate = account.quantities[part], account.quantities[n], account.quantities[at]
    if whole.use != "amount" or n == part or not whole.value or not alike(one, whole):
        return False
    return whole.value >= one.value or rate.value > 100 or one.is_money


def _confirmed_only(account: Account, at: int, part: int | None = None) -> Iterator[Claim]:
    """Yield a claim that holds where amounts beside a rate give it in some other way.

    With a part that is known, only two parts added are tried: of many quotients one always fits.
    """
    rate = account.quantities[at]
    for top, bottom in _pairs(account, at, part):
        if _fits(account, rate, top, bottom):
            yield Claim("R03", (at, *top, bottom), True, weight=1)
            return
    if part is not None:
        return
    rest = 100 - rate.value
    for n in account.same_sentence(at):
        other = account.quantities[n]
        if n != at and other.unit == "%" and other.value == rest and other.value:
            yield Claim("R03", (at, n), True)
            return


def _pairs(account: Account, at: int, part: int | None) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield parts, one or two neighbours of a sentence added, over wholes of the same kind."""
    near = [n for n in account.near(at) if account.quantities[n].use == "amount"][-20:]
    tops: list[tuple[int, ...]] = [(n,) for n in near] if part is None else []
    for one, other in pairwise(near):
        left, right = account.quantities[one], account.quantities[other]
        together = left.sentence == right.sentence and alike(left, right)
        if together and (part is None or part in (one, other)):
            tops.append((one, other))
    for top in tops:
        for bottom in near:
            if bottom not in top and alike(account.quantities[top[0]], account.quantities[bottom]):
                yield top, bottom


def _fits(account: Account, rate: Quantity, top: Sequence[int], bottom: int) -> bool:
    whole = account.quantities[bottom].value
    added = sum((account.quantities[n].value for n in top), whole - whole)
    if not whole or added > whole or (added == whole and rate.value != 100):
        return False
    if rate.decimals == 0 and rate.value not in (0, 100) and whole < 20:
        return False  # too coarse to say that it is no chance
    return fit_numbers(rate, added, whole) == "holds"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split()) - _PLAIN


def over_whole(account: Account, done: frozenset[int]) -> Iterator[Claim]:
    """Yield a claim for each rate of a part "trên" its whole that says more than everything."""
    for at, rate in enumerate(account.quantities):
        if rate.use != "percent" or rate.value <= 100 or at in done:
            continue
        if re.search(r"\bchiếm(?: tỷ lệ)?$", rate.lead) and not re.search(
            r"kế hoạch|dự toán|chỉ tiêu|cùng kỳ", f"{rate.wide} {rate.trail}"
        ):
            yield Claim(
                "R05",
                (at,),
                False,
                f"Lời văn ghi chiếm {rate.quote}: một phần không thể chiếm quá 100%.",
                advice="Kiểm tra lại tử số, mẫu số.",
                found=rate.text,
                expected="≤ 100%",
            )
            continue
        label = _OWN_LABEL.search(rate.wide)
        if label is not None and re.search(r"\btrên\b", label["label"]):
            yield Claim(
                "R05",
                (at,),
                False,
                f"Lời văn ghi {rate.quote}: tỷ lệ {label['label'].strip()} không thể vượt 100%.",
                advice="Kiểm tra lại tử số, mẫu số.",
                found=rate.text,
                expected="≤ 100%",
            )
