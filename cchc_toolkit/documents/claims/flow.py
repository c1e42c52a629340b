"""Claims of the flow of dossiers: what came in, was resolved in time or late, and is pending."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.carried import carried_over
from cchc_toolkit.documents.claims.claim import Claim, beyond
from cchc_toolkit.documents.claims.flow_roles import Roles, added_up, one_of, roles_in
from cchc_toolkit.documents.claims.kinship import kin
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_BY_TIME = ("early", "in_time", "early_in_time", "late")
_OUT = ("resolved", *_BY_TIME, "pending", "returned", "withdrawn")
_BEFORE = re.compile(
    r"(?<!không có hồ sơ )(?<!không có hồ sơ tồn )"
    r"\b(?:(?:kỳ|quý|tháng|năm) trước (?:chuyển|sang|qua)|bàn giao|chuyển (?:sang|qua|tiếp)"
    r"|tồn (?:từ|đầu|kỳ))\b"
)
_CAME = ("received", "new")
_APART = ("carried", "pending_late", "returned", "withdrawn")
_LINES = 3
_FEW = 10
_WAYS = frozenset(("online", "direct", "post"))
_WINDOW = 8
_TELLING = 100


@dataclass(frozen=True)
class _Equation:
    """A whole and its parts; each part is a choice of roles, `extras` are added where there are."""

    whole: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    extras: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    """Roles that must not be there: with them the equation is another."""


_EQUATIONS = (
    _Equation(("to_resolve", "total", "received"), (("new", "received"), ("carried",))),
    _Equation(
        ("to_resolve", "total", "received", "new"),
        (("resolved",), ("pending", "pending_in")),
        ("returned", "withdrawn"),
        ("pending_late",),
    ),
    _Equation(("resolved",), (("early",), ("in_time",), ("late",))),
    _Equation(("resolved",), (("early_in_time",), ("late",)), (), ("early", "in_time")),
    _Equation(("resolved",), (("in_time",), ("late",)), (), ("early", "early_in_time")),
    _Equation(("resolved",), (("in",), ("late",)), (), ("early", "in_time", "pending_in")),
    _Equation(
        ("to_resolve", "total", "received", "new"),
        (("early",), ("in_time",), ("late",), ("pending",)),
        ("returned", "withdrawn"),
        ("resolved",),
    ),
    _Equation(
        ("to_resolve", "total", "received", "new"),
        (("early_in_time",), ("late",), ("pending",)),
        ("returned", "withdrawn"),
        ("resolved", "early", "in_time"),
    ),
    _Equation(
        ("to_resolve", "total", "received", "new"),
        (("early_in_time",), ("pending",)),
        (),
        ("resolved", "early", "in_time", "late"),
    ),
    _Equation(("pending",), (("in",), ("pending_late", "late"))),
    _Equation(("new", "received"), (("online",), ("direct",)), ("post",)),
)
_AT_MOST = (
    (("early_in_time", "in_time", "early", "late"), ("resolved",)),
    (("resolved",), ("to_resolve",)),
    (("online", "direct"), ("received", "to_resolve")),
)
_NAMES = {
    "to_resolve": "phải giải quyết",
    "total": "tổng số",
    "received": "tiếp nhận",
    "new": "tiếp nhận mới",
    "carried": "kỳ trước chuyển sang",
    "resolved": "đã giải quyết",
    "early": "trước hạn",
    "in_time": "đúng hạn",
    "early_in_time": "trước và đúng hạn",
    "in": "trong hạn",
    "late": "quá hạn",
    "pending": "đang giải quyết",
    "pending_in": "đang giải quyết, còn hạn",
    "pending_late": "đang giải quyết, quá hạn",
    "online": "trực tuyến",
    "direct": "trực tiếp",
    "post": "bưu chính",
    "returned": "trả lại",
    "withdrawn": "rút",
}


def flow_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each equation of the flow that a stretch of the report has whole.

    What fails in one stretch and holds in a longer one was cut off there; parts that make up one
    whole are not those of another.
    """
    found = list(_of_scopes(account))
    held = {(claim.figures[0], n) for claim in found if claim.holds for n in claim.figures[1:]}
    made = {frozenset(claim.figures[1:]) for claim in found if claim.holds}
    for claim in found:
        whole, *parts = claim.figures
        explained = frozenset(parts) in made or all((whole, n) in held for n in parts)
        if claim.holds or not explained:
            yield claim


def _of_scopes(account: Account) -> Iterator[Claim]:
    judged: set[tuple[int, int]] = set()
    seen: set[tuple[tuple[int, ...], bool]] = set()
    for scope, wide in _scopes(account):
        playing = tuple(n for n in scope if account.dossier_roles[n])
        if len(playing) < 2 or (playing, wide) in seen:
            continue
        seen.add((playing, wide))
        roles = roles_in(account, playing)
        for place, equation in enumerate(_EQUATIONS):
            for claim in _solved(account, roles, equation, wide):
                key = (place, max(claim.figures))
                if key not in judged:
                    judged.add(key)
                    yield claim
        if not wide:
            yield from _too_many(account, roles)
            for claim in carried_over(account, roles):
                if (-1, max(claim.figures)) not in judged:
                    judged.add((-1, max(claim.figures)))
                    yield claim
    if not any(place < 0 for place, _ in judged):
        sure = [n for n, one in enumerate(account.quantities) if one.unit in ("hồ sơ", "hs")]
        yield from carried_over(account, roles_in(account, sure), True)


def _scopes(account: Account) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Yield stretches of quantities from sentences to windows, and whether they are wide."""
    for own in account.by_passage:
        sentences = sorted({account.quantities[n].sentence for n in own})
        for sentence in sentences if len(sentences) > 1 else ():
            yield tuple(n for n in own if account.quantities[n].sentence == sentence), False
        if len(own) > 1:
            yield own, False
    rows_of: dict[int, list[tuple[int, ...]]] = {}
    for own, start in zip(account.by_passage, account.section, strict=True):
        rows_of.setdefault(start, []).append(own)
    for start in sorted(rows_of):
        rows = rows_of[start]
        if len(rows) > 1 and len(rows) <= 2 * _WINDOW:
            yield tuple(n for own in rows for n in own), False
    for at in range(len(account.passages)):
        if account.by_passage[at]:
            yield tuple(n for own in account.by_passage[at : at + _WINDOW] for n in own), True


def _solved(account: Account, roles: Roles, equation: _Equation, wide: bool) -> Iterator[Claim]:
    if any(role in roles for role in equation.absent):
        return
    extras = [n for role in equation.extras if (n := one_of(account, roles, role)) is not None]
    if any(len(roles.get(role, ())) > 1 for role in equation.extras):
        return
    wholes = [
        (role, n) for role in equation.whole if (n := one_of(account, roles, role)) is not None
    ]
    choices = [
        [n for role in part if (n := one_of(account, roles, role)) is not None]
        for part in equation.parts
    ]
    if not wholes or not all(choices):
        return
    readings = [
        (whole, (*parts, *more))
        for _, whole in wholes
        for parts in product(*choices)
        for more in ((), tuple(extras))
        if whole not in parts and len(set(parts)) == len(parts)
    ]
    if equation.whole == ("pending",):  # what is late of the resolved is no part of it
        readings = [(whole, parts) for whole, parts in readings if _together(account, whole, parts)]
    if any(_told_again(account, whole, parts) for whole, parts in readings):
        return
    for whole, parts in readings:
        if added_up(account, parts) == account.quantities[whole].value:
            yield Claim("R06", (whole, *parts), True, weight=3)
            return
    if not readings:
        return
    whole, parts = _fullest(readings, account)
    if not _carried_in(account, roles, equation, whole):
        claim = _wrong(account, whole, parts, wide)
        if claim is not None:
            yield claim


def _together(account: Account, whole: int, parts: Sequence[int]) -> bool:
    """Whether a whole and its parts stand in one sentence."""
    return set(parts) <= set(account.same_sentence(whole))


def _told_again(account: Account, whole: int, parts: Sequence[int]) -> bool:
    """Whether a whole is one of its parts told again: "nhận 3.343", "nhận mới 3.343, tồn 52"."""
    one = account.quantities[whole]
    others = [account.quantities[n] for n in parts]
    same = any(other.value == one.value and other.role in _CAME for other in others)
    return same and one.role in _CAME and any(other.role == "carried" for other in others)


def _fullest(
    readings: Sequence[tuple[int, tuple[int, ...]]], account: Account
) -> tuple[int, tuple[int, ...]]:
    return min(
        readings, key=lambda one: abs(account.quantities[one[0]].value - added_up(account, one[1]))
    )


def _carried_in(account: Account, roles: Roles, equation: _Equation, whole: int) -> bool:
    """Whether dossiers carried over may explain what a balance lacks: the words leave it open."""
    balance = ("resolved",) in equation.parts or ("pending",) in equation.parts
    told = account.quantities[whole].role
    if not balance or told == "to_resolve":
        return False
    carried = one_of(account, roles, "carried")
    if carried is None and told == "total":
        return False
    if carried is None:
        return "carried" in roles or _speaks_of_carried(account, whole)
    parts = [
        n
        for role in _OUT
        if (n := one_of(account, roles, role)) is not None
        and not (role in _BY_TIME and "resolved" in roles)
    ]
    both = account.quantities[whole].value + account.quantities[carried].value
    return both == added_up(account, parts)


def _speaks_of_carried(account: Account, received: int) -> bool:
    """Whether what came in was more than what is said to: the report speaks of what came before."""
    one = account.quantities[received]
    if "tổng" in one.lead and one.role == "received":
        return False
    everywhere = any(other.role == "carried" and other.value for other in account.quantities)
    return everywhere or any(_BEFORE.search(text) for text in account.lower)


def _wrong(account: Account, whole: int, parts: Sequence[int], wide: bool) -> Claim | None:
    one, added = account.quantities[whole], added_up(account, parts)
    told = [account.quantities[n] for n in (whole, *parts)]
    if any(each.value % 1 or each.rough for each in told):
        return None  # rates, for dossiers are whole; or what is told roughly
    if added >= _TELLING and account.by_value.get(added):
        return None  # it is told: what came in is more than the number looked at
    gap = abs(one.value - added)
    if _told_near(account, gap, (whole, *parts)):
        return None  # carried over, late or returned, in words that were not understood
    larger = [account.quantities[n] for n in parts if account.quantities[n].value > one.value]
    other = one.role in ("total", "to_resolve") or any(part.role == "new" for part in larger)
    if larger and other and not slip(one.value, added):
        return None  # a total of something else, what came in to another office
    near = bool(slip(one.value, added)) or gap * 20 <= max(one.value, Decimal(40))
    ways = {account.quantities[n].role for n in parts} <= _WAYS
    apart = ways and len({each.passage for each in told}) > 1
    if ((wide or apart) and not near) or gap * 2 > max(one.value, added):
        return None
    terms = " + ".join(
        f"{account.quantities[n].quote} ({_NAMES[account.quantities[n].role]})" for n in parts
    )
    shown = print_number(one.value)
    sums = " + ".join(print_number(account.quantities[n].value) for n in parts)
    return Claim(
        "R06",
        (whole, *parts),
        False,
        f'Hồ sơ không cân đối: {_NAMES[one.role]} "{one.quote}", mà {sums} = '
        f"{print_number(added)} ≠ {shown}, {'thiếu' if one.value > added else 'thừa'} "
        f"{print_number(gap)}: {terms}.",
        severity="cao",
        expected=print_number(added),
        found=shown,
        advice="Đối chiếu sổ theo dõi hồ sơ: sửa tổng hoặc một trong các phần.",
        weight=2,
    )


def _told_near(account: Account, gap: Decimal, figures: Sequence[int]) -> bool:
    """Whether what a balance lacks is told of dossiers in lines about its figures."""
    ones = [account.quantities[n] for n in figures]
    first, last = (pick(one.passage for one in ones) for pick in (min, max))
    apart = _APART if any(one.role == "resolved" for one in ones) else (*_APART, "late")
    return any(
        one.role in apart or (gap >= _FEW and (one.role or kin(one.unit or "-", "hồ sơ")))
        for n in account.by_value.get(gap, ())
        if n not in figures
        and first - _LINES <= (one := account.quantities[n]).passage <= last + _LINES
        and not one.divisor
    )


def _too_many(account: Account, roles: Roles) -> Iterator[Claim]:
    """Yield a claim for each part that is larger than its whole."""
    for smaller, larger in _AT_MOST:
        for part_role, whole_role in product(smaller, larger):
            part, whole = one_of(account, roles, part_role), one_of(account, roles, whole_role)
            if part is None or whole is None:
                continue
            one, other = account.quantities[part], account.quantities[whole]
            placed = one.passage - other.passage in (0, 1, 2) and one.depth >= other.depth
            placed = placed and (part > whole or whole_role == "resolved")
            placed = placed and not (part < whole and "trong đó" in other.wide)
            whole_numbers = not one.value % 1 and not other.value % 1
            if other.value * 3 > one.value > other.value > 0 and placed and whole_numbers:
                yield beyond(
                    (part, whole),
                    one,
                    other,
                    f'"{one.quote}" ({_NAMES[part_role]}) nhiều hơn "{other.quote}" '
                    f"({_NAMES[whole_role]}).",
                )
    yield from _resolved_beyond(account, roles)


def _resolved_beyond(account: Account, roles: Roles) -> Iterator[Claim]:
    received, resolved = one_of(account, roles, "received"), one_of(account, roles, "resolved")
    if received is None or resolved is None or "carried" in roles or resolved < received:
        return
    one, other = account.quantities[resolved], account.quantities[received]
    if one.unit not in ("", other.unit):
        return  # a dossier may have two results
    beyond = one.value > other.value and one.value * 10 > other.value * 11
    between = [n for n in range(received + 1, resolved) if account.quantities[n].use == "amount"]
    if beyond and not between and one.passage == other.passage and "trong đó" not in one.wide:
        yield Claim(
            "R06",
            (resolved, received),
            False,
            f'Đã giải quyết "{one.quote}" nhiều hơn tiếp nhận "{other.quote}" mà không nêu hồ sơ '
            "kỳ trước chuyển sang.",
            severity="cao",
            expected=f"≤ {other.text}",
            found=one.text,
            advice="Kiểm tra lại hai số, hoặc nêu số hồ sơ kỳ trước chuyển sang.",
        )
