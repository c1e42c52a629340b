"""Claims that say one thing in two ways: money in two units, a price times a number, a rank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, pairwise

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, printed
from cchc_toolkit.documents.claims.money_again import money_again, money_elsewhere
from cchc_toolkit.documents.claims.numeral import (
    AGAIN,
    MONEY_WORDS,
    WORDS_AGAIN,
    spelled,
    spelled_money,
)
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.text.arithmetic import half_up
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_FITS = re.compile(
    r"[ ,(]{1,3}(?<!không )(?:đã |cũng )?(?:khớp|trùng(?! lặp)|thống nhất|đúng bằng|bằng đúng)"
    r"(?: đúng| khớp)?(?: với [^.;()]{0,90}| [^.,;()]{0,40})$"
)
_PRICE = re.compile(r"\b(?:giá|đơn giá|mức|mỗi|một)\b")
_EACH = re.compile(r"\bmỗi (?P<each>[a-zà-ỹđ]+)(?:,? [a-zà-ỹđ]+){0,3}$")
_AT_LEAST = re.compile(r"\b(?:ít nhất|từ|khoảng|gần|hơn|trên|dưới)\b")
_HAVE = re.compile(r"[^.;:()\d]{0,30}\b(?:có|được|là) ")
_WHOLE = re.compile(
    r"\b(?:tổng|thành tiền|hết|cộng|cả thảy|tất cả|số tiền|thu được|thành)\b|\bcả (?!năm\b)\w+\b"
)
_APART = re.compile(r"\b(?:riêng|ngoài ra|còn lại)\b")
"""Words of some that have more or less than each."""
_CLOSE = 3
"""A product within a third of the right one is meant to be it."""
_RANK = re.compile(
    r"\b(?:thứ|hạng)(?: hạng| thứ)?:? (?P<rank>\d{1,4})"
    r"(?P<over> ?/ ?| (?:trên|trong)(?: tổng)?(?: số)? )(?P<of>\d{1,4})(?![\d/]|[.,]\d)"
)
_RANK_AMONG = re.compile(
    r"\b(?:gồm|có|với|trong|trong số)(?P<over> )(?P<of>\d{1,3})"
    r" (?:đơn vị|xã|phường|thôn|ấp|huyện|cơ quan|sở)\b[^.\d]{0,120}(?:quý|tháng|năm)?[^.\d]{0,40}"
    r"\b(?:đứng|xếp)(?: ở)?(?: (?:thứ|hạng|vị trí)){1,2} (?P<rank>\d{1,4})(?! ?/|[\d.,]*\d)"
)
"""A rank behind how many there are: "Cụm gồm 18 xã; phường đứng thứ 21 toàn cụm"."""
_PLACED = re.compile(
    r"(?:\b(?:thứ|hạng|vị trí)(?: hạng| thứ)?:?|\btừ|\blên|\bxuống|\b(?:xếp|đứng)(?= \d+ ?/))"
    r" (?P<said>(?P<rank>\d{1,4})(?: ?/ ?\d{1,4})?)(?![\d.,/]*\d| (?:đến|điểm|%|ngày|tháng))"
)
_ROOM = 160
_YEAR_ROOM = 40
_THEN = re.compile(r"\b(?:năm|quý|tháng|kỳ|từ|lên|xuống|trước|nay)\b")
"""Words of two times: "xếp thứ 6 về cải cách, thứ 9 về chuyển đổi số" are ranks of two things."""
_OF_ANOTHER = re.compile(r"; (?!như (?:vậy|thế)|tức|so với|nghĩa|do đó)(?:[^\W\d_]+ ){3}[^;]*$")
"""Between two ranks and a move of something else: "…; chuyển đổi số tăng 15 bậc"."""
_YEARS = re.compile(r"\bnăm (20\d\d)\b")
_WAS_PLACED = re.compile(
    r" so (?:với|cùng)[^.;:()]{0,40}"
    r"(?:(?:[( ]|\([^()]{0,40}[,;] )(?:(?:xếp|đứng|là|hạng|thứ|vị trí)[: ]){1,3}"
    r"|\((?=\d+/\d+\)))"
    r"(?P<said>(?P<rank>\d{1,4})(?: ?/ ?\d{1,4})?)(?![\d.,/]*\d| (?:đến|điểm|%|ngày|tháng))"
)
"""Behind a move, where it comes from: "tăng 2 bậc so với năm trước (thứ 6/9)"."""
_RISES = ("tăng", "lên", "cải thiện", "thăng", "tiến", "leo", "nhảy", "vượt", "nâng", "vươn")
_MOVES = re.compile(
    rf"\b(?P<word>giảm|tụt|lùi|xuống|rớt|rơi|sụt|trượt|{'|'.join(_RISES)})"
    r"(?: (?:hạng|lên|xuống|thêm|được|tới|đến|mất))*$"
)


def restatement_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each amount said again, each price times a number, each rank."""
    yield from money_elsewhere(account)
    for own in account.by_passage:
        for first, second in pairwise(own):
            yield from money_again(account, first, second)
            yield from _said_to_fit(account, first, second)
        yield from _products(account, own)
    for passage, text in enumerate(account.lower):
        yield from _ranks(passage, text)
        yield from _in_words(passage, text)
        yield from _money_in_words(account, passage)
        yield from _moved(account, passage)


def _said_to_fit(account: Account, first: int, second: int) -> Iterator[Claim]:
    """Yield the claim of "27 hồ sơ (khớp với số đang giải quyết cuối quý I là 37 hồ sơ)"."""
    one, other = account.quantities[first], account.quantities[second]
    text = account.lower[one.passage]
    same = bool(one.unit) and one.unit == other.unit and one.use == other.use == "amount"
    if not same or not _FITS.match(text[one.stop : other.start]):
        return
    if one.value == other.value:
        yield Claim("R08", (first, second), True, weight=2)
        return
    yield Claim(
        "R08",
        (first, second),
        False,
        f'Lời văn nói "{one.quote}" khớp với "{other.quote}", mà hai số khác nhau.',
        severity="cao",
        expected=other.text,
        found=one.text,
        advice="Đối chiếu nguồn số liệu, sửa cho thống nhất.",
        weight=2,
    )


def _products(account: Account, own: tuple[int, ...]) -> Iterator[Claim]:
    """Yield the claim of "3 máy, giá 13,9 triệu đồng/máy, tổng 41,7 triệu đồng"."""
    for at in own:
        price, near = account.quantities[at], account.near(at)
        each = _EACH.search(price.wide.rstrip())
        noun = each["each"] if each else price.per.split()[0] if price.per else ""
        said = each or (price.is_money and (_PRICE.search(price.lead) or price.per))
        if not noun or not said or price.use != "amount" or not price.unit:
            continue
        same = [n for n in near if account.quantities[n].sentence == price.sentence and n != at]
        same = _of_item(account, at, noun, same) or same
        before = [n for n in near if account.quantities[n].sentence == price.sentence - 1]
        counts = [n for n in same if account.quantities[n].unit.split()[:1] == [noun]] or [
            n for n in before if account.quantities[n].unit.split()[:1] == [noun]
        ]
        if len(counts) == 1:
            yield from _times(account, at, counts[0], same)


def _of_item(account: Account, at: int, noun: str, same: list[int]) -> list[int]:
    """Return the figures between the semicolons round a price, if those tell of how many it is."""
    one = account.quantities[at]
    text = account.lower[one.passage]
    opens, closes = text.rfind(";", 0, one.start), text.find(";", one.stop)
    own = [
        n
        for n in same
        if opens < account.quantities[n].start
        and (closes < 0 or account.quantities[n].start < closes)
    ]
    counts = [n for n in own if account.quantities[n].unit.split()[:1] == [noun]]
    return own if counts and len(own) > 1 else []


def _times(account: Account, at: int, count: int, same: list[int]) -> Iterator[Claim]:
    """Yield the claim of so many times a price, or so many of each, and what they make."""
    price, many = account.quantities[at], account.quantities[count]
    if many.value <= 1:
        return  # "mỗi thôn 1 tổ, mỗi tổ 5 người": of each there is one
    right = many.value * price.value
    totals = [
        n
        for n in same
        if n != count
        and (price.is_money or n > at or _have(account, count, n, at))
        and (one := account.quantities[n]).unit.split()[-1:] == price.unit.split()[-1:]
        and one.use == "amount"
    ]
    held = [
        n
        for n in totals
        if account.quantities[n].value in (right, *_threefold(account, at, right))
        or _is_mean(price, account.quantities[n].value / many.value)
    ]
    if held:
        yield Claim("R03", (held[0], at, count), True, weight=3)
        return
    totals = [n for n in totals if n < at or not _APART.search(account.between(at, n))]
    named = [n for n in totals if _makes_all(account, at, n) or _have(account, count, n, at)]
    if not named and len(totals) == 1 and totals[0] > count:
        named = [n for n in totals if slip(account.quantities[n].value, right)]
    if price.depth and len(totals) == 1 and totals[0] == at - 1:
        named = totals  # "2.300 bản, thu 4,6 triệu đồng (2.000 đồng/bản)"
    total = account.quantities[named[0]] if len(named) == 1 else None
    if total is None or price.rough or not (price.is_money or _meant(total.value, right)):
        return
    yield _wrong_product((named[0], at, count), total, many, price)


def _wrong_product(
    figures: tuple[int, ...], total: Quantity, many: Quantity, price: Quantity
) -> Claim:
    shown = printed(many.value * price.value, total)
    return Claim(
        "R03",
        figures,
        False,
        f'"{total.quote}": {many.quote} × {price.text} = {shown}.',
        severity="cao",
        expected=shown,
        found=total.text,
        advice="Tính lại đơn giá, số lượng, thành tiền."
        if price.is_money
        else "Tính lại phép nhân, hoặc sửa một trong hai thừa số.",
        weight=3,
    )


def _is_mean(each: Quantity, exact: Decimal) -> bool:
    """Whether what each has is a mean, rounded: "610 ha, mỗi ha 3,2 tấn, tổng 1.950 tấn"."""
    counted = not each.is_money and each.decimals
    return bool(counted) and half_up(exact / each.scale, each.decimals) * each.scale == each.value


def _threefold(account: Account, at: int, right: Decimal) -> Iterator[Decimal]:
    """Yield what more is made by a third number: "412 bản, mỗi bản 2 trang, 2.000 đồng/trang"."""
    for n in account.same_sentence(at):
        one = account.quantities[n]
        if n < at and one.use == "amount" and not one.is_money:
            yield right * one.value


def _have(account: Account, count: int, total: int, price: int) -> bool:
    """Whether so many have a total right before how many each has: "8 thôn có 24 người, mỗi …"."""
    if not (total == count + 1 and price == total + 1) or account.quantities[total].rough:
        return False
    each = account.between(total, price)
    return bool(_HAVE.fullmatch(account.between(count, total))) and not _AT_LEAST.search(each)


def _makes_all(account: Account, price: int, n: int) -> bool:
    """Whether a number is said to be all of so many times: it says so, or a colon introduces it."""
    one = account.quantities[n]
    if _WHOLE.search(one.lead):
        return True
    introduced = n == price + 1 and re.fullmatch(
        r" ?[:=] ?", account.lower[one.passage][account.quantities[price].stop : one.start]
    )
    return bool(introduced)


def _meant(total: Decimal, right: Decimal) -> bool:
    return bool(slip(total, right)) or abs(total - right) * _CLOSE <= right


def _in_words(passage: int, text: str) -> Iterator[Claim]:
    """Yield the claim of "hai mươi tám (18)" or "18 (hai mươi tám)": words and digits are one."""
    for found in (*AGAIN.finditer(text), *WORDS_AGAIN.finditer(text)):
        right, digits = spelled(found["words"]), int(found["digits"].replace(".", ""))
        if right != digits and found["words"].strip() != "năm":  # else a year: "trong năm (1)"
            shown = print_number(Decimal(right))
            yield Claim(
                "R08",
                (),
                False,
                f'"{found[0]}": bằng chữ là {shown}, bằng số là {found["digits"]}.',
                severity="cao",
                expected=shown,
                found=found["digits"],
                advice="Sửa số viết bằng chữ hoặc bằng số cho khớp.",
                place=(passage, *found.span()),
                weight=1,
            )


def _money_in_words(account: Account, passage: int) -> Iterator[Claim]:
    """Yield the claim of "6.420 triệu đồng (sáu tỷ bốn trăm hai mươi triệu đồng)"."""
    text = account.lower[passage]
    for found in MONEY_WORDS.finditer(text):
        behind = [
            n for n in account.by_passage[passage] if account.quantities[n].stop <= found.start()
        ]
        one = account.quantities[behind[-1]] if behind else None
        if one is None or not one.is_money or text[one.stop : found.start()].strip(" ,.đồng"):
            continue
        right = spelled_money(found["words"])
        if one.value == right:
            yield Claim("R08", (behind[-1],), True, weight=3)
            continue
        yield Claim(
            "R08",
            (behind[-1],),
            False,
            f'"{one.quote}" và "{found["words"].strip()}" nói cùng một số tiền mà khác nhau: bằng '
            f"chữ là {printed(right, one)}.",
            severity="cao",
            expected=printed(right, one),
            found=one.quote,
            advice="Sửa số tiền bằng chữ hoặc bằng số cho khớp.",
            weight=3,
        )


def _moved(account: Account, passage: int) -> Iterator[Claim]:
    """Yield the claim of "xếp thứ 4/9, tăng 2 bậc so với năm trước (thứ 6/9)"."""
    text = account.lower[passage]
    for n in account.by_passage[passage]:
        one = account.quantities[n]
        joined = one.use == "change" and not one.lead  # "tăng 2,4 điểm và 4 bậc"
        said = _MOVES.search(one.wide.split(" so ")[0].rstrip() if joined else one.lead)
        word = said["word"] if said is not None else ""
        if one.unit not in ("bậc", "hạng", "vị trí") or said is None:
            continue
        found = _placed_round(text, one)
        if found is None:
            continue
        first, second, right = found
        gap = abs(int(first["rank"]) - int(second["rank"]))
        if gap == one.value and right and (right == "tăng") != (word in _RISES):
            yield _wrong_way(n, one, word, (first, second))
        elif gap == one.value:
            yield Claim("R03", (n,), True, weight=2)
        elif gap:
            yield Claim(
                "R03",
                (n,),
                False,
                f'Lời văn ghi {word} "{one.quote}", mà {first["said"]} và '
                f"{second['said']} cách nhau {gap} bậc.",
                severity="cao",
                expected=str(gap),
                found=one.text,
                advice="Kiểm tra lại hai thứ hạng và số bậc thay đổi.",
                weight=1,
            )


def _placed_round(text: str, one: Quantity) -> tuple[re.Match[str], re.Match[str], str] | None:
    """Return the two ranks that a move lies between and the way it goes, "" where none is said."""
    start = max(0, one.start - _ROOM)
    placed = list(_PLACED.finditer(text[start : one.start]))
    behind = _WAS_PLACED.match(text[one.stop : one.stop + _ROOM])
    if behind is not None and placed:
        return placed[-1], behind, _way(int(behind["rank"]) - int(placed[-1]["rank"]))
    if len(placed) != 2:
        return None
    first, second = placed
    if _OF_ANOTHER.search(text[start + second.end() : one.start]):
        return None
    if not _THEN.search(text[max(0, start + first.start() - _YEAR_ROOM) : start + second.end()]):
        return None
    change = int(first["rank"]) - int(second["rank"])
    years = [
        _YEARS.findall(text[start + (placed[n - 1].end() if n else 0) : start + found.start()])
        for n, found in enumerate(placed)
    ]
    if not all(years) or years[0][-1] == years[1][-1]:
        return first, second, ""
    return first, second, _way(change if years[1][-1] > years[0][-1] else -change)


def _way(rise: int) -> str:
    return "tăng" if rise > 0 else "giảm" if rise else ""


def _wrong_way(
    n: int, one: Quantity, said: str, placed: tuple[re.Match[str], re.Match[str]]
) -> Claim:
    return Claim(
        "R03",
        (n,),
        False,
        f'Lời văn ghi {said} "{one.quote}", mà thứ hạng {placed[0]["said"]} và '
        f"{placed[1]['said']} theo năm cho thấy ngược lại.",
        severity="cao",
        expected="giảm" if said in _RISES else "tăng",
        found=one.text,
        advice="Kiểm tra lại hai thứ hạng và chiều thay đổi.",
        weight=1,
    )


def _ranks(passage: int, text: str) -> Iterator[Claim]:
    for found in chain(_RANK.finditer(text), _RANK_AMONG.finditer(text)):
        if int(found["rank"]) > int(found["of"]) > 0:
            said = f"{found['rank']}{found['over'] if found['over'] != ' ' else '/'}{found['of']}"
            yield Claim(
                "R05",
                (),
                False,
                f'Thứ hạng "{said}" lớn hơn số đơn vị được xếp hạng.',
                severity="cao",
                expected=f"≤ {found['of']}",
                found=said,
                advice="Kiểm tra lại thứ hạng và số đơn vị.",
                place=(passage, *found.span()),
            )
