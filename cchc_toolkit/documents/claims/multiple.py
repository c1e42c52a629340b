"""Claims "gấp 3,2 lần": how many times one amount is another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.quotient import near_slip
from cchc_toolkit.text.arithmetic import half_up
from cchc_toolkit.text.formatting import print_number

_TIMES = re.compile(r"\b(?P<word>gấp|bằng|tăng)(?: lên| hơn| khoảng| gần)?$")
_FAR = Decimal("0.4")


def multiple_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each "gấp X lần" whose two amounts stand in its sentence."""
    for at, one in enumerate(account.quantities):
        said = _TIMES.search(one.lead)
        if one.unit != "lần" or said is None or not one.value:
            continue
        own = [n for n in account.same_sentence(at) if account.quantities[n].use == "amount"]
        tops = [n for n in own if n < at and not account.quantities[n].divisor]
        bases = [n for n in own if n > at and _is_base(account, at, n)][:1]
        if len(tops) > 1 and not bases:
            tops, bases = tops[-2:-1], tops[-1:]
        if tops and bases and alike(account.quantities[tops[-1]], account.quantities[bases[0]]):
            yield from _judged(account, at, tops[-1], bases[0], said["word"] != "tăng")


def _is_base(account: Account, at: int, n: int) -> bool:
    between = account.between(at, n)
    return bool(re.match(r"^ ?lần[^.;:]{0,60}$", between))


def _judged(account: Account, at: int, top: int, base: int, sure: bool) -> Iterator[Claim]:
    times, now, was = (account.quantities[n] for n in (at, top, base))
    if not was.value:
        return
    exact = now.value / was.value
    fits = {half_up(exact, times.decimals)}
    if not sure:  # "tăng 2 lần" is said of three times as many too
        fits.add(half_up(exact - 1, times.decimals))
    cut = times.value == exact.quantize(times.step, "ROUND_DOWN")
    if times.value in fits or cut or (times.rough and abs(exact - times.value) < times.step):
        yield Claim("R03", (at, top, base), True, weight=2)
        return
    right = half_up(exact, max(times.decimals, 1))
    near = abs(exact - times.value) <= _FAR * exact or near_slip(times.value, right)
    if not sure or times.rough or now.rough or was.rough or not near:
        return
    shown = print_number(half_up(exact, 3).normalize())
    yield Claim(
        "R03",
        (at, top, base),
        False,
        f"Lời văn ghi {times.text} lần, tính lại {print_number(now.value / now.scale)}/"
        f"{print_number(was.value / was.scale)} = {shown} lần.",
        severity="cao",
        expected=f"{print_number(right)} lần",
        found=f"{times.text} lần",
        advice="Tính lại số lần, hoặc sửa một trong hai số được so sánh.",
        weight=2,
    )
