"""Claims "T, done A, left B" and "A/T …, còn lại B": what is left of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, beyond
from cchc_toolkit.documents.claims.kinship import alike, kin
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import fit
from cchc_toolkit.documents.claims.wording import OVERLAP
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_LEFT = re.compile(
    r"^(?:và |trong đó |tổng )?(?:hiện |số |các )?"
    r"(?:còn(?: lại)?|chưa|khuyết|thiếu|đang|chờ)\b(?! nợ)"
)
_LEFT_ASIDE = re.compile(r"\bcòn lại ?\($")
_LEFT_BEHIND = re.compile(r"(?:còn lại )?(?:chưa|không) đạt\b|còn lại\b|chưa\b|đang\b")
_DONE = re.compile(
    r"^(?:(?:hiện|nay|mới) )?(?:đã|xong|hoàn thành|mới|có mặt|giải ngân|chi|sử dụng|thực hiện)\b"
)
_TERSE = 30
"""So many characters a terse clause has at most: "Đã cử: 12. Còn 07 lượt"."""
_ADDED = re.compile(
    r"\b(?:kỳ|quý|năm|tháng) (?:trước|cũ)\b|\bchuyển (?:sang|qua)\b|\btồn\b|\bcũ\b|\bthêm\b"
    r"|\bmới\b|§{4}"
)
_DIVIDES = re.compile(r"\b(?:trong đó|gồm|riêng|ngoài ra|đồng thời|bình quân|tăng|giảm)\b")
_SENT = re.compile(r"\b(?:phát|gửi)(?: ra| đi)?$")
_CAME_BACK = re.compile(r"(?:và |đã )?(?:thu|nhận)(?: về| lại| được| vào)?$")
_TWO = 2
_MOST = 6
_TELLING = 10
_LARGE = 100


def remainder_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each number said to be left of a whole that its sentence gives."""
    for own in account.by_passage:
        amounts = [n for n in own if account.quantities[n].use == "amount"]
        for place, at in enumerate(amounts):
            if place and account.quantities[at].divisor:
                yield from _after_pair(account, at)
            if place:
                yield from _returned(account, amounts[place - 1], at)
            if (
                place
                and _is_left(account, at)
                and not _more_left(account, amounts[place + 1 :], at)
            ):
                yield from _of_pair(account, amounts[:place], at)
                yield from _of_parts(account, amounts[:place], at)
                yield from _of_sentences(account, amounts[:place], at)
                yield from _of_rate(account, at)


def _returned(account: Account, sent: int, back: int) -> Iterator[Claim]:
    """Yield the claim that no more came back than was sent: "phát 200 phiếu, thu 296 phiếu"."""
    out, came = account.quantities[sent], account.quantities[back]
    handed = out.unit == came.unit == "phiếu" and out.sentence == came.sentence
    told = _SENT.search(out.lead) and _CAME_BACK.match(came.lead)
    if handed and told and came.value > out.value and not out.divisor and not came.divisor:
        yield beyond(
            (back, sent),
            came,
            out,
            f'Thu về "{came.quote}" nhiều hơn "{out.quote}" đã phát.',
            "Kiểm tra lại số phiếu phát ra, số phiếu thu về.",
        )


def _more_left(account: Account, behind: Sequence[int], at: int) -> bool:
    """Whether another number behind says what is left too: "đang làm 15, chưa làm 2"."""
    one = account.quantities[at]
    return any(
        (other := account.quantities[n]).sentence == one.sentence
        and other.depth == one.depth
        and alike(one, other)
        and _is_left(account, n)
        for n in behind[:2]
    )


def _is_left(account: Account, at: int) -> bool:
    one = account.quantities[at]
    behind = account.lower[one.passage][one.stop :].lstrip()
    said = _LEFT.match(one.lead) or _LEFT_ASIDE.search(one.wide) or _LEFT_BEHIND.match(behind)
    return bool(said) and not one.divisor


def _of_pair(account: Account, ahead: Sequence[int], at: int) -> Iterator[Claim]:
    """Yield the claim of "7/20 người học, số còn lại 13 người"."""
    one = account.quantities[at]
    if len(ahead) < 2 or not account.quantities[ahead[-1]].divisor:
        return
    top, whole = account.quantities[ahead[-2]], account.quantities[ahead[-1]]
    if whole.sentence + 1 < one.sentence or not alike(one, whole) or top.value > whole.value:
        return
    between = account.between(ahead[-1], at)
    if any(account.quantities[n].unit == one.unit for n in _following(account, at)):
        return
    if re.search(r"\btrên\b|§", between):
        return
    yield from _judged(account, ahead[-1], (ahead[-2],), at)


def _names(left: Quantity, whole: Quantity) -> bool:
    """Whether a number may be the whole of what is left by what it counts."""
    return bool(whole.unit) and kin(whole.unit, left.unit)


def _following(account: Account, at: int) -> list[int]:
    """Return the amounts behind one in its sentence."""
    own = account.same_sentence(at)
    return [n for n in own if n > at and account.quantities[n].use == "amount"]


def _after_pair(account: Account, bottom: int) -> Iterator[Claim]:
    """Yield the claim of "27/30 nhiệm vụ (90%), 2 nhiệm vụ chuyển sau, 1 nhiệm vụ dừng"."""
    whole, top = account.quantities[bottom], account.quantities[bottom - 1]
    rest = [n for n in _following(account, bottom) if not account.quantities[n].depth]
    if len(rest) < 2 or not whole.unit or not alike(top, whole) or top.value > whole.value:
        return
    parts = [account.quantities[n] for n in rest]
    if any(one.unit != whole.unit or one.divisor or one.value >= whole.value for one in parts):
        return
    if not _DIVIDES.search(account.between(bottom, rest[-1])):
        yield from _judged(account, bottom, (bottom - 1, *rest[:-1]), rest[-1])


def _of_parts(account: Account, ahead: Sequence[int], at: int) -> Iterator[Claim]:
    """Yield the claim of "8 đơn, đã xử lý 6, đang xử lý 2": the whole opens the sentence."""
    one = account.quantities[at]
    same = [n for n in ahead if account.quantities[n].sentence == one.sentence]
    same = [n for n in same if account.quantities[n].depth == one.depth]
    while same and not _names(one, account.quantities[same[0]]):
        same = same[1:]
    same = _outer(account, same)
    if not 2 <= len(same) <= _MOST or any(account.quantities[n].divisor for n in same):
        return
    whole, *parts = same
    text = account.lower[one.passage]
    cut = text.rfind(";", account.quantities[whole].stop, one.start)
    late = [n for n in parts if account.quantities[n].start > cut]
    parts = late if cut > 0 and late else parts
    total = account.quantities[whole]
    text = text[total.stop : one.start]
    numbers = [account.quantities[n] for n in (*parts, at)]
    fits = all(alike(total, other) and other.value < total.value for other in numbers)
    named = total.unit and all(kin(other.unit, total.unit) for other in numbers)
    if _told_whole(account, whole, (*parts, at)) or _made_before(account, whole, parts):
        return
    if fits and named and not _DIVIDES.search(text) and not _ADDED.search(text):
        yield from _judged(account, whole, tuple(parts), at)


def _made_before(account: Account, whole: int, parts: Sequence[int]) -> bool:
    """Whether parts make a whole before what is left of one of them: "13 sai sót: thiếu bìa 7"."""
    return sum(account.quantities[n].value for n in parts) == account.quantities[whole].value


def _told_whole(account: Account, whole: int, parts: Sequence[int]) -> bool:
    """Whether what follows in a sentence makes up the whole: "9 việc: xong 6, đang 2, trễ 1"."""
    missing = account.quantities[whole].value
    missing -= sum(account.quantities[n].value for n in parts)
    for n in _following(account, parts[-1]):
        missing -= account.quantities[n].value
        if missing == 0:
            return True
    return False


def _of_sentences(account: Account, ahead: Sequence[int], at: int) -> Iterator[Claim]:
    """Yield the claim of "KH: 19 lượt. Đã cử: 12. Còn 07 lượt": clauses that are sentences."""
    one = account.quantities[at]
    flat = [n for n in ahead if account.quantities[n].depth <= one.depth]
    if len(flat) < _TWO or account.quantities[flat[-_TWO]].sentence == one.sentence:
        return
    total, part = (account.quantities[n] for n in flat[-_TWO:])
    near = total.sentence + _TWO >= one.sentence and not (total.divisor or part.divisor)
    gaps = (account.between(flat[-_TWO], flat[-1]), account.between(flat[-1], at))
    terse = all(len(gap) <= _TERSE and not _ADDED.search(gap) for gap in gaps)
    fits = alike(total, part) and alike(total, one) and max(part.value, one.value) < total.value
    if near and terse and fits and _DONE.match(part.lead):
        yield from _judged(account, flat[-_TWO], (flat[-1],), at)


def _of_rate(account: Account, at: int) -> Iterator[Claim]:
    """Yield the claim of "13 đơn vị, đạt 72,2% kế hoạch; còn 05 đơn vị" by the plan of the rate."""
    one = account.quantities[at]
    own = [n for n in account.same_sentence(at) if n < at]
    rates = [n for n in own if account.quantities[n].use == "percent"][-1:]
    between = [n for n in own if rates and rates[0] < n and not account.quantities[n].depth]
    if not rates or between or not one.unit:
        return
    same = [n for n in account.near(at) if n < at and account.quantities[n].unit == one.unit]
    parts = [n for n in own if n in same and n < rates[0] and not account.quantities[n].divisor]
    pairs = {
        (account.quantities[whole].value, account.quantities[part].value): (whole, part)
        for part in parts
        for whole in same
        if account.quantities[whole].value > max(one.value, account.quantities[part].value)
        and fit(account.quantities[rates[0]], account.quantities[part], account.quantities[whole])
        == "holds"
    }
    if len(pairs) == 1:
        whole, part = next(iter(pairs.values()))
        yield from _judged(account, whole, (part,), at)


def _outer(account: Account, same: Sequence[int]) -> list[int]:
    """Return amounts without those that a colon divides one of them into, as far as a semicolon."""
    kept, inside = list(same[:1]), False
    for before, n in pairwise(same):
        gap = account.between(before, n)
        inside = (":" in gap and before != same[0]) or (inside and ";" not in gap)
        if not inside:
            kept.append(n)
    return kept


def _left_of_other(account: Account, at: int, whole: int) -> bool:
    """Whether what is left is so of another whole: of what came in, not of what was resolved."""
    one, total = account.quantities[at], account.quantities[whole]
    if total.role == "resolved" and one.role in ("pending", "pending_in", "in"):
        return True
    ahead = [n for n in account.near(at) if n < at and account.quantities[n].use == "amount"]
    values = [account.quantities[n].value for n in ahead if alike(one, account.quantities[n])]
    return one.value >= _TELLING and any(
        larger - one.value in values[place + 1 :] for place, larger in enumerate(values)
    )


def _carried(account: Account, whole: int) -> list[int]:
    """Return what was there before what came in: it is left, or was resolved, too."""
    if account.quantities[whole].role not in ("received", "new"):
        return []
    return [n for n, role in enumerate(account.dossier_roles) if role == "carried"]


def _told(account: Account, value: Decimal, like: Quantity) -> bool:
    """Whether a number is told elsewhere; a small one in the same passage, of the same things."""
    return any(
        value >= _LARGE or (bool(one.unit) and (one.passage, one.unit) == (like.passage, like.unit))
        for n in account.by_value.get(value, ())
        if (one := account.quantities[n]) is not like
    )


def _judged(account: Account, whole: int, parts: tuple[int, ...], at: int) -> Iterator[Claim]:
    one, total = account.quantities[at], account.quantities[whole]
    right = total.value - sum((account.quantities[n].value for n in parts), Decimal(0))
    if right == one.value:
        yield Claim("R01", (at, *parts, whole), True, weight=3)
        return
    added = total.value - right + one.value
    if any(_told(account, value, total) for value in (added, added + total.value)):
        return  # the parts, or all of a list, make what is told elsewhere
    gap = abs(right - one.value)
    near = bool(slip(one.value, right)) or gap <= max(Decimal(2), total.value / 20)
    rough = any(account.quantities[n].rough for n in (whole, *parts, at))
    if (
        right < 0
        or (right > one.value and re.match(r"(?:hiện )?(?:đang|chờ)\b", one.lead))
        or rough
        or not near
        or _left_of_other(account, at, whole)
        or _carried(account, whole)
        or OVERLAP.search(account.around(whole, at))
    ):
        return
    shown = print_number(right / total.scale)
    made = print_number(added / total.scale)
    yield Claim(
        "R01",
        (at, *parts, whole),
        False,
        f'"{total.quote}": {" + ".join(account.quantities[n].quote for n in (*parts, at))} = '
        f'{made}; số còn lại ghi "{account.named(at)}", tính lại là {shown}.',
        severity="cao",
        expected=shown,
        found=one.text,
        advice="Sửa số còn lại, hoặc một trong các số kia.",
        weight=2,
    )
