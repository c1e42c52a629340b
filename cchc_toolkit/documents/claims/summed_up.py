"""Claims "A, B, cả thảy T": totals that stand behind their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.addition import adds_up, is_near, wrong_sum
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import alike, kin
from cchc_toolkit.documents.claims.numeral import SEVERAL, count_of
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.wording import COUNTED_IN

_JOINED = re.compile(
    r"\b(?:lũy kế|gộp (?:cả|lại|chung)|tổng(?: cộng| số)?|cộng|tất cả|cả thảy)\b"
    r"|(?:^|\bgiải quyết )thành$"
)
_MORE = re.compile(rf"[^.;\d]{{0,9}}(?:{COUNTED_IN}|\b(?:chưa|không) (?:kể|tính)\b)")
"""Behind a total that holds more, or less, than what is told: "7.300 thuê bao (tính cả 2G)"."""
_SO_MANY = re.compile(
    rf"\b(?P<count>\d|{SEVERAL}) (?:mức|loại|nhóm|khoản)(?: độ)? (?:trên|đầu|cao)"
)
"""Before the total of the first of several parts: "cộng hai mức trên cùng"."""
_TIMES = re.compile(r"[^.,;:()=\d]{0,30} ?[x×*] ?\d")
_TIMES_BEFORE = re.compile(r"\d[^.,;:()=\d]{0,30} ?[x×*] ?$")
_WHOLE_PERIOD = re.compile(
    r"(?:(?:và|thế là|như vậy|như thế|tính ra|thành ra),? )?(?:cả (?:năm|quý|kỳ|\d tháng)|toàn kỳ"
    r"|(?:cả )?(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:tháng|quý|đợt|tuần|kỳ))"
    r"[^\d]{0,20}$"
)
_BESIDE = re.compile(r"\b(?:so|dự toán|kế hoạch)\b")
"""Words of a number that another is held against: no part of a sum."""
_TOGETHER = re.compile(r"^(?:như vậy,? )?(?:toàn|cả) (?:xã|phường|thị trấn|trường|kỳ|năm)\b|^với$")

_NONE_LEFT = re.compile(r"\bkhông còn (?P<noun>[^\W\d_]+(?: [^\W\d_]+){0,2}?) nào\b(?! khác)")


def summed_up_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each total that stands behind its parts: "A, B, tổng cộng C"."""
    for own in account.by_passage:
        amounts = [n for n in own if _counts(account, n)]
        for place, at in enumerate(amounts):
            one = account.quantities[at]
            if place < 2 or not _sums_up(account, at):
                continue
            ahead = _ahead(account, amounts[:place], one)
            ends = combinations(range(len(ahead) + 1), 2)
            runs = (tuple(ahead[first:stop]) for first, stop in ends if stop - first > 1)
            held = next((run for run in runs if adds_up(account, at, run)), None)
            if held is not None:
                yield Claim("R01", (at, *held), True, weight=3)
            else:
                same = _stretch(account, ahead, one)
                many = _SO_MANY.search(one.wide)
                same = same[: count_of(many["count"])] if many else same
                added = sum((account.quantities[n].value for n in same), Decimal(0))
                near = is_near(one.value, added, len(same), paired=True)
                near = near and not _told_beside(account, added, one)
                if len(same) > 1 and near and not _MORE.match(account.lower[one.passage], one.stop):
                    yield wrong_sum(account, at, same, added, "cao")
    for passage, text in enumerate(account.lower):
        for found in _NONE_LEFT.finditer(text):
            yield from _none_left(account, passage, found)


def _told_beside(account: Account, added: Decimal, total: Quantity) -> bool:
    """Whether a sum stands in the passage of what was taken for its total, of the same things."""
    ones = (account.quantities[n] for n in account.by_value.get(added, ()))
    return any((one.passage, one.unit) == (total.passage, total.unit) for one in ones)


def _none_left(account: Account, passage: int, found: re.Match[str]) -> Iterator[Claim]:
    """Yield the claim of "Có 14 thôn. Xong 9 thôn, đang làm 4 thôn, không còn thôn nào chưa làm".

    What is counted twice makes the parts too many, never too few.
    """
    ahead = [n for n in account.by_passage[passage] if account.quantities[n].start < found.start()]
    same = [n for n in ahead if account.quantities[n].unit == found["noun"]]
    last = account.quantities[same[-1]] if same else None
    if last is None or ". " in found.string[last.stop : found.start()]:
        return
    run = [n for n in same if account.quantities[n].sentence == last.sentence]
    whole = [n for n in same if account.quantities[n].sentence == last.sentence - 1]
    added = sum((account.quantities[n].value for n in run), Decimal(0))
    flat = all(account.quantities[n].use == "amount" for n in (*whole, *run))
    if len(whole) == 1 and len(run) > 1 and flat and added < account.quantities[whole[0]].value:
        yield wrong_sum(account, whole[0], run, added, "cao")


def _counts(account: Account, n: int) -> bool:
    """Whether a quantity may be a total or a part: an amount, or so many more or less."""
    one = account.quantities[n]
    counted = one.use == "amount" or (one.use == "change" and one.unit not in ("", "%"))
    aside = one.is_price or _is_term(account, n) or (one.divisor and _of_one_kind(account, n))
    return counted and not aside


def _is_term(account: Account, n: int) -> bool:
    """Whether a number stands in a product that is written out: "28 vụ x 300.000 đồng = …"."""
    one = account.quantities[n]
    text = account.bare[one.passage]
    return bool(_TIMES.match(text, one.stop) or _TIMES_BEFORE.search(text[: one.start]))


def _ahead(account: Account, before: Sequence[int], one: Quantity) -> list[int]:
    """Return what may be the parts of a total: of its level, else each in a bracket of its own."""
    near = [
        n
        for n in before
        if alike(one, account.quantities[n])
        and account.quantities[n].sentence >= one.sentence - 1
        and not _BESIDE.search(account.quantities[n].lead)
    ]
    named = [n for n in near if one.lead.endswith(f"số {account.quantities[n].unit} là")]
    near = named if len(named) > 1 else near
    flat = [n for n in near if account.quantities[n].depth == one.depth]
    if len(flat) < 2:
        aside = [n for n in near if account.quantities[n].bracket > -1]
        brackets = {account.quantities[n].bracket for n in aside}
        flat = aside if len(brackets) == len(aside) > 2 else flat
    use = account.quantities[flat[-1]].use if flat else ""
    return [n for n in flat if account.quantities[n].use == use][-12:]


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
    if re.search(r"\bnhất\b", clause):
        return False  # the highest of them, no sum
    joined = bool(_JOINED.search(clause[-40:]) or _TOGETHER.match(one.lead))
    return joined or bool(_WHOLE_PERIOD.match(clause))


def _stretch(account: Account, ahead: Sequence[int], total: Quantity) -> list[int]:
    """Return the parts of a total behind them: its own sentence's, as far as a semicolon or colon.

    Where it opens a sentence, those of the sentence before that count the same.
    """
    same = [n for n in ahead if account.quantities[n].sentence == total.sentence]
    if not same:
        first = account.quantities[ahead[0]] if ahead else total
        if ahead and not any(account.quantities[n].unit for n in ahead):
            return list(ahead)
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
