"""Claims "A …, chiếm P%": a part, its rate, and a whole that the words leave to be found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from cchc_toolkit.documents.claims.account import OTHER_SCOPE, Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import ACHIEVERS, alike, kin, surely_alike
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
from cchc_toolkit.documents.claims.share_case import Case, base_said, case_of, outside
from cchc_toolkit.documents.claims.siblings import shared_whole, whole_of_lines
from cchc_toolkit.documents.claims.wording import COMPARED

_CHANGED_TO = re.compile(r"\b(?:xuống|lên|còn|thành)(?: còn| là)? ?$")
_OF_WHOLE = re.compile(
    r"^%? ?(?:\(|trên|của|so với|/|trong|quý|năm|tháng|kế hoạch|dự toán|cùng kỳ)[^.;:,]{0,40}$"
)
_LISTED = re.compile(r"\blần lượt\b")
_OF_SEVERAL = re.compile(r"\bchung\b")
_CHANGED = re.compile(
    r"\b(?:bổ sung|điều chỉnh|cắt giảm|thu hồi|mang sang|chuyển (?:nguồn|sang))\b"
)
_NEXT_LINES = 4


def share_claims(account: Account, done: frozenset[int]) -> Iterator[Claim]:
    """Yield a claim for each rate outside `done` whose part stands beside it."""
    for at, rate in enumerate(account.quantities):
        if rate.use != "percent" or rate.unit != "%" or at in done:
            continue
        case = case_of(account, at)
        if case is not None:
            yield from _claims(account, case)
        else:
            yield from _confirmed_only(account, at)


def _claims(account: Account, case: Case) -> Iterator[Claim]:
    rate, part = account.quantities[case.rate], account.quantities[case.part]
    told = case.near[:1] if case.named else (*case.near, *case.far, *_beside(account, case))
    for whole in told:
        if fit(rate, part, account.quantities[whole]) == "holds":
            yield Claim("R03", (case.rate, case.part, whole), True, weight=2)
            return
    shared = shared_whole(account, case.rate, case.part)
    if shared is None and case.sure:
        shared = whole_of_lines(account, case.part)
    if shared is not None and fit(rate, part, account.quantities[shared]) == "holds":
        yield Claim("R03", (case.rate, case.part, shared), True, weight=2)
        return
    loose = shared is None and not case.named
    if (loose and _of_siblings(account, case)) or (shared is None and _of_changed(account, case)):
        yield Claim("R03", (case.rate, case.part), True, weight=2)
        return
    found = list(_confirmed_only(account, case.rate, case.part)) if shared is None else []
    if found:
        yield from found
        return
    sibling = _of_sibling(account, case)
    if sibling is not None:
        yield sibling
        return
    reduced = _from_to(account, case)
    if reduced is not None:
        yield reduced
        return
    accused = _accused(account, case) if shared is None else shared
    if accused is not None:
        yield _wrong(account, case, accused)


def _of_sibling(account: Account, case: Case) -> Claim | None:
    """Return the claim of a rate behind a list that is of an earlier part of it."""
    rate = account.quantities[case.rate]
    for whole in case.near:
        for n in account.same_sentence(case.rate):
            part = account.quantities[n]
            fits = whole < n < case.part and part.use == "amount"
            if fits and fit(rate, part, account.quantities[whole]) == "holds":
                return Claim("R03", (case.rate, n, whole), True, weight=2)
    return None


def _from_to(account: Account, case: Case) -> Claim | None:
    """Return the claim of "từ 15 ngày xuống 10 ngày, tương ứng 33,3%": the change."""
    rate, now = account.quantities[case.rate], account.quantities[case.part]
    before = [n for n in account.same_sentence(case.rate) if n < case.part]
    was = account.quantities[before[-1]] if before else None
    if was is None or was.use not in ("amount", "mark") or not alike(was, now) or not was.value:
        return None
    if not re.search(r"\btừ ?$", was.lead + " ") or not _CHANGED_TO.search(now.wide):
        return None
    gap = abs(was.value - now.value)
    if fit_numbers(rate, gap, was.value) == "holds":
        return Claim("R03", (case.rate, case.part, before[-1]), True, weight=2)
    right = right_rate(rate, gap, was.value)
    told = f", từ {was.quote} thành {now.quote} là thay đổi {shown_rate(right, rate)}"
    return wrong_rate((case.rate, case.part, before[-1]), rate, right, told)


def _accused(account: Account, case: Case) -> int | None:
    """Return the whole against which a rate is certainly wrong, None where it is left open."""
    rate, part = account.quantities[case.rate], account.quantities[case.part]
    other = (COMPARED.search(rate.trail) and not case.named) or _OF_SEVERAL.search(rate.lead)
    if other or not case.near or not case.sure:
        return None
    reached = _LISTED.search(rate.wide) or _reaches(account, case)
    if reached or (rate.value == 100 and not case.named):
        return None
    if case.named:
        return case.near[0]
    role = role_of(base_said(account, case.rate), "", "")
    near = [n for n in case.near if role in ("", "total", account.quantities[n].role)]
    slips = [whole for whole in near if _is_slip(account, case, whole)]
    if slips:
        return slips[0]
    strong = [
        whole
        for whole in near
        if whole < case.part
        and account.quantities[whole].passage == part.passage
        and account.quantities[whole].sentence == part.sentence
        and (
            surely_alike(part, account.quantities[whole])
            or (not part.unit and bool(account.quantities[whole].unit))
        )
    ]
    if rate.rough:
        return None
    return strong[0] if strong else _of_flow(account, case)


def _is_slip(account: Account, case: Case, whole: int) -> bool:
    """Whether a rate is cut or a slip of the hand for that of a whole that may be meant."""
    if whole > case.part and not _beside_rate(account, case.rate, whole):
        return False
    rate, part, total = (account.quantities[n] for n in (case.rate, case.part, whole))
    cut = fit(rate, part, total) == "cut"
    return cut or near_slip(rate.value, right_rate(rate, part.value, total.value))


def _of_flow(account: Account, case: Case) -> int | None:
    """Return what was received, where the part is how it came in and one number is received."""
    rate, part = account.quantities[case.rate], account.quantities[case.part]
    if part.role not in ("online", "direct", "post") or rate.trail or not kin(part.unit, "hồ sơ"):
        return None
    if OTHER_SCOPE.search(part.wide):
        return None
    wholes = [
        n
        for n in account.amounts
        if n < case.part
        and (one := account.quantities[n]).role in ("received", "new")
        and kin(one.unit, "hồ sơ")
        and not OTHER_SCOPE.search(one.wide[-60:])
        and part.passage - one.passage < _NEXT_LINES
    ]
    values = {account.quantities[n].value for n in wholes}
    return wholes[-1] if len(values) == 1 and values.pop() >= part.value else None


def _beside_rate(account: Account, rate: int, whole: int) -> bool:
    """Whether a whole behind a rate belongs to it: "84% của 1.500", not "84%, đàn lợn 5.310"."""
    gap = account.between(rate, whole) if whole > rate else ","
    return bool(_OF_WHOLE.match(gap))


def _beside(account: Account, case: Case) -> Iterator[int]:
    """Yield the amounts of a rate's sentence whatever they count: they may confirm it."""
    for n in account.same_sentence(case.rate):
        if n != case.part and account.quantities[n].use == "amount" and n not in case.near:
            yield n


def _of_siblings(account: Account, case: Case) -> bool:
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
            every = rate.decimals or _LISTED.search(rate.wide)  # three digits are no chance
            for n in run if every and case.part in run else [case.part] if case.part in run else []:
                if added and fit_numbers(rate, account.quantities[n].value, added) == "holds":
                    return True
    return False


def _of_changed(account: Account, case: Case) -> bool:
    """Whether a part is its share of a whole that was changed: "giao 4.650, bổ sung 350, chi …"."""
    rate, part = account.quantities[case.rate], account.quantities[case.part]
    if not _CHANGED.search(account.lower[rate.passage][: rate.start]):
        return False
    ahead = (account.quantities[n] for n in account.near(case.rate) if n < case.part)
    own = [one.value for one in ahead if one.use == "amount" and alike(part, one)]
    wholes = [one + sign * other for one, other in combinations(own, 2) for sign in (1, -1)]
    return any(one > 0 and fit_numbers(rate, part.value, one) == "holds" for one in wholes)


def _reaches(account: Account, case: Case) -> bool:
    """Whether a rate is what some units reach ("2 tổ đạt 91%") and no share of them."""
    part = account.quantities[case.part]
    between = outside(account, case.part, case.rate)
    return (
        part.unit in ACHIEVERS
        and bool(re.search(r"\b(?:đạt|có)\b", between))
        and not re.search(r"[,(]", between)
    )


def _wrong(account: Account, case: Case, at: int) -> Claim:
    rate, part, whole = (account.quantities[n] for n in (case.rate, case.part, at))
    right = right_rate(rate, part.value, whole.value)
    if not may_be_meant(rate.value, right) and not (case.named and _of_other(account, case)):
        return Claim("R03", (), True)
    cut = fit(rate, part, whole) == "cut"
    tail = "số đã ghi bị cắt bớt, không làm tròn" if cut else "không khớp cách làm tròn nào"
    told = (
        f' cho "{part.quote}", tính lại {part.text}/{whole.text} = '
        f"{exact_rate(part, whole)}%, làm tròn là {shown_rate(right, rate)} ({tail})"
    )
    return wrong_rate((case.rate, case.part, at), rate, right, told, "vừa" if cut else "cao")


def _of_other(account: Account, case: Case) -> bool:
    """Whether a part was divided by another number than the one that is named."""
    rate, part = account.quantities[case.rate], account.quantities[case.part]
    wholes = (account.quantities[n] for n in account.distinct(case.rate))
    return any(
        alike(part, one) and one.value > part.value and fit(rate, part, one) == "holds"
        for one in wholes
    )


def _confirmed_only(account: Account, at: int, part: int | None = None) -> Iterator[Claim]:
    """Yield a claim that holds where amounts beside a rate give it in some other way.

    With a part that is known, only two parts added are tried: of many quotients one always fits.
    """
    rate = account.quantities[at]
    for top, bottom in _pairs(account, at, part):
        if _fits(account, rate, top, bottom):
            yield Claim("R03", (at, *top, bottom), True)
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
