"""Claims "gấp 3,2 lần", "gấp đôi": how many times one amount is another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import alike
from cchc_toolkit.documents.claims.numeral import SEVERAL, spelled, worth
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import near_slip
from cchc_toolkit.text.arithmetic import half_up
from cchc_toolkit.text.formatting import print_number

_TIMES = re.compile(
    r"\b(?:(?:hơn|gần|khoảng|chưa) )?(?P<word>gấp|bằng|tăng)"
    r"(?: (?:lên|hơn|khoảng|gần|đúng|tới|đến|xấp xỉ|những)){0,2} "
    rf"(?P<times>\d{{1,3}}(?:,\d{{1,2}})?(?= lần)|đôi|rưỡi|(?:{SEVERAL})(?= lần)"
    rf"|(?<=gấp )(?:{SEVERAL})\b(?! (?:tháng|quý|năm)))(?: lần)?"
)
_WORDED = {"đôi": Decimal(2), "rưỡi": Decimal("1.5")}
_ROUGH = re.compile(r"\b(?:hơn|khoảng|gần|xấp xỉ|chưa)\b")
_FAR = Decimal("0.4")
_LEAST, _MOST = Decimal("0.85"), Decimal("1.25")
"""So many times a multiple told in words may be what it stands for: "gấp đôi" of 1,9 or 2,4."""


def multiple_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each "gấp X lần" whose two amounts stand in its sentence."""
    for passage, text in enumerate(account.lower):
        for found in _TIMES.finditer(text) if account.by_passage[passage] else ():
            pair = _ends(account, passage, found)
            if pair is not None and alike(*(account.quantities[n] for n in pair)):
                yield from _judged(account, passage, found, *pair)


def _ends(account: Account, passage: int, found: re.Match[str]) -> tuple[int, int] | None:
    """Return what is so many times what, None where the words leave it open."""
    start, end = found.span()
    own = [n for n in account.by_passage[passage] if account.quantities[n].use == "amount"]
    ahead = [n for n in own if account.quantities[n].stop <= start]
    ahead = [n for n in ahead if not account.quantities[n].divisor]
    behind = [n for n in own if account.quantities[n].start > end]
    between = account.bare[passage][end : account.quantities[behind[0]].start] if behind else "."
    if not ahead or re.search(
        r"[.;] ", account.bare[passage][account.quantities[ahead[-1]].stop : start]
    ):
        return None
    if re.fullmatch(r"[^.;:]{0,60}", between):
        return ahead[-1], behind[0]
    if len(ahead) < 2:
        return None
    one, other = (account.quantities[n] for n in ahead[-2:])
    larger = ahead[-1] if other.value > one.value else ahead[-2]
    return larger, ahead[-1] if larger == ahead[-2] else ahead[-2]


def _judged(
    account: Account, passage: int, found: re.Match[str], top: int, base: int
) -> Iterator[Claim]:
    now, was = (account.quantities[n] for n in (top, base))
    if not was.value:
        return
    exact, times = now.value / was.value, _value(found["times"])
    if _holds(found, exact, times):
        yield Claim("R03", (top, base), True, weight=2)
        return
    rough = _ROUGH.search(found[0]) or now.rough or was.rough
    if found["word"] == "tăng" or rough:
        return
    right = half_up(exact, 1)
    if abs(exact - times) > _FAR * exact and not near_slip(times, right):
        return
    shown = print_number(half_up(exact, 3).normalize())
    yield Claim(
        "R03",
        (),
        False,
        f'Lời văn ghi "{found[0]}", tính lại {_text(now)}/{_text(was)} = {shown} lần.',
        severity="cao",
        expected=f"{print_number(right)} lần",
        found=found[0],
        advice="Tính lại số lần, hoặc sửa một trong hai số được so sánh.",
        place=(passage, *found.span()),
        weight=2,
    )


def _value(times: str) -> Decimal:
    """Return how many times words or digits tell.

    >>> _value("đôi"), _value("ba"), _value("3,2")
    (Decimal('2'), Decimal('3'), Decimal('3.2'))
    """
    if times in _WORDED:
        return _WORDED[times]
    return worth(times) if times[0].isdigit() else Decimal(spelled(times))


def _holds(found: re.Match[str], exact: Decimal, times: Decimal) -> bool:
    if not found["times"][0].isdigit():
        fits = (exact, exact - 1) if found["word"] == "tăng" else (exact,)
        return any(_LEAST * times <= one <= _MOST * times for one in fits)
    step = Decimal(1).scaleb(int(times.as_tuple().exponent))
    rounded = {half_up(exact, -int(times.as_tuple().exponent))}
    if found["word"] == "tăng":  # "tăng 2 lần" is said of three times as many too
        rounded.add(half_up(exact - 1, -int(times.as_tuple().exponent)))
    cut = times == exact.quantize(step, "ROUND_DOWN")
    return times in rounded or cut or bool(_ROUGH.search(found[0]) and abs(exact - times) < step)


def _text(one: Quantity) -> str:
    return print_number(one.value / one.scale)
