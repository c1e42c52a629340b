"""Claims "carried over, came in, resolved, pending": what is pending is what the others leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.flow_roles import Roles, added_up, one_of
from cchc_toolkit.documents.claims.wording import COUNTED_IN
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_COUNTED_IN = re.compile(rf"^[^.;)]{{0,20}}{COUNTED_IN}|^ ?\((?:trong đó|gồm|có)\b")


def carried_over(account: Account, roles: Roles, far: bool = False) -> Iterator[Claim]:
    """Yield the claim that what was carried over and came in was resolved or is pending.

    Where the four are `far` apart, only a slip of the hand is told.
    """
    aside = all(account.quantities[n].depth for n in roles.get("pending_late", ()))
    if not aside or any(role in roles for role in ("to_resolve", "total", "returned", "withdrawn")):
        return
    new = one_of(account, roles, "new")
    came = new if new is not None else one_of(account, roles, "received")
    carried, resolved = one_of(account, roles, "carried"), one_of(account, roles, "resolved")
    pending = one_of(account, roles, "pending")
    if came is None or carried is None or resolved is None or pending is None:
        return
    if (
        not far
        and len({account.quantities[n].passage for n in (came, carried, resolved, pending)}) > 1
    ):
        return
    figures = (pending, carried, came, resolved)
    within = _within_what_came(account, came, carried)
    right = added_up(account, (came,) if within else (carried, came))
    right -= account.quantities[resolved].value
    left = account.quantities[pending]
    if right == left.value:
        yield Claim("R06", figures, True, weight=3)
        return
    if account.quantities[came].value - account.quantities[resolved].value == left.value:
        return  # what was carried over is among what came in
    gap = abs(right - left.value)
    near = slip(left.value, right) or (not far and gap * 20 <= account.quantities[came].value)
    if right < 0 or not near or within:
        return
    yield _lacking(account, figures, right)


def _within_what_came(account: Account, came: int, carried: int) -> bool:
    """Whether what was carried over is counted in: "3.906 hồ sơ (gồm cả 74 hồ sơ bàn giao)"."""
    one, other = account.quantities[came], account.quantities[carried]
    if one.passage != other.passage or not one.stop <= other.start:
        return False
    return bool(_COUNTED_IN.search(account.lower[one.passage][one.stop : other.start]))


def _lacking(account: Account, figures: tuple[int, ...], right: Decimal) -> Claim:
    """Return the claim that something else is pending than what came in and was resolved leave."""
    left, *rest = (account.quantities[n] for n in figures)
    carried, came, resolved = (one.text for one in rest)
    return Claim(
        "R06",
        figures,
        False,
        f"Hồ sơ không cân đối: {carried} + {came} - {resolved} = {print_number(right)}, mà đang "
        f'giải quyết ghi "{left.quote}".',
        severity="cao",
        expected=print_number(right),
        found=left.text,
        advice="Đối chiếu sổ theo dõi hồ sơ: sửa tổng hoặc một trong các phần.",
        weight=2,
    )
