"""Figures that follow from those beside them: a rest, a rate, a change, a mean, a product.

The words say how such a figure comes about, and so few others stand beside it that they leave one
reading. Where that reading fails and is a slip of the hand for the figure, the figure is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_toolkit.checks import Severity
from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, plain
from cchc_toolkit.documents.claims.kinship import alike, kin
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import near_slip
from cchc_toolkit.documents.claims.wording import DOWN, UP
from cchc_toolkit.text.arithmetic import half_up
from cchc_toolkit.text.formatting import print_number

_BACK = 2
"""So many sentences of its passage before its own may hold what a figure comes from."""
_CLOSE = 6
"""A figure within a sixth of what it must be is meant for it, where the words leave no doubt."""
_SHORT = 60
"""So many characters a line of a list has at most."""
_TIMES = frozenset(("ngày", "tháng", "năm", "giờ", "phút", "tuổi", "tuần", "quý", "lần"))
_RANKS = frozenset(("bậc", "hạng", "vị trí"))
_REST = re.compile(
    r"\b(?:còn(?: lại)?|chưa|thiếu|khuyết|dư|thừa|hụt|tồn|để lại|tiết kiệm|bị trừ|mất|rút)\b"
)
_WHOLE = re.compile(r"\b(?:vị chi|tổng|cộng|tất cả|cả thảy)\b")
_EACH = re.compile(
    r"\b(?:mỗi|từng|một) (?P<of>[^\W\d_]+)|(?P<every>[^\W\d_]+) nào cũng\b|/(?= ?[^\W\d_])"
)
_MEAN = re.compile(r"\b(?:chia đều|tính ra|bình quân|trung bình)\b.*\b(?:mỗi|một)\b")
_CONCLUDES = re.compile(
    r"(?:^|[.;] )(?:như vậy|như thế|vậy là|tức là|chia đều|tính ra|nhân với"
    r"|sau \S+ (?:tháng|quý|năm)|t[ỷỉ] lệ)\b[^.;]*$"
)
_AIM = re.compile(r"\b(?:chỉ tiêu|mục tiêu|kế hoạch|kh|giao|yêu cầu|mức|ngưỡng)\b")
_IS_SHARE = re.compile(r"(?:\b(?:chiếm|bằng|tương ứng|tương đương|tức)(?: là| khoảng)?|\()$")
_ROUNDED = re.compile(r"\b(?:lệch|sai số|làm tròn)\b")
_GROWS = re.compile(
    r"\b(?:tăng|giảm|nhích|vượt|sụt|hụt|hơn|kém)\b[^.;,()]*\bso\b"
    r"|\b(?:tốc độ|mức|tỷ lệ) (?:tăng|giảm)|\bnhích(?: thêm)?$"
)


@dataclass(frozen=True)
class Given:
    """What some figures give: its value in the unit of the figure looked at, and the sum."""

    value: Decimal
    figures: tuple[int, ...]
    said: str
    sure: bool = False
    """Whether the figure is what a known mistake makes of them, however far off."""
    close: bool = False
    """Whether the words leave no doubt, so that a figure near it is meant for it."""


def derived_claims(
    account: Account, settled: frozenset[int], wrong: frozenset[int]
) -> Iterator[Claim]:
    """Yield a claim for each figure outside `settled` that the few beside it give otherwise.

    Of those that are `wrong` themselves nothing follows.
    """
    for at, one in enumerate(account.quantities):
        if at in settled or one.rough or one.divisor:
            continue
        reader = _reader(account, at)
        if reader is None:
            continue
        for back in range(_BACK + 1):
            beside = _beside(account, at, back)
            given = [found for found in reader(account, at, beside) if _tied(account, at, found)]
            if given:
                if not any(wrong & set(found.figures) for found in given):
                    yield from _judged(account, at, given)
                break


def _tied(account: Account, at: int, found: Given) -> bool:
    """Whether a figure speaks of others: one stands in its sentence, or that draws a conclusion."""
    one = account.quantities[at]
    own = account.same_sentence(at)
    of_lines = found.close and account.quantities[found.figures[0]].passage != one.passage
    if of_lines or any(n in own for n in found.figures):
        return True
    start = account.quantities[own[0]].start
    return bool(_CONCLUDES.search(account.bare[one.passage][max(0, start - 60) : start]))


_Reader = Callable[[Account, int, Sequence[int]], Iterator[Given]]


def _reader(account: Account, at: int) -> _Reader | None:
    """Return how a figure comes from others by its use and the words before it."""
    one = account.quantities[at]
    if one.unit in _RANKS or one.use in ("mark", "year"):
        return None
    if one.unit == "%":
        return _growth if one.use == "change" or _GROWS.search(one.lead) else _rate
    if one.use in ("points", "change"):
        return _gap
    said = _clause(account, at)
    if one.use == "mean" or _MEAN.search(said):
        return _mean
    return _rest if _REST.search(one.lead) else _product


def _clause(account: Account, at: int) -> str:
    """Return the words between a figure and the one before it in its passage."""
    one = account.quantities[at]
    return account.bare[one.passage][max(0, one.start - 90) : one.start]


def _beside(account: Account, at: int, back: int) -> list[int]:
    """Return the figures of a sentence and of so many before it, itself left out.

    Of a short line the lines before it are the sentences before: "- Số tổ: 24".
    """
    one = account.quantities[at]
    found = [
        n
        for n in account.near(at)
        if n != at
        and 0 <= one.sentence - account.quantities[n].sentence <= back
        and account.quantities[n].use not in ("mark", "year")
    ]
    start = account.section[one.passage]
    for line in range(max(start, one.passage - back), one.passage):
        short = all(len(account.lower[p]) <= _SHORT for p in range(line, one.passage + 1))
        found += account.by_passage[line] if short and one.sentence == 0 else ()
    return sorted(found)


def _amounts(
    account: Account, at: int, beside: Sequence[int], uses: Sequence[str] = ("amount",)
) -> list[int]:
    """Return the amounts beside a figure that may be of its kind."""
    one = account.quantities[at]
    return [
        n
        for n in beside
        if (other := account.quantities[n]).use in uses
        and other.unit not in _TIMES - {one.unit}
        and (one.unit in ("%", "") or alike(one, other))
    ]


def _rate(account: Account, at: int, beside: Sequence[int]) -> Iterator[Given]:
    """Yield the share that the only two amounts of one kind beside a rate give."""
    amounts = _amounts(account, at, beside)
    rate = account.quantities[at]
    if _AIM.search(rate.lead) or _among_rates(account, at, amounts):
        return
    share = rate.decimals or (
        _IS_SHARE.search(rate.lead) and set(amounts) <= set(account.same_sentence(at))
    )
    if share and len(amounts) == 2 and _pair(account, amounts):
        part, whole = sorted(amounts, key=lambda n: account.quantities[n].value)
        top, bottom = account.quantities[part], account.quantities[whole]
        if bottom.value:
            right = half_up(top.value * 100 / bottom.value, rate.decimals)
            turned = top.value and half_up(bottom.value * 100 / top.value, rate.decimals)
            sure = bool(rate.decimals) and turned == rate.value
            yield Given(right, (part, whole), f"{top.text}/{bottom.text}", sure)


def _all(account: Account, at: int) -> list[int]:
    """Return the figures of a sentence and the one before it, marks to reach too."""
    one = account.quantities[at]
    return [
        n
        for n in account.near(at)
        if n != at and 0 <= one.sentence - account.quantities[n].sentence <= 1
    ]


def _among_rates(account: Account, at: int, figures: Sequence[int]) -> bool:
    """Whether the sentences of a rate and of what it may be of tell other rates too."""
    sentences = {account.quantities[n].sentence for n in (at, *figures)}
    return any(
        account.quantities[n].unit == "%" and account.quantities[n].sentence in sentences
        for n in _all(account, at)
    )


def _pair(account: Account, two: Sequence[int]) -> bool:
    one, other = (account.quantities[n] for n in two)
    return alike(one, other) and one.value != other.value


def _growth(account: Account, at: int, beside: Sequence[int]) -> Iterator[Given]:
    """Yield the growth between the only two amounts of one kind beside it."""
    amounts = _amounts(account, at, beside, ("amount", "mean"))
    others = _among_rates(account, at, amounts)
    one = account.quantities[at]
    if len(amounts) != 2 or not _pair(account, amounts) or others:
        return
    if not one.decimals and max(amounts) > at:
        return  # two digits are met by chance
    up = _last(UP, one.wide) >= _last(DOWN, one.wide)
    small, large = sorted(amounts, key=lambda n: account.quantities[n].value)
    base, now = (small, large) if up else (large, small)
    was, here = account.quantities[base], account.quantities[now]
    if was.value and here.value:
        gap = abs(here.value - was.value) * 100
        said = f"({here.text} - {was.text})/{was.text}"
        sure = bool(one.decimals) and half_up(gap / here.value, one.decimals) == one.value
        yield Given(half_up(gap / was.value, one.decimals), (now, base), said, sure)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=-1)


def _gap(account: Account, at: int, beside: Sequence[int]) -> Iterator[Given]:
    """Yield how far the only two figures of its kind beside a change are apart."""
    one = account.quantities[at]
    kind = "%" if one.unit == "điểm %" else one.unit
    beside = _all(account, at) if kind == "%" else beside
    same = [n for n in beside if kind and account.quantities[n].unit == kind]
    own = set(account.same_sentence(at))
    if one.use == "change" and not set(same) <= own:
        return
    if len(same) == 2 and _pair(account, same) and not _ROUNDED.search(one.wide):
        yield difference(account, at, same)


def difference(account: Account, at: int, two: Sequence[int]) -> Given:
    """Return how far two figures are apart, in the unit of the one that may tell it."""
    one = account.quantities[at]
    large, small = sorted(two, key=lambda n: -account.quantities[n].value)
    more, less = account.quantities[large], account.quantities[small]
    said = f"{text_like(more, one)} - {text_like(less, one)}"
    return Given((more.value - less.value) / one.scale, (large, small), said)


def _rest(account: Account, at: int, beside: Sequence[int]) -> Iterator[Given]:
    """Yield what is left: of two amounts before it, or of what a row of them came down to."""
    one = account.quantities[at]
    yield from _product(account, at, beside)
    ahead = [n for n in _amounts(account, at, beside) if n < at]
    if any(n > at for n in _amounts(account, at, beside)):
        return
    values = [account.quantities[n].value for n in ahead]
    if len(ahead) == 2 and _pair(account, ahead) and values[0] > values[1]:
        yield difference(account, at, ahead)
    if len(ahead) == 3 and set(ahead) <= set(account.same_sentence(at)):
        first, second, third = (account.quantities[n] for n in ahead)
        if second.value > third.value and first.value >= second.value:
            yield difference(account, at, ahead[1:])
        for sign in (1, -1):
            left = (first.value + sign * second.value - third.value) / one.scale
            how = f"{text_like(first, one)} {'+' if sign > 0 else '-'} {text_like(second, one)}"
            if left > 0:
                yield Given(left, tuple(ahead), f"{how} - {text_like(third, one)}")


def _mean(account: Account, at: int, beside: Sequence[int]) -> Iterator[Given]:
    """Yield the mean of the only total beside it over the only number of those it is divided by."""
    one = account.quantities[at]
    totals = [n for n in _amounts(account, at, beside) if account.quantities[n].unit == one.unit]
    counts = [
        n
        for n in beside
        if (other := account.quantities[n]).use == "amount"
        and n not in totals
        and other.unit
        and not other.is_money
        and other.unit not in _TIMES
    ]
    if len(totals) == 1 and len(counts) == 1 and account.quantities[counts[0]].value > 1:
        total, many = account.quantities[totals[0]], account.quantities[counts[0]]
        right = half_up(total.value / many.value / one.scale, one.decimals)
        said = f"{text_like(total, one)}/{many.text}"
        yield Given(right, (totals[0], counts[0]), said, close=not one.rough)


def _product(account: Account, at: int, beside: Sequence[int]) -> Iterator[Given]:
    """Yield so many times what each has, where nothing else stands beside a figure."""
    one = account.quantities[at]
    ahead = [
        n
        for n in beside
        if n < at
        and (q := account.quantities[n]).use in ("amount", "change")
        and q.unit != "%"
        and q.depth <= one.depth
    ]
    if len(ahead) != 2:
        return
    first, second = (account.quantities[n] for n in ahead)
    named = one.unit or next((q.unit for q in (second, first) if q.unit and q.unit in one.lead), "")
    behind = kin(second.unit or "-", named) and first.per.split()[:1] != second.unit.split()[:1]
    each, many = (second, first) if behind else (first, second)
    start = max(0, first.start - 2 * _SHORT)
    ahead_of = account.lower[first.passage][start : first.start].rsplit(". ", 1)[-1]
    text = f"{ahead_of}{account.lower[one.passage][first.start : one.start]}"
    if first.passage != one.passage:
        text = " ".join(account.lower[first.passage : one.passage])
    told = each.unit and kin(each.unit, named) and not kin(many.unit or "-", named) and many.value
    if told and any(_is_noun(found, many) for found in _EACH.finditer(text)):
        if (
            each.decimals
            and half_up(one.value / many.value / each.scale, each.decimals) * each.scale
            == each.value
        ):
            yield Given(one.value / one.scale, tuple(ahead), "")  # each is told as a mean
        right = each.value * many.value / one.scale
        said = f"{many.text} × {text_like(each, one)}"
        yield Given(right, tuple(ahead), said, close=bool(_WHOLE.search(one.lead)))


def _is_noun(each: re.Match[str], many: Quantity) -> bool:
    """Whether each of those is meant that are counted: "14 thôn, mỗi thôn", "thôn nào cũng"."""
    noun = each["of"] or each["every"] or ""
    one_each = rf"\bmỗi {re.escape(many.unit)} (?:có |được )?(?:một|0?1) {re.escape(noun)}\b"
    of_many = not noun or noun in f"{many.unit} {many.lead}".split()
    return of_many or bool(many.unit and re.search(one_each, each.string))


def text_like(one: Quantity, like: Quantity) -> str:
    """Return a figure as it would be printed in the unit of another."""
    return print_number(plain(one.value / like.scale))


def _judged(account: Account, at: int, given: Sequence[Given]) -> Iterator[Claim]:
    one = account.quantities[at]
    printed = one.value / one.scale
    if any(found.value == printed for found in given):
        return
    near = [found for found in given if found.sure or _is_slip(printed, found.value)]
    near = near or [one for one in given if one.close and _within(printed, one.value)]
    if len({found.value for found in near}) == 1:
        yield derived_claim(one, at, near[0], "cao")


def _within(printed: Decimal, right: Decimal) -> bool:
    return abs(printed - right) * _CLOSE <= right


def _is_slip(printed: Decimal, right: Decimal) -> bool:
    """Whether a figure is a slip of the hand for what it should be, and of its size."""
    return near_slip(printed, right) and right / 2 <= printed <= right * 2


def derived_claim(one: Quantity, at: int, found: Given, severity: Severity) -> Claim:
    """Return the claim that a figure is another than others give."""
    sign = "%" if one.unit == "%" else ""
    shown = f"{print_number(plain(found.value))}{sign}"
    return Claim(
        "R03",
        (at, *found.figures),
        False,
        f'Lời văn ghi "{one.quote}", mà {found.said} = {shown}.',
        severity=severity,
        expected=shown,
        found=one.text,
        suggestion=f"Nhiều khả năng gõ nhầm chữ số: {shown}.",
        advice="Tính lại, sửa số này hoặc một trong các số kia.",
        weight=-1,
    )
