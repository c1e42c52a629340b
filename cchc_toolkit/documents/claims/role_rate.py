"""Claims "tỷ lệ đúng hạn đạt P%": a rate that only its name ties to the flow of dossiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_toolkit.documents.claims.account import OTHER_SCOPE, Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.flow_roles import Roles, one_of, roles_in
from cchc_toolkit.documents.claims.kinship import kin
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import (
    fit_numbers,
    near_slip,
    right_rate,
    shown_rate,
    wrong_rate,
)
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.documents.claims.share_case import base_said
from cchc_toolkit.documents.claims.told_period import looks_ahead
from cchc_toolkit.text.arithmetic import half_up
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_IN_TIME = ("early_in_time", "in_time", "not_late")
_RATED = ("late", "early", "online", *_IN_TIME)
_OF_ALL = ("new", "received", "to_resolve")
_NOT_LATE = re.compile(r"\b(?:không|chưa)(?: bị| để)? (?:trễ|quá hạn|chậm|muộn)\b")
_EVERY = re.compile(r"\b(?:mỗi|tất cả|đều|toàn bộ|cả \d+|từng)\b|\b100 ?%")
_OF_WHOLE = re.compile(r"\bso với (?=(?:số |tổng số |tổng )?(?:hồ sơ )?(?:đã )?(?:tiếp )?nhận\b)")
_AMONG = re.compile(r"\btrong(?: tổng)?(?: số)?$")
_BASE_AHEAD = re.compile(
    r"\b(?:tính|xét|so) (?:riêng )?trên (?:số )?(?:hồ sơ )?(?:tiếp )?nhận mới\b"
)
"""Words that name a whole before a rate which is less than what came in."""
_Pair = tuple[Decimal, Decimal, tuple[int, ...]]


def role_rate_claims(account: Account, settled: frozenset[int]) -> Iterator[Claim]:
    """Yield a claim for each rate outside `settled` that is named by its part of the flow."""
    everywhere = roles_in(account, range(len(account.quantities)))
    for at, rate in enumerate(account.quantities):
        if rate.use != "percent" or rate.unit != "%" or at in settled:
            continue
        role = role_of(rate.lead, rate.trail, rate.wide)
        if role == "late" and _NOT_LATE.search(rate.wide):
            role = "not_late"
        said = _OF_WHOLE.sub("", f"{rate.wide[-60:]} {rate.trail}")
        if role not in _RATED or OTHER_SCOPE.search(said):
            continue
        near = roles_in(account, account.near(at))
        own = roles_in(account, account.by_section[account.section[rate.passage]])
        for roles, close in ((near, True), (own, True), (everywhere, role != "online")):
            pairs = list(_pairs(account, roles, role))
            if pairs:
                told = close and not looks_ahead(account, rate.passage, rate.start)
                yield from _judged(account, at, pairs, told)
                break
    yield from _letters(account, everywhere)


def _pairs(account: Account, roles: Roles, role: str) -> Iterator[_Pair]:
    """Yield the parts and wholes that a rate of a role may divide, the likeliest first."""
    parts = list(_parts(account, roles, role))
    wholes = list(_received(account, roles) if role == "online" else _resolved(account, roles))
    for figures, part in parts:
        for others, whole in (*_told_of(account, figures[0]), *wholes):
            if whole and part <= whole and not set(figures) & set(others):
                yield part, whole, (*figures, *others)


def _told_of(account: Account, part: int) -> Iterator[tuple[tuple[int, ...], Decimal]]:
    """Yield what a part is told of in its own sentence: "trong 2.412 hồ sơ ấy có 2.019 hồ sơ"."""
    one = account.quantities[part]
    for n in account.same_sentence(part):
        whole = account.quantities[n]
        if n < part and whole.unit == one.unit and _AMONG.search(whole.lead):
            yield (n,), whole.value


def _parts(account: Account, roles: Roles, role: str) -> Iterator[tuple[tuple[int, ...], Decimal]]:
    own = one_of(account, roles, role)
    if own is not None:
        yield (own,), account.quantities[own].value
    if role in _IN_TIME:
        both = one_of(account, roles, "early_in_time")
        if both is not None and role != "early_in_time":
            yield (both,), account.quantities[both].value
        early, timely = one_of(account, roles, "early"), one_of(account, roles, "in_time")
        if early is not None and timely is not None:
            added = account.quantities[early].value + account.quantities[timely].value
            yield (early, timely), added
        late, done = one_of(account, roles, "late"), one_of(account, roles, "resolved")
        if role == "not_late" and late is not None and done is not None:
            rest = account.quantities[done].value - account.quantities[late].value
            yield (late,), rest


def _received(account: Account, roles: Roles) -> Iterator[tuple[tuple[int, ...], Decimal]]:
    for role in _OF_ALL:
        own = one_of(account, roles, role)
        if own is not None:
            yield (own,), account.quantities[own].value


def _resolved(account: Account, roles: Roles) -> Iterator[tuple[tuple[int, ...], Decimal]]:
    own = one_of(account, roles, "resolved")
    if own is not None:
        yield (own,), account.quantities[own].value


def _named_whole(account: Account, at: int, pairs: Sequence[_Pair]) -> list[_Pair]:
    """Return the pairs whose whole the words behind a rate name: "94% số đã giải quyết"."""
    role = role_of(base_said(account, at), "", "")
    wanted = {"resolved": ("resolved",), "new": ("new", "received")}.get(role, ())
    return [pair for pair in pairs if account.dossier_roles[pair[2][-1]] in wanted]


def _of_other(account: Account, rate: Quantity, pair: _Pair) -> bool:
    """Whether a part was divided by another number of dossiers than its whole."""
    part, whole, _ = pair
    return any(
        one.value not in (part, whole)
        and one.value > part
        and kin(one.unit, "hồ sơ")
        and fit_numbers(rate, part, one.value) == "holds"
        for one in map(account.quantities.__getitem__, account.amounts)
    )


def _judged(account: Account, at: int, every: Sequence[_Pair], close: bool) -> Iterator[Claim]:
    rate, named = account.quantities[at], _named_whole(account, at, every)
    pairs = named or every
    for part, whole, figures in pairs:
        if fit_numbers(rate, part, whole, rough=rate.rough) == "holds":
            yield Claim("R03", (at, *figures), True, weight=1)
            return
    likely = [pair for pair in pairs if _is_slip(rate, *pair[:2])]
    likely += [pair for pair in named if _of_other(account, rate, pair)]
    other = _BASE_AHEAD.search(rate.wide)
    if rate.rough or rate.value == 100 or not close or not likely or other:
        return
    part, whole, figures = likely[0]
    right = right_rate(rate, part, whole)
    cut = fit_numbers(rate, part, whole) == "cut"
    told = (
        f", tính lại {print_number(part)}/{print_number(whole)} = "
        f"{print_number(half_up(part * 100 / whole, 4).normalize())}%, làm tròn là "
        f"{shown_rate(right, rate)}"
    )
    yield wrong_rate((at, *figures), rate, right, told, "vừa" if cut else "cao", weight=1)


def _is_slip(rate: Quantity, part: Decimal, whole: Decimal) -> bool:
    cut = fit_numbers(rate, part, whole) == "cut"
    return cut or near_slip(rate.value, right_rate(rate, part, whole))


def _is_each(account: Account, at: int) -> bool:
    """Whether words make letters as many as what was late: "mỗi hồ sơ", "04 thư …, đủ số trễ"."""
    letters = account.quantities[at]
    behind = account.lower[letters.passage][letters.stop :]
    enough = re.match(r"[^.;:\d]{0,80}\bđủ\b", behind) or letters.lead.endswith("đủ")
    return bool(enough or _EVERY.search(account.around(at)))


def _letters(account: Account, everywhere: Roles) -> Iterator[Claim]:
    """Yield the claim that each late dossier has its letter, where the numbers differ."""
    late = one_of(account, everywhere, "late")
    if late is None:
        return
    other = account.quantities[late]
    for n in account.amounts:
        one = account.quantities[n]
        letter = one.unit in ("thư", "thư xin lỗi") or one.trail.startswith("xin lỗi")
        if not letter or not one.value:
            continue
        if other.value in (one.value, _letters_beside(account, n)):
            yield Claim("R08", (n, late), True)
        elif _is_each(account, n) or slip(one.value, other.value)[:3] == "đảo":
            yield Claim(
                "R08",
                (n, late),
                False,
                f'Lời văn ghi "{one.quote}" cho hồ sơ quá hạn, mà quá hạn là "{other.quote}".',
                severity="cao",
                expected=other.text,
                found=one.text,
                advice="Đối chiếu số thư xin lỗi với số hồ sơ quá hạn.",
            )


def _letters_beside(account: Account, at: int) -> Decimal:
    """Return how many letters the sentence of one counts: "27 thư gửi sớm, 03 thư gửi muộn"."""
    own = [account.quantities[n] for n in account.same_sentence(at)]
    return sum((one.value for one in own if one.unit == account.quantities[at].unit), Decimal(0))
