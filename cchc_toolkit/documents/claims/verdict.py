"""Claims that an aim is reached: "84,2%, chưa đạt chỉ tiêu 80%", "vượt mục tiêu (a)", "vượt"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from cchc_toolkit.documents.claims.account import Account
from cchc_toolkit.documents.claims.claim import Claim
from cchc_toolkit.documents.claims.quantity import Quantity
from cchc_toolkit.documents.claims.telling import telling
from cchc_toolkit.documents.claims.wording import THRESHOLD_BEFORE
from cchc_toolkit.text.formatting import print_number

_AIM = (
    r"(?:chỉ tiêu|mục tiêu|kế hoạch|yêu cầu|dự toán|trần|giới hạn|tối đa|tối thiểu|đề bài|ngưỡng"
    r"|mốc|chuẩn|tiêu chuẩn|định mức|mức (?:được )?giao|mức (?:đề ra|đăng ký|cam kết|quy định))"
)
_VERDICT = re.compile(
    r"(?<!\w)(?P<word>(?:(?:đạt và|đạt,|hoàn thành|không|chưa) )?vượt|cao hơn|đạt|hoàn thành"
    r"|(?:chưa|không) (?:đạt|bằng|hoàn thành)|thấp hơn|dưới)(?: so với)?(?: mức)?"
    rf"(?: {_AIM}\b|(?=[.;)]|$))"
    r"(?: (?:số |thứ )?[(]?(?P<mark>[a-hđ]|\d)(?![\w%]|[.,]\d| (?:năm|tháng)))?"
)
_TO_MARK = re.compile(r"[^.;:()\d%]{0,50}(?:\((?:là |đạt )?)?")
"""From a verdict to the mark behind it: "vượt mục tiêu đề ra là 75%"."""
_LISTED = re.compile(
    r"(?:^|[;:,] ?)[(]?(?P<mark>[a-hđ]|\d)[).] (?P<what>[^;()\d]{3,60}?)"
    r"(?:[:,]? (?:đạt|từ|là|trên))*[: ]+(?P<number>\d{1,3}(?:,\d{1,2})?) ?%"
)
_AIMED = re.compile(
    r"\b(?:chỉ tiêu|mục tiêu|kế hoạch|yêu cầu|giao|phấn đấu|phải đạt|tối thiểu|đề bài|ít nhất"
    r"|đăng ký|cam kết|chuẩn|ngưỡng|quy định)\b"
)
_LESS_IS_MORE = re.compile(
    r"\b(?:giảm|còn|nghèo|trễ|chậm|quá hạn|thời gian|không quá|dưới|hạn chế|thất nghiệp|vi phạm"
    r"|tối đa|không vượt)\b"
)
_OF_OTHERS = re.compile(r"\b(?:riêng|ngày|cùng kỳ|trước)\b")
_SO_FAR = re.compile(r"\b(?:tháng|quý|kỳ|năm|đến nay)\b")
"""Beside amounts of which one may be of a year and the other of a part of it."""
_DOING = telling("xã làm thực hiện đạt mở nay mới chỉ hoàn thành tổ chức ước quý này")
_AIMING = telling(
    "chỉ mục tiêu kế hoạch yêu cầu tỉnh huyện xã được giao đặt đề ra mức tối thiểu đăng ký cam kết"
    " chuẩn ngưỡng quy định phải đạt phấn đấu ít nhất năm cả nay này"
)
_THUS = re.compile(
    r"[^.;,]{0,40}[,.;(]{0,2} ?(?:(?:đánh giá:|kết luận:|như (?:vậy|thế)|do đó"
    r"|vì (?:vậy|thế)|tức|nghĩa|qua đó|coi như|là|đã|nên|xã|và|thì)[, ]{1,2})*"
)
"""From a number to what is said of it."""


def verdict_claims(account: Account) -> Iterator[Claim]:
    """Yield the claim of each verdict on an aim that stands behind it, has a letter, or is told.

    >>> from cchc_toolkit.documents.claims.account import account_of
    >>> from cchc_toolkit.text.passage import Passage
    >>> said = "Chỉ tiêu: a) số hóa 80%; b) đúng hạn 98%. Số hóa được 78%, vượt chỉ tiêu a."
    >>> next(verdict_claims(account_of((Passage(said, ""),), ()))).message
    'Lời văn ghi "vượt chỉ tiêu a", mà mục tiêu là 80%: 78% thấp hơn.'
    """
    lettered = _lettered(account)
    for passage, text in enumerate(account.lower):
        for found in _VERDICT.finditer(text):
            yield from _judged(account, passage, found, lettered)


def _judged(
    account: Account, passage: int, found: re.Match[str], lettered: Mapping[str, Decimal]
) -> Iterator[Claim]:
    own = account.by_passage[passage]
    ahead = [n for n in own if account.quantities[n].stop <= found.start()]
    behind = [n for n in own if account.quantities[n].start >= found.end()][:1]
    if not ahead:
        return
    last = account.quantities[ahead[-1]]
    thus = _THUS.fullmatch(found.string, last.stop, found.start())
    mark = behind and _TO_MARK.fullmatch(
        found.string, found.end(), account.quantities[behind[0]].start
    )
    if found["mark"]:
        aim = lettered.get(found["mark"])
        if aim is not None and thus and last.unit == "%":
            yield _claim(account, passage, found, (ahead[-1],), aim)
    elif mark and (thus or found["word"] not in ("đạt", "hoàn thành", "dưới")):
        yield from _of_mark_behind(account, passage, found, behind[0], bool(thus))
    elif thus and not mark:
        yield from _of_aim_before(account, passage, found, ahead)


def _of_mark_behind(
    account: Account, passage: int, found: re.Match[str], mark: int, thus: bool
) -> Iterator[Claim]:
    """Yield the claim of "84,2%, chưa đạt chỉ tiêu 80%", where more is better.

    Where the verdict is not of the number right before it (`thus`), no number may bear it out.
    """
    aim = account.quantities[mark]
    nows = [
        n
        for n in account.same_sentence(mark)
        if n < mark
        and (one := account.quantities[n]).use in ("percent", "amount")
        and one.unit == aim.unit
        and one.depth <= aim.depth
        and not one.divisor
    ]
    now = account.quantities[nows[-1]] if nows else aim
    said = found.string[max(0, now.start - 90) : now.stop]
    if now is not aim and not aim.rough and not _LESS_IS_MORE.search(said):
        told = [_claim(account, passage, found, (n, mark), aim.value / aim.scale) for n in nows]
        if (thus and nows[-1] == mark - 1) or not any(one.holds for one in told[:-1]):
            yield told[-1]


def _of_aim_before(
    account: Account, passage: int, found: re.Match[str], ahead: list[int]
) -> Iterator[Claim]:
    """Yield the claim of "Chỉ tiêu giao 80%. Xã làm được 76,3%, như vậy là vượt chỉ tiêu"."""
    last = account.quantities[ahead[-1]]
    if (
        len(ahead) > 1
        and _AIMED.search(last.lead)
        and ahead[-2] in account.same_sentence(ahead[-1])
    ):
        ahead = [*ahead[:-2], *ahead[:-3:-1]]  # "76,3% (chỉ tiêu giao 80%), vượt chỉ tiêu"
    now = account.quantities[ahead[-1]]
    aims = [
        n
        for n in ahead[:-1]
        if (one := account.quantities[n]).unit == now.unit
        and now.sentence - one.sentence <= 1
        and _AIMED.search(one.wide)
    ]
    if len(aims) == 1 and _of_one_thing(account.quantities[aims[0]], now):
        aim = account.quantities[aims[0]]
        yield _claim(account, passage, found, (ahead[-1], aims[0]), aim.value / aim.scale)


def _of_one_thing(aim: Quantity, now: Quantity) -> bool:
    """Whether a number is surely of what an aim before it is of, and more of it is better."""
    if now.use not in ("percent", "amount", "mark") or now.divisor or now.rough or not now.unit:
        return False
    said = f"{aim.wide} {aim.trail} {now.wide} {now.trail}"
    other = _LESS_IS_MORE.search(said) or _OF_OTHERS.search(said) or _AIMED.search(now.lead)
    if other or THRESHOLD_BEFORE.search(f"{now.lead} "):
        return False
    if now.unit != "%" and _SO_FAR.search(said):
        return False
    if aim.start > now.start and not telling(f"{aim.lead} {aim.trail}") - _AIMING:
        return True  # "64,7%; chỉ tiêu giao 65%"
    of_aim = telling(f"{aim.wide} {aim.noun.lower()} {aim.trail}")
    return aim.depth > now.depth or telling(f"{now.lead} {now.trail}") - _DOING <= of_aim


def _lettered(account: Account) -> dict[str, Decimal]:
    """Return the aims by their letters; none where two lists give one letter two numbers."""
    aims: dict[str, Decimal] = {}
    for passage, text in enumerate(account.lower):
        above = " ".join(account.lower[at] for at in account.headings[passage][:1])
        lead = " ".join(account.lower[max(0, passage - 3) : passage])
        for found in _LISTED.finditer(text):
            number = Decimal(found["number"].replace(",", "."))
            if not re.search(rf"\b{_AIM}\b", f"{above} {lead} {text[: found.start()]}"):
                continue
            if aims.setdefault(found["mark"], number) != number:
                return {}
    return aims


def _claim(
    account: Account, passage: int, found: re.Match[str], figures: tuple[int, ...], aim: Decimal
) -> Claim:
    """Return the claim that a number is on the side of an aim that the words put it on.

    Where both are alike either may be rounded.
    """
    now = account.quantities[figures[0]]
    value, short = (
        now.value / now.scale,
        found["word"].startswith(("chưa", "không", "thấp", "dưới")),
    )
    if value == aim or (value < aim) == short:
        return Claim("R08", figures, True)
    side = "thấp hơn" if value < aim else "cao hơn"
    unit = "%" if now.unit == "%" else f" {now.noun}"
    return Claim(
        "R08",
        figures,
        False,
        f'Lời văn ghi "{found[0]}", mà mục tiêu là {print_number(aim)}{unit}: {now.quote} {side}.',
        severity="cao",
        expected=side,
        found=found[0],
        advice="Sửa lời đánh giá, hoặc sửa một trong hai số.",
        place=(passage, *found.span()),
        weight=2,
    )
