"""Claims "A, B, cả thảy T": totals that stand behind their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.kinship import alike, kin
from cchc_toolkit.documents.claims.numeral import count_of
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.sums import adds_up, is_near, wrong_sum
from cchc_toolkit.documents.claims.wording import COUNTED_IN, MANY, OVERLAP, PERIOD, PUT
from cchc_toolkit.text.digits import slip

_STRONG = (
    r"\b(?:(?:cả|hết) thảy|vị chi|gom|(?:gộp|cộng|tính|hợp|dồn|góp|nhập) (?:cả|chung|lại|gộp)"
    r"|nên (?:cả|toàn)|(?:đưa|nâng) (?:tổng|số))\b|^(?:và )?(?:thế|vậy) là\b"
)
"""What sums up nothing but what was told: any slip of the hand is one."""
_JOINED = re.compile(
    rf"{_STRONG}|\b(?:lũy kế|tổng(?: cộng| số)?|cộng|tất cả)\b|(?:^|\bgiải quyết )thành$"
)
_NO_SUM = re.compile(
    r"\bnhất\b|\btừ$"
    r"|\b(?:tính|kể|gộp) (?:luôn )?cả (?:tiền|phần|những|số|chi phí|khoản|người|hồ sơ)\b"
)
"""The highest of some numbers, and what holds more than they: "tính cả tiền lắp đặt hết"."""
_FAR = re.compile(rf"(?:^|[,;] ){PUT} (?:(?:các|từng)\b|lại,|chung,)")
"""What sums up all before it, though a comma follows: "gộp các kênh, quý này có"."""
_SO = r"(?:(?:và|nên|vậy|thế là|vậy là|như vậy|như thế|tính ra|thành ra|do đó),? )?"
_EACH_OF = re.compile(rf"{_SO}(?P<many>{MANY}) (?P<noun>(?!tháng|quý|năm)[^\W\d_]+)\b")
_SO_MANY = re.compile(
    rf"(?:^|[,;:] )\W*{_SO}(?:{PUT}|cả(?! năm)) (?P<many>{MANY})"
    rf" (?!(?:{PERIOD}|_)\b)[^\W\d_]"
)
"""How many parts a total says that it sums up: "gộp cả ba kênh, quý này có"."""
_WHOLE_PERIOD = re.compile(
    rf"{_SO}(?:(?:cả|toàn) (?:năm|quý|kỳ|đợt|ngày|tuần|buổi|_ tháng)|nửa năm"
    rf"|(?:(?:{PUT}|cả) )?{MANY} (?:tháng|quý|đợt|tuần|kỳ))[^\d]{{0,20}}$"
)
_MORE = re.compile(rf"[^.;\d]{{0,9}}{COUNTED_IN}|[^.,;\d]{{0,9}}\b(?:chưa|không) (?:kể|tính)\b")
"""Behind a total that holds more, or less, than what is told: "7.300 thuê bao (tính cả 2G)"."""
_TIMES = re.compile(r"[^.,;:()=\d]{0,30} ?[x×*] ?\d")
_TERM = 60
"""So many characters before a number may hold the other factor of a product."""
_TIMES_BEFORE = re.compile(r"\d[^.,;:()=\d]{0,30} ?[x×*] ?$")
_BESIDE = re.compile(r"\b(?:so|dự toán|kế hoạch)\b")
"""Words of a number that another is held against: no part of a sum."""
_TOGETHER = re.compile(
    rf"^{_SO}(?:toàn|cả) (?:xã|phường|thị trấn|trường|kỳ|năm|cụm|đơn vị)\b"
    r"(?!.*\b(?:đến nay|hiện|đang|tính đến|còn)\b)|^với$"
)
_FIRST_OF = re.compile(r"\b(?:trên|đầu|cao)\b")
_THREE = 3
_SEXES = ("nam", "nữ")
_ASIDE = re.compile(r"(?:tổng|cộng|tất cả|cả thảy)\b[^()]*$")
_NEXT = re.compile(r",?(?: và| trong đó| với|,)?(?: có| là)? ")
"""Between a total and the next of the same parts: "có 30 nam và 16 nữ"."""


def summed_up_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each total that stands behind its parts: "A, B, tổng cộng C"."""
    for own in account.by_passage:
        amounts = [n for n in own if _counts(account, n)]
        for place, at in enumerate(amounts):
            head = _head(account, amounts[: place + 1])
            if head is not None and head > 1:
                yield from _judged(account, at, list(_ahead(account, amounts[:head], at)))


def _judged(account: Account, at: int, every: Sequence[Sequence[int]]) -> Iterator[Claim]:
    """Yield the claim that some of the amounts before a total make it, the last ones told of."""
    one, said = account.quantities[at], _said(account, at)
    for among in every:
        ends = combinations(range(len(among) + 1), 2)
        runs = (tuple(among[first:stop]) for first, stop in ends if stop - first > 1)
        if held := next((run for run in runs if adds_up(account, at, run)), None):
            yield Claim("R01", (at, *held), True, weight=3)
            return
    same, many = _stretch(account, every[-1], one), _many(account, at, said)
    if many and _FIRST_OF.search(said):
        same = same[: count_of(many["many"])]  # "cộng hai mức trên cùng"
    added = sum((account.quantities[n].value for n in same), Decimal(0))
    if one.rough or len(same) < 2 or (many and count_of(many["many"]) != len(same)):
        return
    around = account.around(at, *same).replace(many[0] if many else "§§", "")
    more = _MORE.match(account.lower[one.passage], one.stop)
    if more or (added > one.value and OVERLAP.search(around)):
        return
    close = abs(added - one.value) * _THREE <= one.value
    sure = close and (many or (re.search(_STRONG, said) and slip(one.value, added)))
    near = sure or is_near(one.value, added, len(same), paired=True)
    if near and not _told_beside(account, added, one):
        yield wrong_sum(account, at, same, added, "cao")


def _told_beside(account: Account, added: Decimal, total: Quantity) -> bool:
    """Whether a sum stands in the passage of what was taken for its total, of the same things."""
    ones = (account.quantities[n] for n in account.by_value.get(added, ()))
    return any((one.passage, one.unit) == (total.passage, total.unit) for one in ones)


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
    return bool(
        _TIMES.match(text, one.stop)
        or _TIMES_BEFORE.search(text[max(0, one.start - _TERM) : one.start])
    )


def _head(account: Account, amounts: Sequence[int]) -> int | None:
    """Return how many amounts stand before the words that sum them up, None without such words.

    The last amount is a total by the words before it, or stands beside one that is.
    """
    at = amounts[-1]
    if _sums_up(account, at):
        return len(amounts) - 1
    if len(amounts) < 3 or amounts[-2] != at - 1:
        return None
    one, before = account.quantities[at], account.quantities[at - 1]
    beside = (one.sentence, one.depth) == (before.sentence, before.depth)
    beside = beside and one.unit not in ("", before.unit) and alike(one, before)
    if not beside or not _NEXT.fullmatch(account.lower[one.passage][before.stop : one.start]):
        return None
    return _head(account, amounts[:-1])


def _ahead(account: Account, before: Sequence[int], at: int) -> Iterator[list[int]]:
    """Yield what may be the parts of a total: of its level, else each in a bracket of its own.

    First all that count alike, then those that count the very same, where there are some.
    """
    one = account.quantities[at]
    near = [
        n
        for n in before
        if alike(one, account.quantities[n])
        and account.quantities[n].sentence >= one.sentence - 1
        and not _BESIDE.search(account.quantities[n].lead)
    ]
    unit = one.unit or next(iter(re.findall(r"\bsố ([^\W\d_]+(?: [^\W\d_]+)?) là$", one.lead)), "")
    of_unit = [n for n in near if unit and account.quantities[n].unit == unit]
    own = of_unit if len(of_unit) > 1 else near
    of_role = [n for n in own if one.role and account.quantities[n].role == one.role]
    own = of_role if len(of_role) > 1 else own
    text = account.bare[one.passage][one.bracket + 1 : one.start]
    level = one.depth - bool(one.depth and _ASIDE.match(text))  # "A 118, B 42 (cộng 160)"
    for some in (own,) if unit != one.unit or unit in _SEXES else (near, own):
        flat = [n for n in some if account.quantities[n].depth == level]
        aside = [n for n in some if account.quantities[n].bracket > -1]
        if len(flat) < 2 <= len(aside) == len({account.quantities[n].bracket for n in aside}):
            flat = aside
        use = account.quantities[flat[-1]].use if flat else ""
        yield [n for n in flat if account.quantities[n].use == use][-12:]


def _of_one_kind(account: Account, bottom: int) -> bool:
    """Whether what stands below a slash is a whole: "5/12 phòng", not "9 lớp/216 cháu"."""
    return alike(account.quantities[bottom - 1], account.quantities[bottom])


def _said(account: Account, at: int) -> str:
    """Return the words of a sentence between a number and the one of its kind before it."""
    one = account.quantities[at]
    near = (account.quantities[n] for n in reversed(account.near(at)) if n < at)
    before = next((other for other in near if alike(one, other) and not other.divisor), None)
    text = account.bare[one.passage][before.stop if before else 0 : one.start]
    return text.rstrip(" :").rsplit(". ", 1)[-1]


def _sums_up(account: Account, at: int) -> bool:
    """Whether the words before a number make it the total of those before it."""
    said = _said(account, at)
    clause = re.split(r"[,;:(] ", said)[-1].strip()
    if _NO_SUM.search(clause):
        return False
    joined = _JOINED.search(clause[-60:]) or _FAR.search(said) or _many(account, at, said)
    return bool(joined or _TOGETHER.match(clause) or _WHOLE_PERIOD.match(clause))


def _many(account: Account, at: int, said: str) -> re.Match[str] | None:
    """Return the words that tell how many parts a total has: those of each of so many things."""
    told = _EACH_OF.match(re.split(r"[,;:(] ", said)[-1].strip())
    one, ones = account.quantities[at], (account.quantities[n] for n in account.near(at) if n < at)
    like = [part for part in ones if alike(one, part)] if told else []
    parts = like[-count_of(told["many"]) :] if told else []
    here = [part for part in like if part.sentence == one.sentence]
    named = sum(bool(told and re.search(rf"\b{told['noun']}\b", part.wide)) for part in parts)
    every = named == len(parts) > 1 or (named > 1 and here == parts)
    return told if every else _SO_MANY.search(said)


def _stretch(account: Account, ahead: Sequence[int], total: Quantity) -> list[int]:
    """Return the parts of a total behind them: its own sentence's, as far as a semicolon or colon.

    Where it opens a sentence, those of the sentence before that count the same.
    """
    place = (total.passage, total.sentence)
    same = [n for n in ahead if ((q := account.quantities[n]).passage, q.sentence) == place]
    if not same:
        first = account.quantities[ahead[0]] if ahead else total
        if ahead and not any(account.quantities[n].unit for n in ahead):
            return list(ahead)
        if total.counted and first.unit and kin(first.unit, total.counted):
            return [n for n in ahead if kin(account.quantities[n].unit, total.counted)]
        return [n for n in ahead if account.quantities[n].unit and total.unit]
    if len(same) == 1 and re.search(r"\b(?:thêm|tiếp)$", account.quantities[same[0]].lead):
        return list(ahead[-2:])  # "quét 4.310 trang. Nay quét thêm 1.895 trang, đưa tổng số lên"
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
