"""Sums: whether parts make a total, how near they come to it, and how one is told that is off."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from cchc_toolkit.checks import Severity
from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, plain, printed
from cchc_toolkit.documents.claims.role import role_of
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

LARGE = 100
_THOUSAND = 1000
"""Between million and thousand million, which are taken for each other."""


def adds_up(account: Account, total: int, run: tuple[int, ...]) -> bool:
    """Whether parts make a total, as exactly as money and what is measured are printed."""
    whole = account.quantities[total]
    added = sum((account.quantities[n].value for n in run), Decimal(0))
    if added == whole.value:
        return True
    rounded = whole.scale > 1 or (whole.decimals and whole.unit not in ("", "đồng", "điểm"))
    if not rounded or not added:
        return False
    slack = whole.step / 2 + sum((account.quantities[n].step for n in run), Decimal(0)) / 2
    return abs(added - whole.value) <= slack and slack * 50 < whole.value


def is_near(whole: Decimal, added: Decimal, parts: int, paired: bool = False) -> bool:
    """Whether a sum is a slip of the hand for a total, or but a little off."""
    gap = abs(whole - added)
    how = slip(whole, added)
    if how and (whole >= LARGE or how.startswith("đảo")):
        return True
    if paired and (
        gap * 8 <= abs(whole) or (whole * _THOUSAND == added or whole == added * _THOUSAND)
    ):
        return True
    return gap <= max(Decimal(1), abs(whole) / 25) and (parts > 2 or gap <= 1)


def wrong_sum(
    account: Account,
    total: int,
    run: Sequence[int],
    added: Decimal,
    severity: Severity,
    alone: int = 0,
) -> Claim:
    """Return the claim that parts do not make their total, `alone` of them without a number."""
    whole = account.quantities[total]
    mixed = len({(one.scale, one.unit) for one in (account.quantities[n] for n in run)}) > 1
    mixed = mixed or len(run) == 2
    told = [account.quantities[n].quote if mixed else _term(account, n, whole.scale) for n in run]
    terms = " + ".join([*(["1"] * alone), *told])
    gap = whole.value - added
    shown = print_number(plain(added / whole.scale))
    total_told = print_number(plain(whole.value / whole.scale))
    off = print_number(plain(abs(gap) / whole.scale))
    how = slip(whole.value / whole.scale, added / whole.scale)
    return Claim(
        "R01",
        (total, *run),
        False,
        f'"{_named(account, total)}": {terms} = {shown} ≠ {total_told}, '
        f"{'thiếu' if gap > 0 else 'thừa'} {off}.",
        severity=severity,
        expected=shown,
        found=total_told,
        suggestion=f"Nhiều khả năng tổng gõ nhầm ({how}): {printed(added, whole)}." if how else "",
        weight=2,
    )


def _named(account: Account, total: int) -> str:
    """Return a total as printed with what tells its role behind it: "09 hồ sơ quá hạn"."""
    one = account.quantities[total]
    behind = " ".join(one.trail.split()[:2])
    told = one.unit and one.role and role_of("", behind, behind) == one.role
    return f"{account.named(total)} {behind}" if told else account.named(total)


def _term(account: Account, at: int, scale: Decimal) -> str:
    return print_number(plain(account.quantities[at].value / scale))
