"""Claims "A, B, cả thảy T": totals that stand behind their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.addition import adds_up, is_near, wrong_sum
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import alike, kin
from cchc_toolkit.documents.claims.quantity import Quantity

_JOINED = re.compile(r"\b(?:tổng(?: cộng| số)?|cộng|tất cả|cả thảy)\b")
_WHOLE_PERIOD = re.compile(
    r"(?:và )?(?:cả (?:năm|quý|kỳ|\d tháng)|\d{1,2} tháng|(?:ba|sáu|chín) tháng|toàn kỳ)"
    r"[^\d]{0,20}$"
)
_TOGETHER = re.compile(r"^(?:như vậy,? )?(?:toàn|cả) (?:xã|phường|thị trấn|trường|kỳ|năm)\b|^với$")


def summed_up_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each total that stands behind its parts: "A, B, tổng cộng C"."""
    for own in account.by_passage:
        amounts = [
            n
            for n in own
            if account.quantities[n].use == "amount"
            and not account.quantities[n].is_price
            and not (account.quantities[n].divisor and _of_one_kind(account, n))
        ]
        for place, at in enumerate(amounts):
            one = account.quantities[at]
            if place < 2 or not _sums_up(account, at):
                continue
            ahead = [
                n
                for n in amounts[:place]
                if alike(one, account.quantities[n])
                and account.quantities[n].depth == one.depth
                and account.quantities[n].sentence >= one.sentence - 1
            ][-12:]
            for first in range(len(ahead) - 1):
                run = tuple(ahead[first:])
                if adds_up(account, at, run):
                    yield Claim("R01", (at, *run), True, weight=3)
                    break
            else:
                same = _stretch(account, ahead, one)
                added = sum((account.quantities[n].value for n in same), Decimal(0))
                if len(same) > 1 and is_near(one.value, added, len(same), paired=True):
                    yield wrong_sum(account, at, same, added, "cao")


def _of_one_kind(account: Account, bottom: int) -> bool:
    """Whether what stands below a slash is a whole: "5/12 phòng", not "9 lớp/216 cháu"."""
    return alike(account.quantities[bottom - 1], account.quantities[bottom])


def _sums_up(account: Account, at: int) -> bool:
    """Whether the words before a number make it the total of those before it."""
    one = account.quantities[at]
    before = account.quantities[at - 1]
    start = before.stop if before.passage == one.passage else 0
    said = account.lower[one.passage][start : one.start].rstrip(" :")
    clause = re.split(r"[,;:.(] ", said)[-1]
    joined = bool(_JOINED.search(clause[-40:]) or _TOGETHER.match(one.lead))
    return joined or bool(_WHOLE_PERIOD.match(clause))


def _stretch(account: Account, ahead: Sequence[int], total: Quantity) -> list[int]:
    """Return the parts of a total behind them: its own sentence's, as far as a semicolon or colon.

    Where it opens a sentence, those of the sentence before that count the same.
    """
    same = [n for n in ahead if account.quantities[n].sentence == total.sentence]
    if not same:
        first = account.quantities[ahead[0]] if ahead else total
        if total.counted and first.unit and kin(first.unit, total.counted):
            return [n for n in ahead if kin(account.quantities[n].unit, total.counted)]
        return [n for n in ahead if account.quantities[n].unit and total.unit]
    text = account.lower[total.passage]
    run: list[int] = []
    stop = ""
    end = total.start
    for n in reversed(same):
        gap = text[account.quantities[n].stop : end]
        if not run:
            stop = r"\bvà các\b" if ";" in gap else r";|\bvà các\b"
        if run and re.search(stop, gap):
            break
        if not run and re.search(r"\. ", gap):
            break
        run.insert(0, n)
        end = account.quantities[n].start
    return run
