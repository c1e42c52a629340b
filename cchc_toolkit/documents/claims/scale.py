"""Claims with one figure in another unit than its neighbours: "có 96 triệu, chi 71 tỷ, còn 25"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, plain, printed
from cchc_toolkit.documents.claims.numeral import worth
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.quotient import fit_numbers
from cchc_toolkit.documents.claims.share_case import case_of
from cchc_toolkit.documents.claims.telling import telling
from cchc_toolkit.text.formatting import print_number

_FACTORS = (Decimal(1000), Decimal("0.001"))
"""From million to milliard and back, from thousand to million and back."""
_TENS = tuple(Decimal(10) ** power for power in (1, 2, 3))
_FEWEST, _MOST, _REACH = 2, 8, 10
_DIGITS = 3
"""So many digits are met by chance no more."""
_GROUPS = (
    ("giây", "phút", "giờ", "ngày", "tuần", "tháng"),
    ("kb", "mb", "gb", "tb"),
    ("kbps", "mbps", "gbps"),
    ("m2", "ha", "km2"),
    ("m", "km"),
    ("kg", "tạ", "tấn"),
)
_MEASURE = re.compile(
    r"(?<![\w.,/])(?P<number>\d[\d.]*(?:,\d+)?) ?"
    rf"(?P<unit>{'|'.join(sorted((u for own in _GROUPS for u in own), key=len, reverse=True))})\b"
)
_WORTH = {"m2": 1, "ha": 10_000, "km2": 1_000_000}
"""How many of the least of a group a measure of area is."""
_TENS_OFF = frozenset(Decimal(10) ** power for power in (-3, -2, -1, 1, 2, 3))
_TOLD_AGAIN = re.compile(r" ?\((?:tức |hay |bằng |khoảng )?|, (?:tức(?: là)?|hay|bằng) ")
_LEAVES = re.compile(
    r"\b(?:còn|giảm|bớt|tăng|rút ngắn|tiết kiệm|thêm|tức|nhanh|chênh|cộng|tổng|trống|hụt|dư|thừa)\b"
)
_MEAN_OF = re.compile(r"[^.:\d]{0,30}\b(?:trung bình|bình quân)\b[^.;:\d]{0,25}$")
_SHARE_OF = re.compile(
    r",? (?:chưa đến|chưa tới|dưới|gần|khoảng|hơn|bằng|chiếm|đạt)(?: khoảng| gần)? "
    r"(?P<rate>\d+(?:,\d+)?)% [^.;:,()\d]{0,40}"
)
"""Between a measure and what it is a part of."""
_OVER = re.compile(r"\b(?:thừa|dư)$")
_OF_PARTS = "Sửa đơn vị tiền cho khớp các số cùng mục."
_PLAN = re.compile(r"\b(?:dự toán|giao|cấp|kinh phí|kế hoạch|được duyệt)\b")
_NEAR_RATE = 5
"""A rate told roughly is a fifth off at most."""
_NEAR = 80
_OF_LONG = re.compile(r"\b(?:giai đoạn|nhiệm kỳ|dự kiến|lũy kế|kế hoạch)\b")


def scale_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each figure whose digits fit its neighbours, and whose unit does not."""
    money = [n for n in account.amounts if account.quantities[n].is_money]
    money = [n for n in money if not account.quantities[n].is_price]
    yield from _in_sums(account, money)
    yield from _said_again(account, money)
    yield from _in_products(account, money)
    yield from _of_rates(account)
    yield from _left_over(account, money)
    for passage, text in enumerate(account.lower):
        yield from _measures(account, passage, text)
        yield from _mean_measures(account, passage, text)
        yield from _parts_of_measures(account, passage, text)


def _in_sums(account: Account, money: Sequence[int]) -> Iterator[Claim]:
    """Yield a claim for each sum that holds where one of its figures has another unit."""
    for place, total in enumerate(money):
        ahead = money[max(0, place - _MOST) : place]
        behind = money[place + 1 : place + _REACH + _MOST]
        runs = [behind[first:] for first in range(min(_REACH - 1, len(behind)))]
        for line in (ahead[::-1], *runs):
            for many in range(_FEWEST, min(_MOST, len(line)) + 1):
                run = sorted(line[:many])
                if not _together(account, total, run):
                    break
                odd = _odd(account, total, run)
                if odd is not None:
                    yield _wrong(account, total, run, *odd)


def _together(account: Account, total: int, run: Sequence[int]) -> bool:
    """Whether figures may be a total and its parts: of one part of the report, line by line."""
    passages = [account.quantities[n].passage for n in sorted((total, *run))]
    near = passages[-1] - passages[0] <= len(run) + 1
    return near and account.section[passages[0]] == account.section[passages[-1]]


def _odd(account: Account, total: int, run: Sequence[int]) -> tuple[int, Decimal] | None:
    """Return which figure needs another unit for a sum to hold and how many times the value."""
    whole = account.quantities[total].value
    values = [account.quantities[n].value for n in run]
    gap = whole - sum(values, Decimal(0))
    if not gap:
        return None
    for n, value in zip((total, *run), (-whole, *values), strict=True):
        for factor in _FACTORS:
            if value * (factor - 1) == gap and len(account.quantities[n].digits) >= _FEWEST:
                return n, factor
    return None


def _wrong(account: Account, total: int, run: Sequence[int], odd: int, factor: Decimal) -> Claim:
    one, whole = account.quantities[odd], account.quantities[total]
    others = [account.quantities[n] for n in run if n != odd]
    sign = " + " if odd == total else " - "
    terms = [q.quote for q in (*([] if odd == total else [whole]), *others)]
    usual = [q for q in (whole, *others) if q.scale == one.scale * factor]
    figures = (odd, *(n for n in (total, *run) if n != odd))
    like = usual[0] if usual else one
    return _of_unit(one, figures, sign.join(terms), one.value * factor, like, _OF_PARTS)


def _said_again(account: Account, money: Sequence[int]) -> Iterator[Claim]:
    """Yield a claim where one amount is told in two units that are some tens apart."""
    told = {account.quantities[n].value for n in money}
    for place, second in enumerate(money):
        other = account.quantities[second]
        for first in money[:place]:
            one = account.quantities[first]
            same = one.scale != other.scale and one.digits == other.digits
            if not same or not _of_one_thing(one, other):
                continue
            large, small = max(one.value, other.value), min(one.value, other.value)
            if small and large / small in _TENS and len(told) > 1:
                yield _differs(account, second, first)
                return


def _of_one_thing(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts are of one thing: the fewer digits, the more words must say so."""
    apart = _OF_LONG.search(one.wide) or _OF_LONG.search(other.wide)
    common = telling(one.wide) & telling(other.wide)
    wanted = 1 if len(one.digits) > _DIGITS else _DIGITS
    return not apart and len(one.digits) >= _DIGITS and len(common) >= wanted


def _differs(account: Account, at: int, first: int) -> Claim:
    one, other = account.quantities[first], account.quantities[at]
    return Claim(
        "R09",
        (at, first),
        False,
        f'"{one.quote}" và "{other.quote}" cùng chữ số mà khác nhau: {one.quote} = '
        f"{printed(one.value, other)}.",
        severity="cao",
        expected=printed(one.value, other),
        found=other.quote,
        advice="Sửa số tiền hoặc đơn vị cho khớp.",
        weight=2,
    )


def _in_products(account: Account, money: Sequence[int]) -> Iterator[Claim]:
    """Yield the claim of "26 người, đã chi 19.760 tỷ đồng, bình quân 760 triệu đồng một người"."""
    for at, price in enumerate(account.quantities):
        if not price.is_money or not price.per:
            continue
        own = account.same_sentence(at)
        counts = [n for n in own if account.quantities[n].unit.split()[:1] == price.per.split()[:1]]
        totals = [n for n in own if n in money and n != at]
        for total in totals if len(counts) == 1 else ():
            one, many = account.quantities[total], account.quantities[counts[0]]
            right = many.value * price.value
            if len(one.digits) >= _DIGITS and one.value in [right * f for f in _FACTORS]:
                said = f"{many.quote} × {price.quote}"
                yield _of_unit(one, (total, at, counts[0]), said, right, price)


def _of_rates(account: Account) -> Iterator[Claim]:
    """Yield the claim of "chi 214,6 triệu đồng, bằng 71,8% dự toán (298,9 tỷ đồng)"."""
    for at, rate in enumerate(account.quantities):
        for part, whole in _money_of(account, at) if rate.use == "percent" else ():
            top, bottom = account.quantities[part], account.quantities[whole]
            fits = [
                f for f in _FACTORS if fit_numbers(rate, top.value * f, bottom.value) == "holds"
            ]
            if fits and top.scale != bottom.scale:
                said = f"{rate.quote} của {bottom.quote}"
                yield _of_unit(top, (part, whole), said, top.value * fits[0], bottom)
                break


def _money_of(account: Account, at: int) -> Iterator[tuple[int, int]]:
    """Yield the amounts that a rate is of: by its words, else the only two right before it."""
    case, rate = case_of(account, at), account.quantities[at]
    if case is not None and case.named and account.quantities[case.part].is_money:
        yield case.part, case.near[0]
    ahead = [
        n
        for n in account.near(at)
        if n < at
        and account.quantities[n].is_money
        and not account.quantities[n].is_price
        and rate.sentence - account.quantities[n].sentence <= 1
    ]
    if len(ahead) == _FEWEST and all(account.quantities[n].value for n in ahead):
        yield ahead[1], ahead[0]
        yield ahead[0], ahead[1]


def _left_over(account: Account, money: Sequence[int]) -> Iterator[Claim]:
    """Yield the claim of "Tổng chi 24,8 triệu. Dự toán giao 25 triệu, còn thừa 2.000.000 đồng"."""
    for spent, plan, rest in zip(money, money[1:], money[2:], strict=False):
        one, before = account.quantities[rest], account.quantities[plan]
        totals = [n for n in account.near(rest) if n in money and n <= spent]
        over = _OVER.search(one.lead) and _PLAN.search(before.wide)
        if one.sentence != before.sentence or not over:
            continue
        for n in totals:
            total = account.quantities[n]
            gap = abs(before.value - total.value)
            tens = [gap * ten for ten in _TENS] + [gap / ten for ten in _TENS]
            if gap and total.role == "total" and one.value in tens:
                said = f"{before.quote} - {total.quote}"
                yield _of_unit(one, (rest, plan, n), said, gap, one)
                return


def _of_unit(
    one: Quantity,
    figures: tuple[int, ...],
    said: str,
    right: Decimal,
    like: Quantity,
    advice: str = "Sửa số tiền hoặc đơn vị cho khớp.",
) -> Claim:
    """Return the claim that an amount has the right digits, and another worth than it should."""
    shown = printed(right, like)
    return Claim(
        "R09",
        figures,
        False,
        f'"{one.quote}": {said} = {shown}: đúng chữ số mà sai đơn vị.',
        severity="cao",
        expected=shown,
        found=one.quote,
        suggestion=f'Nhiều khả năng phải viết "{shown}".',
        advice=advice,
        weight=4,
    )


def _mean_measures(account: Account, passage: int, text: str) -> Iterator[Claim]:
    """Yield the claim of "tháng 10 là 14 phút, tháng 11 là 12 phút; trung bình 13 giờ"."""
    found = list(_MEASURE.finditer(text))
    for place in range(2, len(found)):
        mean, unit = found[place], found[place - 1]["unit"]
        row = found[:place]
        while row and (
            row[0]["unit"] != unit or re.search(r"\. ", text[row[0].end() : mean.start()])
        ):
            row = row[1:]
        if len(row) < _FEWEST or not _MEAN_OF.search(text[row[-1].end() : mean.start()]):
            continue
        numbers = [worth(one["number"]) for one in row]
        exact = sum(numbers, Decimal(0)) / len(numbers)
        group = any({unit, mean["unit"]} <= set(own) for own in _GROUPS)
        if group and unit != mean["unit"] and worth(mean["number"]) == exact:
            words = account.passages[passage].text
            shown = f"trung bình của {', '.join(one['number'] for one in row)} là"
            names = (words[slice(*row[-1].span("unit"))], words[slice(*mean.span("unit"))])
            yield _unit_of(passage, mean, names, f"{shown} {print_number(exact)} {names[0]}")


def _parts_of_measures(account: Account, passage: int, text: str) -> Iterator[Claim]:
    """Yield the claim of "kho lưu 18,4 TB, chưa đến 20% dung lượng 100 GB"."""
    found = list(_MEASURE.finditer(text))
    for part, whole in pairwise(found):
        said = _SHARE_OF.fullmatch(text[part.end() : whole.start()])
        units = {part["unit"], whole["unit"]}
        if said is None or len(units) == 1 or not any(units <= set(own) for own in _GROUPS):
            continue
        rate, top, bottom = worth(said["rate"]), worth(part["number"]), worth(whole["number"])
        if bottom and abs(top * 100 / bottom - rate) * _NEAR_RATE <= rate:
            words = account.passages[passage].text
            names = (words[slice(*whole.span("unit"))], words[slice(*part.span("unit"))])
            shown = f"{said['rate']}% của {whole['number']} {names[0]} là vào cỡ {part['number']}"
            yield _unit_of(passage, part, names, f"{shown} {names[0]}")


def _measures(account: Account, passage: int, text: str) -> Iterator[Claim]:
    """Yield the claim of "từ 22 phút xuống 14 phút, bớt được 8 giờ", "240 m2: 200 m2 và 40 ha"."""
    words = account.passages[passage].text
    for found in _in_sentences(text):
        for three in zip(found, found[1:], found[2:], strict=False):
            if _LEAVES.search(text[three[1].end() : three[2].start()]):
                yield from _odd_one(passage, words, three, _fits_three)
        if len(found) > len(_FACTORS):
            yield from _odd_one(passage, words, found, _sums_up)
        for one, other in pairwise(found):
            if _TOLD_AGAIN.fullmatch(text[one.end() : other.start()]):
                yield from _converted(passage, words, one, other)


def _in_sentences(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the measures of each sentence that has several."""
    row: list[re.Match[str]] = []
    for one in _MEASURE.finditer(text):
        gap = text[row[-1].end() : one.start()] if row else ""
        if row and (len(gap) > _NEAR or re.search(r"\. ", gap)):
            yield row
            row = []
        row.append(one)
    yield row


def _fits_three(numbers: Sequence[Decimal]) -> str:
    first, second, third = numbers
    if third and third == first + second:
        return f"{print_number(first)} + {print_number(second)} = {print_number(third)}"
    large, small = max(first, second), min(first, second)
    fits = third and third == large - small
    return f"{print_number(large)} - {print_number(small)} = {print_number(third)}" if fits else ""


def _sums_up(numbers: Sequence[Decimal]) -> str:
    total, *parts = numbers
    fits = total == sum(parts, Decimal(0))
    return f"{' + '.join(map(print_number, parts))} = {print_number(total)}" if fits else ""


def _odd_one(
    passage: int,
    words: str,
    row: Sequence[re.Match[str]],
    fits: Callable[[Sequence[Decimal]], str],
) -> Iterator[Claim]:
    """Yield the claim that one measure of a row that fits has another unit than the others."""
    units = Counter(one["unit"] for one in row)
    said = fits([worth(one["number"]) for one in row])
    group = any(set(units) <= set(own) for own in _GROUPS)
    if said and group and len(units) == _FEWEST and min(units.values()) == 1:
        usual, rare = (unit for unit, _ in units.most_common())
        odd = next(one for one in row if one["unit"] == rare)
        like = next(one for one in row if one["unit"] == usual)
        names = [words[slice(*one.span("unit"))] for one in (like, odd)]
        yield _unit_of(passage, odd, names, f"{said} {names[0]}")


def _converted(
    passage: int, words: str, one: re.Match[str], other: re.Match[str]
) -> Iterator[Claim]:
    """Yield the claim of a measure told again in another unit: "0,15 ha (1.500 m2)"."""
    units = {one["unit"], other["unit"]}
    first, second = worth(one["number"]), worth(other["number"])
    if not units <= _WORTH.keys() or len(units) == 1 or not first or not second:
        return
    right = first * _WORTH[one["unit"]] / _WORTH[other["unit"]]
    if right != second and (right / second) in _TENS_OFF:
        name = words[slice(*other.span("unit"))]
        yield Claim(
            "R09",
            (),
            False,
            f'"{other[0]}": {one[0]} là {print_number(plain(right))} {name}.',
            severity="cao",
            expected=f"{print_number(plain(right))} {name}",
            found=other[0],
            advice="Sửa số đo hoặc đơn vị đo cho khớp.",
            place=(passage, *other.span()),
            weight=1,
        )


def _unit_of(passage: int, odd: re.Match[str], names: Sequence[str], shown: str) -> Claim:
    """Return the claim that a measure has the right digits and, of two units, the wrong one."""
    usual, other = names
    return Claim(
        "R09",
        (),
        False,
        f'"{odd["number"]} {other}": {shown}: đúng chữ số mà sai đơn vị.',
        severity="cao",
        expected=f"{odd['number']} {usual}",
        found=f"{odd['number']} {other}",
        advice="Sửa đơn vị đo cho khớp các số bên cạnh.",
        place=(passage, *odd.span()),
        weight=1,
    )
