"""Claims that say one thing in two ways: money in two units, a price times a number, a rank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim, printed
from cchc_toolkit.documents.claims.numeral import AGAIN, spelled
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.text.digits import slip
from cchc_toolkit.text.formatting import print_number

_AGAIN = re.compile(r"^ ?\((?:khoảng|tức(?: là)?|tương đương|hay|bằng|làm tròn|số chính xác)?:? ?$")
_FITS = re.compile(
    r"[ ,(]{1,3}(?<!không )(?:đã |cũng )?(?:khớp|trùng(?! lặp)|thống nhất|đúng bằng|bằng đúng)"
    r"(?: đúng| khớp)? (?:với )?[^.;()]{0,90}$"
)
_PRICE = re.compile(r"\b(?:giá|đơn giá|mức|mỗi|một)\b")
_EACH = re.compile(r"\bmỗi (?P<each>[a-zà-ỹđ]+)(?: [a-zà-ỹđ]+)?$")
_WHOLE = re.compile(r"\b(?:tổng|thành tiền|hết|cộng|cả thảy|tất cả|số tiền|thu được)\b")
_RANK = re.compile(
    r"\b(?:thứ|hạng)(?: hạng| thứ)?:? (?P<rank>\d{1,4})"
    r"(?P<over> ?/ ?| (?:trên|trong)(?: tổng)?(?: số)? )(?P<of>\d{1,4})(?![\d/]|[.,]\d)"
)
_PLACED = re.compile(
    r"(?:\b(?:thứ|hạng|vị trí)(?: hạng| thứ)?:?|\btừ|\blên|\bxuống)"
    r" (?P<said>(?P<rank>\d{1,4})(?: ?/ ?\d{1,4})?)(?![\d.,/]*\d| (?:đến|điểm|%|ngày|tháng))"
)
_ROOM = 160
_YEARS = re.compile(r"\bnăm (20\d\d)\b")
_MOVES = re.compile(r"\b(?:tăng|giảm|lên|tụt|lùi|cải thiện)$")


def restatement_claims(account: Account) -> Iterator[Claim]:
    """Yield a claim for each amount said again, each price times a number, each rank."""
    for own in account.by_passage:
        for first, second in pairwise(own):
            yield from _said_again(account, first, second)
            yield from _said_to_fit(account, first, second)
        yield from _products(account, own)
    for passage, text in enumerate(account.lower):
        yield from _ranks(passage, text)
        yield from _in_words(passage, text)
        yield from _moved(account, passage)


def _said_again(account: Account, first: int, second: int) -> Iterator[Claim]:
    one, other = account.quantities[first], account.quantities[second]
    text = account.lower[one.passage]
    both = one.is_money and other.is_money and one.scale != other.scale
    if not both or not _AGAIN.match(text[one.stop : other.start]):
        return
    if text[other.stop : other.stop + 1] != ")":
        return
    coarse = max(one.step, other.step)
    if abs(one.value - other.value) <= coarse / 2:
        yield Claim("R09", (first, second), True, weight=3)
        return
    same_digits = _digits(one) == _digits(other)
    if same_digits or slip(_whole(one), _whole(other)):
        yield Claim(
            "R09",
            (second, first),
            False,
            f'"{one.quote}" và "{other.quote}" nói cùng một số tiền mà khác nhau: '
            f"{one.quote} = {printed(one.value, other)}.",
            severity="cao",
            expected=printed(one.value, other),
            found=other.quote,
            advice="Sửa số tiền hoặc đơn vị cho khớp.",
            weight=3,
        )


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


def _digits(one: Quantity) -> str:
    return "".join(char for char in one.text if char.isdigit()).strip("0")


def _whole(one: Quantity) -> Decimal:
    digits = _digits(one)
    return Decimal(digits) if digits else Decimal(0)


def _products(account: Account, own: tuple[int, ...]) -> Iterator[Claim]:
    """Yield the claim of "3 máy, giá 13,9 triệu đồng/máy, tổng 41,7 triệu đồng"."""
    for at in own:
        price = account.quantities[at]
        each = _EACH.search(price.lead)
        noun = each["each"] if each else price.per.split()[0] if price.per else ""
        if not price.is_money or not noun or not (_PRICE.search(price.lead) or price.per):
            continue
        same = [n for n in own if account.quantities[n].sentence == price.sentence and n != at]
        before = [n for n in own if account.quantities[n].sentence == price.sentence - 1]
        counts = [n for n in same if account.quantities[n].unit.split()[:1] == [noun]] or [
            n for n in before if account.quantities[n].unit.split()[:1] == [noun]
        ]
        totals = [n for n in same if account.quantities[n].is_money]
        if len(counts) != 1:
            continue
        count = account.quantities[counts[0]]
        right = count.value * price.value
        held = [n for n in totals if account.quantities[n].value == right]
        if held:
            yield Claim("R03", (held[0], at, counts[0]), True, weight=3)
            continue
        named = [n for n in totals if _WHOLE.search(account.quantities[n].lead)]
        if price.depth and len(totals) == 1 and totals[0] == at - 1:
            named = totals  # "2.300 bản, thu 4,6 triệu đồng (2.000 đồng/bản)"
        if len(named) == 1 and not price.rough:
            total = account.quantities[named[0]]
            yield Claim(
                "R03",
                (named[0], at, counts[0]),
                False,
                f'"{total.quote}": {count.text} × {price.text} = {printed(right, total)}.',
                severity="cao",
                expected=printed(right, total),
                found=total.text,
                advice="Tính lại đơn giá, số lượng, thành tiền.",
                weight=3,
            )


def _in_words(passage: int, text: str) -> Iterator[Claim]:
    """Yield the claim of "hai mươi tám (18)": words and digits are one number."""
    for found in AGAIN.finditer(text):
        right, digits = spelled(found["words"]), int(found["digits"].replace(".", ""))
        if right != digits:
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


def _moved(account: Account, passage: int) -> Iterator[Claim]:
    """Yield the claim of "xếp thứ 4/9; năm trước thứ 6/9, tăng 2 bậc"."""
    text = account.lower[passage]
    for n in account.by_passage[passage]:
        one = account.quantities[n]
        said = _MOVES.search(one.lead)
        if one.unit not in ("bậc", "hạng", "vị trí") or said is None:
            continue
        placed = list(_PLACED.finditer(text[max(0, one.start - _ROOM) : one.start]))
        if len(placed) != 2:
            continue
        first, second = (int(found["rank"]) for found in placed)
        gap = abs(first - second)
        turned = _turned(text, placed, max(0, one.start - _ROOM), first - second)
        if gap == one.value and turned == said[0]:
            yield _wrong_way(account, n, said[0], placed)
        elif gap == one.value:
            yield Claim("R03", (n,), True, weight=2)
        elif gap:
            yield Claim(
                "R03",
                (n,),
                False,
                f'Lời văn ghi {said[0]} "{one.quote}", mà {placed[0]["said"]} và '
                f"{placed[1]['said']} cách nhau {gap} bậc.",
                severity="cao",
                expected=str(gap),
                found=one.text,
                advice="Kiểm tra lại hai thứ hạng và số bậc thay đổi.",
                weight=1,
            )


def _turned(text: str, placed: list[re.Match[str]], start: int, change: int) -> str:
    """Return the word of change that two ranks with their years refute, "" where they do not."""
    years = [
        _YEARS.findall(text[start + (placed[n - 1].end() if n else 0) : start + found.start()])
        for n, found in enumerate(placed)
    ]
    if not all(years) or years[0][-1] == years[1][-1] or not change:
        return ""
    rose = (change > 0) == (years[1][-1] > years[0][-1])
    return "giảm" if rose else "tăng"


def _wrong_way(account: Account, n: int, said: str, placed: list[re.Match[str]]) -> Claim:
    one = account.quantities[n]
    return Claim(
        "R03",
        (n,),
        False,
        f'Lời văn ghi {said} "{one.quote}", mà thứ hạng {placed[0]["said"]} và '
        f"{placed[1]['said']} theo năm cho thấy ngược lại.",
        severity="cao",
        expected="giảm" if said == "tăng" else "tăng",
        found=one.text,
        advice="Kiểm tra lại hai thứ hạng và chiều thay đổi.",
        weight=1,
    )


def _ranks(passage: int, text: str) -> Iterator[Claim]:
    for found in _RANK.finditer(text):
        if int(found["rank"]) > int(found["of"]) > 0:
            said = f"{found['rank']}{found['over']}{found['of']}"
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
